"""What a Navigator does with an answer: say why it does not help, or hand the question over to a Lotse."""

import asyncio
from typing import Any

import chainlit as cl

from assistant import wording
from assistant.chat.asking import tell_error
from assistant.chat.product import get_product
from assistant.store.feedback import Reason, set_reason
from assistant.store.handovers import hand_over
from assistant.store.turns import read_turn


async def react_to_feedback(feedback: Any) -> None:
    """After a thumb down, one press says what was wrong."""
    if int(feedback.value) or not feedback.id:
        return
    actions = [
        cl.Action(
            name="grund", payload={"feedback": feedback.id, "reason": reason.value}, label=wording.REASON[reason.value]
        )
        for reason in Reason
    ]
    await cl.Message(content=wording.WHY_NOT, actions=actions).send()


async def keep_reason(action: Any) -> None:
    try:
        await _keep_reason(str(action.payload["feedback"]), Reason(action.payload["reason"]), action)
    except Exception as error:
        await tell_error(error)


async def _keep_reason(feedback: str, reason: Reason, action: Any) -> None:
    user = cl.context.session.user
    kept = await asyncio.to_thread(set_reason, get_product().engine, feedback, user.id, reason)
    text = wording.REASON_KEPT.format(reason=wording.REASON[reason.value]) if kept else wording.FEEDBACK_UNKNOWN
    await cl.Message(content=text).send()
    if kept:
        await action.remove()


async def hand_over_turn(action: Any) -> None:
    try:
        await _hand_over(str(action.payload.get("turn", "")))
    except Exception as error:
        await tell_error(error)


async def _hand_over(turn_id: str) -> None:
    product, user = get_product(), cl.context.session.user
    turn = await asyncio.to_thread(read_turn, product.engine, turn_id, user.id)
    if turn is None or turn.status == "personal_data":
        await cl.Message(content=wording.HAND_OVER_IMPOSSIBLE).send()
        return
    _, fresh = await asyncio.to_thread(hand_over, product.engine, turn)
    await cl.Message(content=wording.HANDED_OVER if fresh else wording.HANDED_OVER_BEFORE).send()
