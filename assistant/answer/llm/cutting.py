"""A quote cut off before its condition says something else: „Das Portal ist kostenlos“ of „…, solange die Förderung läuft“."""

import re
from collections.abc import Iterator

from assistant.corpus.sentences import split_sentences

_LIMITS = re.compile(
    r"\b(?:nicht|kein\w*|nie(?:mals)?|ohne|außer|ausgenommen|ausnahm\w*|mit ausnahme|es sei denn|sofern|soweit|solange|wenn|falls|nur|"
    r"erst|aber|jedoch|allerdings|sondern|vorbehaltlich|voraussetzung|vorausgesetzt|bedingung|höchstens|mindestens|bis|seit|ab|falsch|"
    r"stimmt|irrtum)\b",
    re.IGNORECASE,
)
# No German sentence ends with one of these; what does was cut.
_OPEN_END = re.compile(
    r"(?:\b(?:abs|art|nr|nrn|buchst|bzw|ca|vgl|gem|ggf|inkl|insb|sog|st|z\. ?b|i\. ?v\. ?m|u\. ?a|d\. ?h|und|oder|sowie|der|die|den|dem|des|"
    r"einen|einem|einer|eines|für|von|vom|bei|beim|dass|als|wie|im|am|zum|zur|in|ins|durch|gegen|wenn|weil|ob)|§+|[,;(–-])\s*$",
    re.IGNORECASE,
)


def has_open_end(text: str) -> bool:
    """Whether the words stop where no sentence can stop."""
    return bool(_OPEN_END.search(text.rstrip(" .!?…")))


def drops_limit(text: str, sources: str) -> bool:
    """Whether the words stand in one sentence of the sources whose unquoted rest limits or denies them."""
    words = _plain(text).rstrip(".!?…")
    if not words:
        return False
    rests = [
        rest for sentence in _sentences(sources) if words in sentence for rest in [sentence.replace(words, " | ", 1)]
    ]
    return bool(rests) and all(_LIMITS.search(rest) for rest in rests)


def _sentences(sources: str) -> Iterator[str]:
    return (_plain(sources[start:end]) for start, end in split_sentences(sources))


def _plain(text: str) -> str:
    return " ".join(text.split()).strip()
