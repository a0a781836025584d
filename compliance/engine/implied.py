"""Facts that follow from others, or from the name of a party: taken where nobody says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.engine.conditions import field_met, met
from compliance.engine.leaves import stated_all
from compliance.engine.words import index_of
from compliance.model.fields import LEAVES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.case import Case
    from compliance.rulebook.book import Implied, Rulebook


def with_implied(case: Case, rulebook: Rulebook) -> Mapping[str, Any]:
    """Return the facts of an ad with those that follow from them, in the order in which the rulebook lists them."""
    facts = dict(case.metadata)
    for one in rulebook.implied:
        if one.fact not in facts and _follows(one, facts, case, rulebook):
            facts[one.fact] = one.value
    return facts


def _follows(one: Implied, facts: Mapping[str, Any], case: Case, rulebook: Rulebook) -> bool:
    for name, values in one.when.items():
        if name in LEAVES:
            if not any(field_met(reading, name, values) for reading in case.imprints):
                return False
            continue
        known = facts.get(name)
        if known is None or not met(known, values):
            return False
    if not one.name_of:
        return True
    index = index_of(rulebook, one.words)
    names = [leaf for reading in case.imprints for leaf in stated_all(reading, f"{one.name_of}.name")]
    return any(index.in_leaf(case, leaf, one.words) is not None for leaf in names)
