"""Pages: releases with build, exam, publish and roll back; what a release changed; answers that it affects."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from assistant import wording
from assistant.care.desk import CareRoute, Desk, go, texts_of, work
from assistant.care.impact import find_impact, tell_asker
from assistant.care.notes import describe_note, read_note
from assistant.care.releasing import current_manifest, read_gate
from assistant.corpus.release import compare_releases, list_releases
from assistant.errors import CorpusError, NoRelease


def release_pages(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/pflege", route_class=CareRoute)
    pages = _Pages(desk)
    router.get("/staende")(pages.show_list)
    router.post("/staende")(pages.act)
    router.get("/staende/{release}")(pages.show_note)
    router.get("/auswirkung")(pages.show_impact)
    router.post("/auswirkung/{turn}")(pages.tell)
    return router


@dataclass
class _Pages:
    desk: Desk

    async def show_list(self, request: Request) -> HTMLResponse:
        account, desk = self.desk.require_lotse(), self.desk
        manifests = await work(list_releases, desk.settings.releases_dir)
        current = await work(current_manifest, desk.settings)
        rows = [(m, read_gate(desk.settings, m.id), compare_releases(current, m)) for m in manifests]
        return desk.render(
            "staende.html",
            account,
            request,
            rows=rows,
            current=current,
            job=desk.workbench.job,
            has_gate=desk.workbench.gate is not None,
        )

    async def act(self, request: Request) -> Response:
        account, desk = self.desk.require_lotse(), self.desk
        form = texts_of(await desk.read_form(request, account))
        action, release, bench = form.get("aktion"), form.get("stand", ""), desk.workbench
        if action == "bauen":
            if not bench.start_build(account.name):
                raise CorpusError(wording.BUILD_RUNNING)
            return go("/pflege/staende")  # the page itself shows how far it is
        if action == "pruefen":
            await work(bench.examine, release, account.name)
            return go("/pflege/staende", "geprueft")
        if action == "veroeffentlichen":
            await work(bench.publish, release, account.name, date.today(), form.get("trotzdem") == "ja")
            return go(f"/pflege/staende/{release}", "veroeffentlicht")
        await work(bench.roll_back, account.name)
        return go("/pflege/staende", "zurueckgerollt")

    async def show_note(self, request: Request, release: str) -> HTMLResponse:
        account = self.desk.require_lotse()
        known = {manifest.id for manifest in await work(list_releases, self.desk.settings.releases_dir)}
        note = read_note(self.desk.settings.data_dir / "notes", release) if release in known else None
        if note is None:
            raise HTTPException(404, wording.NOTE_UNKNOWN)
        gate = read_gate(self.desk.settings, release)
        return self.desk.render("stand.html", account, request, note=note, text=describe_note(note), gate=gate)

    async def show_impact(self, request: Request) -> HTMLResponse:
        account, desk = self.desk.require_lotse(), self.desk
        manifest = await work(current_manifest, desk.settings)
        affected = await work(find_impact, desk.engine, manifest, desk.settings, date.today()) if manifest else []
        return desk.render("auswirkung.html", account, request, affected=affected)

    async def tell(self, request: Request, turn: str) -> Response:
        account, desk = self.desk.require_lotse(), self.desk
        await desk.read_form(request, account)
        manifest = await work(current_manifest, desk.settings)
        if manifest is None:
            raise NoRelease(wording.NOT_BUILT)
        await work(tell_asker, desk.engine, manifest, desk.settings, turn, account.name, date.today())
        return go("/pflege/auswirkung", "benachrichtigt")
