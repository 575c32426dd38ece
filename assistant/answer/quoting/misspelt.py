"""Words typed wrong: what is in no dictionary and in no hit, but one slip away from a word of the hits, means that word."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.quoting.matching import Term
from assistant.search.german import fold, is_dictionary_word

_DOUBLED = re.compile(r"(.)\1")
_SHORTEST = 5  # a shorter word has too many neighbours
_LONG = 9  # from here on two slips, one in a word with a capital
_BEGINNING = 3


def mend_terms(terms: Sequence[Term], bags: Sequence[frozenset[str]]) -> tuple[Term, ...]:
    """The terms, with the word of the hits added as another name where the own one is a slip.

    A capital may begin the name of a town, and short ones differ by one letter: there just a doubled letter is mended
    ("Walet", "Komunen"), one slip behind the beginning only in long words ("Papirakten").
    """
    vocabulary = frozenset[str]().union(*bags)
    return tuple(_mend_term(term, vocabulary) for term in terms)


def _mend_term(term: Term, vocabulary: frozenset[str]) -> Term:
    own = term.stem
    if len(term.word) < _SHORTEST or not own.isalpha() or own in vocabulary:
        return term
    doubled = "" if term.word.islower() else _find_doubled(own, fold(term.word), vocabulary)
    meant = doubled or ("" if is_dictionary_word(term.word) else _find_slip(term.word, own, vocabulary))
    return replace(term, names=(*term.names, (meant,))) if meant else term


def _find_slip(word: str, own: str, vocabulary: frozenset[str]) -> str:
    if word.islower():
        return _find_nearest(own, vocabulary, slips=2 if len(own) >= _LONG else 1)
    if len(own) < _LONG:
        return ""
    return _find_nearest(own, frozenset(known for known in vocabulary if known[:_BEGINNING] == own[:_BEGINNING]), 1)


def _find_doubled(own: str, written: str, vocabulary: frozenset[str]) -> str:
    plain = {_DOUBLED.sub(r"\1", own), _DOUBLED.sub(r"\1", written)}
    long = (known for known in sorted(vocabulary) if len(known) >= _SHORTEST - 1)
    return next((known for known in long if _DOUBLED.sub(r"\1", known) in plain), "")


def _find_nearest(own: str, vocabulary: frozenset[str], slips: int) -> str:
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    near = process.extract(own, sorted(vocabulary), scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=3)
    return str(min(near, key=lambda found: (found[1], found[0]))[0]) if near else ""
