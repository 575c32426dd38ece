"""Erase a document everywhere: files, releases, conversations, proposals, kept originals; then prove it byte by byte."""

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Engine

from assistant import wording
from assistant.care.checking import proposal_folder
from assistant.corpus.erase import (
    Receipt,
    encode_needles,
    find_document_files,
    make_detector,
    remove_document_files,
    remove_releases,
    scan_folders,
    take_fragments,
    write_receipt,
)
from assistant.corpus.formats import read_original
from assistant.corpus.load import list_files, load_corpus
from assistant.corpus.questions import list_question_files, read_traces
from assistant.corpus.release import build_lock, list_releases, publish_release, release_path
from assistant.corpus.sync import forget_sources, sync_folder
from assistant.errors import CorpusError, LotsenwissenError
from assistant.search.build import INDEX, build_release
from assistant.search.manifest import IndexManifest, read_index_manifest
from assistant.search.passages import PassageReader
from assistant.search.vectors import connect, open_vectors, read_raw_bytes
from assistant.settings import Settings
from assistant.store.audit import record_action
from assistant.store.guides import redact_guides
from assistant.store.proposals import delete_proposals, list_proposals
from assistant.store.redaction import compact_database, list_typed_texts, redact_document

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

_T = TypeVar("_T")
Progress = Callable[[str, float], None]
_RUN_BYTES = 16  # four numbers of a vector in a row are unmistakable
_RUNS = 8
# Looked for byte by byte; spread evenly over the document, because every one is compared with every file.
_MOST_FRAGMENTS, _MOST_VECTORS = 300, 40


@dataclass(frozen=True, slots=True)
class Traces:
    """What the document is recognised by: beginnings of its sentences, its questions, and runs of numbers of its vectors."""

    title: str
    sources: frozenset[str]
    texts: tuple[str, ...]
    questions: tuple[str, ...]
    vectors: frozenset[bytes]


def erase_document(
    engine: Engine,
    settings: Settings,
    document: str,
    actor: str,
    embeddings: "Embeddings | None" = None,
    progress: Progress | None = None,
) -> Receipt:
    """Raises CorpusError for a document that is nowhere, BuildLocked while another process builds.

    Can be repeated after a failure: everything is looked for again.
    """
    with build_lock(settings.releases_dir):
        traces = collect_traces(engine, settings, document)
        files, questions = remove_document_files(settings.corpus_dir, document)
        fragments = _take_all_fragments(engine, settings, traces)
        release = _build_without(settings, embeddings, progress)
        releases = remove_releases(settings.releases_dir, document, release)
        kept = _forget_sync(settings, traces.sources)
        redacted = redact_document(engine, document, make_detector(fragments), wording.ERASED)
        guides = redact_guides(engine, document, make_detector(fragments), wording.ERASED)
        proposals = _remove_proposals(engine, settings, document)
        _blank_notes(settings.data_dir / "notes", traces.title)
        _empty_panes(settings.data_dir)
        compact_database(engine)
    looked_for = _spread(fragments, _MOST_FRAGMENTS)
    needles = encode_needles(looked_for) | traces.vectors
    scanned = list(scan_folders((settings.data_dir, settings.corpus_dir), needles))
    receipt = Receipt(
        document=document,
        at=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        actor=actor,
        files=files,
        releases=releases,
        published=release,
        answers=redacted.turns,
        messages=redacted.messages + redacted.elements,
        handovers=redacted.handovers,
        guides=guides,
        proposals=proposals,
        exam_questions=questions,
        sync_files=kept,
        fragments=len(looked_for),
        vectors=len(traces.vectors),
        files_scanned=len(scanned),
        bytes_scanned=sum(size for _, size, _ in scanned),
        left=tuple(str(path) for path, _, hits in scanned if hits),
    )
    write_receipt(settings.data_dir / "receipts", receipt)
    record_action(engine, actor, "document_erased", document, complete=receipt.complete, releases=list(releases))
    return receipt


def collect_traces(engine: Engine, settings: Settings, document: str) -> Traces:
    """Everything known of the document, from files, releases and proposals. Raises CorpusError when it is nowhere."""
    texts: list[str] = []
    questions: list[str] = []
    for path in find_document_files(settings.corpus_dir, document):
        if path.suffix == ".yaml":
            _add_question_traces(path.read_text(encoding="utf-8", errors="replace"), texts, questions)
        else:
            texts += _read_texts(path, settings)
    title, sources, vectors, known = "", set[str](), set[bytes](), bool(texts or questions)
    for manifest in list_releases(settings.releases_dir):
        if document in manifest.documents:
            known, title = True, manifest.documents[document].title
            index = release_path(settings.releases_dir, manifest.id) / INDEX
            with suppress(LotsenwissenError):  # a release of another version cannot be opened, only removed
                reader = PassageReader(index)
                for passage in reader.of_document(document):
                    texts.append(passage.text)
                    questions += [question for one in passage.asked for question in one.questions]
                sources |= set(reader.heads[document].sources)
                vectors |= _read_vectors(index, reader, document, settings)
    proposals = list_proposals(engine, document=document)
    for proposal in proposals:
        if proposal.kind == "questions":
            _add_question_traces(proposal.content, texts, questions)
            _add_question_traces(proposal.base or "", texts, questions)
        else:
            texts += [proposal.content, proposal.base or "", proposal.reply or ""]
    if not known and not proposals:
        raise CorpusError(wording.DOCUMENT_UNKNOWN.format(document=document))
    return Traces(title, frozenset(sources), tuple(texts), tuple(dict.fromkeys(questions)), frozenset(vectors))


