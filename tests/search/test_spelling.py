import pytest

from assistant.search.german import stem
from assistant.search.lexical import LexicalReader
from assistant.search.spelling import join_words, mend_word
from assistant.search.writing import PASSAGE_INDEX
from tests.search.corpus import DOCUMENTS, build


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> LexicalReader:
    folder = tmp_path_factory.mktemp("release") / "index"
    build(folder, DOCUMENTS)
    return LexicalReader(folder / PASSAGE_INDEX)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Hundestuer", "Hundesteuer"), ("Einwiligung", "Einwilligung"), ("Bereitstelung", "Bereitstellung")],
)
def test_a_mistyped_word_is_mended_from_the_corpus(words: LexicalReader, typed: str, meant: str) -> None:
    assert mend_word(typed, words) == stem(meant)


@pytest.mark.parametrize("word", ["Hundesteuer", "Versorgung", "Hand", "Donaudampfschiff", "2026"])
def test_known_short_and_far_words_are_left_alone(words: LexicalReader, word: str) -> None:
    assert mend_word(word, words) is None


def test_neighbouring_words_are_joined_to_a_compound_of_the_corpus(words: LexicalReader) -> None:
    joined = join_words(["Hunde", "Steuer", "Satzung"], words)
    assert joined[stem("Hundesteuer")] == (0, 1)
