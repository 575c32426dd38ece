from dataclasses import replace
from pathlib import Path

from assistant.corpus.document import Asked
from assistant.search.german import terms
from assistant.search.question import read_question
from assistant.search.synonyms import load_synonyms
from assistant.search.thesaurus import Entry, Thesaurus
from tests.search.corpus import SETTINGS, TODAY, build, document, found, index

BIN = document("tonne", "Entsorgung", "Die Abfuhr der Wertstoffe geschieht alle zwei Wochen. Müll gehört in die Tonne.")
ROADS = document("strassen", "Straßen", "Die Sperrung der Straße dauert alle zwei Wochen einen Tag.")


def test_a_passage_that_says_it_in_another_word_is_found(tmp_path: Path) -> None:
    searcher = build(tmp_path / "index", (ROADS, BIN))
    assert found(searcher, "Wann kommt der Unrat weg?")[0] == "tonne"


def test_what_stands_for_the_asked_word_proves_nothing(tmp_path: Path) -> None:
    hit = build(tmp_path / "index", (ROADS, BIN)).retrieve("Unrat Leerung", today=TODAY)[0]
    assert hit.passage.document == "tonne"
    assert hit.coverage == 0


def test_every_line_of_synonyms_has_a_word_and_another() -> None:
    thesaurus = load_synonyms()
    assert len(thesaurus.entries) > 1000
    for entry in thesaurus.entries:
        assert entry.same and terms(entry.term) and all(terms(name) for name in entry.same), entry


def test_two_ways_of_saying_one_word_do_not_count_twice(tmp_path: Path) -> None:
    thesaurus = Thesaurus((Entry("Umzug", "synonym", ("Wohnungswechsel", "Ummeldung")),))
    documents = (
        document("beides", "Eins", "Der Wohnungswechsel und die Ummeldung, der Umzug und wieder die Ummeldung."),
        document("sache", "Zwei", "Beim Umzug hilft das Formular, das Formular liegt aus. Es ist grau und kurz."),
        *(document(f"rest-{n}", "Rest", f"Der Winterdienst räumt Weg {n}.") for n in range(6)),
    )
    searcher = index(tmp_path, documents, thesaurus)
    assert found(searcher, "Formular Umzug")[0] == "sache"
    question = read_question("Umzug", searcher._words, thesaurus, SETTINGS.search)
    assert len(question.groups) == 1
    assert len(question.groups[0].ways) > 2
    once = dict(searcher._words.search(question.groups, 10, tie=0.0))
    all_ways = dict(searcher._words.search(question.groups, 10, tie=1.0))
    best = max(once, key=lambda number: all_ways[number])
    assert once[best] < all_ways[best]


def test_a_question_kept_beside_a_sentence_leads_to_its_passage(tmp_path: Path) -> None:
    plain = document(
        "frist", "Bekanntgabe", "Der Verwaltungsakt gilt am vierten Tag nach der Bereitstellung als bekannt."
    )
    asked = replace(plain, asked=(Asked(0, ("Wie lange liegt das im Briefkasten?",)),))
    others = (ROADS, BIN)
    assert found(build(tmp_path / "with", (*others, asked)), "Briefkasten")[0] == "frist"
    assert found(build(tmp_path / "without", (*others, plain)), "Briefkasten") == []


def test_words_side_by_side_count_more_than_the_same_words_far_apart(tmp_path: Path) -> None:
    filler = "Der Schalter öffnet früh, das Haus ist barrierefrei, Parkplätze liegen hinten."
    documents = (
        document("fern", "Schalter", f"Die Urkunde liegt vor. {filler} Beglaubigte Stücke kosten zehn Euro."),
        document("nah", "Schalter", f"Stücke liegen vor. {filler} Eine beglaubigte Urkunde kostet zehn Euro."),
    )
    searcher = build(tmp_path / "index", documents)
    assert found(searcher, "beglaubigte Urkunde")[0] == "nah"
