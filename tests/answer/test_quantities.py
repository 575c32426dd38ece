"""Quantities: one canonical value whatever the notation, and nothing equal that is not."""

from time import perf_counter

import pytest

from assistant.answer.examiner.relations import read_bound, read_relation
from assistant.answer.numerals import read_digits, read_number_word, read_ordinal_word
from assistant.answer.quantities import covers, extract_quantities


def strong(text: str) -> list[tuple[str, str, str]]:
    return [(q.kind, q.value, q.unit) for q in extract_quantities(text) if not q.weak]


EQUAL = [
    ("24.07.2024", "24. Juli 2024"),
    ("24.07.2024", "24.7.2024"),
    ("24.07.2024", "24.07.24"),
    ("24.07.2024", "2024-07-24"),
    ("24. Juli 2024", "24. Jul. 2024"),
    ("Juli 2024", "07/2024"),
    ("1,1 Mio. €", "1.100.000 Euro"),
    ("1,1 Millionen Euro", "1 100 000 EUR"),
    ("50 T€", "50.000 Euro"),
    ("€ 50", "50 Euro"),
    ("5.000,00 €", "5000 Euro"),
    ("12,50 Euro", "12,5 €"),
    ("2 Mrd. Euro", "2.000 Mio. €"),
    ("fünf Prozent", "5 %"),
    ("5%", "5 v. H."),
    ("zwei Jahre", "2 Jahre"),
    ("zwei Jahre", "24 Monate"),
    ("2-jährig", "zweijährig"),
    ("drei Wochen", "21 Tage"),
    ("zwölf Monate", "ein Jahr"),
    ("§ 9a OZG", "Paragraf 9a des OZG"),
    ("§ 9a OZG", "§ 9 a OZG"),
    ("§ 9 Abs. 1 Satz 2 OZG", "Paragraph 9 Absatz 1 Satz 2 OZG"),
    ("§ 9 OZG", "§ 9 des Onlinezugangsgesetzes"),
    ("Art. 6 Abs. 1 DSGVO", "Artikel 6 Absatz 1 der DSGVO"),
    ("§§ 9a bis 9c OZG", "§§ 9a-9c OZG"),
    ("am vierten Tag", "am 4. Tag"),
    ("zwölf Gemeinden", "12 Gemeinden"),
    ("ein Dutzend Gemeinden", "12 Gemeinden"),
    ("fünfundzwanzig Gemeinden", "25 Gemeinden"),
    ("dreihundert Einwohner", "300 Einwohner"),
    ("anderthalb Stunden", "1,5 Stunden"),
    ("10.000 Einwohner", "10 000 Einwohner"),
    ("8 Uhr", "08:00 Uhr"),
    ("8.30 Uhr", "08:30 Uhr"),
    ("Version 2.12.0", "v2.12.0"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_two_notations_are_one_quantity(one: str, other: str) -> None:
    assert strong(one) == strong(other) != []


DIFFERENT = [
    ("24.07.2024", "24.07.2023"),
    ("24.07.2024", "24.08.2024"),
    ("1,1 Mio. €", "11 Mio. €"),
    ("1,1 Mio. €", "1,1 Mrd. €"),
    ("5 Prozent", "5 Euro"),
    ("zwei Jahre", "zwei Monate"),
    ("drei Tage", "drei Werktage"),
    ("§ 9 OZG", "§ 9a OZG"),
    ("§ 9 Abs. 1 OZG", "§ 9 Abs. 2 OZG"),
    ("§ 9 OZG", "§ 9 VwVfG"),
    ("am vierten Tag", "am dritten Tag"),
    ("Ende 2022", "Mitte 2022"),
    ("8:00 Uhr", "18:00 Uhr"),
    ("Version 2.12", "Version 2.11"),
    ("B1", "B2"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_quantities_do_not_cover_each_other(one: str, other: str) -> None:
    (given,), (claimed,) = extract_quantities(one), extract_quantities(other)
    assert not covers(given, claimed)
    assert not covers(claimed, given)


COVERED = [
    ("24.07.2024", "Juli 2024", True),
    ("24.07.2024", "2024", True),
    ("24.07.2024", "24. Juli", True),
    ("31.12.2022", "Ende 2022", True),
    ("Ende 2022", "2022", True),
    ("2022", "Ende 2022", False),
    ("Juli 2024", "24.07.2024", False),
    ("15.03.2022", "Ende 2022", False),
    ("§ 9 Abs. 1 OZG", "§ 9 OZG", True),
    ("§ 9 OZG", "§ 9 Abs. 1 OZG", False),
    ("§ 9 Abs. 1 OZG", "§ 9", True),
]


@pytest.mark.parametrize(("given", "claimed", "covered"), COVERED)
def test_the_finer_covers_the_coarser_but_not_the_reverse(given: str, claimed: str, covered: bool) -> None:
    (one,), (other,) = extract_quantities(given), extract_quantities(claimed)
    assert covers(one, other) is covered


def test_offsets_point_at_the_words() -> None:
    text = "Seit dem 24. Juli 2024 gilt § 9a OZG; der Zuschuss beträgt 1,1 Mio. €."
    found = [text[q.start : q.end] for q in extract_quantities(text)]
    assert found == ["24. Juli 2024", "§ 9a OZG", "1,1 Mio. €"]


def test_a_range_of_sections_names_those_between() -> None:
    assert [value for _, value, _ in strong("§§ 9a bis 9c OZG")] == ["9a", "9b", "9c"]


def test_an_article_or_both_is_no_claim_of_a_figure() -> None:
    assert strong("Eine Gemeinde stellt einen Antrag; beide Ämter prüfen ihn. Achten Sie auf die Frist.") == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("mindestens 25 Jahre", "least"),
        ("höchstens 80 Prozent", "most"),
        ("bis zu 10 Stunden", "most"),
        ("25 Jahre", None),
    ],
)
def test_a_bound_is_read_from_the_words_before(text: str, bound: str | None) -> None:
    assert read_bound(text, extract_quantities(text)[0]) == bound


@pytest.mark.parametrize(
    ("word", "value"),
    [("null", "0"), ("einundzwanzig", "21"), ("zweitausendvierundzwanzig", "2024"), ("Zwölf", "12"), ("zweieinhalb", "2.5"),
     ("Haus", None), ("Rathaus", None), ("hundert", "100")],
)  # fmt: skip
def test_number_words_are_read(word: str, value: str | None) -> None:
    assert read_number_word(word) == value


@pytest.mark.parametrize(("word", "value"), [("vierten", "4"), ("zwanzigste", "20"), ("dritter", "3"), ("Boten", None)])
def test_ordinal_words_are_read(word: str, value: str | None) -> None:
    assert read_ordinal_word(word) == value


@pytest.mark.parametrize(("digits", "value"), [("1.100.000", "1100000"), ("007", "7"), ("1,50", "1.5"), ("3.5", "3.5")])
def test_digits_are_read_the_german_way(digits: str, value: str) -> None:
    assert read_digits(digits) == value


@pytest.mark.parametrize(
    "text",
    ["", "9" * 5_000, "1." * 5_000, "§" * 5_000, "§ 1 Abs. " * 2_000, "ein" * 5_000, "hundert" * 2_000, "12.12." * 3_000,
     "١٢٣ ۴۵ ⅔ ² 99. 99. 9999", "-" * 9_999, "1 " * 5_000, "1,1,1,1 " * 2_000, "a1" * 5_000, "٣٠.٠٦.٢٠٢٤"],
)  # fmt: skip
def test_strange_figures_neither_crash_nor_stall(text: str) -> None:
    start = perf_counter()
    for quantity in extract_quantities(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
    assert perf_counter() - start < 10


@pytest.mark.parametrize(
    ("text", "relation"),
    [("ab dem 1. März 2025", "since"), ("seit 2024", "since"), ("bis zum 1. März 2025", "until"), ("vor Ende 2022", "before"),
     ("nach drei Wochen", "after"), ("auf zwei Tage", "to"), ("nach § 9 OZG", None), ("im Jahr 2025", None)],
)  # fmt: skip
def test_the_tie_of_a_figure_is_read_from_the_words_before(text: str, relation: str | None) -> None:
    assert read_relation(text, extract_quantities(text)[0]) == relation
