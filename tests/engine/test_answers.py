"""What every answer carries: the values that its reason's text may use, and places that are in the text."""

from __future__ import annotations

from typing import Any

import pytest

from compliance.authoring.cases import answer_to
from compliance.model.answer import Answer
from compliance.model.fields import LEAVES, PARTS, unindexed
from compliance.rulebook import Rulebook, available, load
from compliance.rulebook.contract import COMMON, check
from compliance.rulebook.files.parse import read

BOOKS = {name: load(name) for name in available()}
ROWS: list[tuple[str, str, dict[str, Any]]] = [
    (book.id, name, row)
    for book in BOOKS.values()
    for name, source in read(book.id, book.directory, []).rules.items()
    for row in source.content["case"]
]


def answers(rule: str) -> list[tuple[Answer, dict[str, Any], Rulebook]]:
    """Return what a rule answers to each of its cases."""
    return [(answer_to(row, name, BOOKS[book]), row, BOOKS[book]) for book, name, row in ROWS if name == rule]


RULES = sorted({(book, name) for book, name, _ in ROWS})


@pytest.mark.parametrize(("book", "name"), RULES, ids=[name for _, name in RULES])
def test_an_answer_carries_what_its_reason_says(book: str, name: str) -> None:
    """No slot of a message stays open, a field that is named is one, and what fails is told as failing."""
    mine = check(next(rule for rule in BOOKS[book].rules if rule.id == name).check)
    reasons = {**COMMON, **mine.reasons}
    for answer, row, _ in answers(name):
        assert answer.reason in reasons, row["name"]
        assert set(reasons[answer.reason]) <= set(answer.params), row["name"]
        if answer.outcome == "fail":
            assert answer.reason in mine.fails, row["name"]
        if field := answer.params.get("field"):
            assert field in PARTS or unindexed(str(field)) in (*LEAVES, *(f"{part}.address" for part in PARTS)), row[
                "name"
            ]
        if isinstance(answer.start, int):
            assert isinstance(answer.end, int)
            assert 0 <= answer.start < answer.end <= len(row["text"]), row["name"]
            assert row["text"][answer.start : answer.end].strip(), row["name"]
