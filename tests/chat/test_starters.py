"""A first question that the corpus cannot answer would be the worst first impression."""

import pytest

from assistant import wording
from assistant.answer.answer import Question, Status
from assistant.answer.ask import ask
from assistant.answer.library import Library
from tests.conftest import TODAY

QUESTIONS = [question for _, _, questions in wording.STARTERS for question in questions]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_starter_is_answered_by_the_real_corpus(real_library: Library, question: str) -> None:
    answer = ask(Question(question, TODAY), real_library)
    assert answer.status is Status.ANSWERED
    assert answer.citations
