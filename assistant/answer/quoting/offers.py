"""What a sentence offers, set against what a question asks: a date for "wann", an amount for "was kostet"."""

import re
from collections.abc import Callable

from assistant.answer.quantities import extract_quantities
from assistant.answer.quoting.intent import Ask, alike_kinds, find_kind

_MONTH = r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
_COUNT = r"(?:\d[\d.,]*|ein(?:e[mnrs]?)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|vierzehn|dreißig|mehrere[nr]?|einige[nr]?|wenige[nr]?)"

_DATE = re.compile(
    rf"\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_MONTH})|{_MONTH}\s+\d{{4}}|(?<!/)\b(?:19|20)\d{{2}}\b(?!/\d)"
    r"|\b\d{1,2}(?::\d{2})?\s?Uhr|\b(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag)|\b\w+ten Tag\b"
)
_SOFT_DATE = re.compile(
    r"\b(?:nach|sobald|ab|bis|seit|vor|spätestens|frühestens|sofort|unverzüglich|Frist|wenn)\b", re.IGNORECASE
)
_BEGINS = re.compile(
    r"\b(?:seit|seither|seitdem|beg[ao]nn\w*|start\w*|ab|erste[nrs]?|gegründet|eingeführt|in Kraft|trat)\b",
    re.IGNORECASE,
)
# "ab Empfang des Antrags": from when may be an event as well as a day.
_FROM_EVENT = re.compile(r"\b[Aa]b (?:de[mr] )?[A-ZÄÖÜ]|\b[Ss]obald\b")
# "spätestens am Tag der Bereitstellung", "vor dem Start": so may be until when.
_UNTIL_EVENT = re.compile(
    r"\b[Ss]pätestens\b|\b(?:[Bb]is zu[mr]?|[Vv]or)(?: de[mrn])? [A-ZÄÖÜ]|\bam (?:selben|gleichen) Tag\b|\bam Tag de[rs]\b"
)
_LIMITS = re.compile(r"\b(?:bis|spätestens|ende[nt]?|endete|Ablauf|Frist|befristet|läuft)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"€|\bEuro\b|\b(?:Mio|Mrd)\b|kostenlos|kostenfrei|kostenneutral|unentgeltlich|gebührenfrei|entgeltfrei|\bPauschale\b",
    re.IGNORECASE,
)
_SOFT_MONEY = re.compile(
    r"kosten|gebühr|entgelt|umlage|preis|finanzier|zahl(?:t|en)\b|trägt|trag(?:en|t)\b", re.IGNORECASE
)
_DURATION = re.compile(
    rf"\b{_COUNT}(?:\s+(?:bis|und|oder)\s+{_COUNT})?\s+(?:Kalender|Werk|Arbeits)?(?:Sekunde|Minute|Stunde|Tag|Woche|Monat|Jahr)",
    re.IGNORECASE,
)
_SOFT_DURATION = re.compile(
    r"\b(?:sofort|unverzüglich|dauerhaft|unbefristet|befristet|jederzeit|solange|jährlich|monatlich|wöchentlich|täglich)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|zwanzig|dreißig|fünfzig|hundert|tausend|alle[nr]?|beide[nr]?|kein\w*|einzige[nr]?|Hälfte|Drittel|Viertel|Fünftel|Zehntel|anderthalb|eineinhalb)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\w*(?:amt|stelle|behörde|ministerium|kanzlei|betrieb|beauftragte[rn]?|landkreis|gemeindetag|verband|anstalt|agentur|gesellschaft)\b"
    r"|\b(?:Bund|Land|Länder\w*|Freistaat\w*|Stadt|Städte|Gemeinden?|Kommunen?|Bürger\w*|Firma|Unternehmen|Team|Personen)\b|\b[A-ZÄÖÜ]{2,}\w*\b|\bDr\.|\bGmbH\b|zuständig|verantwortlich|\b[A-ZÄÖÜ][a-zäöüß]+ [A-ZÄÖÜ][a-zäöüß]+(?:er|in|e)\b"
)
_PLACE = re.compile(
    r"\b(?:unter|über|bei|beim|im|auf|an)\b|§|\bArt\.|@|www\.|https?:|straße\b|platz\b|zuständig", re.IGNORECASE
)
_VERDICT = re.compile(
    r"\b(?:ja|nein|nicht|kein\w*|nur|muss|müssen|darf|dürfen|kann|können|soll|sollen|gilt|gelten|verlangt|braucht|pflicht\w*|verpflicht\w*"
    r"|freiwillig|erlaubt|zulässig|verboten|möglich|erforderlich|notwendig|reicht|entfallen|weiterhin)\b",
    re.IGNORECASE,
)
# "(Bericht von 2024)", "(Stand 12.04.2021)": dates that say where a sentence is from, not what it says.
_PROVENANCE = re.compile(
    r"\([^()]*\b(?:Stand|Bericht|Fassung|Meldung|Pressemitteilung|Interview|Mitteilung|Dokumentation)\b[^()]*\)"
)
_OPENING = re.compile(r"^(?:Ja|Nein|Doch)\b")
_REASON = re.compile(
    r"\b(?:weil|denn|da|deshalb|daher|damit|dadurch|dient|um|grund|gründe|sonst|wegen)\b", re.IGNORECASE
)
_STEP = re.compile(
    r"\b(?:zuerst|zunächst|dann|danach|anschließend|schritt\w*|beantrag\w*|meld\w*|wend\w*|richt\w*|anleg\w*|leg\w*|wähl\w*"
    r"|stell\w*|füll\w*|erstell\w*|unterzeichn\w*|bestell\w*|beginn\w*|per|indem)\b|^\d+\.",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"\b(?:ist|sind|war)\s+(?:[\w,()]+\s+){0,6}?(?:ein|eine|einer|einem|der|die|das|Teil)\b|\b(?:bezeichnet|bedeutet|heißt|steht für|umfasst|beschreibt"
    r"|dient|meint|regelt|verbindet|bietet|ermöglicht|unterstützt|übermittelt|hilft|bündelt)\b"
)
_SAYS = re.compile(r"\b(?:ist|sind|stellt|enthält|läuft)\b")
_PAPERS = re.compile(
    r"\w*(?:nachweis|bescheinigung|ausweis|urkunde|kopie|antrag|formular|vertrag|vollmacht|unterlagen?|dokument|bescheid|zeugnis"
    r"|bestätigung|erklärung|pass|foto|lichtbild|vereinbarung|konzept|plan)(?:e[nrs]?|s)?\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"\b(?:während|dagegen|hingegen|anders|sondern|statt|jedoch|aber|unterschied\w*|beide)\b", re.IGNORECASE
)


