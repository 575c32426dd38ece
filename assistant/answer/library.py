"""The open corpus: the published release with its index. Readers swap to a new release between two questions, never within one."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.corpus.document import Case, Head, Passage
from assistant.corpus.origins import Origin, read_origins
from assistant.corpus.release import Manifest, published_release, read_manifest, release_path
from assistant.search.build import INDEX, read_cases
from assistant.search.hit import Hit
from assistant.search.index import open_index
from assistant.search.retrieve import Searcher
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from assistant.answer.models import Models


@dataclass(frozen=True, slots=True)
class OpenRelease:
    """One release, opened. A question holds on to the one it began with, so an answer is never mixed."""

    manifest: Manifest
    directory: Path
    searcher: Searcher
    cases: tuple[Case, ...]
    origins: Mapping[str, Origin]

    @property
    def id(self) -> str:
        return self.manifest.id

    def attribute(self, hit: Hit) -> Hit:
        """The hit with the publisher and address of the section's own source, where it has one."""
        origin = self.origins.get(hit.passage.id)
        return replace(hit, head=origin.apply(hit.head)) if origin else hit

    def find_passage(self, id: str) -> tuple[Passage, Head] | None:
        """A passage of this release with the head to show beside it."""
        passage = self.searcher.passage(id)
        head = self.searcher.head(passage.document) if passage else None
        if passage is None or head is None:
            return None
        origin = self.origins.get(id)
        return passage, origin.apply(head) if origin else head


class Library:
    """What answering needs, once per process: the published release and the models, if any. Safe for many threads."""

    def __init__(
        self, settings: Settings, embeddings: "Embeddings | None" = None, models: "Models | None" = None
    ) -> None:
        self.settings = settings
        self.embeddings = embeddings
        self.models = models
        self._lock = threading.Lock()
        self._open: OpenRelease | None = None

    def current(self) -> OpenRelease:
        """The published release. Raises NoRelease, ReleaseDamaged or FingerprintMismatch when there is none to use."""
        wanted = published_release(self.settings.releases_dir)
        opened = self._open
        if opened is not None and opened.id == wanted:
            return opened
        with self._lock:
            if self._open is None or self._open.id != wanted:
                self._open = self.open_release(wanted)
            return self._open

    def open_release(self, release: str) -> OpenRelease:
        """Any release of the data folder, published or not. Raises NoRelease or ReleaseDamaged."""
        directory = release_path(self.settings.releases_dir, release)
        manifest = read_manifest(directory)
        searcher = open_index(directory / INDEX, self.settings, embeddings=self.embeddings)
        return OpenRelease(manifest, directory, searcher, read_cases(directory), read_origins(directory))


def open_library(settings: Settings) -> Library:
    """A library that opens the published release at the first question, with the models the settings name."""
    models = embeddings = None
    if settings.model:
        from assistant.answer.models import Models

        models = Models(settings)
    if settings.embedding_model:
        from assistant.answer.llm.embeddings import load_embeddings

        embeddings = load_embeddings(settings)
    return Library(settings, embeddings, models)
