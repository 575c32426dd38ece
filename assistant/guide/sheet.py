"""What is exported, whatever the format: a Sheet of headed blocks whose lines carry numbers of footnotes."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from assistant import wording
from assistant.corpus.document import Head
from assistant.guide.edits import Edits, apply_edits
from assistant.guide.plan import GuidePlan, Source, Statement, german_day

Form = Literal["vermerk", "checkliste"]
LineKind = Literal["text", "item", "check", "note", "hint"]
FindHead = Callable[[str], Head | None]


@dataclass(frozen=True, slots=True)
class Line:
    """`note` is the reader's own text and is shown as such; `hint` is small print; `label` stands before the text."""

    text: str
    kind: LineKind = "text"
    marks: tuple[int, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    heading: str
    level: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """`text` is the whole reference but for the address."""

    n: int
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    subtitle: tuple[str, ...]
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]


@dataclass
class _Footnotes:
    """Numbers in the order of first use, one per passage."""

    known: dict[str, Footnote] = field(default_factory=dict)

    def mark(self, source: Source) -> int:
        if source.passage not in self.known:
            number = len(self.known) + 1
            self.known[source.passage] = Footnote(number, describe_reference(source), safe_url(source.url))
        return self.known[source.passage].n


def describe_reference(source: Source, quote: str = "") -> str:
    """Publisher, title, heading, page, Stand: what a colleague needs to find it."""
    parts = [f"{source.publisher}: {source.title}"]
    if source.heading:
        parts.append(wording.EXPORT_HEADING.format(heading=source.heading))
    if source.page:
        parts.append(wording.EXPORT_PAGE.format(page=source.page))
    parts.append(source.stand)
    if source.valid_until:
        parts.append(wording.EXPORT_VALID_UNTIL.format(day=german_day(date.fromisoformat(source.valid_until))))
    parts.append(wording.KIND.get(source.kind, source.kind))
    if quote:
        parts.append(wording.EXPORT_QUOTE.format(quote=quote))
    return tidy(", ".join(part for part in parts if part))


def sheet_from_plan(plan: GuidePlan, edits: Edits, today: date) -> Sheet:
    """The guide as its owner edited it."""
    shown, notes = apply_edits(plan, edits), _Footnotes()
    given = tuple(Line(tidy(", ".join(values)), "item", label=label) for label, values in plan.given)
    blocks = [Block(wording.GUIDE_SECTION["given"], 1, (*given, Line(wording.GUIDE_GIVEN_NOTE, "hint")))]
    for section in shown.sections:
        own = _own_notes(edits, section.key)
        if section.parts or own:
            hint = (Line(wording.GUIDE_PEER_NOTE, "hint"),) if section.key == "peers" else ()
            blocks.append(Block(wording.GUIDE_SECTION[section.key], 1, hint))
            blocks += [Block(tidy(part.heading), 2, _lines(part.statements, notes)) for part in section.parts]
            blocks += [Block("", 2, own)] if own else []
    opened = [line for question in plan.open_questions for line in _open_lines(question.question, question.gap, notes)]
    own = _own_notes(edits, "open")
    if opened or own:
        blocks.append(Block(wording.GUIDE_SECTION["open"], 1, (Line(wording.GUIDE_OPEN_NOTE, "hint"), *opened, *own)))
    subtitle = (
        wording.EXPORT_BUILT.format(day=plan.built, release=plan.release),
        wording.EXPORT_DATE.format(day=german_day(today)),
    )
    return Sheet(tidy(plan.title), subtitle, tuple(blocks), tuple(notes.known.values()))


def _lines(statements: Iterable[Statement], notes: _Footnotes) -> tuple[Line, ...]:
    """A role is named once, before its first sentence."""
    lines, role = [], ""
    for one in statements:
        label = wording.GUIDE_ROLE[one.role] if one.role and one.role != role else ""
        role = one.role
        lines.append(Line(tidy(one.text), "item" if one.item else "text", (notes.mark(one.source),), label))
    return tuple(lines)


