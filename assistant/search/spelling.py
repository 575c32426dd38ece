"""Words as people type them: mistyped ones are mended from the corpus's vocabulary, compounds typed apart are joined."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.search.german import fold, is_dictionary_word, stem
from assistant.search.letters import drop_umlauts
from assistant.search.lexical import LexicalReader

_SHORTEST = 5  # a shorter word has too many neighbours one slip away
_LONG = 9
_CANDIDATES = 5_000
_LINKS = ("", "s", "n", "en", "er", "e", "es")


def mend_word(word: str, index: LexicalReader) -> str | None:
    """The stem of the corpus that an unknown word most likely stands for: one slip away, two in a long word.

    A slip in the first three letters is left to the word's other letter runs: the dictionary is searched by beginning.
    """
    one = stem(word)
    if len(one) < _SHORTEST or not one.isalpha() or index.frequency("stems", one) or is_dictionary_word(word):
        return None
    known = dict(index.words_beginning(one[:3], _CANDIDATES))
    slips = 2 if len(one) >= _LONG else 1
    close = process.extract(one, list(known), scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=5)
    return min(close, key=lambda found: (found[1], -known[found[0]], found[0]))[0] if close else None


def join_words(words: Sequence[str], index: LexicalReader) -> dict[str, tuple[int, ...]]:
    """Stems of compounds of two or three neighbouring words that the corpus knows, with the places of those words."""
    parts = [(drop_umlauts(fold(word)), stem(word)) for word in words]
    joined: dict[str, tuple[int, ...]] = {}
    for at in range(len(parts) - 1):
        if not parts[at][0].isalpha() or not parts[at + 1][0].isalpha():
            continue
        joined |= {parts[at][0] + link + parts[at + 1][1]: (at, at + 1) for link in _LINKS}
        if at + 2 < len(parts) and parts[at + 2][0].isalpha():
            heads = [parts[at][0] + link + parts[at + 1][0] for link in _LINKS]
            joined |= {head + link + parts[at + 2][1]: (at, at + 1, at + 2) for head in heads for link in _LINKS}
    return {one: places for one, places in joined.items() if index.frequency("stems", one)}
