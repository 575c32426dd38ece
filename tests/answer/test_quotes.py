"""Which sentences answer, and when there is none."""

from datetime import date

import pytest

from assistant.answer.answer import Status
from assistant.corpus.document import Kind, Level
from tests.answer.quotes_setup import CORPUS, draft, make_hit, texts

ANSWERS = (
    ("Bis wann müssen wir den Leihschein digital anbieten?", "31.03.2028"),
    ("Was kostet Torfix?", "240 Euro"),
    ("Wieviel zahlt eine Stadt für Torfix?", "240 Euro"),
    ("Was ist Torfix?", "Terminkalender"),
    ("Wer betreibt Torfix?", "Rechenstelle Nordtal"),
    ("Wo melden wir eine Störung von Torfix?", "hilfe@torfix.example"),
    ("Wie lange dauert die Freischaltung von Torfix?", "vier Wochen"),
    ("Wie viele Gemeinden nutzen Torfix?", "87 Gemeinden"),
    ("Wie richten wir Torfix ein?", "Mandanten"),
    ("Warum brauchen Termine in Torfix Pausen?", "Nacharbeit"),
    ("Darf ich Leihscheine auf Papier zurückweisen?", "Nein, der Leihschein auf Papier"),
    ("Worin unterscheiden sich Bürgerfach und Firmenfach?", "dagegen für Unternehmen"),
    ("Wie hat Neudorf die Termine gelöst?", "Standesamt"),
    ("torfix kosten", "240 Euro"),
    ("Was kostet Torfxi?", "240 Euro"),
)


@pytest.mark.parametrize(("question", "expected"), ANSWERS)
def test_the_first_sentence_answers_the_kind_of_question(question: str, expected: str) -> None:
    result = draft(question)

    assert result.status is Status.ANSWERED
    assert expected in texts(result)[0]


def test_every_sentence_stands_letter_for_letter_in_the_passage_it_marks() -> None:
    for question, _ in ANSWERS:
        result = draft(question)
        for sentence in result.sentences:
            assert all(sentence.text in result.hits[mark - 1].passage.text for mark in sentence.marks)


def test_a_list_comes_whole_with_the_line_that_introduces_it() -> None:
    result = draft("Welche Unterlagen braucht die Gemeinde für Torfix?")

    assert texts(result)[:4] == [
        "Für Torfix reicht die Gemeinde diese Unterlagen ein:",
        "Mitnutzungsvertrag",
        "Formular mit den Ansprechpersonen",
        "Nachweis der Schulung",
    ]
    assert len({sentence.marks for sentence in result.sentences[:4]}) == 1


def test_a_sentence_that_leans_on_the_one_before_brings_it_along() -> None:
    hit = make_hit(
        "melder",
        "Mängelmelder",
        "Der Mängelmelder ist seit 2023 in Betrieb.\nEr kostet die Gemeinde 50 Euro im Monat.\nDas Rathaus ist gelb.",
    )

    assert texts(draft("Was kostet der Mängelmelder?", (hit,)))[:2] == [
        "Der Mängelmelder ist seit 2023 in Betrieb.",
        "Er kostet die Gemeinde 50 Euro im Monat.",
    ]


def test_an_answer_stays_short() -> None:
    hits = tuple(make_hit(f"d{n}", "Was ist Torfix?", f"Torfix ist ein Kalender der Sorte {n}.") for n in range(20, 45))

    assert len(draft("Was ist Torfix?", hits).sentences) <= 5


def test_a_statement_is_made_once() -> None:
    twin = make_hit(
        "torfix-zwilling", "Was kostet Torfix eine Gemeinde?", "Torfix kostet eine Gemeinde 240 Euro im Jahr."
    )

    assert (
        texts(draft("Was kostet Torfix?", (*CORPUS, twin))).count("Torfix kostet eine Gemeinde 240 Euro im Jahr.") == 1
    )


def test_a_verdict_from_another_heading_is_not_added() -> None:
    assert not any(text.startswith("Nein") for text in texts(draft("Was ist Torfix?")))


@pytest.mark.parametrize(
    "question",
    (
        "Was kostet Torfix in Altstadt?",
        "Was kostet Parkfix?",
        "Welche Frist nennt § 9 PflG?",
        "Was regelt § 4 des Waldgesetzes?",
        "Wie viele Mitarbeiter hat die Rechenstelle Nordtal?",
        "Was kostet Torfix 2031?",
        "Wann kommt Torfix 3.0?",
        "Torfix meldet Fehler 0x80AF, was tun?",
        "Wie hat Altstadt die Termine im Standesamt gelöst?",
        "Wann hat das Bürgerbüro geöffnet?",
        "Wie ist das Wetter morgen?",
        "Wie hoch ist die Hundesteuer?",
    ),
)
def test_what_is_asked_about_but_not_there_gets_no_answer(question: str) -> None:
    result = draft(question)

    assert result.status is Status.NO_SOURCE
    assert not [text for text in texts(result) if "nicht belegt" not in text]


