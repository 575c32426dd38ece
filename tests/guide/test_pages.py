"""The pages over HTTP: whose guide and answer it is decides, and forms of strangers do nothing."""

import json
from uuid import uuid4

import httpx
import pytest

from assistant.answer.library import Library
from assistant.guide.plan import GuidePlan, write_plan
from assistant.settings import GuideSettings
from assistant.store.guides import Guide, create_guide, read_guide, save_version
from assistant.store.turns import Turn, save_turn
from assistant.store.users import find_user
from tests.chat.conftest import Served

pytestmark = pytest.mark.slow
SETTINGS = GuideSettings()


@pytest.fixture
def guide(saxony: Served, plan: GuidePlan) -> Guide:
    anna = find_user(saxony.engine, "anna")
    assert anna
    guide = create_guide(
        saxony.engine, anna.id, "Leitfaden für Borna", {"step": 8, "replies": {}, "notice": ""}, SETTINGS
    )
    save_version(saxony.engine, guide.id, anna.id, write_plan(plan), {}, 0, SETTINGS)
    return guide


@pytest.fixture
def turn(saxony: Served) -> str:
    anna = find_user(saxony.engine, "anna")
    assert anna
    answer = {"question": "Frage?", "text": "Satz. [1]", "sentences": [], "citations": [], "notes": []}
    turn = Turn(uuid4().hex, str(uuid4()), anna.id, "Frage?", answer, "answered", 0.1)
    save_turn(saxony.engine, turn)
    return turn.id


def token_of(client: httpx.Client, guide: Guide) -> str:
    page = client.get(f"/leitfaden/{guide.id}?bearbeiten=true").text
    return page.split('name="token" value="')[1].split('"')[0]


@pytest.mark.parametrize("ending", ["", ".docx", ".pdf", ".md"])
def test_a_foreign_guide_looks_like_an_unknown_one(saxony: Served, guide: Guide, ending: str) -> None:
    with saxony.sign_in("anna") as anna, saxony.sign_in("bernd") as bernd:
        assert anna.get(f"/leitfaden/{guide.id}{ending}").status_code == 200
        foreign = bernd.get(f"/leitfaden/{guide.id}{ending}")
        unknown = bernd.get(f"/leitfaden/{uuid4()}{ending}")
    assert (foreign.status_code, foreign.text) == (unknown.status_code, unknown.text) == (404, unknown.text)


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".md"])
def test_a_foreign_answer_looks_like_an_unknown_one(saxony: Served, turn: str, ending: str) -> None:
    with saxony.sign_in("anna") as anna, saxony.sign_in("bernd") as bernd:
        own = anna.get(f"/antwort/{turn}{ending}?form=checkliste")
        assert own.status_code == 200
        assert own.headers["content-disposition"].startswith("attachment;")
        assert own.headers["x-content-type-options"] == "nosniff"
        assert bernd.get(f"/antwort/{turn}{ending}").status_code == 404


@pytest.mark.parametrize("path", ["/leitfaden", "/leitfaden/x.pdf", "/antwort/x.pdf", "/vergleich"])
def test_without_signing_in_there_is_nothing(saxony: Served, path: str) -> None:
    assert httpx.get(f"{saxony.url}{path}").status_code == 401


def test_a_form_without_our_token_changes_nothing(saxony: Served, guide: Guide) -> None:
    with saxony.sign_in("anna") as anna, saxony.sign_in("bernd") as bernd:
        path, data = f"/leitfaden/{guide.id}/aendern", {"tat": "loeschen", "version": "1"}
        assert anna.post(path, data=data).status_code == 403
        assert anna.post(path, data={**data, "token": "x"}).status_code == 403
        foreign = {**data, "token": bernd.get("/meine-daten").text.split('name="token" value="')[1].split('"')[0]}
        assert bernd.post(path, data=foreign).status_code == 404
    assert read_guide(saxony.engine, guide.id, guide.user_id)


def test_a_change_on_an_old_screen_is_refused_and_versions_can_be_restored(saxony: Served, guide: Guide) -> None:
    with saxony.sign_in("anna") as anna:
        token, path = token_of(anna, guide), f"/leitfaden/{guide.id}/aendern"
        note = {"token": token, "tat": "notiz", "abschnitt": "steps", "text": "Rückruf <script>alert(1)</script>"}
        assert anna.post(path, data={**note, "version": "1"}).status_code == 303
        assert anna.post(path, data={**note, "version": "1"}).status_code == 503
        page = anna.get(f"/leitfaden/{guide.id}").text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert anna.post(path, data={"token": token, "tat": "fassung:1", "version": "2"}).status_code == 303
        assert "Rückruf" not in anna.get(f"/leitfaden/{guide.id}").text


def test_own_data_hold_the_guides(saxony: Served, guide: Guide) -> None:
    with saxony.sign_in("anna") as anna:
        data = json.loads(anna.get("/meine-daten/export").text)
    assert guide.id in [one["id"] for one in data["leitfaeden"]]


def test_towns_are_compared_with_their_proof(saxony: Served, real_library: Library) -> None:
    case = next(case for case in real_library.current().cases if case.document == "hartha-digitale-vollstreckung")
    with saxony.sign_in("anna") as anna:
        page = anna.get("/vergleich", params={"thema": "<b>Vollstreckung", "fall": [case.document, "unbekannt"]}).text
    assert "&lt;b&gt;Vollstreckung" in page
    assert "/quelle/hartha-digitale-vollstreckung" in page
