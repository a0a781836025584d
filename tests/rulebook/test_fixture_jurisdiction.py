"""A jurisdiction is its folder: an invented one, in English, is judged by its data alone."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from compliance.engine.evaluate import evaluate
from compliance.model.case import Case
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook import load
from compliance.rulebook.facts import typed
from compliance.rulebook.files.compile import dumped, restored
from compliance.rulebook.files.parse import read

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "data" / "rules"
BOOK = load("xx", str(FOLDER))
FILES = read("xx", str(FOLDER / "xx"), []).rules
CASES = [(name, row) for name in sorted(FILES) for row in FILES[name].content["case"]]


def leaves(fields: dict[str, Any], above: str = "") -> dict[str, Leaf]:
    """Return the fields of a case as an imprint has them."""
    found: dict[str, Leaf] = {}
    for name, value in fields.items():
        if "raw" in value:
            found[above + name] = Leaf(value.get("value", value["raw"]), value["raw"], 0, len(value["raw"]))
        else:
            found |= leaves(value, f"{above}{name}.")
    return found


def judged(row: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the answer of every rule to a case."""
    imprint = Imprint(leaves(row["imprint"]), (), 0, 0, ())
    published = row.get("published")
    on = row.get("on") or (published.date() if isinstance(published, datetime) else published)
    elections = BOOK.elections if "election" in row else ()
    facts = typed(row.get("metadata", {}), BOOK.facts, BOOK.time_zone)
    case = Case((imprint,), imprint, elections, "option", on, published, row.get("medium"), "en", facts, 0)
    return {e.rule.id: (e.answer.outcome, e.answer.reason) for e in evaluate(case, BOOK)}


@pytest.mark.parametrize(("rule", "row"), CASES, ids=[f"{name}: {row['name']}" for name, row in CASES])
def test_case(rule: str, row: dict[str, Any]) -> None:
    """Lawful, unlawful and unclear ads of a promoter, a printer and somebody on whose behalf it is published."""
    outcome, reason = judged(row)[rule]
    assert outcome == row["expect"]
    assert reason == row.get("reason", reason)


def test_every_outcome_is_met() -> None:
    """The cases of the folder show all that a rule can answer."""
    assert {row["expect"] for _, row in CASES} == {"pass", "fail", "unclear", "not_applicable"}


def test_no_code_names_it() -> None:
    """Neither its id nor its words stand in the package."""
    for path in (ROOT / "compliance").rglob("*.py"):
        text = path.read_text("utf-8")
        assert "Ruritania" not in text, path
        assert '"xx"' not in text, path


def test_it_compiles_like_any_other() -> None:
    """What an installed program would read is the same rulebook."""
    again = restored(dumped(BOOK), BOOK.directory)
    assert again.rules == BOOK.rules
    assert again.facts == BOOK.facts
    assert again.elections[0].close == datetime(2026, 11, 7, 19)
    assert again.fields == ("promoter", "on_behalf_of", "executor", "publication_date")


def test_its_own_facts_stand_beside_the_common_ones() -> None:
    """A jurisdiction adds facts; English is the fallback for what is said of answers."""
    assert {"actor", "on_behalf_known"} <= set(BOOK.facts)
    assert "en" in BOOK.messages["missing"]
    assert date(2026, 11, 7) == BOOK.elections[0].date
