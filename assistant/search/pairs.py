"""Words of the question that stand close together in a passage: "Geburtsurkunde beantragen", not one here and one there."""

from collections.abc import Sequence

from assistant.search.coverage import Asked

_REACH = 2  # content words between which two words still belong together


class Pairs:
    """The pairs of neighbouring words of one question, each worth its commoner word's rarity."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        weights = {word.stem: word.weight for word in asked if word.trust == 1.0}
        stems = list(weights)
        self._worth = {
            (one, other): min(weights[one], weights[other])
            for at, one in enumerate(stems)
            for other in stems[at + 1 : at + 1 + _REACH]
        }
        self._stems = [(stem, f" {stem} ") for stem in stems]

    def measure(self, line: str) -> float:
        """What the pairs are worth that are neighbours in `line`: the stems of a passage in order, with a space at both ends."""
        said = {stem for stem, spaced in self._stems if spaced in line}
        wanted = [pair for pair in self._worth if pair[0] in said and pair[1] in said] if len(said) > 1 else []
        if not wanted:  # most passages: then the line need not be taken apart
            return 0.0
        words = line.split()
        places = [(at, word) for at, word in enumerate(words) if word in said]
        found = {
            pair
            for number, (at, word) in enumerate(places)
            for beside, other in places[number + 1 : number + 1 + _REACH]
            if beside - at <= _REACH
            for pair in ((word, other), (other, word))
        }
        return sum(self._worth[pair] for pair in wanted if pair in found)
