"""Two valid sources that disagree on a figure about the same thing are shown both, never blended."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import wording
from assistant.answer.quantities import Quantity, extract_quantities
from assistant.answer.quoting.compose import rank_source
from assistant.answer.quoting.matching import stem_bag
from assistant.answer.quoting.selection import Candidate
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

_COMPARED = frozenset({"number", "date"})
_BEFORE = 40
# The date behind these tells how old the statement is; two ages are no contradiction.
_AS_OF = re.compile(
    r"\b(?:Stand|Bericht\w*|Meldung|Fassung|Interview|Mitteilung|Pressemitteilung|Blogbeitrag|Dokumentation)\b[^.;)]*$"
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """The disagreeing sentences, higher level and newer date first, and the note that introduces them."""

    sentences: tuple[Candidate, Candidate]
    note: str


def find_conflicts(
    chosen: Sequence[Candidate],
    rated: Sequence[Candidate],
    hits: Sequence[Hit],
    settings: QuotesSettings,
) -> tuple[Conflict, ...]:
    """At most one conflict: the best chosen sentence with a figure against the best sentence of another document."""
    for candidate in chosen[:2]:
        for other in sorted(rated, key=lambda c: -c.score):
            if other.score < settings.companion * candidate.score:
                break
            if hits[other.hit].head.id != hits[candidate.hit].head.id and disagree(
                candidate.text, other.text, settings
            ):
                return (_describe(candidate, other, hits),)
    return ()


def disagree(one: str, other: str, settings: QuotesSettings) -> bool:
    """Same words, one figure of the same kind and unit each, and the figures differ."""
    a, b = stem_bag(_without_figures(one)), stem_bag(_without_figures(other))
    if not a or not b or len(a & b) / min(len(a), len(b)) < settings.same_subject:
        return False
    mine, theirs = _figures(one), _figures(other)
    return any(
        len(mine[key]) == 1 and len(theirs[key]) == 1 and mine[key] != theirs[key]
        for key in mine.keys() & theirs.keys()
    )


def _figures(text: str) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for quantity in _claims(text):
        found.setdefault((quantity.kind, quantity.unit), set()).add(quantity.value)
    return found


def _claims(text: str) -> list[Quantity]:
    return [
        quantity
        for quantity in extract_quantities(text)
        if not quantity.weak and quantity.kind in _COMPARED and not _is_provenance(text, quantity)
    ]


def _is_provenance(text: str, quantity: Quantity) -> bool:
    """ "(Bericht vom Januar 2021)", "Stand 02.12.2025" say as of when, not what."""
    if quantity.kind != "date":
        return False
    before = text[max(0, quantity.start - _BEFORE) : quantity.start]
    return bool(_AS_OF.search(before))


def _without_figures(text: str) -> str:
    for quantity in reversed(_claims(text)):
        text = text[: quantity.start] + " " + text[quantity.end :]
    return text


def _describe(one: Candidate, other: Candidate, hits: Sequence[Hit]) -> Conflict:
    first, second = sorted((one, other), key=lambda c: rank_source(hits[c.hit]))
    a, b = hits[first.hit].head, hits[second.hit].head
    note = wording.SOURCES_DISAGREE.format(
        first=a.title, first_level=a.level.value, first_stand=a.stand.strftime("%d.%m.%Y"),
        second=b.title, second_level=b.level.value, second_stand=b.stand.strftime("%d.%m.%Y"),
    )  # fmt: skip
    return Conflict((first, second), note)
