"""What an answer must name because the question does: a §, a law, a product, a place, a year.

An unanswerable question shares most of its words with the corpus; it differs in exactly these.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from assistant.answer.quantities import extract_quantities
from assistant.answer.quoting.matching import Term, is_verb, match_term, stem_bag
from assistant.search.german import fold, is_common_noun, is_dictionary_word, norms, split_compound, stem

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[a-zA-Z])\w{4,}\b")
_VERSION = re.compile(r"(?<=[A-Za-zÄÖÜäöü] )\d{1,2}\.\d{1,2}\b(?!\.)")
# A name follows these without an article: "in Frohburg", "Bürgerbüro Frohburg", "hat Hartha".
_NAME = re.compile(
    r"\b(?:in|aus|nach|bei|von|für|mit|[Hh]at|[Nn]utzt|[Ss]etzt|Stadt|Gemeinde|Landkreis|Landes|Land|Kreis|Anbieter|Firma|Software|Bürgerbüro|Rathaus)\s+"
    r"(?P<name>[A-ZÄÖÜ][\wäöüß-]+)"
)
# Towns that the dictionary takes for things, found among some 330 municipalities of Saxony.
_TOWNS_LIKE_THINGS = frozenset(
    "Aue Brand Döbeln Glashütte Halle Machern Schleife Schneeberg Siegen Thermalbad Treuen Wurzen".split()
)
# What is counted must be there: the number of members is not the number of employees.
_COUNTED = re.compile(r"\b(?i:wie ?viele?)\s+(?:[a-zäöü]+e[nrs]?\s+)?(?P<name>[A-ZÄÖÜ][\wäöüß-]+)")
_NO_NAMES = frozenset(
    map(
        fold,
        (
            "Geld",
            "Euro",
            "Kosten",
            "Prozent",
            "Förderung",
            "Mittel",
            "Zeit",
            "Tage",
            "Wochen",
            "Monate",
            "Jahre",
            "Jahren",
        ),
    )
)
# "the next one" is a date to come; a source that only knows the rhythm or past dates does not have it.
_NEXT = re.compile(
    r"\b(?:nächste[nrsm]?|kommende[nrsm]?)\s+(?:\w+\s+)?(?:Mal|Termin|Treffen|Schulung|Sitzung|Veranstaltung|Frühstück|Seminar|Workshop|Webinar|Kurs|Runde|Wahl)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?i:welche[mnrs]?)\s+(?:[a-zäöü]+e[nrs]?\s+)?(?P<name>[A-ZÄÖÜ][\wäöüß-]+)")
# "Wie hoch ist das Gehalt", "Wer ist Bürgermeister": what is to be high, or to be held by someone.
_ASKED_OF = re.compile(
    r"\b(?:(?i:wie (?:hoch|groß|weit|teuer)|wer) (?:ist|sind|war|waren|darf|wird|leitet)|(?i:was) kosten?t?)\s+"
    r"(?:(?:der|die|das|den|ein|eine|einen|unser|unsere|uns)\s+)*"
    r"(?:[a-zäöü]+e[nrs]?\s+)?(?P<name>[A-ZÄÖÜ][\wäöüß-]+)"
)
_VERB_FIRST = re.compile(
    r"(?:Muss|Müssen|Darf|Dürfen|Kann|Können|Soll|Sollen|Gilt|Gelten|Ist|Sind|Hat|Haben|Wird|Werden|Wurde|Wurden|Braucht?|Brauchen)\b",
    re.IGNORECASE,
)
# "Seit wann betreibt", "Wann wurde … beschlossen?": what is or was done is asked as much as to whom.
_DONE = re.compile(
    r"(?:(?:seit|bis|ab|mit|bei|von|für) )?(?:wer|wem|wen|wann|wie (?:viele|lange))\s(?:[^,(?]*\s)?(?:wurden?|ist|sind|hat|haben)\s[^,(?]*?(?P<done>[a-zäöüß]+)(?=[\s]*[?(,]|$)"
    r"|(?:(?:seit|bis|ab|mit|bei|von|für) )?(?:wer|wem|wen|wann)\s+(?P<doing>[a-zäöüß]+)"
    r"|wie viele?\s+(?:[a-zäöüß]+e[nrs]?\s+)?(?-i:[A-ZÄÖÜ])[\wäöüß-]+\s+(?P<counting>[a-zäöüß]+)",
    re.IGNORECASE,
)
_LIGHT_DEEDS = """
    bleiben bleibt gelten gilt galt galten halten hält liegen liegt lag stehen steht stand dauern dauert betragen beträgt umfassen umfasst
    gehören gehört erfolgen erfolgt stammen stammt kommen kommt kam passieren passiert geschehen geschieht heißen heißt nennen nennt
