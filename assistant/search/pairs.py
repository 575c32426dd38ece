"""Words of the question that stand close together in a passage: "Geburtsurkunde beantragen", not one here and one there."""

from collections.abc import Sequence

from assistant.search.coverage import Asked

_REACH = 2  # content words between which two words still belong together


def measure_pairs(line: str, asked: Sequence[Asked]) -> float:
    """Sum over pairs of neighbouring words of the question that are neighbours in `line`, each at its commoner word's
    rarity. `line` holds the stems of the passage in order, separated by spaces."""
    weights = {word.stem: word.weight for word in asked if word.trust == 1.0}
    stems = list(weights)
    wanted = {frozenset((one, other)) for at, one in enumerate(stems) for other in stems[at + 1 : at + 1 + _REACH]}
    words = line.split()
    places = [at for at, word in enumerate(words) if word in weights]
    found = {
        frozenset((words[one], words[other]))
        for number, one in enumerate(places)
        for other in places[number + 1 : number + 1 + _REACH]
        if other - one <= _REACH
    }
    return sum(min(weights[word] for word in pair) for pair in wanted & found)
