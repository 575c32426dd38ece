"""Fold letters so that one word has one spelling, whatever keyboard or PDF it comes from."""

import re
import unicodedata
from functools import lru_cache

# Soft hyphen, zero-width space/joiners, direction marks, word joiner, byte-order mark: invisible, but they break matching.
INVISIBLE = (
    "\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)

_FOLDS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2019\u2018\u00b4\u0060\u201b", "'"),
        **dict.fromkeys(INVISIBLE, None),
    }
)
# A digraph stands for an umlaut unless a vowel or q comes before it (neue, Steuer, bauen, Quelle).
_DIGRAPH = re.compile(r"(?<![aeiouyq])([aou])e")
_UMLAUT = {"a": "ä", "o": "ö", "u": "ü"}


@lru_cache(maxsize=500_000)
def _fold_word(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_FOLDS)
    if folded.isascii():
        return folded
    marks = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", "".join(sign for sign in marks if not unicodedata.combining(sign)))


def fold(text: str) -> str:
    """Lower case, umlauts as two letters, ß as ss, other accents and invisible signs dropped: Gebühr and GEBUEHR agree."""
    return _fold_word(text) if len(text) < 40 else _fold_word.__wrapped__(text)


def drop_umlauts(folded: str) -> str:
    """gebuehr → gebuhr: the spelling in which Gebühr, Gebuehr and the typo Gebuhr agree."""
    return _DIGRAPH.sub(r"\1", folded)


def restore_umlauts(folded: str) -> str:
    """gebuehr → gebühr. A guess: the caller checks that the result is a known word."""
    return _DIGRAPH.sub(lambda match: _UMLAUT[match[1]], folded)
