import pytest

from assistant.corpus.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das gilt z. B. für Urkunden. Es gilt ab 2024.", ["Das gilt z. B. für Urkunden.", "Es gilt ab 2024."]),
        ("Nach § 9 Abs. 1 Nr. 3 OZG gilt das.", ["Nach § 9 Abs. 1 Nr. 3 OZG gilt das."]),
        ("Seit dem 24. Juli 2024 gilt das. Danach nicht.", ["Seit dem 24. Juli 2024 gilt das.", "Danach nicht."]),
        ("In Kraft seit 01.10.2025. Danach Übergang.", ["In Kraft seit 01.10.2025.", "Danach Übergang."]),
        ("Vgl. § 5 i. V. m. § 6 EGovG. Fertig.", ["Vgl. § 5 i. V. m. § 6 EGovG.", "Fertig."]),
        ("Kostet das etwas? Nein! Gar nichts.", ["Kostet das etwas?", "Nein!", "Gar nichts."]),
        ("Er sagte: „Das geht.“ Dann ging er.", ["Er sagte: „Das geht.“", "Dann ging er."]),
        ("Zeile eins\nZeile zwei", ["Zeile eins", "Zeile zwei"]),
        ("Version 1.8 vom 25.02.2026 kann das.", ["Version 1.8 vom 25.02.2026 kann das."]),
        ("Es sind ca. 5 Mio. Euro bzw. mehr.", ["Es sind ca. 5 Mio. Euro bzw. mehr."]),
        ("Dr. Muster leitet das Amt. Sie ist neu.", ["Dr. Muster leitet das Amt.", "Sie ist neu."]),
        ("", []),
        ("   \n  ", []),
    ],
)
def test_german_text_is_split_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_offsets_point_into_the_text_given() -> None:
    text = "  Erster Satz.  Zweiter Satz.\n\nDritter."
    assert [text[a:b] for a, b in split_sentences(text)] == ["Erster Satz.", "Zweiter Satz.", "Dritter."]


def test_a_megabyte_without_a_full_stop_is_one_sentence() -> None:
    assert len(split_sentences("wort " * 200_000)) == 1
