"""The guided conversation in the window: one question at a time, choices as buttons, kept after every answer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

import chainlit as cl

from assistant import wording
from assistant.chat.asking import tell_error
from assistant.chat.guide_offers import find_me, offer_files, show_peers
from assistant.chat.product import get_product
from assistant.chat.render import escape
from assistant.guide.building import build_plan, tell_given
from assistant.guide.dialogue import (
    Prompt,
    State,
    answer,
    back,
    current_prompt,
    is_done,
    skip,
    start,
    summarise,
    toggle,
)
from assistant.guide.edits import read_edits, write_edits
from assistant.guide.peers import read_profile
from assistant.guide.plan import write_plan
from assistant.store.guides import Guide, create_guide, list_guides, read_guide, save_state, save_version
from assistant.store.threads import change_thread

Press = Callable[[Any], Awaitable[None]]
_ACTIVE, _SHOWN = "leitfaden", "leitfaden_frage"


async def take_message(message: Any) -> bool:
    """Whether the message belonged to a guide; if not, it is a question."""
    words = " ".join(str(message.content).split()).casefold().rstrip(".!")
    if message.command == wording.GUIDE_COMMAND or words in wording.GUIDE_BEGIN_WORDS:
        await _offer(resume=words in wording.GUIDE_RESUME_WORDS)
        return True
    if message.command == wording.PEERS_COMMAND or words == wording.PEERS_COMMAND.casefold():
        await show_peers("" if words == wording.PEERS_COMMAND.casefold() else str(message.content))
        return True
    guide = await _active()
    if guide is None:
        return False
    if words in wording.GUIDE_PAUSE_WORDS:
        await _pause()
    else:
        await _take(guide, answer(guide.state, str(message.content), get_product().settings.guide))
    return True


async def _offer(resume: bool) -> None:
    """Begin, or go on with what was left unfinished."""
    product, account = get_product(), await find_me()
    if account is None:
        return
    guides = await asyncio.to_thread(list_guides, product.engine, account.id)
    unfinished = [guide for guide in guides if guide.plan is None]
    if unfinished and resume:
        await _open(unfinished[0])
    elif unfinished:
        labels = [(unfinished[0].id, wording.GUIDE_RESUME), ("", wording.GUIDE_NEW)]
        actions = [_action("leitfaden_beginn", {"guide": id}, label) for id, label in labels]
        await cl.Message(content=wording.GUIDE_UNFINISHED_FOUND, actions=actions).send()
    else:
        await _begin()


async def begin_guide(action: Any) -> None:
    """Pressed: go on with the one named, or a new one."""
    await action.remove()
    guide = await _read(str(action.payload.get("guide") or ""))
    if guide:
        await _open(guide)
    else:
        await _begin()


async def _begin() -> None:
    product, account = get_product(), await find_me()
    if account is None:
        return
    state = start(read_profile(account.profile))
    guide = await asyncio.to_thread(
        create_guide, product.engine, account.id, wording.GUIDE_TITLE, state, product.settings.guide
    )
    await cl.Message(content=wording.GUIDE_WELCOME).send()
    await _open(guide)


async def _open(guide: Guide) -> None:
    cl.user_session.set(_ACTIVE, guide.id)
    await _show(guide.id, dict(guide.state))


async def choose(action: Any) -> None:
    """A choice was pressed; one of an earlier question changes nothing."""
    guide = await _read(str(action.payload.get("guide") or ""))
    if guide is None:
        await cl.Message(content=wording.GUIDE_UNKNOWN).send()
        return
    cl.user_session.set(_ACTIVE, guide.id)
    prompt = current_prompt(guide.state)
    if prompt is None or action.payload.get("step") != prompt.step:
        await cl.Message(content=wording.GUIDE_CHOICE_UNKNOWN).send()
        return
    await _take(guide, toggle(guide.state, str(action.payload.get("key") or "")))


async def move(action: Any) -> None:
    guide = await _read(str(action.payload.get("guide") or ""))
    way = str(action.payload.get("way") or "")
    if guide is None:
        await cl.Message(content=wording.GUIDE_UNKNOWN).send()
    elif way == "bauen":
        await _build(guide)
    elif way == "pause":
        await _pause()
    else:
        cl.user_session.set(_ACTIVE, guide.id)
        await _take(guide, back(guide.state) if way == "zurueck" else skip(guide.state))


async def _take(guide: Guide, state: State) -> None:
    """Keep first, then show: what was answered survives a closed tab."""
    town = str(state["replies"].get("municipality") or "")
    title = wording.GUIDE_TITLE_FOR.format(municipality=town) if town else wording.GUIDE_TITLE
    engine = get_product().engine
    if not await asyncio.to_thread(save_state, engine, guide.id, guide.user_id, title, state):
        await cl.Message(content=wording.GUIDE_UNKNOWN).send()
        return
    thread = cl.context.session.thread_id
    await asyncio.to_thread(change_thread, engine, thread, guide.user_id, name=title)  # the history names it so
    same = current_prompt(state), current_prompt(guide.state)
    shown = cl.user_session.get(_SHOWN)
    if same[0] and same[1] and same[0].step == same[1].step and shown and not state["notice"]:
        shown.content = _describe(same[0], "")
        await shown.update()
        return
    await _show(guide.id, state)


async def _show(guide_id: str, state: State) -> None:
    prompt = current_prompt(state)
    if prompt is None:
        await _show_summary(guide_id, state)
        return
    actions = [
        _action("leitfaden_wahl", {"guide": guide_id, "step": prompt.step, "key": key}, label)
        for key, label in prompt.choices
    ]
    message = cl.Message(
        content=_describe(prompt, str(state.get("notice") or "")), actions=[*actions, *_moves(guide_id, prompt)]
    )
    await message.send()
    cl.user_session.set(_SHOWN, message)


def _moves(guide_id: str, prompt: Prompt) -> list[Any]:
    ways = [("weiter", wording.GUIDE_NEXT, "arrow-right")]
    if prompt.number > 1:
        ways.append(("zurueck", wording.GUIDE_BACK, "arrow-left"))
    ways.append(("pause", wording.GUIDE_LATER, "pause"))
    return [_action("leitfaden_weiter", {"guide": guide_id, "way": way}, label, icon) for way, label, icon in ways]


def _describe(prompt: Prompt, notice: str) -> str:
    parts = [f"*{notice}*"] if notice else []
    parts.append(f"**{wording.GUIDE_QUESTION.format(number=prompt.number, total=prompt.total)}** {prompt.question}")
    if prompt.hint:
        parts.append(f"*{prompt.hint}*")
    labels = dict(prompt.choices)
    chosen = [labels.get(key, key) for key in prompt.chosen] + list(prompt.own)
    if chosen:
        parts.append(wording.GUIDE_CHOSEN.format(chosen=", ".join(map(escape, chosen))))
    return "\n\n".join(parts)


async def _show_summary(guide_id: str, state: State) -> None:
    told = tell_given(summarise(state))
    lines = [f"- **{label}:** {escape(', '.join(values))}" for label, values in told]
    actions = [
        _action("leitfaden_weiter", {"guide": guide_id, "way": "bauen"}, wording.GUIDE_BUILD, "file-check"),
        _action("leitfaden_weiter", {"guide": guide_id, "way": "zurueck"}, wording.GUIDE_BACK, "arrow-left"),
        _action("leitfaden_weiter", {"guide": guide_id, "way": "pause"}, wording.GUIDE_LATER, "pause"),
    ]
    notice = [f"*{state['notice']}*"] if state.get("notice") else []
    content = "\n\n".join([*notice, wording.GUIDE_SUMMARY, "\n".join(lines) or wording.GUIDE_NOTHING_TOLD])
    await cl.Message(content=content, actions=actions).send()


async def _build(guide: Guide) -> None:
    product = get_product()
    if not is_done(guide.state):
        await _open(guide)
        return
    plan = await asyncio.to_thread(build_plan, summarise(guide.state), product.library, date.today())
    edits = write_edits(read_edits(guide.edits))
    settings = product.settings.guide
    await asyncio.to_thread(
        save_version, product.engine, guide.id, guide.user_id, write_plan(plan), edits, guide.version, settings
    )
    _close()
    content = wording.GUIDE_READY.format(
        title=escape(plan.title), quotes=len(plan.statements()), open=len(plan.open_questions), id=guide.id
    )
    await cl.Message(content=content if plan.sections else wording.GUIDE_EMPTY).send()


async def _pause() -> None:
    _close()
    await cl.Message(content=wording.GUIDE_PAUSED).send()


def _close() -> None:
    cl.user_session.set(_ACTIVE, None)
    cl.user_session.set(_SHOWN, None)


async def _active() -> Guide | None:
    id = cl.user_session.get(_ACTIVE)
    return await _read(str(id)) if id else None


async def _read(guide_id: str) -> Guide | None:
    account = await find_me()
    if account is None or not guide_id:
        return None
    return await asyncio.to_thread(read_guide, get_product().engine, guide_id, account.id)


def _action(name: str, payload: dict[str, str], label: str, icon: str = "circle") -> Any:
    return cl.Action(name=name, payload=payload, label=label, icon=icon)


def _guard(press: Press) -> Press:
    async def pressed(action: Any) -> None:
        try:
            await press(action)
            await cl.send_window_message("leitfaden:weiter")
        except Exception as error:
            await tell_error(error)

    return pressed


ACTIONS: Mapping[str, Press] = {
    "leitfaden_beginn": _guard(begin_guide),
    "leitfaden_wahl": _guard(choose),
    "leitfaden_weiter": _guard(move),
    "datei": _guard(offer_files),
}
