"""Tokens before and after: what fits the model's context, and whether the server silently cut the prompt.

Ollama answers an over-long prompt with HTTP 200 after throwing its front away; the count it reports is the only trace.
"""

import math
from collections.abc import Sequence

from assistant.errors import PromptTruncated
from assistant.search.hit import Hit
from assistant.settings import ModelSettings
from assistant.wording import MODEL_PROMPT_TOO_LONG, MODEL_TRUNCATED

_TEMPLATE_TOKENS = 64  # what a chat template puts around two messages, generously
_SHORT_PROMPT_CHARS = 400


def estimate_tokens(text: str, settings: ModelSettings) -> int:
    """More than any usual tokenizer would need for German text; other alphabets count by bytes."""
    return math.ceil(max(len(text), len(text.encode("utf-8", "replace")) / 1.5) / settings.chars_per_token)


def choose_hits(hits: Sequence[Hit], texts: Sequence[str], room: int, settings: ModelSettings) -> tuple[int, ...]:
    """The numbers (from 1) of the best hits whose texts fit into `room` tokens, in reading order."""
    chosen: list[int] = []
    for number in sorted(range(1, len(hits) + 1), key=lambda number: (-hits[number - 1].score, number)):
        tokens = estimate_tokens(texts[number - 1], settings)
        if tokens > room:
            break  # a worse passage must not take the place of a better one
        room -= tokens
        chosen.append(number)
    return tuple(sorted(chosen))


def count_room(fixed_text: str, context: int, model: str, settings: ModelSettings) -> int:
    """Tokens left for passages. Raises PromptTruncated when not even the rules and the question fit."""
    room = context - settings.answer_tokens - _TEMPLATE_TOKENS - estimate_tokens(fixed_text, settings)
    if room <= 0:
        raise PromptTruncated(MODEL_PROMPT_TOO_LONG.format(model=model))
    return room


def check_truncation(prompt: str, seen: int | None, context: int, model: str, settings: ModelSettings) -> None:
    """Raise PromptTruncated when the server read fewer tokens than the prompt can possibly have, or filled its context.

    A server that reports no count is judged by the budget alone.
    """
    if not seen or len(prompt) < _SHORT_PROMPT_CHARS:
        return
    expected = int(len(prompt) / settings.chars_per_token_max)
    if seen < expected or seen >= context:
        raise PromptTruncated(MODEL_TRUNCATED.format(model=model, seen=seen, expected=expected))
