"""Does a sentence stand letter for letter in a passage? White space, quotation marks and dashes count as equal."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from assistant.answer.analysis import Source, plain_text

_EDGES = ' \t\n.,;:!?…•-*"()[]'


@dataclass(frozen=True, slots=True)
class Quote:
    """`whole`: begins and ends with a sentence of the passage, so nothing was left out that could turn it round."""

    start: int
    end: int
    whole: bool


def find_quote(sentence: str, source: Source) -> Quote | None:
    """Where the sentence stands in the source, or None."""
    text = sentence.strip(_EDGES)
    words = plain_text(text).split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", source.plain):
        start, end = match.span()
        return _place(source, start, end)
    return None


def _place(source: Source, start: int, end: int) -> Quote:
    sentences = source.analysis.sentences
    first = max(bisect_left(sentences, (start + 1, 0)) - 1, 0)
    last = max(bisect_left(sentences, (end, 0)) - 1, 0)
    before = source.analysis.text[sentences[first][0] : start].strip(_EDGES)
    after = source.analysis.text[end : sentences[last][1]].strip(_EDGES)
    if not after:
        end = max(end, sentences[last][1])
    return Quote(start, end, not before and not after)
