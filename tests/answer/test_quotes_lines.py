"""Which lines of a page answer, without any model."""

import time

import pytest

from assistant.answer.quoting.lines import find_heads, is_heading, select_lines

PAGE = (
    "Bücherei Neudorf",
    "Bücherei Neudorf",
    "Die Bücherei liegt am Marktplatz.",
    "Leseausweis",
    "Für den Leseausweis brauchen Sie:",
    "einen Ausweis mit Foto",
    "eine Meldebescheinigung",
    "Der Leseausweis ist für Kinder kostenlos.",
    "Öffnungszeiten",
    "Montag 10:00 - 18:00",
    "Dienstag 10:00 - 14:00",
)


def test_a_list_is_chosen_with_its_introduction() -> None:
    chosen = select_lines("Welche Unterlagen brauche ich für den Leseausweis?", PAGE)

    assert {4, 5, 6} <= set(chosen)
    assert not {0, 2} & set(chosen)


def test_a_page_about_something_else_gets_no_lines() -> None:
    assert select_lines("Was ist der Unterschied zwischen Kläranlage und Sickergrube?", PAGE) == []


@pytest.mark.parametrize("question", ("", "?", "und oder", "§", "ich"))
def test_a_question_without_words_gets_no_lines(question: str) -> None:
    assert select_lines(question, PAGE) == []


def test_no_lines_no_answer() -> None:
    assert select_lines("Was kostet der Leseausweis?", ()) == []


def test_lines_are_ascending_and_exist() -> None:
    chosen = select_lines("Wann hat die Bücherei in Neudorf am Montag offen?", PAGE)

    assert chosen == sorted(set(chosen))
    assert all(0 <= at < len(PAGE) for at in chosen)


def test_headings_are_short_lines_without_a_stop() -> None:
    assert is_heading("Leseausweis")
    assert not is_heading("Der Leseausweis ist für Kinder kostenlos.")
    assert not is_heading("info@neudorf.example")
    assert find_heads(PAGE)[5] == 3


def test_a_very_long_page_is_read_in_reasonable_time() -> None:
    begun = time.perf_counter()

    select_lines("Was kostet der Leseausweis?", PAGE * 300)

    assert time.perf_counter() - begun < 20
