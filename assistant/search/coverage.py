"""How much of a question a passage speaks about: the rarity-weighted share of its content words."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.search.thesaurus import Key

Frequency = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Asked:
    """One content word of the question: its stem, other ways to say it, its rarity, and how much it is the matter (0..1)."""

    stem: str
    others: tuple[Key, ...]
    weight: float
    trust: float = 1.0


def rarity(frequency: int, size: int) -> float:
    """BM25's inverse document frequency; a word the corpus does not know counts as the rarest."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))


def measure_coverage(line: str, asked: Sequence[Asked], inside: float) -> float:
    """`line` holds the stems of passage, title and headings, with a space at both ends; `inside` is what a word
    counts that only occurs inside a compound."""
    total = sum(word.weight * word.trust for word in asked)
    if not total:
        return 0.0
    return sum(word.weight * word.trust * _measure_word(line, word, inside) for word in asked) / total


def _measure_word(line: str, word: Asked, inside: float) -> float:
    if f" {word.stem} " in line:
        return 1.0
    if any(all(f" {part} " in line for part in other) for other in word.others):
        return 1.0
    return inside if len(word.stem) >= 4 and word.stem in line else 0.0
