"""The build line: load → split → index. Each run leaves one new, whole release; publishing it is a separate step."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.corpus.document import Case, Document, Passage, digest_of
from assistant.corpus.load import Corpus, load_corpus
from assistant.corpus.origins import write_origins
from assistant.corpus.release import (
    DocumentEntry,
    Manifest,
    list_releases,
    published_release,
    release_path,
    staging,
    write_manifest,
)
from assistant.corpus.split import split_document
from assistant.errors import NoRelease, ReleaseDamaged, ReleaseError
from assistant.search.index import IndexReport, build_index
from assistant.search.manifest import read_index_manifest
from assistant.search.prune import prune_with_vectors
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

Progress = Callable[[str, float], None]  # name of the step in German, share done in 0..1
INDEX = "index"
_CASES = "cases.json"


def build_release(
    settings: Settings, embeddings: "Embeddings | None" = None, progress: Progress | None = None
) -> Manifest:
    """Build the corpus into a new release and return its manifest. The caller holds `build_lock`.

    Raises CorpusError when nothing can be read, StorageFailed when the disk is full or read-only; the published
    release is never touched.
    """
    begun = time.perf_counter()
    say = progress or (lambda _name, _share: None)
    say("Korpus lesen", 0.0)
    corpus = load_corpus(settings.corpus_dir, settings.corpus)
    release = _name_release(corpus)
    releases = settings.releases_dir
    with staging(releases, release) as directory:
        report = build_index(
            directory / INDEX,
            corpus.documents,
            settings,
            embeddings=embeddings,
            reuse_from=_newest_index(releases),
            progress=lambda share: say("Index schreiben", 0.1 + 0.85 * share),
        )
        write_origins(directory, _own_sources(corpus, settings), corpus.sources)
        _copy_thesaurus(settings.corpus_dir, directory)
        _write_cases(directory, corpus.documents)
        manifest = _describe(release, corpus, report, time.perf_counter() - begun)
        write_manifest(directory, manifest)
    prune_with_vectors(settings, INDEX)
    say("Fertig", 1.0)
    return manifest


def _own_sources(corpus: Corpus, settings: Settings) -> Iterator[Passage]:
    """The passages of sections that name their own sources; all others follow the head and need no cutting here."""
    for document in corpus.documents:
        if any(block.sources for block in document.blocks):
            yield from (passage for passage in split_document(document, settings.corpus) if passage.sources)


def read_cases(directory: Path) -> tuple[Case, ...]:
    """The peer cases of a release folder. Raises ReleaseDamaged."""
    try:
        records = json.loads((directory / _CASES).read_text(encoding="utf-8"))
        return tuple(Case(**{**record, "components": tuple(record["components"])}) for record in records)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ReleaseDamaged(
            f"Der Stand „{directory.name}“ ist unvollständig; bitte `lotsenwissen corpus build` ausführen."
        ) from error


def is_usable(settings: Settings, release: str) -> bool:
    """Whether this version of the program can search the release."""
    try:
        read_index_manifest(release_path(settings.releases_dir, release) / INDEX)
    except ReleaseError:
        return False
    return True


def _name_release(corpus: Corpus) -> str:
    digest = digest_of(document.digest for document in corpus.documents)
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{digest[:6]}"


def _newest_index(releases: Path) -> Path | None:
    try:
        newest = published_release(releases)
    except (NoRelease, ReleaseDamaged):
        manifests = list_releases(releases)
        if not manifests:
            return None
        newest = manifests[0].id
    path = release_path(releases, newest) / INDEX
    return path if path.is_dir() else None


def _copy_thesaurus(corpus: Path, directory: Path) -> None:
    if (corpus / "thesaurus.yaml").is_file():
        shutil.copyfile(corpus / "thesaurus.yaml", directory / "thesaurus.yaml")


def _write_cases(directory: Path, documents: tuple[Document, ...]) -> None:
    records = [asdict(document.case) for document in documents if document.case]
    (directory / _CASES).write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")


def _describe(release: str, corpus: Corpus, report: IndexReport, seconds: float) -> Manifest:
    entries = {
        document.id: DocumentEntry(
            title=document.head.title,
            digest=document.digest,
            kind=document.head.kind.value,
            stand=document.head.stand.isoformat(),
            valid_until=document.head.valid_until.isoformat() if document.head.valid_until else None,
            path=document.path,
            passages=report.passages[document.id],
        )
        for document in corpus.documents
    }
    return Manifest(
        id=release,
        created=datetime.now(UTC).isoformat(timespec="microseconds"),
        corpus_digest=digest_of(document.digest for document in corpus.documents),
        documents=entries,
        passages=sum(map(len, report.passages.values())),
        rejections=tuple(f"{rejection.path}: {rejection.reason}" for rejection in corpus.rejections),
        fingerprint=report.fingerprint,
        seconds=round(seconds, 3),
    )
