"""How a quantity is tied into its sentence: „mindestens 5“ and „höchstens 5“, „ab März“ and „bis März“ share the figure only."""

import re

from assistant.answer.quantities import Quantity

_SMALL = r"(?:(?:zum|zur|dem|der|den|etwa|rund|genau|circa|ca\.|Ende|Anfang|Mitte|insgesamt|nur)\s+)"
_BOUND = re.compile(
    r"(?:(?P<least>\b(?:mindestens|wenigstens|min\.|mehr\s+als|länger\s+als|nicht\s+weniger\s+als))"
    r"|(?P<most>\b(?:höchstens|maximal|max\.|bis\s+zu|weniger\s+als|längstens)))\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:(?P<since>ab|seit|vom|von)|(?P<until>bis|spätestens)|(?P<before>vor)|(?P<after>nach)|(?P<to>auf))\s+"
    rf"{_SMALL}{{0,2}}$",
    re.IGNORECASE,
)
_LOOK_BACK = 40


def read_bound(text: str, quantity: Quantity) -> str | None:
    """Whether the words before a quantity make it a least („mindestens“) or a most („höchstens“)."""
    match = _BOUND.search(text[max(quantity.start - _LOOK_BACK, 0) : quantity.start])
    return match.lastgroup if match else None


def read_relation(text: str, quantity: Quantity) -> str | None:
    """Since, until, before, after or to the quantity; None where no such word stands before it. A § has none."""
    if quantity.kind == "section":
        return None
    match = _RELATION.search(text[max(quantity.start - _LOOK_BACK, 0) : quantity.start])
    return match.lastgroup if match else None
