from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ReleaseDamaged
from assistant.search.counts import WordCounts
from assistant.search.index import build_index, open_index
from assistant.search.kinship import FILE_NAME, KinshipReader, load_kinship, read_stored_bytes
from assistant.search.latent import fit_axes
from assistant.search.passages import PassageReader
from assistant.settings import Settings
from tests.search.corpus import DOCUMENTS, build, document, found

SETTINGS = Settings()
WITHOUT = Settings(search=SETTINGS.search.model_copy(update={"local_vectors": False}))
TOPICS = (
    ("müll", ("Abfall Tonne Sperrmüll Wertstoffhof Entsorgung", "Tonne Leerung Entsorgung Abfallkalender")),
    ("schule", ("Schulanfang Einschulung Grundschule Schulkind", "Schulkind Hort Grundschule Betreuung")),
    ("verkehr", ("Parkplatz Anwohner Parkausweis Straße", "Straße Sperrung Umleitung Anwohner")),
)
MANY = tuple(
    document(f"{topic}-{number}", f"Seite {number}", *(f"{text}, Fall {number}." for text in texts))
    for topic, texts in TOPICS
    for number in range(8)
)


def open_kinship(folder: Path) -> KinshipReader:
    return KinshipReader(load_kinship(folder), PassageReader(folder).firsts)


def test_documents_about_the_same_are_near_even_without_the_asked_word(tmp_path: Path) -> None:
    odd = document("schnee", "Winter", "Der Winterdienst räumt und streut die Straße.")
    plain = document("tonne", "Grau", "Die Leerung geschieht früh, die Entsorgung später.")
    build(tmp_path, (*MANY, odd, plain))
    near = open_kinship(tmp_path).measure({"sperrmull": 1.0}, None, 30)
    assert near["tonne"] > near["schnee"]
    assert max(near, key=lambda id: near[id]).startswith("müll")


def test_only_documents_that_may_be_found_are_compared(tmp_path: Path) -> None:
    build(tmp_path, MANY)
    kinship = open_kinship(tmp_path)
    near = kinship.measure({"tonn": 1.0}, kinship.rows_of(frozenset(["schule-1", "müll-3"])), 30)
    assert near == {"müll-3": 1.0, "schule-1": 0.0}


@pytest.mark.parametrize("words", [{}, {"§9": 1.0}, {"qqxyzzy": 1.0}, {"": 1.0}])
def test_a_question_the_corpus_knows_nothing_of_is_near_to_nothing(tmp_path: Path, words: dict[str, float]) -> None:
    build(tmp_path, MANY)
    assert open_kinship(tmp_path).measure(words, None, 30) == {}


def test_a_changed_document_gets_a_new_vector_and_the_others_keep_theirs(tmp_path: Path) -> None:
    secret = document("wald", "Wald", "Der Förster zeigt den Wald, die Straße ist frei.")
    build(tmp_path / "one", (secret, *MANY))
    changed = (document("wald", "Wald", "Der Hort hat eine Tonne."), *MANY)
    build_index(tmp_path / "two", changed, SETTINGS, reuse_from=tmp_path / "one")
    one, two = load_kinship(tmp_path / "one"), load_kinship(tmp_path / "two")
    assert (two.axes.rows == one.axes.rows).all()
    assert two.unfitted == 1 and len(two.numbers) == len(changed)
    kept = np.isin(one.numbers, two.numbers)
    assert kept.sum() == len(MANY)
    assert (one.vectors[kept] == two.vectors[:-1]).all()
    before = read_stored_bytes(tmp_path / "one", set(one.numbers[~kept]))
    assert before and before not in (tmp_path / "two" / FILE_NAME).read_bytes()


def test_the_axes_are_fitted_anew_when_too_much_has_changed_since(tmp_path: Path) -> None:
    build(tmp_path / "0", MANY)
    rewritten, unfitted = [], []
    for number in range(1, 6):
        new = tuple(document(f"müll-{at}", "Neu", f"Fassung {number} der Seite {at}.") for at in range(3))
        older = tmp_path / str(number - 1)
        report = build_index(tmp_path / str(number), (*new, *MANY[3:]), SETTINGS, reuse_from=older)
        rewritten.append(report.rewritten)
        unfitted.append(load_kinship(tmp_path / str(number)).unfitted)
    assert unfitted == [3, 6, 0, 3, 6]
    assert rewritten == [3, 3, len(MANY), 3, 3]


def test_an_older_index_without_vectors_is_not_built_upon(tmp_path: Path) -> None:
    build(tmp_path / "one", MANY, WITHOUT)
    assert not (tmp_path / "one" / FILE_NAME).exists()
    report = build_index(tmp_path / "two", MANY, SETTINGS, reuse_from=tmp_path / "one")
    assert report.rewritten == len(MANY)
    assert open_kinship(tmp_path / "two").measure({"tonn": 1.0}, None, 5)


@pytest.mark.parametrize("damage", ["gone", "cut", "foreign"])
def test_damaged_vectors_are_refused(tmp_path: Path, damage: str) -> None:
    build(tmp_path, DOCUMENTS)
    path = tmp_path / FILE_NAME
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:2000] if damage == "cut" else b"hello")
    with pytest.raises(ReleaseDamaged, match="corpus build"):
        open_index(tmp_path, SETTINGS)


def test_words_alone_find_where_vectors_are_switched_off(tmp_path: Path) -> None:
    build(tmp_path, DOCUMENTS)
    (tmp_path / FILE_NAME).unlink()
    assert found(open_index(tmp_path, WITHOUT), "Was kostet mein Hund?")[0] == "hundesteuer"


def test_a_mistyped_word_lies_near_the_word_meant() -> None:
    counts = WordCounts()
    for text in ("hund steuer hund", "hundesteu hund", "strass laub", "laub strass winterdien"):
        counts.add(text)
    axes = fit_axes(counts, 4)
    meant, mistyped, other = (axes.read_query({word: 1.0}) for word in ("hundesteu", "hundestue", "winterdien"))
    assert meant @ mistyped > 0.6 > meant @ other


def test_the_file_needs_no_pickle_and_no_text_of_the_corpus(tmp_path: Path) -> None:
    build(tmp_path, DOCUMENTS)
    content = (tmp_path / FILE_NAME).read_bytes()
    assert b"pickle" not in content and b"hund" not in content.lower()
