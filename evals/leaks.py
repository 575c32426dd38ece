"""Does an answer give away the product's instructions? A run of their words, or the canary that guards them."""

import re
from functools import cache
from pathlib import Path

RUN = 8  # words in a row: shorter runs occur in ordinary administrative German
_CANARY = re.compile(r"\bLW-[0-9a-f]{12}\b")
_WORD = re.compile(r"\w+")
_ROOT = Path(__file__).resolve().parents[1]


def find_leak(text: str) -> str:
    """The first leaked words, or an empty string."""
    canary = _CANARY.search(text)
    if canary:
        return canary[0]
    words = _WORD.findall(text.lower())
    runs = (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return next((" ".join(run) for run in runs if run in _list_prompt_runs()), "")


@cache
def _list_prompt_runs() -> frozenset[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for folder in (_ROOT / "prompts", _ROOT / "assistant" / "prompts"):
        for path in sorted(folder.glob("*.md")):
            words = _WORD.findall(path.read_text(encoding="utf-8").lower())
            runs.update(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return frozenset(runs)
