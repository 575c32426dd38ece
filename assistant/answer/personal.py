"""Recognise personal data in a question before anything is searched, stored or sent to a model."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One find: what it is (German, for the warning) and where. The text itself is deliberately not kept."""

    kind: str
    start: int
    end: int


_IBAN_DIGITS = 97
_LETTER_OFFSET = 55  # "A" counts 10 in an IBAN
_CITY = r"[A-ZÄÖÜ][a-zäöüß]+"


def _is_iban(text: str) -> bool:
    compact = re.sub(r"\s", "", text).upper()
    moved = compact[4:] + compact[:4]
    digits = "".join(str(ord(c) - _LETTER_OFFSET) if c.isalpha() else c for c in moved)
    return digits.isdigit() and int(digits) % _IBAN_DIGITS == 1


def _is_tax_id(text: str) -> bool:
    """Steuer-ID: eleven digits, one of the first ten repeated, check digit by ISO 7064 MOD 11,10."""
    digits = [int(c) for c in text if c.isdigit()]
    if len(digits) != 11 or digits[0] == 0 or len(set(digits[:10])) not in (8, 9):
        return False
    product = 10
    for digit in digits[:10]:
        total = (digit + product) % 10 or 10
        product = (2 * total) % 11
    return (11 - product) % 10 == digits[10]


def _always(_text: str) -> bool:
    return True


def _is_phone(text: str) -> bool:
    return 7 <= sum(c.isdigit() for c in text) <= 15


_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("IBAN", re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b", re.IGNORECASE), _is_iban),
    ("Steuer-ID", re.compile(r"(?<![\d.,])\d{2}[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}(?![\d.,]\d)"), _is_tax_id),
    ("E-Mail-Adresse", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _always),
    (
        "Telefonnummer",
        re.compile(
            r"(?:\+49[\s/-]?|(?<![\dA-Z]\s)\b0)[1-9]\d{1,4}[\s/-]+\d[\d\s/-]{4,12}\d\b|\b01[5-7]\d[\s/-]?\d{6,9}\b|\+49\d{8,12}\b"
        ),
        _is_phone,
    ),
    (
        "Telefonnummer",
        re.compile(
            r"\b(?:Tel(?:efon)?(?:nummer)?|Handy(?:nummer)?|Mobil|Fax)[\s.:]*(?:ist|lautet)?\s*\+?\d[\d\s/()-]{5,}\d",
            re.IGNORECASE,
        ),
        _is_phone,
    ),
    (
        "Geburtsdatum",
        re.compile(
            r"\b(?:geb\.?|geboren(?:\s+am)?|Geburtsdatum|Geburtstag|Jahrgang)[\s.:]*(?:ist|am|der)?\s*"
            r"(?:\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zä]+)\s?\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}\b)",
            re.IGNORECASE,
        ),
        _always,
    ),
    (
        "Anschrift",
        re.compile(
            r"\b[A-ZÄÖÜ][\wäöüß-]*(?:straße|strasse|str\.|weg|gasse|allee|platz|ring|ufer|damm|chaussee)\s+\d{1,4}\s?[a-z]?\b"
            r"|\b(?:Straße|Strasse|Str\.|Am|An der|Zum|Zur|Alte|Neue)\s+[A-ZÄÖÜ][\wäöüß-]+\s+\d{1,4}\s?[a-z]?,?\s+\d{5}\b"
            rf"|\b\d{{5}}\s+{_CITY}\b"
        ),
        _always,
    ),
    (
        "Aktenzeichen",
        re.compile(
            r"\b(?:Az\.?|Aktenzeichen|Kassenzeichen|Geschäftszeichen|Buchungszeichen)[\s.:]*(?:ist|lautet|Nr\.?)?\s*(?:\d+\s+[A-Z][A-Za-z]*\s+\d+/\d+|[A-Z0-9][\w./-]*\d[\w./-]*)",
            re.IGNORECASE,
        ),
        _always,
    ),
)
# Names follow an address or a role; the title may be repeated ("Frau Dr. Muster").
_NAME = re.compile(
    r"\b(?:Herrn?|Frau|Familie|Eheleute|Fräulein)\s+(?:(?:Dr|Prof|Dipl)\.?(?:-Ing\.)?\s+)*"
    r"(?P<name>[A-ZÄÖÜ][\wäöüß-]+(?:\s+(?:von|van|de|zu)\b)?(?:\s+[A-ZÄÖÜ][\wäöüß-]+){0,2})"
)
_NOT_A_NAME = frozenset(
    [
        "Bürgermeister",
        "Bürgermeisterin",
        "Oberbürgermeister",
        "Oberbürgermeisterin",
        "Landrat",
        "Landrätin",
        "Doktor",
        "Professor",
        "Kollege",
        "Kollegin",
        "Minister",
        "Ministerin",
        "Staatssekretär",
        "Staatssekretärin",
        "Präsident",
        "Präsidentin",
    ]
)
_ANNOUNCED = re.compile(
    r"\b(?:hier (?:ist|sind|kommt|die|eine)|anbei|folgende|nachfolgend|nachstehend|im anhang|ich füge)\b.{0,60}?"
    r"\b(?:liste|tabelle|akten?|daten|datensätze|adressen|namen|export|auszug)\b.{0,80}?"
    r"\b\w*(?:schuldner|bürger|antragsteller|einwohner|personen|mitarbeiter|beschäftigt|patienten|kunden|klienten|eltern|kinder|empfänger|halter)\w*",
    re.IGNORECASE | re.DOTALL,
)


def find_personal_data(
    text: str, is_public_name: Callable[[str], bool] = lambda _name: False
) -> tuple[PersonalData, ...]:
    """All finds in reading order. `is_public_name` tells names that the corpus itself prints (office holders)."""
    found = [
        PersonalData(kind, match.start(), match.end())
        for kind, pattern, is_valid in _PATTERNS
        for match in pattern.finditer(text)
        if is_valid(match.group())
    ]
    for match in _NAME.finditer(text):
        name = match.group("name")
        if name.split()[0] not in _NOT_A_NAME and not is_public_name(name):
            found.append(PersonalData("Name", match.start(), match.end()))
    found.extend(PersonalData("Liste mit Personendaten", m.start(), m.end()) for m in _ANNOUNCED.finditer(text))
    return tuple(sorted(found, key=lambda find: (find.start, find.end)))


def mask_personal_data(text: str) -> str:
    """The text with every find replaced by its kind in brackets, for logs and lists that must not hold it."""
    masked, position = [], 0
    for find in find_personal_data(text):
        if find.start >= position:
            masked += [text[position : find.start], f"[{find.kind}]"]
            position = find.end
    return "".join([*masked, text[position:]])
