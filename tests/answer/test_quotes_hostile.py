"""Input that nobody sensible sends."""

import time

import pytest

from tests.answer.quotes_setup import CORPUS, draft, make_hit, texts

HOSTILE = (
    "",
    "   ",
    "?" * 2000,
    "§§§§ 0 § Abs. Nr. i. V. m. z. B.",
    "[0] [99] [1][2][3] Was kostet Torfix?",
    "„Was „kostet“ Torfix?“",
    "Was kostet Torfix? " * 60,
    "なんですか Torfix कितना है",
    "Torfix" * 300,
    "und oder aber weil",
    "{question} $question {{7*7}} %s",
    "\u202eWas kostet Torfix?\u200b",
)


@pytest.mark.parametrize("question", HOSTILE)
def test_any_question_gets_a_draft_whose_sentences_stand_in_the_sources(question: str) -> None:
    result = draft(question)

    for sentence in result.sentences:
        assert sentence.text in result.hits[sentence.marks[0] - 1].passage.text


@pytest.mark.parametrize(
    "text",
    (
        "",
        " \n \n",
        ":",
        ":\n:\n:",
        "a" * 100_000,
        "x.\n" * 3000,
        "| a | b |\n| 1 | 2 |",
        "def f(): return 1",
        "ДАТА 12",
    ),
)
def test_any_passage_can_be_read(text: str) -> None:
    hit = make_hit("seltsam", "", text)

    assert all(
        sentence in text for sentence in texts(draft("Was kostet Torfix?", (hit, *CORPUS))) if "Torfix" not in sentence
    )


def test_a_long_passage_takes_no_quadratic_time() -> None:
    hit = make_hit("lang", "Was kostet Torfix?", "Torfix kostet die Gemeinde 240 Euro im Jahr.\n" * 4000)
    begun = time.perf_counter()

    draft("Was kostet Torfix?", (hit,))

    assert time.perf_counter() - begun < 20
