"""The examiner on what a sentence joins or loses: halves of neighbouring statements, conditions, exceptions."""

from collections import Counter
from types import ModuleType

import pytest

from assistant.answer.verify import verify_sentence
from assistant.corpus.document import Passage
from tests.answer import verify_pairs_joined as joined
from tests.answer import verify_pairs_last as last
from tests.answer import verify_pairs_second as second

# Refused although the source says it in other words: a refusal is cheap.
TOO_CAREFUL = frozenset({"Wenn alle Mitglieder einen Ausweis haben, können sich Familien gemeinsam anmelden."})


def passage_of(text: str) -> Passage:
    return Passage("p", "d", "Titel", (), None, 0, len(text), text, "x")


@pytest.mark.parametrize(("passage", "sentence", "shown", "kind"), joined.PAIRS)
def test_a_sentence_is_shown_only_if_one_statement_says_it(passage: str, sentence: str, shown: bool, kind: str) -> None:
    verdict = verify_sentence(sentence, [passage_of(joined.PASSAGES[passage])])
    assert (verdict.support is not None) is (shown and sentence not in TOO_CAREFUL), f"{kind}: {verdict}"


@pytest.mark.parametrize(("rows", "patched"), [(second, 13), (last, 8)], ids=["second round", "last round"])
def test_pairs_that_were_written_afterwards_are_mostly_told_apart(rows: ModuleType, patched: int) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for passage, sentence, shown, kind in rows.PAIRS:
        verdict = verify_sentence(sentence, [passage_of(rows.PASSAGES[passage])])
        total[kind] += 1
        right[kind] += (verdict.support is not None) is shown
    assert total["whole"] - right["whole"] <= 1 and right["condition"] == total["condition"]
    assert right["patchwork"] >= patched and total["other"] - right["other"] <= 1


PORTAL = "Das Portal ist für Gemeinden kostenlos, solange die Förderung läuft. Danach kostet es 200 Euro im Monat."


@pytest.mark.parametrize(
    ("sentence", "support"),
    [
        ("Das Portal ist für Gemeinden kostenlos, solange die Förderung läuft.", "quoted"),
        ("Solange die Förderung läuft, ist das Portal für Gemeinden kostenlos.", "supported"),
        ("Das Portal ist für Gemeinden kostenlos.", None),
    ],
)
def test_a_quote_may_not_end_before_its_condition(sentence: str, support: str | None) -> None:
    assert verify_sentence(sentence, [passage_of(PORTAL)]).support == support


def test_the_reason_names_the_condition_that_was_left_out() -> None:
    assert "solange" in verify_sentence("Das Portal ist für Gemeinden kostenlos.", [passage_of(PORTAL)]).reason


def test_the_reason_names_both_halves_of_a_patched_sentence() -> None:
    text = "Urnengräber vergibt das Amt online. Reihengräber vergibt das Amt im Rathaus."
    reason = verify_sentence("Reihengräber vergibt das Amt online.", [passage_of(text)]).reason
    assert "Reihengräber" in reason and "Urnengräber" in reason


def test_a_condition_that_only_addresses_the_reader_limits_nothing() -> None:
    text = "Wenn Sie Fragen haben, beraten die Lotsen die Gemeinden kostenlos vor Ort."
    assert (
        verify_sentence("Die Lotsen beraten die Gemeinden kostenlos vor Ort.", [passage_of(text)]).support is not None
    )


def test_a_pronoun_takes_its_noun_from_the_sentence_before() -> None:
    text = "Der Lotse besucht die Gemeinde im Frühjahr. Er prüft den Antrag und schreibt einen Bericht."
    assert verify_sentence("Der Lotse prüft den Antrag.", [passage_of(text)]).support is not None
