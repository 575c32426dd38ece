"""The frame around the window: Chainlit's settings, German texts, colours and scripts.

Chainlit reads and writes in one folder (translations, temporary files). That folder lies under the data directory, so
that the installed product may be read-only.
"""

import os
import re
import shutil
from pathlib import Path

from assistant import wording
from assistant.errors import StoreError
from assistant.settings import Settings

_SHELL = Path(__file__).with_name("shell")
# The page „Anleitung“ is the user's own file at the top of the project; in an installed wheel it lies in the shell.
_TOP = Path(__file__).parents[2] / "chainlit.md"
_GUIDE = _TOP if _TOP.is_file() else _SHELL / "chainlit.md"
_FOREIGN = re.compile(r"<(?:link|script)\b[^>]*https?://[^>]*>", re.S)
_PLACES = {"config.toml": ".chainlit/config.toml", "translations": ".chainlit/translations", "public": "public"}


def prepare_shell(settings: Settings) -> Path:
    """Lay out Chainlit's folder and name it in the environment; to be called before chainlit is imported."""
    root = (settings.data_dir / "fenster").resolve()
    try:
        for source in sorted(_SHELL.rglob("*")):
            if source.is_file():
                _place(source, root / _target(source.relative_to(_SHELL)), settings)
        for name in ("chainlit.md", "chainlit_de-DE.md"):
            _place(_GUIDE, root / name, settings)
    except OSError as error:
        raise StoreError(wording.SHELL_UNWRITABLE.format(path=root)) from error
    os.environ["CHAINLIT_APP_ROOT"] = str(root)
    # Belt and braces: none of these libraries may call home even if someone sets their keys.
    os.environ.update(OTEL_SDK_DISABLED="true", LANGSMITH_TRACING="false", TRACELOOP_TELEMETRY="false")
    return root


def _target(relative: Path) -> Path:
    first, *rest = relative.parts
    return Path(_PLACES.get(first, first), *rest)


def _place(source: Path, target: Path, settings: Settings) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    if source.name == "config.toml":
        seconds = str(settings.chat.session_hours * 3600)
        draft.write_text(source.read_text("utf-8").replace("SESSION_SECONDS", seconds), "utf-8")
    else:
        shutil.copyfile(source, draft)
    draft.replace(target)


def clean_page(page: str) -> str:
    """Chainlit's page without anything from other origins (fonts, KaTeX), and said to be German."""
    return _FOREIGN.sub("", page).replace('<html lang="en">', '<html lang="de">')
