"""Four callers × every route and socket event, taken from the composed product itself."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import httpx
import pytest
import socketio

from assistant import wording
from assistant.store.threads import export_conversations
from assistant.store.users import add_user, find_user, set_disabled
from tests.chat.conftest import PASSWORD, build_town_hall
from tests.load.people import Person
from tests.load.product import ROOT, Window, running
from tests.operation.access_rules import EVENTS, ROUTES, Rule

CALLERS = ("anonymous", "disabled", "navigator", "lotse")
QUESTION = "Wie hoch ist die Hundesteuer in Musterau?"


@dataclass(frozen=True)
class Doors:
    """The composed product with one signed-in client per caller, and somebody else's conversation in it."""

    window: Window
    cookies: dict[str, dict[str, str]]
    victim: Person
    session: str


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the application says that it has."""
    command = [sys.executable, "-m", "tests.operation.list_routes", str(tmp_path_factory.mktemp("wege"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    directory = tmp_path_factory.mktemp("tueren")
    settings = build_town_hall(directory)
    environment = {"LOTSENWISSEN_OPERATION__METRICS_TOKEN": "unbekannt"}
    with running(settings, directory / "server.log", **environment) as window:
        for name, role in (
            ("disabled", "lotse"),
            ("navigator", "navigator"),
            ("lotse", "lotse"),
            ("opfer", "navigator"),
        ):
            add_user(window.engine, name, PASSWORD, role, settings.store)
        cookies: dict[str, dict[str, str]] = {"anonymous": {}}
        for name in ("disabled", "navigator", "lotse"):
            answer = httpx.post(f"{window.url}/login", data={"username": name, "password": PASSWORD}, timeout=30)
            cookies[name] = dict(answer.raise_for_status().cookies)
        set_disabled(window.engine, "disabled", True)
        victim = Person(window.url, "opfer")
        asyncio.run(_converse(victim))
        yield Doors(window, cookies, victim, str(uuid4()))


async def _converse(person: Person) -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        await person.sign_in(client)
    await person.connect()
    await person.ask(QUESTION, 0.0)
    await person.leave()


def test_threat_01_every_route_and_event_of_the_product_has_a_rule(found: dict[str, list[str]]) -> None:
    assert set(found["routes"]) == set(ROUTES), "a new route needs a rule in access_rules.py"
    assert set(found["events"]) == EVENTS, "a new socket event needs a rule in access_rules.py"


@pytest.mark.parametrize("route", sorted(ROUTES))
@pytest.mark.parametrize("caller", CALLERS)
def test_threat_01_and_02_only_those_whom_the_rule_names_pass(doors: Doors, caller: str, route: str) -> None:
    answer = call(doors, caller, route)
    signed_in, rule = caller in ("navigator", "lotse"), ROUTES[route]
    crashed = answer.status_code >= 500 and rule is not Rule.SESSION and "keiner Ihrer Antworten" not in answer.text
    assert not crashed, answer.text
    assert QUESTION not in answer.text
    if rule is Rule.CLOSED:
        assert answer.status_code == 404
    elif rule is Rule.OPEN:
        assert answer.status_code != 403
        assert answer.status_code != 401 or route in ("POST /login", "POST /auth/header", "POST /set-session-cookie")
    elif not signed_in:
        assert answer.status_code in (401, 403) or is_refused(answer), answer.text
    elif rule in (Rule.LOTSE, Rule.LOTSE_FORM) and caller == "navigator":
        assert (answer.status_code, answer.json()["detail"]) == (403, wording.LOTSEN_ONLY)
    elif rule is Rule.SESSION:
        assert answer.status_code >= 400, "an unknown window does nothing"
    elif rule in (Rule.FORM, Rule.LOTSE_FORM):
        assert answer.status_code in (403, 404), "without the token of our own form nothing is done"
        assert answer.status_code == 404 or answer.json()["detail"] != wording.LOTSEN_ONLY
    else:
        assert answer.status_code not in (401, 403), answer.text


def is_refused(answer: httpx.Response) -> bool:
    """Chainlit's own word for nobody."""
    return answer.status_code in (400, 404, 422) and "detail" in answer.json()


