"""What a model may not write, whatever the passages say: addresses, markup, hidden characters, its own rules, other languages.

These checks come before the examiner: they are about form, his are about truth.
"""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answer.answer import DraftSentence
from assistant.answer.llm.cutting import drops_limit, has_open_end
from assistant.corpus.injection import find_instruction
from assistant.wording import (
    WITHHELD_CANARY,
    WITHHELD_CUT,
    WITHHELD_INVISIBLE,
    WITHHELD_LANGUAGE,
    WITHHELD_LENGTH,
    WITHHELD_MARKUP,
    WITHHELD_NO_MARK,
    WITHHELD_OBEYS,
    WITHHELD_QUOTE,
    WITHHELD_UNKNOWN_MARK,
    WITHHELD_URL,
)

_URL = re.compile(
    r"\w+:/{1,2}\w|\bwww\.|\b(?:javascript|data|mailto|file|ftp|vbscript|tel)\s*:\s*\S|\bhxxp|[\w-]+\s?(?:\[\.\]|\(dot\)|\[dot\])\s?\w+"
    r"|\b(?:\d{1,3}\.){3}\d{1,3}\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[\w-]+\.)+(?:de|com|net|org|eu|info|io|gov|gouv|at|ch|app|dev|ai|co|biz|online|xyz|ru|cn|tk|me)\b"
    r"(?:/[\w./?=&%-]*)?",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"<\s*[/!?]?\s*[a-zA-Z|]|&(?:[a-zA-Z]{2,10}|#x?[0-9a-fA-F]+);|!\[|\]\s*\(|\]\s*\[\s*\D|^\s*\[[^\]]+\]:|`|^\s*#{1,6}\s|^\s*>|^\s*\|"
    r"|\*\*|__|~~|\$\$|\\[a-zA-Z(\[]|\{\{|\}\}|\{%|\$\{",
    re.MULTILINE,
)
_ODD_MARK = re.compile(
    r"\[[^\]]*\]|【|】|\[\^|\(\s*(?:Quelle|Source|source|Passage|Fundstelle)\s*:?\s*\d+\s*\)|[⁰¹⁴-⁹]{1,3}$"
)
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffd\ue000-\uf8ff\U000e0000-\U000e007f]"
)
_QUOTED = re.compile(r"„([^“”\"]{3,})[“”\"]|»([^«]{3,})«|\"([^\"]{3,})\"|“([^”]{3,})”")
_ENGLISH_WORDS = "the of and to is are that for with must be by on this it from not or shall which can has have as"
_GERMAN_WORDS = (
    "der die das und ist sind den dem des ein eine einen nicht mit für auf von zu im wird werden kann muss bei als"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_GERMAN = frozenset(_GERMAN_WORDS.split())
_LATIN = re.compile(r"[A-Za-zÀ-ɏẞ]")


class Guard:
    """Holds what one reply may refer to: the numbers given to the model, the passages' texts, the rules and the canary."""

    def __init__(self, texts: dict[int, str], rules: str, canary: str, longest: int) -> None:
        self._texts = texts
        self._canary = _squeeze(canary)
        self._rules = _runs_of_words(rules)
        self._given = _runs_of_words(" ".join(texts.values()))
        self._longest = longest

    def leaks(self, text: str) -> bool:
        """Whether the text repeats the canary (however it is spaced) or a stretch of the rules."""
        return self._canary in _squeeze(text) or bool((_runs_of_words(text) & self._rules) - self._given)

    def find_fault(self, sentence: DraftSentence) -> str | None:
        """The German reason to withhold this sentence without looking at the truth of it, or None."""
        text = sentence.text
        faults = (
            (self.leaks(text), WITHHELD_CANARY),
            (bool(_INVISIBLE.search(text)), WITHHELD_INVISIBLE),
            (bool(_URL.search(text)) or self._has_foreign_address(sentence), WITHHELD_URL),
            (bool(_MARKUP.search(text)), WITHHELD_MARKUP),
            (find_instruction(text) is not None, WITHHELD_OBEYS),
            (len(text) > self._longest or has_open_end(text), WITHHELD_LENGTH),
            (not is_german(text), WITHHELD_LANGUAGE),
            (not sentence.marks, WITHHELD_NO_MARK),
            (not set(sentence.marks) <= set(self._texts) or bool(_ODD_MARK.search(text)), WITHHELD_UNKNOWN_MARK),
            (self._has_foreign_quote(sentence), WITHHELD_QUOTE),
            (drops_limit(text, self._cited(sentence)), WITHHELD_CUT),
        )
        return next((reason for found, reason in faults if found), None)

    def _has_foreign_address(self, sentence: DraftSentence) -> bool:
        cited = self._cited(sentence).lower()
        return any(match[0].lower().rstrip(".") not in cited for match in _ADDRESS.finditer(sentence.text))

    def _has_foreign_quote(self, sentence: DraftSentence) -> bool:
        cited = self._cited(sentence)
        return any(next(filter(None, match.groups())) not in cited for match in _QUOTED.finditer(sentence.text))

    def _cited(self, sentence: DraftSentence) -> str:
        return "\n".join(self._texts.get(mark, "") for mark in sentence.marks)


def is_german(text: str) -> bool:
    """Fails for other alphabets and for sentences with more English than German small words."""
    letters = [character for character in text if character.isalpha()]
    if letters and len(_LATIN.findall(text)) < 0.9 * len(letters):
        return False
    counts = Counter(re.findall(r"[a-zäöüß]+", text.lower()))
    english = sum(counts[word] for word in _ENGLISH)
    return english < 2 or english <= sum(counts[word] for word in _GERMAN)


def repeats_itself(text: str) -> bool:
    """Whether the end of a text runs in a circle: the same stretch of words three times in a row."""
    words = text.lower().split()[-120:]
    return any(_ends_in_circle(words, length) for length in range(1, len(words) // 3 + 1))


def _ends_in_circle(words: Sequence[str], length: int) -> bool:
    turns = 3 if length >= 4 else 6
    tail = words[-length * turns :]
    return len(tail) == length * turns and all(tail[i] == tail[i % length] for i in range(len(tail)))


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _runs_of_words(text: str, length: int = 7) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[i : i + length]) for i in range(len(words) - length + 1))
