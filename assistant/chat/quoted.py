"""Which letters of a passage the sentences of an answer really quote: those are marked, not everything between them."""

from collections.abc import Iterable, Sequence

from assistant.answer.answer import Citation, Sentence
from assistant.corpus.sentences import split_sentences

Part = tuple[int, int]
_HINT_CHARS = 320  # more is not read while pointing at a number
_LEFT_OUT = "…"


def find_parts(citation: Citation, sentences: Iterable[Sentence]) -> tuple[Part, ...]:
    """Offsets into the passage, in order. A sentence in other words than the passage's rests on the whole quote."""
    text, whole = citation.hit.passage.text, (citation.start, citation.end)
    parts: list[Part] = []
    for sentence in sentences:
        if citation.n not in sentence.citations:
            continue
        at = text.find(sentence.text, *whole)
        if at < 0:
            return (whole,)
        parts.append((at, at + len(sentence.text)))
    return join_parts(text, parts) or (whole,)


def join_parts(text: str, parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts that overlap or have only white space between them become one."""
    joined: list[Part] = []
    for start, end in sorted(parts):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def shorten_quote(text: str, parts: Sequence[Part]) -> str:
    """The quoted words for a hint: whole sentences as far as there is room, gaps shown."""
    shown = ""
    for start, end in parts:
        for first, last in split_sentences(text[start:end]):
            sentence = text[start + first : start + last]
            gap = f" {_LEFT_OUT} " if first == 0 and shown else " "
            if shown and len(shown) + len(sentence) > _HINT_CHARS:
                return f"{shown} {_LEFT_OUT}"
            shown = f"{shown}{gap if shown else ''}{sentence}"
    return shown if len(shown) <= _HINT_CHARS else f"{shown[:_HINT_CHARS].rsplit(' ', 1)[0]} {_LEFT_OUT}"
