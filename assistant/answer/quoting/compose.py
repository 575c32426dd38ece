"""From rated sentences to a short answer: the best first, its section, its list, then what other sources add."""

import re
from collections.abc import Sequence

from assistant.answer.quantities import extract_quantities
from assistant.answer.quoting.matching import stem_bag
from assistant.answer.quoting.offers import opens_with_verdict
from assistant.answer.quoting.selection import Candidate
from assistant.corpus.document import Level
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

_LEVELS = {level: place for place, level in enumerate((Level.EU, Level.BUND, Level.LAND, Level.KOMMUNE))}
# Such an opening leans on the sentence before it, which therefore comes along.
_LEANS = re.compile(
    r"^(?:Er|Sie|Es|Dies(?:e[rsnm]?)?|Dort|Dafür|Dazu|Dabei|Danach|Damit|Dann|Davon|Darin|Hierfür|Hierzu|Das|Dessen|Deren)\s+[a-zäöü]"
)


def compose_answer(
    best: Candidate, rated: Sequence[Candidate], hits: Sequence[Hit], settings: QuotesSettings
) -> list[Candidate]:
    """At most `settings.sentences` sentences (a list counts as one); groups of one passage stay in reading order."""
    chosen: list[Candidate] = []
    room = settings.sentences
    for candidate in (best, *_rank_companions(best, rated, hits, settings)):
        if room <= 0:
            break
        group = [
            piece for piece in _bring_along(candidate, best, rated, settings) if not _is_known(piece, chosen, settings)
        ]
        if candidate in group:
            chosen.extend(group)
            room -= 1 if len(group) > 2 else len(group)
    return _order(best, chosen, hits)


def _rank_companions(
    best: Candidate, rated: Sequence[Candidate], hits: Sequence[Hit], settings: QuotesSettings
) -> list[Candidate]:
    """The rest of the best sentence's section if its heading asks the same, then sentences nearly as good that add something."""
    others = [candidate for candidate in rated if candidate != best and not candidate.gap and not candidate.lacks]
    asked = best.section >= settings.heading_floor
    under = [c for c in others if c.hit == best.hit and asked][: settings.sentences - 1]
    said = best.covers.union(*(candidate.covers for candidate in under))
    near = [
        c
        for c in others
        if not (asked and c.hit == best.hit) and _fits(c, best, settings) and _adds(c, best, said, hits, settings)
    ]
    near.sort(key=lambda candidate: -candidate.score)
    return [*under, *near[: settings.sentences if not asked else settings.additions]]


def _adds(
    candidate: Candidate, best: Candidate, said: frozenset[str], hits: Sequence[Hit], settings: QuotesSettings
) -> bool:
    """A word of the question still unsaid, another figure, another level; beside a best sentence under another question,
    whatever is no mere repetition."""
    if candidate.hit == best.hit or candidate.covers - said:
        return True
    if best.heading < settings.heading_floor:
        return not same_statement(candidate.text, best.text, settings.repeated)
    if hits[candidate.hit].head.level is not hits[best.hit].head.level:
        return bool(_figures(candidate.text) - _figures(best.text)) or candidate.heading >= settings.heading_floor
    return candidate.heading >= settings.same_question and not _figures(candidate.text) <= _figures(best.text)


def _fits(candidate: Candidate, best: Candidate, settings: QuotesSettings) -> bool:
    """Whether a sentence of another section is good enough to stand beside the best one."""
    if (
        candidate.score < settings.companion * best.score
        or candidate.evidence < settings.evidence_floor
        or not candidate.own
    ):
        return False
    if opens_with_verdict(candidate.text):
        return candidate.heading >= settings.same_question
    if candidate.heading >= settings.heading_floor:
        return True
    return best.heading < settings.heading_floor or candidate.own >= best.own


def _bring_along(
    candidate: Candidate, best: Candidate, rated: Sequence[Candidate], settings: QuotesSettings
) -> list[Candidate]:
    """The sentence with what it needs: its list, the line that introduces it, the sentence it leans on.

    A list from elsewhere comes only if its heading asks the same; its introducing line alone would promise too much.
    """
    passage = [other for other in rated if other.hit == candidate.hit]
    span = find_list([other.text for other in passage], candidate.place)
    if span and candidate.place > span[0] and candidate.heading < settings.heading_floor:
        return [candidate]
    if span and (candidate.hit == best.hit or candidate.heading >= settings.heading_floor):
        return passage[span[0] : min(span[1], span[0] + 1 + settings.list_items)]
    if span:
        return [] if candidate.place == span[0] else [candidate]
    if candidate.place > 0 and _LEANS.match(candidate.text):
        return [passage[candidate.place - 1], candidate]
    return [candidate]


def find_list(sentences: Sequence[str], place: int) -> tuple[int, int] | None:
    """The list that the sentence introduces or belongs to, as (introducing line, end); None outside a list."""
    for start in range(place, -1, -1):
        if sentences[start].endswith(":"):
            end = _end_of_list(sentences, start)
            return (start, end) if place < end and end > start + 1 else None
    return None


def _end_of_list(sentences: Sequence[str], start: int) -> int:
    """Items are alike: the list ends where full sentences follow items that were none."""
    end = start + 1
    bare = end < len(sentences) and not sentences[end].endswith((".", "!", "?"))
    while end < len(sentences) and not sentences[end].endswith(":"):
        if bare and sentences[end].endswith(".") and (end + 1 == len(sentences) or sentences[end + 1].endswith(".")):
            break
        end += 1
    return end


def _is_known(candidate: Candidate, chosen: Sequence[Candidate], settings: QuotesSettings) -> bool:
    """Whether a chosen sentence says the same; other figures are never the same."""
    return any(same_statement(candidate.text, other.text, settings.duplicate) for other in chosen)


def same_statement(one: str, other: str, floor: float) -> bool:
    if one == other:
        return True
    a, b = stem_bag(one), stem_bag(other)
    if not a or not b or len(a & b) / min(len(a), len(b)) < floor:
        return False
    return _figures(one) == _figures(other)


def _figures(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((quantity.kind, quantity.value) for quantity in extract_quantities(text) if not quantity.weak)


def _order(best: Candidate, chosen: Sequence[Candidate], hits: Sequence[Hit]) -> list[Candidate]:
    """The best passage first, then by level and the newer date; inside a passage in reading order, best sentence first."""
    first = [c for c in chosen if c.hit == best.hit]
    lead = [c for c in first if c.place < best.place and not _introduces(c, best, first)]
    first = [c for c in first if c not in lead] + lead
    rest = sorted((c for c in chosen if c.hit != best.hit), key=lambda c: (*rank_source(hits[c.hit]), c.hit, c.place))
    return [*first, *rest]


def _introduces(candidate: Candidate, best: Candidate, group: Sequence[Candidate]) -> bool:
    return candidate.text.endswith(":") or (candidate.place == best.place - 1 and bool(_LEANS.match(best.text)))


def rank_source(hit: Hit) -> tuple[int, int]:
    """EU before Bund before Land before Kommune, then the newer date."""
    return _LEVELS[hit.head.level], -hit.head.stand.toordinal()
