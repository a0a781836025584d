"""The page that says which tests hold which promise names tests that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
PAGE = (TESTS / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!promise |---)(.+?) \| (.+) \|$", PAGE, re.MULTILINE)


def names_in(path: Path) -> set[str]:
    """Return the names of the tests of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_promise_has_its_row() -> None:
    """Twenty kinds of hostile input, fourteen needs of pipelines, twelve things that checkers get wrong."""
    found = [len(section.splitlines()) for section in re.findall(r"(?<=--- \|\n)((?:\|.*\n)+)", PAGE)]
    assert found == [20, 14, 12]
    assert len(ROWS) == sum(found)


@pytest.mark.parametrize(("promise", "named"), ROWS, ids=[row[0] for row in ROWS])
def test_the_tests_of_a_promise_are_there(promise: str, named: str) -> None:
    """A test that is renamed or taken away is missed here."""
    tests = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", named)
    assert len(tests) == named.count("`") // 2 > 0, promise
    for file, test in tests:
        found = names_in(TESTS / file)
        assert found, file
        assert not test or test in found, f"{file}::{test}"
