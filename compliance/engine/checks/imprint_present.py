"""Does the ad carry an imprint at all?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check

_NONE = Answer("fail", "no_imprint")


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where no imprint was found; unclear where all that was found is doubtful, or letters were lost."""
    return _ask


def _ask(case: Case) -> Answer:
    imprints = case.imprints
    if not imprints and case.damage:
        start, end = case.damage[0]
        return Answer("unclear", "reading_unsure", {"value": case.text[start:end]}, start, end)
    if not imprints:
        return _NONE
    best = next((reading for reading in imprints if reading.confidence == "high"), None)
    params = {"count": len(imprints)}
    if best is None:
        return Answer("unclear", "imprint_unsure", params, imprints[0].start, imprints[0].end)
    return Answer("pass", "imprint_found", params, best.start, best.end)


CHECK = Check(
    "ad", build,
    reasons={"no_imprint": (), "imprint_found": ("count",), "imprint_unsure": ("count",)},
    fails=("no_imprint",),
    absent=("no_imprint",),
)  # fmt: skip
