import pytest

from assistant.answer.quoting.openings import skip_opening, trim_opening
from assistant.answer.verify import verify_sentence
from assistant.corpus.document import Passage

FREE = ("Kostet das Bürgerportal die Gemeinde Geld?", "Nein, das Bürgerportal ist für Gemeinden kostenlos.")
DUTY = ("Müssen wir das Bürgerportal nutzen?", "Nein, die Nutzung des Bürgerportals ist nicht verpflichtend.")
LIMIT = ("Gilt die Frist Ende 2022 noch?", "Nein, die Frist Ende 2022 steht nicht mehr im Gesetz.")
ONLY = ("Ist Papier erlaubt?", "Ja, Papier ist weiter erlaubt.")


@pytest.mark.parametrize(
    ("question", "source", "kept"),
    [
        ("Kostet das Bürgerportal die Gemeinde Geld?", FREE, True),
        ("Ist das Bürgerportal kostenlos?", FREE, False),
        ("Was kostet das Bürgerportal?", FREE, False),
        ("Müssen wir das Bürgerportal nutzen?", DUTY, True),
        ("Muss die Gemeinde das Bürgerportal nutzen?", DUTY, True),
        ("Können wir das Bürgerportal nutzen?", DUTY, False),
        ("Müssen wir das Bürgerportal nicht nutzen?", DUTY, False),
        ("Ist das Bürgerportal freiwillig?", DUTY, False),
        ("Gilt die Frist Ende 2022 noch?", LIMIT, True),
        ("Gilt die Frist Ende 2025 noch?", LIMIT, False),
        ("Ist die Frist Ende 2022 weggefallen?", LIMIT, False),
        ("Ist nur Papier erlaubt?", ONLY, False),
        ("Ist Papier verboten?", ONLY, False),
    ],
)
def test_a_yes_or_no_is_quoted_only_for_the_question_it_answers(
    question: str, source: tuple[str, str], kept: bool
) -> None:
    heading, sentence = source
    shown = trim_opening(sentence, heading, question)
    assert shown == (sentence if kept else sentence[skip_opening(sentence) :])
    assert shown in sentence


def test_a_sentence_without_opening_stays_whole() -> None:
    assert trim_opening("Janas Amt ist offen.", "Ist das Amt offen?", "Wo?") == "Janas Amt ist offen."


def test_a_quote_without_its_opening_is_still_word_for_word() -> None:
    text = FREE[1] + " Die Einrichtung dauert vier Wochen."
    passage = Passage("p#1", "p", "Portal", (FREE[0],), None, 0, len(text), text, "")
    verdict = verify_sentence("das Bürgerportal ist für Gemeinden kostenlos.", [passage])
    assert verdict.support == "quoted"
    assert verdict.quotes == ((1, len("Nein, "), len(FREE[1])),)
