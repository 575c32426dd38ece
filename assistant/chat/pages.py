"""Pages beside the window: a passage on its own, original documents, one's own data, accessibility, and health."""

import asyncio
import hashlib
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, select_autoescape

from assistant import wording
from assistant.chat.followups import offer_confirmed
from assistant.chat.product import get_product
from assistant.errors import LotsenwissenError, ReleaseError
from assistant.store.audit import record_action
from assistant.store.caller import current_account
from assistant.store.database import check_writable
from assistant.store.feedback import list_feedback
from assistant.store.guides import delete_all_guides, export_guides, list_guides
from assistant.store.handovers import list_handovers
from assistant.store.threads import count_threads, delete_all_threads, export_conversations
from assistant.store.users import Account

_templates = Environment(loader=PackageLoader("assistant.chat"), autoescape=select_autoescape(default=True))
_templates.filters["day"] = lambda day: f"{day:%d.%m.%Y}" if day else ""


async def require_account() -> Account:
    account = current_account()
    if account is None:
        raise HTTPException(401, wording.SIGN_IN_FIRST)
    return account


Caller = Annotated[Account, Depends(require_account)]
router = APIRouter()


@router.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/ready")
async def ready() -> JSONResponse:
    """Ready means: questions can be answered and kept."""
    product = get_product()

    def check() -> str:
        check_writable(product.engine)
        return product.library.current().id

    try:
        return JSONResponse({"status": "bereit", "release": await asyncio.to_thread(check)})
    except LotsenwissenError as error:
        return JSONResponse({"status": "nicht bereit", "reason": str(error)}, 503)


@router.get("/auth/config")
async def show_sign_in() -> dict[str, Any]:
    from assistant.chat.accounts import describe_sign_in

    return await asyncio.to_thread(describe_sign_in)


@router.get("/lage")
async def describe_state(account: Caller) -> dict[str, str]:
    """The line under the input: what kind of answers to expect; and the way to the workshop for those who may go in."""
    product = get_product()
    care = "/pflege" if account.role == "lotse" else ""
    try:
        release = await asyncio.to_thread(product.library.current)
    except ReleaseError:
        return {"mode": "none", "notice": wording.LIVE["none"], "release": "", "care": care}
    settings = product.settings
    mode = "generated" if settings.model and settings.mode != "quotes" else "quotes"
    return {"mode": mode, "notice": wording.LIVE[mode], "release": release.id, "care": care}


@router.get("/vorschlaege")
async def offer_answers(account: Caller, frage: Annotated[str, Query(max_length=500)]) -> list[dict[str, str]]:
    """Confirmed answers that fit what is being typed."""
    product = get_product()
    try:
        heads = await asyncio.to_thread(
            lambda: offer_confirmed(product.library.current(), frage, product.settings.chat)
        )
    except ReleaseError:
        return []
    return [{"document": head.id, "title": head.title} for head in heads]


@router.get("/quelle/{passage_id:path}")
async def show_passage(passage_id: str, account: Caller) -> HTMLResponse:
    searcher = (await asyncio.to_thread(get_product().library.current)).searcher
    passage = searcher.passage(passage_id)
    head = searcher.head(passage.document) if passage else None
    if passage is None or head is None:
        raise HTTPException(404, wording.PASSAGE_UNKNOWN)
    days = get_product().settings.corpus.expiring_days
    return render_page(
        "quelle.html",
        passage=passage,
        head=head,
        kind=wording.KIND[head.kind.value],
        validity=head.validity(date.today(), days).value,
    )