def call(doors: Doors, caller: str, route: str) -> httpx.Response:
    """One request with plausible values; ids are those of somebody else's conversation where one is wanted."""
    method, path = route.split(" ")
    reply = doors.victim.replies[-1]
    for name, value in {"thread_id": reply.thread, "turn_id": reply.turn, "turn": reply.turn, "format": "md"}.items():
        path = path.replace(f"{{{name}}}", value)
    path = "/".join("gibt-es-nicht" if part.startswith("{") else part for part in path.split("/"))
    path = path.replace("{guide_id}", "gibt-es-nicht")
    body, query = make_body(route, reply.thread, doors.session), {"frage": "Hundesteuer", "session_id": doors.session}
    sent: dict[str, Any] = {"json": body} if isinstance(body, dict) else {"data": {"username": "x", "password": "y"}}
    arguments = sent if method != "GET" else {}
    with httpx.Client(cookies=doors.cookies[caller], timeout=30) as client:
        headers = {"accept": "application/json"}
        return client.request(method, doors.window.url + path, headers=headers, params=query, **arguments)


def make_body(route: str, thread: str, session: str) -> dict[str, Any] | None:
    """None where a form is expected."""
    if "/project/" in route or "/feedback" in route or route == "POST /set-session-cookie":
        return {
            "threadId": thread,
            "name": "gekapert",
            "sessionId": session,
            "session_id": session,
            "feedbackId": "fremd",
            "feedback": {"forId": thread, "threadId": thread, "value": 1},
            "pagination": {"first": 20},
            "filter": {},
            "action": {"name": "uebergeben", "payload": {}, "label": "", "forId": thread, "id": "x", "tooltip": ""},
            "element": {
                "id": "fremd",
                "threadId": thread,
                "type": "custom",
                "name": "x",
                "display": "inline",
                "forId": thread,
            },
        }
    return None


@pytest.mark.parametrize("route", sorted(route for route, rule in ROUTES.items() if rule is Rule.SESSION))
@pytest.mark.parametrize("caller", CALLERS)
async def test_threat_01_the_open_window_of_another_is_of_no_use(doors: Doors, caller: str, route: str) -> None:
    owner = Person(doors.window.url, "opfer", thread=doors.victim.thread)
    owner._cookies = doors.victim._cookies
    await owner.connect()
    before = read_victim(doors)
    answer = await asyncio.to_thread(call, replace(doors, session=owner.session), caller, route)
    await owner.leave()
    assert answer.status_code >= 400, answer.text
    assert QUESTION not in answer.text
    assert read_victim(doors) == before


@pytest.mark.parametrize("caller", ["anonymous", "disabled"])
async def test_threat_01_no_socket_event_reaches_us_without_an_account(doors: Doors, caller: str) -> None:
    person = Person(doors.window.url, caller)
    person._cookies = doors.cookies[caller]
    with pytest.raises(socketio.exceptions.ConnectionError):
        await person.connect()


@pytest.mark.parametrize("event", sorted(EVENTS - {"connect", "disconnect"}))
@pytest.mark.parametrize("caller", ["navigator", "lotse"])
async def test_threat_01_no_event_touches_what_belongs_to_others(doors: Doors, caller: str, event: str) -> None:
    before = read_victim(doors)
    person = Person(doors.window.url, caller)
    person._cookies, person.thread = doors.cookies[caller], doors.victim.thread
    await person.connect()
    reply = doors.victim.replies[-1]
    message = {"id": reply.turn, "threadId": reply.thread, "type": "user_message", "name": caller, "output": "gekapert"}
    for payload in ({"message": message, "fileReferences": []}, f"beleg:{reply.turn}-1", {"municipality": "gekapert"}):
        await person._socket.emit(event, payload)
    await asyncio.sleep(0.2)
    await person.leave()
    assert read_victim(doors) == before
    assert httpx.get(f"{doors.window.url}/ready", timeout=30).status_code == 200


def read_victim(doors: Doors) -> str:
    account = find_user(doors.window.engine, "opfer")
    assert account is not None
    return repr((account.profile, export_conversations(doors.window.engine, account.id)))
