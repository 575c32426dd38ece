"""How personal data is written in German offices: patterns, and what makes a match more than a look-alike."""

import re
from collections.abc import Callable

# Length of an IBAN by country (those that occur here); without it a word behind the number would be read as part of it.
_IBAN_CHARS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "TR": 26, "UA": 29,
}  # fmt: skip
_IBAN_MODULUS = 97
_LETTER_OFFSET = 55  # "A" counts 10 in an IBAN


def is_iban(text: str) -> bool:
    compact = re.sub(r"[\s.-]", "", text).upper()
    chars = _IBAN_CHARS.get(compact[:2], 0)
    if not chars or len(compact) < chars:
        return False
    moved = compact[4:chars] + compact[:4]
    digits = "".join(str(ord(c) - _LETTER_OFFSET) if c.isalpha() else c for c in moved)
    return digits.isascii() and digits.isdigit() and int(digits) % _IBAN_MODULUS == 1


def is_tax_id(text: str) -> bool:
    """Steuer-ID: eleven digits, one of the first ten repeated, check digit by ISO 7064 MOD 11,10."""
    digits = [int(c) for c in text if c.isdigit()]
    if len(digits) != 11 or digits[0] == 0 or len(set(digits[:10])) not in (8, 9):
        return False
    product = 10
    for digit in digits[:10]:
        total = (digit + product) % 10 or 10
        product = (2 * total) % 11
    return (11 - product) % 10 == digits[10]


def is_phone(text: str) -> bool:
    return 7 <= sum(c.isdigit() for c in text) <= 15


def _always(_text: str) -> bool:
    return True


_CITY = r"[A-ZÄÖÜ][a-zäöüß]+"
_HOUSE = r"\d{1,4}\s?[a-z]?\b"
# Streets that end in none of the usual words are told by the places that villages name them after.
_AT_PLACE = (
    r"(?:Am|An der|Beim?|Zum|Zur|Auf der|Auf dem|Hinter der|Hinter dem|Unter den|Alter|Alte|Neuer|Neue|Oberer|Obere|Unterer|Untere)\s+"
    r"(?:Markt|Kirche|Kirchberg|Bahnhof|Anger|Berg|Park|Mühle|Teich|Bach|Wald|Schloss|Schule|Linden?|Graben|Hang|Hof|Brunnen|Rathaus|Dorfplatz|Sportplatz|Friedhof|Wiesen?|Feld|Gut|Ziegelei|Hauptstraße|Dorfstraße)"
)
_NUMBERED = (
    r"Vorgangs|Fall|Kunden|Bescheid|Antrags|Ausweis|Personalausweis|Reisepass|Pass|Versicherungs|Sozialversicherungs|"
    r"Rentenversicherungs|Krankenversicherten|Versicherten|Steuer|Personal|Mitglieds|Mandats|Konto|Bürger|BG|Bedarfsgemeinschafts"
)
_DAY = r"(?:\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zä]+\.?)\s?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})"

