"""A peer case is testimony, not law: it must never be the only support of a legal sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import wording
from assistant.answer.answer import Verdict
from assistant.corpus.document import Kind
from assistant.search.german import norms
from assistant.search.hit import Hit

_LEGAL = re.compile(
    r"\b(?:gesetzlich|verpflichtet|rechtlich (?:zulässig|unzulässig|zwingend)|rechtsanspruch|vorgeschrieben|verboten|"
    r"(?:alle|jede|sächsische[rn]?) (?:kommunen?|gemeinden?|städte|stadt) (?:müssen|muss|dürfen|darf))\b",
    re.IGNORECASE,
)


def hold_back_testimony(verdicts: Sequence[Verdict], hits: Sequence[Hit]) -> list[Verdict]:
    """The verdicts, with legal sentences that rest on peer cases alone withheld."""
    return [_judge(verdict, hits) for verdict in verdicts]


def _judge(verdict: Verdict, hits: Sequence[Hit]) -> Verdict:
    supported = verdict.support is not None and verdict.quotes
    only_cases = supported and all(hits[hit - 1].head.kind is Kind.CASE for hit, _, _ in verdict.quotes)
    if only_cases and (norms(verdict.text) or _LEGAL.search(verdict.text)):
        return replace(verdict, support=None, quotes=(), reason=wording.TESTIMONY_ONLY)
    return verdict
