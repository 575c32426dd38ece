"""One normaliser for all text that enters the corpus, so that search and quotes see the same characters."""

import re
import unicodedata

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " ", "\u202f": " "}
)
_SPACES = re.compile(r"[ \t\f\v]+")
_HYPHEN_AT_LINE_END = re.compile(r"(\w)[-\u00ad\ufffe]\n[ \t]*(\w+)")
# Zero width, bidirectional and tag characters: invisible, so they can hide instructions or break a search.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\U000e0000-\U000e007f]")


def clean_text(text: str) -> str:
    """NFC, ligatures resolved, invisible and control characters removed, runs of spaces folded; line breaks stay."""
    text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    text = _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C")
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def count_invisible(text: str) -> int:
    """How many characters `clean_text` would hide from sight; reported to the Lotse at load."""
    return len(_INVISIBLE.findall(text))


def join_lines(text: str) -> str:
    """Undo the line breaks of a printed page: words divided at the line end are joined by German rules.

    `Ver-\\nfahren` becomes one word, `Online-\\nAntrag` keeps its hyphen, `Bundes-\\nund` stays a truncated pair.
    """

    def rejoin(match: re.Match[str]) -> str:
        before, word = match.groups()
        if word.lower() in ("und", "oder", "bzw", "sowie"):
            return f"{before}- {word}"
        return f"{before}{word}" if word[0].islower() else f"{before}-{word}"

    return _HYPHEN_AT_LINE_END.sub(rejoin, text)
