"""Is a number that only the caller knows large enough?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the number `fact` is known and below `least`."""
    fact: str = params["fact"]
    least: int = params["least"]
    not_given = Answer("not_applicable", "fact_not_given", {"fact": fact})

    def ask(case: Case) -> Answer:
        known = case.metadata.get(fact)
        if known is None:
            return not_given
        return Answer("pass" if known >= least else "fail", "fact_known", {"fact": fact, "value": str(known)})

    return ask


CHECK = Check(
    "ad", build,
    params={"fact": Param("fact", "The number that is judged."), "least": Param("number", "The least that will do.")},
    reasons={"fact_known": ("fact", "value")},
    fails=("fact_known",),
    idle="fact",
)  # fmt: skip
