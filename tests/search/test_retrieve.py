from datetime import date

import pytest

from assistant.corpus.document import Kind, Level
from assistant.search.retrieve import Searcher
from tests.search.corpus import DOCUMENTS, TODAY, build, found


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
