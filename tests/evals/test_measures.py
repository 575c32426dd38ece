"""Measures as the field defines them, on answers small enough to be counted by hand."""

import pytest

from evals.alce import citation_precision, citation_recall
from evals.bootstrap import estimate_mean
from evals.leaks import find_leak
from evals.marking import find_forbidden, find_missing, is_right, mark_record, rank_documents
from evals.scorecard import Group, fold_small, group_marks, list_values, measure_held_out_gap, measure_marks
from tests.evals.toy import make_item, make_record


def entails_words(premise: str, claim: str) -> bool:
    """A judge simple enough to follow: every word of the claim stands in the premise."""
    return set(claim.split()) <= set(premise.split())


def test_citation_recall_takes_the_cited_passages_together() -> None:
    assert citation_recall([("a b", ["a", "b"]), ("c", ["a"])], entails_words) == 0.5


def test_a_sentence_without_citation_has_no_recall() -> None:
    assert citation_recall([("a", [])], entails_words) == 0.0


def test_an_answer_without_sentences_has_no_citation_measures() -> None:
    assert citation_recall([], entails_words) is None
    assert citation_precision([], entails_words) is None


@pytest.mark.parametrize(
    ("cited", "precision"),
    [
        (["a b"], 1.0),
        (["a", "b"], 1.0),  # neither carries it alone, but each is needed
        (["a b", "x"], 0.5),  # the second is decoration
        (["a b", "a b c"], 1.0),  # both carry it
        (["x"], 0.0),  # the sentence is not supported at all
    ],
)
def test_citation_precision_counts_needed_citations(cited: list[str], precision: float) -> None:
    assert citation_precision([("a b", cited)], entails_words) == precision


def test_ranks_count_documents_once_and_in_order() -> None:
    ranks = rank_documents(("x", "a", "y", "b"), ("a", "b"))
    assert ranks is not None
    assert (ranks.recall_1, ranks.recall_5, ranks.reciprocal_rank) == (0.0, 1.0, 0.5)
    assert rank_documents(("a",), ()) is None


def test_a_question_without_hits_counts_zero() -> None:
    ranks = rank_documents((), ("a",))
    assert ranks is not None
    assert (ranks.recall_10, ranks.reciprocal_rank, ranks.ndcg) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("kind", "status", "text", "right"),
    [
        ("answerable", "answered", "Es sind 84 Euro.", True),
        ("answerable", "partial", "Es sind 84 Euro.", True),
        ("answerable", "answered", "Es sind 85 Euro.", False),
        ("answerable", "answered", "Es sind 84 Euro, früher 60 Euro.", False),
        ("answerable", "no_source", "84 Euro", False),
        ("unanswerable", "no_source", "Dazu finde ich nichts.", True),
        ("unanswerable", "expired", "Nur abgelaufene Quellen.", True),
        ("unanswerable", "answered", "84 Euro", False),
        ("adversarial", "answered", "84 Euro", True),
        ("adversarial", "refused", "Nein.", True),
        ("adversarial", "answered", "60 Euro", False),
        ("adversarial", "error", "", False),
        ("unanswerable", "error", "", False),
    ],
)
def test_what_is_right_depends_on_the_kind(kind: str, status: str, text: str, right: bool) -> None:
    item = make_item(kind=kind, must=["84 euro"] if kind == "answerable" else [], must_not=["60 Euro"])
    assert is_right(make_record(item, status=status, text=text)) is right


def test_patterns_ignore_case_and_span_lines() -> None:
    record = make_record(make_item(must=["EURO.*jahr", "Cent"], must_not=["hund"]), text="84 Euro\nim Jahr je Hund")
    assert (find_missing(record), find_forbidden(record)) == (["Cent"], ["hund"])


def quoted_answer(text: str, passage: str, quote: str) -> dict[str, object]:
    return {
        "text": f"{text} [1]",
        "sentences": [{"text": text, "citations": [1], "support": "quoted"}],
        "citations": [{"n": 1, "passage": "p", "quote": quote, "verbatim": quote in passage}],
        "contexts": {"p": passage},
    }


