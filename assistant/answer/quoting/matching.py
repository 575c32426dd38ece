"""How far words cover a question: exact stems, parts of compounds, other names; rarer words weigh more."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.answer.quoting.alike import list_alike
from assistant.search.german import is_stop, stem, tokens
from assistant.search.stopwords import STOP_WORDS

# Other names of a word, each as its stems joined by blanks.
Alternatives = Callable[[str], Sequence[str]]

# Words that every question of a town hall may contain: they say who asks, not what is asked.
_WEAK_WORDS = """
    Gemeinde Kommune Stadt Rathaus Verwaltung Behörde Kommunen kommunal Navigator Bürger Bürgerinnen Leute Freistaat
    heute aktuell derzeit genau eigentlich überhaupt inzwischen gerade konkret wichtig richtig neu eigene laut
    brauchen benötigen nutzen verwenden stehen heißen bedeuten sagen finden wissen bekommen kriegen gehen
    machen tun passieren laufen sehen kommen nehmen bringen lassen lohnen anbieten haben geben erklären beachten
    Frage Thema Beispiel Information Sache Rahmen Punkt Fall Art Weise Möglichkeit Seite Website Übersicht Ort Nähe
    Erfahrung Tipp Hinweis Voraussetzung Zweck Aufgabe Mensch Person Besondere Unterschied Anspruch Teilnahme Begriff Deutschland Sachsen sächsisch
    Werkzeug Instrument Hilfsmittel Oberfläche Vertragswerk Regelwerk Posten Angabe Faktor Bereich Umstand Merkmal Aspekt Bezeichnung Einzelheit
    Spaß Laden Geschichte
    bieten beinhalten umfassen befinden gelangen lauten dorthin bestimmt besondere verschieden wirken wirkt betreffen
"""
# Typed as people speak: they fill a sentence and name nothing.
_FILLERS = frozenset(
    """
    ne nen nem ner n nix was sowas so'n son sone irgendwas irgendwie irgendwo irgendwer halt eh grad grade gerade wirklich unbedingt
    einfach tatsächlich bloß gleich echt na ok okay tja neulich gestern plötzlich wohl hm äh is isses ham haste kannste gibts kanns gehts
    hats machts muss's ihrs wirs ichs mans nich net kein keen bissl bisschen ding dings kram zeug quasi sozusagen normalerweise normal
    eigentlich angeblich scheinbar anscheinend offenbar offensichtlich hierzu gern lieber selber komplett ganze ganzen ganzem ganzer
    """.split()
)
_ENTITY = re.compile(r"^(?=.*[A-Za-zÄÖÜäöü])(?:.*[A-ZÄÖÜ].*[A-ZÄÖÜ]|.*\d|[a-zäöüß]+[A-ZÄÖÜ])")
_MONTHS = {
    number: stem(name)
    for number, name in enumerate(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(), start=1
    )
}
_DATED = re.compile(r"\b\d{1,2}\.(0?[1-9]|1[0-2])\.(?:19|20)\d{2}")
# Not a compound: Anforderung is no kind of Förderung, Abmeldung none of Meldung.
_PREFIXES = frozenset(
    "ab an auf aus be bei durch ein ent er ge her hin miss mit nach uber um un unter ver vor weg wider zer zu zuruck".split()
)
_NUMBERED = re.compile(r"\b([A-Za-zÄÖÜäöü]{3,})[ -](\d{1,2})\b(?![.,]\d)")
_SHORTEST_FRONT = 4
_SHORTEST_PART = 5
_SHORTEST_PREFIX = 6
_SAME_PREFIX = 0.7
_MISSPELT = 0.62
_SHORTEST_WORN, _WORN = 9, 2
_LONG = 12
_BY_PARTS = 0.9


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question. `names` are what it may be called, each as its stems, its own first."""

    word: str
    names: tuple[tuple[str, ...], ...]
    weight: float
    noun: bool = False
    entity: bool = False

    @property
    def stem(self) -> str:
        return self.names[0][0]


