"""Do two fields name the same party or person?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import not_stated, stated
from compliance.engine.checks.names import compared
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where `first` clearly names somebody else than `second`; unclear where the names cannot be matched."""
    first_field: str = params["first"]
    second_field: str = params["second"]

    def ask(case: Case) -> Answer:
        first, second = stated(case.imprint, first_field), stated(case.imprint, second_field)
        if first is None or second is None:
            return not_stated(first_field if first is None else second_field)
        values = {"first": first.raw, "second": second.raw}
        likeness = compared(first.raw, second.raw)
        if likeness == "same":
            return Answer("pass", "names_agree", values, first.start, first.end)
        if likeness == "other" and first.confidence == "high" and second.confidence == "high":
            return Answer("fail", "names_differ", values, first.start, first.end)
        return Answer("unclear", "names_unsure", values, first.start, first.end)

    return ask
