"""German analysis: what counts as a word, its stem, and which words carry meaning. Every step is cached per word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.search.compounds import edge_grams, grams, split_compound
from assistant.search.letters import INVISIBLE, drop_umlauts, fold, restore_umlauts
from assistant.search.norms import norms
from assistant.search.stopwords import STOP_WORDS, is_stop

__all__ = [
    "Token",
    "edge_grams",
    "fold",
    "grams",
    "is_dictionary_word",
    "is_stop",
    "norms",
    "split_compound",
    "stem",
    "terms",
    "tokens",
]

_IN_WORD = rf"[\w\u0300-\u036f{INVISIBLE}]"
_TOKEN = re.compile(
    r"(?:§{1,2}|\b[Pp]aragra(?:f|ph)(?:en|s)?|\b[Aa]rt(?:\.|ikel[sn]?))\s*\d+(?:\s?[a-z]\b)?"  # § 9a, Artikel 28
    r"|\d+(?:[.,:/]\d+)*(?:[a-z]\b)?"  # 1.234,56 · 24.07.2024 · 9a
    rf"|[^\W\d_]{_IN_WORD}*(?:[*:_]in(?:nen)?\b)?"  # words, Bürger:innen
)
_NORM = re.compile(
    r"^(?:(?P<section>§+|paragra(?:f|ph)(?:en|s)?)|art(?:\.|ikel[sn]?))\s*(?P<number>\d+)\s?(?P<letter>[a-z]?)$"
)
_GENDER_SIGN = re.compile(r"[*:_](?=in)")
# Bürgerin, Studentinnen → Bürger, Student: one stem for both, or half of all gendered texts would be missed.
_FEMALE = re.compile(r"(?<=.{4}[rtkfgn])innen$|(?<=.{3}er)in$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or reference; `text` is the given text from `start` to `end`."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Words, numbers and § references with their offsets; hyphenated compounds come as their parts."""
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]


def words(text: str) -> list[str]:
    """The texts of the tokens alone: the fast way for indexing."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=1_000_000)
def stem(word: str) -> str:
    """One spelling for all forms of a word: Gebühren, gebuehr → gebuhr; § 9a and Paragraf 9a → §9a; numbers as they are."""
    folded = fold(word)
    norm = _NORM.match(folded)
    if norm:
        return ("§" if norm["section"] else "art") + norm["number"] + norm["letter"]
    if not folded or folded[0].isdigit():
        return folded
    return _stem_letters(_GENDER_SIGN.sub("", folded))


@lru_cache(maxsize=500_000)
def _stem_letters(folded: str) -> str:
    plain = _FEMALE.sub("", folded)
    lemma = fold(_lemma(plain))
    return drop_umlauts(str(_snowball().stemWord(lemma))) or folded


def _lemma(folded: str) -> str:
    """The dictionary form, of the spelling with umlauts where only that is a known word."""
    import simplemma

    umlauts = restore_umlauts(folded)
    for spelling in dict.fromkeys((umlauts, umlauts.replace("ss", "ß"), folded)):
        if simplemma.is_known(spelling, lang="de"):
            return str(simplemma.lemmatize(spelling, lang="de"))
    return folded


def is_dictionary_word(word: str) -> bool:
    """Whether a German dictionary knows this form: then it is no typing error, even if the corpus lacks it."""
    import simplemma

    folded = fold(word)
    umlauts = restore_umlauts(folded)
    return any(simplemma.is_known(one, lang="de") for one in (umlauts, umlauts.replace("ss", "ß"), folded))


@lru_cache(maxsize=20_000)
def is_common_noun(word: str) -> bool:
    """Whether the dictionary declines the word as a thing (Ansicht, Ansichten), unlike most names of places (Leipzig)."""
    import simplemma

    lemma = simplemma.lemmatize(word, lang="de")
    if not simplemma.is_known(word, lang="de") or not lemma[0].isupper():
        return False
    declined = (word + ending for ending in ("en", "n", "e", "er", "nen"))
    return lemma != word or any(
        simplemma.is_known(one, lang="de") and simplemma.lemmatize(one, lang="de") == word for one in declined
    )


@lru_cache(maxsize=1)
def _snowball() -> Any:
    from snowballstemmer import stemmer

    return stemmer("german")


def content_words(text: str) -> Iterator[str]:
    """The words that carry meaning, as written."""
    return (word for word in words(text) if fold(word) not in STOP_WORDS)


def terms(text: str) -> list[str]:
    """Stems of the content words, in order."""
    return [stem(word) for word in content_words(text)]
