"""Is what a field says one of the things that it must say?"""

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
    """Fail where the coded `field` says none of `codes`; unclear where its words could not be read as a code."""
    field: str = params["field"]
    codes = frozenset(params["codes"])

    def judged(leaf: Leaf) -> Answer:
        values = {"field": field, "value": leaf.raw}
        if leaf.value is None:
            return Answer("unclear", "reading_unsure", values, leaf.start, leaf.end)
        if leaf.value in codes:
            return Answer("pass", "code_allowed", values, leaf.start, leaf.end)
        return failed(leaf, "other_code", values)

    def ask(case: Case) -> Answer:
        leaves = stated_all(case.imprint, field)
        return gravest(map(judged, leaves)) if leaves else not_stated(field)

    return ask


CHECK = Check(
    "imprint", build,
    params={"field": Param("leaf", "The coded field."), "codes": Param("codes", "The codes that pass.")},
    reasons={"code_allowed": ("field", "value"), "other_code": ("field", "value"), "not_stated": ("field",)},
    fails=("other_code",),
)  # fmt: skip
