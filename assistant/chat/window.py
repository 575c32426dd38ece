"""The window's handlers, registered with Chainlit by name instead of decorators, so that they stay plain functions."""

import asyncio
from collections.abc import Mapping
from typing import Any

import chainlit as cl
from chainlit.server import sio
from chainlit.session import WebsocketSession

from assistant.chat.accounts import register_accounts
from assistant.chat.asking import answer_message, answer_text, make_actions, show_replies, tell_error
from assistant.chat.choices import offer_choices, save_choices
from assistant.chat.confirmed import show_confirmed
from assistant.chat.datalayer import WindowDataLayer
from assistant.chat.guide_offers import offer_commands
from assistant.chat.guide_window import ACTIONS, take_message
from assistant.chat.judging import hand_over_turn, keep_reason, react_to_feedback
from assistant.chat.product import get_product
from assistant.chat.proof import read_request, show_proof
from assistant.chat.starters import make_starters
from assistant.store.caller import current_account
from assistant.store.turns import list_turns


def register_window() -> None:
    product = get_product()
    cl.data_layer(lambda: WindowDataLayer(product.engine, product.settings))
    register_accounts(product.settings)
    cl.set_starter_categories(make_starters)
    cl.on_chat_start(begin_conversation)
    cl.on_chat_resume(resume_conversation)
    cl.on_message(receive_message)
    cl.on_window_message(receive_from_page)
    cl.on_settings_update(save_choices)
    cl.on_feedback(react_to_feedback)
    for name, callback in (
        ("uebergeben", hand_over_turn),
        ("grund", keep_reason),
        ("folgefrage", ask_suggested),
        ("trotzdem", ask_anyway),
        *ACTIONS.items(),
    ):
        cl.action_callback(name)(callback)
    sio.on("stop", stop_answer)
    _keep_nothing_in_memory()


async def begin_conversation() -> None:
    await offer_choices()
    await offer_commands()


async def receive_message(message: Any) -> None:
    """A question, unless the Navigator is at the guided conversation."""
    try:
        if await take_message(message):
            return
    except Exception as error:
        await tell_error(error)
        return
    await answer_message(message)


def _keep_nothing_in_memory() -> None:
    """Chainlit notes every message of every session in a list that it never empties, refused ones too. Nothing here
    reads it; the conversation comes from the store."""
    from chainlit.chat_context import chat_context

    chat_context.add = lambda message: message


async def resume_conversation(thread: Mapping[str, Any]) -> None:
    """Settings and buttons are not part of the stored conversation; set them again, and fetch what a Lotse replied."""
    await begin_conversation()
    product, account = get_product(), current_account()
    if account is None:
        return
    turns = await asyncio.to_thread(list_turns, product.engine, thread["id"], account.id, 1)
    shown = {step.get("metadata", {}).get("turn"): step["id"] for step in thread["steps"]}
    for turn in turns:
        if turn.id in shown:
            for action in make_actions(turn):
                await action.send(for_id=shown[turn.id])
    await show_replies(product, thread["id"], account)


async def receive_from_page(data: object) -> None:
    """What public/lotsenwissen.js posts: a mark was pressed, or a confirmed answer was chosen while typing."""
    try:
        user = cl.context.session.user
        if request := read_request(data):
            await show_proof(*request, user.id)
        elif isinstance(data, str) and data.startswith("bestaetigt:"):
            await show_confirmed(data.removeprefix("bestaetigt:"))
    except Exception as error:
        await tell_error(error)


async def ask_suggested(action: Any) -> None:
    await _ask_as_user(str(action.payload.get("question", "")))


async def ask_anyway(_action: Any) -> None:
    """The Navigator says that nobody's data is meant; only the text this session itself refused is asked again."""
    text = cl.user_session.get("unasked")
    if text:
        cl.user_session.set("unasked", None)
        await _ask_as_user(text, confirmed=True)


async def _ask_as_user(text: str, confirmed: bool = False) -> None:
    session, emitter = cl.context.session, cl.context.emitter
    session.current_task = asyncio.current_task()
    question = await cl.Message(content=text, author=session.user.identifier, type="user_message").send()
    await emitter.task_start()
    try:
        async with cl.Step(name="on_message", type="run", parent_id=question.id):
            await answer_text(text, question, confirmed)
    finally:
        await emitter.task_end()


async def stop_answer(sid: str) -> None:
    """Instead of Chainlit's own handler, which posts an English message."""
    session = WebsocketSession.get(sid)
    if session and session.current_task:
        session.current_task.cancel()
