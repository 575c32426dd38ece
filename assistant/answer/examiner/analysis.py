"""Words, clauses and sentences of a text, analysed once. Everything the examiner compares is read from here."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.answer.quantities import Quantity, extract_quantities
from assistant.corpus.sentences import split_sentences
from assistant.search.german import fold, is_stop, stem
from assistant.search.thesaurus import Thesaurus

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u00ad\u200b\u0300-\u036f]|[*:_](?=in))*")
_CLAUSE_BREAK = re.compile(r"[,;:()\[\]–—\n]|\s-\s|[.!?](?=\s)|\b(?:und|oder|aber|jedoch|sondern|doch|sowie)\b")
_PREDICATE = re.compile(
    r"\b(?:ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|gibt|gilt|gelten|bleibt|darf|dürfen|kann|können|muss|"
    r"müssen|soll|sollen|sollte|sollten|will|wollen|braucht|brauchen)\b",
    re.IGNORECASE,
)


# A piece with one of these says something of its own, however short it is.
_OWN_MEANING = re.compile(
    r"\b(?:nicht|kein\w*|ohne|nie|außer|ausgenommen|sei\s+denn|wenn|falls|sofern|soweit|solange|sobald)\b",
    re.IGNORECASE,
)
_LONGEST_LIST = 15


@dataclass(frozen=True, slots=True)
class Word:
    """`weight` is 0 for stop words; names and long nouns weigh more than verbs."""

    text: str
    folded: str
    stem: str
    start: int
    end: int
    weight: float
    sentence: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of words with at most one predicate of its own; `words` are indices."""

    words: range
    start: int
    end: int


@dataclass(frozen=True)
class Analysis:
    """A text with everything the checks need. Immutable, so it can be cached by text."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    clauses: tuple[Clause, ...]
    quantities: tuple[Quantity, ...]

    def clause_number(self, index: int) -> int:
        """The number of the clause that holds the word."""
        return bisect_right(self.clauses, index, key=lambda clause: clause.words.start) - 1

    def clause_of(self, index: int) -> Clause:
        return self.clauses[self.clause_number(index)]

    def content(self, words: range) -> list[int]:
        """The words among these that carry meaning."""
        return [index for index in words if self.words[index].weight]


_WITHOUT = re.compile(r"(?<=...)(?:frei|los)$|^un(?!ter|ion|iv|fall|garn)|^nicht")


class Source:
    """An analysed passage with its indexes: stems to sentences, and stem beginnings and endings to stems."""

    def __init__(self, text: str, thesaurus: Thesaurus | None = None) -> None:
        self._thesaurus = thesaurus
        self.analysis = analyse_text(text)
        self.places: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self.analysis.words):
            self.places[word.stem].append(index)
        self._ends: dict[str, list[str]] = defaultdict(list)
        for known in self.places:
            if len(known) >= 4 and not known[0].isdigit():
                self._ends["^" + known[:4]].append(known)
                self._ends["$" + known[-4:]].append(known)
        self._similar: dict[str, dict[str, float]] = {}
        self.first_word = _first_words(self.analysis)
        self.governors = _find_governors(self.analysis)
        self.pairs = frozenset((left.stem, right.stem) for left, right in pairwise(self.analysis.words))

    def words_of(self, first: int, last: int) -> range:
        """The words of the sentences first..last."""
        return range(self.first_word[first], self.first_word[last + 1])

    def similar(self, wanted: str) -> dict[str, float]:
        """The passage's stems that may stand for the wanted one, with a likeness in 0..1."""
        if wanted not in self._similar:
            found = {wanted: 1.0} if wanted in self.places else {}
            for known in {*self._ends.get("^" + wanted[:4], ()), *self._ends.get("$" + wanted[-4:], ())}:
                likeness = compare_stems(wanted, known)
                if likeness and known != wanted:
                    found[known] = likeness
            for known in SYNONYMS.get(wanted, ()):
                if known in self.places:
                    found[known] = max(found.get(known, 0.0), 0.9)
            if self._thesaurus is not None:
                found |= self._other_names(self._thesaurus, wanted)
            self._similar[wanted] = found
        return self._similar[wanted]

    def _other_names(self, thesaurus: Thesaurus, wanted: str) -> dict[str, float]:
        """OZG for Onlinezugangsgesetz: the longest word of each other name that the passage holds as a whole."""
        names = [key for key in thesaurus.others((wanted,)) if all(name in self.places for name in key)]
        return {max(key, key=len): 0.95 for key in names}


def _first_words(analysis: Analysis) -> list[int]:
    """Index of the first word of each sentence, with one more entry as the end."""
    first = [len(analysis.words)] * (len(analysis.sentences) + 1)
    for index in range(len(analysis.words) - 1, -1, -1):
        first[analysis.words[index].sentence] = index
    for number in range(len(first) - 2, -1, -1):
        first[number] = min(first[number], first[number + 1])
    return first


def _find_governors(analysis: Analysis) -> dict[int, int]:
    """List items to the line that introduces them („Nicht erlaubt ist:“): what it denies or demands holds for each item.

    Items are lines without a verb of their own; the first full sentence ends the list.
    """
    governors: dict[int, int] = {}
    current: int | None = None
    for number, (start, end) in enumerate(analysis.sentences):
        line = analysis.text[start:end]
        if line.endswith((":", "?")):
            current = number
        elif current is not None:
            if number - current > _LONGEST_LIST or (_PREDICATE.search(line) and line.endswith((".", "!", "?"))):
                current = None
            else:
                governors[number] = current
    return governors


