"""The gate: says for every request and socket who is calling, before anything else runs.

Chainlit's sign-in is a signed cookie that it believes until it expires. Here the account behind it is looked up each
time; for a disabled or deleted account, or a sign-in from before its last change of password, the cookie is taken away.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from http.cookies import CookieError, SimpleCookie
from typing import Any

import jwt
from sqlalchemy import Engine
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant import wording
from assistant.errors import StoreError
from assistant.store.caller import caller
from assistant.store.users import Account, find_user

# Whole features of Chainlit that this product does not have; what cannot be reached cannot be abused.
_CLOSED = (
    "/docs",
    "/redoc",
    "/openapi.json",
    "/mcp",
    "/auth/jwt",
    "/project/share",
    "/project/thread/share",
    "/project/file",
    "/copilot",
    "/auth/oauth",
)
_OPEN_TO_ALL = ("/assets/", "/public/", "/health", "/ready", "/metrics", "/favicon", "/logo")


class Gate:
    def __init__(self, app: ASGIApp, engine: Engine, secret: str, allow_oauth: bool = False) -> None:
        self.app, self.engine, self.secret = app, engine, secret
        self.closed = tuple(path for path in _CLOSED if not (allow_oauth and path == "/auth/oauth"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            return await self.app(scope, receive, send)
        path: str = scope["path"]
        if self._is_closed(path, scope):
            return await JSONResponse({"detail": wording.PAGE_UNKNOWN}, 404)(scope, receive, send)
        if path.startswith(_OPEN_TO_ALL):
            return await self.app(scope, receive, send)
        try:
            account = await self._find_account(scope)
        except StoreError as error:
            return await JSONResponse({"detail": str(error)}, 503)(scope, receive, send)
        caller.set(account)
        return await self.app(scope if account else _without_sign_in(scope), receive, send)

    def _is_closed(self, path: str, scope: Scope) -> bool:
        # Reading a temporary file of one's own session is how the source pane gets its text; writing one is upload.
        if path.startswith("/project/file/") and scope.get("method") == "GET":
            return False
        return any(path == closed or path.startswith(closed + "/") for closed in self.closed)

    async def _find_account(self, scope: Scope) -> Account | None:
        claims = self._read_token(scope)
        if claims is None:
            return None
        account = await asyncio.to_thread(find_user, self.engine, str(claims.get("identifier", "")))
        if account is None or account.disabled:
            return None
        # The token counts whole seconds; a second of grace keeps the first sign-in after a change valid.
        signed_in = datetime.fromtimestamp(int(claims.get("iat", 0)), UTC)
        return account if signed_in + timedelta(seconds=1) >= account.valid_from else None

    def _read_token(self, scope: Scope) -> dict[str, Any] | None:
        header = next((value for name, value in scope["headers"] if name == b"cookie"), b"").decode("latin-1")
        token = _join_cookie(cookie_parser(header))
        try:
            return dict(jwt.decode(token, self.secret, algorithms=["HS256"])) if token else None
        except (jwt.InvalidTokenError, CookieError):
            return None


def _join_cookie(cookies: dict[str, str]) -> str:
    """Chainlit splits long tokens over access_token_0, access_token_1, …"""
    if "access_token" in cookies:
        return cookies["access_token"]
    parts: list[str] = []
    while (name := f"access_token_{len(parts)}") in cookies:
        parts.append(cookies[name])
    return "".join(parts)


def _without_sign_in(scope: Scope) -> Scope:
    kept = []
    for name, value in scope["headers"]:
        if name == b"authorization":
            continue
        kept.append((name, _drop_token(value) if name == b"cookie" else value))
    return {**scope, "headers": kept}


def _drop_token(value: bytes) -> bytes:
    cookies = {k: v for k, v in cookie_parser(value.decode("latin-1")).items() if not k.startswith("access_token")}
    jar: SimpleCookie = SimpleCookie()
    for name, cookie in cookies.items():
        jar[name] = cookie
    return jar.output(header="", sep=";").strip().encode("latin-1")
