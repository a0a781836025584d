"""Which facts decide whether a law binds an ad at all: asked in order, and what the answers make of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from compliance.engine.conditions import by_facts, exempting
from compliance.rulebook.book import in_force

if TYPE_CHECKING:
    from datetime import date

    from compliance.rulebook.book import Exempting, Rule, Rulebook

_FIRST = ("is_ad", "medium")


def questions(rulebook: Rulebook) -> tuple[str, ...]:
    """Return the facts that scope turns on: whether it is an ad, what the law leaves free, then who must do what."""
    names = [name for one in rulebook.exceptions for name in one.when]
    names += [name for rule in rulebook.rules for table in (rule.when, rule.when_any, rule.if_known) for name in table]
    asked = dict.fromkeys([*_FIRST, *names])
    return tuple(name for name in asked if name in names and name in rulebook.facts)


def frees(rulebook: Rulebook, on: date, facts: Mapping[str, Any]) -> Exempting | None:
    """Return the exception that frees an ad of every rule there is on that day, None where some still bind."""
    bound = [rule for rule in rulebook.rules if in_force(rule, on) is not None]
    found = [exempting(rulebook.exceptions, rule, on, facts) for rule in bound]
    return found[0] if found and all(found) else None


def binding(rulebook: Rulebook, on: date, facts: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Return the rules that are asked of an ad of these facts: those that no fact and no exception rules out."""
    return tuple(
        rule
        for rule in rulebook.rules
        if in_force(rule, on) is not None
        and (not rule.media or facts.get("medium") in (None, *rule.media))
        and exempting(rulebook.exceptions, rule, on, facts) is None
        and by_facts(rule, facts).settled is None
    )
