"""Difference: one point in which a claim and its source part."""

from dataclasses import dataclass
from typing import Literal

Change = Literal["negated", "denied", "force", "demanded", "narrowed", "widened", "unconditioned"]


@dataclass(frozen=True, slots=True)
class Difference:
    """`change` names what differs; `word` is the word that shows it."""

    change: Change
    word: str