"""
# Whose money, duty or law: a federal sentence does not answer for the Land, however many words they share.
_GIVERS = {
    "Land": (
        re.compile(
            r"\b(?:vom|beim|durch das|seitens des) (?:Land(?:es)?|Freistaat\w*)(?! \w*kreis)\b|\bLandes(?:mittel|geld\w*|förderung)\b"
        ),
        re.compile(r"\bLand(?:es)?\b|\bLandes\w+|\bFreistaat\w*|\bStaatskanzlei\b|\bSachsen\b|sächsisch"),
    ),
    "Bund": (
        re.compile(r"\b(?:vom|beim|durch den|seitens des) Bund(?:es)?\b|\bBundes(?:mittel|geld\w*|förderung)\b"),
        re.compile(r"\bBund(?:es)?\b|\bBundes\w+"),
    ),
}
# Who receives: the share of the Land is not the share of a town.
_RECEIVER = re.compile(
    r"\b(?:bekomm\w*|bekam\w*|erh[aä]lt\w*|krieg\w*|zusteh\w*|steht)\b.*\b(?:eine|unsere|jede|die einzelne|einer|unserer) (?:\w+ )?(?:Gemeinde|Kommune|Stadt)\b"
)
_TOWN = re.compile(r"\b(?:Gemeinde|Kommun|Stadt|Städt|kommunal|Rathaus)\w*|\b(?:gemeinde|kommun)\w+")
# What `followup` adds from the conversation.
_TOPIC = re.compile(r"\s\((?P<topic>[^()]*)\)[?!.]?$")
_OPPOSITES = (("ab", "an"), ("an", "ab"), ("ein", "aus"), ("aus", "ein"), ("auf", "zu"), ("zu", "auf"))
_SHORTEST_NAME = 4
# "Leitweg-ID": beside an abbreviation the other half tells which one.
_HYPHENED = re.compile(r"\b[\w§]+(?:-[\w]+)+\b")
_MATTERS = 0.3
_UNSAID = 0.999  # the weight of a noun that no hit says
_CASED = 0.6
_BESIDE = 0.5
_BEFORE, _BEHIND = 15, 35


@dataclass(frozen=True, slots=True)
class Demands:
    norms: tuple[str, ...]
    years: tuple[str, ...]
    codes: tuple[str, ...]
    names: tuple[Term, ...]
    counted: tuple[Term, ...] = ()
    wanted: tuple[Term, ...] = ()
    after: date | None = None
    deeds: tuple[Term, ...] = ()
    opposites: tuple[tuple[Term, str], ...] = ()
    giver: str = ""
    town: bool = False


def read_demands(text: str, terms: Sequence[Term], today: date) -> Demands:
    names = {fold(match["name"]) for match in _NAME.finditer(text) if not _is_thing(match["name"])} - _NO_NAMES
    things = {fold(match["name"]) for match in _COUNTED.finditer(text)} - _NO_NAMES
    counted = tuple(term for term in terms if fold(term.word) in things)
    names |= {fold(term.word) for term in terms if _follows_verb(term, text)}
    names |= {fold(term.word) for term in terms if term.weight >= _UNSAID and _is_half_of_name(term, text)}
    topic = _TOPIC.search(text)
    loose = set(topic["topic"].split()) - set(text[: topic.start()].split()) if topic else set()
    return Demands(
        norms=norms(text),
        years=tuple(dict.fromkeys(_YEAR.findall(text))),
        codes=(*(code for code in _CODE.findall(text) if code[0].isdigit()), *_VERSION.findall(text)),
        names=(*(term for term in terms if _is_demanded(term, names, loose, keywords="?" not in text)), *counted),
        counted=counted,
        wanted=_read_wanted(text, terms),
        deeds=_read_deeds(text, terms),
        opposites=tuple((term, other) for term in terms if (other := _turn_round(term.stem))),
        after=today if _NEXT.search(text) else None,
        giver=next((giver for giver, (asked, _) in _GIVERS.items() if asked.search(text)), ""),
        town=bool(_RECEIVER.search(text)),
    )


def _is_thing(word: str) -> bool:
    """ "nach Ansicht", "in Betracht": what the dictionary declines is no name, but for towns that are called like a thing."""
    return is_common_noun(word) and word not in _TOWNS_LIKE_THINGS


def _is_demanded(term: Term, names: set[str], loose: set[str], keywords: bool) -> bool:
    """Keywords have no prepositions that tell a name, so there an unknown word is one. A short name that only stands in the conversation before does not bind: a follow-up may have left it behind."""
    if term.word in loose and term.word.isupper():
        return False
    return term.entity or fold(term.word) in names or (keywords and term.noun and is_unknown_name(term.word))


def _is_half_of_name(term: Term, text: str) -> bool:
    """Where no hit says it, half of "Leitweg-ID" must be said: beside an abbreviation it tells which one."""
    halves = (match[0].split("-") for match in _HYPHENED.finditer(text))
    return any(term.word in parts and any(part.isupper() and len(part) > 1 for part in parts) for parts in halves)


def _follows_verb(term: Term, text: str) -> bool:
    """A name follows a verb without an article: "Seit wann bietet Bautzen"."""
    before = re.search(rf"(\w+)\s+{re.escape(term.word)}\b", text)
    if not before or not before[1].islower() or not is_verb(before[1]):
        return False
    if is_unknown_name(term.word):
        return True
    return before[1].endswith(("t", "te")) and term.word[0].isupper() and not _is_thing(term.word)


class _Dictionary:
    """Just enough of a container for splitting compounds."""

    def __contains__(self, word: object) -> bool:
        return is_dictionary_word(str(word))


@lru_cache(maxsize=20_000)
def is_unknown_name(word: str) -> bool:
    """A capitalised word that is in no dictionary and made of no dictionary words: most likely a town, firm or product."""
    if not word[0].isupper() or len(word) < _SHORTEST_NAME or is_dictionary_word(word):
        return False
    return len(split_compound(word, _Dictionary())) == 1


def _read_wanted(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The thing after "welche", and the last word of a question that opens with its verb: there the predicate stands."""
    things = {fold(match["name"]) for match in (*_WHICH.finditer(text), *_ASKED_OF.finditer(text))}
    words = [term for term in terms if fold(term.word) in things]
    if _VERB_FIRST.match(text) and terms:
        words.append(terms[-1])
    return tuple(term for term in words if term.weight > _MATTERS)


