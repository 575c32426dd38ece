"""The pages as a person without JavaScript uses them."""

import re
import time
from pathlib import Path

import pytest

from assistant.store.handovers import hand_over, read_handover
from assistant.store.proposals import list_proposals
from tests.care.conftest import Browser, Workshop, make_pdf
from tests.care.test_reviewing import CASE, GIVEN, PDF

LOTSEN_PAGES = (
    "/pflege", "/pflege/vorschlaege", "/pflege/aufnehmen", "/pflege/uebergaben", "/pflege/luecken",
    "/pflege/gueltigkeit", "/pflege/quellen", "/pflege/staende", "/pflege/auswirkung", "/pflege/dokumente",
    "/pflege/protokoll", "/pflege/antwort", "/pflege/dokumente/hundesteuer/loeschen",
    "/pflege/fragen", "/pflege/fragen?dokument=hundesteuer",
)  # fmt: skip
LOTSEN_FORMS = (
    "/pflege/aufnehmen", "/pflege/vorschlaege/x", "/pflege/gueltigkeit/hundesteuer", "/pflege/luecken/x",
    "/pflege/quellen", "/pflege/dokumente/hundesteuer/loeschen", "/pflege/staende", "/pflege/auswirkung/x",
    "/pflege/antwort", "/pflege/fragen",
)  # fmt: skip
HOSTILE = Path(__file__).parents[3] / "shared" / "bench" / "hostile" / "filenames.txt"


def test_threat_01_only_lotsen_enter(browser: Browser, workshop: Workshop) -> None:
    for who, status in ((None, 401), (workshop.people["anna"], 403)):
        browser.sign_in(who)
        for path in LOTSEN_PAGES:
            assert browser.get(path).status_code == status, path
        for path in LOTSEN_FORMS:
            assert browser.client.post(path, data={"token": "x"}).status_code == status, path
    browser.sign_in(workshop.people["lotte"])
    for path in LOTSEN_PAGES:
        assert browser.get(path).status_code == 200, path


def test_a_form_from_elsewhere_does_nothing(browser: Browser, workshop: Workshop) -> None:
    browser.sign_in(workshop.people["lotte"])
    for path in (*LOTSEN_FORMS, "/vorschlagen", "/vorschlagen/auswertung"):
        assert browser.client.post(path, data={"token": "f" * 64}).status_code == 403, path
    assert list_proposals(workshop.engine) == []


@pytest.mark.parametrize("path", [*LOTSEN_PAGES, "/vorschlagen"])
def test_pages_have_one_heading_labels_for_all_fields_and_no_inline_script(
    browser: Browser, workshop: Workshop, path: str
) -> None:
    page = browser.sign_in(workshop.people["lotte"]).get(path).text
    assert page.count("<h1") == 1
    assert 'lang="de"' in page
    assert "<script" not in page and " onclick" not in page and "style=" not in page
    labelled = set(re.findall(r'<label for="([^"]+)"', page))
    fields = re.findall(r'<(?:input|select|textarea) id="([^"]+)"', page)
    assert set(fields) <= labelled


def test_upload_review_build_publish_ask(browser: Browser, workshop: Workshop) -> None:
    browser.sign_in(workshop.people["lotte"])
    page = browser.post("/pflege/aufnehmen", "/pflege/aufnehmen", {"datei": ("x.pdf", PDF)}, **GIVEN)
    assert "Parkgebühren Musterau" in page.text and "Seite 2" in page.text
    own = str(page.url.path)
    assert 'value="freigeben" class="haupt" disabled' in page.text
    browser.sign_in(workshop.people["lars"])
    page = browser.post(own, own, aktion="freigeben")
    assert "Freigegeben" in page.text
    page = browser.post("/pflege/staende", "/pflege/staende", aktion="bauen")
    for _ in range(300):
        if "kann veröffentlicht werden" in (page := browser.get("/pflege/staende")).text:
            break
        time.sleep(0.2)
    release = re.findall(r'name="stand" value="([^"]+)"', page.text)[0]
    note = browser.post("/pflege/staende", "/pflege/staende", aktion="veroeffentlichen", stand=release)
    assert "Neu (1):" in note.text and "- Parkgebühren Musterau" in note.text
    _, answer = workshop.ask("anna", "Wie hoch ist die Parkgebühr in Musterau am Markt?")
    assert "zwei Euro je Stunde" in answer.text


def test_a_navigator_proposes_a_lotse_returns_once_then_approves(browser: Browser, workshop: Workshop) -> None:
    browser.sign_in(workshop.people["anna"]).post("/vorschlagen", **CASE)
    (proposal,) = list_proposals(workshop.engine)
    path = f"/pflege/vorschlaege/{proposal.id}"
    browser.sign_in(workshop.people["lotte"]).post(path, path, aktion="zurueck", kommentar="Bitte den Aufwand genauer.")
    browser.sign_in(workshop.people["bernd"])
    assert browser.get(f"/vorschlagen/{proposal.id}").status_code == 404
    browser.sign_in(workshop.people["anna"])
    own = f"/vorschlagen/{proposal.id}"
    assert "Bitte den Aufwand genauer." in browser.get(own).text
    browser.post(own, own, **(CASE | {"effort": "Waldau brauchte sechs Arbeitstage."}))
    page = browser.sign_in(workshop.people["lotte"]).post(path, path, aktion="freigeben")
    assert "Freigegeben" in page.text
    assert "sechs Arbeitstage" in (workshop.settings.corpus_dir / proposal.path).read_text("utf-8")


