"""A question for the reason is answered by a reason for exactly that, by a denial of its premise, or not at all."""

import pytest

from assistant import wording
from assistant.answer.answer import Status
from tests.answer.quotes_setup import CORPUS, draft, make_hit, texts

FREE = make_hit(
    "torfix-pflicht",
    "Müssen Gemeinden Torfix nutzen?",
    "Nein, die Nutzung von Torfix ist für Gemeinden nicht verpflichtend.",
)
REASON = make_hit(
    "torfix-mandant",
    "Mandanten in Torfix",
    "Torfix verlangt einen Mandanten je Gemeinde, weil sonst Termine vermischt werden.",
)


@pytest.mark.parametrize(
    "question", ("Wieso ist Torfix für Gemeinden verpflichtend?", "Warum müssen Gemeinden Torfix nutzen?")
)
def test_a_reason_asked_for_something_false_brings_the_denial_with_its_note(question: str) -> None:
    result = draft(question, (*CORPUS, FREE))

    assert "nicht verpflichtend" in texts(result)[0]
    assert wording.PREMISE_CONTRADICTED in result.notes


def test_steps_and_facts_are_no_reason() -> None:
    assert draft("Wieso müssen Bürger alle Termine nur noch mit Torfix buchen?").status is Status.NO_SOURCE
    assert draft("Weshalb betreibt die Rechenstelle Nordtal Torfix?").status is Status.NO_SOURCE


def test_a_true_reason_is_given_without_a_note() -> None:
    result = draft("Warum verlangt Torfix einen Mandanten je Gemeinde?", (*CORPUS, REASON))

    assert "weil sonst Termine vermischt werden" in texts(result)[0]
    assert not result.notes


def test_a_denial_about_something_else_denies_nothing() -> None:
    other = make_hit(
        "torfix-daten", "Daten in Torfix", "Die Gemeinde ist in Torfix nicht Verantwortliche für das Konto."
    )

    assert (
        wording.PREMISE_CONTRADICTED not in draft("Weshalb wird das Konto in Torfix gelöscht?", (*CORPUS, other)).notes
    )
