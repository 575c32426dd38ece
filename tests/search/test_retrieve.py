from datetime import date
from pathlib import Path

import pytest

from assistant.corpus.document import Kind, Level
from assistant.search.retrieve import Searcher
from tests.search.corpus import DOCUMENTS, TODAY, build, document, found


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return build(tmp_path_factory.mktemp("release") / "index", DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("Was kostet mein Hund?", "hundesteuer"),
        ("Wie hoch ist die Steuer für Hunde?", "hundesteuer"),
        ("hunde steuer satzung", "hundesteuer"),
        ("Hundestuer", "hundesteuer"),
        ("Wann hat das Buergeramt geoeffnet?", "sprechzeiten"),
        ("wann hat das burgeramt geoffnet", "sprechzeiten"),
        ("Gebühr bezahlen", "sprechzeiten"),
    ],
)
def test_the_right_document_stands_first_however_it_is_asked(searcher: Searcher, question: str, document: str) -> None:
    assert found(searcher, question)[0] == document


def test_expired_and_future_documents_are_left_out_unless_asked_for(searcher: Searcher) -> None:
    question = "Wie hoch ist die Förderung der Digitalisierung?"
    assert "foerderung-alt" not in found(searcher, question)
    assert {"foerderung-alt", "foerderung-neu"} <= set(found(searcher, question, include_expired=True))
    then = searcher.retrieve(question, today=date(2022, 6, 1))
    assert next(hit.passage.document for hit in then) == "foerderung-alt"
    assert "foerderung-neu" not in {hit.passage.document for hit in then}


def test_filters_by_level_kind_and_municipality(searcher: Searcher) -> None:
    assert set(found(searcher, "Postfach Hund Bürgeramt", level=Level.BUND)) == {"bekanntgabe"}
    assert set(found(searcher, "Postfach Hund Nutzerkonto", kind=Kind.LAW)) == {"bekanntgabe", "einwilligung"}
    assert set(found(searcher, "Postfach Hund Bürgeramt", municipality="Musterstadt")) == {"hundesteuer"}


def test_a_hit_brings_its_passage_letter_for_letter(searcher: Searcher) -> None:
    hit = searcher.retrieve("Postfach bekannt gegeben", today=TODAY)[0]
    document = next(one for one in DOCUMENTS if one.id == "bekanntgabe")
    assert hit.passage.text == document.text[hit.passage.start : hit.passage.end]
    assert hit.passage.headings == ("Auskunft",)
    assert hit.head == document.head == searcher.head("bekanntgabe")
    assert searcher.passage(hit.passage.id) == hit.passage


def test_coverage_tells_a_served_question_from_a_foreign_one(searcher: Searcher) -> None:
    served = searcher.retrieve("Wann gilt ein Verwaltungsakt im Postfach als bekannt gegeben?", today=TODAY)[0]
    foreign = searcher.retrieve("Wie backe ich Quarkstollen mit Rosinen im Postfach?", today=TODAY)[0]
    assert served.coverage > 0.9
    assert foreign.coverage < 0.4


@pytest.mark.parametrize(
    "question", ["", "   ", "und oder", "§§§", "\x00", "a" * 5000, "🙂" * 50, '"(AND OR" NOT *:~^']
)
def test_no_question_breaks_the_search(searcher: Searcher, question: str) -> None:
    assert isinstance(searcher.retrieve(question, today=TODAY), list)


def test_a_named_paragraph_stands_first(searcher: Searcher) -> None:
    assert found(searcher, "Was sagt § 8 OZG zum Postfach und zur Bereitstellung?")[0] == "einwilligung"
    assert found(searcher, "Paragraf 9 des Onlinezugangsgesetzes")[0] == "bekanntgabe"


def test_a_component_named_in_the_question_stands_first(tmp_path: Path) -> None:
    documents = (
        document("antraege", "Anträge online", "Der Antragsdienst nimmt Anträge an; Anträge landen im Postfach."),
        document("sammel", "Übersicht der Anträge", "FIT-Connect und Anträge, Anträge, Anträge im Antragsdienst."),
        document("fit", "FIT-Connect – Zustellung", "Das System stellt Daten zu.", kind=Kind.COMPONENT),
    )
    assert (
        found(build(tmp_path / "index", documents), "Wie stellt FIT-Connect Anträge im Antragsdienst zu?")[0] == "fit"
    )


def test_one_document_does_not_crowd_out_the_others(tmp_path: Path) -> None:
    long = document("lang", "Müll", *(f"Die Müllabfuhr kommt in Bezirk {n} am Montag. " * 18 for n in range(9)))
    short = document("kurz", "Abfall", "Die Müllabfuhr kommt auch in den Ortsteilen.")
    hits = build(tmp_path / "index", (long, short)).retrieve("Wann kommt die Müllabfuhr?", today=TODAY)
    assert [hit.passage.document for hit in hits].count("lang") <= 4
    assert "kurz" in {hit.passage.document for hit in hits}


def test_the_same_passage_in_two_documents_is_shown_once(tmp_path: Path) -> None:
    text = "Das Standesamt beurkundet Geburten, Eheschließungen und Sterbefälle."
    twins = (document("eins", "Standesamt", text), document("zwei", "Standesamt", text))
    assert len(build(tmp_path / "index", twins).retrieve("Was beurkundet das Standesamt?", today=TODAY)) == 1


@pytest.mark.parametrize("question", ["Verwatlungsakt", "Verwaltungsaktt", "Verwaltngsakt", "verwaltungs akt"])
def test_a_slip_of_the_finger_still_finds(searcher: Searcher, question: str) -> None:
    hit = searcher.retrieve(question, today=TODAY)[0]
    assert hit.passage.document == "bekanntgabe"
    assert hit.coverage > 0.6
