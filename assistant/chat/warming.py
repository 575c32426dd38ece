"""What the first question would otherwise wait for: the index, the word lists, the model's state. Done beside the first
visitor, not before him."""

import logging
from datetime import date

from assistant.answer.library import Library
from assistant.errors import LotsenwissenError

log = logging.getLogger(__name__)
_QUESTION = "Was kostet ein Dienst für eine Gemeinde?"


def warm_up(library: Library) -> None:
    """Ask one question that nobody sees, and look at the model's servers once. What fails here is said when somebody
    asks."""
    from assistant.answer.answer import Question
    from assistant.answer.ask import ask

    try:
        if library.models is not None:
            library.models.health()
            library.models.chat_model()
        ask(Question(_QUESTION, date.today(), mode="quotes"), library)
    except LotsenwissenError as error:
        log.warning("%s", error)
