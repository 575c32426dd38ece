"""Pages: overview with plots, validity, gaps, sources, documents and erasing, the log."""

import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant import wording
from assistant.care.desk import CareRoute, Desk, go, texts_of, work
from assistant.care.erasing import erase_document
from assistant.care.figures import draw_plots
from assistant.care.gaps import list_gaps
from assistant.care.syncing import run_sync
from assistant.care.validity import list_due, renew_document
from assistant.corpus.load import load_corpus
from assistant.corpus.register import read_register
from assistant.corpus.sync import list_due_sources, read_seen, sync_folder
from assistant.errors import CorpusError, LotsenwissenError
from assistant.store.audit import list_actions
from assistant.store.gaps import mark_gap
from assistant.store.handovers import list_handovers
from assistant.store.proposals import OPEN, list_proposals

_STYLE = Path(__file__).with_name("pflege.css")


def upkeep_pages(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/pflege", route_class=CareRoute)
    pages = _Pages(desk)
    router.get("")(pages.show_overview)
    router.get("/stil.css")(pages.send_style)
    router.get("/gueltigkeit")(pages.show_due)
    router.post("/gueltigkeit/{document}")(pages.renew)
    router.get("/luecken")(pages.show_gaps)
    router.post("/luecken/{key}")(pages.mark)
    router.get("/quellen")(pages.show_sources)
    router.post("/quellen")(pages.sync)
    router.get("/dokumente")(pages.show_documents)
    router.get("/dokumente/{document}/loeschen")(pages.confirm_erasing)
    router.post("/dokumente/{document}/loeschen")(pages.erase)
    router.get("/belege/{name}")(pages.send_receipt)
    router.get("/protokoll")(pages.show_log)
    return router


@dataclass
class _Pages:
    desk: Desk

    async def send_style(self) -> FileResponse:
        return FileResponse(_STYLE, media_type="text/css")

    async def show_overview(self, request: Request) -> HTMLResponse:
        account, desk = self.desk.require_lotse(), self.desk
        heads = await work(desk.heads)
        due = await work(list_due, desk.settings, date.today())
        gaps = await work(list_gaps, desk.engine, heads, desk.settings.care)
        plots = await work(draw_plots, desk.engine, desk.settings, heads.values(), date.today())
        proposals = await work(list_proposals, desk.engine, OPEN)
        handovers = await work(list_handovers, desk.engine, "open")
        return desk.render(
            "uebersicht.html",
            account,
            request,
            due=due,
            gaps=gaps,
            plots=plots,
            proposals=proposals,
            handovers=handovers,
            documents=len(heads),
        )

    async def show_due(self, request: Request) -> HTMLResponse:
        account = self.desk.require_lotse()
        due = await work(list_due, self.desk.settings, date.today())
        return self.desk.render("gueltigkeit.html", account, request, due=due)

    async def renew(self, request: Request, document: str) -> Response:
        account = self.desk.require_lotse()
        await self.desk.read_form(request, account)
        proposal = await work(
            renew_document, self.desk.engine, self.desk.settings, document, account.name, date.today()
        )
        waits = self.desk.settings.care.second_pair_of_eyes and proposal.status == "open"
        return go("/pflege/gueltigkeit", "erneuerung" if waits else "erneuert")

    async def show_gaps(self, request: Request) -> HTMLResponse:
        account, desk = self.desk.require_lotse(), self.desk
        heads = await work(desk.heads)
        gaps = await work(list_gaps, desk.engine, heads, desk.settings.care, True)
        titles = {name: head.title for name, head in heads.items()}
        return desk.render("luecken.html", account, request, gaps=gaps, titles=titles)

    async def mark(self, request: Request, key: str) -> Response:
        account = self.desk.require_lotse()
        form = texts_of(await self.desk.read_form(request, account))
        state = "closed" if form.get("aktion") == "schliessen" else "task"
        await work(mark_gap, self.desk.engine, key[:64], state, form.get("notiz", "")[:500], account.name)
        return go("/pflege/luecken", "vermerkt")

    async def show_sources(self, request: Request) -> HTMLResponse:
        account, settings = self.desk.require_lotse(), self.desk.settings
        sources = await work(read_register, settings.corpus_dir / "sources.yaml")
        seen = await work(read_seen, sync_folder(settings))
        due = list_due_sources(sources, seen, date.today())
        return self.desk.render(
            "quellen.html",
            account,
            request,
            sources=sources.values(),
            seen=seen,
            due=due,
            lines=self.desk.sync_lines,
            running=self.desk.sync_running,
        )

    async def sync(self, request: Request) -> Response:
        account = self.desk.require_lotse()
        form = texts_of(await self.desk.read_form(request, account))
        if not self.desk.sync_running:
            self.desk.sync_running, self.desk.sync_lines = True, []
            keys = (form["quelle"],) if form.get("quelle") else ()
            threading.Thread(target=self._sync, args=(keys,), daemon=True).start()
        return go("/pflege/quellen")

    def _sync(self, keys: tuple[str, ...]) -> None:
        try:
            for change, made in run_sync(self.desk.engine, self.desk.settings, date.today(), keys):
                proposals = wording.SYNC_PROPOSED.format(count=len(made)) if made else ""
                self.desk.sync_lines.append(f"{change.key}: {change.reason}{proposals}")
        except LotsenwissenError as error:
            self.desk.sync_lines.append(str(error))
        finally:
            self.desk.sync_running = False

    async def show_documents(self, request: Request) -> HTMLResponse:
        account, settings = self.desk.require_lotse(), self.desk.settings
        corpus = await work(load_corpus, settings.corpus_dir, settings.corpus)
        folder = settings.data_dir / "receipts"
        receipts = sorted((path.name for path in folder.glob("*.txt")), reverse=True) if folder.is_dir() else []
        return self.desk.render("dokumente.html", account, request, corpus=corpus, receipts=receipts)

    async def confirm_erasing(self, request: Request, document: str) -> HTMLResponse:
        return self.desk.render("loeschen.html", self.desk.require_lotse(), request, document=document)

    async def erase(self, request: Request, document: str) -> Response:
        account, desk = self.desk.require_lotse(), self.desk
        form = texts_of(await desk.read_form(request, account))
        if form.get("sicher") != document:
            raise CorpusError(wording.CONFIRM_ERASE)
        embeddings = desk.workbench.embeddings
        await work(erase_document, desk.engine, desk.settings, document, account.name, embeddings)
        return go("/pflege/dokumente", "geloescht")

    async def send_receipt(self, name: str) -> FileResponse:
        self.desk.require_lotse()
        folder = self.desk.settings.data_dir / "receipts"
        if name not in {path.name for path in folder.glob("*.txt")}:
            raise HTTPException(404, wording.FILE_UNKNOWN)
        return FileResponse(folder / name, media_type="text/plain; charset=utf-8")

    async def show_log(self, request: Request) -> HTMLResponse:
        account = self.desk.require_lotse()
        return self.desk.render("protokoll.html", account, request, entries=await work(list_actions, self.desk.engine))
