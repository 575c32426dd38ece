"""Pages: proposals, one proposal with both texts side by side, and handing in a file."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant import wording
from assistant.care.checking import Trial, proposal_folder, try_proposal
from assistant.care.desk import CareRoute, Desk, file_of, go, texts_of, work
from assistant.care.drafts import TOPICS, Draft, list_fields, place_file, read_draft, write_draft
from assistant.care.proposing import propose_file, revise_proposal
from assistant.care.questions import Sentence, list_sentences
from assistant.care.reviewing import (
    approve_proposal,
    compare_texts,
    get_proposal,
    reject_proposal,
    return_proposal,
)
from assistant.corpus.document import Kind, Level
from assistant.corpus.load import list_files
from assistant.corpus.register import read_register
from assistant.errors import CorpusError, SourceUnreadable
from assistant.store.proposals import OPEN, Proposal, list_proposals, save_proposal

_SHOWN_BLOCKS = 60
LONG = ("problem", "solution", "effort", "result", "do_differently")
CHOICES = {
    "kind": tuple(kind.value for kind in Kind if kind is not Kind.CASE),
    "level": tuple(level.value for level in Level),
    "topic": TOPICS,
}


def proposal_pages(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/pflege", route_class=CareRoute)
    pages = _Pages(desk)
    router.get("/vorschlaege")(pages.show_list)
    router.get("/vorschlaege/{id}")(pages.show_one)
    router.post("/vorschlaege/{id}")(pages.decide)
    router.get("/vorschlaege/{id}/original")(pages.send_original)
    router.get("/aufnehmen")(pages.show_upload)
    router.post("/aufnehmen")(pages.take_upload)
    return router


def choices_for(kind: str) -> dict[str, tuple[str, ...]]:
    return {**CHOICES, "kind": (Kind.CASE.value,)} if kind == Kind.CASE.value else CHOICES


@dataclass
class _Pages:
    desk: Desk

    async def show_list(self, request: Request) -> HTMLResponse:
        account = self.desk.require_lotse()
        waiting = await work(list_proposals, self.desk.engine, OPEN)
        decided = await work(list_proposals, self.desk.engine, ("approved", "rejected"))
        return self.desk.render(
            "vorschlaege.html", account, request, waiting=waiting, decided=sorted(decided, key=_moment)[:-31:-1]
        )

    async def show_one(self, request: Request, id: str) -> HTMLResponse:
        account = self.desk.require_lotse()
        proposal = await work(get_proposal, self.desk.engine, id)
        trial = await work(try_proposal, proposal, self.desk.settings, date.today())
        draft = _take_apart(proposal)
        path = self.desk.settings.corpus_dir / proposal.path
        current = path.read_text(encoding="utf-8") if path.is_file() else ""
        kind = draft.fields.get("kind", "")
        return self.desk.render(
            "vorschlag.html",
            account,
            request,
            proposal=proposal,
            trial=trial,
            draft=draft,
            fields=list_fields(kind) if proposal.kind != "questions" else (),
            choices=choices_for(kind),
            long=LONG,
            blocks=trial.document.blocks[:_SHOWN_BLOCKS] if trial.document else (),
            sentences=_list_asked(proposal, trial),
            rows=compare_texts(current, proposal.content) if current else [],
            stale=current != (proposal.base or ""),
            undecided=proposal.status in OPEN,
            own=self.desk.settings.care.second_pair_of_eyes and account.name in (proposal.author, proposal.edited_by),
        )

    async def decide(self, request: Request, id: str) -> Response:
        account = self.desk.require_lotse()
        form = texts_of(await self.desk.read_form(request, account))
        engine, settings, comment = self.desk.engine, self.desk.settings, form.get("kommentar", "")
        action = form.get("aktion")
        if action == "freigeben":
            done = await work(approve_proposal, engine, settings, id, account.name, date.today(), comment)
            return go("/pflege/vorschlaege", "beantwortet" if done.answered else "freigegeben")
        if action == "zurueck":
            await work(return_proposal, engine, id, account.name, comment)
            return go("/pflege/vorschlaege", "zurueckgegeben")
        if action == "ablehnen":
            await work(reject_proposal, engine, settings, id, account.name, comment)
            return go("/pflege/vorschlaege", "abgelehnt")
        await work(self._save, id, form, account.name)
        return go(f"/pflege/vorschlaege/{id}", "gespeichert")

    def _save(self, id: str, form: dict[str, str], editor: str) -> None:
        proposal = get_proposal(self.desk.engine, id)
        if proposal.status not in OPEN:
            raise CorpusError(wording.PROPOSAL_DECIDED)
        if form.get("angleichen"):
            proposal = self._rebase(proposal)
        content, path = rewrite(proposal, form)
        revise_proposal(self.desk.engine, proposal, content, path, editor)

    def _rebase(self, proposal: Proposal) -> Proposal:
        """The person has seen what stands in the corpus now and wants to replace just that."""
        path = self.desk.settings.corpus_dir / proposal.path
        base = path.read_text(encoding="utf-8") if path.is_file() else None
        return save_proposal(self.desk.engine, replace(proposal, base=base))

    async def send_original(self, id: str) -> FileResponse:
        self.desk.require_lotse()
        proposal = await work(get_proposal, self.desk.engine, id)
        path = proposal_folder(self.desk.settings, proposal.id) / (proposal.original or "")
        if not proposal.original or not path.is_file():
            raise HTTPException(404, wording.FILE_UNKNOWN)
        headers = {"x-content-type-options": "nosniff"}
        return FileResponse(path, media_type="application/octet-stream", filename=path.name, headers=headers)

    async def show_upload(self, request: Request) -> HTMLResponse:
        account = self.desk.require_lotse()
        settings = self.desk.settings
        sources = await work(read_register, settings.corpus_dir / "sources.yaml")
        ids = await work(lambda: sorted(path.stem for path in list_files(settings.corpus_dir)))
        return self.desk.render(
            "aufnehmen.html",
            account,
            request,
            sources=sources.values(),
            ids=ids,
            choices=CHOICES,
            given=request.query_params,
        )

    async def take_upload(self, request: Request) -> Response:
        account = self.desk.require_lotse()
        form = await self.desk.read_form(request, account)
        file = await file_of(form, self.desk.settings.care.upload_megabytes << 20)
        if file is None:
            raise CorpusError(wording.FILE_MISSING)
        given = {name: value for name, value in texts_of(form).items() if name not in ("token", "datei")}
        settings, engine = self.desk.settings, self.desk.engine
        proposal = await work(propose_file, engine, settings, file[1], file[0], given, account.name)
        return go(f"/pflege/vorschlaege/{proposal.id}", "vorgeschlagen")


def rewrite(proposal: Proposal, form: dict[str, str]) -> tuple[str, str]:
    """(content, path) from the form; what the form does not show stays as it was."""
    if proposal.kind == "questions":
        body = form.get("body", proposal.content).strip()
        return f"{body}\n" if body else "", proposal.path
    before = _take_apart(proposal)
    shown = list_fields(form.get("kind") or before.fields.get("kind", ""))
    fields = {**before.fields, **{name: form[name] for name in shown if name in form}}
    content = write_draft(Draft(fields, form.get("body", before.body)))
    return content, proposal.path if proposal.base is not None else place_file(fields)


def _take_apart(proposal: Proposal) -> Draft:
    """Without fields where there is no head, or none that can be read."""
    if proposal.kind != "questions":
        with suppress(SourceUnreadable):
            return read_draft(proposal.content)
    return Draft({}, proposal.content)


def _list_asked(proposal: Proposal, trial: Trial) -> list[Sentence]:
    """What a proposal of questions would put at which sentence."""
    if proposal.kind != "questions" or trial.document is None:
        return []
    return [sentence for sentence in list_sentences(trial.document) if sentence.questions]


def _moment(proposal: Proposal) -> str:
    return proposal.updated_at.isoformat()
