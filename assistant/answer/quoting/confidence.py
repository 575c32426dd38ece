"""How sure it is that the best sentence answers: its own evidence, what search thinks of it, and how close the next one comes."""

from collections.abc import Sequence
from math import exp

from assistant.answer.quoting.selection import Candidate
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

_LARGEST = 700.0  # what exp can take; a rival a thousand times better than a sentence of score 0.001 is beyond it


def measure_confidence(
    best: Candidate, rated: Sequence[Candidate], hits: Sequence[Hit], settings: QuotesSettings
) -> float:
    """0 to 1, a logistic sum with fixed weights. `rated` are the sentences of all hits, `best` among them."""
    document = hits[best.hit].head.id
    others = (c.score for c in rated if hits[c.hit].head.id != document)
    signs = {
        "constant": 1.0,
        "evidence": best.evidence,
        "heading": best.heading,
        "coverage": hits[best.hit].coverage,
        "rival": max(others, default=0.0) / best.score if best.score > 0 else 1.0,
        "fit": best.fit,
        "direct": float(best.direct and best.heading >= settings.alike_floor),
    }
    total = sum(settings.confidence_weights[name] * value for name, value in signs.items())
    return 1 / (1 + exp(min(-total, _LARGEST)))
