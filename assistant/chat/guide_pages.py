"""Pages of the guide: reading, editing, handing on; towns side by side; and single answers as files."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, HTTPException, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant import wording
from assistant.chat.pages import Caller, make_form_token, render_page
from assistant.chat.product import get_product
from assistant.guide.building import build_plan, is_unknown, valid_cases
from assistant.guide.dialogue import is_done, summarise
from assistant.guide.edits import (
    Edits,
    add_note,
    apply_edits,
    move_statement,
    read_edits,
    remove_note,
    remove_statement,
    restore_statements,
    write_edits,
)
from assistant.guide.export import File, export_answer, export_guide
from assistant.guide.peers import compare_cases, rank_peers, read_profile
from assistant.guide.plan import GuidePlan, read_plan, write_plan
from assistant.guide.sheet import describe_reference, safe_url
from assistant.store.audit import record_action
from assistant.store.guides import Guide, delete_guide, list_guides, list_versions, read_guide, save_version
from assistant.store.turns import read_turn
from assistant.store.users import Account

router = APIRouter()
FormatName = Literal["md", "docx", "pdf"]
_COMPARED = 4  # more columns nobody can read side by side
_CHARS = 120


@router.get("/leitfaden")
async def show_guides(account: Caller, geloescht: bool = False) -> HTMLResponse:
    guides = await asyncio.to_thread(list_guides, get_product().engine, account.id)
    rows = [(guide, guide.plan is not None, is_done(guide.state)) for guide in guides]
    return render_page("leitfaeden.html", rows=rows, notice=wording.GUIDE_DELETED if geloescht else "")


@router.get("/leitfaden/{guide_id}.{format}")
async def download_guide(guide_id: str, format: FormatName, account: Caller) -> Response:
    guide = await _read(guide_id, account)
    plan, edits = _plan_of(guide), read_edits(guide.edits)
    return _attach(await asyncio.to_thread(export_guide, plan, edits, format, date.today()))


@router.get("/leitfaden/{guide_id}")
async def show_guide(guide_id: str, account: Caller, bearbeiten: bool = False, hinweis: str = "") -> HTMLResponse:
    guide = await _read(guide_id, account)
    plan, edits = _plan_of(guide), read_edits(guide.edits)
    shown = apply_edits(plan, edits)
    sources = {one.source.passage: one.source for one in shown.statements()}
    return render_page(
        "leitfaden.html",
        guide=guide,
        plan=shown,
        notes={key: [note for note in edits.notes if note.section == key] for key in wording.GUIDE_SECTION},
        numbers={passage: n for n, passage in enumerate(sources, start=1)},
        sources=[(describe_reference(source), safe_url(source.url)) for source in sources.values()],
        removed=len(edits.removed),
        versions=await asyncio.to_thread(list_versions, get_product().engine, guide_id, account.id),
        editing=bearbeiten,
        notice=wording.GUIDE_NOTICE.get(hinweis, ""),
        token=make_form_token(account),
        words=wording,
    )


@router.post("/leitfaden/{guide_id}/aendern")
async def change_guide(
    guide_id: str,
    account: Caller,
    token: Annotated[str, Form()] = "",
    version: Annotated[int, Form()] = 0,
    tat: Annotated[str, Form()] = "",
    text: Annotated[str, Form(max_length=20_000)] = "",
    abschnitt: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """One change, kept as a new version. Only from our own form, and only on the version that was on the screen."""
    if token != make_form_token(account):
        raise HTTPException(403, wording.FORM_FOREIGN)
    guide = await _read(guide_id, account)
    act, _, target = tat.partition(":")
    if act == "loeschen":
        await asyncio.to_thread(_delete, guide, account)
        return RedirectResponse("/leitfaden?geloescht=true", 303)
    note = text if act == "notiz" else ""
    await asyncio.to_thread(_change, guide, account, version, act, target or abschnitt, note)
    leave = act in {"neu", "fassung"}
    return RedirectResponse(f"/leitfaden/{guide_id}?hinweis=gespeichert" + ("" if leave else "&bearbeiten=true"), 303)


def _change(guide: Guide, account: Account, version: int, act: str, target: str, text: str) -> None:
    product = get_product()
    plan, edits = _plan_of(guide), read_edits(guide.edits)
    if act == "neu":
        plan = build_plan(summarise(guide.state), product.library, date.today())
    elif act == "fassung":
        plan, edits = _restore(guide, account, target)
    else:
        edits = _edit(plan, edits, act, target, text)
    settings = product.settings.guide
    save_version(product.engine, guide.id, account.id, write_plan(plan), write_edits(edits), version, settings)


def _edit(plan: GuidePlan, edits: Edits, act: str, target: str, text: str) -> Edits:
    known = {one.id for one in plan.statements()}
    if act == "entfernen" and target in known:
        return remove_statement(edits, target)
    if act in {"hoch", "runter"} and target in known:
        return move_statement(plan, edits, target, "up" if act == "hoch" else "down")
    if act == "notiz" and target in wording.GUIDE_SECTION:
        return add_note(edits, target, text, get_product().settings.guide)
    if act == "notizweg":
        return remove_note(edits, target)
    if act == "alles":
        return restore_statements(edits)
    raise HTTPException(400, wording.GUIDE_CHANGED)


def _restore(guide: Guide, account: Account, target: str) -> tuple[GuidePlan, Edits]:
    for version in list_versions(get_product().engine, guide.id, account.id):
        if str(version.version) == target:
            return read_plan(version.plan), read_edits(version.edits)
    raise HTTPException(404, wording.GUIDE_UNKNOWN)


def _delete(guide: Guide, account: Account) -> None:
    engine = get_product().engine
    if delete_guide(engine, guide.id, account.id):
        record_action(engine, account.name, "delete_guide", guide.id)


@router.get("/antwort/{turn_id}.{format}")
async def download_answer(
    turn_id: str, format: FormatName, account: Caller, form: Literal["vermerk", "checkliste"] = "vermerk"
) -> Response:
    """One's own answer as a file; someone else's looks like an unknown one."""
    product = get_product()
    turn = await asyncio.to_thread(read_turn, product.engine, turn_id, account.id)
    if turn is None or not turn.answer.get("text") or turn.status == "personal_data":
        raise HTTPException(404, wording.ANSWER_UNKNOWN)
    answer = {**turn.answer, "question": turn.answer.get("question") or turn.question}
    find_head = product.library.current().searcher.head
    return _attach(await asyncio.to_thread(export_answer, answer, form, format, date.today(), find_head))


@router.get("/vergleich")
async def compare_towns(
    account: Caller,
    thema: Annotated[str, Query(max_length=_CHARS)] = "",
    baustein: Annotated[str, Query(max_length=_CHARS)] = "",
    fall: Annotated[list[str] | None, Query(max_length=20)] = None,
) -> HTMLResponse:
    return await asyncio.to_thread(_compare, account, thema, baustein, fall or [])


def _compare(account: Account, topic: str, component: str, wanted: list[str]) -> HTMLResponse:
    product = get_product()
    release = product.library.current()
    profile = read_profile(account.profile)
    components = [component] if component.strip() else []
    cases = valid_cases(release, date.today())
    peers = rank_peers(cases, release.searcher.thesaurus, profile, topic, components, product.settings.guide)
    by_id = {case.document: case for case in cases}
    chosen = [by_id[id] for id in dict.fromkeys(wanted) if id in by_id][:_COMPARED]
    return render_page(
        "vergleich.html",
        profile=profile,
        peers=peers,
        topic=topic,
        component=component,
        components=sorted({name for case in cases for name in case.components}, key=str.casefold),
        chosen=chosen,
        rows=compare_cases(release, chosen),
        is_unknown=is_unknown,
        limit=_COMPARED,
    )


async def _read(guide_id: str, account: Account) -> Guide:
    guide = await asyncio.to_thread(read_guide, get_product().engine, guide_id, account.id)
    if guide is None:
        raise HTTPException(404, wording.GUIDE_UNKNOWN)
    return guide


def _plan_of(guide: Guide) -> GuidePlan:
    stored: Mapping[str, Any] | None = guide.plan
    if stored is None:
        raise HTTPException(404, wording.GUIDE_UNFINISHED)
    return read_plan(stored)


def _attach(file: File) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{file.name}"',
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    return Response(file.content, media_type=file.media_type, headers=headers)
