"""Learning how sure an answer is: right and wrong best sentences become weights, and the lesson can be read."""

from assistant.answer.library import Library
from assistant.settings import get_settings
from evals.confidence import Example, format_lesson, learn_weights, read_examples
from evals.product import Product
from tests.evals.toy import toy_examination


def example(right: bool, **signs: float) -> Example:
    return Example("toy", False, right, right, {"constant": 1.0, **signs})


def test_questions_become_examples_with_the_signs_that_the_product_weighs(toy_library: Library) -> None:
    product = Product(toy_library, toy_library.current())
    items = [item for item in toy_examination().on_release if item.exam == "toy"]
    examples = list(read_examples(items, product))

    assert {e.bare for e in examples} == {False, True}
    assert all(set(e.signs) == set(get_settings().quotes.confidence_weights) for e in examples)
    assert [e.right for e in examples if not e.bare].count(True) >= 3
    assert all(not e.right for e in examples if not e.answerable)
    asked = [item for item in items if item.kind in ("answerable", "unanswerable") and not item.held_out]
    assert len(examples) <= 2 * len(asked), "what is held out teaches nothing"


def test_a_sign_that_tells_right_from_wrong_gets_weight_and_another_does_not() -> None:
    examples = [example(n % 2 == 0, evidence=0.8 if n % 2 == 0 else 0.3, heading=n % 5 / 5) for n in range(40)]
    weights = learn_weights(examples)

    assert weights["evidence"] > 1
    assert abs(weights["heading"]) < 0.5
    assert list(weights) == ["constant", "evidence", "heading"]


def test_the_lesson_tells_what_would_be_answered_at_each_floor() -> None:
    examples = [example(True, evidence=0.9), example(False, evidence=0.1)]
    lesson = format_lesson(examples, {"constant": -5.0, "evidence": 10.0})

    assert "evidence 10.00" in lesson
    assert "AUROC 1.000" in lesson
    assert "    0.50     1.000     0.000     0.000     0.000" in lesson
