"""What a Navigator types by mistake: through the real window, then looked for in everything that is kept."""

import asyncio
import sqlite3

import httpx
import pytest

from assistant.answer.library import open_library
from assistant.care.gaps import list_gaps
from tests.chat.conftest import Served
from tests.chat.protocol import Navigator
from tests.operation.conftest import TOKEN

PERSONAL = {
    "IBAN": ("Kann die Hundesteuer von {} abgebucht werden?", "AT611904300234573201"),
    "Steuer-ID": ("Darf ich die Steuer-ID {} im Bürgerportal speichern?", "65929970489"),
    "E-Mail": ("Warum bekommt {} keine Nachricht?", "kunigunde.probe@example.org"),
    "Telefon": ("Wer ruft {} wegen der Hundesteuer zurück?", "03433 7654321"),
    "Geburtsdatum": ("Wohngeld für die Person geb. {}, geht das?", "29.02.1968"),
    "Name": ("Muss Frau {} Hundesteuer zahlen?", "Adelgunde Probefrau"),
}


@pytest.mark.parametrize("kind", PERSONAL)
async def test_threat_16_personal_data_leaves_no_trace(office: Served, kind: str) -> None:
    sentence, secret = PERSONAL[kind]
    nora = await Navigator(office, office.sign_in("nora"), "nora").open()
    answer = await nora.say(sentence.format(secret))
    assert "**Personenbezogene Daten erkannt**" in answer["output"]
    assert secret not in answer["output"]
    assert nora.actions("trotzdem"), "the person may decide that nobody is meant"
    await nora.close()
    await asyncio.sleep(1)  # Chainlit writes what a session held once its connection is lost
    assert find_traces(office, secret) == []


def find_traces(office: Served, secret: str) -> list[str]:
    """Where the secret stands: any file of the data folder, the log, the gap list, the figures."""
    needles = {secret.encode(), secret.encode("utf-16-le"), secret.replace(" ", "").encode()}
    found = [
        str(path)
        for path in office.settings.data_dir.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]
    heads = open_library(office.settings).current().searcher.heads()
    if secret in repr(list_gaps(office.engine, heads, office.settings.care, closed=True)):
        found.append("gap list")
    if secret in httpx.get(f"{office.url}/metrics", headers={"authorization": f"Bearer {TOKEN}"}).text:
        found.append("metrics")
    return found


async def test_threat_16_what_was_confirmed_is_masked_in_the_gap_list(office: Served) -> None:
    """The Navigator said that nobody is meant, and may be wrong: Lotsen still see only that there was a number."""
    number = "03433 1112223"
    nora = await Navigator(office, office.sign_in("nora"), "nora").open()
    await nora.say(f"Welche Behörde in Timbuktu hat die Nummer {number}?")
    before = len(nora.answers())
    await nora.press(nora.actions("trotzdem")[-1])
    await nora.wait_for(lambda: len(nora.answers()) > before)
    await nora.close()
    heads = open_library(office.settings).current().searcher.heads()
    gaps = repr(list_gaps(office.engine, heads, office.settings.care))
    assert number not in gaps
    assert number not in office.log()


def test_a_deleted_conversation_is_overwritten_in_the_file(office: Served) -> None:
    with sqlite3.connect(office.settings.data_dir / "lotsenwissen.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with office.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
