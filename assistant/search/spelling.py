"""Words as people type them: mistyped ones are mended from the corpus's vocabulary, compounds typed apart are joined."""

import itertools
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


def join_words(words: Sequence[str], index: LexicalReader) -> tuple[str, ...]:
    """Stems of compounds of two or three neighbouring words that the corpus knows: hunde steuer satzung."""
    parts = [(drop_umlauts(fold(word)), stem(word)) for word in words]
    joined: dict[str, None] = {}
    for (first, _), (second, second_stem) in itertools.pairwise(parts):
        joined.update((first + link + second_stem, None) for link in _LINKS if first.isalpha() and second.isalpha())
    for (first, _), (second, _), (third, third_stem) in zip(parts, parts[1:], parts[2:], strict=False):
        if first.isalpha() and second.isalpha() and third.isalpha():
            joined.update((first + one + second + two + third_stem, None) for one in _LINKS for two in _LINKS)
    return tuple(one for one in joined if index.frequency("stems", one))
