from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.search.german import terms
from assistant.search.thesaurus import load_thesaurus
from tests.search.corpus import DOCUMENTS, SETTINGS, TODAY, build_thesaurus, document, index

ENTRIES = """
- {term: OZG, kind: abbreviation, same: [Onlinezugangsgesetz]}
- {term: Vollmacht, kind: synonym, same: [Bevollmächtigung]}
- {term: Köter, kind: everyday, same: [Hund]}
"""


def test_abbreviations_hold_both_ways_and_everyday_words_one_way(tmp_path: Path) -> None:
    thesaurus = build_thesaurus(tmp_path, ENTRIES)
    assert tuple(terms("Onlinezugangsgesetz")) in thesaurus.expand(terms("Was regelt das OZG?"))
    assert tuple(terms("OZG")) in thesaurus.expand(terms("Was regelt das Onlinezugangsgesetz?"))
    assert thesaurus.expand(terms("Köter")) == (tuple(terms("Hund")),)
    assert thesaurus.expand(terms("Hund")) == ()
    assert thesaurus.same("ozg", "Onlinezugangsgesetz")
    assert not thesaurus.same("OZG", "Vollmacht")


def test_a_question_in_everyday_words_finds_the_official_text(tmp_path: Path) -> None:
    searcher = index(tmp_path, DOCUMENTS, build_thesaurus(tmp_path, ENTRIES))
    assert searcher.retrieve("Was kostet mein Köter?", today=TODAY)[0].passage.document == "hundesteuer"


def test_the_users_own_word_counts_more_than_its_synonym(tmp_path: Path) -> None:
    documents = (
        document("eins", "Erste Seite", "Die Vollmacht wird schriftlich erteilt."),
        document("zwei", "Zweite Seite", "Die Bevollmächtigung wird schriftlich erteilt."),
    )
    searcher = index(tmp_path, documents, build_thesaurus(tmp_path, ENTRIES))
    found = [hit.passage.document for hit in searcher.retrieve("Wie wird eine Bevollmächtigung erteilt?", today=TODAY)]
    assert found == ["zwei", "eins"]


@pytest.mark.parametrize("text", ["- {term: OZG}", "- just a word", "- {term: A, kind: rhyme, same: [B]}", "[unclosed"])
def test_an_unusable_thesaurus_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(CorpusError, match=r"thesaurus\.yaml"):
        build_thesaurus(tmp_path, text)


def test_no_thesaurus_is_an_empty_one(tmp_path: Path) -> None:
    assert load_thesaurus(tmp_path / "thesaurus.yaml").expand(("ozg",)) == ()
    assert SETTINGS.search.weight_thesaurus < SETTINGS.search.weight_stems
