"""Does the ad say a phrase that it must say?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import stated_all
from compliance.engine.words import index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param

_NO_TEXT = Answer("not_applicable", "no_text")


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where no phrase of the group `words` stands in the ad: in its text, or in one of `fields`."""
    group: str = params["words"]
    fields: tuple[str, ...] = tuple(params.get("fields", ()))
    index = index_of(rulebook, group)

    def ask(case: Case) -> Answer:
        for reading in case.imprints:
            for field in fields:
                for leaf in stated_all(reading, field):
                    if index.in_leaf(case, leaf, group) is not None:
                        return Answer("pass", "phrase_found", {"value": leaf.raw}, leaf.start, leaf.end)
        if not case.text:
            return Answer("fail", "phrase_missing") if fields and case.imprints else _NO_TEXT
        place = next(iter(index.find(case.text).get(group, ())), None)
        if place is None:
            return Answer("fail", "phrase_missing")
        return Answer("pass", "phrase_found", {"value": case.text[place[0] : place[1]]}, *place)

    return ask


CHECK = Check(
    "ad", build,
    params={
        "words": Param("group", "The phrases of which one must stand in the ad."),
        "fields": Param("leaves", "Fields in which it may stand where the ad came as fields.", optional=True),
    },
    reasons={"phrase_found": ("value",), "phrase_missing": (), "no_text": ()},
    fails=("phrase_missing",),
    absent=("phrase_missing",),
    wanting=("no_text",),
)  # fmt: skip
