"""What the pages stand on: who may enter, tokens against foreign forms, rendering, errors as German pages."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from fastapi import HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, select_autoescape
from sqlalchemy import Engine
from starlette.datastructures import FormData, UploadFile

from assistant import wording
from assistant.answer.library import Library
from assistant.care.releasing import Workbench
from assistant.errors import LotsenwissenError, NoRelease, ReleaseDamaged
from assistant.settings import Settings
from assistant.store.users import Account

_T = TypeVar("_T")
_templates = Environment(loader=PackageLoader("assistant.care"), autoescape=select_autoescape(default=True))
_templates.globals["w"] = wording


def _write_day(value: date | datetime | None) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone():%d.%m.%Y %H:%M}"
    return f"{value:%d.%m.%Y}" if value else ""


_templates.filters["day"] = _write_day
_templates.filters["percent"] = lambda value: f"{value * 100:.0f} %"


@dataclass
class Desk:
    """`current_account` tells who is calling; `secret` signs the forms."""

    settings: Settings
    engine: Engine
    library: Library
    workbench: Workbench
    current_account: Callable[[], Account | None]
    secret: str
    sync_lines: list[str] = field(default_factory=list)
    sync_running: bool = False

    def require_account(self) -> Account:
        account = self.current_account()
        if account is None:
            raise HTTPException(401, wording.SIGN_IN_FIRST)
        return account

    def require_lotse(self) -> Account:
        account = self.require_account()
        if account.role != "lotse":
            raise HTTPException(403, wording.LOTSEN_ONLY)
        return account

    def token(self, account: Account) -> str:
        """Bound to the person and to the last change of password: a foreign page cannot know it."""
        text = f"pflege|{account.id}|{account.valid_from.isoformat()}"
        return hmac.new(self.secret.encode(), text.encode(), hashlib.sha256).hexdigest()

    async def read_form(self, request: Request, account: Account) -> FormData:
        """The form, when it is one of ours. Raises 403 for a foreign one and 413 for one that is too large."""
        limit = (self.settings.care.upload_megabytes + 1) << 20
        if int(request.headers.get("content-length") or 0) > limit:
            raise HTTPException(413, wording.UPLOAD_HUGE.format(megabytes=self.settings.care.upload_megabytes))
        form = await request.form()
        if not hmac.compare_digest(str(form.get("token", "")), self.token(account)):
            raise HTTPException(403, wording.FORM_FOREIGN)
        return form

    def render(self, template: str, account: Account, request: Request, **values: Any) -> HTMLResponse:
        notice = wording.CARE_NOTICE.get(request.query_params.get("hinweis", ""), "")
        page = _templates.get_template(template)
        text = page.render(
            account=account,
            token=self.token(account),
            path=request.url.path,
            notice=notice,
            today=date.today(),
            settings=self.settings,
            **values,
        )
        return HTMLResponse(text)

    def heads(self) -> Mapping[str, Any]:
        """Heads of the published release; none before the first build."""
        try:
            return self.library.current().searcher.heads()
        except (NoRelease, ReleaseDamaged):
            return {}


class CareRoute(APIRoute):
    """Known errors become a German page that leads back, not the error page of a broken service."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_kindly(request: Request) -> Response:
            try:
                return await handle(request)
            except LotsenwissenError as error:
                back = request.url.path if request.method == "GET" else request.headers.get("referer", "/pflege")
                findings = getattr(error, "findings", ())
                page = _templates.get_template("meldung.html")
                return HTMLResponse(page.render(text=str(error), findings=findings, back=_own_path(back)), 409)

        return handle_kindly


def _own_path(address: str) -> str:
    """Only a path of our own, never another site."""
    path = urlsplit(address).path
    return path if path.startswith(("/pflege", "/vorschlagen")) else "/pflege"


def go(path: str, notice: str = "") -> RedirectResponse:
    return RedirectResponse(f"{path}?hinweis={notice}" if notice else path, 303)


def texts_of(form: FormData) -> dict[str, str]:
    return {name: value.strip().replace("\r\n", "\n") for name, value in form.items() if isinstance(value, str)}


async def file_of(form: FormData, limit: int) -> tuple[str, bytes] | None:
    """(name, content up to one byte beyond the limit) of the uploaded file."""
    file = form.get("datei")
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    return file.filename, await file.read(limit + 1)


async def work(function: Callable[..., _T], *arguments: Any, **named: Any) -> _T:
    """Run what blocks in a thread."""
    return await asyncio.to_thread(function, *arguments, **named)
