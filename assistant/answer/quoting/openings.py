"""„Ja, …“ and „Nein, …“ answer the heading they stand under, not whatever question found them.

"Ist X kostenlos?" must not be answered with "Nein, X ist kostenlos", which a source wrote under "Kostet X etwas?". So the
opening word is quoted only where the question asks what the heading asks; otherwise the quote begins after it.
"""

import re

from assistant.answer.quoting.intent import Ask, find_kind
from assistant.answer.quoting.matching import Alternatives, match_term, read_terms, stem_bag
from assistant.search.german import fold, tokens

_OPENING = re.compile(r"(?:Ja|Nein)\s*[,:;–-]\s+(?=\S)")
_SAME = 0.75  # a term counts as said again from here on; below are mere parts of words
_DENYING = frozenset(
    "nicht kein keine keinen keiner keinem keines nie niemals ohne weder nur ausschliesslich lediglich".split()
)
# Verbs of one line ask the same thing; any two lines ask different things.
_FORCES = (
    "muss müssen müsste müssten musst verpflichtet zwingend verbindlich",
    "darf dürfen dürfte dürften kann können könnte könnten erlaubt möglich zulässig",
    "soll sollen sollte sollten empfohlen",
)
_FORCE_OF = {fold(word): place for place, words in enumerate(_FORCES) for word in words.split()}


def skip_opening(sentence: str) -> int:
    """How many characters the opening takes; 0 where the sentence has none."""
    match = _OPENING.match(sentence)
    return match.end() if match else 0


def trim_opening(sentence: str, heading: str, question: str, alternatives: Alternatives | None = None) -> str:
    """The sentence as it may be quoted for this question: still letter for letter, with or without its opening."""
    length = skip_opening(sentence)
    if not length or asks_the_same(question, heading, sentence, alternatives):
        return sentence
    return sentence[length:]


def asks_the_same(question: str, heading: str, sentence: str, alternatives: Alternatives | None = None) -> bool:
    """Whether a Ja or Nein written for the heading is also right for the question."""
    if find_kind(question) is not Ask.YES_NO and not question.rstrip(" ?").lower().endswith(
        ("oder", "richtig", "stimmt's")
    ):
        return _fold_all(question) == _fold_all(heading)
    if _read_stance(question) != _read_stance(heading):
        return False
    if not _figures(question) <= _figures(heading) | _figures(sentence):
        return False
    said = stem_bag(heading)
    if not _all_said(heading, stem_bag(question), alternatives):
        return False
    return _all_said(question, said | stem_bag(sentence), alternatives)


def _all_said(text: str, bag: frozenset[str], alternatives: Alternatives | None) -> bool:
    return all(
        match_term(term, bag) >= _SAME for term in read_terms(text, alternatives, keep_small=True) if term.weight > 0.25
    )


def _read_stance(text: str) -> tuple[int, frozenset[int]]:
    """(parity of what denies or limits, which forces are asked about)."""
    words = [fold(token.text) for token in tokens(text)]
    return sum(word in _DENYING for word in words) % 2, frozenset(
        _FORCE_OF[word] for word in words if word in _FORCE_OF
    )


def _figures(text: str) -> frozenset[str]:
    return frozenset(token.text for token in tokens(text) if token.text[0].isdigit())


def _fold_all(text: str) -> list[str]:
    return [fold(token.text) for token in tokens(text)]
