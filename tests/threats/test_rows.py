import ast
import re
from pathlib import Path

import pytest

from tests.threats.rows import ROWS

TESTS = Path(__file__).parents[1]


def collect_tests() -> dict[int, list[str]]:
    """Row → names of its tests, read from the source of all tests."""
    found: dict[int, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_threat_"):
                numbers = re.match(r"test_threat_((?:\d\d_(?:and_)?)+)", node.name)
                assert numbers is not None, node.name
                for number in re.findall(r"\d\d", numbers[1]):
                    found.setdefault(int(number), []).append(f"{path.relative_to(TESTS)}::{node.name}")
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row:02}-{ROWS[row].split(',')[0]}")
def test_each_threat_has_a_test_with_its_number(row: int) -> None:
    assert collect_tests().get(row), ROWS[row]


def test_no_test_names_a_row_that_is_not_there() -> None:
    assert set(collect_tests()) <= set(ROWS)
