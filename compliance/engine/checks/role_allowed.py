"""Does a party act in a capacity that is allowed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import failed, not_stated, stated
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param
from compliance.text.names import compared


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the capacity of `party` is none of `codes`.

    Without a stated capacity it passes as the party `same_as`, where that is who it is and is of one of `codes`; else
    nothing is decided, nor where another capacity is stated; with `if_stated` nothing is asked. One of `doubtful` may
    act or may not: that is unclear.
    """
    party: str = params["party"]
    other: str = params.get("same_as", "")
    codes, doubtful = frozenset(params["codes"]), frozenset(params.get("doubtful", ()))
    if_stated: bool = params.get("if_stated", False)

    def ask(case: Case) -> Answer:
        reading = case.imprint
        name, kind = stated(reading, f"{party}.name"), stated(reading, f"{party}.kind")
        words = None if kind is None or kind.raw == kind.value else kind  # of ready fields the code is all there is
        shown = words or stated(reading, f"{party}.role") or name or kind
        if shown is None:
            return not_stated(f"{party}.name")
        values = {"value": shown.raw}
        if kind is not None and kind.value in codes:
            return Answer("pass", "role_allowed", values, shown.start, shown.end)
        if kind is None and if_stated:
            return not_stated(f"{party}.kind")
        if kind is not None and kind.value in doubtful:
            told = name or shown
            return Answer("unclear", "role_doubtful", {"value": told.raw}, told.start, told.end)
        same = stated(reading, f"{other}.name") if other else None
        if name is not None and same is not None and compared(name.raw, same.raw) == "same":
            same_kind = stated(reading, f"{other}.kind")
            if same_kind is not None and same_kind.value in codes:
                if kind is not None and kind.value is not None:  # a son of the same name is not the candidate
                    return Answer("unclear", "role_doubtful", values, shown.start, shown.end)
                return Answer("pass", "role_allowed", values, shown.start, shown.end)
            return Answer("unclear", "role_of_other", {"value": name.raw}, name.start, name.end)
        if kind is None or kind.value is None:
            return Answer("unclear", "role_not_stated", values, shown.start, shown.end)
        return failed(kind, "other_role", values)

    return ask


CHECK = Check(
    "imprint", build,
    params={
        "party": Param("party", "The party that is judged."),
        "codes": Param("codes", "The capacities that pass."),
        "same_as": Param("party", "The party whose capacity counts where both are the same.", optional=True),
        "doubtful": Param("codes", "Capacities that leave it open.", optional=True),
        "if_stated": Param("flag", "Whether nothing is asked of a party whose capacity is not stated.", optional=True),
    },
    reasons={
        "role_allowed": ("value",), "other_role": ("value",), "role_not_stated": ("value",),
        "role_doubtful": ("value",),
        "role_of_other": ("value",), "not_stated": ("field",),
    },
    fails=("other_role",),
)  # fmt: skip
