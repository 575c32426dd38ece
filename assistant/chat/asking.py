"""From a question in the window to an answer in the window: ask, show, keep. Nothing is shown as done before it is kept."""

import asyncio
import logging
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import chainlit as cl

from assistant import wording
from assistant.answer.answer import Answer, Question, Status
from assistant.answer.answer import Turn as Exchange
from assistant.chat.followups import suggest_questions
from assistant.chat.live import ask_live
from assistant.chat.product import Product, get_product
from assistant.chat.proof import answer_with_proofs
from assistant.chat.render import render_answer
from assistant.errors import LotsenwissenError
from assistant.store.handovers import reply_message, take_unseen_replies
from assistant.store.turns import Turn, list_turns, save_turn
from assistant.store.users import Account, find_user

log = logging.getLogger(__name__)
_asked: defaultdict[str, deque[float]] = defaultdict(deque)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on its way: who, where, and the message that will show the answer."""

    account: Account
    text: str
    turn: str
    thread: str
    run: str | None
    question: Any
    reply: Any


async def answer_message(message: Any) -> None:
    """Chainlit's on_message. Whatever breaks, the reader gets one German sentence and a code to give to the Lotse."""
    await answer_text(message.content, message)


async def answer_text(text: str, message: Any, confirmed: bool = False) -> None:
    try:
        asked = await _begin(text, message)
        if asked is not None:
            await _answer(asked, confirmed)
    except asyncio.CancelledError:
        raise
    except Exception as error:
        await tell_error(error)


async def tell_error(error: Exception) -> None:
    code = uuid4().hex[:8]
    log.exception("Kennung %s", code)
    known = isinstance(error, LotsenwissenError)
    reason = str(error) if known else wording.BROKEN
    await cl.Message(content=wording.BROKEN_WITH_CODE.format(reason=reason, code=code)).send()


async def _begin(text: str, message: Any) -> Asked | None:
    product, session = get_product(), cl.context.session
    account = await asyncio.to_thread(find_user, product.engine, session.user.identifier)
    if account is None or account.disabled:
        await cl.Message(content=wording.ACCOUNT_CLOSED).send()
        return None
    await show_replies(product, session.thread_id, account)
    if not _may_ask(account.id, product.settings.chat.user_questions_per_minute):
        await cl.Message(content=wording.TOO_MANY_QUESTIONS).send()
        return None
    run = cl.context.current_run
    reply = cl.Message(content="")
    return Asked(account, text, uuid4().hex, session.thread_id, run.id if run else None, message, reply)


def _may_ask(user_id: str, per_minute: int) -> bool:
    recent, moment = _asked[user_id], time.monotonic()
    while recent and recent[0] < moment - 60:
        recent.popleft()
    recent.append(moment)
    return len(recent) <= per_minute


async def _answer(asked: Asked, confirmed: bool) -> None:
    product = get_product()
    question = await _make_question(product, asked, confirmed)
    cancelled = threading.Event()
    begun = time.perf_counter()
    try:
        answer = await ask_live(product, question, asked.reply, asked.turn, cancelled)
    except asyncio.CancelledError:
        await asyncio.shield(_keep_stopped(product, asked, time.perf_counter() - begun))
        raise
    await _keep_and_show(product, asked, answer, time.perf_counter() - begun)
    if not question.history:
        await _show_name(asked)


async def _make_question(product: Product, asked: Asked, confirmed: bool) -> Question:
    limit = product.settings.chat.history_turns
    before = await asyncio.to_thread(list_turns, product.engine, asked.thread, asked.account.id, limit)
    return Question(
        text=asked.text,
        today=date.today(),
        history=tuple(Exchange(turn.question, str(turn.answer.get("text", ""))) for turn in before),
        mode=product.settings.mode,
        personal_data_confirmed=confirmed,
        user=asked.account.id,
    )


