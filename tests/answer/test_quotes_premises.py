"""Questions that take something false for granted, and sources that disagree."""

from datetime import date

import pytest

from assistant import wording
from assistant.answer.answer import Status
from assistant.answer.quoting.intent import read_intents
from assistant.answer.quoting.premises import read_premise
from assistant.corpus.document import Level
from tests.answer.quotes_setup import CORPUS, draft, make_hit, texts

IRRTUM = make_hit(
    "irrtum",
    "Stimmt es, dass § 7 PflG den Leihschein regelt?",
    "Nein, § 7 PflG regelt die Aufsicht; der Leihschein steht in § 4 PflG.",
    level=Level.BUND,
)
GRATIS = make_hit("gratis", "Was kostet der Lesedienst?", "Der Lesedienst ist für Gemeinden kostenfrei.")


@pytest.mark.parametrize(
    ("question", "corrected"),
    (
        ("§ 7 PflG regelt den Leihschein – erkläre die Pflichten daraus.", "§ 7 PflG regelt die Aufsicht"),
        ("Da Leihscheine auf Papier verboten sind: Wie lehnen wir sie ab?", "auf Papier bleibt"),
        ("Wie richten wir Altpay ein?", "eingestellt"),
        ("Der Lesedienst kostet 5.000 Euro im Jahr, richtig?", "kostenfrei"),
    ),
)
def test_what_contradicts_the_premise_comes_first_with_a_note(question: str, corrected: str) -> None:
    result = draft(question, (*CORPUS, IRRTUM, GRATIS))

    assert result.status is Status.ANSWERED
    assert corrected in texts(result)[0]
    assert wording.PREMISE_CONTRADICTED in result.notes


@pytest.mark.parametrize(
    "question", ("Was kostet Torfix?", "Wer betreibt Torfix?", "Torfix: was kostet der Anschluss?")
)
def test_a_plain_question_has_no_premise(question: str) -> None:
    assert wording.PREMISE_CONTRADICTED not in draft(question).notes


@pytest.mark.parametrize(
    ("question", "premise"),
    (
        ("Da alles online ist: Was tun wir?", "Da alles online ist"),
        ("Der Dienst kostet 5 Euro, oder?", "Der Dienst kostet 5 Euro"),
        ("FIT-Connect ist Pflicht, bis wann müssen wir es einführen?", "FIT-Connect ist Pflicht"),
        ("Wohnsitzanmeldung online: was kostet das?", ""),
        ("Was kostet Torfix?", ""),
    ),
)
def test_the_statement_in_a_question_is_found(question: str, premise: str) -> None:
    assert read_premise(read_intents(question)[-1]).rstrip(":") == premise


def test_two_valid_sources_that_disagree_are_both_shown_with_level_and_date() -> None:
    hits = (
        make_hit(
            "a",
            "Frist für die Meldung",
            "Die Frist für die Meldung beträgt vier Wochen.",
            level=Level.KOMMUNE,
            title="Merkblatt",
        ),
        make_hit(
            "b",
            "Frist für die Meldung",
            "Die Frist für die Meldung beträgt sechs Wochen.",
            level=Level.BUND,
            title="Gesetz",
            stand=date(2025, 5, 1),
        ),
    )
    result = draft("Wie lange ist die Frist für die Meldung?", hits)
    note = next(note for note in result.notes if "Verschiedenes" in note)

    assert {"Die Frist für die Meldung beträgt vier Wochen.", "Die Frist für die Meldung beträgt sechs Wochen."} <= set(
        texts(result)
    )
    assert note.index("Gesetz") < note.index("Merkblatt")
    assert "Bund, Stand 01.05.2025" in note


def test_sources_that_agree_make_no_note() -> None:
    hits = (
        make_hit("a", "Frist für die Meldung", "Die Frist für die Meldung beträgt zwei Jahre."),
        make_hit("b", "Frist für die Meldung", "Die Frist für die Meldung beträgt 2 Jahre."),
    )

    assert not draft("Wie lange ist die Frist für die Meldung?", hits).notes


def test_different_figures_about_different_things_are_no_conflict() -> None:
    hits = (
        make_hit("a", "Frist für die Meldung", "Die Frist für die Meldung beträgt vier Wochen."),
        make_hit("b", "Aufbewahrung von Akten", "Akten der Kasse sind zehn Jahre lang aufzubewahren."),
    )

    assert not draft("Wie lange ist die Frist für die Meldung?", hits).notes


def test_two_reports_of_other_days_that_say_the_same_are_no_conflict() -> None:
    said = "Die Stadt Neudorf nimmt die Abmeldung von Hunden online an (Bericht vom 04.01.2021)."
    hits = (
        make_hit("neudorf-a", "Abmeldung von Hunden", said),
        make_hit(
            "neudorf-b",
            "Hunde in Neudorf",
            "Die Stadt Neudorf nimmt online die Abmeldung von Hunden an (Stand 07.03.2022).",
        ),
    )

    assert not draft("Nimmt die Stadt Neudorf die Abmeldung von Hunden online an?", hits).notes
