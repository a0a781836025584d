"""Was everything weighed that an imprint states?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check

_WEIGHED = Answer("pass", "all_weighed")


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Unclear where words in or beside an imprint speak of money, makers, days or copies and are none of its values.

    Fails where such words say that a body pays which the imprint does not name.
    """
    return _ask


def _ask(case: Case) -> Answer:
    places = [place for imprint in case.imprints for place in imprint.unweighed]
    if not places:
        return _WEIGHED
    start, end, pays = next((place for place in places if place.pays), places[0])
    params = {"value": case.text[start:end], "count": len(places)}
    return Answer("fail" if pays else "unclear", "another_pays" if pays else "not_weighed", params, start, end)


CHECK = Check(
    "ad", build,
    reasons={"all_weighed": (), "not_weighed": ("value", "count"), "another_pays": ("value", "count")},
    fails=("another_pays",),
)  # fmt: skip
