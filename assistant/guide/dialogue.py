"""The guided conversation as a state machine: plain JSON in, plain JSON out, so that any window can drive and resume it.

A state holds where the conversation stands (`step`, an index into STEPS, or len(STEPS) for the summary), the replies
so far, and `notice`, one German sentence about the last input, if there is something to say.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assistant import wording
from assistant.answer.personal import find_personal_data
from assistant.guide.peers import SIZES, Profile
from assistant.guide.replies import Replies, read_replies
from assistant.settings import GuideSettings

State = dict[str, Any]
STEPS = ("municipality", "size", "goals", "procedure", "situation", "obstacles", "components", "capacity")
Kind = Literal["text", "one", "many"]
_SEPARATOR = re.compile(r"[;\n]|,\s+(?!\d)")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to show now. `chosen` are the keys picked so far, `own` what was typed."""

    step: str
    number: int
    total: int
    question: str
    hint: str
    kind: Kind
    choices: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    own: tuple[str, ...]


def start(profile: Profile | None = None) -> State:
    """The beginning; what is known of the town is filled in and can be changed."""
    replies: dict[str, Any] = {}
    if profile and profile.municipality:
        replies["municipality"] = profile.municipality
    size = next((key for key, count in SIZES.items() if profile and profile.inhabitants == count), "")
    if size:
        replies["size"] = size
    return {"step": 0, "replies": replies, "notice": ""}


def current_prompt(state: Mapping[str, Any]) -> Prompt | None:
    """None when everything has been asked: time for the summary."""
    place = _place(state)
    if place >= len(STEPS):
        return None
    name = STEPS[place]
    step = wording.GUIDE_STEPS[name]
    held = state["replies"].get(name) or []
    chosen = (held,) if isinstance(held, str) else tuple(held)
    own = tuple((state["replies"].get("free") or {}).get(name, ()))
    choices = tuple(step["choices"].items())
    return Prompt(name, place + 1, len(STEPS), step["question"], step["hint"], step["kind"], choices, chosen, own)


def is_done(state: Mapping[str, Any]) -> bool:
    return _place(state) >= len(STEPS)


def toggle(state: Mapping[str, Any], key: str) -> State:
    """Pick or unpick a choice; where only one is possible, picking goes on to the next question."""
    prompt = current_prompt(state)
    if prompt is None or key not in dict(prompt.choices):
        return _said(state, wording.GUIDE_CHOICE_UNKNOWN)
    if prompt.kind == "one":
        return _forward(_keep(state, prompt.step, key if prompt.step == "size" else [key], []))
    chosen = [one for one in prompt.chosen if one != key] if key in prompt.chosen else [*prompt.chosen, key]
    return _keep(state, prompt.step, chosen, list(prompt.own))


def answer(state: Mapping[str, Any], text: str, settings: GuideSettings) -> State:
    """Typed words: choices by number or name, several separated by commas; anything else is the Navigator's own.

    „zurück“ and „weiter“ do what they say. Words about persons are not kept.
    """
    order = text.strip().casefold().rstrip(".!")
    if order in wording.GUIDE_BACK_WORDS:
        return back(state)
    if order in wording.GUIDE_SKIP_WORDS:
        return skip(state)
    prompt = current_prompt(state)
    if prompt is None:
        return _said(state, wording.GUIDE_ALL_ASKED)
    clean = " ".join(re.sub(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f]", " ", text).split(" ")).strip()
    if not clean or len(clean) > settings.text_chars:
        return _said(state, wording.GUIDE_TEXT_UNFIT.format(chars=settings.text_chars))
    if find_personal_data(clean):
        return _said(state, wording.GUIDE_NO_PERSONS)
    return _forward(_take(state, prompt, clean))


def _take(state: Mapping[str, Any], prompt: Prompt, text: str) -> State:
    if prompt.kind == "text":
        return _keep(state, prompt.step, text, [])
    pieces = [piece.strip() for piece in _SEPARATOR.split(text) if piece.strip()]
    found = [(piece, _match(piece, prompt)) for piece in pieces]
    chosen = list(dict.fromkeys(key for _, key in found if key))
    own = [] if prompt.step == "size" else [piece for piece, key in found if not key]
    if prompt.kind == "many":
        return _keep(state, prompt.step, list(dict.fromkeys((*prompt.chosen, *chosen))), [*prompt.own, *own])
    if prompt.step == "size":
        return _keep(state, prompt.step, chosen[0] if chosen else _size_of(text), [])
    return _keep(state, prompt.step, chosen[:1], own[:1] if not chosen else [])


def _match(piece: str, prompt: Prompt) -> str | None:
    if piece.isdigit() and 1 <= int(piece) <= len(prompt.choices):
        return prompt.choices[int(piece) - 1][0]
    return next((key for key, label in prompt.choices if piece.casefold() in (label.casefold(), key)), None)


def _size_of(text: str) -> str:
    """„rund 8.500“ → the range it lies in; nothing when there is no number."""
    number = re.search(r"\d{1,3}(?:[.\s]\d{3})+|\d+", text)
    if not number:
        return ""
    count = int(re.sub(r"\D", "", number.group()))
    limits = (2_000, 5_000, 10_000, 20_000)
    return next((size for size, limit in zip(SIZES, limits, strict=False) if count <= limit), tuple(SIZES)[-1])


def back(state: Mapping[str, Any]) -> State:
    return {**state, "step": max(_place(state) - 1, 0), "notice": ""}


def skip(state: Mapping[str, Any]) -> State:
    """On to the next question with what has been picked so far, even nothing."""
    return _forward(state)


def summarise(state: Mapping[str, Any]) -> Replies:
    """What has been told so far, at any point of the conversation."""
    return read_replies(state["replies"])


def _keep(state: Mapping[str, Any], step: str, value: Any, own: list[str]) -> State:
    free = {**(state["replies"].get("free") or {}), step: own}
    replies = {**state["replies"], step: value, "free": {name: texts for name, texts in free.items() if texts}}
    return {**state, "replies": replies, "notice": ""}


def _forward(state: Mapping[str, Any]) -> State:
    return {**state, "step": min(_place(state) + 1, len(STEPS)), "notice": ""}


def _said(state: Mapping[str, Any], notice: str) -> State:
    return {**state, "notice": notice}


def _place(state: Mapping[str, Any]) -> int:
    return max(0, min(int(state.get("step") or 0), len(STEPS)))
