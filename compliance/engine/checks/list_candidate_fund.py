"""Does a candidate of a party list leave payment to the party's fund?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import failed, not_stated, stated
from compliance.engine.checks.names import compared
from compliance.engine.words import index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Leaf
from compliance.rulebook.book import Rulebook

_PEOPLE = ("customer.name", "payer.name", "payer.role", "payer.kind")
_NOT_KNOWN = Answer("not_applicable", "fact_not_given", {"fact": "list_candidate"})
_OTHER = Answer("not_applicable", "no_list_candidate")


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where a candidate of a list is said to pay from an election fund of their own; that fund cannot exist.

    That the candidate stands on a list is known from the caller, or from words of the group `words` beside the name.
    """
    group: str = params["words"]
    index = index_of(rulebook, group)

    def on_list(case: Case) -> bool | None:
        told = case.metadata.get("list_candidate")
        if told is not None:
            return bool(told)
        leaves = (stated(case.imprint, path) for path in _PEOPLE)
        return True if any(leaf and index.in_leaf(case, leaf, group) for leaf in leaves) else None

    def ask(case: Case) -> Answer:
        listed = on_list(case)
        if not listed:
            return _NOT_KNOWN if listed is None else _OTHER
        owner = stated(case.imprint, "funding_source.owner")
        if owner is None:
            return not_stated("funding_source.owner")
        values = {"value": owner.raw}
        likeness = {compared(owner.raw, person.raw) for person in _candidates(case)}
        if "same" in likeness:
            return failed(owner, "list_candidate_fund", values)
        return Answer("pass", "fund_of_another", values, owner.start, owner.end)

    return ask


def _candidates(case: Case) -> list[Leaf]:
    """Return the fields that name the candidate: the customer or the payer who is one."""
    found = []
    for party in ("customer", "payer"):
        name, kind = stated(case.imprint, f"{party}.name"), stated(case.imprint, f"{party}.kind")
        if name is not None and kind is not None and kind.value == "candidate":
            found.append(name)
    return found
