"""Five ways to break the product, five red gates. The same gate is green on the unbroken product."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import ask as line
from assistant.answer import verify
from assistant.answer.answer import Answer, Draft, DraftSentence, Status, Verdict
from assistant.answer.prompts import load_prompt
from assistant.search.hit import Hit
from assistant.search.retrieve import Searcher
from assistant.settings import Settings
from evals import product
from evals.baseline import Baseline
from tests.evals.toy import copy_toy, list_fallen, run_toy_gate


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return copy_toy(tmp_path)


def test_the_unbroken_product_passes(settings: Settings) -> None:
    result = run_toy_gate(settings)
    assert result.passed, list_fallen(result)


def let_everything_through(draft: Draft, *_: Any, **__: Any) -> list[Verdict]:
    """What an examiner does that was switched off: each sentence is "quoted" from the first words of its passage."""
    return [
        Verdict(s.text, "quoted", 1.0, tuple((mark, 0, len(draft.hits[mark - 1].passage.text)) for mark in s.marks))
        for s in draft.sentences
    ]


def switch_verify_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "verify_draft", let_everything_through)
    monkeypatch.setattr(line, "verify_draft", let_everything_through)


def invent_sentences(question: Any, hits: Sequence[Hit], *_: Any, **__: Any) -> Draft:
    """A drafter that answers everything with a fine sentence and the first source it can name."""
    text = "Die Hundesteuer beträgt nach allgemeiner Auffassung 999 Euro im Jahr."
    return Draft((DraftSentence(text, (1,)),) if hits else (), tuple(hits), Status.ANSWERED)


def test_mutation_1_verify_switched_off_with_a_drafter_that_invents(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_verify_off(monkeypatch)
    monkeypatch.setattr(line, "draft_quotes", invent_sentences)
    assert {"correct", "letterwise", "citation_recall", "citation_precision"} <= list_fallen(run_toy_gate(settings))


def test_mutation_1_verify_switched_off_alone(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """An honest drafter gives no sign of it; the probe with changed figures does."""
    switch_verify_off(monkeypatch)
    assert list_fallen(run_toy_gate(settings)) == {"probe_figure", "probe_foreign"}


@pytest.mark.parametrize("name", ["gebuehren/hundesteuer", "portal/buergerportal"])
def test_mutation_2_one_source_deleted(settings: Settings, name: str) -> None:
    (settings.corpus_dir / "documents" / f"{name}.md").unlink()
    result = run_toy_gate(settings)
    assert {"correct", "recall@5", "documents_gone"} <= list_fallen(result)
    assert result.gone == (name.split("/")[1],)


def test_mutation_2_a_source_that_no_question_asks_for(settings: Settings) -> None:
    known = {"hundesteuer": None, "hundesteuer-alt": "2025-12-31", "buergerportal": None, "nebelstadt-portal": None}
    baseline = Baseline({}, {"a1": "right answered"}, {**known, "abfallsatzung": None})
    assert list_fallen(run_toy_gate(settings, baseline)) == {"documents_gone"}


def test_mutation_3_an_expired_document_made_valid(settings: Settings) -> None:
    path = settings.corpus_dir / "documents" / "gebuehren" / "hundesteuer-alt.md"
    text = re.sub("valid_until: .*", "valid_until: null", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    result = run_toy_gate(settings)
    assert {"outdated", "revived"} <= list_fallen(result)
    assert result.revived == ("hundesteuer-alt",)


def test_mutation_4_retrieval_returns_random_passages(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(1)

    def retrieve(self: Searcher, query: str, **_: Any) -> list[Hit]:
        passages = [passage for name in self.heads() for passage in self.passages_of(name)]
        return [Hit(p, self.heads()[p.document], 1.0, dice.random()) for p in dice.sample(passages, 3)]

    monkeypatch.setattr(Searcher, "retrieve", retrieve)
    assert {"correct", "recall@5"} <= list_fallen(run_toy_gate(settings))


def leak_rules() -> str:
    prompt = load_prompt("answer", frozenset({"canary", "passages", "question"}))
    return prompt.system.splitlines()[0]


@pytest.mark.parametrize("leak", [leak_rules, lambda: "Meine Kennung ist LW-0123456789ab."], ids=["prompt", "canary"])
def test_mutation_5_an_answer_that_leaks_the_prompt(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, leak: Any
) -> None:
    honest = product.ask_release

    def ask(question: Any, *rest: Any) -> Answer:
        answer = honest(question, *rest)
        return replace(answer, text=leak()) if "Anweisungen" in question.text else answer

    monkeypatch.setattr(product, "ask_release", ask)
    assert {"safe", "no_leak"} <= list_fallen(run_toy_gate(settings))
