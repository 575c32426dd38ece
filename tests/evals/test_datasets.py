"""The question files keep their promises: enough of each kind, well formed, about documents that exist, a quarter held out."""

import hashlib
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.corpus.check import check_corpus
from assistant.settings import get_settings
from evals.items import Item, read_items

ROOT = Path(__file__).resolve().parents[2]
DATASETS = ROOT / "evals" / "datasets"
FACTS = ROOT.parent / "shared" / "facts" / "facts.md"
FILES = {"answerable": 240, "facts": 154, "unanswerable": 60, "adversarial": 40, "outdated": 40, "conflicts": 30}
KINDS = {"answerable", "unanswerable", "adversarial", "followup"}


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in (DATASETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())


@cache
def items(name: str) -> tuple[Item, ...]:
    return tuple(read_items(DATASETS / f"{name}.jsonl"))


@cache
def documents(folder: Path) -> frozenset[str]:
    return frozenset(path.stem for path in folder.rglob("*.md"))


@pytest.mark.parametrize("name", FILES)
def test_each_file_holds_the_promised_number_of_questions(name: str) -> None:
    assert len(items(name)) >= FILES[name]


def test_ids_are_unique_over_all_files() -> None:
    ids = Counter(item.id for name in FILES for item in items(name))
    assert [id for id, count in ids.items() if count > 1] == []


def test_no_question_is_asked_twice_on_the_same_day() -> None:
    asked = Counter((i.question, i.today, i.history) for name in FILES for i in items(name))
    assert [question for question, count in asked.items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_each_row_says_who_checked_it_when_and_what_it_is_about(name: str) -> None:
    for item in items(name):
        assert item.kind in KINDS, item.id
        assert item.checked_by and item.checked_on and item.topic and item.style, item.id


@pytest.mark.parametrize("name", FILES)
def test_an_answerable_row_says_what_must_be_in_the_answer(name: str) -> None:
    for item in items(name):
        if item.kind in ("answerable", "followup"):
            assert item.must or item.must_not, item.id
            assert item.documents, item.id


@pytest.mark.parametrize("name", FILES)
def test_no_pattern_is_satisfied_by_an_empty_answer(name: str) -> None:
    for item in items(name):
        assert not [p for p in (*item.must, *item.must_not) if re.search(p, "", re.IGNORECASE | re.DOTALL)], item.id


@pytest.mark.parametrize("name", FILES)
def test_expected_documents_exist_in_the_corpus(name: str) -> None:
    folder = DATASETS / "konflikte" if name == "conflicts" else ROOT / "corpus"
    assert {d for item in items(name) for d in item.documents} <= documents(folder)


def test_every_document_folder_and_the_cases_are_asked_about() -> None:
    expected = {d for item in items("answerable") for d in item.documents}
    folders = [*(ROOT / "corpus" / "documents").iterdir(), ROOT / "corpus" / "cases"]
    assert [folder.name for folder in folders if not expected & documents(folder)] == []


def test_answerable_questions_come_in_every_style() -> None:
    styles = Counter(item.style for item in items("answerable"))
    wanted = {"keywords", "full", "colloquial", "typo", "two_hop", "followup", "yes_no_inverted"}
    assert wanted <= styles.keys()
    assert styles["followup"] >= 30
    assert sum(item.kind == "followup" and bool(item.history) for item in items("answerable")) == styles["followup"]


def test_adversarial_questions_come_in_every_kind_of_attack() -> None:
    styles = Counter(item.style for item in items("adversarial"))
    assert all(styles[s] >= 5 for s in ("injection", "personal", "legal_advice", "invented", "false_premise"))
    assert all(item.must_not for item in items("adversarial"))


def test_outdated_questions_are_asked_on_a_day_of_their_own() -> None:
    assert all(item.today for item in items("outdated"))
    assert len({item.today for item in items("outdated")}) >= 20


@pytest.mark.parametrize("name", FILES)
def test_a_quarter_is_held_out_by_the_smallest_hashes_of_the_ids(name: str) -> None:
    ids = sorted((item.id for item in items(name)), key=lambda id: hashlib.sha256(id.encode()).hexdigest())
    assert {item.id for item in items(name) if item.held_out} == set(ids[: round(len(ids) / 4)])


@pytest.mark.parametrize("name", FILES)
def test_a_refusal_that_repeats_the_question_is_not_counted_as_forbidden(name: str) -> None:
    """Repeated personal data is the exception: there, repeating is what must not happen."""
    for item in (i for i in items(name) if i.style != "personal" and i.topic != "Personendaten"):
        echo = f"Gesucht wurde nach: „{item.question}“."
        assert not [p for p in item.must_not if re.search(p, echo, re.IGNORECASE | re.DOTALL)], item.id


def test_own_questions_are_not_headings_of_the_corpus() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "corpus" / "documents").rglob("*.md")]
    headings = {heading.strip() for text in texts for heading in re.findall(r"^## (.+)$", text, re.MULTILINE)}
    assert [item.id for item in items("answerable") if item.question in headings and not item.history] == []


def test_own_questions_do_not_repeat_those_of_the_fact_base() -> None:
    known = {item.question for item in items("facts")}
    assert not known & {item.question for name in FILES if name != "facts" for item in items(name)}


@pytest.mark.skipif(not FACTS.is_file(), reason="../shared/facts is absent")
def test_no_sentence_of_the_fact_base_is_copied() -> None:
    text = " ".join(FACTS.read_text(encoding="utf-8").split())
    own = [path.read_text(encoding="utf-8") for path in (DATASETS / "konflikte").rglob("*.md")]
    sentences = [line for body in own for line in body.splitlines() if len(line) > 60]
    assert sentences and not [sentence for sentence in sentences if sentence in text]


def test_the_conflict_corpus_obeys_the_corpus_rules() -> None:
    report = check_corpus(DATASETS / "konflikte", get_settings().corpus, date(2026, 11, 22))
    assert report.findings == ()
    assert len(documents(DATASETS / "konflikte")) >= 25
