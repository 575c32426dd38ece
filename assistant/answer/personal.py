"""Recognise personal data in a question before anything is searched, stored or sent to a model."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer.personal_forms import FORMS
from assistant.answer.personal_names import find_names


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One find: what it is (German, for the warning) and where. The text itself is deliberately not kept."""

    kind: str
    start: int
    end: int


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
        for kind, pattern, is_valid in FORMS
        for match in pattern.finditer(text)
        if is_valid(match.group())
    ]
    found += [PersonalData("Name", start, end) for start, end, name in find_names(text) if not is_public_name(name)]
    found += [PersonalData("Liste mit Personendaten", m.start(), m.end()) for m in _ANNOUNCED.finditer(text)]
    return tuple(sorted(set(found), key=lambda find: (find.start, -find.end)))


def mask_personal_data(text: str) -> str:
    """The text with every find replaced by its kind in brackets, for logs and lists that must not hold it."""
    masked, position = [], 0
    for find in find_personal_data(text):
        if find.start >= position:
            masked += [text[position : find.start], f"[{find.kind}]"]
        position = max(position, find.end)
    return "".join([*masked, text[position:]])
