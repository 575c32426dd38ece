"""What the index sees of a passage and of a whole document: lines of stems and of 4-grams."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.corpus.document import Document, Passage
from assistant.search.german import edge_grams, is_stop, norms, stem, words
from assistant.search.lexical import Entry


@lru_cache(maxsize=1_000_000)
def _read_word(word: str) -> tuple[str, str] | None:
    if is_stop(word):
        return None
    return stem(word), " ".join(edge_grams(word)) if word[0].isalpha() else stem(word)


def read_lines(text: str) -> tuple[str, str]:
    """The stems and the letter runs of the content words, each as one line."""
    pairs = [pair for pair in map(_read_word, words(text)) if pair]
    return " ".join([pair[0] for pair in pairs]), " ".join([pair[1] for pair in pairs])


_read_title = lru_cache(maxsize=10_000)(read_lines)  # the passages of a section share it


def passage_entry(number: int, passage: Passage, document: Document) -> Entry:
    stems, letters = read_lines(passage.text)
    title_stems, title_letters = _read_title(" ".join((passage.title, *passage.headings)))
    asked_stems, asked_letters = read_lines(" ".join(q for one in passage.asked for q in one.questions))
    references = norms(" ".join((passage.title, *passage.headings, passage.text)))
    return Entry(
        number,
        {
            "stems": stems,
            "grams": letters,
            "title_stems": title_stems,
            "title_grams": title_letters,
            "asked_stems": asked_stems,
            "asked_grams": asked_letters,
        },
        {**_keys(document), "norms": references},
    )


def document_entry(number: int, document: Document, entries: Sequence[Entry]) -> Entry:
    """The document as one text, so that a question answered in pieces finds the whole."""
    title_stems, title_letters = _read_title(document.head.title)
    return Entry(
        number,
        {
            "stems": " ".join((title_stems, *(entry.fields["stems"] for entry in entries))),
            "grams": " ".join((title_letters, *(entry.fields["grams"] for entry in entries))),
            "title_stems": title_stems,
            "title_grams": title_letters,
            "asked_stems": " ".join(entry.fields["asked_stems"] for entry in entries),
            "asked_grams": " ".join(entry.fields["asked_grams"] for entry in entries),
        },
        _keys(document),
    )


def _keys(document: Document) -> dict[str, Sequence[str]]:
    head = document.head
    keys: dict[str, Sequence[str]] = {"document": (head.id,), "kind": (head.kind.value,), "level": (head.level.value,)}
    return keys | {"municipality": (head.municipality,)} if head.municipality else keys