def read_terms(
    text: str,
    alternatives: Alternatives | None = None,
    ignore: frozenset[str] = frozenset(),
    *,
    keep_small: bool = False,
) -> tuple[Term, ...]:
    """The content words of a question, each once, with weights that know nothing of the evidence yet.

    `keep_small` also takes function words written as names ("Einer für Alle"), for questions that have nothing else.
    """
    found: dict[str, Term] = {}
    for position, token in enumerate(tokens(_join_names(text, alternatives))):
        word = token.text
        own = stem(word)
        noun = word[0].isupper() and position > 0
        if (
            (is_stop(word) and not (keep_small and noun))
            or word in _FILLERS
            or own in ignore
            or not own
            or own in found
        ):
            continue
        if len(own) == 1 and not word.isupper():
            continue
        entity = bool(_ENTITY.match(word))
        weight = _weigh_word(word, own, entity, first=position == 0)
        found[own] = Term(word, ((own,), *_other_names(word, alternatives)), weight, noun, entity)
    return tuple(found.values())


def _join_names(text: str, alternatives: Alternatives | None) -> str:
    """ "Amt 24" is "Amt24" where the field knows that name."""
    if alternatives is None:
        return text
    known = alternatives
    return _NUMBERED.sub(lambda match: match[1] + match[2] if known(match[1] + match[2]) else match[0], text)


@cache
def _weak_stems() -> frozenset[str]:
    return frozenset(map(stem, _WEAK_WORDS.split()))


def _weigh_word(word: str, own: str, entity: bool, first: bool) -> float:
    """Names and nouns say what is asked; verbs are paraphrased; figures are checked elsewhere."""
    if own in _weak_stems() or word[0].isdigit():
        return 0.25
    return 1.0 if entity or (word[0].isupper() and not (first and is_verb(word))) else 0.55


@lru_cache(maxsize=20_000)
def is_verb(word: str) -> bool:
    """Whether the dictionary knows the word, small, as a form of a verb; at the start of a sentence capitals tell nothing."""
    import simplemma

    small = word.lower()
    lemma = simplemma.lemmatize(small, lang="de") if simplemma.is_known(small, lang="de") else ""
    return lemma.islower() and lemma.endswith(("en", "eln", "ern", "tun"))


def _other_names(word: str, alternatives: Alternatives | None) -> tuple[tuple[str, ...], ...]:
    others = alternatives(word) if alternatives else ()
    return tuple(dict.fromkeys(name for other in others if (name := tuple(other.split()))))


@lru_cache(maxsize=200_000)
def match_words(asked: str, said: str) -> float:
    """1 for the same stem; less where one is part of the other or a misspelling of it.

    The asked word inside a longer one is narrower and fits (Antrag in Antragsassistent); a part of the asked word is
    wider and fits less (Gericht for Verfassungsgericht).
    """
    if asked == said:
        return 1.0
    if said in list_alike(asked):
        return 0.8
    short, long = (asked, said) if len(asked) <= len(said) else (said, asked)
    if len(short) < _SHORTEST_FRONT or not (asked[0].isalpha() and said[0].isalpha()):
        return 0.0
    enough = len(short) >= _SHORTEST_PART
    if len(short) >= _SHORTEST_WORN and len(long) - len(short) <= _WORN and long.startswith(short):
        return 0.85  # "Vereinbarng" keeps two letters of an ending that was not cut
    # The stemmer cuts "ung" off Verwaltungsleistung and leaves it at Leistung.
    tail = short.removesuffix("ung") if len(short) > len("ung") + _SHORTEST_FRONT else short
    front = long[: -len(tail)] if enough and long.endswith(tail) else ""
    if (long.startswith(short) and (enough or short == asked)) or (front and front not in _PREFIXES):
        return 0.85 if short == asked else 0.55
    shared = _shared_prefix(short, long)
    if shared >= _SHORTEST_PREFIX and shared >= _SAME_PREFIX * len(short):
        return 0.6
    if len(short) < _SHORTEST_PREFIX:
        return 0.0
    if len(long) * _MISSPELT > len(short) * (2 - _MISSPELT) + 2:  # too unlike in length for that many runs in common
        return 0.0
    return 0.75 if is_one_slip(asked, said) or _dice(asked, said) >= _MISSPELT else 0.0


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter was changed, left out, added or swapped; not in front, where anmelden and abmelden differ."""
    at = _shared_prefix(one, other)
    a, b = one[at:], other[at:]
    swapped = a[:2] == b[:2][::-1] and a[2:] == b[2:]
    return at > 1 and (a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped)


def _dice(one: str, other: str) -> float:
    a, b = _trigrams(one), _trigrams(other)
    return 2 * len(a & b) / (len(a) + len(b))


@lru_cache(maxsize=50_000)
def _trigrams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _shared_prefix(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def match_term(term: Term, bag: Iterable[str]) -> float:
    """The best match of any of the term's names in the bag of stems; of a name of several words, all must be there."""
    words = bag if isinstance(bag, frozenset) else frozenset(bag)
    best = 0.0
    for name in term.names:
        if words.issuperset(name):
            return 1.0
        best = max(best, _best_match(name[0], words) if len(name) == 1 else min(_best_match(p, words) for p in name))
        if best == 1.0:
            break
    return best


