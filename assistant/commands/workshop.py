"""Where the rooms meet: the workshop's pages get the window's accounts, and the evals' gate."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import wording
from assistant.care.releasing import GateResult
from assistant.corpus.release import read_manifest, release_path
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
    """The project's exam and the questions that Lotsen added to the corpus, on a release nobody reads yet.

    A town hall with a corpus of its own is examined only by its own questions: the project's are about another one.
    """
    from evals.gate import run_gate
    from evals.items import read_items
    from evals.sets import is_about, load_examination
    from evals.verdict import describe_check

    folder = release_path(settings.releases_dir, release)
    examination = load_examination()
    at_home = is_about(examination, tuple(read_manifest(folder).documents))
    own = tuple(read_items(settings.corpus_dir / EXAM)) if (settings.corpus_dir / EXAM).is_file() else ()
    if not at_home and not own:
        return GateResult(True, {}, (wording.EXAM_NONE,))
    asked = (*(examination.on_release if at_home else ()), *own)
    result = run_gate(settings, folder, examination=replace(examination, on_release=asked))
    figures = {measure.name: measure.value for measure in result.measures if measure.name in _SHOWN}
    fallen = [check for check in result.fallen if at_home or check.threshold.measure in figures]
    lines = tuple("{label}: {value}, verlangt {bound}. {reason}".format(**describe_check(check)) for check in fallen)
    return GateResult(not fallen, figures, lines)
