"""Is the stated print run a number above zero?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import failed, not_stated, stated
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook

FIELD = "print_run"


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail on zero and below; unclear on a run that is given in words or cannot be read."""
    return _ask


def _ask(case: Case) -> Answer:
    leaf = stated(case.imprint, FIELD)
    if leaf is None:
        return not_stated(FIELD)
    params = {"value": leaf.raw}
    if isinstance(leaf.value, int):
        if leaf.value > 0:
            return Answer("pass", "run_positive", params, leaf.start, leaf.end)
        return failed(leaf, "run_not_positive", params)
    reason = "run_in_words" if "in_words" in leaf.notes else "run_unreadable"
    return Answer("unclear", reason, params, leaf.start, leaf.end)
