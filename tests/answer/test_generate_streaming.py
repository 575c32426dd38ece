"""Tokens become sentences, however they are cut; thoughts never do."""

import pytest

from assistant.answer.answer import DraftSentence
from assistant.answer.llm.guard import is_german, repeats_itself
from assistant.answer.llm.streaming import SentenceStream, ThoughtFilter, read_marks

SIZES = (1, 2, 3, 5, 8, 1000)


def split(text: str, size: int, longest: int = 700) -> list[tuple[str, tuple[int, ...]]]:
    thoughts, stream, found = ThoughtFilter(), SentenceStream(longest), list[DraftSentence]()
    for begin in range(0, len(text), size):
        part = thoughts.feed(text[begin : begin + size])
        if thoughts.closed_alone:
            stream.drop_pending()
            thoughts.closed_alone = False
        found += stream.feed(part)
    found += [*stream.feed(thoughts.flush()), *stream.flush()]
    return [(sentence.text, sentence.marks) for sentence in found]


CASES = [
    ("Das gilt [1].", [("Das gilt.", (1,))]),
    ("Das gilt. [1]", [("Das gilt.", (1,))]),
    ("Das gilt [1][2]. Dies auch [3].", [("Das gilt.", (1, 2)), ("Dies auch.", (3,))]),
    ("Das gilt [1, 2]!", [("Das gilt!", (1, 2))]),
    ("Das gilt. [1] [2] Dies auch. [3]", [("Das gilt.", (1,)), ("Dies auch.", (3,))]),
    ("Nach § 9 Abs. 1 OZG gilt z. B. der 24. Juli 2024 [1].", [("Nach § 9 Abs. 1 OZG gilt z. B. der 24. Juli 2024.", (1,))]),
    ("Das kostet 1.200,50 Euro [2]. Ende [3].", [("Das kostet 1.200,50 Euro.", (2,)), ("Ende.", (3,))]),
    ("Ohne Marke. Mit Marke [1].", [("Ohne Marke.", ()), ("Mit Marke.", (1,))]),
    ("- Ein Punkt [1]\n- Noch einer [2]\n", [("Ein Punkt", (1,)), ("Noch einer", (2,))]),
    ("1. Zuerst der Antrag [1].\n2. Dann der Bescheid [2].", [("Zuerst der Antrag.", (1,)), ("Dann der Bescheid.", (2,))]),
    ("**Wichtig** ist der Antrag [1].", [("Wichtig ist der Antrag.", (1,))]),
    ("Kein Ende [1]", [("Kein Ende", (1,))]),
    ("\n\n  \n", []),
    ("[1][2].", []),
    ("<think>Ich rate [1].</think>Das gilt [1].", [("Das gilt.", (1,))]),
    ("<THINKING>\nIch rate.\n</THINKING>\nDas gilt [1].", [("Das gilt.", (1,))]),
    ("<think>a <think>b</think> c [1].</think>Das gilt [1].", [("Das gilt.", (1,))]),
    ("<think>Ich rate ohne Ende [1].", []),
    ("Ich rate noch </think>Das gilt [1].", [("Das gilt.", (1,))]),
    ("Bei 3 < 5 gilt das [1].", [("Bei 3 < 5 gilt das.", (1,))]),
]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences_do_not_depend_on_how_the_tokens_fall(
    text: str, expected: list[tuple[str, tuple[int, ...]]], size: int
) -> None:
    assert split(text, size) == expected


def test_a_marked_sentence_is_given_out_at_its_last_character() -> None:
    stream = SentenceStream(700)
    assert list(stream.feed("Das gilt [1]")) == []
    assert [sentence.text for sentence in stream.feed(".")] == ["Das gilt."]


def test_the_tail_of_an_endless_sentence_loses_its_mark() -> None:
    """Its lost beginning may have said "nicht"."""
    text = "Es stimmt nicht, " + "wie manche sagen, " * 10 + "dass die Gebühr entfällt [1]. Das gilt [2]."
    found = split(text, 4, longest=100)
    assert [marks for _, marks in found] == [(), (2,)]
    assert found[-1][0] == "Das gilt."


def test_marks_are_numbers_each_once() -> None:
    assert read_marks("a [2], b [1][2] [1; 3] [x]") == (2, 1, 3)


@pytest.mark.parametrize(("text", "circle"), [
    ("und so " * 10, True),
    ("der Antrag wird vom Amt geprüft " * 3, True),
    ("Der Antrag wird geprüft, der Bescheid wird erstellt, die Gebühr wird erhoben", False),
    ("nein nein nein", False),
    ("", False),
])  # fmt: skip
def test_running_in_a_circle_is_noticed(text: str, circle: bool) -> None:
    assert repeats_itself(text) is circle


@pytest.mark.parametrize(("text", "german"), [
    ("Die Gebühr beträgt 25 Euro.", True),
    ("FIT-Connect und Once-Only sind in der EU-Verordnung zum Single Digital Gateway geregelt.", True),
    ("Das Portal heißt Your Europe.", True),
    ("The fee for the application is 25 euros.", False),
    ("La demande est à présenter.", True),  # left to the examiner: no word of it stands in a German passage
    ("申请费为25欧元。", False),
])  # fmt: skip
def test_english_and_other_alphabets_are_noticed(text: str, german: bool) -> None:
    assert is_german(text) is german
