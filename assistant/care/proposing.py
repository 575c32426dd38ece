"""Make proposals: of a file handed in, a peer case, a curated answer, a changed source, a renewal."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine

from assistant import wording
from assistant.care.checking import proposal_folder
from assistant.care.drafts import Draft, fill_head, place_file, read_draft, set_head_field, write_draft
from assistant.corpus.load import find_file
from assistant.corpus.received import Received, receive_file
from assistant.corpus.writing import make_slug
from assistant.errors import CorpusError
from assistant.settings import Settings
from assistant.store.audit import record_action
from assistant.store.proposals import Proposal, save_proposal

Fields = Mapping[str, str]


def propose_file(engine: Engine, settings: Settings, data: bytes, name: str, given: Fields, author: str) -> Proposal:
    """A file by upload or command line. Raises SourceUnreadable when it cannot be read."""
    id = str(uuid4())
    received = receive_file(data, name, proposal_folder(settings, id), settings)
    due = date.today() + timedelta(days=settings.care.renew_days)
    before = find_file(settings.corpus_dir, given.get("id", ""))
    draft = _take_apart(received, given, author, due, before)
    content, original = write_draft(draft), None
    if received.kind != "md":
        digest = received.path.stem.rsplit("-", 1)[-1]
        original = f"{draft.fields['id']}--{digest}.{received.kind}"
        received.path.rename(received.path.with_name(original))
        content = set_head_field(content, "original", original)
    proposal = Proposal(
        id=id,
        kind="changed" if before else "new",
        document=draft.fields["id"],
        path=before.relative_to(settings.corpus_dir).as_posix() if before else place_file(draft.fields),
        title=draft.fields["title"],
        author=author,
        content=content,
        base=before.read_text(encoding="utf-8") if before else None,
        original=original,
        source=make_source(given, received.stand),
        notes=received.notes,
    )
    return keep_proposal(engine, proposal, author)


def _take_apart(received: Received, given: Fields, author: str, due: date, before: Path | None) -> Draft:
    """A new version begins with the old head; a Markdown file may bring its own."""
    if received.kind == "md":
        text = received.path.read_text(encoding="utf-8-sig", errors="replace")
        received.path.unlink()
        if text.startswith("---"):
            own = read_draft(text)
            filled = fill_head(own.fields, received.title, received.stand, author, due)
            return Draft({**own.fields, **filled, **_given(given)}, own.body)
        body = text
    else:
        body = ""
    if before:
        head = {**read_draft(before.read_text(encoding="utf-8")).fields, "review_due": due.isoformat()}
        head |= {"stand": received.stand.isoformat()} if received.stand else {}
        return Draft({**head, **_given(given)}, body)
    given = {**given, "sources": given.get("sources") or _new_key(given)}
    return Draft(fill_head(given, received.title, received.stand, author, due), body)


def propose_case(engine: Engine, given: Fields, author: str, due: date) -> Proposal:
    """A peer case as a Navigator tells it; its source is the town's own report."""
    title = given.get("title") or f"{given.get('municipality', '')}: {given.get('procedure', '')}"
    key = "BERICHT" + make_slug(given.get("municipality", ""), 30).replace("-", "").upper()
    usual = {"kind": "case", "level": "Kommune", "topic": "praxis", "sources": key, "title": title}
    head = fill_head({**given, **usual}, title, date.today(), wording.CARE_TEAM, due)
    head |= {"id": make_slug(title), "state": given.get("state") or "Sachsen"}
    source = _source_entry(key, title, given.get("municipality", ""), None, date.today())
    content = write_draft(Draft(head, ""))
    path = place_file(head)
    proposal = Proposal(
        kind="case", document=head["id"], path=path, title=title, author=author, content=content, source=source
    )
    return keep_proposal(engine, proposal, author)


