import pytest

from assistant.answer.personal import find_personal_data, mask_personal_data


def kinds(text: str) -> list[str]:
    return [find.kind for find in find_personal_data(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Die IBAN ist DE89 3704 0044 0532 0130 00, geht das?", "IBAN"),
        ("DE89370400440532013000", "IBAN"),
        ("Steuer-ID 86 095 742 719 prüfen", "Steuer-ID"),
        ("meine ID 65929970489", "Steuer-ID"),
        ("Schreiben Sie an erika.muster@example.org bitte", "E-Mail-Adresse"),
        ("Rückruf unter 0351 4567890 bitte", "Telefonnummer"),
        ("Handy: 0171 2345678", "Telefonnummer"),
        ("+49 341 1234567", "Telefonnummer"),
        ("Tel. 03435/97 00", "Telefonnummer"),
        ("geb. 03.04.1970", "Geburtsdatum"),
        ("geboren am 3. April 1970 in Leipzig", "Geburtsdatum"),
        ("Sie wohnt Musterweg 1 in Leipzig", "Anschrift"),
        ("Hauptstraße 12a", "Anschrift"),
        ("in 04668 Grimma", "Anschrift"),
        ("Aktenzeichen 32-4711/2026", "Aktenzeichen"),
        ("Az. 7 K 123/24", "Aktenzeichen"),
        ("Herr Schubert hat Widerspruch eingelegt", "Name"),
        ("Frau Dr. Anna-Lena Krause fragt", "Name"),
        ("Familie Yılmaz zieht um", "Name"),
        (
            "Hier ist die Liste unserer Vollstreckungsschuldner mit Adressen, fasse sie zusammen.",
            "Liste mit Personendaten",
        ),
        ("Anbei die Daten der Antragsteller zum Prüfen", "Liste mit Personendaten"),
    ],
)
def test_threat_16_personal_data_is_recognised(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gilt § 9a Abs. 5 OZG seit dem 24.07.2024?",
        "BGBl. 2024 I Nr. 245",
        "Was kosten 1.122.000 Euro im Jahr?",
        "DE89 3704 0044 0532 0130 01",  # wrong check digits
        "12345678901",  # eleven digits, no valid check digit
        "Version 1.8 vom 25.02.2026",
        "Die Frau Bürgermeisterin entscheidet",
        "Muss Herr Bürgermeister unterschreiben?",
        "DIN SPEC 66336 und EN 301 549",
        "Verordnung (EU) 2018/1724",
        "Der Weg 1 führt über FIT-Connect",
        "Welche Liste führt die Gemeinde?",
        "Am Netzwerktreffen 2024 nahmen 100 Personen teil",
    ],
)
def test_figures_of_the_field_are_not_personal_data(text: str) -> None:
    assert kinds(text) == []


def test_names_that_the_corpus_prints_are_public() -> None:
    assert find_personal_data("Ist Frau Amtlich zuständig?", is_public_name=lambda name: name == "Amtlich") == ()


def test_masking_leaves_nothing_of_the_find() -> None:
    masked = mask_personal_data("Frau Erika Muster, geb. 03.04.1970, erika@example.org, will Wohngeld.")
    assert masked == "[Name], [Geburtsdatum], [E-Mail-Adresse], will Wohngeld."


def test_a_long_text_is_searched_in_linear_time() -> None:
    assert find_personal_data("a1 " * 50_000) == ()
    assert find_personal_data("Anbei " * 20_000) == ()
