"""Is a stated number large enough?"""

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
    """Fail below `least`; unclear on a number that is given in words or cannot be read."""
    field: str = params["field"]
    least: int = params["least"]

    def judged(leaf: Leaf) -> Answer:
        values = {"value": leaf.raw}
        if isinstance(leaf.value, int):
            if leaf.value >= least:
                return Answer("pass", "number_enough", values, leaf.start, leaf.end)
            return failed(leaf, "number_too_small", values)
        return Answer("unclear", "number_unreadable", values, leaf.start, leaf.end)

    def ask(case: Case) -> Answer:
        leaves = stated_all(case.imprint, field)
        return gravest(map(judged, leaves)) if leaves else not_stated(field)

    return ask


CHECK = Check(
    "imprint", build,
    params={"field": Param("leaf", "The number that is judged."), "least": Param("number", "The least that will do.")},
    reasons={
        "number_enough": ("value",), "number_too_small": ("value",), "number_unreadable": ("value",),
        "not_stated": ("field",),
    },
    fails=("number_too_small",),
)  # fmt: skip
