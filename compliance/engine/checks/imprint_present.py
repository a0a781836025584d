"""Does the ad carry an imprint at all?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.case import Ask, Case
from compliance.finding import Answer
from compliance.rulebook.book import Rulebook

_NONE = Answer("fail", "no_imprint")


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where no imprint was found; unclear where all that was found is doubtful."""
    return _ask


def _ask(case: Case) -> Answer:
    readings = case.readings
    if not readings:
        return _NONE
    best = next((reading for reading in readings if reading.confidence == "high"), None)
    params = {"count": len(readings)}
    if best is None:
        return Answer("unclear", "imprint_unsure", params, readings[0].start, readings[0].end)
    return Answer("pass", "imprint_found", params, best.start, best.end)
