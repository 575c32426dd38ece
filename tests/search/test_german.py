import pytest

from assistant.search.german import fold, grams, is_stop, norms, split_compound, stem, terms, tokens


@pytest.mark.parametrize(
    "spelling", ["Gebühr", "GEBÜHR", "Gebuehr", "gebuehr", "Gebu\u0308hr", "Ge\u00adbühr", "Ge\u200bbühr"]
)
def test_spellings_of_one_word_fold_alike(spelling: str) -> None:
    assert fold(spelling) == "gebuehr"


@pytest.mark.parametrize(
    "forms",
    [
        "Gebühren Gebühr gebuehr Gebuehren Gebuhr GEBÜHREN",
        "Häuser haeuser Haus Häusern",
        "Straße Strasse Straßen STRASSEN",
        "Bürger Bürgerin Bürgerinnen Bürger*innen Bürger:innen BürgerInnen buerger",
        "Antrag Anträge Antrags antraege",
        "prüfen geprüft pruefen prüft",
    ],
)
def test_forms_of_one_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_folded_and_raw_words_have_the_same_stem() -> None:
    for word in [
        "Größe",
        "Maßnahme",
        "Übermittlung",
        "Förderung",
        "neue",
        "Steuer",
        "Quelle",
        "aktuelle",
        "Bescheid",
        "Grüße",
    ]:
        assert stem(fold(word)) == stem(word)


def test_tokens_keep_offsets_numbers_and_references() -> None:
    text = "Nach § 9a Abs. 5 OZG sind ab 24.07.2024 für E-Mail-Adressen 1.234,56 € fällig."
    found = tokens(text)
    assert [token.text for token in found] == [
        "Nach", "§ 9a", "Abs", "5", "OZG", "sind", "ab", "24.07.2024", "für", "E", "Mail", "Adressen", "1.234,56", "fällig",
    ]  # fmt: skip
    assert all(text[token.start : token.end] == token.text for token in found)


def test_a_paragraph_sign_and_the_word_mean_the_same() -> None:
    assert stem("§ 9a") == stem("Paragraf 9a") == stem("Paragraph 9 a") == "§9a"
    assert stem("Art. 28") == stem("Artikel 28") == "art28"


def test_terms_leave_out_question_words_and_politeness() -> None:
    assert terms("Könnten Sie mir bitte sagen, welche Gebühr ich für die Hundesteuer zahlen muss?") == [
        stem("Gebühr"), stem("Hundesteuer"), stem("zahlen"),
    ]  # fmt: skip
    assert is_stop("Welche") and is_stop("für") and is_stop("fuer") and not is_stop("Frist")


def test_grams_stay_inside_the_word_and_ignore_umlauts() -> None:
    assert grams("Gebühr") == ("gebu", "ebuh", "buhr") == grams("gebuehr") == grams("Gebuhr")
    assert grams("OZG") == ("ozg",)


VOCABULARY = frozenset(
    [
        "hunde",
        "steuer",
        "satzung",
        "strasse",
        "reinigung",
        "gebuehren",
        "grundstueck",
        "eigentuemer",
        "abfall",
        "wirtschaft",
    ]
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Hundesteuersatzung", ("hunde", "steuer", "satzung")),
        ("Straßenreinigungsgebühren", ("strasse", "reinigung", "gebuehren")),
        ("Grundstückseigentümer", ("grundstueck", "eigentuemer")),
        ("Steuerung", ("steuerung",)),
        ("Gebühren", ("gebuehren",)),
        ("x" * 5000, ("x" * 5000,)),
    ],
)
def test_compounds_split_by_the_words_of_the_corpus(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word, VOCABULARY) == parts


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("§ 9a Abs. 5 OZG", ("§9a ozg",)),
        ("Paragraf 9a des OZG", ("§9a ozg",)),
        ("was steht in § 9 ozg?", ("§9 ozg",)),
        ("§ 9 Abs. 1 Satz 1 des Onlinezugangsgesetzes", ("§9 ozg",)),
        ("§§ 9 und 10 OZG", ("§9 ozg", "§10 ozg")),
        ("§ 9 Abs. 1 Satz 2 gilt auch", ("§9",)),
        ("Art. 28 DSGVO", ("art28 dsgvo",)),
        ("Artikel 28 der Datenschutz-Grundverordnung", ("art28 dsgvo",)),
        ("Art. 6 Abs. 1 Buchst. e DS-GVO", ("art6 dsgvo",)),
        ("§ 35 SGB X", ("§35 sgb x",)),
        ("§ 41 Abs. 2 Satz 1 i. V. m. § 3a VwVfG", ("§41 vwvfg", "§3a vwvfg")),
        ("§ 3 Abs. 1 Nr. 2 SächsEGovG und § 5 Abs. 2", ("§3 saechsegovg", "§5")),
        ("§ 2 der Hundesteuersatzung", ("§2 hundesteuersatzung",)),
        ("Gebühr von 9 Euro", ()),
    ],
)
def test_references_to_norms_have_one_spelling(text: str, references: tuple[str, ...]) -> None:
    assert norms(text) == references
