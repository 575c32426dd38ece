"""The nouns of a guide: GuidePlan, Section, Part, Statement, Source. Every Statement stands letter for letter in a passage."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Literal

from assistant.corpus.document import Head, Passage, digest_of

SectionKey = Literal["begin", "components", "choice", "peers", "steps", "obstacles"]
SECTIONS: tuple[SectionKey, ...] = ("begin", "components", "choice", "peers", "steps", "obstacles")
Role = Literal["", "what", "who", "law", "solution", "effort", "result", "do_differently"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands, as a footnote tells it; dates are written out so that it outlives the release."""

    passage: str
    document: str
    title: str
    kind: str
    publisher: str
    heading: str
    page: int | None
    stand: str
    valid_until: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """`id` stays the same as long as place and words do, so that edits survive a rebuild. `item`: a point of a list."""

    id: str
    text: str
    source: Source
    role: Role = ""
    item: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Statements under one small heading; `heading` is a fixed label or a document's title, empty for none."""

    key: str
    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Section:
    key: SectionKey
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What no source answers, for the Lotse; `gap` is the corpus's own sentence saying so, if it has one."""

    question: str
    gap: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class GuidePlan:
    """`given` is what the Navigator told, as (label, values), shown as such and never as proven."""

    title: str
    release: str
    built: str
    given: tuple[tuple[str, tuple[str, ...]], ...]
    sections: tuple[Section, ...]
    open_questions: tuple[OpenQuestion, ...]

    def statements(self) -> list[Statement]:
        inside = [s for section in self.sections for part in section.parts for s in part.statements]
        return [*inside, *(s for question in self.open_questions for s in question.gap)]


def describe_source(passage: Passage, head: Head) -> Source:
    return Source(
        passage=passage.id,
        document=head.id,
        title=head.title,
        kind=head.kind.value,
        publisher=head.publisher,
        heading=" › ".join(passage.headings),
        page=passage.page,
        stand=head.stand_text,
        valid_until=head.valid_until.isoformat() if head.valid_until else None,
        url=head.url,
    )


def make_statement(
    place: str, text: str, passage: Passage, head: Head, role: Role = "", item: bool = False
) -> Statement:
    """Raises ValueError for words that do not stand in the passage: such a statement must not exist."""
    if not text.strip() or text not in passage.text:
        raise ValueError("a statement must stand letter for letter in its passage")
    key = digest_of((place, passage.id, text))[:16]
    return Statement(key, text, describe_source(passage, head), role, item)


def write_plan(plan: GuidePlan) -> dict[str, Any]:
    return asdict(plan)


def read_plan(stored: Mapping[str, Any]) -> GuidePlan:
    return GuidePlan(
        title=str(stored["title"]),
        release=str(stored["release"]),
        built=str(stored["built"]),
        given=tuple((str(label), tuple(values)) for label, values in stored["given"]),
        sections=tuple(
            Section(section["key"], tuple(_read_part(part) for part in section["parts"]))
            for section in stored["sections"]
        ),
        open_questions=tuple(
            OpenQuestion(one["question"], tuple(_read_statement(gap) for gap in one["gap"]))
            for one in stored["open_questions"]
        ),
    )


def _read_part(stored: Mapping[str, Any]) -> Part:
    return Part(stored["key"], stored["heading"], tuple(_read_statement(one) for one in stored["statements"]))


def _read_statement(stored: Mapping[str, Any]) -> Statement:
    source = {field.name: stored["source"].get(field.name) for field in fields(Source)}
    return Statement(stored["id"], stored["text"], Source(**source), stored["role"], stored["item"])


def german_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
