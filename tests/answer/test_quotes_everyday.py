"""Questions as people speak them: with a day's story around, in other words than the sources, about things nobody wrote down."""

from dataclasses import replace

import pytest

from assistant.answer.answer import Status
from assistant.answer.quoting.confidence import measure_confidence
from assistant.answer.quoting.inquiry import read_inquiry
from assistant.answer.quoting.intent import read_intents
from assistant.answer.quoting.selection import rate_sentences
from assistant.corpus.document import Asked
from assistant.search.hit import Hit
from assistant.settings import get_settings
from tests.answer.quotes_setup import CORPUS, TODAY, draft, make_hit, texts


def with_questions(hit: Hit, beginning: str, *questions: str) -> Hit:
    """The hit, with these questions at the sentence that begins so."""
    asked = (Asked(hit.passage.text.index(beginning), questions),)
    return replace(hit, passage=replace(hit.passage, asked=asked))


RETENTION = make_hit(
    "protokolle",
    "Was regelt § 7 PflG?",
    "§ 7 PflG gilt seit 2024 für alle Ausleihstellen.\n"
    "Übermittlungsprotokolle sind nach § 7 PflG zwei Jahre vorzuhalten.\n"
    "Die Aufsicht liegt nach § 7 PflG beim Landkreis.",
)
KEPT = with_questions(RETENTION, "Übermittlungsprotokolle", "Wie lange heben wir die Mitschnitte vom Leihschein auf?")


def test_a_question_kept_at_a_sentence_leads_to_that_sentence_alone() -> None:
    question = "Wie lange müssen wir Mitschnitte vom Leihschein aufheben?"

    assert draft(question, (*CORPUS, RETENTION)).status is Status.NO_SOURCE
    assert texts(draft(question, (*CORPUS, KEPT))) == [
        "Übermittlungsprotokolle sind nach § 7 PflG zwei Jahre vorzuhalten."
    ]


def test_a_kept_question_is_never_shown() -> None:
    for sentence in texts(draft("Wie lange heben wir die Mitschnitte vom Leihschein auf?", (*CORPUS, KEPT))):
        assert "Mitschnitte" not in sentence


@pytest.mark.parametrize(
    "story",
    (
        "Gestern stand wieder so einer am Tresen und hat gemeckert. Was kostet uns Torfix?",
        "Mein Chef kommt gleich aus dem Urlaub und will Zahlen sehen. Was kostet Torfix eine Gemeinde?",
        "Sagt mal, Torfix wollen jetzt ja alle haben. Was kostet das?",
    ),
)
def test_the_story_around_a_question_does_not_hide_it(story: str) -> None:
    result = draft(story)

    assert result.status is Status.ANSWERED
    assert "240 Euro" in texts(result)[0]


@pytest.mark.parametrize(
    "question",
    (
        "Wie viele Jahre gilt der Leihschein auf Papier?",  # no number is said of it
        "Wann wurde das Standesamt in Neudorf gestrichen?",
        "Welchen Betrag bekommt die Rechenstelle Nordtal vom Land?",
        "Wie viele Gemeinden verklagten das Land wegen Torfix?",
        "Was kostet ein Drucker für Torfix?",
    ),
)
def test_a_value_asked_for_is_not_answered_by_a_sentence_without_one(question: str) -> None:
    assert draft(question).status is Status.NO_SOURCE


def test_a_town_that_no_source_names_is_not_answered_by_the_neighbour() -> None:
    assert draft("Seit wann vergibt Kleinzschocherow die Termine im Standesamt über Torfix?").status is Status.NO_SOURCE
    assert draft("Seit wann vergibt Neudorf die Termine im Standesamt über Torfix?").status is Status.ANSWERED


def test_half_of_a_name_with_a_hyphen_is_not_the_name() -> None:
    number = make_hit("id", "Wo beantragt man die ID?", "Die ID beantragt man beim Landesamt für Register.")

    assert draft("Wo beantrage ich die Leitweg-ID?", (number,)).status is Status.NO_SOURCE
    assert draft("Wo beantrage ich die ID?", (number,)).status is Status.ANSWERED


def test_what_an_inserted_clause_denies_corrects_no_premise() -> None:
    archive = make_hit(
        "archiv", "Wohin mit alten Akten?", "Akten, die das Amt nicht mehr braucht, sind dem Archiv anzubieten."
    )

    assert (
        draft("Nach wie vielen Jahren muss eine Akte dem Archiv angeboten werden?", (archive,)).status
        is Status.NO_SOURCE
    )


def test_a_rival_document_makes_less_sure() -> None:
    settings = get_settings().quotes
    inquiry = read_inquiry(read_intents("Was kostet Torfix?")[0], CORPUS, TODAY)
    price = make_hit("preis", "Was kostet Torfix?", "Torfix kostet eine Stadt 300 Euro im Monat.")
    sure = []
    for hits in (CORPUS, (*CORPUS, price)):
        rated = rate_sentences(inquiry, hits, settings)
        best = max((c for c in rated if c.hit < len(CORPUS)), key=lambda c: c.score)
        sure.append(measure_confidence(inquiry, best, rated, hits, settings))

    assert 0 < sure[1] < sure[0] < 1


def test_a_name_alone_proves_less_than_many_words() -> None:
    """The heavier what is told, the more of the evidence is the name of the matter, which the asker of anything about it uses."""
    settings = get_settings().quotes
    hits = (*CORPUS, make_hit("preis", "Was ist Torfix?", "Torfix ist ein Verfahren für Leihscheine."))
    inquiry = read_inquiry(read_intents("Ist Torfix ein Verfahren für Leihscheine?")[0], hits, TODAY)
    rated = rate_sentences(inquiry, hits, settings)
    best = max(rated, key=lambda c: c.score)
    light = replace(inquiry, terms=tuple(replace(term, weight=term.weight / 2) for term in inquiry.terms))

    assert measure_confidence(inquiry, best, rated, hits, settings) < measure_confidence(
        light, best, rated, hits, settings
    )


def test_a_far_better_rival_leaves_no_confidence_and_breaks_nothing() -> None:
    settings = get_settings().quotes
    inquiry = read_inquiry(read_intents("Was kostet Torfix?")[0], CORPUS, TODAY)
    rated = rate_sentences(inquiry, CORPUS, settings)
    poor = replace(min(rated, key=lambda c: c.score), score=1e-6)

    assert measure_confidence(inquiry, poor, rated, CORPUS, settings) < 1e-6