def test_nothing_found_is_no_source() -> None:
    assert draft("Was kostet Torfix?", ()).status is Status.NO_SOURCE


def test_a_documented_gap_is_the_answer_alone() -> None:
    result = draft("Wie hoch ist die Förderung für Torfix 2027?")

    assert result.status is Status.NO_SOURCE
    assert texts(result) == ["Wie hoch die Förderung für Torfix im Jahr 2027 ist, ist im Korpus nicht belegt."]


def test_the_unanswered_part_of_a_double_question_is_named() -> None:
    result = draft("Was kostet Torfix und wer ist Bürgermeister von Neudorf?")

    assert result.status is Status.PARTIAL
    assert "240 Euro" in texts(result)[0]
    assert result.missing == ("wer ist Bürgermeister von Neudorf?",)


def test_a_second_question_may_point_back_to_the_first() -> None:
    result = draft("Was ist Torfix und was kostet es?")

    assert result.status is Status.ANSWERED
    assert any("Terminkalender" in text for text in texts(result))
    assert any("240 Euro" in text for text in texts(result))


OLD = make_hit(
    "stempel-alt",
    "Was kostet der Stempeldienst?",
    "Der Stempeldienst kostet 12 Euro im Monat.",
    title="Stempeldienst (alt)",
    valid_until=date(2024, 12, 31),
)


def test_only_expired_sources_are_named_and_not_quoted() -> None:
    result = draft("Was kostet der Stempeldienst?", CORPUS, (OLD,))

    assert result.status is Status.EXPIRED
    assert not result.sentences
    assert result.hits == (OLD,)
    assert "Stempeldienst (alt)" in result.notes[0]
    assert "31.12.2024" in result.notes[0]


def test_a_valid_source_wins_over_an_expired_one() -> None:
    new = make_hit("stempel", "Was kostet der Stempeldienst?", "Der Stempeldienst kostet 15 Euro im Monat.")
    result = draft("Was kostet der Stempeldienst?", (new,), (OLD,))

    assert result.status is Status.ANSWERED
    assert texts(result) == ["Der Stempeldienst kostet 15 Euro im Monat."]


def test_an_expired_source_beside_the_question_is_not_named() -> None:
    assert draft("Wer leitet die Stadtbibliothek?", CORPUS, (OLD,)).status is Status.NO_SOURCE


def test_the_next_date_is_not_one_that_has_passed() -> None:
    past = make_hit(
        "treffen", "Wann ist das nächste Treffen der Anwender?", "Das Treffen der Anwender ist am 12.03.2025."
    )
    coming = make_hit(
        "treffen", "Wann ist das nächste Treffen der Anwender?", "Das Treffen der Anwender ist am 12.03.2027."
    )

    assert draft("Wann ist das nächste Treffen der Anwender?", (past,)).status is Status.NO_SOURCE
    assert draft("Wann ist das nächste Treffen der Anwender?", (coming,)).status is Status.ANSWERED


def test_a_name_made_of_small_words_is_found() -> None:
    hit = make_hit(
        "eins", "Was bedeutet Einer für Alle?", "Einer für Alle bedeutet, dass ein Land für die anderen baut."
    )

    assert draft("Was bedeutet Einer für Alle?", (hit,)).status is Status.ANSWERED


def test_other_names_of_a_word_count() -> None:
    from assistant.answer.answer import Question
    from assistant.answer.quotes import draft_quotes
    from assistant.search.german import stem

    names = {"TFX": [stem("Torfix")]}
    asked = Question("Was kostet TFX?", date(2026, 11, 22))

    assert draft_quotes(asked, CORPUS).status is Status.NO_SOURCE
    assert draft_quotes(asked, CORPUS, alternatives=lambda word: names.get(word, [])).status is Status.ANSWERED


def test_the_best_passage_leads_and_the_rest_goes_from_high_to_low_level() -> None:
    hits = (
        make_hit(
            "kommune",
            "Gebühr für den Leihschein",
            "Die Gebühr für den Leihschein setzt die Kommune fest.",
            level=Level.KOMMUNE,
        ),
        make_hit(
            "land",
            "Gebühr für den Leihschein",
            "Für den Leihschein kann das Land die Gebühr begrenzen.",
            level=Level.LAND,
        ),
        make_hit(
            "bund",
            "Gebühr für den Leihschein",
            "Der Bund erhebt für den Leihschein keine eigene Gebühr.",
            level=Level.BUND,
            kind=Kind.LAW,
        ),
    )
    result = draft("Gebühr für den Leihschein", hits)
    levels = [result.hits[sentence.marks[0] - 1].head.level for sentence in result.sentences]

    assert len(levels) == 3
    assert levels[1:] == sorted(levels[1:], key=[Level.EU, Level.BUND, Level.LAND, Level.KOMMUNE].index)