@lru_cache(maxsize=200_000)
def _best_match(asked: str, words: frozenset[str]) -> float:
    best = max((match_words(asked, said) for said in words), default=0.0)
    return max(best, _match_parts(asked, words)) if best < _BY_PARTS and len(asked) >= _LONG else best


def _match_parts(asked: str, words: frozenset[str]) -> float:
    """0.9 where two words together make up the asked one: Datenschutz and Folgenabschätzung."""
    front = max((len(word) for word in words if len(word) >= _SHORTEST_FRONT and asked.startswith(word)), default=0)
    back = max((len(word) for word in words if len(word) >= _SHORTEST_PART and asked.endswith(word)), default=0)
    return _BY_PARTS if front and back and front + back >= _SAME_PREFIX * len(asked) else 0.0


@lru_cache(maxsize=20_000)
def stem_bag(text: str) -> frozenset[str]:
    """The stems of the content words of a text, of function words written as names, and of the months of its dates."""
    said = {stem(token.text) for token in tokens(text) if not is_stop(token.text) or token.text[0].isupper()}
    return frozenset(said | {_MONTHS[int(month)] for month in _DATED.findall(text)})


def weigh_terms(terms: Sequence[Term], bags: Sequence[frozenset[str]]) -> tuple[Term, ...]:
    """Terms with weights by rarity among the bags: what all of them share does not tell them apart."""
    count = len(bags)
    weighed = []
    for term in terms:
        spread = sum(match_term(term, bag) >= 0.6 for bag in bags)
        if not spread and is_misspelt_stop(term.word):
            continue
        rarity = math.log(1 + (count + 1) / (spread + 0.5)) / math.log(1 + (count + 1) / 0.5)
        weighed.append(Term(term.word, term.names, term.weight * (0.4 + 0.6 * rarity), term.noun, term.entity))
    return tuple(weighed)


@lru_cache(maxsize=10_000)
def is_misspelt_stop(word: str) -> bool:
    """ "gillt", "imer", "mus": a slip in a word that carries no meaning is no word the evidence lacks."""
    return word.islower() and len(word) >= 3 and any(is_one_slip(word, stop) for stop in STOP_WORDS if len(stop) >= 3)


def cover(terms: Sequence[Term], bag: Iterable[str]) -> float:
    """The weighed share of the terms that the bag contains, 0 to 1."""
    total = sum(term.weight for term in terms)
    words = bag if isinstance(bag, frozenset) else frozenset(bag)
    return sum(term.weight * match_term(term, words) for term in terms) / total if total else 0.0
