"""Does every imprint of the ad stand where readers see it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check

_SEEN = Answer("pass", "nothing_hidden")


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where an imprint stands in a comment, in front matter, struck out, or where HTML does not display it."""
    return _ask


def _ask(case: Case) -> Answer:
    count = len(case.hidden) + len(case.layers)
    if not count:
        return _SEEN
    if case.hidden:
        start, end = case.hidden[0]
        return Answer("fail", "imprint_hidden", {"count": count}, start, end)
    first = case.layers[0]
    return Answer("fail", "imprint_hidden", {"count": count, "layer": first.kind}, place=first.place, raw=first.text)


CHECK = Check(
    "ad", build,
    reasons={"nothing_hidden": (), "imprint_hidden": ("count",)},
    fails=("imprint_hidden",),
)  # fmt: skip
