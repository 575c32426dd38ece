"""Every German sentence stands once, and the rooms' order is kept."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORDING = ROOT / "assistant" / "wording.py"


def test_no_sentence_is_defined_twice() -> None:
    tree = ast.parse(WORDING.read_text("utf-8"))
    names = [
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_sentence_is_used_somewhere() -> None:
    tree = ast.parse(WORDING.read_text("utf-8"))
    names = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    code = "\n".join(
        p.read_text("utf-8")
        for room in ("assistant", "evals")
        for p in (ROOT / room).rglob("*.*")
        if p.suffix in (".py", ".html") and p != WORDING
    )
    assert sorted(name for name in names if not re.search(rf"\b{name}\b", code)) == []


def test_nobody_is_addressed_with_du() -> None:
    text = WORDING.read_text("utf-8")
    assert re.findall(r"\b(?:[Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich)\b", text) == []
