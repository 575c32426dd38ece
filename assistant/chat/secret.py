"""The key that signs sign-ins: from the environment, or made once and kept readable for the owner only."""

import os
import secrets
from pathlib import Path

from assistant import wording
from assistant.errors import StoreError

VARIABLE = "CHAINLIT_AUTH_SECRET"


def provide_secret(data_dir: Path) -> None:
    """Put the key where Chainlit looks for it. Raises StoreError when it can be neither read nor written."""
    if os.environ.get(VARIABLE):
        return
    path = data_dir / "sitzungsschluessel"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        os.environ[VARIABLE] = _read_secret(path) or _create_secret(path)
    except OSError as error:
        raise StoreError(wording.SECRET_UNUSABLE.format(path=path)) from error


def _read_secret(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def _create_secret(path: Path) -> str:
    """Written aside and linked into place: of several processes that start at once, one wins and all use its key."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _read_secret(path)
