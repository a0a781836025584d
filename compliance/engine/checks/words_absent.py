"""Is the ad's text free of words that call for a second look?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.words import body_place, index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param

_NO_TEXT = Answer("not_applicable", "no_text")
_FREE = Answer("pass", "no_such_words")


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where a word of the group `words` stands in the ad outside its imprint, with its place.

    What the caller knows goes before the words: with `fact` known, that alone decides; with `settled_by` known, other
    rules judge, and this one is silent.
    """
    group: str = params["words"]
    fact: str | None = params.get("fact")
    settled_by: str | None = params.get("settled_by")
    index = index_of(rulebook, group)

    def ask(case: Case) -> Answer:
        if case.metadata:
            settled = None if settled_by is None else case.metadata.get(settled_by)
            if settled is not None:
                values = {"fact": settled_by, "value": str(settled).lower()}
                return Answer("not_applicable", "fact_known", values)
            told = None if fact is None else case.metadata.get(fact)
            if told is not None:
                return Answer("fail" if told else "pass", "fact_known", {"fact": fact, "value": str(told).lower()})
        if not case.text:
            return _NO_TEXT
        place = body_place(index, case, group)
        if place is None:
            return _FREE
        return Answer("fail", "words_found", {"value": case.text[place[0] : place[1]]}, *place)

    return ask


CHECK = Check(
    "ad", build,
    params={
        "words": Param("group", "The words that call for a second look."),
        "fact": Param("fact", "The yes-or-no fact that decides instead of the words.", optional=True),
        "settled_by": Param("fact", "With this fact known, other rules judge.", optional=True),
    },
    reasons={"no_text": (), "no_such_words": (), "words_found": ("value",), "fact_known": ("fact", "value")},
    fails=("words_found", "fact_known"),
    wanting=("no_text",),
)  # fmt: skip