async def _keep_and_show(product: Product, asked: Asked, answer: Answer, seconds: float) -> None:
    days = product.settings.corpus.expiring_days
    asked.reply.content = render_answer(answer, asked.turn, date.today(), days)
    asked.reply.metadata = {"turn": asked.turn}
    turn = Turn(
        id=asked.turn,
        thread_id=asked.thread,
        user_id=asked.account.id,
        question=answer.question or wording.QUESTION_NOT_KEPT,
        answer=answer_with_proofs(answer),
        status=answer.status.value,
        seconds=seconds,
        passages=tuple(citation.hit.passage.id for citation in answer.citations),
        release=answer.release,
        run_id=asked.run,
    )
    await asyncio.to_thread(_keep, product, asked, turn)
    asked.reply.actions = make_actions(turn, await _suggest(product, answer))
    if answer.status is Status.PERSONAL_DATA:
        cl.user_session.set("unasked", asked.text)
        asked.reply.actions = [_ask_anyway()]
    await asked.reply.send()
    await cl.send_window_message(f"gespraech:{asked.thread}")


async def _show_name(asked: Asked) -> None:
    """The list of conversations is drawn when the first question arrives, and a conversation has its name once it is kept: a
    second "first interaction" makes the window draw the list again."""
    await cl.context.emitter.emit("first_interaction", {"interaction": asked.turn, "thread_id": asked.thread})


def _keep(product: Product, asked: Asked, turn: Turn) -> None:
    """One transaction: the question, the answer shown and the turn."""
    question, reply = asked.question.to_dict(), asked.reply.to_dict()
    question["output"] = turn.question
    stamp = question.get("createdAt")
    reply.update(streaming=False, createdAt=_later(stamp))
    asked.reply.created_at = reply["createdAt"]
    save_turn(product.engine, turn, [question, reply])


def _later(stamp: str | None) -> str:
    from chainlit.utils import utc_now

    return max(str(utc_now()), stamp or "")


async def _keep_stopped(product: Product, asked: Asked, seconds: float) -> None:
    """What was shown so far stays, and says that it is not the whole answer."""
    asked.reply.content = f"{asked.reply.content}\n\n*{wording.STOPPED}*".strip()
    turn = Turn(
        id=asked.turn,
        thread_id=asked.thread,
        user_id=asked.account.id,
        question=asked.text,
        answer={"text": "", "hits": [], "proofs": []},
        status="stopped",
        seconds=seconds,
        run_id=asked.run,
    )
    await asyncio.to_thread(_keep, product, asked, turn)
    await asked.reply.send()


async def _suggest(product: Product, answer: Answer) -> tuple[str, ...]:
    """Suggestions are a courtesy: if they fail, the answer still appears."""
    try:
        return await asyncio.to_thread(suggest_questions, product.library.current(), answer, product.settings.chat)
    except LotsenwissenError:
        log.exception("Keine Folgefragen")
        return ()


def make_actions(turn: Turn, suggestions: tuple[str, ...] = ()) -> list[Any]:
    buttons = [
        cl.Action(name="folgefrage", payload={"question": question}, label=question, icon="corner-down-right")
        for question in suggestions
    ]
    label, hint = wording.HAND_OVER, wording.HAND_OVER_HINT
    hand = cl.Action(name="uebergeben", payload={"turn": turn.id}, label=label, tooltip=hint, icon="life-buoy")
    label, hint = wording.ANSWER_SAVE, wording.ANSWER_SAVE_HINT
    save = cl.Action(name="datei", payload={"turn": turn.id}, label=label, tooltip=hint, icon="download")
    answered = turn.status in (Status.ANSWERED, Status.PARTIAL)
    return [hand, *([save] if answered else []), *buttons]


def _ask_anyway() -> Any:
    return cl.Action(name="trotzdem", payload={}, label=wording.ASK_ANYWAY, icon="shield-alert")


async def show_replies(product: Product, thread: str, account: Account) -> None:
    """Replies of Lotsen that arrived while the conversation was open."""
    for handover in await asyncio.to_thread(take_unseen_replies, product.engine, thread, account.id):
        await cl.context.emitter.send_step(reply_message(handover))
