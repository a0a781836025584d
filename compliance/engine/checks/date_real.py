"""Is a stated day a day of the calendar?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import failed, gravest, not_stated, stated_all
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail on a day that does not exist; unclear on one without a year, or not readable as a day."""
    field: str = params["field"]

    def ask(case: Case) -> Answer:
        leaves = stated_all(case.imprint, field)
        return gravest(map(_judged, leaves)) if leaves else not_stated(field)

    return ask


def _judged(leaf: Leaf) -> Answer:
    values = {"value": leaf.raw}
    if leaf.value is not None:
        return Answer("pass", "date_real", values, leaf.start, leaf.end)
    if "impossible_date" in leaf.notes:
        return failed(leaf, "impossible_date", values)
    reason = "no_year" if "no_year" in leaf.notes else "date_unreadable"
    return Answer("unclear", reason, values, leaf.start, leaf.end)


CHECK = Check(
    "imprint", build,
    params={"field": Param("leaf", "The day that is judged.")},
    reasons={
        "date_real": ("value",), "impossible_date": ("value",), "no_year": ("value",), "date_unreadable": ("value",),
    },
    fails=("impossible_date",),
)  # fmt: skip
