"""Does the imprint state a field?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import not_stated, stated, vacancy
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where `field` is missing or a label without a value; a value that cannot be read counts as stated.

    With `of`, ask only where that other field is stated: an address is nobody's without a name.
    """
    field: str = params["field"]
    of: str | None = params.get("of")

    def ask(case: Case) -> Answer:
        reading = case.imprint
        assert reading is not None
        leaf = reading.leaves.get(field)
        if leaf is not None:
            vacant = vacancy(leaf)
            if not vacant:
                return Answer("pass", "stated", {"field": field, "value": leaf.raw}, leaf.start, leaf.end)
            params = {"field": field} if vacant == "empty" else {"field": field, "value": leaf.raw}
            return Answer("fail", vacant, params, leaf.start, leaf.end)
        if of is not None and stated(reading, of) is None:
            return not_stated(of)
        if reading.confidence == "low":
            return Answer("unclear", "missing_unsure", {"field": field}, reading.start, reading.end)
        return Answer("fail", "missing", {"field": field}, reading.start, reading.end)

    return ask
