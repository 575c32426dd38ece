import json
from pathlib import Path

import pytest

from assistant.answer.personal import find_personal_data, mask_personal_data
from tests.conftest import REAL

DATASETS = Path(__file__).parents[2] / "evals" / "datasets"


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
        ("Überweisung von AT61 1904 3002 3457 3201 wird geprüft", "IBAN"),
        ("iban de89-3704-0044-0532-0130-00", "IBAN"),
        ("GB82WEST12345698765432", "IBAN"),
        ("ID: 86/095/742/719", "Steuer-ID"),
        ("unter 201/123/45678 geführt", "Steuernummer"),
        ("RV-Nummer 65 070649 S 004", "Sozialversicherungsnummer"),
        ("erika.muster (at) example.org", "E-Mail-Adresse"),
        ("Rufen Sie (03433) 27 87-10 an", "Telefonnummer"),
        ("0049 341 1234567", "Telefonnummer"),
        ("+49 (0) 351 564 1234", "Telefonnummer"),
        ("0171-2345678", "Telefonnummer"),
        ("wurde am 03.04.1970 geboren", "Geburtsdatum"),
        ("Muster, *03.04.1970", "Geburtsdatum"),
        ("wohnt Am Markt 3", "Anschrift"),
        ("An der Kirche 5 b in Grimma", "Anschrift"),
        ("Leipziger Straße 120", "Anschrift"),
        ("Kassenzeichen 5.0123.456789", "Aktenzeichen"),
        ("Vorgang 2026/00123 hängt", "Aktenzeichen"),
        ("Bescheidnummer: 4711-2026", "Aktenzeichen"),
        ("Kfz-Kennzeichen L-AB 1234", "Aktenzeichen"),
        ("die Antragstellerin Krause", "Name"),
        ("Unser Mitarbeiter Schulze ist krank", "Name"),
        ("der Bürger Kevin will Auskunft", "Name"),
        ("Muss Sabine Trautwein zahlen?", "Name"),
        ("Hr. Özdemir beschwert sich", "Name"),
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
        "Muss der Antragsteller Unterlagen nachreichen?",
        "Darf der Bürger Auskunft verlangen?",
        "Am Markt gibt es zwei Anbieter",
        "Zum Feld 3 Uhr",
        "Welche Mitarbeiterinnen Schulungen brauchen",
        "Ist der Antrag am 31. Dezember 2026 verfristet?",
        "BVerwG 6 C 12.20 und Drs. 7/12345",
        "Was regelt § 3a Abs. 2 Satz 4 Nr. 2 VwVfG?",
        "Die Behördennummer 115",
        "OZG-ID 10123 und LeiKa 99012345",
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


def test_a_word_behind_the_number_does_not_hide_an_iban() -> None:
    assert mask_personal_data("Konto AT61 1904 3002 3457 3201 wird belastet").startswith("Konto [IBAN]")


def test_everything_the_corpus_says_may_be_asked_about() -> None:
    """False alarms: besides offices' own mailboxes and the names of office holders, the corpus holds nothing personal."""
    found = [
        (find.kind, line[find.start : find.end])
        for path in sorted(REAL.rglob("*.md"))
        for line in path.read_text("utf-8").splitlines()
        for find in find_personal_data(line)
    ]
    assert {kind for kind, _ in found} <= {"E-Mail-Adresse", "Name"}
    assert len({text for kind, text in found if kind == "Name"}) <= 5


def test_questions_of_the_field_raise_no_false_alarm() -> None:
    questions = [
        json.loads(line)["question"]
        for name in ("answerable", "conflicts", "outdated", "unanswerable")
        for line in (DATASETS / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    alarmed = [question for question in questions if set(kinds(question)) - {"Name"}]
    named = {question[f.start : f.end] for question in questions for f in find_personal_data(question)}
    assert alarmed == []
    assert len(named) <= 5


def test_a_wall_of_names_and_numbers_is_searched_in_linear_time() -> None:
    assert len(find_personal_data("Frau Anna Muster 0341 1234567 " * 3_000)) >= 6_000
    assert find_personal_data("DE12 " * 20_000) == ()
    assert find_personal_data("0" * 50_000) == ()
    assert find_personal_data("a." * 30_000) == ()
