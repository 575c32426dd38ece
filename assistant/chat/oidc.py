"""Signing in by the town hall's own identity provider. Chainlit drives the redirects; here the provider is described,
asked for the person, and the person becomes an account of ours."""

import asyncio
import ipaddress
import logging
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import chainlit as cl
import httpx
from chainlit.oauth_providers import OAuthProvider, providers

from assistant import wording
from assistant.chat.logs import log_facts
from assistant.errors import LotsenwissenError, SettingsError, StoreError
from assistant.settings import Settings, SignInSettings
from assistant.store.audit import record_action
from assistant.store.users import Account, Role, find_user, sign_in_foreign

log = logging.getLogger(__name__)


def register_provider(settings: Settings) -> None:
    """Raises SettingsError when the settings cannot work; a provider that is down is noticed at sign-in only."""
    if settings.operation.public_url:
        os.environ["CHAINLIT_URL"] = settings.operation.public_url.rstrip("/")
    if settings.sign_in.issuer is None:
        return
    provider = TownHallProvider(settings.sign_in)
    providers[:] = [provider]  # those Chainlit would read from other variables are not offered
    cl.oauth_callback(accept_person)


class TownHallProvider(OAuthProvider):  # type: ignore[misc]
    """Finds its addresses by discovery when first needed, so that the window starts without it."""

    env: tuple[str, ...] = ()

    def __init__(self, settings: SignInSettings) -> None:
        check_issuer(settings.issuer or "")
        self.settings, self.id = settings, settings.label
        self.client_id = settings.client_id or ""
        self.client_secret = read_client_secret(settings)
        self.authorize_params = {"scope": settings.scopes, "response_type": "code"}
        self._addresses: Mapping[str, str] = {}

    @property
    def authorize_url(self) -> str:
        return self._find("authorization_endpoint")

    async def get_token(self, code: str, url: str) -> str:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": url, "client_id": self.client_id}
        address = await asyncio.to_thread(self._find, "token_endpoint")
        async with httpx.AsyncClient(timeout=self.settings.seconds) as client:
            answer = await client.post(address, data=form, auth=(self.client_id, self.client_secret))
        answer.raise_for_status()
        return str(answer.json()["access_token"])

    async def get_user_info(self, token: str) -> tuple[dict[str, Any], Any]:
        address = await asyncio.to_thread(self._find, "userinfo_endpoint")
        async with httpx.AsyncClient(timeout=self.settings.seconds) as client:
            answer = await client.get(address, headers={"Authorization": f"Bearer {token}"})
        answer.raise_for_status()
        claims = dict(answer.json())
        return claims, cl.User(identifier=str(claims.get(self.settings.name_claim) or ""))

    def _find(self, name: str) -> str:
        if not self._addresses:
            issuer = (self.settings.issuer or "").rstrip("/")
            try:
                answer = httpx.get(f"{issuer}/.well-known/openid-configuration", timeout=self.settings.seconds)
                answer.raise_for_status()
                found = answer.json()
            except (httpx.HTTPError, ValueError) as error:
                raise SettingsError(wording.ISSUER_UNREACHABLE) from error
            if str(found.get("issuer", "")).rstrip("/") != issuer:
                raise SettingsError(wording.ISSUER_FOREIGN)
            self._addresses = found
        check_issuer(self._addresses[name])
        return self._addresses[name]


async def accept_person(provider: str, _token: str, claims: dict[str, Any], _user: Any, *_more: Any) -> Any:
    """Chainlit's oauth_callback: None refuses."""
    from assistant.chat.product import get_product

    product = get_product()
    try:
        account = await asyncio.to_thread(find_or_make_account, product.engine, provider, claims, product.settings)
    except LotsenwissenError as error:
        log.warning("%s", error)
        return None
    action = "login" if account else "login_failed"
    await asyncio.to_thread(record_action, product.engine, account.name if account else "?", action, "oidc")
    log_facts(log, "signed_in" if account else "sign_in_refused", provider=provider)
    return cl.User(identifier=account.name, metadata={"role": account.role}) if account else None


def find_or_make_account(engine: Any, provider: str, claims: Mapping[str, Any], settings: Settings) -> Account | None:
    """None for a disabled account. Raises StoreError when the name is missing or belongs to a password account."""
    wanted = settings.sign_in
    name = str(claims.get(wanted.name_claim) or "").strip().lower()
    if not name or (wanted.name_claim == "email" and claims.get("email_verified") is False):
        raise StoreError(wording.NAME_CLAIM_MISSING.format(claim=wanted.name_claim))
    held = find_user(engine, name)
    role: Role = held.role if held else "navigator"
    if wanted.lotse_group is not None:
        groups = claims.get(wanted.role_claim) or ()
        role = "lotse" if wanted.lotse_group in ([groups] if isinstance(groups, str) else groups) else "navigator"
    account = sign_in_foreign(engine, name, role, f"oidc:{provider}")
    return None if account.disabled else account


def check_issuer(address: str) -> None:
    """The answer of the provider decides who somebody is: never unencrypted over a network."""
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme != "http" or not _is_local(parts.hostname or ""):
        raise SettingsError(wording.ISSUER_UNSAFE)


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_client_secret(settings: SignInSettings) -> str:
    if settings.client_secret is not None:
        return settings.client_secret.get_secret_value()
    try:
        return settings.client_secret_file.read_text("utf-8").strip() if settings.client_secret_file else ""
    except OSError as error:
        raise SettingsError(wording.CLIENT_SECRET_UNREADABLE) from error
