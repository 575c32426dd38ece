"""Decide about proposals: approve writes the plain file, return and reject say why; each step leaves an audit row."""

import difflib
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Engine

from assistant import wording
from assistant.care.checking import add_new_source, proposal_folder, try_proposal
from assistant.corpus.release import build_lock
from assistant.corpus.writing import append_exam_question, corpus_path, write_whole
from assistant.errors import CorpusError, StoreError
from assistant.settings import Settings
from assistant.store.audit import record_action
from assistant.store.handovers import reply_handover
from assistant.store.proposals import OPEN, Proposal, decide_proposal, read_proposal

Line = tuple[Literal["same", "gone", "new", "changed"], str, str]


@dataclass(frozen=True, slots=True)
class Approved:
    path: str
    answered: bool  # the reply went back to whoever handed the question over


def get_proposal(engine: Engine, proposal_id: str) -> Proposal:
    """Raises CorpusError for an unknown id."""
    proposal = read_proposal(engine, proposal_id)
    if proposal is None:
        raise CorpusError(wording.PROPOSAL_UNKNOWN)
    return proposal


def approve_proposal(
    engine: Engine, settings: Settings, proposal_id: str, lotse: str, today: date, comment: str = ""
) -> Approved:
    """Write the proposal into the corpus. Raises CorpusError with the reason why not, BuildLocked while one builds."""
    with build_lock(settings.releases_dir):
        proposal = get_proposal(engine, proposal_id)
        _check_decidable(proposal, settings, lotse, today)
        path = corpus_path(settings.corpus_dir, proposal.path)
        _check_fresh(proposal, settings)
        if proposal.original:
            _keep_original(proposal, settings)
        add_new_source(proposal, settings.corpus_dir)
        write_whole(path, proposal.content)
        if proposal.exam:
            append_exam_question(settings.corpus_dir, proposal.exam)
        decide_proposal(engine, proposal.id, "approved", comment, lotse)
    record_action(engine, lotse, "proposal_approved", proposal.document, proposal=proposal.id, path=proposal.path)
    shutil.rmtree(proposal_folder(settings, proposal.id), ignore_errors=True)
    return Approved(proposal.path, _send_reply(engine, proposal, lotse))


def return_proposal(engine: Engine, proposal_id: str, lotse: str, comment: str) -> None:
    """Back to its author, who can change it and hand it in again."""
    _decide(engine, proposal_id, "returned", lotse, comment)


def reject_proposal(engine: Engine, settings: Settings, proposal_id: str, lotse: str, comment: str) -> None:
    _decide(engine, proposal_id, "rejected", lotse, comment)
    shutil.rmtree(proposal_folder(settings, proposal_id), ignore_errors=True)


def _decide(
    engine: Engine, proposal_id: str, status: Literal["returned", "rejected"], lotse: str, comment: str
) -> None:
    if not comment.strip():
        raise CorpusError(wording.COMMENT_MISSING)
    proposal = get_proposal(engine, proposal_id)
    decide_proposal(engine, proposal.id, status, comment.strip(), lotse)
    record_action(engine, lotse, f"proposal_{status}", proposal.document, proposal=proposal.id)


def _check_decidable(proposal: Proposal, settings: Settings, lotse: str, today: date) -> None:
    if proposal.status not in OPEN:
        raise CorpusError(wording.PROPOSAL_DECIDED)
    if settings.care.second_pair_of_eyes and lotse in (proposal.author, proposal.edited_by):
        raise CorpusError(wording.SECOND_EYES)
    trial = try_proposal(proposal, settings, today)
    if trial.errors:
        raise CorpusError(wording.PROPOSAL_BROKEN.format(reason=trial.errors[0]))


def _check_fresh(proposal: Proposal, settings: Settings) -> None:
    """What the proposal was made from must still be what stands in the corpus."""
    path = settings.corpus_dir / proposal.path
    current = path.read_text(encoding="utf-8") if path.is_file() else None
    if current != proposal.base:
        raise CorpusError(wording.PROPOSAL_STALE)


def _keep_original(proposal: Proposal, settings: Settings) -> None:
    assert proposal.original is not None
    folder = settings.corpus_dir / "originals"
    folder.mkdir(exist_ok=True)
    draft = folder / f".{proposal.original}"
    shutil.copyfile(proposal_folder(settings, proposal.id) / proposal.original, draft)
    draft.replace(folder / proposal.original)


def _send_reply(engine: Engine, proposal: Proposal, lotse: str) -> bool:
    """The conversation may be gone (deleted by its owner); the curated answer stays all the same."""
    if not proposal.handover_id or not proposal.reply:
        return False
    with suppress(StoreError):
        reply_handover(engine, proposal.handover_id, proposal.reply, proposal.author)
        record_action(engine, lotse, "handover_answered", proposal.document, handover=proposal.handover_id)
        return True
    return False


def compare_texts(old: str, new: str) -> list[Line]:
    """Two columns, line by line, for the side-by-side view."""
    before, after = old.splitlines(), new.splitlines()
    rows: list[Line] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = before[i1:i2], after[j1:j2]
        length = max(len(left), len(right))
        left, right = left + [""] * (length - len(left)), right + [""] * (length - len(right))
        kind = {"equal": "same", "delete": "gone", "insert": "new", "replace": "changed"}[tag]
        rows += [(kind, one, other) for one, other in zip(left, right, strict=True)]  # type: ignore[misc]
    return rows
