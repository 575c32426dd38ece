"""Which lines of a page answer a question: a few plain features with fixed weights, no model.

Two decisions: does the page answer at all, and if so, which lines. The page is seen as sections under heading-like
lines, as lists under lines that introduce them, and as a moving window, because answers are blocks, not lone lines.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.quoting.inquiry import asking_words
from assistant.answer.quoting.intent import Ask, read_intents
from assistant.answer.quoting.matching import Term, cover, read_terms, stem_bag, weigh_terms
from assistant.answer.quoting.offers import rate_fit
from assistant.search.german import grams, is_stop, tokens
from assistant.settings import QuotesSettings, get_settings

_CONTACT = re.compile(
    r"@|www\.|https?:|\b\d{5}\b|\bTel|\bFax\b|stra(?:ß|ss)e \d|\b\d{1,2}[:.]\d{2}\b|^Öffnungszeit|^Kontakt|Uhr\b"
)
# Such questions want a complete list, which pages on a neighbouring subject seldom hold.
_ENUMERATES = re.compile(r"unterlagen|dokumente|voraussetz|qualifik|beinhalte|umfass", re.IGNORECASE)
# Who writes "ich" has not read the page; who asks about the page's own words has.
_PERSONAL = re.compile(r"\b(?:ich|mein\w*|mir|mich)\b", re.IGNORECASE)
_HEADING_WORDS = 9
_REACH = 2


@dataclass(frozen=True, slots=True)
class Features:
    """Per line, each 0 to 1 where not said otherwise; `page` holds the features of the whole page."""

    lines: tuple[Mapping[str, float], ...]
    page: Mapping[str, float]


def select_lines(question: str, lines: Sequence[str], settings: QuotesSettings | None = None) -> list[int]:
    """Indexes of the lines that answer, ascending; empty when the page does not answer."""
    settings = settings or get_settings().quotes
    if not lines:
        return []
    features = read_features(question, lines)
    if features is None or _weigh(features.page, settings.page_weights) >= settings.page_refuses:
        return []
    chances = [1 / (1 + math.exp(-_weigh(line, settings.line_weights))) for line in features.lines]
    return _choose(chances, settings.line_share)


def _weigh(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return weights["constant"] + sum(weights[name] * value for name, value in features.items())


def _choose(chances: Sequence[float], share: float) -> list[int]:
    """All lines above a share of the best F-score to be expected, and single lines between two of them."""
    total, running, best = sum(chances), 0.0, 0.0
    for count, chance in enumerate(sorted(chances, reverse=True), start=1):
        running += chance
        best = max(best, 2 * running / (count + total))
    floor = min(share * best, max(chances))
    chosen = {at for at, chance in enumerate(chances) if chance >= floor}
    chosen |= {at for at in range(1, len(chances) - 1) if at - 1 in chosen and at + 1 in chosen}
    return sorted(chosen)


def read_features(question: str, lines: Sequence[str]) -> Features | None:
    """None when the question has no word that could be found."""
    kind = read_intents(question)[-1].kind
    bags = [stem_bag(line) for line in lines]
    terms = weigh_terms(read_terms(question, None, asking_words(kind)), bags)
    if not terms:
        return None
    heads = find_heads(lines)
    own = [cover(terms, bag) for bag in bags]
    ctx = [cover(terms, bag | bags[head]) for bag, head in zip(bags, heads, strict=True)]
    section = _cover_sections(terms, bags, heads)
    fit = [rate_fit(kind, line) for line in lines]
    near, whole, widest = _cover_grams(terms, lines)
    most = max(near) or 1.0
    best = max(range(len(lines)), key=lambda at: own[at] + 0.5 * section[at] + 0.3 * ctx[at])
    intro = _follow_intros(lines, own)
    rows = tuple(
        {
            "around": ctx[at], "section": section[at], "intro": intro[at], "fit": fit[at], "title": float(at == 0),
            "length": math.log(len(lines)) / 4, "distance": min(abs(at - best), 10) / 10, "window": near[at],
            "window_rank": near[at] / most,
        }
        for at in range(len(lines))
    )  # fmt: skip
    page = {
        "whole": whole, "widest": widest, "difference": float(kind == Ask.DIFFERENCE), "fit": max(map(_product, fit, ctx)),
        "enumerates": float(bool(_ENUMERATES.search(question))), "personal": float(bool(_PERSONAL.search(question))),
    }  # fmt: skip
    return Features(rows, page)


def _product(one: float, other: float) -> float:
    return one * other


def find_heads(lines: Sequence[str]) -> list[int]:
    """For each line the index of the heading-like line above it, or its own if it is one."""
    heads, current = [], 0
    looks = [is_heading(line) for line in lines]
    for at in range(len(lines)):
        if at <= 1 or (looks[at] and at + 1 < len(lines) and not looks[at + 1]):
            current = at
        heads.append(current)
    return heads


def is_heading(line: str) -> bool:
    short = len(line.split()) <= _HEADING_WORDS and not line.endswith((".", ":", "!", ",", ";"))
    return short and line[:1].isupper() and not _CONTACT.search(line)


def _cover_sections(terms: Sequence[Term], bags: Sequence[frozenset[str]], heads: Sequence[int]) -> list[float]:
    gathered: dict[int, frozenset[str]] = {}
    for bag, head in zip(bags, heads, strict=True):
        gathered[head] = gathered.get(head, frozenset()) | bag
    covered = {head: cover(terms, bag) for head, bag in gathered.items()}
    return [covered[head] for head in heads]


def _follow_intros(lines: Sequence[str], own: Sequence[float]) -> list[float]:
    """What the introducing line of a list covers, handed on to its items until a full sentence ends the list."""
    handed, current = [], 0.0
    for at, line in enumerate(lines):
        follows = at > 0 and lines[at - 1].endswith(":")
        current = own[at - 1] if follows else current
        handed.append(current)
        if line.endswith(".") and not follows:
            current = 0.0
    return handed


def _cover_grams(terms: Sequence[Term], lines: Sequence[str]) -> tuple[list[float], float, float]:
    """Coverage by 4-grams, which see inside compounds: by windows (weighed by rarity), by the page, by the best window."""
    asked = [(term.weight, frozenset(grams(term.word))) for term in terms]
    said = [_line_grams(line) for line in lines]
    windows = [frozenset[str]().union(*said[max(0, at - _REACH) : at + _REACH + 1]) for at in range(len(lines))]
    rarity = {
        gram: math.log(1 + (len(lines) + 1) / (sum(gram in line for line in said) + 0.5))
        for _, own in asked
        for gram in own
    }
    total = sum(weight * rarity[gram] / len(own) for weight, own in asked for gram in own) or 1.0
    near = [sum(w * rarity[g] / len(own) for w, own in asked for g in own if g in window) / total for window in windows]
    return near, _share(asked, frozenset[str]().union(*said)), max(_share(asked, window) for window in windows)


def _line_grams(line: str) -> frozenset[str]:
    return frozenset(gram for token in tokens(line) if not is_stop(token.text) for gram in grams(token.text))


def _share(asked: Sequence[tuple[float, frozenset[str]]], said: frozenset[str]) -> float:
    total = sum(weight for weight, own in asked if own)
    return sum(weight * len(own & said) / len(own) for weight, own in asked if own) / total if total else 0.0
