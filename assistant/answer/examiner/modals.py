"""The vocabulary of modal force: which words demand, allow or recommend. Patterns match folded words."""

import re
from functools import lru_cache
from typing import Literal

Force = Literal["must", "may", "should"]

MODAL_VERBS: tuple[tuple[Force, re.Pattern[str]], ...] = (
    ("must", re.compile(r"(?:muss|muesst?|muessen|musst|mussten?|muessten?)$")),
    ("may", re.compile(r"(?:kann|kannst|koenn(?:en|t|e)|konnten?|koennten?|koenntest|darf|darfst|duerf(?:en|t)|durften?|duerften?)$")),
    ("should", re.compile(r"(?:soll|sollen|sollst|sollt|sollten?|solltest)$")),
)  # fmt: skip
MODAL_WORDS: tuple[tuple[Force, re.Pattern[str]], ...] = (
    ("must", re.compile(
        r"(?:(?:ver)?pflicht\w*|\w+pflicht|\w*pflichtig\w*|notwendig\w*|erforderlich\w*|noetig|noetige\w*|zwingend\w*|"
        r"brauch(?:e|st|t|en)|benoetig\w+|unbedingt|voraussetz\w+|vorausgesetzt|vorgeschrieben\w*|obligatorisch\w*|bedarf|"
        r"verlang(?:t|en))$")),
    ("may", re.compile(
        r"(?:moeglich(?:keit\w*|e\w*)?|ermoeglich\w+|erlaub\w+|gestatte\w*|zulaessig\w*|berechtig\w*|freiwillig\w*|optional\w*|"
        r"wahlweise|befugt|recht|anspruch|\w+bar)$")),
    ("should", re.compile(r"(?:empf(?:ohlen\w*|iehlt|ehlen|ehlung\w*)|ratsam|sinnvoll|tipp)$")),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def is_modal(folded: str) -> bool:
    """Whether a word only shows force; it says nothing about what is demanded or allowed."""
    return any(pattern.match(folded) for _, pattern in (*MODAL_VERBS, *MODAL_WORDS))
