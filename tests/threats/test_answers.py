"""Rows about what may be shown: leaks, invented sentences, marks for show, questions without an answer, invisible signs."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer.answer import Draft, DraftSentence, Question, Status
from assistant.answer.ask import ask
from assistant.answer.generate import generate_sentences
from assistant.answer.library import Library
from assistant.answer.models import Models
from assistant.answer.verify import verify_draft
from assistant.corpus.normalise import clean_text, count_invisible
from tests.answer.model_setup import PASSAGES, make_hits, make_settings
from tests.conftest import TODAY
from tests.ollama_standin import Standin, ollama, speak

FEE = "Für die Anmeldung einer Sondernutzung erhebt die Stadt Musterau eine Gebühr von 25 Euro."
INVISIBLE = {
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "byte order mark": "\ufeff",
    "right to left override": "\u202e",
    "isolate": "\u2066",
    "tag letter": "\U000e0041",
    "left to right mark": "\u200e",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Standin]:
    with ollama() as standin:
        yield standin


@pytest.mark.parametrize("form", ["whole", "spaced", "reversed"])
def test_threat_04_a_model_that_recites_its_prompt_shows_nothing_of_it(server: Standin, form: str) -> None:
    prompt: list[str] = []

    def leak(body: dict) -> list:  # type: ignore[type-arg]
        prompt.append(body["messages"][0]["content"])
        rules = prompt[-1]
        told = {"whole": rules, "spaced": " ".join(rules[:400]), "reversed": rules[::-1]}[form]
        return speak(f"{FEE[:-1]} [2]. {told}")

    server.script = leak
    result = generate_sentences("Was gilt?", make_hits(), Models(make_settings(server.url, health_seconds=60)))
    shown = " ".join(sentence.text for sentence in result.sentences)
    lines = [line.strip() for line in prompt[-1].splitlines() if len(line.strip()) > 30]
    assert lines
    assert not [line for line in lines if line in shown]
    assert all(sentence.text in FEE for sentence in result.sentences)


@pytest.mark.parametrize(
    "sentence",
    [
        "Für die Anmeldung einer Sondernutzung erhebt die Stadt Musterau eine Gebühr von 52 Euro.",
        "Der Antrag muss spätestens zwei Wochen vor Beginn gestellt werden.",
        "Ein elektronischer Verwaltungsakt gilt nach § 41 VwVfG am vierten Tag als bekannt gegeben.",
        "Die Gemeinde muss Anträge auf Papier ablehnen.",
        "Die Sondernutzung ist in Musterau seit 2019 verboten.",
    ],
)
def test_threat_13_what_no_passage_says_is_withheld(sentence: str) -> None:
    (verdict,) = verify_draft(Draft((DraftSentence(sentence, (1, 2, 3)),), tuple(make_hits())))
    assert verdict.support is None
    assert verdict.reason


@pytest.mark.parametrize("marks", [(1,), (3,), (99,), (0,), ()])
def test_threat_14_a_true_sentence_with_the_wrong_mark_is_withheld(marks: tuple[int, ...]) -> None:
    (verdict,) = verify_draft(Draft((DraftSentence(FEE, marks),), tuple(make_hits(PASSAGES))))
    assert verdict.support is None


def test_threat_14_the_same_sentence_with_its_own_mark_is_shown() -> None:
    (verdict,) = verify_draft(Draft((DraftSentence(FEE, (2,)),), tuple(make_hits(PASSAGES))))
    assert verdict.support == "quoted"


@pytest.mark.parametrize(
    "question",
    [
        "Welche Farbe hat der Fußballplatz in Timbuktu?",
        "Wie hoch ist die Pferdesteuer in Musterau?",
        "Wer gewann 1998 die Bürgermeisterwahl in Nebelstadt?",
    ],
)
def test_threat_15_without_a_source_there_is_no_answer_but_what_was_searched(
    toy_library: Library, question: str
) -> None:
    answer = ask(Question(question, TODAY), toy_library)
    assert answer.status in (Status.NO_SOURCE, Status.OUT_OF_SCOPE)
    assert answer.sentences == ()
    assert answer.text


@pytest.mark.parametrize("name", INVISIBLE)
def test_threat_22_invisible_signs_are_removed_and_counted(name: str) -> None:
    sign = INVISIBLE[name]
    assert clean_text(f"Hunde{sign}steuer") == "Hundesteuer"
    assert count_invisible(f"Hunde{sign}steuer") == 1


@pytest.mark.parametrize("name", INVISIBLE)
def test_threat_22_a_question_with_invisible_signs_is_answered_as_without(toy_library: Library, name: str) -> None:
    plain = ask(Question("Wie hoch ist die Hundesteuer in Musterau?", date(2026, 11, 22)), toy_library)
    hidden = ask(
        Question(f"Wie hoch ist die Hunde{INVISIBLE[name]}steuer in Musterau?", date(2026, 11, 22)), toy_library
    )
    assert (hidden.status, hidden.text) == (plain.status, plain.text)
    assert INVISIBLE[name] not in hidden.standalone_question