def _open_lines(question: str, gap: Iterable[Statement], notes: _Footnotes) -> list[Line]:
    known = [Line(tidy(one.text), "text", (notes.mark(one.source),)) for one in gap]
    return [Line(tidy(question), "check"), *known]


def _own_notes(edits: Edits, section: str) -> tuple[Line, ...]:
    return tuple(
        Line(tidy(note.text), "note", label=wording.GUIDE_NOTE) for note in edits.notes if note.section == section
    )


def sheet_from_answer(answer: Mapping[str, Any], form: Form, find_head: FindHead, today: date) -> Sheet:
    """A kept answer as a Vermerk or Checkliste. `find_head` tells more about a document as long as the corpus has it."""
    footnotes = [_footnote(citation, find_head) for citation in answer.get("citations") or ()]
    numbers = {note.n for note in footnotes}
    kind: LineKind = "check" if form == "checkliste" else "text"
    lines = [
        _answer_line(sentence, str(answer.get("text") or ""), kind, numbers)
        for sentence in answer.get("sentences") or ()
    ]
    if not lines:
        lines = [Line(tidy(part), "text") for part in str(answer.get("text") or "").split("\n") if part.strip()]
    blocks = [Block(wording.EXPORT_QUESTION, 1, (Line(tidy(str(answer.get("question") or "")), "text"),))]
    blocks.append(Block(wording.EXPORT_RESULT[form], 1, tuple(lines)))
    hints = tuple(Line(tidy(str(note)), "item") for note in answer.get("notes") or ())
    if hints:
        blocks.append(Block(wording.EXPORT_NOTES, 1, hints))
    blocks.append(Block("", 2, (Line(wording.EXPORT_NO_ADVICE, "hint"),)))
    subtitle: tuple[str, ...] = (wording.EXPORT_DATE.format(day=german_day(today)),)
    if answer.get("release"):
        subtitle = (wording.EXPORT_RELEASE.format(release=answer["release"]), *subtitle)
    return Sheet(wording.EXPORT_FORM[form], subtitle, tuple(blocks), tuple(footnotes))


def _answer_line(sentence: Mapping[str, Any], text: str, kind: LineKind, numbers: set[int]) -> Line:
    words = str(sentence.get("text") or "")
    marks = tuple(n for n in sentence.get("citations") or () if n in numbers)
    listed = kind == "text" and f"\n- {words}" in f"\n{text}"
    return Line(tidy(words), "item" if listed else kind, marks)


def _footnote(citation: Mapping[str, Any], find_head: FindHead) -> Footnote:
    head = find_head(str(citation.get("document") or ""))
    stand = date.fromisoformat(str(citation["stand"]))
    source = Source(
        passage="",
        document=str(citation.get("document") or ""),
        title=str(citation.get("title") or ""),
        kind=str(citation.get("kind") or ""),
        publisher=str(citation.get("publisher") or ""),
        heading=str(citation.get("heading") or ""),
        page=citation.get("page"),
        stand=head.stand_text if head and head.stand == stand else wording.EXPORT_STAND.format(day=german_day(stand)),
        valid_until=citation.get("valid_until"),
        url=citation.get("url"),
    )
    return Footnote(
        int(citation["n"]), describe_reference(source, str(citation.get("quote") or "")), safe_url(source.url)
    )


def tidy(text: str) -> str:
    """Without control and direction-changing signs, which would break XML or lie to the eye; line breaks stay."""
    kept = (
        sign
        for sign in text.replace("\r\n", "\n").replace("\t", " ")
        if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"} or sign == "\u00ad"
    )
    return "".join(kept).replace("\u00ad", "").strip()


def safe_url(url: str | None) -> str | None:
    """Only web addresses become links."""
    return url if url and re.fullmatch(r"https?://[^\s<>\"()\[\]]+", url) else None
