"""Is the stated day of publication a day of the calendar?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import failed, not_stated, stated
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook

FIELD = "publication_date"


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail on a day that does not exist; unclear on one without a year, or not readable as a day."""
    return _ask


def _ask(case: Case) -> Answer:
    leaf = stated(case.imprint, FIELD)
    if leaf is None:
        return not_stated(FIELD)
    params = {"value": leaf.raw}
    if leaf.value is not None:
        return Answer("pass", "date_real", params, leaf.start, leaf.end)
    if "impossible_date" in leaf.notes:
        return failed(leaf, "impossible_date", params)
    reason = "no_year" if "no_year" in leaf.notes else "date_unreadable"
    return Answer("unclear", reason, params, leaf.start, leaf.end)