FORMS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        "IBAN",
        re.compile(r"\b[A-Z]{2}\d{2}(?:[\s.-]?[A-Z0-9]{4}){2,7}(?:[\s.-]?[A-Z0-9]{1,4})?\b", re.IGNORECASE),
        is_iban,
    ),
    (
        "Steuer-ID",
        re.compile(r"(?<![\d.,])\d{2}[ ./-]?\d{3}[ ./-]?\d{3}[ ./-]?\d{3}(?![.,]?\d)"),
        is_tax_id,
    ),
    ("Steuernummer", re.compile(r"(?<![\d/])\d{3}/\d{3}/\d{5}(?![\d/])"), _always),
    ("Sozialversicherungsnummer", re.compile(r"\b\d{2}\s?[0-3]\d[01]\d{3}\s?[A-Z]\s?\d{3}\b"), _always),
    (
        "E-Mail-Adresse",
        re.compile(
            r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|[\w.+-]{1,64}\s?[\[(](?:at|ät)[\])]\s?[\w-]+(?:\s?(?:\.|[\[(](?:dot|punkt)[\])])\s?[\w-]+)+",
            re.IGNORECASE,
        ),
        _always,
    ),
    (
        "Telefonnummer",
        re.compile(
            r"(?:(?:\+|\b00)49[\s/-]?(?:\(0\)\s?)?|(?<![\dA-Z]\s)\b0)[1-9]\d{1,4}[\s/-]+\d[\d\s/-]{3,12}\d\b"
            r"|(?<!\w)\(0[1-9]\d{1,4}\)[\s/-]*\d[\d\s/-]{3,12}\d\b"
            r"|\b01[5-7]\d[\s/-]?\d{6,9}\b|(?:\+|\b00)49\d{8,12}\b"
        ),
        is_phone,
    ),
    (
        "Telefonnummer",
        re.compile(
            r"\b(?:Tel(?:efon)?(?:nummer|nr\.?)?|Handy(?:nummer|nr\.?)?|Mobil(?:nummer|funknummer)?|Fax(?:nummer)?|Rückruf|Durchwahl)[\s.:]*"
            r"(?:ist|lautet|unter|auf)?\s*(?:die|der)?\s*[+(]?\d[\d\s/().-]{5,}\d",
            re.IGNORECASE,
        ),
        is_phone,
    ),
    (
        "Geburtsdatum",
        re.compile(
            r"\b(?:geb\.?|geboren(?:\s+am)?|Geburtsdatum|Geburtstag|Jahrgang)[\s.:]*(?:ist|am|der)?\s*"
            rf"(?:{_DAY}|(?:19|20)\d{{2}}\b)|\b{_DAY}\s+(?:\w+\s+in\s+\w+\s+)?geboren\b|(?<!\w)\*\s?\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}",
            re.IGNORECASE,
        ),
        _always,
    ),
    (
        "Anschrift",
        re.compile(
            rf"\b[A-ZÄÖÜ][\wäöüß-]*(?:straße|strasse|str\.|weg|gasse|allee|platz|ring|ufer|damm|chaussee)\s+{_HOUSE}"
            rf"|\b[A-ZÄÖÜ][\wäöüß-]+(?:er|sche)\s+(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Ring)\s+{_HOUSE}"
            rf"|\b{_AT_PLACE}\s+\d{{1,3}}\s?[a-z]?\b(?!\s?(?:Uhr|%|Prozent|Euro|Tage|Wochen|Monate|Jahre))(?!\.\s?(?:\d|[A-Z]))"
            rf"|\b(?:Straße|Strasse|Str\.|Am|An der|Zum|Zur|Alte|Neue)\s+[A-ZÄÖÜ][\wäöüß-]+\s+\d{{1,4}}\s?[a-z]?,?\s+\d{{5}}\b"
            rf"|\b\d{{5}}\s+{_CITY}\b"
        ),
        _always,
    ),
    (
        "Aktenzeichen",
        re.compile(
            r"\b(?:Az\.?|Aktenz\.?|Aktenzeichen|Kassenzeichen|Geschäftszeichen|Gz\.|Buchungszeichen|Kfz-Kennzeichen|Autokennzeichen)[\s.:]*(?:ist|lautet|Nr\.?)?\s*"
            r"(?:\d+\s+[A-Z][A-Za-z]*\s+\d+/\d+|[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}\s?\d{1,4}\b|[A-Z0-9][\w./-]*\d[\w./-]*)",
            re.IGNORECASE,
        ),
        _always,
    ),
    (
        "Aktenzeichen",
        re.compile(
            rf"\b(?:{_NUMBERED})[- ]?(?:nummer|nr\.?)[\s.:]*(?:ist|lautet)?\s*[A-Z]{{0,6}}[ -]?\d[\w./-]{{3,}}"
            r"|\b(?:Vorgang|Akte|Fall)\s+(?:Nr\.?\s*)?(?:[A-Z]{1,6}[-/])?\d{2,}[/-]\d[\w./-]*",
            re.IGNORECASE,
        ),
        _always,
    ),
)
