"""Do two fields name the same party or person?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import gravest, not_stated, stated_all
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param
from compliance.text.names import compared


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where `first` clearly names somebody else than `second`; unclear where the names cannot be matched.

    Of several statements of `second`, one that agrees will do.
    """
    first_field: str = params["first"]
    second_field: str = params["second"]

    def ask(case: Case) -> Answer:
        firsts, seconds = stated_all(case.imprint, first_field), stated_all(case.imprint, second_field)
        if not firsts or not seconds:
            return not_stated(second_field if firsts else first_field)
        return gravest(_best([_compared(first, second) for second in seconds]) for first in firsts)

    return ask


def _best(answers: list[Answer]) -> Answer:
    agreeing = (answer for answer in answers if answer.outcome == "pass")
    return next(agreeing, None) or next((answer for answer in answers if answer.outcome == "unclear"), answers[0])


def _compared(first: Leaf, second: Leaf) -> Answer:
    values = {"first": first.raw, "second": second.raw}
    likeness = compared(first.raw, second.raw)
    if likeness == "same":
        return Answer("pass", "names_agree", values, first.start, first.end)
    if likeness == "other" and first.confidence == "high" and second.confidence == "high":
        return Answer("fail", "names_differ", values, first.start, first.end)
    return Answer("unclear", "names_unsure", values, first.start, first.end)


CHECK = Check(
    "imprint", build,
    params={
        "first": Param("leaf", "The field that is judged."), "second": Param("leaf", "The field it is compared with."),
    },
    reasons={
        "names_agree": ("first", "second"), "names_differ": ("first", "second"), "names_unsure": ("first", "second"),
        "not_stated": ("field",),
    },
    fails=("names_differ",),
)  # fmt: skip
