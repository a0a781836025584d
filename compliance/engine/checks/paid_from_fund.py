"""Is the money said to come from an election fund, and not from elsewhere?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import failed, not_stated, stated
from compliance.engine.words import index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook

FIELD = "funding_source"


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where the source is read as money of one's own (`kinds`), or named by a word of the group `words`."""
    kinds = frozenset(params["kinds"])
    group: str = params["words"]
    fund: str = params["fund"]
    index, fund_index = index_of(rulebook, group), index_of(rulebook, fund)

    def ask(case: Case) -> Answer:
        leaf = stated(case.imprint, FIELD)
        if leaf is None:
            return not_stated(FIELD)
        values = {"value": leaf.raw}
        kind = stated(case.imprint, "funding_source.kind")
        if kind is not None:
            other = kind.value in kinds
        else:
            other = index.in_leaf(case, leaf, group) is not None and fund_index.in_leaf(case, leaf, fund) is None
        if other:
            return failed(leaf, "other_money", values)
        return Answer("pass", "fund_money", values, leaf.start, leaf.end)

    return ask
