"""A follow-up becomes a question that stands alone; one that already does is never touched."""

import threading
import time

import pytest

from assistant.answer.answer import Turn
from assistant.answer.models import Models
from assistant.answer.rephrase import is_faithful, make_standalone
from tests.answer.model_setup import make_settings
from tests.ollama_standin import Status, ollama, speak


def turns(*questions: str) -> list[Turn]:
    return [Turn(question, "Ja, siehe Quelle.") for question in questions]


FOLLOWUPS = [
    (["Was ist ePayBL?"], "Und was kostet das?", "Und was kostet das (ePayBL)?"),
    (["Was ist ePayBL?"], "was kostet das", "was kostet das (ePayBL)?"),
    (["Was ist ePayBL?", "Und was kostet das?"], "Wer bezahlt das?", "Wer bezahlt das (ePayBL)?"),
    (
        ["Was ist FIT-Connect?"],
        "Welche Unterlagen brauche ich dafür?",
        "Welche Unterlagen brauche ich dafür (FIT-Connect)?",
    ),
    (["Was ist FIT-Connect?"], "Gibt es Beispiele?", "Gibt es Beispiele (FIT-Connect)?"),
    (["Was ist FIT-Connect?"], "Wie lange?", "Wie lange (FIT-Connect)?"),
    (["Was ist der Antragsassistent?"], "Was kann er?", "Was kann er (Antragsassistent)?"),
    (["Was ist das Servicekonto?"], "Ist es kostenlos?", "Ist es kostenlos (Servicekonto)?"),
    (["Was ist das Servicekonto?"], "Wer ist zuständig?", "Wer ist zuständig (Servicekonto)?"),
    (["Was ist das Servicekonto?"], "Was ist mit Vereinen?", "Was ist mit Vereinen (Servicekonto)?"),
    (["Wer nutzt in Leipzig die Sammlungsanzeige?"], "Und in Frohburg?", "Und in Frohburg (Sammlungsanzeige)?"),
    (["Was kostet die Hundesteuer-Anmeldung?"], "Und für Vereine?", "Und für Vereine (Hundesteuer-Anmeldung)?"),
    (
        ["Was ist das Bürgerkonto?"],
        "Was bedeutet das konkret für Musterau?",
        "Was bedeutet das konkret für Musterau (Bürgerkonto)?",
    ),
    (["Was ist das Bürgerkonto?"], "Kann das Bürgeramt das allein?", "Kann das Bürgeramt das allein (Bürgerkonto)?"),
    (["Was ist das Bürgerkonto?"], "Und in kleineren Städten?", "Und in kleineren Städten (Bürgerkonto)?"),
    (["Was ist das Bürgerkonto?"], "Nenne mir drei Vorteile", "Nenne mir drei Vorteile (Bürgerkonto)?"),
    (
        ["Was ist die Barrierefreiheit?"],
        "Gilt die auch direkt für uns?",
        "Gilt die auch direkt für uns (Barrierefreiheit)?",
    ),
    (
        ["Was ist die Wohnsitzanmeldung?"],
        "Wie viele Orte haben die schon?",
        "Wie viele Orte haben die schon (Wohnsitzanmeldung)?",
    ),
    (
        ["Was ist das Bürgerkonto?"],
        "Und müssen wir uns da dran halten?",
        "Und müssen wir uns da dran halten (Bürgerkonto)?",
    ),
    (["Gilt § 9 OZG für Bescheide?"], "Wo steht das?", "Wo steht das (§ 9 OZG Bescheide)?"),
]


@pytest.mark.parametrize(("before", "question", "expected"), FOLLOWUPS)
def test_a_followup_brings_the_subject_along(before: list[str], question: str, expected: str) -> None:
    assert make_standalone(question, turns(*before)) == expected


@pytest.mark.parametrize("question", [
    "Was kostet ePayBL?",
    "Welche Stelle, die den Bescheid erlässt, haftet?",
    "Und was kostet ePayBL für Gemeinden?",
    "Können Sie mir sagen, was das OZG regelt?",
    "Was ist der Leistungsschlüssel und wozu brauche ich ihn?",
    "Wer muss dafür sorgen, dass Gemeinden an den Portalverbund angebunden werden?",
    "Welche Stadt bietet Urkunden online mit PayPal an?",
    "Gilt die Frist Ende 2022 aus dem OZG noch?",
    "Was bedeutet Einer für Alle?",
    "Was kostet das neue Portal der Bürgerdienste?",
    "Und nach welchem Gesetz haften wir?",
    "was kostet das servicekonto",
    "hundesteuer online anmelden kosten",
])  # fmt: skip
def test_a_question_that_stands_alone_comes_back_letter_for_letter(question: str) -> None:
    assert make_standalone(question, turns("Was ist FIT-Connect?")) == question


