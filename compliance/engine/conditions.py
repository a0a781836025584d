"""When a rule binds: what its `[when]` and `[if_known]` say, held against the facts and fields of an ad."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import inf
from typing import Any

from compliance.engine.leaves import stated_all
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.fields import LEAVES
from compliance.model.imprint import Imprint
from compliance.model.tuples import NamedTuple
from compliance.rulebook.book import Exempting, Rule
from compliance.rulebook.contract import Ask


class Binding(NamedTuple):
    """What a rule's conditions leave to ask: an answer if they settle it, else the facts that are not known."""

    settled: Answer | None
    unknown: tuple[str, ...] = ()
    either: bool = True  # whether a fact of `when_any` is met, or there is none


def facts_of(rule: Rule) -> tuple[str, ...]:
    """Return the facts that a rule's conditions turn on."""
    return tuple(name for name in (*rule.when, *rule.if_known, *rule.when_any) if name not in LEAVES)


def by_facts(rule: Rule, facts: Mapping[str, Any]) -> Binding:
    """Return what the facts that are known make of a rule's conditions.

    One that is known and not met settles it: the rule does not speak of the ad. One of `[if_known]` that is not known
    does so too; one of `[when]` is kept, and named if the duty turns out to be violated.
    """
    unknown: list[str] = []
    for wanted, asks_back in ((rule.if_known, False), (rule.when, True)):
        for name, values in wanted.items():
            if name in LEAVES:
                continue
            known = facts.get(name)
            if known is not None and not met(known, values):
                return Binding(Answer("not_applicable", "condition_not_met", {"fact": name}))
            if known is None and not asks_back:
                return Binding(Answer("not_applicable", "fact_not_given", {"fact": name}))
            if known is None:
                unknown.append(name)
    if rule.when_any:
        known = {name: facts.get(name) for name in rule.when_any if name not in LEAVES}
        if not any(value is not None and met(value, rule.when_any[name]) for name, value in known.items()):
            open_ones = [name for name, value in known.items() if value is None]
            if not open_ones and len(known) == len(rule.when_any):
                return Binding(Answer("not_applicable", "condition_not_met", {"fact": next(iter(known))}))
            return Binding(None, (*unknown, *open_ones), either=False)
    return Binding(None, tuple(unknown))


def exempting(exceptions: Iterable[Exempting], rule: Rule, on: date, facts: Mapping[str, Any]) -> Exempting | None:
    """Return the exception that frees an ad of a rule: every fact it asks for is known and met; None if none does."""
    for one in exceptions:
        held = (one.first is None or one.first <= on) and (one.until is None or on < one.until)
        if held and one.spares(rule) and (not one.media or facts.get("medium") in one.media):
            known = {name: facts.get(name) for name in one.when}
            if all(known[name] is not None and met(known[name], values) for name, values in one.when.items()):
                return one
    return None


def doubting(ask: Ask, exception: Exempting) -> Ask:
    """Return the question of a rule that an exception may free which nobody read: what would fail is unclear."""

    def asked(case: Case) -> Answer:
        answer = ask(case)
        if answer.outcome != "fail":
            return answer
        return Answer("unclear", "exempt_unread", {"exception": exception.id}, answer.start, answer.end)

    return asked


def doubted(ask: Ask) -> Ask:
    """Return the question of a rule of which nobody read whether it bound on that day: what would fail is unclear."""

    def asked(case: Case) -> Answer:
        answer = ask(case)
        if answer.outcome != "fail":
            return answer
        return answer._replace(outcome="unclear", reason="duty_doubtful", params={})

    return asked


def conditioned(rule: Rule, ask: Ask, bound: Binding) -> Ask:
    """Return the question with what is left of the rule's conditions in front of it: fields, and facts not known.

    A violation under a condition that nobody can tell is `unclear` and names the condition; what passes, passes
    whichever way the condition falls.
    """
    fields = [
        (name, values, wanted is rule.when)
        for wanted in (rule.if_known, rule.when)
        for name, values in wanted.items()
        if name in LEAVES
    ]
    unknown = bound.unknown
    either = [] if bound.either else [(name, values) for name, values in rule.when_any.items() if name in LEAVES]
    if not fields and not unknown and not either:
        return ask

    def asked(case: Case) -> Answer:
        missing = list(unknown)
        if either and any(field_met(case.imprint, name, values) for name, values in either):
            missing = [name for name in missing if name not in rule.when_any]
        elif either and not any(name in rule.when_any for name in missing):
            return Answer("not_applicable", "condition_not_met", {"fact": either[0][0]})
        for name, values, asks_back in fields:
            met = field_met(case.imprint, name, values)
            if met is False or (met is None and not asks_back):
                return Answer("not_applicable", "condition_not_met", {"fact": name})
            if met is None:
                missing.append(name)
        answer = ask(case)
        if missing and answer.outcome == "fail":
            return Answer("unclear", "fact_missing", {"fact": missing[0]}, answer.start, answer.end)
        return answer

    return asked


def met(known: Any, values: tuple[Any, ...]) -> bool:
    """Tell whether a known fact has one of the values, or lies within the bounds, that a condition asks for."""
    if isinstance(known, tuple):
        return any(code in values for code in known)
    if values and isinstance(values[0], dict):
        bounds = values[0]
        return bool(bounds.get("least", -inf) <= known <= bounds.get("most", inf) and known < bounds.get("below", inf))
    return any(known is value if isinstance(value, bool) else known == value for value in values)


def field_met(reading: Imprint | None, path: str, values: tuple[Any, ...]) -> bool | None:
    """Tell whether a field meets a condition: true and false ask whether it is stated at all, else its value counts."""
    leaves = stated_all(reading, path)
    if values and isinstance(values[0], bool):
        return bool(leaves) is values[0]
    known = [leaf.value for leaf in leaves if leaf.value is not None]
    if not known:
        return None
    return any(value in values for value in known)
