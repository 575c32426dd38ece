"""The place of a word in its statement: what stands beside it, and which preposition governs it.

Two words in the same place of two statements are alternatives: „Für Urnengräber“ and „Für Reihengräber“.
"""

import re

from assistant.answer.examiner.analysis import Analysis, Word, compare_stems
from assistant.answer.examiner.contrasts import is_member
from assistant.answer.examiner.modals import is_modal

Anchors = tuple[str, str]  # the stems left and right of a word; empty where they tell nothing

_ARTICLES = frozenset(
    "der die das dem den des ein eine einen einem einer eines ihr ihre ihren ihrem sein seine seinen diese dieser dieses diesen "
    "diesem jede jeder jedes jeden jedem alle allen".split()
)
_NO_ANCHOR = _ARTICLES | frozenset(
    "und oder sowie auch nicht nur als wie sich es man sie er wir zu um dass so ist sind wird werden hat haben".split()
)
_PREPOSITIONS = frozenset(
    "fuer in im an am auf bei beim mit von vom zu zum zur ueber unter nach vor aus durch gegen ohne bis seit ab wegen "
    "gegenueber zwischen".split()
)
_UNIT = re.compile(
    r"(?:jahr|monat|woche|tag|stunde|minute|euro|prozent|paragra|absatz|artikel|nummer|buchstabe)\w{0,2}$|\d"
)
_QUOTES = frozenset("„‚»«\"'“")
_SENTENCE_END = re.compile(r"[.!?:;]\s")
_SAME = 0.9
_NEAR = 0.7
_NOUN_PHRASE = 4  # so many words before a noun its preposition may stand


def read_anchors(analysis: Analysis, index: int) -> Anchors:
    """The stems left (over articles) and right of a word; empty where there is none that tells its place."""
    left = index - 1
    while left >= 0 and analysis.words[left].folded in _ARTICLES:
        left -= 1
    return _read_anchor(analysis, left, index), _read_anchor(analysis, index + 1, index)


def _read_anchor(analysis: Analysis, place: int, index: int) -> str:
    if not 0 <= place < len(analysis.words) or analysis.words[place].folded in _NO_ANCHOR:
        return ""
    low, high = sorted((place, index))
    between = analysis.text[analysis.words[low].end : analysis.words[high].start]
    return "" if between == "-" or _SENTENCE_END.search(between) else analysis.words[place].stem


def share_anchor(ours: Anchors, theirs: Anchors) -> bool:
    """The same word on the left; the same on the right only counts where the left does not speak against it."""
    if ours[0] and theirs[0]:
        return compare_stems(ours[0], theirs[0]) >= _NEAR
    return bool(ours[1] and theirs[1]) and compare_stems(ours[1], theirs[1]) >= _SAME


def read_role(analysis: Analysis, index: int) -> str:
    """The preposition that governs a noun, „of“ for one that hangs on the noun before it, or nothing."""
    while index and analysis.text[analysis.words[index - 1].end : analysis.words[index].start] == "-":
        index -= 1
    for left in range(index - 1, max(index - 1 - _NOUN_PHRASE, -1), -1):
        word = analysis.words[left]
        if word.folded in _PREPOSITIONS:
            return word.folded
        if word.text[0].isupper() and word.folded not in _ARTICLES:
            return "of" if all(analysis.words[i].folded in _ARTICLES for i in range(left + 1, index)) else ""
    return ""


def may_be_swapped(analysis: Analysis, index: int) -> bool:
    """Nouns, figures, what is quoted („hoch“) and members of a family: other words are too often free wording."""
    word = analysis.words[index]
    return not word.text[0].islower() or analysis.text[word.start - 1 : word.start] in _QUOTES or is_member(word.folded)


def is_plain_noun(word: Word) -> bool:
    return word.text[0].isupper() and not _UNIT.match(word.folded)


def is_alike(ours: Word, theirs: Word) -> bool:
    """Only words of one class stand for each other: nouns, other words, figures."""
    if not theirs.weight or is_modal(theirs.folded):
        return False
    if ours.folded[0].isdigit() or theirs.folded[0].isdigit():
        return ours.folded[0].isdigit() and theirs.folded[0].isdigit()
    if ours.text[0].isupper() != theirs.text[0].isupper():
        return False
    short, long = sorted((ours.stem, theirs.stem), key=len)
    return not (long.startswith(short) or long.endswith(short))  # „Stadt“ and „Hauptstadt“ are no alternatives
