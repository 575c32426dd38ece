"""Compounds: 4-grams inside words, and splitting by the words a corpus itself uses."""

from collections.abc import Container
from functools import lru_cache

from assistant.search.letters import drop_umlauts, fold

_LINKS = ("", "s", "es", "n", "en", "er", "e")
_SHORTEST_PART = 4
_MOST_PARTS = 5


@lru_cache(maxsize=500_000)
def grams(word: str, n: int = 4) -> tuple[str, ...]:
    """All runs of n letters inside one word, in the spelling without umlauts; a shorter word stands for itself."""
    letters = drop_umlauts(fold(word))
    if len(letters) <= n:
        return (letters,) if letters else ()
    return tuple(letters[at : at + n] for at in range(len(letters) - n + 1))


@lru_cache(maxsize=500_000)
def edge_grams(word: str, n: int = 5) -> tuple[str, ...]:
    """Runs of n signs where the word's edges count as one sign each: they tell Amt from Gesamt, which inner runs do not."""
    letters = f"_{drop_umlauts(fold(word))}_"
    return tuple(letters[at : at + n] for at in range(max(1, len(letters) - n + 1)))


def split_compound(word: str, vocabulary: Container[str]) -> tuple[str, ...]:
    """hundesteuersatzung → (hunde, steuer, satzung), with as few parts as possible; (word,) when it does not split.

    `vocabulary` holds folded words; linking letters (s, es, n, en, er, e) between parts are dropped.
    """
    folded = fold(word)
    parts = _split_rest(folded, vocabulary, _MOST_PARTS)
    return parts if parts is not None and len(parts) > 1 else (folded,)


def _split_rest(rest: str, vocabulary: Container[str], most: int) -> tuple[str, ...] | None:
    best: tuple[str, ...] | None = (rest,) if most < _MOST_PARTS and rest in vocabulary else None
    if best or most <= 1:
        return best
    for at in range(len(rest) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        head = _known_head(rest[:at], vocabulary)
        tail = _split_rest(rest[at:], vocabulary, most - 1) if head else None
        if head and tail and (best is None or len(tail) + 1 < len(best)):
            best = (head, *tail)
            if len(best) == 2:
                break
    return best


def _known_head(head: str, vocabulary: Container[str]) -> str | None:
    for link in _LINKS:
        if not head.endswith(link):
            continue
        part = head.removesuffix(link) if link else head
        if len(part) >= _SHORTEST_PART and part in vocabulary:
            return part
    return None
