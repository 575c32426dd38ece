"""Build, examine, publish and roll back from one place; every step leaves its facts for the release note."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Engine

from assistant import wording
from assistant.care.impact import find_impact
from assistant.care.notes import Note, make_note, write_note
from assistant.corpus.release import (
    Manifest,
    build_lock,
    publish_release,
    published_release,
    read_manifest,
    release_path,
    rollback_release,
)
from assistant.corpus.writing import write_whole
from assistant.errors import LotsenwissenError, ReleaseError
from assistant.search.build import build_release, is_usable
from assistant.settings import Settings
from assistant.store.audit import record_action

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

State = Literal["idle", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class GateResult:
    """The exam of one release: figures by name (0..1), and German lines that say what fell below."""

    passed: bool
    figures: dict[str, float]
    lines: tuple[str, ...] = ()


Gate = Callable[[Settings, str], GateResult]  # settings, id of the release to examine


@dataclass(frozen=True, slots=True)
class Job:
    """The build that runs or ran last in this process; `share` in 0..1, `left` in seconds, None while unknown."""

    state: State = "idle"
    step: str = ""
    share: float = 0.0
    left: int | None = None
    message: str = ""


@dataclass
class Workbench:
    """One build at a time; pages read `job` while a thread works."""

    settings: Settings
    engine: Engine
    gate: Gate | None = None
    embeddings: "Embeddings | None" = None
    job: Job = field(default_factory=Job)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None

    def start_build(self, actor: str) -> bool:
        """False when one is running already."""
        with self._lock:
            if self.job.state == "running":
                return False
            self.job = Job("running", wording.BUILD_BEGINS)
            self._thread = threading.Thread(target=self._run, args=(actor,), daemon=True)
            self._thread.start()
            return True

    def wait(self, seconds: float) -> None:
        if self._thread:
            self._thread.join(seconds)

    def _run(self, actor: str) -> None:
        begun = time.monotonic()

        def say(step: str, share: float) -> None:
            passed = time.monotonic() - begun
            left = round(passed / share - passed) if share > 0.1 else None
            self.job = Job("running", step, share * (0.8 if self.gate else 1.0), left)

        try:
            manifest = self.build(actor, say)
            self.job = Job("done", "", 1.0, 0, wording.BUILD_DONE.format(release=manifest.id))
        except LotsenwissenError as error:
            self.job = Job("failed", message=str(error))
        except Exception as error:  # the page must not wait for ever for a thread that died
            self.job = Job("failed", message=wording.BUILD_BROKEN.format(kind=type(error).__name__))

    def build(self, actor: str, say: Callable[[str, float], None] | None = None) -> Manifest:
        """Build, then examine. The release waits to be published."""
        with build_lock(self.settings.releases_dir):
            manifest = build_release(self.settings, self.embeddings, say)
        record_action(self.engine, actor, "release_built", manifest.id, documents=len(manifest.documents))
        if self.gate:
            self.job = Job("running", wording.GATE_RUNS, 0.85)
            self.examine(manifest.id, actor)
        return manifest

    def examine(self, release: str, actor: str) -> GateResult | None:
        """Run the exam and keep its result beside the releases; None where no exam is installed."""
        if self.gate is None:
            return None
        result = self.gate(self.settings, release)
        write_gate(self.settings, release, result)
        record_action(self.engine, actor, "release_examined", release, passed=result.passed)
        return result

    def publish(self, release: str, actor: str, today: date, force: bool = False) -> Note:
        """Let readers use it. Raises ReleaseError when the exam was not passed and `force` is not set."""
        result = read_gate(self.settings, release)
        if result is not None and not result.passed and not force:
            raise ReleaseError(wording.GATE_FAILED)
        with build_lock(self.settings.releases_dir):
            before = current_manifest(self.settings)
            publish_release(self.settings.releases_dir, release)
        note = self._write_note(before, release, today)
        record_action(self.engine, actor, "release_published", release, forced=force)
        return note

    def roll_back(self, actor: str) -> str:
        with build_lock(self.settings.releases_dir):
            release = rollback_release(self.settings.releases_dir, partial(is_usable, self.settings))
        record_action(self.engine, actor, "release_rolled_back", release)
        return release

    def _write_note(self, before: Manifest | None, release: str, today: date) -> Note:
        manifest = read_manifest(release_path(self.settings.releases_dir, release))
        affected = find_impact(self.engine, manifest, self.settings, today)
        exams = (read_gate(self.settings, before.id) if before else None, read_gate(self.settings, release))
        figures = tuple(exam.figures if exam else {} for exam in exams)
        note = make_note(before, manifest, (figures[0], figures[1]), affected, today)
        write_note(self.settings.data_dir / "notes", note)
        return note


def current_manifest(settings: Settings) -> Manifest | None:
    try:
        return read_manifest(release_path(settings.releases_dir, published_release(settings.releases_dir)))
    except ReleaseError:
        return None


def _gate_path(settings: Settings, release: str) -> Path:
    return settings.data_dir / "gates" / f"{release}.json"


def write_gate(settings: Settings, release: str, result: GateResult) -> None:
    write_whole(_gate_path(settings, release), json.dumps(asdict(result), ensure_ascii=False, indent=1))


def read_gate(settings: Settings, release: str) -> GateResult | None:
    """None when the release was never examined or the file cannot be read."""
    try:
        data = json.loads(_gate_path(settings, release).read_text(encoding="utf-8"))
        return GateResult(bool(data["passed"]), dict(data["figures"]), tuple(data["lines"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def list_gates(settings: Settings) -> list[tuple[str, GateResult]]:
    """Oldest first; release ids begin with their moment."""
    names = sorted(path.stem for path in (settings.data_dir / "gates").glob("*.json"))
    return [(name, result) for name in names if (result := read_gate(settings, name))]