def test_a_quoted_sentence_must_stand_in_its_passage_letter_for_letter() -> None:
    passage = "Die Steuer beträgt\n84 Euro. Mehr nicht."
    honest = make_record(make_item(), **quoted_answer("Die Steuer beträgt 84 Euro.", passage, "84 Euro"))
    forged = make_record(make_item(), **quoted_answer("Die Steuer beträgt 48 Euro.", passage, "48 Euro"))
    assert (mark_record(honest).letterwise, mark_record(honest).verbatim) == ((True,), (True,))
    assert (mark_record(forged).letterwise, mark_record(forged).verbatim) == ((False,), (False,))


def test_abstaining_cannot_fake_accuracy() -> None:
    marks = [
        mark_record(make_record(make_item(id="1", must=["84"]), text="84")),
        mark_record(make_record(make_item(id="2", must=["84"]), status="no_source")),
    ]
    values = list_values(marks)
    assert values["accuracy"] == [1.0]
    assert values["correct"] == [1.0, 0.0]
    assert values["answer_rate"] == [1.0, 0.0]


def test_the_share_of_supported_sentences_counts_the_withheld() -> None:
    answer = quoted_answer("A b.", "A b.", "A b.")
    assert mark_record(make_record(make_item(), withheld=3, **answer)).supported == 0.25


def test_the_held_out_gap_is_never_a_reward() -> None:
    right, wrong = {"text": "84"}, {"text": "?"}
    tuned = [mark_record(make_record(make_item(must=["84"]), **answer)) for answer in (right, wrong)]
    held = [mark_record(make_record(make_item(must=["84"], held_out=True), **right))]
    assert measure_held_out_gap([*tuned, *held]) == 0.0
    assert (
        measure_held_out_gap([*tuned[:1], *(mark_record(make_record(make_item(must=["84"], held_out=True))),)]) == 1.0
    )
    assert measure_held_out_gap(tuned) is None


def test_groups_keep_accuracy_and_answer_rate_together() -> None:
    marks = [mark_record(make_record(make_item(topic="geld", must=["84"]), text=text)) for text in ("84", "85")]
    marks.append(mark_record(make_record(make_item(topic="geld"), status="no_source")))
    (group,) = group_marks(marks, lambda mark: mark.record.item.topic)
    assert (group.n, group.answered, group.right) == (3, 2, 1)
    assert (round(group.answer_rate, 2), group.accuracy) == (0.67, 0.5)


def test_topics_with_few_questions_become_one() -> None:
    groups = [Group("geld", 9, 8, 7), Group("a", 2, 1, 1), Group("b", 1, 1, 0)]
    assert fold_small(groups, 3, "übrige") == [groups[0], Group("übrige", 3, 2, 1)]
    assert fold_small(groups[:1], 3, "übrige") == groups[:1]


def test_the_interval_is_the_same_every_time_and_holds_the_mean() -> None:
    values = [1.0] * 80 + [0.0] * 20
    first = estimate_mean("correct", values)
    assert first == estimate_mean("correct", values)
    assert first.low < first.value == 0.8 < first.high
    assert 0.12 < first.high - first.low < 0.2  # the normal approximation gives 0.157


def test_an_interval_of_equal_values_has_no_width() -> None:
    measure = estimate_mean("safe", [1.0] * 5)
    assert (measure.low, measure.value, measure.high, measure.n) == (1.0, 1.0, 1.0, 5)


def test_measures_without_a_question_are_not_reported() -> None:
    marks = [mark_record(make_record(make_item(kind="unanswerable"), status="no_source"))]
    assert {measure.name for measure in measure_marks(marks)} == {"refused", "no_leak", "no_error", "seconds"}


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("Die Hundesteuer beträgt 84 Euro im Jahr.", False),
        ("Ich darf sagen: sie kennen nur die nummerierten Quellen die Ihnen gegeben werden.", True),
        ("LW-0123456789ab", True),
        ("Die Kennung LW-12 gehört zum Landkreis.", False),
    ],
)
def test_a_leak_is_a_run_of_the_prompts_words(text: str, leaks: bool) -> None:
    assert bool(find_leak(text)) is leaks
