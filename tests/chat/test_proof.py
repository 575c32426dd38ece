"""The source pane: exactly the quoted letters are set off."""

from datetime import date

import pytest

from assistant.answer.answer import Citation, Sentence
from assistant.chat.proof import Proof, highlight, read_request
from assistant.chat.quoted import find_parts, shorten_quote
from assistant.corpus.document import Head, Kind, Level, Passage
from assistant.search.hit import Hit


def make_proof(text: str, quote: str) -> Proof:
    start = text.index(quote)
    return Proof(1, "p1", "d1", "Titel", quote, start, start + len(quote))


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("Eins. Zwei. Drei.", "Zwei.", "Eins. ***Zwei.*** Drei."),
        ("Eins. Zwei.", "Eins. Zwei.", "***Eins. Zwei.***"),
        ("Eins.\nZwei.\nDrei.", "Eins.\nZwei.", "***Eins.***\n\n***Zwei.***\n\nDrei."),
        ("Es gilt *nur* dies.", "*nur*", r"Es gilt ***\*nur\**** dies."),
        ("Frist: zwei Wochen", "zwei Wochen", r"Frist\: ***zwei Wochen***"),
    ],
)
def test_the_quoted_words_are_set_off(text: str, quote: str, shown: str) -> None:
    assert highlight(text, make_proof(text, quote)) == shown


@pytest.mark.parametrize(
    ("text", "quotes", "shown"),
    [
        ("Eins. Zwei. Drei.", ["Eins.", "Drei."], "***Eins.*** Zwei. ***Drei.***"),
        ("Eins. Zwei. Drei.", ["Eins.", "Zwei."], "***Eins. Zwei.*** Drei."),
        ("Nein, das gilt nicht. Und?", ["das gilt nicht."], "Nein, ***das gilt nicht.*** Und?"),
        ("Eins.\nZwei.\nDrei.", ["Eins.", "Drei."], "***Eins.***\n\nZwei.\n\n***Drei.***"),
        ("Eins. Zwei. Drei.", ["Eins.", "in anderen Worten"], "***Eins. Zwei. Drei.***"),
    ],
)
def test_only_the_words_of_quoted_sentences_are_set_off(text: str, quotes: list[str], shown: str) -> None:
    passage = Passage("p1", "d1", "Titel", (), None, 0, len(text), text, "")
    head = Head("d1", "Titel", Kind.LAW, Level.BUND, "t", ("S",), date(2026, 1, 1), "Amt")
    citation = Citation(1, Hit(passage, head, 1.0), text, 0, len(text))
    parts = find_parts(citation, [Sentence(quote, (1,), "quoted") for quote in quotes])
    assert highlight(text, Proof(1, "p1", "d1", "Titel", text, 0, len(text), parts)) == shown


def test_a_hint_is_shortened_at_the_end_of_a_sentence() -> None:
    sentences = [f"Satz {number} über die Gebühren einer kleinen Gemeinde im Freistaat." for number in range(9)]
    text = " ".join(sentences)
    assert shorten_quote(text, [(0, len(text))]) == " ".join(sentences[:5]) + " …"
    assert shorten_quote("Eins. Zwei. Drei.", [(0, 5), (12, 17)]) == "Eins. … Drei."


def test_a_quote_that_no_longer_stands_there_is_not_set_off() -> None:
    assert "***" not in highlight("Neuer Text.", Proof(1, "p", "d", "T", "Alter Text", 0, 10))


@pytest.mark.parametrize(
    ("data", "request_"),
    [
        ("beleg:0123abcd-3", ("0123abcd", 3)),
        ("beleg:0123abcd-x", None),
        ("beleg:-3", None),
        ("beleg:", None),
        ("sonst:0123abcd-3", None),
        ({"beleg": 1}, None),
        (None, None),
    ],
)
def test_only_well_formed_requests_are_read(data: object, request_: tuple[str, int] | None) -> None:
    assert read_request(data) == request_
