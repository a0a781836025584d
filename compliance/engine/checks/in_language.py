"""Is the ad in a language that is asked for?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param

_UNKNOWN = ("und", "other", "")


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the language of the ad is known and none of `allowed`."""
    allowed = frozenset(params["allowed"])

    def ask(case: Case) -> Answer:
        if case.language in _UNKNOWN:
            return Answer("not_applicable", "language_unknown")
        inside = case.language in allowed
        return Answer("pass" if inside else "fail", "language_known", {"value": case.language})

    return ask


CHECK = Check(
    "ad", build,
    params={"allowed": Param("languages", "The languages that will do; `mixed` for several at once.")},
    reasons={"language_known": ("value",), "language_unknown": ()},
    fails=("language_known",),
    wanting=("language_unknown",),
)  # fmt: skip