def _either(hard: re.Pattern[str], soft: re.Pattern[str], share: float) -> Callable[[str], float]:
    return lambda text: 1.0 if hard.search(text) else share if soft.search(text) else 0.0


def _one(pattern: re.Pattern[str]) -> Callable[[str], float]:
    return lambda text: 1.0 if pattern.search(text) else 0.0


def _date_with(word: re.Pattern[str]) -> Callable[[str], float]:
    return lambda text: 0.0 if not _DATE.search(text) else 1.0 if word.search(text) else 0.6


_define = _either(_DEFINES, _SAYS, 0.6)


def _rate_number(text: str) -> float:
    """A count or amount; the years, dates and references that every sentence carries are none."""
    if any(quantity.kind == "number" and not quantity.weak for quantity in extract_quantities(text)):
        return 1.0
    return 0.5 if _COUNTED.search(text) else 0.0


_FITS: dict[Ask, Callable[[str], float]] = {
    Ask.WHO: _one(_OFFICE),
    Ask.WHERE: _one(_PLACE),
    Ask.WHEN: _either(_DATE, _SOFT_DATE, 0.5),
    Ask.SINCE: lambda text: max(
        _date_with(_BEGINS)(text), 0.5 * bool(_DURATION.search(text) or _FROM_EVENT.search(text))
    ),
    Ask.UNTIL: lambda text: max(
        _date_with(_LIMITS)(text),
        _either(_DURATION, _SOFT_DURATION, 0.8)(text) * 0.8,
        0.5 * bool(_UNTIL_EVENT.search(text)),
    ),
    Ask.HOW_LONG: lambda text: max(_either(_DURATION, _DATE, 0.6)(text), 0.5 * bool(_SOFT_DURATION.search(text))),
    Ask.HOW_MANY: _rate_number,
    Ask.COST: _either(_MONEY, _SOFT_MONEY, 0.5),
    Ask.PAPERS: _one(_PAPERS),
    Ask.YES_NO: _either(_OPENING, _VERDICT, 0.7),
    Ask.HOW: lambda text: 1.0 if _STEP.search(text) else 0.5,
    Ask.WHY: _one(_REASON),
    Ask.WHAT_IS: lambda text: 0.2 if _MONEY.search(text) else _define(text),
    Ask.DIFFERENCE: _either(_CONTRAST, _SAYS, 0.6),
}
# Kinds whose answer is a value that can be seen in the sentence: without one, a sentence is at best about the subject.
VALUE_KINDS = frozenset({Ask.WHEN, Ask.SINCE, Ask.UNTIL, Ask.HOW_LONG, Ask.HOW_MANY, Ask.COST})


