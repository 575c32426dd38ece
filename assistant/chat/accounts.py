"""Signing in: by password; as guest on one's own machine as long as there is no account."""

import asyncio
import ipaddress
from collections.abc import Mapping
from typing import Any

import chainlit as cl

from assistant.chat.product import get_product
from assistant.settings import Settings
from assistant.store.audit import record_action
from assistant.store.users import Account, check_password, has_real_users, sign_in_guest

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def register_accounts(settings: Settings) -> None:
    cl.password_auth_callback(sign_in)
    if is_loopback(settings.host):
        cl.header_auth_callback(sign_in_as_guest)


def describe_sign_in() -> dict[str, Any]:
    """What Chainlit's sign-in page asks before it shows anything. With guest sign-in offered it tries that at once, so
    it is offered only as long as it would succeed."""
    from chainlit.auth import get_configuration

    offered = is_loopback(get_product().settings.host) and not has_real_users(get_product().engine)
    return {**get_configuration(), "headerAuth": offered}


async def sign_in(username: str, password: str) -> Any:
    product = get_product()
    account = await asyncio.to_thread(check_password, product.engine, username, password, product.settings.store)
    action = "login" if account else "login_failed"
    await asyncio.to_thread(record_action, product.engine, username[:120], action, "chat")
    return _as_user(account) if account else None


async def sign_in_as_guest(headers: Mapping[str, str]) -> Any:
    """Only for a browser on this machine: no proxy in between, and no foreign name in the address bar."""
    host = headers.get("host", "").rsplit(":", 1)[0].strip("[]")
    if any(name in headers for name in _FORWARDED) or not is_loopback(host):
        return None
    account = await asyncio.to_thread(sign_in_guest, get_product().engine)
    return _as_user(account) if account and not account.disabled else None


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _as_user(account: Account) -> Any:
    return cl.User(identifier=account.name, display_name=account.name, metadata={"role": account.role})