def analyse_text(text: str) -> Analysis:
    sentences = tuple(split_sentences(text))
    words = _read_words(text, sentences)
    return Analysis(text, words, sentences, _read_clauses(text, words), tuple(extract_quantities(text)))


@lru_cache(maxsize=64)
def analyse_source(text: str, thesaurus: Thesaurus | None = None) -> Source:
    """Passages come back question after question and sentence after sentence; each is analysed once."""
    return Source(text, thesaurus)


def _read_words(text: str, sentences: tuple[tuple[int, int], ...]) -> tuple[Word, ...]:
    words: list[Word] = []
    number = 0
    for match in _WORD.finditer(text):
        while number < len(sentences) - 1 and match.start() >= sentences[number][1]:
            number += 1
        written = match.group()
        folded, root, weight = _read_form(written)
        words.append(Word(written, folded, root, match.start(), match.end(), weight, number))
    return tuple(words)


@lru_cache(maxsize=200_000)
def _read_form(written: str) -> tuple[str, str, float]:
    """Folded letters, stem and weight of a word."""
    folded = fold(written)
    if is_stop(folded) or len(folded) < 2:
        return folded, stem(written), 0.0
    if folded[0].isdigit():
        return folded, folded, 0.8
    return folded, stem(written), 1.2 if written[0].isupper() else 0.9


def _read_clauses(text: str, words: tuple[Word, ...]) -> tuple[Clause, ...]:
    cuts = [0]
    breaks = [match.span() for match in _CLAUSE_BREAK.finditer(text)] + [(len(text), len(text))]
    predicates = [match.start() for match in _PREDICATE.finditer(text)]
    for number, (start, end) in enumerate(breaks[:-1]):
        following = breaks[number + 1][0]
        if text[start].isalpha():
            if _any_between(predicates, cuts[-1], start) and _any_between(predicates, start, following):
                cuts.append(start)
        elif text[start] != "," or not (_is_item(text[cuts[-1] : start]) or _is_item(text[end:following])):
            cuts.append(start)
    return _clauses_between([*cuts, len(text)], words)


def _is_item(part: str) -> bool:
    """A piece of an enumeration („Bund, Länder und …“): up to three words without a verb, negation or condition of their own."""
    return len(part) < 80 and len(part.split()) <= 3 and not _PREDICATE.search(part) and not _OWN_MEANING.search(part)


def _any_between(positions: list[int], low: int, high: int) -> bool:
    index = bisect_left(positions, low)
    return index < len(positions) and positions[index] < high


def _clauses_between(cuts: list[int], words: tuple[Word, ...]) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    index = 0
    for low, high in pairwise(cuts):
        begin = index
        while index < len(words) and words[index].start < high:
            index += 1
        if index > begin:
            clauses.append(Clause(range(begin, index), low, high))
    return tuple(clauses)


@lru_cache(maxsize=200_000)
def compare_stems(one: str, other: str) -> float:
    """Likeness of two stems: compounds that share head or tail, and different derivations of one root."""
    if one == other:
        return 1.0
    if one[0].isdigit() or other[0].isdigit():
        return 0.0
    short, long = sorted((one, other), key=len)
    if _exclude(short, long):
        return 0.0
    share = len(short) / len(long)
    if len(short) >= 4 and (long.startswith(short) or long.endswith(short)):
        return 0.85 if share >= 0.6 else 0.7
    head = _common_start(one, other)
    if head >= 5 and head >= 0.6 * len(short):
        return 0.7
    tail = _common_start(one[::-1], other[::-1])
    return 0.6 if tail >= 6 and tail >= 0.6 * len(short) else 0.0


def _exclude(short: str, long: str) -> bool:
    """befristet and unbefristet, rezeptfrei and rezeptpflichtig share letters and mean the opposite."""
    if long == "un" + short:
        return True
    return bool(_WITHOUT.search(short)) != bool(_WITHOUT.search(long)) and not long.startswith(short + "ig")


def _common_start(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


# Words of office German that stand for each other in any context; terms of the field come from the thesaurus.
_GROUPS = (
    "brauchen benötigen erforderlich notwendig nötig", "bekommen erhalten", "unterlage dokument nachweis",
    "kostenlos kostenfrei gratis unentgeltlich gebührenfrei", "webseite website internetseite homepage seite",
    "gratis umsonst", "telefonisch telefon", "mail e-mail", "geflüchtete flüchtling", "start beginn anfang",
    "nutzen verwenden benutzen", "helfen unterstützen hilfe unterstützung", "teilnehmen teilnahme", "online internet digital",
    "verordnung vorschrift regelung regel", "bürger einwohner", "kommune gemeinde stadt", "firma unternehmen betrieb",
    "amt behörde stelle", "entgelt gebühr kosten", "kosten bezahlen zahlen", "kaufen erwerben", "anbieten angebot bieten",
    "dauern dauer betragen", "erlauben gestatten zulässig", "verbieten untersagen unzulässig", "jährlich jahr",
    "monatlich monat", "zuständig verantwortlich", "veröffentlichen bekanntmachen", "einreichen stellen abgeben", "finden sehen",
    "abrufen herunterladen download", "bereitstellen verfügung", "mitteilen informieren", "stattfinden erfolgen", "wählen auswählen",
)  # fmt: skip


def _build_synonyms() -> dict[str, tuple[str, ...]]:
    table: dict[str, set[str]] = defaultdict(set)
    for group in _GROUPS:
        stems = {stem(word) for word in group.split()}
        for member in stems:
            table[member] |= stems - {member}
    return {name: tuple(sorted(others)) for name, others in table.items()}


SYNONYMS = _build_synonyms()
