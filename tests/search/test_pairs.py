import pytest

from assistant.search.coverage import Asked
from assistant.search.pairs import Pairs

ASKED = (Asked("geburtsurkund", (), 3.0), Asked("beantrag", (), 1.0), Asked("find", (), 2.0, trust=0.15))


@pytest.mark.parametrize(
    ("line", "worth"),
    [
        (" geburtsurkund beantrag ", 1.0),
        (" beantrag geburtsurkund ", 1.0),
        (" geburtsurkund amt beantrag ", 1.0),
        (" geburtsurkund amt haus beantrag ", 0.0),
        (" geburtsurkund beantrag geburtsurkund beantrag ", 1.0),
        (" geburtsurkundstell beantrag ", 0.0),
        (" geburtsurkund find ", 0.0),
        (" beantrag ", 0.0),
        ("  ", 0.0),
    ],
)
def test_neighbours_count_once_at_the_rarity_of_the_commoner_word(line: str, worth: float) -> None:
    assert Pairs(ASKED).measure(line) == worth


def test_only_words_that_neighbour_in_the_question_make_a_pair() -> None:
    asked = tuple(Asked(stem, (), 1.0) for stem in ("a", "b", "c", "d"))
    assert Pairs(asked).measure(" a d ") == 0.0
    assert Pairs(asked).measure(" a c ") == 1.0
    assert Pairs(asked).measure(" a b c ") == 3.0
