"""How sure it is that the best sentence answers: its own evidence, what search thinks of it, and how close the next one comes."""

from collections.abc import Sequence
from math import exp

from assistant.answer.quoting.inquiry import Inquiry
from assistant.answer.quoting.matching import match_term, stem_bag
from assistant.answer.quoting.selection import Candidate
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

_LARGEST = 700.0  # what exp can take; a rival a thousand times better than a sentence of score 0.001 is beyond it


def measure_confidence(
    inquiry: Inquiry, best: Candidate, rated: Sequence[Candidate], hits: Sequence[Hit], settings: QuotesSettings
) -> float:
    """0 to 1, a logistic sum with fixed weights. `rated` are the sentences of all hits, `best` among them."""
    signs = read_signs(inquiry, best, rated, hits, settings)
    total = sum(settings.confidence_weights[name] * value for name, value in signs.items())
    return 1 / (1 + exp(min(-total, _LARGEST)))


def read_signs(
    inquiry: Inquiry, best: Candidate, rated: Sequence[Candidate], hits: Sequence[Hit], settings: QuotesSettings
) -> dict[str, float]:
    """What speaks for the best sentence, by the names of the weights."""
    hit = hits[best.hit]
    others = (c.score for c in rated if hits[c.hit].head.id != hit.head.id)
    return {
        "constant": 1.0,
        "evidence": best.evidence,
        "heading": best.heading,
        "coverage": hit.coverage,
        "rival": max(others, default=0.0) / best.score if best.score > 0 else 1.0,
        "words": min(len(inquiry.terms), settings.confidence_words),
        "told": _weigh_told(inquiry, best, hit),
        "fit": best.fit,
    }


def _weigh_told(inquiry: Inquiry, best: Candidate, hit: Hit) -> float:
    """The weight of the words that sentence, title and headings say. Rare names weigh most, and whoever asks for what nobody
    wrote down names them too: at the same evidence, many light words prove more than one heavy name."""
    said = stem_bag(best.text) | stem_bag("\n".join((hit.head.title, *hit.passage.headings)))
    return sum(term.weight * match_term(term, said) for term in inquiry.terms)
