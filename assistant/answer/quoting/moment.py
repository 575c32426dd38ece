"""The day of a question against the days in a sentence: what is said of now, and what has not happened yet."""

import re
from datetime import date

from assistant.answer.quantities import extract_quantities

_NOW = re.compile(
    r"\b(?:aktuell\w*|derzeit\w*|heut\w*|zurzeit|zur zeit|momentan|gegenwärtig\w*|dieses Jahr|in diesem Jahr|im laufenden Jahr)\b",
    re.IGNORECASE,
)
_OF_NOW = re.compile(r"\b(?:aktuell\w*|derzeit\w*|heut\w*|zuletzt|gegenwärtig\w*|inzwischen)\b", re.IGNORECASE)
# What these open is over or begun; with a date to come it is not true yet.
_HAPPENED = re.compile(r"\b(?:seit|vom|Stand|Fassung(?: vom)?)\s+(?:dem\s+|vom\s+)?$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:wurden?|war|waren|hatten?|brachte|trat|beschloss|begann|endete|galt(?:en)?)\b")
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_BEFORE = 20


def asks_for_now(question: str, today: date) -> bool:
    return bool(_NOW.search(question)) or str(today.year) in question


def speaks_of_now(text: str, today: date) -> bool:
    return bool(_OF_NOW.search(text)) or str(today.year) in text


def is_ahead(text: str, today: date) -> bool:
    """Whether the sentence tells as begun or done what, on this day, is still to come: "seit 01.10.2025" in 2024."""
    for quantity in extract_quantities(text):
        if (
            quantity.kind == "date"
            and _DAY.fullmatch(quantity.value)
            and quantity.value > today.isoformat()[: len(quantity.value)]
        ):
            before = text[max(0, quantity.start - _BEFORE) : quantity.start]
            if _HAPPENED.search(before) or _PAST.search(text):
                return True
    return False
