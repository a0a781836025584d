"""Is an opinion poll published together with the facts that must go with it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.words import index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook

_NOT_GIVEN = Answer("not_applicable", "fact_not_given", {"fact": "poll"})
_NO_POLL = Answer("not_applicable", "no_poll")


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where the caller's list of published facts lacks one of `facts`.

    Without that list the ad's own words decide as far as they can: each fact that has its words in the text (the group
    `poll_` and its name) counts as stated; what is not found that way is unclear, not missing.
    """
    facts: tuple[str, ...] = tuple(params["facts"])
    index = index_of(rulebook, f"poll_{facts[0]}")

    def ask(case: Case) -> Answer:
        poll = case.metadata.get("poll")
        if not poll:
            return _NOT_GIVEN if poll is None else _NO_POLL
        listed = case.metadata.get("poll_facts")
        if listed is not None:
            missing = [fact for fact in facts if fact not in listed]
            if missing:
                return Answer("fail", "poll_facts_missing", {"missing": missing})
            return Answer("pass", "poll_facts_stated")
        found = index.find(case.text)
        missing = [fact for fact in facts if f"poll_{fact}" not in found]
        if missing:
            return Answer("unclear", "poll_facts_not_found", {"missing": missing})
        return Answer("pass", "poll_facts_stated")

    return ask
