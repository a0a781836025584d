"""Does what the caller lists as stated hold all that must be stated together?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.words import index_of
from compliance.model.answer import Answer, Outcome
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where the caller's list `fact` lacks one of the codes that `words` names.

    Without that list the ad's own words decide as far as they can: a code that has its words in the text counts as
    stated; what is not found that way is unclear, not missing.
    """
    fact: str = params["fact"]
    groups: dict[str, str] = params["words"]
    indexes = {code: index_of(rulebook, group) for code, group in groups.items()}

    def ask(case: Case) -> Answer:
        listed = case.metadata.get(fact)
        if listed is not None:
            missing = [code for code in groups if code not in listed]
            return _answered("fail", "facts_missing", fact, missing)
        missing = [code for code, group in groups.items() if group not in indexes[code].find(case.text)]
        return _answered("unclear", "facts_not_found", fact, missing)

    return ask


def _answered(outcome: Outcome, reason: str, fact: str, missing: list[str]) -> Answer:
    if missing:
        return Answer(outcome, reason, {"missing": missing, "fact": fact})
    return Answer("pass", "facts_stated", {"fact": fact})


CHECK = Check(
    "ad", build,
    params={
        "fact": Param("fact", "The list that the caller may give."),
        "words": Param("groups", "Each code that must be stated, with the words by which a text states it."),
    },
    reasons={"facts_stated": ("fact",), "facts_missing": ("fact", "missing"), "facts_not_found": ("fact", "missing")},
    fails=("facts_missing",),
    wanting=("facts_not_found",),
)  # fmt: skip
