"""How alike the wording of a question and of a sentence is: the cosine of their letter runs and stems, what is rare counting more.

Coverage asks which words of the question are said; this also sees how much else a sentence says.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from assistant.search.german import content_words, edge_grams, stem

Counts = Mapping[str, int]


@lru_cache(maxsize=50_000)
def count_stems(text: str) -> Counts:
    return Counter(stem(word) for word in content_words(text))


@lru_cache(maxsize=20_000)
def count_runs(text: str) -> Counts:
    return Counter(run for word in content_words(text) if word[0].isalpha() for run in edge_grams(word))


class Likeness:
    """The wording of one question, ready to be held against the sentences of its hits."""

    def __init__(self, question: str, sentences: Sequence[str]) -> None:
        """What many of the `sentences` say tells them apart little."""
        self._runs = _Cosine(question, sentences, count_runs)
        self._stems = _Cosine(question, sentences, count_stems)

    def of_sentence(self, text: str) -> float:
        """0..1, by letter runs, so that parts of compounds count."""
        return self._runs.measure(text)

    def of_questions(self, questions: Iterable[str]) -> float:
        """0..1, of the nearest of the questions kept at a sentence, by stems; 0 without any."""
        return max(map(self._stems.measure, questions), default=0.0)


class _Cosine:
    def __init__(self, question: str, sentences: Sequence[str], count: Callable[[str], Counts]) -> None:
        self._count = count
        self._spread = Counter(term for text in sentences for term in count(text))
        self._size = len(sentences)
        self._asked, self._length = self._weigh(question)

    def measure(self, text: str) -> float:
        said, length = self._weigh(text)
        if not length or not self._length:
            return 0.0
        return sum(weight * said[term] for term, weight in self._asked.items() if term in said) / (
            length * self._length
        )

    def _weigh(self, text: str) -> tuple[dict[str, float], float]:
        weights = {term: (1 + math.log(count)) * self._rarity(term) for term, count in self._count(text).items()}
        return weights, math.sqrt(sum(weight * weight for weight in weights.values()))

    def _rarity(self, term: str) -> float:
        return math.log(1 + self._size / (self._spread[term] + 0.5))
