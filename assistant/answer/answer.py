"""The nouns of the answer line: Question, Draft, Answer. Refusals are statuses of an Answer, not exceptions."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from assistant.corpus.document import Kind, Level
from assistant.search.hit import Hit

Mode = Literal["quotes", "generated"]
Support = Literal["quoted", "supported"]


class Status(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_SOURCE = "no_source"
    EXPIRED = "expired"
    OUT_OF_SCOPE = "out_of_scope"
    PERSONAL_DATA = "personal_data"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of the conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """`user` is who asks, for the model's fair queue only; it is in no answer and no log."""

    text: str
    today: date
    history: tuple[Turn, ...] = ()
    mode: Literal["auto", "quotes", "generated"] = "auto"
    level: Level | None = None
    kind: Kind | None = None
    municipality: str | None = None
    personal_data_confirmed: bool = False
    user: str = ""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """An unverified sentence; `marks` count from 1 into the draft's hits."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a drafter proposes. `status` is ANSWERED unless the drafter saw that evidence is thin, partial or expired.

    `notes` are German sentences for the reader that code wrote (never a model), `missing` names what stays unanswered.
    """

    sentences: tuple[DraftSentence, ...]
    hits: tuple[Hit, ...]
    status: Status = Status.ANSWERED
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The examiner's word on one sentence. `quotes[i]` = (hit number from 1, start, end) in that hit's passage text.

    A withheld sentence has `support` None and a German `reason`.
    """

    text: str
    support: Support | None
    score: float
    quotes: tuple[tuple[int, int, int], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered source of an answer. `quote` stands letter for letter at start..end of the passage's text."""

    n: int
    hit: Hit
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user may see: nothing in it is unverified."""

    question: str
    standalone_question: str
    status: Status
    mode: Mode
    text: str
    sentences: tuple[Sentence, ...] = ()
    withheld: int = 0
    citations: tuple[Citation, ...] = ()
    hits: tuple[Hit, ...] = ()
    notes: tuple[str, ...] = ()
    release: str | None = None
    model: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The shape of `lotsenwissen ask --json`."""
        return {
            "question": self.question,
            "standalone_question": self.standalone_question,
            "status": self.status.value,
            "mode": self.mode,
            "text": self.text,
            "sentences": [
                {"text": s.text, "citations": list(s.citations), "support": s.support} for s in self.sentences
            ],
            "withheld": self.withheld,
            "citations": [_citation_json(citation) for citation in self.citations],
            "hits": [
                {"passage": hit.passage.id, "document": hit.passage.document, "score": round(hit.score, 6)}
                for hit in self.hits
            ],
            "notes": list(self.notes),
            "release": self.release,
            "model": self.model,
            "seconds": {name: round(value, 4) for name, value in self.seconds.items()},
        }


def _citation_json(citation: Citation) -> dict[str, Any]:
    head, passage = citation.hit.head, citation.hit.passage
    return {
        "n": citation.n,
        "document": head.id,
        "title": head.title,
        "kind": head.kind.value,
        "level": head.level.value,
        "publisher": head.publisher,
        "heading": " › ".join(passage.headings),
        "page": passage.page,
        "quote": citation.quote,
        "stand": head.stand.isoformat(),
        "valid_until": head.valid_until.isoformat() if head.valid_until else None,
        "url": head.url,
    }
