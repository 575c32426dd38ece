"""Questions by way of a description: "Wer betreibt das Portal, das Dienste vermittelt?" asks first which portal that is.

The sentence that says so is shown behind the answer, so that the reader can check both steps.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.answer import Draft, DraftSentence, Question, Status
from assistant.answer.quotes import draft_quotes
from assistant.answer.quoting.matching import Alternatives, stem_bag
from assistant.search.hit import Hit

Retrieve = Callable[[Question], Sequence[Hit]]

_DESCRIBED = re.compile(
    r"^(?P<main>.+?)\s(?:das|die|der|den|dem|des|eine?[mnrs]?)\s(?P<noun>[A-ZÄÖÜ][\wäöüß-]+)(?P<tail>(?:\s[a-zäöü]+)?),\s+"
    r"(?:(?:aus|über|mit|für|in|an|bei|von|auf|unter|durch|zu)\s)?(?:das|die|der|den|dem|deren|dessen|welche[mnrs]?)\s(?P<rest>[^,?]+)\?$"
)
_SHORTEST = 3  # words of a description; less describes nothing
_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Described:
    """The question in two steps: `noun` is what `rest` describes, `main` and `tail` what is asked about it."""

    main: str
    noun: str
    tail: str
    rest: str

    @property
    def first(self) -> str:
        return f"Welche {self.noun} {self.rest}?"

    def second(self, name: str) -> str:
        return f"{self.main} {name}{self.tail}?"


def read_described(text: str) -> Described | None:
    match = _DESCRIBED.match(text.strip())
    if not match or len(match["rest"].split()) < _SHORTEST:
        return None
    return Described(match["main"], match["noun"], match["tail"], match["rest"])


def draft_two_steps(question: Question, retrieve: Retrieve, alternatives: Alternatives | None = None) -> Draft | None:
    """The answer by way of what is described; None where the question describes nothing or one of the steps stays open."""
    described = read_described(question.text)
    if described is None:
        return None
    first = _draft(replace(question, text=described.first), retrieve, alternatives)
    if first is None:
        return None
    told = first.sentences[0]
    for name in name_described(described.noun, told.text, first.hits[told.marks[0] - 1]):
        second = _draft(replace(question, text=described.second(name)), retrieve, alternatives)
        if second and _is_about(name, second):
            return _join(second, first, told)
    return None


def name_described(noun: str, sentence: str, hit: Hit) -> tuple[str, ...]:
    """What the sentence calls the described thing, its fullest names first, then the title of the document."""
    named = re.finditer(
        rf"\b(?P<word>\w*{re.escape(noun[1:])})\b(?P<more>(?:\s[A-ZÄÖÜ][\w-]+)*)(?:\s\((?P<short>[^()]*)\))?", sentence
    )
    names = [
        " ".join(filter(None, (m["word"] + m["more"], m["short"]))) for m in named if m["word"] != noun or m["more"]
    ]
    title = re.sub(r"[():,]", " ", hit.head.title.partition(":")[0])
    return tuple(dict.fromkeys([*names, " ".join(title.split())]))


def _draft(question: Question, retrieve: Retrieve, alternatives: Alternatives | None) -> Draft | None:
    draft = draft_quotes(question, retrieve(question), (), alternatives)
    return draft if draft.status is Status.ANSWERED and draft.sentences and not draft.notes else None


def _is_about(name: str, draft: Draft) -> bool:
    """Whether the answer, with its heading and title, names the thing in some of its words."""
    hit = draft.hits[draft.sentences[0].marks[0] - 1]
    said = stem_bag(" ".join((draft.sentences[0].text, hit.head.title, *hit.passage.headings)))
    return bool(stem_bag(name) & said)


def _join(second: Draft, first: Draft, told: DraftSentence) -> Draft:
    shift = len(second.hits)
    behind = DraftSentence(told.text, tuple(mark + shift for mark in told.marks))
    sentences = second.sentences[:_SENTENCES]
    known = {sentence.text for sentence in sentences}
    return replace(
        second,
        sentences=sentences if told.text in known else (*sentences, behind),
        hits=(*second.hits, *first.hits),
    )