def _read_deeds(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    predicate = _DONE.match(text)
    found = [term for term in terms if predicate and term.word in predicate.groups() and is_verb(term.word)]
    return tuple(term for term in found if term.weight > _MATTERS and term.stem not in _light_deeds())


@cache
def _light_deeds() -> frozenset[str]:
    """Verbs that join a subject to its value and are left out or exchanged freely: "bleibt ein Fünftel", "galt bis 2018"."""
    return frozenset(map(stem, _LIGHT_DEEDS.split()))


def _turn_round(stem: str) -> str:
    """anmeld → abmeld; empty where the word has no such opposite."""
    for one, other in _OPPOSITES:
        if stem.startswith(one) and len(stem) > len(one) + _SHORTEST_NAME - 1:
            return other + stem[len(one) :]
    return ""


def says_opposite(demands: Demands, bag: frozenset[str]) -> bool:
    """Whether the sentence speaks of abmelden where anmelden is asked."""
    return any(other in bag and term.stem not in bag for term, other in demands.opposites)


def lacks_deed(demands: Demands, bag: frozenset[str]) -> bool:
    return any(match_term(term, bag) < _CASED for term in demands.deeds)


def is_of_others(demands: Demands, text: str, heading: str) -> bool:
    """Whether sentence and heading speak of another giver or receiver than the question."""
    both = f"{heading} {text}"
    if demands.giver and not _GIVERS[demands.giver][1].search(both):
        return True
    other = "Bund" if demands.giver == "Land" else "Land"
    if demands.giver and _GIVERS[other][1].search(heading) and not _GIVERS[demands.giver][1].search(heading):
        return True
    return demands.town and not _TOWN.search(both)


def lacks_wanted(demands: Demands, bag: frozenset[str]) -> bool:
    return any(match_term(term, bag) < _CASED for term in demands.wanted)


def missing_names(demands: Demands, bag: frozenset[str]) -> tuple[str, ...]:
    """The names of the question that the bag of stems does not contain. What is counted may be called by its last part:
    "rund 290 Leistungen" are Verwaltungsleistungen."""
    least = {term.word: _BESIDE for term in demands.counted}
    return tuple(term.word for term in demands.names if match_term(term, bag) < least.get(term.word, _CASED))


def missing_norms(demands: Demands, context: str) -> tuple[str, ...]:
    """The references of the question that the context does not make; a bare "§ 9" is the law that the context names."""
    if not demands.norms:
        return ()
    given = norms(context)
    folded = fold(context)
    return tuple(norm for norm in demands.norms if not _is_given(norm, given, folded))


def _is_given(norm: str, given: Sequence[str], context: str) -> bool:
    number, _, law = norm.partition(" ")
    for other in given:
        other_number, _, other_law = other.partition(" ")
        if number == other_number and (not law or law == other_law or (not other_law and law in context)):
            return True
    return False


def missing_figures(demands: Demands, context: str) -> tuple[str, ...]:
    """Years and codes of the question that do not stand in the context."""
    years = [year for year in demands.years if not re.search(rf"(?<!\d){year}(?!\d)", context)]
    codes = [code for code in demands.codes if not re.search(rf"(?<![\d.]){re.escape(code)}(?!\d)", context)]
    return (*years, *codes)


def missing_future(demands: Demands, context: str) -> tuple[str, ...]:
    """A word for the date to come where the question asks for the next one and the context has none after today."""
    if demands.after is None:
        return ()
    dates = (quantity.value for quantity in extract_quantities(context) if quantity.kind == "date")
    return (
        ()
        if any(len(day) == len("2026-11-22") and day > demands.after.isoformat() for day in dates)
        else ("nächster Termin",)
    )


def counts_asked(demands: Demands, text: str) -> bool:
    """Whether a number stands beside the thing that is counted: "160 OAA", not "100 Prozent Rabatt für OAA"."""
    for quantity in extract_quantities(text):
        if quantity.kind == "number" and not quantity.weak and not quantity.unit:
            beside = stem_bag(text[max(0, quantity.start - _BEFORE) : quantity.end + _BEHIND])
            if all(match_term(term, beside) >= _BESIDE for term in demands.counted):
                return True
    return False
