"""The thing asked must be said by the sentence itself: deed, giver, kind of value, day. What is near does not answer."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer.answer import Draft, Question, Status
from assistant.answer.quotes import draft_quotes
from assistant.answer.quoting.bridge import draft_two_steps, read_described
from assistant.answer.quoting.demands import read_demands
from assistant.answer.quoting.exacting import adds_something
from assistant.answer.quoting.inquiry import read_inquiry
from assistant.answer.quoting.intent import Ask, find_kind, read_intents
from assistant.answer.quoting.matching import read_terms
from assistant.answer.quoting.moment import is_ahead
from assistant.search.hit import Hit
from tests.answer.quotes_setup import CORPUS, TODAY, draft, make_hit, texts


def only(*hits: Hit) -> tuple[Hit, ...]:
    return (*CORPUS, *hits)


@pytest.mark.parametrize(
    ("question", "kind"),
    (
        ("An welchem Wochentag ist Sprechstunde?", Ask.WHEN),
        ("In welchem Abstand wird das Gesetz geprüft?", Ask.HOW_MANY),
        ("Torfix Anzahl Gemeinden", Ask.HOW_MANY),
        ("In welcher Zeit wurde Torfix gebaut?", Ask.HOW_LONG),
        ("Unter welcher Internetadresse läuft Torfix?", Ask.WHERE),
        ("Was müssen wir für Torfix blechen?", Ask.COST),
        ("Knöpft uns das Land Geld ab?", Ask.COST),
        ("Woran liegt das?", Ask.WHY),
        ("Reicht eine einfache E-Mail?", Ask.YES_NO),
        ("dürfen wir akten schreddern", Ask.YES_NO),
        ("Hat Altstadt für Torfix einen Preis gewonnen?", Ask.YES_NO),
        ("Was ist der Preis von Torfix?", Ask.COST),
        ("Am wievielten Tag gilt ein Brief als zugegangen?", Ask.WHEN),
    ),
)
def test_everyday_ways_of_asking_have_their_kind(question: str, kind: Ask) -> None:
    assert find_kind(question) is kind


def test_the_deed_asked_about_must_be_said() -> None:
    corpus = only(
        make_hit(
            "altstadt", "Wie hat Altstadt das gelöst?", "Altstadt nutzt Torfix seit 2021 mit Hilfe der Firma Kibu."
        )
    )

    assert draft("Seit wann betreibt die Firma Kibu Torfix?", corpus).status is Status.NO_SOURCE


def test_money_of_the_federation_does_not_answer_for_the_land() -> None:
    corpus = (
        make_hit(
            "bundesgeld", "Gibt es Bundesgeld für den Leihschein?", "Der Bund gibt den Ländern Geld für den Leihschein."
        ),
    )

    assert draft("Gibt es Geld vom Land für den Leihschein?", corpus).status is Status.NO_SOURCE
    assert draft("Gibt es Geld vom Bund für den Leihschein?", corpus).status is Status.ANSWERED


def test_the_share_of_the_land_is_not_the_share_of_a_town() -> None:
    corpus = (
        make_hit("pflgeld", "Wie viel PflG-Geld bekommt das Land?", "Das Land bekommt aus dem PflG 48 Millionen Euro."),
    )

    assert (
        draft("Wie viel PflG-Geld bekommt eine kleine Gemeinde mit 900 Einwohnern?", corpus).status is Status.NO_SOURCE
    )


def test_a_telephone_number_is_not_answered_by_a_sentence_without_one() -> None:
    corpus = (make_hit("goedau", "Wer hilft in Gödau?", "Die Bürgermeisterin von Gödau hilft bei Torfix."),)

    assert draft("Bürgermeisterin Gödau Telefonnummer", corpus).status is Status.NO_SOURCE


def test_what_is_just_asked_and_undocumented_is_said_to_be_so() -> None:
    corpus = (
        make_hit(
            "vertrag", "Wie lange galt der Torfix-Vertrag?", "Der Torfix-Vertrag war zunächst bis Ende 2018 befristet."
        ),
        make_hit(
            "vertrag-heute",
            "Gilt der Torfix-Vertrag heute noch?",
            "Ob der Torfix-Vertrag nach 2018 verlängert wurde, ist im Korpus nicht belegt.",
        ),
    )
    result = draft("Bis wann wurde der Torfix-Vertrag nach 2018 verlängert?", corpus)

    assert result.status is Status.NO_SOURCE
    assert texts(result) == ["Ob der Torfix-Vertrag nach 2018 verlängert wurde, ist im Korpus nicht belegt."]


def test_a_past_value_does_not_answer_for_today_where_today_is_undocumented() -> None:
    corpus = (
        make_hit(
            "geld-2023",
            "Wie hoch war die Förderung von Torfix 2023?",
            "Die Förderung von Torfix betrug 2023 jährlich 90.000 Euro.",
        ),
        make_hit(
            "geld-2026",
            "Wie hoch ist die Förderung von Torfix 2026?",
            "Wie hoch die Förderung von Torfix im Jahr 2026 ist, ist im Korpus nicht belegt.",
        ),
    )

    assert draft("Wie hoch ist die Förderung von Torfix aktuell?", corpus).status is Status.NO_SOURCE
    assert draft("Wie hoch war die Förderung von Torfix 2023?", corpus).status is Status.ANSWERED


def test_what_is_undocumented_about_another_question_stays_out() -> None:
    corpus = only(
        make_hit(
            "schulung",
            "Was kostet die Schulung?",
            "Was die Schulung zu Torfix heute kostet, ist im Korpus nicht belegt.",
        )
    )

    assert "Mandanten" in texts(draft("Wie richten wir Torfix ein?", corpus))[0]


@pytest.mark.parametrize(
    ("text", "ahead"),
    (
        ("Torfix läuft seit 01.10.2027.", True),
        ("Torfix wurde im Juli 2027 eingestellt.", True),
        ("Torfix läuft ab 01.10.2027.", False),
        ("Gemeinden müssen bis zum 31.03.2028 umstellen.", False),
        ("Torfix läuft seit 01.10.2025.", False),
    ),
)
def test_nothing_has_happened_before_its_day(text: str, ahead: bool) -> None:
    assert is_ahead(text, TODAY) is ahead


def test_a_source_of_a_later_day_is_named_instead_of_answering_from_beside() -> None:
    coming = make_hit(
        "scheing-7",
        "Wie lange darf man den Leihschein behalten?",
        "Den Leihschein darf man nach § 7 ScheinG sechs Wochen behalten.",
    )
    coming = replace(coming, head=replace(coming.head, valid_from=date(2027, 7, 1)))
    beside = make_hit(
        "irrtum",
        "Was ist ein Irrtum zum Leihschein?",
        "Den Leihschein darf man nicht für immer behalten, auch nicht sechs Jahre.",
    )
    question = Question("Wie lange darf man den Leihschein nach § 7 ScheinG behalten?", TODAY)
    result = draft_quotes(question, (beside,), coming=(coming,))

    assert (result.status, result.sentences) == (Status.NO_SOURCE, ())
    assert "01.07.2027" in result.notes[0]


def test_a_year_and_a_month_stand_in_a_written_date() -> None:
    corpus = (
        make_hit("agenda", "Was steht in der Torfagenda?", "Die Torfagenda vom 04.12.2025 behandelt den Leihschein."),
    )

    assert draft("Welche Agenda vom Dezember 2025 behandelt den Leihschein?", corpus).status is Status.ANSWERED


def test_a_word_typed_wrong_is_mended_from_the_hits() -> None:
    corpus = (
        make_hit(
            "akten",
            "Dürfen wir gescannte Akten vernichten?",
            "Gescannte Akten dürfen erst nach einer Prüfung vernichtet werden.",
        ),
    )

    assert draft("dürfen wir gescante aktn vernichtn", corpus).status is Status.ANSWERED


def test_registering_is_not_deregistering() -> None:
    corpus = (make_hit("hund", "Kann man Hunde online anmelden?", "Hunde lassen sich in Neudorf online anmelden."),)

    assert draft("Kann man Hunde in Neudorf online abmelden?", corpus).status is Status.NO_SOURCE


def test_a_definition_begins_with_what_the_thing_is() -> None:
    corpus = (
        make_hit(
            "geofix", "Was kostet Geofix?", "Geofix ist für Gemeinden kostenfrei und wird auf Antrag freigeschaltet."
        ),
        make_hit("geofix", "Was bietet Geofix?", "Geofix bietet Gemeinden Kartendienste und Luftbilder."),
    )

    assert "Kartendienste" in texts(draft("Was ist Geofix?", corpus))[0]


def test_the_same_fact_from_three_documents_is_told_once() -> None:
    corpus = tuple(
        make_hit(f"zahl-{number}", heading, text)
        for number, (heading, text) in enumerate(
            (
                ("Wie viele Gemeinden nutzen Netzfix?", "Netzfix nutzen 62 Gemeinden."),
                ("Was ist über Netzfix bekannt?", "Im Land nutzen 62 Gemeinden Netzfix."),
                ("Wo steht Netzfix?", "Netzfix nutzen im Land schon 62 Gemeinden."),
            )
        )
    )

    assert texts(draft("Wie viele Gemeinden nutzen Netzfix?", corpus)) == ["Netzfix nutzen 62 Gemeinden."]


BRIDGE = (
    make_hit(
        "netzfix",
        "Welches Portal vermittelt Rechner?",
        "Das Portal Netzfix vermittelt Rechner an Gemeinden.",
        title="Netzfix",
    ),
    make_hit(
        "netzfix-betrieb",
        "Wer betreibt Netzfix?",
        "Netzfix betreibt die Rechenstelle Nordtal.",
        title="Betrieb von Netzfix",
    ),
)


def two_steps(question: str) -> Draft | None:
    return draft_two_steps(Question(question, TODAY), lambda step: BRIDGE)


def test_a_described_thing_is_found_first_and_both_steps_are_shown() -> None:
    result = two_steps("Wer betreibt das Portal, das Rechner an Gemeinden vermittelt?")

    assert result is not None
    assert texts(result) == [
        "Netzfix betreibt die Rechenstelle Nordtal.",
        "Das Portal Netzfix vermittelt Rechner an Gemeinden.",
    ]


def test_without_the_second_step_nothing_is_answered() -> None:
    assert two_steps("Was kostet das Portal, das Rechner an Gemeinden vermittelt?") is None


@pytest.mark.parametrize(
    "question", ("Wer betreibt Torfix?", "Was gilt, wenn es regnet?", "Das Portal, das es gibt?", "")
)
def test_a_plain_question_describes_nothing(question: str) -> None:
    assert read_described(question) is None


def test_what_is_counted_may_be_called_by_the_last_part_of_its_name() -> None:
    corpus = only(
        make_hit("altstadt", "Was steht auf der Website?", "Altstadt beschreibt auf der Website rund 290 Leistungen.")
    )

    assert "290" in texts(draft("Wie viele Verwaltungsleistungen beschreibt Altstadt auf der Website?", corpus))[0]


def test_a_figure_beside_something_undocumented_is_still_told() -> None:
    corpus = only(
        make_hit("altstadt", "Wer macht das?", "Altstadt setzt 1,5 Stellen ein; die Sachkosten sind nicht belegt.")
    )

    assert "1,5" in texts(draft("Wie viele Stellen setzt Altstadt ein?", corpus))[0]
    assert draft("Wie hoch sind die Sachkosten in Altstadt?", corpus).status is Status.NO_SOURCE


def test_a_verb_that_only_joins_a_value_need_not_be_said() -> None:
    corpus = only(
        make_hit(
            "altstadt",
            "Wie viel Arbeitsaufwand macht der Versand in Altstadt?",
            "Der Versand braucht in Altstadt noch etwa ein Fünftel des früheren Arbeitsaufwands.",
        )
    )

    assert "Fünftel" in texts(draft("Wie viel Arbeitsaufwand bleibt in Altstadt beim Versand übrig?", corpus))[0]


def test_a_slip_in_the_ending_of_a_compound_still_names_it() -> None:
    corpus = only(
        make_hit("vertrag", "Wie lange gilt sie?", "Die Mitnutzungsvereinbarung galt zunächst bis Ende 2018.")
    )

    assert "2018" in texts(draft("Bis wann galt die Mitnutzungsvereinbarng zunächst?", corpus))[0]


def test_from_when_may_be_an_event() -> None:
    corpus = only(make_hit("daten", "Wer haftet?", "Ab Empfang des Antrags ist die Fachbehörde verantwortlich."))

    assert "Empfang" in texts(draft("Ab wann ist die Fachbehörde verantwortlich?", corpus))[0]


def test_a_denial_of_something_else_is_no_price() -> None:
    corpus = (make_hit("wolke", "Was ist die Wolke?", "Die Wolke vermittelt Dienste und betreibt kein Rechenzentrum."),)

    assert draft("Was kosten Dienste über die Wolke im Monat?", corpus).status is Status.NO_SOURCE


def test_a_figure_of_a_reference_is_no_date() -> None:
    corpus = (make_hit("tor", "Was ist das Tor?", "Die Verordnung (EU) 2018/1724 schafft das Zugangstor der EU."),)

    assert draft("Bis wann müssen wir Angaben für das Zugangstor der EU liefern?", corpus).status is Status.NO_SOURCE


def test_until_when_may_be_an_event() -> None:
    corpus = only(
        make_hit(
            "fach",
            "Muss die Nachricht über den Leihschein verschickt werden?",
            "Ja, die Nachricht über den Leihschein muss spätestens am Tag der Bereitstellung verschickt werden.",
        )
    )

    assert (
        "spätestens am Tag"
        in texts(draft("Bis wann muss die Nachricht über den Leihschein verschickt sein?", corpus))[0]
    )


def test_up_to_which_thing_wants_the_thing_not_a_number() -> None:
    corpus = only(
        make_hit(
            "niveau", "Was genügt?", "Ein Blauschein genügt bis zum Vertrauensniveau „mittel“ der Torfix-Anmeldung."
        )
    )

    assert "mittel" in texts(draft("Bis zu welchem Vertrauensniveau genügt ein Blauschein?", corpus))[0]


def test_what_the_dictionary_declines_is_no_name() -> None:
    question = "Was ist nach Ansicht der Fachleute in Betracht zu ziehen, und was gilt in Borna?"
    demands = read_demands(question, read_terms(question), TODAY)

    assert [term.word for term in demands.names] == ["Borna"]


@pytest.mark.parametrize("town", ["Wurzen", "Döbeln", "Grimma"])
def test_a_town_called_like_a_thing_stays_a_name(town: str) -> None:
    corpus = only(make_hit("steuer", "Wie hoch ist die Hundesteuer?", "Die Hundesteuer beträgt 96 Euro im Jahr."))

    assert draft(f"Wie hoch ist die Hundesteuer in {town}?", corpus).status is Status.NO_SOURCE
    assert draft("Wie hoch ist die Hundesteuer?", corpus).status is Status.ANSWERED


@pytest.mark.parametrize(
    ("text", "adds"), [("Meldeverzeichnis (Nr. 1)", False), ("Für das Meldeverzeichnis braucht es ein Siegel.", True)]
)
def test_what_says_only_the_words_asked_for_tells_nothing(text: str, adds: bool) -> None:
    (intent,) = read_intents("Was verlangt der Hersteller für das Meldeverzeichnis?")

    assert adds_something(read_inquiry(intent, CORPUS, TODAY), text) is adds


def test_the_kind_of_thing_need_not_be_said() -> None:
    corpus = only(make_hit("fuchs", "Was steckt hinter Torfix?", "Torfix beruht in Altstadt auf Rotschein."))

    assert "Rotschein" in texts(draft("Welches Werkzeug steckt hinter Torfix in Altstadt?", corpus))[0]


@pytest.mark.parametrize(
    ("word", "meant"), [("Komunen", "Kommunen"), ("Papirakten", "Papierakten"), ("Genossenchaften", "Genossenschaften")]
)
def test_a_slip_in_a_noun_still_names_it(word: str, meant: str) -> None:
    corpus = only(make_hit("zahl", f"Wie viele {meant} gibt es?", f"In Altstadt gab es im Jahr 2025 rund 80 {meant}."))

    assert "80" in texts(draft(f"Wie viele {word} gab es in Altstadt?", corpus))[0]


def test_a_town_one_letter_away_is_another_town() -> None:
    corpus = only(
        make_hit("steuer", "Wie hoch ist die Hundesteuer in Borna?", "In Borna beträgt die Hundesteuer 96 Euro.")
    )

    assert draft("Wie hoch ist die Hundesteuer in Berna?", corpus).status is Status.NO_SOURCE


def test_the_next_time_is_a_date_to_come() -> None:
    corpus = only(make_hit("treff", "Wann prüft die Aufsicht?", "Die Aufsicht prüfte die Seiten zuletzt im Mai 2025."))

    assert draft("Wann prüft die Aufsicht das nächste Mal die Seiten?", corpus).status is Status.NO_SOURCE


@pytest.mark.parametrize(
    "second", ["nach wie langer Zeit wird es gelöscht?", "bei wem ist es zu beantragen?", "aus welchem Topf kommt es?"]
)
def test_a_second_question_may_begin_with_a_preposition(second: str) -> None:
    parts = read_intents(f"Welches Niveau verlangt das Cockpit, und {second}")

    assert [part.text for part in parts] == ["Welches Niveau verlangt das Cockpit", second]