def rate_fit(kind: Ask, text: str) -> float:
    """How well the sentence offers what the kind asks for, 0 to 1; kinds without a visible form rate everything 0.5."""
    rate = _FITS.get(kind)
    return rate(_PROVENANCE.sub("", text)) if rate else 0.5


_GAP = re.compile(r"\bnicht (?:öffentlich )?belegt\b|\bkein(?:e|en|er)? Belege?\b|\bunbelegt\b", re.IGNORECASE)


# What a question for an address names, and what the sentence must then hold.
_CONTACTS = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(given, re.IGNORECASE))
    for asked, given in (
        (r"\btelefon(?:nummer)?\b|\brufnummer\b|\bdurchwahl\b", r"\d{3,}[\d /-]*\d{2}|\btelefon"),
        (r"\be-?mail-?adresse\b|\bmailadresse\b", r"@"),
        (r"\b(?:internet|web)adresse\b|\burl\b", r"www\.|https?:|\b[\w-]+\.(?:de|eu|org|com|info|net)\b"),
    )
)


def lacks_contact(question: str, text: str) -> bool:
    """Whether a telephone number or address is asked for and the sentence holds none."""
    return any(asked.search(question) and not given.search(text) for asked, given in _CONTACTS)


def opens_with_verdict(text: str) -> bool:
    """A "Ja" or "Nein" that answers the question in its own heading, and would answer any other one wrongly."""
    return bool(_OPENING.search(text))


_DENIED = re.compile(r"\b[Kk]ein\w*\s+(?:[a-zäöüß]+e[nrms]?\s+)?(?P<thing>[A-ZÄÖÜ][\w-]+)")
_NOWHERE = re.compile(r"\bnirgends\b|\bkein\w*\s+(?!(?:[a-zäöüß]+e[nrms]?\s+)?[A-ZÄÖÜ])", re.IGNORECASE)


def list_denied(text: str) -> list[str]:
    """What a sentence says there is none of; "" where it denies without naming a thing."""
    return [match["thing"] for match in _DENIED.finditer(text)] + [""] * bool(_NOWHERE.search(text))


def is_gap(text: str) -> bool:
    """A sentence by which the corpus says that it does not know."""
    return bool(_GAP.search(text.partition(";")[0]))


def asks_alike(gap: str, kind: Ask) -> bool:
    """Whether "Was X kostet, ist nicht belegt" is about the kind of thing asked; "Ob …" leaves all open."""
    return gap.startswith("Ob ") or alike_kinds(find_kind(gap), kind)


def split_gap(text: str) -> tuple[str, str]:
    """What a sentence tells, and what it says not to know behind a semicolon; the second is empty where it knows all."""
    told, _, rest = text.partition(";")
    return (told, rest) if not _GAP.search(told) and _GAP.search(rest) else (text, "")


def lacks_value(text: str) -> bool:
    """A sentence that tells something but says that the value itself is not documented."""
    return bool(_GAP.search(text))
