"""Turn changed sources into proposals, one for each document that rests on them."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from assistant import wording
from assistant.care.checking import proposal_folder
from assistant.care.drafts import set_head_field
from assistant.corpus.document import Document
from assistant.corpus.fetch import Fetcher
from assistant.corpus.load import load_corpus
from assistant.corpus.register import Source, read_register
from assistant.corpus.sync import Change, list_due_sources, make_fetcher, read_seen, sync_folder, sync_sources
from assistant.settings import Settings
from assistant.store.audit import record_action
from assistant.store.proposals import OPEN, Proposal, list_proposals, save_proposal

_NOTE_LINES = 200


def run_sync(
    engine: Engine,
    settings: Settings,
    today: date,
    keys: Iterable[str] = (),
    fetcher: Fetcher | None = None,
) -> list[tuple[Change, tuple[str, ...]]]:
    """Look at what is due (or at `keys`); each change with the ids of the proposals made from it."""
    sources = read_register(settings.corpus_dir / "sources.yaml")
    chosen = _choose(sources, settings, today, tuple(keys))
    fetcher = fetcher or make_fetcher(sources, settings)
    results = []
    documents: tuple[Document, ...] | None = None
    for change in sync_sources(chosen, fetcher, settings, today):
        made: tuple[str, ...] = ()
        if change.outcome == "changed":
            documents = documents or load_corpus(settings.corpus_dir, settings.corpus).documents
            made = propose_change(engine, settings, change, documents, today)
        results.append((change, made))
        record_action(engine, wording.SYNC_AUTHOR, f"source_{change.outcome}", change.key, reason=change.reason)
    return results


def _choose(sources: Mapping[str, Source], settings: Settings, today: date, keys: tuple[str, ...]) -> list[Source]:
    if keys:
        return [sources[key] for key in keys if key in sources and sources[key].url]
    return list_due_sources(sources, read_seen(sync_folder(settings)), today)


def propose_change(
    engine: Engine, settings: Settings, change: Change, documents: Iterable[Document], today: date
) -> tuple[str, ...]:
    """Proposals for all documents that name the source; an older open one of the comparison is replaced."""
    made = []
    for document in documents:
        named = {*document.head.sources, *(key for block in document.blocks for key in block.sources)}
        if change.key in named:
            made.append(_propose(engine, settings, change, document, today).id)
    return tuple(made)


def _propose(engine: Engine, settings: Settings, change: Change, document: Document, today: date) -> Proposal:
    base = (settings.corpus_dir / document.path).read_text(encoding="utf-8")
    note = wording.SYNC_NOTE.format(key=change.key, reason=change.reason)
    proposal = Proposal(
        kind="changed",
        document=document.id,
        path=document.path,
        title=document.head.title,
        author=wording.SYNC_AUTHOR,
        content=set_head_field(base, "stand", today.isoformat()),
        base=base,
        notes=(note, *change.difference[:_NOTE_LINES]),
    )
    earlier = list_proposals(engine, OPEN, wording.SYNC_AUTHOR, document.id)
    if earlier:
        proposal = replace(proposal, id=earlier[0].id)
    if document.head.original and document.head.sources == (change.key,):
        proposal = _with_new_original(proposal, settings, change)
    return save_proposal(engine, proposal)


def _with_new_original(proposal: Proposal, settings: Settings, change: Change) -> Proposal:
    """The document is its original: the new version is the new file."""
    kept = sync_folder(settings) / "originals" / change.file
    name = f"{proposal.document}--{Path(change.file).stem[:8]}{kept.suffix}"
    folder = proposal_folder(settings, proposal.id)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, folder / name)
    return replace(proposal, original=name, content=set_head_field(proposal.content, "original", name))
