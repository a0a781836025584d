"""Is the stated day no later than the day on which the ad is known to have appeared?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import failed, not_stated, stated
from compliance.engine.checks.moments import FIELD, day_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook

_NOT_KNOWN = Answer("not_applicable", "publication_unknown")


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the imprint states a day after the known day of publication: then one of the two is wrong."""
    return _ask


def _ask(case: Case) -> Answer:
    leaf = stated(case.imprint, FIELD)
    if leaf is None or not isinstance(leaf.value, date):
        return not_stated(FIELD)
    if case.published is None:
        return _NOT_KNOWN
    published = day_of(case.published)
    values = {"date": leaf.value.isoformat(), "published": published.isoformat()}
    if leaf.value <= published:
        return Answer("pass", "dated_in_time", values, leaf.start, leaf.end)
    return failed(leaf, "dated_later", values)