def test_a_navigator_cannot_choose_kind_or_place(browser: Browser, workshop: Workshop) -> None:
    browser.sign_in(workshop.people["anna"]).post("/vorschlagen", **CASE, kind="law", id="hundesteuer", sources="SATZ")
    (proposal,) = list_proposals(workshop.engine)
    assert (proposal.kind, proposal.path) == ("case", "cases/waldau-gewerbeanmeldung.md")


def test_a_handover_is_answered_on_the_pages(browser: Browser, workshop: Workshop) -> None:
    turn, _ = workshop.ask("anna", "Wann öffnet das Freibad in Musterau?")
    handover, _ = hand_over(workshop.engine, turn)
    browser.sign_in(workshop.people["lotte"])
    form = f"/pflege/antwort?uebergabe={handover.id}"
    page = browser.post(
        "/pflege/antwort", form, frage=turn.question, antwort="Das Freibad in Musterau öffnet am 15. Mai.",
        sources="SATZ", uebergabe=handover.id, level="Kommune", topic="praxis",
    )  # fmt: skip
    path = page.url.path
    page = browser.sign_in(workshop.people["lars"]).post(path, path, aktion="freigeben")
    assert "Die Antwort ist bei der Person" in page.text
    answered = read_handover(workshop.engine, handover.id)
    assert answered is not None and answered.reply == "Das Freibad in Musterau öffnet am 15. Mai."


def test_erasing_needs_the_name_and_leaves_a_receipt(browser: Browser, workshop: Workshop) -> None:
    browser.sign_in(workshop.people["lotte"])
    path = "/pflege/dokumente/buergerportal/loeschen"
    assert "nichts gelöscht" in browser.post(path, path, sicher="falsch").text
    page = browser.post(path, path, sicher="buergerportal")
    name = re.findall(r"/pflege/belege/([^\"]+)", page.text)[0]
    assert "Nichts mehr gefunden" in browser.get(f"/pflege/belege/{name}").text
    assert browser.get("/pflege/belege/..%2F..%2Fcorpus%2Fsources.yaml").status_code == 404


def test_opting_out_of_the_gap_list_is_one_tick(browser: Browser, workshop: Workshop) -> None:
    browser.sign_in(workshop.people["anna"]).post("/vorschlagen/auswertung", nicht="ja")
    workshop.ask("anna", "Wann öffnet das Freibad in Musterau?")
    page = browser.sign_in(workshop.people["lotte"]).get("/pflege/luecken")
    assert "Keine Lücken" in page.text


def test_threat_05_what_people_type_is_shown_as_text(browser: Browser, workshop: Workshop) -> None:
    attack = "<img src=x onerror=alert(1)>{{7*7}}"
    browser.sign_in(workshop.people["anna"]).post("/vorschlagen", **(CASE | {"title": attack, "problem": attack}))
    workshop.ask("anna", f"Warum {attack} im Freibad?")
    (proposal,) = list_proposals(workshop.engine)
    browser.sign_in(workshop.people["lotte"])
    for path in ("/pflege/vorschlaege", f"/pflege/vorschlaege/{proposal.id}", "/pflege/luecken", "/pflege"):
        page = browser.get(path).text
        assert "<img src=x" not in page
        assert "49" not in re.findall(r"alert\(1\)&gt;(..)", page)


@pytest.mark.skipif(not HOSTILE.exists(), reason="measuring set absent")
def test_threat_06_hostile_file_names_leave_no_mark(browser: Browser, workshop: Workshop) -> None:
    browser.sign_in(workshop.people["lotte"])
    before = set(workshop.settings.corpus_dir.rglob("*"))
    small = make_pdf("Die Parkgebühr beträgt zwei Euro.")
    for name in HOSTILE.read_text("utf-8").splitlines()[:8]:
        browser.post("/pflege/aufnehmen", "/pflege/aufnehmen", {"datei": (name, small)}, **GIVEN)
    stored = [path.name for path in (workshop.settings.data_dir / "proposals").rglob("*") if path.is_file()]
    assert len(stored) == 8
    assert all(re.fullmatch(r"[a-z0-9-]+\.pdf", name) for name in stored)
    assert set(workshop.settings.corpus_dir.rglob("*")) == before


def test_a_kept_original_is_sent_as_a_download(browser: Browser, workshop: Workshop) -> None:
    browser.sign_in(workshop.people["lotte"])
    page = browser.post("/pflege/aufnehmen", "/pflege/aufnehmen", {"datei": ("x.pdf", PDF)}, **GIVEN)
    sent = browser.get(f"{page.url.path}/original")
    assert sent.content == PDF
    assert sent.headers["content-disposition"].startswith("attachment")
    assert sent.headers["x-content-type-options"] == "nosniff"


def test_what_cannot_be_read_is_said_on_a_page_that_leads_back(browser: Browser, workshop: Workshop) -> None:
    browser.sign_in(workshop.people["lotte"])
    page = browser.post("/pflege/aufnehmen", "/pflege/aufnehmen", {"datei": ("x.exe", b"MZ\x00")}, **GIVEN)
    assert (page.status_code, "wird nicht gelesen" in page.text) == (409, True)
    assert "knopf" in page.text
