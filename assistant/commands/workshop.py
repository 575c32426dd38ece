"""Where the rooms meet: the workshop's pages get the window's accounts, and the evals' gate."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.care.releasing import GateResult
from assistant.corpus.release import release_path
from assistant.corpus.writing import EXAM
from assistant.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

_SHOWN = ("correct", "answer_rate", "accuracy", "refused", "safe")


def mount_workshop(app: "FastAPI") -> None:
    """A part of the window's server: /pflege and /vorschlagen."""
    from assistant.care.router import create_router
    from assistant.chat.secret import VARIABLE
    from assistant.store.caller import current_account

    product = app.state.product
    app.include_router(
        create_router(
            product.settings,
            product.engine,
            product.library,
            current_account,
            os.environ[VARIABLE],
            gate=examine_release,
            embeddings=product.library.embeddings,
        )
    )


def examine_release(settings: Settings, release: str) -> GateResult:
    """The project's exam and the questions that Lotsen added to the corpus, on a release nobody reads yet."""
    from evals.gate import run_gate
    from evals.items import read_items
    from evals.sets import load_examination
    from evals.verdict import describe_check

    examination = load_examination()
    own = settings.corpus_dir / EXAM
    if own.is_file():
        examination = replace(examination, on_release=(*examination.on_release, *read_items(own)))
    result = run_gate(settings, release_path(settings.releases_dir, release), examination=examination)
    figures = {measure.name: measure.value for measure in result.measures if measure.name in _SHOWN}
    lines = tuple("{label}: {reason}".format(**describe_check(check)) for check in result.fallen)
    # Questions about another corpus examine nothing: a town hall's own corpus is not held back for that.
    return GateResult(result.passed or not result.applicable, figures, lines)
