"""The source pane: exactly the quoted letters are set off."""

import pytest

from assistant.chat.proof import Proof, highlight, read_request


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
