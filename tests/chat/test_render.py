"""Answers as the window's Markdown: nothing in them can become markup, and every mark leads to its proof."""

from datetime import date

import pytest
from markdown_it import MarkdownIt

from assistant.answer.answer import Answer, Citation, Sentence, Status
from assistant.chat.render import escape, render_answer, render_sentence
from assistant.corpus.document import Head, Kind, Level, Passage
from assistant.search.hit import Hit

TODAY = date(2026, 11, 22)
HOSTILE = [
    "<script>alert(1)</script>",
    "![Bild](https://boese.example/x.png)",
    "[Klick](javascript:alert(1))",
    "`code` **fett** __auch__ ~weg~",
    "# Überschrift",
    "a:::warning b :name[x]{y=z}",
    "| Tabelle | hier |",
    "1 < 2 & 3 > 2 $x$",
]


def make_citation(quote: str = "Die Gebühr beträgt 96 Euro.", **head: object) -> Citation:
    values = {
        "id": "satzung",
        "title": "Satzung",
        "kind": Kind.LAW,
        "level": Level.KOMMUNE,
        "topic": "t",
        "sources": ("S",),
    }
    known = Head(**{**values, "stand": date(2026, 1, 1), "publisher": "Stadt Musterau", **head})
    passage = Passage("p1", known.id, known.title, ("Gebühren",), None, 0, len(quote), quote, "d")
    return Citation(1, Hit(passage, known, 1.0), quote, 0, len(quote))


def make_answer(text: str, *citations: Citation, status: Status = Status.ANSWERED, **more: object) -> Answer:
    return Answer(
        question="F", standalone_question="F", status=status, mode="quotes", text=text, citations=citations, **more
    )


def to_html(markdown: str) -> str:
    """A strict reader of CommonMark; HTML passes through, so that anything unescaped would show."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_as_written(text: str) -> None:
    html = to_html(escape(text))
    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html
    assert not any(tag in html for tag in ("<code", "<strong", "<h1", "<table"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_heads_and_quotes_stay_text_in_the_source_list(text: str) -> None:
    citation = make_citation(text, title=text, publisher=text)
    html = to_html(render_answer(make_answer(f"{text} [1]", citation), "t1", TODAY, 60))
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("<a ") == 2


def test_marks_lead_to_their_proof_and_unknown_numbers_stay_text() -> None:
    html = to_html(render_answer(make_answer("Erstens [1]. Zweitens [7].", make_citation()), "t1", TODAY, 60))
    assert '<a href="#beleg-t1-1">1</a>' in html
    assert "[7]" in html


def test_lists_of_an_answer_stay_lists() -> None:
    html = to_html(
        render_answer(make_answer("Nötig sind:\n- Antrag [1]\n- Nachweis [1]", make_citation()), "t1", TODAY, 60)
    )
    assert html.count("<li>") == 3  # two items and one source


def test_the_source_says_kind_validity_publisher_and_stand() -> None:
    shown = render_answer(make_answer("Ja [1].", make_citation(valid_until=date(2025, 12, 31))), "t1", TODAY, 60)
    assert "`Gesetz` `abgelaufen`" in shown
    assert "Stadt Musterau · Kommune · Stand 01.01.2026" in shown


@pytest.mark.parametrize(
    ("url", "linked"), [("https://amt.example/a(b)", True), ("javascript:alert(1)", False), (None, False)]
)
def test_only_https_originals_are_linked(url: str | None, linked: bool) -> None:
    html = to_html(render_answer(make_answer("Ja [1].", make_citation(url=url)), "t1", TODAY, 60))
    assert ("Zum Original" in html) is linked
    assert "javascript" not in html


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ANSWERED])
def test_every_other_status_says_what_it_is(status: Status) -> None:
    shown = render_answer(make_answer("Dazu finde ich nichts.", status=status), "t1", TODAY, 60)
    assert shown.startswith("**")
    assert "Dazu finde ich nichts." in shown


def test_notes_stand_below_the_answer() -> None:
    shown = render_answer(
        make_answer("Ja [1].", make_citation(), notes=("Quelle [1] gilt nur bis morgen.",)), "t1", TODAY, 60
    )
    assert shown.index("Ja") < shown.index("gilt nur bis morgen") < shown.index("Quellen")


def test_a_sentence_appears_with_its_marks_while_the_rest_is_written() -> None:
    shown = render_sentence(Sentence("Die Gebühr beträgt *96* Euro.", (1, 2), "supported"), "t1")
    assert shown == "Die Gebühr beträgt \\*96\\* Euro.\u00a0[1](#beleg-t1-1)\u00a0[2](#beleg-t1-2) "


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("die Nutzung ist freiwillig. [1]", "… die Nutzung ist freiwillig"),
        ("Das ist so. [1] die Nutzung ist freiwillig. [1]", "… die Nutzung ist freiwillig"),
        ("Nötig sind: [1]\n- ein Antrag [1]", "- ein Antrag"),
    ],
)
def test_a_quote_without_its_first_words_begins_with_dots(text: str, shown: str) -> None:
    rendered = render_answer(make_answer(text, make_citation()), "t1", TODAY, 60)
    assert shown in rendered
    assert rendered.split("**Quellen**")[0].count("…") == shown.count("…")


def test_a_note_that_the_answer_already_says_is_not_said_twice() -> None:
    note = "Gesucht wurde nach: „Hundesteuer“."
    refusal = make_answer(f"Dazu finde ich nichts. {note}", status=Status.NO_SOURCE, notes=(note,))
    assert render_answer(refusal, "t1", TODAY, 60).count("Gesucht wurde") == 1
