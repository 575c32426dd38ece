"""A follow-up becomes a question that stands alone: by the model where there is one, by rules where there is none.

What the model proposes is held against the conversation: it may reorder its words, never add to them.
"""

import re
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer.answer import Turn
from assistant.answer.followup import resolve_followup, specific_words, stands_alone
from assistant.answer.prompts import load_prompt
from assistant.errors import ModelError
from assistant.search.german import is_stop, stem, tokens

if TYPE_CHECKING:
    from assistant.answer.models import Models

_TURNS = 4
_TURN_CHARS = 400
_QUESTION_CHARS = 300
_ODD = re.compile(r"[<>\[\]{}`|\\]|https?:|www\.", re.IGNORECASE)


def make_standalone(
    question: str,
    history: Sequence[Turn],
    models: "Models | None" = None,
    user: str = "",
    cancelled: threading.Event | None = None,
) -> str:
    """The question as it will be searched. A question that stands alone comes back letter for letter."""
    if not history or stands_alone(question):
        return question
    if models is not None and models.at_hand:  # else the rules: nobody waits twice
        proposed = _ask_model(question, history, models, user, cancelled)
        if proposed and is_faithful(proposed, question, history):
            return proposed
    return resolve_followup(question, history)


def is_faithful(proposed: str, question: str, history: Sequence[Turn]) -> bool:
    """Whether a rewritten question says nothing new, loses nothing, and now stands alone."""
    if len(proposed) > _QUESTION_CHARS or _ODD.search(proposed) or not stands_alone(proposed):
        return False
    said = {stem(token.text) for text in (question, *(turn.question for turn in history)) for token in tokens(text)}
    said |= {stem(token.text) for turn in history for token in tokens(turn.answer[:_TURN_CHARS])}
    new = {stem(token.text) for token in tokens(proposed) if not is_stop(token.text)}
    kept = {stem(word) for word in specific_words(question)}
    return new <= said and kept <= new and proposed.rstrip().endswith("?")


def _ask_model(
    question: str, history: Sequence[Turn], models: "Models", user: str, cancelled: threading.Event | None
) -> str:
    """One line from the model, "" when it fails: a follow-up is never worth an error."""
    from assistant.answer.llm.streaming import ThoughtFilter

    prompt = load_prompt("rephrase", frozenset({"history", "question"}))
    lines = "\n".join(f"Frage: {turn.question}\nAntwort: {turn.answer[:_TURN_CHARS]}" for turn in history[-_TURNS:])
    system, user_text = prompt.fill(history=_quote(lines), question=_quote(question))
    thoughts, text = ThoughtFilter(), ""
    try:
        for part in models.stream([("system", system), ("human", user_text)], user=user, cancelled=cancelled):
            text += thoughts.feed(part)
            if "\n" in text.strip() or len(text) > 2 * _QUESTION_CHARS:
                break
    except ModelError:
        return ""
    lines_written = text.strip().splitlines()
    return lines_written[0].strip() if lines_written else ""


def _quote(text: str) -> str:
    """Mark every line as material."""
    return "\n".join(f"| {line}" for line in text.splitlines())
