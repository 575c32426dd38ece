"""Page: the sentences of a document and the questions they answer, where an open question finds its sentence."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant import wording
from assistant.answer.personal import mask_personal_data
from assistant.care.asking import propose_question, propose_questions
from assistant.care.desk import CareRoute, Desk, go, texts_of, work
from assistant.care.gaps import list_gaps
from assistant.care.questions import list_questions
from assistant.errors import CorpusError
from assistant.store.gaps import mark_gap

_SHOWN_SENTENCES = 400


def question_pages(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/pflege", route_class=CareRoute)
    pages = _Pages(desk)
    router.get("/fragen")(pages.show)
    router.post("/fragen")(pages.take)
    return router


@dataclass
class _Pages:
    desk: Desk

    async def show(self, request: Request) -> HTMLResponse:
        account, desk, query = self.desk.require_lotse(), self.desk, request.query_params
        heads, gap = await work(desk.heads), query.get("luecke", "")[:64]
        document = query.get("dokument", "")
        listed = await work(list_questions, desk.settings, document) if document else None
        nearest = await work(self._find_nearest, gap) if gap and not document else ()
        return desk.render(
            "fragen.html",
            account,
            request,
            question=mask_personal_data(query.get("frage", ""))[:300],
            gap=gap,
            document=document,
            listed=listed,
            nearest=nearest,
            titles={name: heads[name].title for name in sorted(heads, key=lambda name: heads[name].title)},
            most=_SHOWN_SENTENCES,
        )

    def _find_nearest(self, key: str) -> tuple[str, ...]:
        gaps = list_gaps(self.desk.engine, self.desk.heads(), self.desk.settings.care, True)
        return next((gap.nearest for gap in gaps if gap.key == key), ())

    async def take(self, request: Request) -> Response:
        account, desk = self.desk.require_lotse(), self.desk
        form = texts_of(await desk.read_form(request, account))
        document = form.get("dokument", "")
        if form.get("aktion") == "datei":
            content = form.get("inhalt", "")
            content = f"{content}\n" if content else ""
            proposal = await work(propose_questions, desk.engine, desk.settings, document, content, account.name)
            return go(f"/pflege/vorschlaege/{proposal.id}", "vorgeschlagen")
        if not form.get("satz"):
            raise CorpusError(wording.FIELD_MISSING.format(names=wording.SENTENCE))
        question = mask_personal_data(form.get("frage", ""))
        proposal = await work(
            propose_question, desk.engine, desk.settings, document, form["satz"], question, account.name
        )
        if form.get("luecke"):
            note = wording.GAP_ASKED.format(document=document)
            await work(mark_gap, desk.engine, form["luecke"][:64], "task", note, account.name)
        return go(f"/pflege/vorschlaege/{proposal.id}", "vorgeschlagen")
