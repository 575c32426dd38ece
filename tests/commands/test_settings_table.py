from pathlib import Path

from assistant.commands.settings_table import format_table, list_settings

DOCS = Path(__file__).parents[2] / "docs" / "einstellungen.md"


def test_every_setting_says_why_it_has_its_value() -> None:
    assert [name for name, field in list_settings() if not field.description] == []


def test_the_documented_table_is_complete_and_current() -> None:
    assert DOCS.read_text("utf-8") == format_table(), "bitte `make docs` ausführen"
