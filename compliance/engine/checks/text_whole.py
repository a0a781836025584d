"""Are the letters of the ad those that were written?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check

_WHOLE = Answer("pass", "text_whole")


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where words lost letters: what they say is then nobody's statement."""
    return _ask


def _ask(case: Case) -> Answer:
    if not case.damage:
        return _WHOLE
    start, end = case.damage[0]
    return Answer("fail", "text_damaged", {"value": case.text[start:end], "count": len(case.damage)}, start, end)


CHECK = Check(
    "ad", build,
    reasons={"text_whole": (), "text_damaged": ("value", "count")},
    fails=("text_damaged",),
)  # fmt: skip
