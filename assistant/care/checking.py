"""Try a proposal: would this file become a document? Read in a scratch folder, never in the corpus itself."""

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant import wording
from assistant.care.questions import count_loosened, read_document
from assistant.corpus.check import check_document, check_questions
from assistant.corpus.document import Document
from assistant.corpus.load import Corpus, list_files, load_corpus, load_file
from assistant.corpus.questions import (
    FOLDER,
    find_twice,
    parse_questions,
    place_questions,
    questions_path,
    read_questions,
)
from assistant.corpus.register import read_register
from assistant.corpus.writing import append_source, corpus_path, write_whole
from assistant.errors import CorpusError
from assistant.settings import Settings
from assistant.store.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Trial:
    """`errors` keep the file out of the corpus, `findings` are advice; `document` is what readers would get.

    `loosened` questions hang on sentences that would be gone.
    """

    document: Document | None
    errors: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    loosened: int = 0


def proposal_folder(settings: Settings, proposal_id: str) -> Path:
    return settings.data_dir / "proposals" / proposal_id


def try_proposal(proposal: Proposal, settings: Settings, today: date) -> Trial:
    if proposal.kind == "questions":
        return _try_questions(proposal, settings)
    with tempfile.TemporaryDirectory(prefix="probe-") as place:
        scratch = Path(place)
        try:
            document = _load(proposal, settings, scratch)
        except CorpusError as error:
            return Trial(None, (str(error),))
    stems = {path.stem: path for path in list_files(settings.corpus_dir)}
    errors = tuple(_find_errors(document, proposal, stems))
    advice = tuple(_advise(document, settings, today))
    return Trial(document, errors, advice, _count_loosened(document, proposal, settings))


def _try_questions(proposal: Proposal, settings: Settings) -> Trial:
    """`document` is the one of today with the questions at their sentences."""
    if proposal.path != f"{FOLDER}/{proposal.document}.yaml":
        return Trial(None, (wording.PATH_OUTSIDE.format(path=proposal.path),))
    try:
        document = read_document(settings, proposal.document)
        asked, loose = place_questions(parse_questions(proposal.content), document)
    except CorpusError as error:
        return Trial(None, (str(error),))
    document = replace(document, asked=asked)
    others = (d for d in load_corpus(settings.corpus_dir, settings.corpus).documents if d.id != document.id)
    twice = [question for name, question in find_twice((document, *others)) if name == document.id]
    advice = (wording.QUESTION_TWICE.format(question=question) for question in twice)
    return Trial(document, (), (*loose, *check_questions(document), *advice))


def _count_loosened(document: Document, proposal: Proposal, settings: Settings) -> int:
    """Nothing comes loose where nothing stood or can be read today."""
    with suppress(CorpusError):
        entries = read_questions(questions_path(settings.corpus_dir, proposal.document))
        return count_loosened(read_document(settings, proposal.document), document, entries) if entries else 0
    return 0


def _load(proposal: Proposal, settings: Settings, scratch: Path) -> Document:
    shutil.copyfile(settings.corpus_dir / "sources.yaml", scratch / "sources.yaml")
    add_new_source(proposal, scratch)
    sources = read_register(scratch / "sources.yaml")
    path = corpus_path(scratch, proposal.path)
    write_whole(path, proposal.content)
    _provide_originals(proposal, settings, scratch / "originals")
    return load_file(path, scratch, sources, settings.corpus)


def add_new_source(proposal: Proposal, directory: Path) -> None:
    """Put the proposal's register entry into the register, unless its key is there already."""
    if proposal.source and proposal.source["key"] not in read_register(directory / "sources.yaml"):
        append_source(directory, proposal.source)


def _provide_originals(proposal: Proposal, settings: Settings, folder: Path) -> None:
    kept = settings.corpus_dir / "originals"
    if proposal.original:
        folder.mkdir()
        shutil.copyfile(proposal_folder(settings, proposal.id) / proposal.original, folder / proposal.original)
    elif kept.is_dir():
        folder.symlink_to(kept.resolve(), target_is_directory=True)


def _find_errors(document: Document, proposal: Proposal, stems: Mapping[str, Path]) -> list[str]:
    errors = [wording.PATH_OUTSIDE.format(path=proposal.path)] if proposal.path.startswith(f"{FOLDER}/") else []
    errors += [wording.SUPERSEDES_UNKNOWN.format(name=name) for name in document.head.supersedes if name not in stems]
    if Path(proposal.path).stem != document.id:
        errors.append(wording.ID_NOT_NAME.format(id=document.id))
    other = stems.get(document.id)
    if other is not None and not other.as_posix().endswith(proposal.path):
        errors.append(wording.ID_TAKEN.format(id=document.id))
    return errors


def _advise(document: Document, settings: Settings, today: date) -> list[str]:
    alone = replace(document, head=replace(document.head, supersedes=()))
    return list(check_document(alone, Corpus((alone,), (), {}), settings.corpus, today))
