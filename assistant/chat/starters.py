"""First questions by topic, for those who open the window and do not know what to ask."""

from typing import Any

import chainlit as cl

from assistant import wording


async def make_starters(user: Any = None, language: str | None = None, chat_profile: str | None = None) -> list[Any]:
    return [
        cl.StarterCategory(
            label=topic,
            icon=f"/public/{icon}.svg",
            starters=[cl.Starter(label=question, message=question) for question in questions],
        )
        for topic, icon, questions in wording.STARTERS
    ]
