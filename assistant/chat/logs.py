"""Logs as JSON lines that hold no content: ids, lengths, places in the code, never what was asked, answered or read.

Messages of exceptions may quote rows or questions, and so may those of libraries; of both only kind and place are kept.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from assistant.errors import LotsenwissenError

_OURS = "assistant"
_TRUSTED = (_OURS, "uvicorn")  # whose messages are fixed texts with ids
_FRAMES = 12


def configure_logging(level: int = logging.INFO) -> None:
    """Everything to stderr, for journald or the container's log; called before chainlit sets up its own."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ContentFreeFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level)
    logging.captureWarnings(True)


class ContentFreeFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.split(".")[0] in _TRUSTED:
            line["message"] = record.getMessage()
        else:
            line["place"] = f"{record.module}.{record.funcName}:{record.lineno}"
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["errors"] = describe_error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def describe_error(error: BaseException) -> list[dict[str, Any]]:
    """The error and what caused it: kind and frames. Texts only of our own errors; they are fixed sentences."""
    described: list[dict[str, Any]] = []
    current: BaseException | None = error
    while current is not None and len(described) < _FRAMES:
        entry: dict[str, Any] = {"kind": type(current).__name__, "frames": _list_frames(current)}
        if isinstance(current, LotsenwissenError):
            entry["message"] = str(current)
        described.append(entry)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return described


def _list_frames(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]


def log_facts(logger: logging.Logger, event: str, **facts: Any) -> None:
    """One line about something that happened, told in ids, counts and seconds."""
    logger.info(event, extra={"facts": facts})