@router.get("/dokumente/{name:path}")
async def send_original(name: str, account: Caller) -> FileResponse:
    """An original kept in the corpus. Only names that the register of the release knows; PDFs open, all else downloads."""
    product = get_product()
    heads = (await asyncio.to_thread(product.library.current)).searcher.heads().values()
    root = (product.settings.corpus_dir / "originals").resolve()
    path = (root / name).resolve()
    if name not in {head.original for head in heads} or not path.is_relative_to(root) or not path.is_file():
        raise HTTPException(404, wording.FILE_UNKNOWN)
    opens = path.suffix == ".pdf" and await asyncio.to_thread(_is_pdf, path)
    return FileResponse(
        path,
        media_type="application/pdf" if opens else "application/octet-stream",
        filename=path.name,
        content_disposition_type="inline" if opens else "attachment",
    )


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


@router.get("/meine-daten")
async def show_own_data(account: Caller, geloescht: int | None = None, fehlt: bool = False) -> HTMLResponse:
    product = get_product()
    count = await asyncio.to_thread(count_threads, product.engine, account.id)
    guides = await asyncio.to_thread(list_guides, product.engine, account.id)
    notice = wording.DELETED_ALL.format(count=geloescht) if geloescht is not None else ""
    return render_page(
        "meine_daten.html",
        account=account,
        count=count,
        guides=len(guides),
        days=product.settings.store.retention_days,
        notice=wording.CONFIRM_MISSING if fehlt else notice,
        token=make_form_token(account),
    )


@router.get("/meine-daten/export")
async def export_own_data(account: Caller) -> Response:
    data = await asyncio.to_thread(_collect, account)
    name = f"lotsenwissen-{account.name}-{date.today()}.json"
    return JSONResponse(data, headers={"content-disposition": f'attachment; filename="{name}"'})


@router.post("/meine-daten/loeschen")
async def delete_own_data(
    request: Request, account: Caller, token: Annotated[str, Form()] = "", sicher: Annotated[str, Form()] = ""
) -> RedirectResponse:
    """Only from our own form (token), and only with the tick set."""
    if token != make_form_token(account):
        raise HTTPException(403, wording.SIGN_IN_FIRST)
    if sicher != "ja":
        return RedirectResponse("/meine-daten?fehlt=true", 303)
    engine = get_product().engine
    count = await asyncio.to_thread(delete_all_threads, engine, account.id)
    guides = await asyncio.to_thread(delete_all_guides, engine, account.id)
    detail = {"count": count, "guides": guides}
    await asyncio.to_thread(record_action, engine, account.name, "delete_conversations", account.id, **detail)
    return RedirectResponse(f"/meine-daten?geloescht={count}", 303)


@router.get("/barrierefreiheit")
async def show_accessibility() -> HTMLResponse:
    return render_page("barrierefreiheit.html")


def render_error(text: str) -> str:
    return _templates.get_template("fehler.html").render(text=text)


def render_page(template: str, **values: Any) -> HTMLResponse:
    return HTMLResponse(_templates.get_template(template).render(**values))


def make_form_token(account: Account) -> str:
    """Bound to the person and to the signing key: a foreign page cannot know it."""
    key = f"{os.environ['CHAINLIT_AUTH_SECRET']}|{account.id}|{account.valid_from.isoformat()}"
    return hashlib.sha256(key.encode()).hexdigest()


def _collect(account: Account) -> Mapping[str, Any]:
    engine = get_product().engine
    return {
        "konto": {
            "name": account.name,
            "rolle": account.role,
            "angelegt": account.created_at.isoformat(),
            **account.profile,
        },
        "gespraeche": [
            {
                "id": talk.thread.id,
                "titel": talk.thread.name,
                "beginn": talk.thread.created_at.isoformat(),
                "nachrichten": talk.steps,
            }
            for talk in export_conversations(engine, account.id)
        ],
        "rueckmeldungen": [
            {"wert": one.value, "grund": one.reason, "kommentar": one.comment, "am": one.created_at.isoformat()}
            for one in list_feedback(engine, account.id)
        ],
        "uebergaben": [
            {"frage": one.question, "status": one.status, "antwort": one.reply, "am": one.created_at.isoformat()}
            for one in list_handovers(engine, user_id=account.id)
        ],
        "leitfaeden": export_guides(engine, account.id),
    }