def _add_question_traces(content: str, texts: list[str], questions: list[str]) -> None:
    """The beginning of a sentence is the document's text, also where that sentence is gone meanwhile."""
    beginnings, asked = read_traces(content)
    texts += beginnings
    questions += asked


def _take_all_fragments(engine: Engine, settings: Settings, traces: Traces) -> tuple[str, ...]:
    """A question that people typed themselves is theirs and no trace of the document, unlike text of it that they pasted."""
    others = _read_others(settings)
    typed = "\n".join(list_typed_texts(engine))
    questions = take_fragments(traces.questions, f"{others}\n{typed}")
    return tuple(dict.fromkeys((*take_fragments(traces.texts, others), *questions)))


def _read_vectors(index: Path, reader: PassageReader, document: str, settings: Settings) -> set[bytes]:
    """The stored numbers as bytes, by which they would be found again."""
    manifest = read_index_manifest(index)
    kin = _read_kinship(index, reader, document) if manifest.kinship else set()
    return kin | (_read_passage_vectors(index, manifest, reader, document, settings) if manifest.embedding else set())


def _read_kinship(index: Path, reader: PassageReader, document: str) -> set[bytes]:
    from assistant.search.kinship import read_stored_bytes  # brings numpy, which the command line need not load

    numbers = [number for number, id in reader.firsts.items() if id == document]
    return set(_cut(read_stored_bytes(index, numbers)))


def _read_passage_vectors(
    index: Path, manifest: IndexManifest, reader: PassageReader, document: str, settings: Settings
) -> set[bytes]:
    wanted = {passage.digest for passage in reader.of_document(document)}
    numbers = [number for number, digest in reader.digests().items() if digest in wanted]
    client = connect(index, settings.chroma_url)
    try:
        found = open_vectors(client, manifest.collection, manifest.passages).read(numbers)
        if settings.chroma_url:
            client.delete_collection(manifest.collection)  # on a server it would outlive the release
    finally:
        client.close()
    rows = [vector.astype("float32").tobytes() for vector in found.values()]
    raw = sorted(read_raw_bytes(index, numbers))
    return {piece for row in (*_spread(rows, _MOST_VECTORS), *_spread(raw, _MOST_VECTORS)) for piece in _cut(row)}


def _cut(row: bytes) -> list[bytes]:
    """Runs of four numbers; zeros, which stand everywhere, are left out."""
    runs = [row[at : at + _RUN_BYTES] for at in range(0, len(row) - _RUN_BYTES, _RUN_BYTES)]
    return [run for run in runs if b"\0\0\0" not in run][:_RUNS]


def _spread(items: Sequence[_T], most: int) -> Sequence[_T]:
    step = max(1, -(-len(items) // most))
    return items[::step]


def _read_texts(path: Path, settings: Settings) -> list[str]:
    if path.suffix == ".md":
        return [path.read_text(encoding="utf-8", errors="replace")]
    with suppress(LotsenwissenError):
        return [block.text for block in read_original(path, settings.corpus)]
    return []


def _read_others(settings: Settings) -> str:
    """All that stands in the rest of the corpus, heads included: what it says too is no trace of the erased document."""
    plain = [*list_files(settings.corpus_dir), *settings.corpus_dir.glob("*.yaml")]
    plain += list_question_files(settings.corpus_dir)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in plain]
    with suppress(CorpusError):
        texts += [document.text for document in load_corpus(settings.corpus_dir, settings.corpus).documents]
    return "\n".join(texts)


def _build_without(settings: Settings, embeddings: "Embeddings | None", progress: Progress | None) -> str | None:
    """The new release, written from nothing; None when no document is left to build from."""
    if not any(list_files(settings.corpus_dir)):
        (settings.releases_dir / "published.json").unlink(missing_ok=True)
        return None
    manifest = build_release(settings, embeddings, progress)
    publish_release(settings.releases_dir, manifest.id)
    return manifest.id


def _forget_sync(settings: Settings, sources: frozenset[str]) -> int:
    """Kept originals of sources that no other document rests on."""
    used: set[str] = set()
    with suppress(CorpusError):
        for document in load_corpus(settings.corpus_dir, settings.corpus).documents:
            used |= {*document.head.sources, *(key for block in document.blocks for key in block.sources)}
    return forget_sources(sync_folder(settings), sources - used)


def _remove_proposals(engine: Engine, settings: Settings, document: str) -> int:
    ids = [proposal.id for proposal in list_proposals(engine, document=document)]
    for id in ids:
        shutil.rmtree(proposal_folder(settings, id), ignore_errors=True)
    return delete_proposals(engine, ids)


def _empty_panes(data_dir: Path) -> None:
    """The window keeps what it shows in the source pane as session files; a pane that is open is asked for anew."""
    for path in data_dir.rglob(".files/**/*"):
        if path.is_file():
            path.unlink(missing_ok=True)


def _blank_notes(folder: Path, title: str) -> None:
    """Release notes name documents by their title."""
    for path in folder.glob("*.json") if title else ():
        text = path.read_text(encoding="utf-8")
        written = json.dumps(title, ensure_ascii=False)[1:-1]
        if written in text:
            path.write_text(text.replace(written, wording.ERASED_TITLE), encoding="utf-8")
