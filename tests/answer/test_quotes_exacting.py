"""An amount, a product's name, an origin and a deed are seen in the sentence or the question is refused."""

import pytest

from assistant.answer.answer import Status
from tests.answer.quotes_setup import CORPUS, draft, make_hit, texts

CASES = (
    make_hit("dogs", "Hunde in Neudorf", "In Neudorf sind 263 Hunde zur Hundesteuer gemeldet."),
    make_hit("soft", "Mahnungen in Neudorf", "Neudorf arbeitet bei Mahnungen mit einer Mahnungssoftware."),
    make_hit("portal", "Leihportal", "Das Leihportal der Stadt Altberg war 2025 in einer Testphase."),
    make_hit("firm", "Leihring", "Die Gründung der Leihring GmbH verabredeten drei Städte mit dem Zweckverband."),
)


@pytest.mark.parametrize(
    "question",
    (
        "Wie hoch ist die Hundesteuer in Neudorf?",
        "Welche Software nutzt Neudorf für Mahnungen?",
        "Nutzt Neudorf das Leihportal aus Altberg?",
        "Wer leitet die Leihring GmbH?",
        "Aus welchem Land kommt das Leihportal?",
    ),
)
def test_what_only_stands_nearby_is_no_answer(question: str) -> None:
    assert draft(question, (*CORPUS, *CASES)).status is Status.NO_SOURCE


def test_the_amount_and_the_name_answer() -> None:
    tax = make_hit("tax", "Hundesteuer in Neudorf", "Die Hundesteuer in Neudorf beträgt 40 Euro im Jahr.")
    tool = make_hit("tool", "Mahnungen in Neudorf", "Neudorf nutzt für Mahnungen die Software MahnFix.")

    assert "40 Euro" in texts(draft("Wie hoch ist die Hundesteuer in Neudorf?", (*CORPUS, *CASES, tax)))[0]
    assert "MahnFix" in texts(draft("Welche Software nutzt Neudorf für Mahnungen?", (*CORPUS, *CASES, tool)))[0]
