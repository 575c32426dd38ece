"""The settings as a German table: `python -m assistant.commands.settings_table > docs/einstellungen.md`."""

from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from assistant.settings import Settings

_HEAD = """# Einstellungen

Jede Einstellung kommt aus der Umgebung oder aus einer Datei `.env` im Arbeitsordner. Diese Tabelle wird mit
`make docs` aus dem Programm erzeugt; ein Test hält sie vollständig.

| Variable | Voreinstellung | Wozu |
|---|---|---|
"""


def list_settings(model: type[BaseModel] = Settings, prefix: str = "LOTSENWISSEN_") -> Iterator[tuple[str, FieldInfo]]:
    """(name of the variable, field), sections unfolded."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from list_settings(kind, f"{prefix}{name.upper()}__")
        else:
            yield f"{prefix}{name.upper()}", field


def format_table() -> str:
    rows = (f"| `{name}` | {_show(field.default)} | {field.description or ''} |" for name, field in list_settings())
    return _HEAD + "\n".join(rows) + "\n"


def _show(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, tuple):
        value = ", ".join(map(str, value))
    return f"`{value}`"


if __name__ == "__main__":
    print(format_table(), end="")
