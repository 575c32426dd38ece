"""Questions as people really type them, made by program: a typing error, no umlauts, compounds written apart."""

import re
from collections.abc import Callable
from hashlib import sha256

from assistant.search.german import is_stop

_WORD = re.compile(r"[^\W\d_]+")
_KEYS_BESIDE = dict(zip("qwertzuiopasdfghjklyxcvbnmäöüß", "wertzuiopüsdfghjklöxcvbnmköläs", strict=True))
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "s"})
# Common second parts of German compounds; a list of its own, so that the exam does not use the corpus's vocabulary.
_PARTS = frozenset(
    [
        "kurs",
        "kurse",
        "schule",
        "schulen",
        "angebot",
        "angebote",
        "beratung",
        "stelle",
        "stellen",
        "hilfe",
        "hilfen",
        "arbeit",
        "arbeiten",
        "amt",
        "platz",
        "plätze",
        "antrag",
        "anträge",
        "recht",
        "rechte",
        "geld",
        "wohnung",
        "haus",
        "kind",
        "kinder",
        "familie",
        "familien",
        "sprache",
        "eltern",
        "beruf",
        "berufs",
        "zeit",
        "karte",
        "nummer",
        "zentrum",
        "gruppe",
        "gruppen",
        "projekt",
        "projekte",
        "verein",
        "dienst",
        "dienste",
        "kosten",
        "versicherung",
        "ausweis",
        "führerschein",
        "arzt",
        "ärzte",
        "gesundheit",
        "jugend",
        "frauen",
        "männer",
        "studium",
        "ausbildung",
        "förderung",
        "unterstützung",
        "aufenthalt",
        "erlaubnis",
        "titel",
        "land",
        "landkreis",
        "stadt",
        "bürger",
        "einwohner",
        "melde",
        "leistung",
        "leistungen",
        "integration",
        "flucht",
        "flüchtlinge",
        "asyl",
        "verfahren",
        "bewerbung",
        "steuer",
        "satzung",
        "gebühr",
        "gebühren",
        "müll",
        "abfall",
        "bus",
        "bahn",
        "ticket",
        "schutz",
        "vertrag",
        "mitte",
        "markt",
        "bibliothek",
    ]
)


def add_typing_error(text: str) -> str:
    """One slip in the longest content word: letters swapped, dropped, doubled or the key beside hit, by its digest."""
    words = [match for match in _WORD.finditer(text) if len(match[0]) >= 5 and not is_stop(match[0])]
    if not words:
        return text
    match = max(words, key=lambda match: len(match[0]))
    word, dice = match[0], int(sha256(text.encode()).hexdigest(), 16)
    at = 1 + dice % (len(word) - 2)
    beside = _KEYS_BESIDE.get(word[at].lower(), "e")
    slips = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + beside + word[at + 1 :],
    )
    return text[: match.start()] + slips[dice // 97 % 4] + text[match.end() :]


def write_digraphs(text: str) -> str:
    """Größe → Groesse."""
    for sign, letters in {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}.items():
        text = text.replace(sign, letters)
    return text


def drop_dots(text: str) -> str:
    """Größe → Grose, as on a keyboard without German letters."""
    return text.translate(_BARE)


def write_apart(text: str) -> str:
    """Deutschkurse → Deutsch Kurse, for compounds whose last part is a common word."""
    return _WORD.sub(lambda match: _separate(match[0]), text)


def _separate(word: str) -> str:
    for at in range(len(word) - 3, 3, -1):
        if word[at:].lower() in _PARTS:
            return f"{word[:at].removesuffix('s') if len(word[:at]) > 5 else word[:at]} {word[at:].capitalize()}"
    return word


VARIANTS: dict[str, Callable[[str], str]] = {
    "typing errors": add_typing_error,
    "umlauts as two letters": write_digraphs,
    "umlauts without dots": drop_dots,
    "compounds apart": write_apart,
}
