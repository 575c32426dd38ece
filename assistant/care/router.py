"""The door of the workshop: one router with all pages, given what it works with."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastapi import APIRouter
from sqlalchemy import Engine

from assistant.answer.library import Library
from assistant.care.desk import Desk
from assistant.care.pages_answers import answer_pages
from assistant.care.pages_proposals import proposal_pages
from assistant.care.pages_questions import question_pages
from assistant.care.pages_releases import release_pages
from assistant.care.pages_upkeep import upkeep_pages
from assistant.care.releasing import Gate, Workbench
from assistant.settings import Settings
from assistant.store.users import Account

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


def create_router(
    settings: Settings,
    engine: Engine,
    library: Library,
    current_account: Callable[[], Account | None],
    secret: str,
    gate: Gate | None = None,
    embeddings: "Embeddings | None" = None,
) -> APIRouter:
    """All pages under /pflege (Lotsen only) and /vorschlagen (everyone signed in)."""
    bench = Workbench(settings, engine, gate, embeddings)
    desk = Desk(settings, engine, library, bench, current_account, secret)
    router = APIRouter()
    for pages in (upkeep_pages, proposal_pages, release_pages, answer_pages, question_pages):
        router.include_router(pages(desk))
    return router