def propose_curated(
    engine: Engine, question: str, answer: str, given: Fields, author: str, due: date, **more: Any
) -> Proposal:
    """A confirmed answer: the question is the heading, so that search and quotes find it as asked."""
    usual = {"kind": "curated", "title": question.rstrip("?") + "?", "stand": date.today().isoformat()}
    head = fill_head({**given, **usual}, usual["title"], date.today(), author, due)
    head["id"] = given.get("id") or f"antwort-{make_slug(question, 60)}"
    content = write_draft(Draft(head, f"## {usual['title']}\n\n{answer.strip()}"))
    exam = make_exam_question(question, answer, head["id"], author)
    proposal = Proposal(
        kind="curated", document=head["id"], path=place_file(head), title=head["title"], author=author, content=content,
        **{"exam": exam, **more},
    )  # fmt: skip
    return keep_proposal(engine, proposal, author)


def make_exam_question(question: str, answer: str, document: str, author: str) -> dict[str, Any]:
    """A line of the exam: the answer must name the figures of the confirmed one, else its two longest words."""
    figures = re.findall(r"§+\s?\d+\w?|\d+(?:[.,:]\d+)*", answer)
    words = sorted(set(re.findall(r"[^\W\d_]{6,}", answer)), key=lambda word: (-len(word), word))
    marks = list(dict.fromkeys(figures))[:3] or words[:2]
    return {
        "id": f"kuratiert-{document}",
        "question": question,
        "kind": "answerable",
        "must": [re.escape(mark).replace("\\ ", r"\s?") for mark in marks],
        "must_not": [],
        "topic": "kuratiert",
        "style": "full",
        "documents": [document],
        "checked_by": author,
        "checked_on": date.today().isoformat(),
        "held_out": False,
    }


def propose_renewal(engine: Engine, settings: Settings, document: str, until: date, author: str) -> Proposal:
    """ "Still right": only the date of the next review changes. Raises CorpusError for an unknown document."""
    path = find_file(settings.corpus_dir, document)
    if path is None:
        raise CorpusError(wording.DOCUMENT_UNKNOWN.format(document=document))
    text = path.read_text(encoding="utf-8")
    proposal = Proposal(
        kind="renewal",
        document=document,
        path=path.relative_to(settings.corpus_dir).as_posix(),
        title=read_draft(text).fields.get("title", document),
        author=author,
        content=set_head_field(text, "review_due", until.isoformat()),
        base=text,
    )
    return keep_proposal(engine, proposal, author)


def revise_proposal(engine: Engine, proposal: Proposal, content: str, path: str, editor: str) -> Proposal:
    """A changed text is open again; who changed it cannot be the second pair of eyes."""
    fields = read_draft(content).fields if proposal.kind != "questions" else {}
    edited_by = editor if editor != proposal.author else proposal.edited_by
    changed = replace(
        proposal,
        content=content,
        path=path,
        document=fields.get("id", proposal.document),
        title=fields.get("title", proposal.title),
        edited_by=edited_by,
        status="open",
    )
    save_proposal(engine, changed)
    record_action(engine, editor, "proposal_edited", changed.document, proposal=changed.id)
    return changed


def make_source(given: Fields, stand: date | None) -> dict[str, Any] | None:
    """A new entry of the register, when the form names a publisher."""
    if not given.get("source_publisher"):
        return None
    title = given.get("source_title") or given.get("title") or given["source_publisher"]
    return _source_entry(_new_key(given), title, given["source_publisher"], given.get("source_url") or None, stand)


def _source_entry(key: str, title: str, publisher: str, url: str | None, stand: date | None) -> dict[str, Any]:
    return {
        "key": key,
        "title": title,
        "publisher": publisher,
        "url": url,
        "licence": wording.LICENCE_UNKNOWN,
        "retrieved": date.today().isoformat(),
        "stand": stand.isoformat() if stand else "",
        "interval_days": 180,
        "type": "documentation",
    }


def _new_key(given: Fields) -> str:
    if not given.get("source_publisher"):
        return ""
    name = given.get("source_title") or given.get("title") or given["source_publisher"]
    return make_slug(name, 40).replace("-", "").upper()


def _given(given: Fields) -> dict[str, str]:
    return {name: value for name, value in given.items() if value and not name.startswith("source_")}


def keep_proposal(engine: Engine, proposal: Proposal, author: str) -> Proposal:
    kept = save_proposal(engine, proposal)
    record_action(engine, author, "proposal_made", proposal.document, proposal=proposal.id, kind=proposal.kind)
    return kept
