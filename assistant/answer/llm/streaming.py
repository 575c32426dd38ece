"""From tokens to sentences while they stream: thoughts cut out, marks read, each sentence handed on at its last character."""

import re
from collections.abc import Iterator

from assistant.answer.answer import DraftSentence
from assistant.corpus.sentences import split_sentences

_TAGS = r"think|thinking|thought|thoughts|reasoning|reflection|analysis"
_TAG = re.compile(rf"<(?P<closes>/)?\|?(?:{_TAGS})\b[^>]*>|◁(?P<shuts>/)?think▷", re.IGNORECASE)
_LONGEST_TAG = 40
_MARK = r"\[\s*\d+(?:\s*[,;]\s*\d+)*\s*\]"
_MARKS = re.compile(_MARK)
_ANY_MARK = re.compile(rf"\s*{_MARK}")
# Beyond doubt a sentence's end, without looking at what follows: mark and full stop, or full stop and mark.
_CERTAIN_END = re.compile(rf"{_MARK}[\"“”»«’']?[.!?]|[.!?][\"“”»«’']?\s*{_MARK}")
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+(?=\D)")
_ORPHAN_MARKS = re.compile(rf"^(?:\s*{_MARK})+[.\s]*")


class ThoughtFilter:
    """Cuts out what a thinking model says to itself, also where a tag is split over several chunks."""

    def __init__(self) -> None:
        self._held = ""
        self._depth = 0
        self.closed_alone = False

    def feed(self, text: str) -> str:
        """The part that may be read.

        A closing tag without an opening one means that all before it were thoughts: `closed_alone` tells the caller to
        drop what is not yet shown.
        """
        self._held += text
        shown, begin = "", 0
        for match in _TAG.finditer(self._held):
            if self._depth == 0:
                shown += self._held[begin : match.start()]
            begin = match.end()
            shown = self._pass_tag(bool(match["closes"] or match["shuts"]), shown)
        end = len(self._held) - self._count_possible_tag(begin)
        if self._depth == 0:
            shown += self._held[begin:end]
        self._held = self._held[end:]
        return shown

    def _pass_tag(self, closes: bool, shown: str) -> str:
        if not closes:
            self._depth += 1
        elif self._depth:
            self._depth -= 1
        else:
            self.closed_alone, shown = True, ""
        return shown

    def flush(self) -> str:
        """What was held back, once nothing more can come: an unfinished thought stays hidden."""
        rest = "" if self._depth else self._held
        self._held = ""
        return rest

    def _count_possible_tag(self, begin: int) -> int:
        """How many characters at the end may be the beginning of a tag."""
        found = max(self._held.rfind("<", begin), self._held.rfind("◁", begin))
        length = len(self._held) - found
        return length if found >= 0 and length < _LONGEST_TAG and ">" not in self._held[found:] else 0


class SentenceStream:
    """Collects text and gives out finished sentences with their marks."""

    def __init__(self, longest: int) -> None:
        self._text = ""
        self._longest = longest
        self._overlong = False

    @property
    def pending(self) -> str:
        return self._text

    def drop_pending(self) -> None:
        self._text = ""

    def feed(self, text: str) -> Iterator[DraftSentence]:
        self._text += text
        while True:
            end = self._find_end()
            if end == 0 and len(self._text) > self._longest:
                self._text, self._overlong = self._text[self._longest :], True
            elif end == 0:
                return
            else:
                piece, self._text = self._text[:end], self._text[end:]
                yield from self._read(piece)

    def flush(self) -> Iterator[DraftSentence]:
        """The last sentence, which may lack its full stop."""
        piece, self._text = self._text, ""
        yield from self._read(piece)

    def _read(self, piece: str) -> Iterator[DraftSentence]:
        for sentence in _read_sentences(piece):
            # The tail of an endless sentence has lost its beginning, perhaps its "nicht": without marks it is withheld.
            yield DraftSentence(sentence.text, ()) if self._overlong else sentence
            self._overlong = False

    def _find_end(self) -> int:
        """Where the first sentence ends; 0 while that is open."""
        line = self._text.find("\n") + 1
        certain = _CERTAIN_END.search(self._text)
        return min((end for end in (line, certain.end() if certain else 0) if end), default=0)


def _read_sentences(piece: str) -> Iterator[DraftSentence]:
    """The sentences of a finished piece: those before a marked one carry no mark and are withheld later."""
    piece = _ORPHAN_MARKS.sub("", _BULLET.sub("", piece.strip()))
    spans = [span for span in split_sentences(piece) if any(c.isalnum() for c in _MARKS.sub("", piece[slice(*span)]))]
    for start, end in spans:
        sentence = _with_trailing_marks(piece, end)
        yield DraftSentence(_without_marks(piece[start:sentence]), read_marks(piece[start:sentence]))


def _with_trailing_marks(piece: str, end: int) -> int:
    while match := _ANY_MARK.match(piece, end):
        end = match.end()
    return end


def read_marks(text: str) -> tuple[int, ...]:
    """The numbers of all marks, each once, in order; [1, 2] counts as two."""
    numbers = (int(number[:6]) for mark in _MARKS.findall(text) for number in re.findall(r"\d+", mark))
    return tuple(dict.fromkeys(numbers))


def _without_marks(text: str) -> str:
    bare = _MARKS.sub("", text).replace("**", "")  # bold type is the one habit of models that does no harm
    return re.sub(r"\s+([.!?,;:])", r"\1", re.sub(r"\s+", " ", bare)).strip()
