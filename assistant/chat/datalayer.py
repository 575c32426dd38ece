"""Chainlit's data layer over our store. Every call acts for the caller found at the gate, never for an id in the data."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chainlit.context import context_var
from chainlit.data.base import BaseDataLayer
from chainlit.types import PageInfo, PaginatedResponse
from chainlit.user import PersistedUser
from sqlalchemy import Engine

from assistant import wording
from assistant.errors import StoreError
from assistant.settings import Settings
from assistant.store import elements, threads
from assistant.store.caller import current_account
from assistant.store.feedback import delete_feedback, save_feedback
from assistant.store.threads import Conversation, Thread
from assistant.store.users import Account, find_user

JSON = dict[str, Any]
# Chainlit's outer steps of handlers. Feedback hangs on that of a question; the others would open empty conversations.
_RUN, _RUN_OF_QUESTION = "run", "on_message"


@dataclass(frozen=True, slots=True)
class Me:
    id: str
    name: str


class WindowDataLayer(BaseDataLayer):  # type: ignore[misc]
    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine = engine
        self.page = settings.store.page_threads

    async def get_user(self, identifier: str) -> Any:
        account = await asyncio.to_thread(find_user, self.engine, identifier)
        return _persisted(account) if account else None

    async def create_user(self, user: Any) -> Any:
        """Accounts are made by `lotsenwissen user add` or at sign-in, never by the window."""
        return await self.get_user(user.identifier)

    async def upsert_feedback(self, feedback: Any) -> str:
        saved = await asyncio.to_thread(
            save_feedback, self.engine, feedback.forId, _me().id, int(feedback.value), feedback.comment
        )
        if saved is None:
            raise StoreError(wording.FEEDBACK_UNKNOWN)
        feedback.id = saved  # Chainlit hands the same object to on_feedback
        return saved

    async def delete_feedback(self, feedback_id: str) -> bool:
        return await asyncio.to_thread(delete_feedback, self.engine, feedback_id, _me().id)

    async def create_element(self, element: Any) -> None:
        """Elements belong to a message; those of the source pane do not and are not kept."""
        if element.for_id:
            await asyncio.to_thread(elements.save_element, self.engine, element.to_dict(), _me().id)

    async def get_element(self, thread_id: str, element_id: str) -> Any:
        return await asyncio.to_thread(elements.read_element, self.engine, thread_id, element_id, _me().id)

    async def delete_element(self, element_id: str, thread_id: str | None = None) -> None:
        await asyncio.to_thread(elements.delete_element, self.engine, element_id, _me().id)

    async def create_step(self, step_dict: JSON) -> None:
        """Questions are kept together with their answer (`save_turn`): what is refused for personal data never
        reaches the disk. The outer step is kept without the question it repeats."""
        run = step_dict["type"] == _RUN
        if step_dict["type"] == "user_message" or (run and step_dict["name"] != _RUN_OF_QUESTION):
            return
        step = {**step_dict, "input": "", "output": ""} if run else dict(step_dict)
        await asyncio.to_thread(threads.save_step, self.engine, step, _me().id)

    async def update_step(self, step_dict: JSON) -> None:
        await self.create_step(step_dict)

    async def delete_step(self, step_id: str) -> None:
        await asyncio.to_thread(threads.delete_step, self.engine, step_id, _me().id)

    async def get_thread_author(self, thread_id: str) -> str:
        me = _me()
        owns = await asyncio.to_thread(threads.owns_thread, self.engine, thread_id, me.id)
        return me.name if owns else ""

    async def delete_thread(self, thread_id: str) -> None:
        await asyncio.to_thread(threads.delete_thread, self.engine, thread_id, _me().id)

    async def list_threads(self, pagination: Any, filters: Any) -> Any:
        me = _me()
        limit = min(pagination.first or self.page, self.page)
        found, more = await asyncio.to_thread(
            threads.list_threads, self.engine, me.id, limit=limit, after=pagination.cursor, search=filters.search
        )
        rows = [_row(thread, me) for thread in found]
        ends = (rows[0]["id"], rows[-1]["id"]) if rows else (None, None)
        return PaginatedResponse(pageInfo=PageInfo(hasNextPage=more, startCursor=ends[0], endCursor=ends[1]), data=rows)

    async def get_thread(self, thread_id: str) -> Any:
        me = _me()
        talk = await asyncio.to_thread(threads.read_conversation, self.engine, thread_id, me.id)
        return _whole(talk, me) if talk else None

    async def update_thread(
        self,
        thread_id: str,
        name: str | None = None,
        user_id: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        tags: list[str] | None = None,
    ) -> None:
        """With a user id this is Chainlit opening the thread and naming it after the question; we do that with the turn.
        A thread that has no turn yet is not made here. `metadata` is what the session holds in memory, among it texts
        that were refused for personal data: not kept."""
        me = _me()
        if user_id is not None or (name is None and tags is None):
            return
        if await asyncio.to_thread(threads.owns_thread, self.engine, thread_id, me.id):
            await asyncio.to_thread(threads.change_thread, self.engine, thread_id, me.id, name=name, tags=tags)

    async def build_debug_url(self) -> str:
        return ""

    async def close(self) -> None:
        self.engine.dispose()

    async def get_favorite_steps(self, user_id: str) -> list[Any]:
        return []


def _me() -> "Me":
    """The person of this socket, else of this request. Sockets first: what Chainlit does when a connection is lost runs
    in a task that began with someone else's request."""
    session = context_var.get().session if context_var.get(None) else None
    user = getattr(session, "user", None)
    if isinstance(user, PersistedUser):
        return Me(user.id, user.identifier)
    account = current_account()
    if account is None:
        raise StoreError(wording.SIGN_IN_FIRST)
    return Me(account.id, account.name)


def _persisted(account: Account) -> Any:
    return PersistedUser(
        id=account.id,
        identifier=account.name,
        display_name=account.name,
        metadata={"role": account.role},
        createdAt=account.created_at.isoformat(),
    )


def _row(thread: Thread, me: Me) -> JSON:
    return {
        "id": thread.id,
        "createdAt": thread.updated_at.isoformat(),
        "name": thread.name or wording.THREAD_UNNAMED,
        "userId": me.id,
        "userIdentifier": me.name,
        "tags": list(thread.tags),
        "metadata": dict(thread.metadata),
        "steps": [],
        "elements": [],
    }


def _whole(talk: Conversation, me: Me) -> JSON:
    return {**_row(talk.thread, me), "steps": list(talk.steps), "elements": list(talk.elements)}
