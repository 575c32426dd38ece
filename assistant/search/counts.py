"""How often each text says each word, small enough to keep a hundred thousand texts in memory."""

from array import array
from collections import Counter


class WordCounts:
    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._words, self._counts, self._ends = array("i"), array("i"), array("q", [0])

    def add(self, line: str) -> None:
        """`line` holds the stems of one text, separated by spaces; numbers and references say nothing of the matter."""
        places = self._places
        for word, count in Counter(line.split()).items():
            if word[0].isalpha():
                self._words.append(places.setdefault(word, len(places)))
                self._counts.append(count)
        self._ends.append(len(self._words))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @property
    def vocabulary(self) -> list[str]:
        return list(self._places)

    def row(self, at: int) -> "tuple[array[int], array[int]]":
        """The words of one text by their place in the vocabulary, and how often it says each."""
        part = slice(self._ends[at], self._ends[at + 1])
        return self._words[part], self._counts[part]
