"""What works, what does not, and what to do about it: for the command line, /health, /ready and the Lotsen's pages."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.answer.answer import Question, Status
from assistant.answer.ask import ask
from assistant.answer.checks import Check, rate
from assistant.answer.doctor_model import check_models
from assistant.answer.library import Library, OpenRelease
from assistant.answer.models import Models
from assistant.errors import LotsenwissenError, ModelError
from assistant.settings import Settings
from assistant.wording import (
    DOCTOR_DISK,
    DOCTOR_DISK_NEXT,
    DOCTOR_EMBEDDING,
    DOCTOR_EMBEDDING_BUILD,
    DOCTOR_EMBEDDING_LOCAL,
    DOCTOR_EMBEDDING_NEXT,
    DOCTOR_EMBEDDING_OTHER,
    DOCTOR_MEMORY,
    DOCTOR_MEMORY_NEXT,
    DOCTOR_PYTHON,
    DOCTOR_PYTHON_NEXT,
    DOCTOR_QUOTES,
    DOCTOR_QUOTES_EMPTY,
    DOCTOR_QUOTES_NEXT,
    DOCTOR_REJECTED,
    DOCTOR_REJECTED_NEXT,
    DOCTOR_RELEASE,
    DOCTOR_RELEASE_NEXT,
    DOCTOR_TRIAL_QUESTION,
    DOCTOR_UNWRITABLE,
    DOCTOR_UNWRITABLE_NEXT,
)

__all__ = ["Check", "run_checks"]

_GIGABYTE = 1e9
_OLDEST_PYTHON = (3, 11)
_TRIAL_TITLES = 5


def run_checks(
    settings: Settings,
    library: Library,
    models: Models | None = None,
    *,
    thorough: bool = True,
    today: date | None = None,
) -> list[Check]:
    """All findings in a fixed order. Without `thorough` no question is asked, so it is fit to be called every few seconds.

    `models` are the library's own unless given.
    """
    checks = [check_python(), check_disk(settings), check_memory()]
    checks += check_corpus(settings, library, thorough, today or datetime.now(UTC).date())
    checks += check_models(settings, models or library.models, thorough)
    return checks


def check_python() -> Check:
    version = ".".join(str(part) for part in sys.version_info[:3])
    good = sys.version_info[:2] >= _OLDEST_PYTHON
    return rate("python", good, DOCTOR_PYTHON.format(version=version), DOCTOR_PYTHON_NEXT, "Fehler")


def check_disk(settings: Settings) -> Check:
    folder = _existing(settings.data_dir.absolute())
    if not os.access(folder, os.W_OK):
        return Check("disk", "Fehler", DOCTOR_UNWRITABLE.format(folder=settings.data_dir), DOCTOR_UNWRITABLE_NEXT)
    free = shutil.disk_usage(folder).free / _GIGABYTE
    text = DOCTOR_DISK.format(free=free, folder=settings.data_dir)
    return rate("disk", free >= settings.models.disk_free_gigabytes, text, DOCTOR_DISK_NEXT)


def _existing(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())


def check_memory() -> Check:
    import psutil

    memory = psutil.virtual_memory()
    text = DOCTOR_MEMORY.format(total=memory.total / _GIGABYTE, free=memory.available / _GIGABYTE)
    return rate("memory", memory.available >= _GIGABYTE, text, DOCTOR_MEMORY_NEXT)


def check_corpus(settings: Settings, library: Library, thorough: bool, today: date) -> Iterator[Check]:
    try:
        release = library.current()
    except LotsenwissenError as error:  # its message already names the next command
        yield Check("release", "Fehler", str(error), DOCTOR_RELEASE_NEXT)
        return
    yield _check_age(settings, release, today)
    rejections = release.manifest.rejections
    if rejections:
        text = DOCTOR_REJECTED.format(count=len(rejections), first=rejections[0])
        yield Check("rejected", "Achtung", text, DOCTOR_REJECTED_NEXT)
    yield _check_embedding(settings, library, release)
    if thorough:
        yield _ask_corpus(library, release, today)


def _check_age(settings: Settings, release: OpenRelease, today: date) -> Check:
    manifest = release.manifest
    days = max(0, (today - datetime.fromisoformat(manifest.created).date()).days)
    text = DOCTOR_RELEASE.format(
        release=release.id, documents=len(manifest.documents), passages=manifest.passages, days=days
    )
    return rate("release", days <= settings.models.release_age_days, text, DOCTOR_RELEASE_NEXT)


def _check_embedding(settings: Settings, library: Library, release: OpenRelease) -> Check:
    """The release must be built with the configured model, and that model must answer now."""
    model, built = settings.embedding_model, str(release.manifest.fingerprint.get("embedding", ""))
    if not model:
        return Check("embedding", "ok", DOCTOR_EMBEDDING_LOCAL)
    if model not in built or library.embeddings is None:
        text = DOCTOR_EMBEDDING_OTHER.format(model=model, built=built or "keines")
        return Check("embedding", "Fehler", text, DOCTOR_EMBEDDING_BUILD)
    try:
        size = len(library.embeddings.embed_query(DOCTOR_TRIAL_QUESTION))
    except ModelError as error:
        return Check("embedding", "Fehler", str(error), DOCTOR_EMBEDDING_NEXT)
    return Check("embedding", "ok", DOCTOR_EMBEDDING.format(model=model, size=size))


def _ask_corpus(library: Library, release: OpenRelease, today: date) -> Check:
    """Ask for the titles of a few valid documents: a sound release answers one of them with proof."""
    titles = _pick_titles(release, today)
    begun = time.perf_counter()
    answered = next((title for title in titles if _is_proven(title, library, today)), None)
    seconds = time.perf_counter() - begun
    asked = answered or "; ".join(titles)
    text = (DOCTOR_QUOTES if answered else DOCTOR_QUOTES_EMPTY).format(question=asked, seconds=seconds)
    return rate("corpus_trial", answered is not None, text, DOCTOR_QUOTES_NEXT)


def _is_proven(title: str, library: Library, today: date) -> bool:
    answer = ask(Question(title, today, mode="quotes"), library)
    return answer.status in (Status.ANSWERED, Status.PARTIAL) and bool(answer.citations)


def _pick_titles(release: OpenRelease, today: date) -> list[str]:
    valid = [
        entry.title
        for entry in release.manifest.documents.values()
        if entry.kind != "case" and (entry.valid_until is None or date.fromisoformat(entry.valid_until) >= today)
    ]
    return sorted(valid)[:_TRIAL_TITLES]