def test_there_is_the_town_that_only_the_answer_named() -> None:
    before = Turn(
        "Hat eine kleinere Stadt Erfahrung mit digitalen Rechnungen?", "Ja, Musterau verarbeitet 900 im Jahr."
    )

    assert make_standalone("Welche Software benutzen die dafür?", [before]) == (
        "Welche Software benutzen die dafür (Musterau Jahr)?"
    )
    assert "Musterau" not in make_standalone("Was kostet das?", [before])


def test_where_the_question_names_it_itself_dabei_points_nowhere() -> None:
    question = "Wie viele Kommunen waren im August 2022 beim Lotsenprogramm dabei?"

    assert make_standalone(question, turns("Was ist ePayBL?")) == question
    assert make_standalone("Ist Leipzig dabei?", turns("Was ist ePayBL?")) == "Ist Leipzig dabei (ePayBL)?"


def test_an_article_without_any_noun_points_back_though_all_words_are_small() -> None:
    assert make_standalone("Was würden die anders machen?", turns("Wie kam Musterau zum Bürgerkonto?")) == (
        "Was würden die anders machen (Musterau Bürgerkonto)?"
    )


def test_without_history_nothing_changes() -> None:
    assert make_standalone("Und was kostet das?", []) == "Und was kostet das?"


def test_a_conversation_without_a_subject_adds_nothing() -> None:
    assert make_standalone("Was kostet das?", turns("Hallo", "Danke")) == "Was kostet das?"


@pytest.mark.parametrize(("proposed", "faithful"), [
    ("Was kostet ePayBL?", True),
    ("Was kostet ePayBL in Dresden?", False),
    ("Was kostet ePayBL 2025?", False),
    ("ePayBL ist kostenlos.", False),
    ("Was kostet das?", False),
    ("Was kostet <b>ePayBL</b>?", False),
    ("Was ist ePayBL und was kostet ePayBL? " * 20, False),
])  # fmt: skip
def test_a_rewritten_question_may_not_add_anything(proposed: str, faithful: bool) -> None:
    assert is_faithful(proposed, "Und was kostet das?", turns("Was ist ePayBL?")) is faithful


@pytest.mark.parametrize(("written", "expected"), [
    ("Was kostet ePayBL?", "Was kostet ePayBL?"),
    ("<think>Es geht um ePayBL.</think>\nWas kostet ePayBL?\nGerne!", "Was kostet ePayBL?"),
    ("Was kostet ePayBL in Dresden?", "Und was kostet das (ePayBL)?"),
    ("", "Und was kostet das (ePayBL)?"),
])  # fmt: skip
def test_the_model_rewrites_where_it_stays_faithful_else_the_rules_do(written: str, expected: str) -> None:
    with ollama(script=lambda body: speak(written)) as server:
        models = Models(make_settings(server.url))
        assert make_standalone("Und was kostet das?", turns("Was ist ePayBL?"), models) == expected
        assert len(server.asked("/api/chat")) == 1


def test_a_failing_model_is_no_reason_to_fail() -> None:
    with ollama(script=lambda body: [Status(500)]) as server:
        models = Models(make_settings(server.url))
        assert (
            make_standalone("Und was kostet das?", turns("Was ist ePayBL?"), models) == "Und was kostet das (ePayBL)?"
        )


def test_the_model_is_not_asked_about_a_question_that_stands_alone() -> None:
    with ollama() as server:
        make_standalone("Was kostet FIT-Connect?", turns("Was ist ePayBL?"), Models(make_settings(server.url)))
        assert server.requests == []


def test_the_rules_answer_while_the_model_is_still_to_be_loaded() -> None:
    with ollama(running=()) as server:
        models = Models(make_settings(server.url))
        assert (
            make_standalone("Und was kostet das?", turns("Was ist ePayBL?"), models) == "Und was kostet das (ePayBL)?"
        )
        assert server.asked("/api/chat") == []


def test_the_rules_answer_while_others_wait_for_the_model() -> None:
    with ollama() as server:
        models = Models(make_settings(server.url))
        never = threading.Event()
        waiting = threading.Thread(target=lambda: enter(models, never))
        with models.line.place("anna", never):
            waiting.start()
            while models.line.length == 0:
                time.sleep(0.01)
            assert make_standalone("Und das?", turns("Was ist ePayBL?"), models) == "Und das (ePayBL)?"
        waiting.join(5)
        assert server.asked("/api/chat") == []


def enter(models: Models, never: threading.Event) -> None:
    with models.line.place("bert", never):
        pass
