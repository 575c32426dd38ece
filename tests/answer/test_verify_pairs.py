"""The examiner on own German pairs: every kind of error is withheld, every honest rendering is shown."""

from collections import Counter

import pytest

from assistant.answer.verify import verify_sentence
from assistant.corpus.document import Passage
from tests.answer.verify_pairs import PAIRS, PASSAGES


def passage_of(text: str) -> Passage:
    return Passage("p", "d", "Titel", (), None, 0, len(text), text, "x")


@pytest.mark.parametrize(("passage", "sentence", "shown", "kind"), PAIRS)
def test_a_sentence_is_shown_only_if_its_passage_says_it(passage: str, sentence: str, shown: bool, kind: str) -> None:
    verdict = verify_sentence(sentence, [passage_of(PASSAGES[passage])])
    assert (verdict.support is not None) is shown, f"{kind}: {verdict}"
    assert bool(verdict.reason) is not shown


@pytest.mark.parametrize(("passage", "sentence", "shown", "kind"), [row for row in PAIRS if row[3] == "quote"])
def test_words_of_the_source_count_as_quoted(passage: str, sentence: str, shown: bool, kind: str) -> None:
    text = PASSAGES[passage]
    verdict = verify_sentence(sentence, [passage_of(text)])
    assert verdict.support == "quoted"
    ((mark, start, end),) = verdict.quotes
    assert mark == 1
    assert text[start:end].strip(".") == " ".join(sentence.split()).strip(".")


def test_the_table_is_large_and_holds_both_labels_and_all_kinds() -> None:
    assert len(PAIRS) >= 120
    assert Counter(shown for _, _, shown, _ in PAIRS)[True] >= 40
    assert {"quote", "notation", "paraphrase", "number", "date", "amount", "section", "negation", "modality", "bound", "level",
            "actor", "municipality", "component", "office", "other"} <= {kind for _, _, _, kind in PAIRS}  # fmt: skip


# Written after the examiner was finished and never used for fitting it.
FRESH_TEXT = (
    "Die Gemeinden im Landkreis Görlitz betreiben seit dem 1. März 2024 eine gemeinsame Servicestelle. "
    "Sie unterstützt bei der Einführung der E-Akte und darf keine Rechtsberatung leisten. "
    "Die Kosten teilen sich die Gemeinden nach Einwohnerzahl. Der Landkreis trägt 25 Prozent. "
    "Für die Anmeldung genügt eine formlose E-Mail. Die Schulung dauert zwei Tage und ist für alle Beschäftigten verpflichtend. "
    "Wer bereits geschult ist, kann auf Antrag befreit werden."
)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Seit dem 01.03.2024 betreiben die Gemeinden im Landkreis Görlitz eine gemeinsame Servicestelle.", True),
        ("Die Servicestelle darf keine Rechtsberatung leisten.", True),
        ("Die Gemeinden teilen sich die Kosten nach Einwohnerzahl.", True),
        ("Der Landkreis trägt 25 % der Kosten.", True),
        ("Die Schulung dauert 2 Tage.", True),
        ("Bereits geschulte Beschäftigte können auf Antrag befreit werden.", True),
        ("Seit dem 01.03.2023 betreiben die Gemeinden im Landkreis Görlitz eine gemeinsame Servicestelle.", False),
        ("Seit dem 1. März 2024 betreiben die Gemeinden im Landkreis Bautzen eine gemeinsame Servicestelle.", False),
        ("Die Servicestelle darf Rechtsberatung leisten.", False),
        ("Der Landkreis trägt 52 Prozent.", False),
        ("Die Schulung dauert zwei Wochen.", False),
        ("Die Schulung dauert zwei Tage und ist für alle Beschäftigten freiwillig.", False),
        ("Die Schulung ist nicht verpflichtend.", False),
        ("Wer bereits geschult ist, muss auf Antrag befreit werden.", False),
        ("Für die Anmeldung genügt keine formlose E-Mail.", False),
        ("Die Kosten trägt der Freistaat Sachsen.", False),
    ],
)
def test_pairs_that_were_never_tuned_on(sentence: str, shown: bool) -> None:
    verdict = verify_sentence(sentence, [passage_of(FRESH_TEXT)])
    assert (verdict.support is not None) is shown, verdict
