"""Pages: questions handed over, confirmed answers, and the Navigators' own proposals."""

from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from assistant import wording
from assistant.answer.personal import mask_personal_data
from assistant.care.desk import CareRoute, Desk, go, texts_of, work
from assistant.care.drafts import list_fields, read_draft
from assistant.care.pages_proposals import CHOICES, LONG, rewrite
from assistant.care.proposing import make_source, propose_case, propose_curated, revise_proposal
from assistant.care.reviewing import get_proposal
from assistant.corpus.cases import REQUIRED
from assistant.corpus.register import read_register
from assistant.errors import CorpusError
from assistant.store.gaps import OPT_OUT, mark_gap
from assistant.store.handovers import list_handovers, read_handover
from assistant.store.proposals import OPEN, Proposal, list_proposals
from assistant.store.users import Account, set_profile

_CASE_FIELDS = tuple(name for name in list_fields("case") if name not in list_fields(""))


def answer_pages(desk: Desk) -> APIRouter:
    router = APIRouter(route_class=CareRoute)
    pages = _Pages(desk)
    router.get("/pflege/uebergaben")(pages.show_handovers)
    router.get("/pflege/antwort")(pages.show_form)
    router.post("/pflege/antwort")(pages.take_answer)
    router.get("/vorschlagen")(pages.show_own)
    router.post("/vorschlagen")(pages.take_case)
    router.post("/vorschlagen/auswertung")(pages.set_opt_out)
    router.get("/vorschlagen/{id}")(pages.show_own_proposal)
    router.post("/vorschlagen/{id}")(pages.hand_in_again)
    return router


@dataclass
class _Pages:
    desk: Desk

    async def show_handovers(self, request: Request) -> HTMLResponse:
        account = self.desk.require_lotse()
        handovers = await work(list_handovers, self.desk.engine)
        waiting = {p.handover_id for p in await work(list_proposals, self.desk.engine, OPEN) if p.handover_id}
        return self.desk.render("uebergaben.html", account, request, handovers=handovers, waiting=waiting)

    async def show_form(self, request: Request) -> HTMLResponse:
        account, settings = self.desk.require_lotse(), self.desk.settings
        wanted = request.query_params.get("uebergabe", "")
        handover = await work(read_handover, self.desk.engine, wanted) if wanted else None
        question = handover.question if handover else request.query_params.get("frage", "")
        return self.desk.render(
            "antwort.html",
            account,
            request,
            handover=handover,
            question=mask_personal_data(question),
            gap=request.query_params.get("luecke", ""),
            sources=(await work(read_register, settings.corpus_dir / "sources.yaml")).values(),
            choices=CHOICES,
        )

    async def take_answer(self, request: Request) -> Response:
        account, desk = self.desk.require_lotse(), self.desk
        form = texts_of(await desk.read_form(request, account))
        _require(form, ("frage", "antwort"))
        if not form.get("sources") and not form.get("source_publisher"):
            raise CorpusError(wording.FIELD_MISSING.format(names=wording.FIELD["sources"]))
        source = make_source(form, date.today())
        given = {"level": form.get("level", ""), "topic": form.get("topic", ""), "sources": form.get("sources", "")}
        given["sources"] = given["sources"] or (source["key"] if source else "")
        handover = await work(read_handover, desk.engine, form["uebergabe"]) if form.get("uebergabe") else None
        more = {"handover_id": handover.id, "reply": form["antwort"]} if handover else {}
        due = date.today() + timedelta(days=desk.settings.care.renew_days)
        proposal = await work(
            propose_curated,
            desk.engine,
            form["frage"],
            form["antwort"],
            given,
            account.name,
            due,
            source=source,
            **more,
        )
        if form.get("luecke"):
            await work(mark_gap, desk.engine, form["luecke"][:64], "task", proposal.title, account.name)
        return go(f"/pflege/vorschlaege/{proposal.id}", "vorgeschlagen")

    async def show_own(self, request: Request) -> HTMLResponse:
        account = self.desk.require_account()
        own = await work(list_proposals, self.desk.engine, None, account.name)
        silent = bool(account.profile.get(OPT_OUT))
        return self.desk.render(
            "vorschlagen.html",
            account,
            request,
            own=own,
            fields=_CASE_FIELDS,
            long=LONG,
            required=REQUIRED,
            silent=silent,
        )

    async def take_case(self, request: Request) -> Response:
        account, desk = self.desk.require_account(), self.desk
        form = texts_of(await desk.read_form(request, account))
        _require(form, REQUIRED)
        given = {name: form.get(name, "")[:4000] for name in (*_CASE_FIELDS, "title")}
        due = date.today() + timedelta(days=desk.settings.care.renew_days)
        await work(propose_case, desk.engine, given, account.name, due)
        return go("/vorschlagen", "vorgeschlagen")

    async def show_own_proposal(self, request: Request, id: str) -> HTMLResponse:
        account = self.desk.require_account()
        proposal = await work(self._get_own, id, account)
        draft = read_draft(proposal.content)
        undecided = proposal.status in OPEN and proposal.kind == "case"
        return self.desk.render(
            "eigener.html",
            account,
            request,
            proposal=proposal,
            draft=draft,
            fields=("title", *_CASE_FIELDS),
            long=LONG,
            required=REQUIRED,
            undecided=undecided,
        )

    async def hand_in_again(self, request: Request, id: str) -> Response:
        account, desk = self.desk.require_account(), self.desk
        form = texts_of(await desk.read_form(request, account))
        proposal = await work(self._get_own, id, account)
        if proposal.status not in OPEN or proposal.kind != "case":
            raise CorpusError(wording.PROPOSAL_DECIDED)
        allowed = {name: value[:4000] for name, value in form.items() if name in (*_CASE_FIELDS, "title")}
        content, path = rewrite(proposal, {**allowed, "kind": "case"})
        await work(revise_proposal, desk.engine, proposal, content, path, account.name)
        return go("/vorschlagen", "vorgeschlagen")

    def _get_own(self, id: str, account: Account) -> Proposal:
        """Someone else's proposal reads like an unknown one."""
        proposal = get_proposal(self.desk.engine, id)
        if proposal.author != account.name:
            raise HTTPException(404, wording.PROPOSAL_UNKNOWN)
        return proposal

    async def set_opt_out(self, request: Request) -> Response:
        account, desk = self.desk.require_account(), self.desk
        form = texts_of(await desk.read_form(request, account))
        profile = {**account.profile, OPT_OUT: form.get("nicht") == "ja"}
        await work(set_profile, desk.engine, account.id, profile)
        return go("/vorschlagen", "gespeichert")


def _require(form: dict[str, str], names: tuple[str, ...]) -> None:
    missing = [wording.FIELD.get(name, name) for name in names if not form.get(name)]
    if missing:
        raise CorpusError(wording.FIELD_MISSING.format(names=", ".join(missing)))
