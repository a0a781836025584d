"""Is a stated day no later than the day the ad appeared?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from compliance.engine.leaves import failed, gravest, not_stated, stated_all
from compliance.engine.moments import day_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param

_NOT_KNOWN = Answer("not_applicable", "publication_unknown")


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the imprint states a day after the known day of publication: then one of the two is wrong."""
    field: str = params["field"]

    def ask(case: Case) -> Answer:
        leaves = [leaf for leaf in stated_all(case.imprint, field) if isinstance(leaf.value, date)]
        if not leaves:
            return not_stated(field)
        if case.published is None:
            return _NOT_KNOWN
        published = day_of(case.published)
        return gravest(_judged(leaf, leaf.value, published) for leaf in leaves if isinstance(leaf.value, date))

    return ask


def _judged(leaf: Leaf, day: date, published: date) -> Answer:
    values = {"date": day.isoformat(), "published": published.isoformat()}
    if day <= published:
        return Answer("pass", "dated_in_time", values, leaf.start, leaf.end)
    return failed(leaf, "dated_later", values)


CHECK = Check(
    "imprint", build,
    params={"field": Param("leaf", "The day that is judged.")},
    reasons={
        "publication_unknown": (), "dated_in_time": ("date", "published"), "dated_later": ("date", "published"),
        "not_stated": ("field",),
    },
    fails=("dated_later",),
    wanting=("publication_unknown",),
)  # fmt: skip
