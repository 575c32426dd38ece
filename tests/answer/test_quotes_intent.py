"""What a question wants to know."""

import pytest

from assistant.answer.quoting.intent import Ask, find_kind, read_intents


@pytest.mark.parametrize(
    ("question", "kind"),
    (
        ("Wer betreibt Amt24?", Ask.WHO),
        ("An welche Stelle wenden wir uns?", Ask.WHO),
        ("Wo finde ich das Formular?", Ask.WHERE),
        ("E-Mail des Servicedesks?", Ask.WHERE),
        ("In welchem Paragrafen steht das?", Ask.WHERE),
        ("Wann gilt der Bescheid als bekannt gegeben?", Ask.WHEN),
        ("Seit wann gibt es das?", Ask.SINCE),
        ("Bis wann müssen wir umstellen?", Ask.UNTIL),
        ("Wie lange wird gespeichert?", Ask.HOW_LONG),
        ("Wie viele Gemeinden machen mit?", Ask.HOW_MANY),
        ("Wie hoch ist der Anteil?", Ask.HOW_MANY),
        ("Was kostet das?", Ask.COST),
        ("Wie hoch ist die Gebühr?", Ask.COST),
        ("Welche Unterlagen brauchen wir?", Ask.PAPERS),
        ("Welche Komponenten gibt es?", Ask.WHICH),
        ("Darf ich das ablehnen?", Ask.YES_NO),
        ("Gilt das noch?", Ask.YES_NO),
        ("Wie melden wir uns an?", Ask.HOW),
        ("Warum dauert das?", Ask.HOW_LONG),
        ("Warum ist das so?", Ask.WHY),
        ("Was ist ein Onlinedienst?", Ask.WHAT_IS),
        ("Was ist, wenn niemand öffnet?", Ask.OPEN),
        ("Was ist der Unterschied zwischen A und B?", Ask.DIFFERENCE),
        ("BundID Pflicht", Ask.OPEN),
    ),
)
def test_the_kind_is_read_from_the_wording(question: str, kind: Ask) -> None:
    assert find_kind(question) is kind


def test_a_double_question_has_two_parts_and_the_second_knows_its_subject() -> None:
    first, second = read_intents("Was ist ePayBL und was kostet es?")

    assert (first.kind, second.kind) == (Ask.WHAT_IS, Ask.COST)
    assert second.subject == "Was ist ePayBL"


def test_a_situation_before_the_question_is_its_frame() -> None:
    (intent,) = read_intents("Unser Formular hat ein Unterschriftsfeld. Ist Schriftform angeordnet?")

    assert intent.text == "Ist Schriftform angeordnet?"
    assert intent.frame == "Unser Formular hat ein Unterschriftsfeld"


@pytest.mark.parametrize("text", ("", "?", "   ", "…", "§", "[0] [99]", "日本語の質問", "a" * 3000))
def test_any_input_has_an_intent(text: str) -> None:
    assert read_intents(text)
