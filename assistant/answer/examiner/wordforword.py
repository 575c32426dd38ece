"""Does a sentence stand letter for letter in a passage? White space, quotation marks and dashes count as equal."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer.quoting.openings import skip_opening

_SAME = str.maketrans(
    {
        **dict.fromkeys("„“”‟«»‹›‚‘’`´'", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\n\r\t", " "),
    }
)
_RUN = re.compile(r" {2,}")
_EDGES = ' \t\n.,;:!?…•-*"()[]'


@dataclass(frozen=True, slots=True)
class Quote:
    """`whole`: begins and ends with a sentence of the passage, so nothing was left out that could turn it round.

    A leading „Ja, …“ or „Nein, …“ may be left out: it answers the heading, not the sentence.
    """

    start: int
    end: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Flat:
    """A text with single spaces and one sign per kind; `jumps` are (flat offset, characters dropped before it)."""

    text: str
    jumps: tuple[tuple[int, int], ...]

    def original(self, offset: int) -> int:
        at = bisect_left(self.jumps, (offset + 1, 0)) - 1
        return offset + (self.jumps[at][1] if at >= 0 else 0)


@lru_cache(maxsize=64)
def flatten_text(text: str) -> Flat:
    translated = text.translate(_SAME)
    parts: list[str] = []
    jumps: list[tuple[int, int]] = []
    position = length = dropped = 0
    for run in _RUN.finditer(translated):
        parts.append(translated[position : run.start() + 1])
        length += run.start() + 1 - position
        dropped += run.end() - run.start() - 1
        jumps.append((length, dropped))
        position = run.end()
    return Flat("".join([*parts, translated[position:]]), tuple(jumps))


def find_quote(sentence: str, passage: str, sentences: tuple[tuple[int, int], ...]) -> Quote | None:
    """Where the sentence stands in the passage, whose sentences are given by their offsets, or None."""
    wanted = " ".join(sentence.translate(_SAME).split()).strip(_EDGES)
    if not wanted:
        return None
    flat = flatten_text(passage)
    at = flat.text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (_is_inside_word(flat.text, at) or _is_inside_word(flat.text, end)):
            return _place(passage, sentences, flat.original(at), flat.original(end - 1) + 1)
        at = flat.text.find(wanted, end)
    return None


def _is_inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _place(passage: str, sentences: tuple[tuple[int, int], ...], start: int, end: int) -> Quote:
    first = max(bisect_left(sentences, (start + 1, 0)) - 1, 0)
    last = max(bisect_left(sentences, (end, 0)) - 1, 0)
    opening = skip_opening(passage[sentences[first][0] : start + 1])
    before = passage[sentences[first][0] + opening : start].strip(_EDGES)
    after = passage[end : sentences[last][1]].strip(_EDGES)
    return Quote(start, end if after else max(end, sentences[last][1]), not before and not after)
