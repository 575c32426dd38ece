"""Signing in through a real OpenID provider on this machine, driven as a browser would."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import Engine

from assistant.chat.oidc import check_issuer, find_or_make_account, read_client_secret
from assistant.errors import SettingsError, StoreError
from assistant.settings import SignInSettings, load_settings
from assistant.store.audit import list_actions
from assistant.store.database import open_database
from assistant.store.users import add_user, find_user, set_disabled
from tests.chat.conftest import PASSWORD, Served, build_town_hall, free_port, start_server

PEOPLE = {
    "s-1": {"preferred_username": "petra", "groups": ["verwaltung"]},
    "s-2": {"preferred_username": "ludwig", "groups": ["verwaltung", "digital-lotsen"]},
    "s-3": {"preferred_username": "anna", "groups": ["digital-lotsen"]},
    "s-4": {"email": "ohne-namen@example.org"},
}


@dataclass(frozen=True)
class TownHall:
    served: Served
    issuer: str


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    people = [f"--user-claims={json.dumps({'sub': sub, **claims})}" for sub, claims in PEOPLE.items()]
    process = subprocess.Popen([*command, *people], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            httpx.get(f"{address}/.well-known/openid-configuration")
            break
        except httpx.TransportError:
            time.sleep(0.1)
    yield httpx.get(f"{address}/.well-known/openid-configuration").json()["issuer"]
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="module")
def hall(issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    directory = tmp_path_factory.mktemp("oidc")
    settings = build_town_hall(directory)
    secret = directory / "geheimnis"
    secret.write_text("aus-einer-datei\n")
    engine = open_database(settings)
    add_user(engine, "anna", PASSWORD, "navigator", settings.store)
    engine.dispose()
    names = {
        "ISSUER": issuer,
        "CLIENT_ID": "lotsenwissen",
        "CLIENT_SECRET_FILE": str(secret),
        "LOTSE_GROUP": "digital-lotsen",
    }
    running = start_server(directory, **{f"LOTSENWISSEN_SIGN_IN__{name}": value for name, value in names.items()})
    yield TownHall(running, issuer)
    running.stop()


def sign_in(hall: TownHall, sub: str) -> httpx.Client:
    """What a browser does: press the button, agree at the provider, come back with a code."""
    browser = httpx.Client(base_url=hall.served.url, timeout=20)
    to_provider = browser.get("/auth/oauth/rathaus")
    assert to_provider.status_code in (302, 307)
    assert to_provider.headers["location"].startswith(hall.issuer.rstrip("/"))
    agreed = httpx.post(to_provider.headers["location"], data={"sub": sub}, timeout=20)
    assert agreed.status_code == 302, agreed.text
    browser.get(agreed.headers["location"])
    return browser


def test_the_sign_in_page_offers_the_provider(hall: TownHall) -> None:
    assert httpx.get(f"{hall.served.url}/auth/config").json()["oauthProviders"] == ["rathaus"]


@pytest.mark.parametrize(("sub", "name", "role"), [("s-1", "petra", "navigator"), ("s-2", "ludwig", "lotse")])
def test_a_person_signs_in_and_gets_the_role_of_the_group(hall: TownHall, sub: str, name: str, role: str) -> None:
    browser = sign_in(hall, sub)
    assert browser.get("/user").json()["identifier"] == name
    assert browser.get("/lage").status_code == 200
    account = find_user(hall.served.engine, name)
    assert account is not None
    assert (account.role, account.provider) == (role, "oidc:rathaus")
    assert "login" in [entry.action for entry in list_actions(hall.served.engine) if entry.actor == name]


def test_threat_01_a_foreign_name_does_not_open_a_password_account(hall: TownHall) -> None:
    browser = sign_in(hall, "s-3")
    assert browser.get("/lage").status_code == 401
    account = find_user(hall.served.engine, "anna")
    assert account is not None
    assert (account.role, account.provider) == ("navigator", "password")


def test_without_a_name_nobody_gets_in(hall: TownHall) -> None:
    assert sign_in(hall, "s-4").get("/lage").status_code == 401


def test_a_disabled_account_stays_out_whatever_the_provider_says(hall: TownHall) -> None:
    browser = sign_in(hall, "s-1")
    set_disabled(hall.served.engine, "petra", True)
    assert browser.get("/lage").status_code == 401
    assert sign_in(hall, "s-1").get("/lage").status_code == 401
    set_disabled(hall.served.engine, "petra", False)


@pytest.mark.parametrize("damage", ["state", "code"])
def test_a_forged_return_opens_nothing(hall: TownHall, damage: str) -> None:
    browser = httpx.Client(base_url=hall.served.url, timeout=20)
    location = browser.get("/auth/oauth/rathaus").headers["location"]
    state = parse_qs(urlsplit(location).query)["state"][0]
    values = {"state": state, "code": "erraten"} | ({"state": "gefaelscht"} if damage == "state" else {})
    answer = browser.get("/auth/oauth/rathaus/callback", params=values)
    assert "error=" in answer.headers["location"]
    assert browser.get("/lage").status_code == 401


def test_other_providers_of_chainlit_are_not_there(hall: TownHall) -> None:
    for path in ("/auth/oauth/github", "/auth/oauth/generic"):
        assert httpx.get(hall.served.url + path).status_code == 404
    assert httpx.post(f"{hall.served.url}/auth/oauth/azure-ad-hybrid/callback").status_code in (400, 404, 405)


def test_secrets_are_not_in_the_log(hall: TownHall) -> None:
    assert "aus-einer-datei" not in hall.served.log()


@pytest.mark.parametrize("address", ["http://sso.rathaus.example", "ftp://x", "sso.rathaus.example", "http://10.0.0.1"])
def test_a_provider_over_an_open_line_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="https"):
        check_issuer(address)


def test_a_secret_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CLIENT_SECRET_FILE"):
        read_client_secret(SignInSettings(client_secret_file=tmp_path / "fehlt"))
    assert read_client_secret(SignInSettings()) == ""


@pytest.mark.parametrize(
    "claims", [{}, {"preferred_username": ""}, {"preferred_username": "Gast"}, {"preferred_username": "a b; c"}]
)
def test_unusable_names_are_refused(tmp_path: Path, claims: dict[str, str]) -> None:
    engine = open_fresh(tmp_path)
    with pytest.raises(StoreError):
        find_or_make_account(engine, "rathaus", claims, load_settings())
    engine.dispose()


def test_an_unconfirmed_mail_address_is_nobodys_name(tmp_path: Path) -> None:
    engine = open_fresh(tmp_path)
    settings = load_settings(sign_in=SignInSettings(name_claim="email"))
    claims = {"email": "anna@rathaus.example", "email_verified": False}
    with pytest.raises(StoreError):
        find_or_make_account(engine, "rathaus", claims, settings)
    account = find_or_make_account(engine, "rathaus", {**claims, "email_verified": True}, settings)
    assert account is not None
    assert account.role == "navigator"
    engine.dispose()


def test_without_a_group_the_role_set_here_stays(tmp_path: Path) -> None:
    from assistant.store.users import set_role

    engine = open_fresh(tmp_path)
    claims = {"preferred_username": "Petra", "groups": "digital-lotsen"}
    find_or_make_account(engine, "rathaus", claims, load_settings())
    set_role(engine, "petra", "lotse")
    again = find_or_make_account(engine, "rathaus", claims, load_settings())
    assert again is not None
    assert again.role == "lotse"
    engine.dispose()


def open_fresh(directory: Path) -> Engine:
    return open_database(load_settings(data_dir=directory / "var", database_url=None))
