"""Does the ad state one of some fields, or does the caller know that it says the like?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import stated
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the caller knows that the yes-or-no `fact` is false; else any of `fields` in an imprint will do."""
    fact: str = params["fact"]
    fields: tuple[str, ...] = tuple(params["fields"])
    missing = Answer("unclear", "fact_missing", {"fact": fact})

    def ask(case: Case) -> Answer:
        told = case.metadata.get(fact)
        if told is not None:
            return Answer("pass" if told else "fail", "fact_known", {"fact": fact, "value": str(told).lower()})
        for reading in case.imprints:
            for field in fields:
                leaf = stated(reading, field)
                if leaf is not None:
                    return Answer("pass", "stated", {"field": field, "value": leaf.raw}, leaf.start, leaf.end)
        return missing

    return ask


CHECK = Check(
    "ad", build,
    params={
        "fact": Param("fact", "The yes-or-no fact that goes before the fields."),
        "fields": Param("leaves", "Fields of which one will do."),
    },
    reasons={"fact_known": ("fact", "value"), "stated": ("field", "value")},
    fails=("fact_known",),
    absent=("fact_known",),
)  # fmt: skip
