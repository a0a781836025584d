"""Facts, a day and an election in; every rule's outcome out. A pure function."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from compliance.engine.check import Ask, Evaluation
from compliance.engine.checks import CHECKS
from compliance.model.answer import Answer
from compliance.model.case import Case

if TYPE_CHECKING:
    from compliance.rulebook.book import Rule, Rulebook, Version

__all__ = ["Case", "Evaluation", "evaluate"]

_NO_IMPRINT = Answer("not_applicable", "no_imprint")
_NOT_IN_FORCE = Answer("not_applicable", "not_in_force")
_MEDIUM_UNKNOWN = Answer("not_applicable", "medium_unknown")
_OTHER_MEDIUM = Answer("not_applicable", "other_medium")


class _Step(NamedTuple):
    """A rule as it stands on a day: what to ask, or the answer where nothing need be asked."""

    rule: Rule
    version: Version | None
    scope: str
    ask: Ask | None
    settled: Answer


class _Engine:
    """The rules of one rulebook compiled to callables, arranged by day and medium as ads come along."""

    __slots__ = ("_asks", "_firsts", "_plans", "_rules")

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules = rulebook.rules
        self._asks = {rule.id: CHECKS[rule.check].build(rule.params, rulebook) for rule in rulebook.rules}
        self._firsts = sorted({version.first for rule in rulebook.rules for version in rule.versions})
        self._plans: dict[tuple[int, str | None], tuple[_Step, ...]] = {}

    def plan(self, on: date | None, medium: str | None) -> tuple[_Step, ...]:
        """Return the steps for an ad of that day and medium; without a day the newest wordings bind."""
        era = len(self._firsts) if on is None else bisect_right(self._firsts, on)
        plan = self._plans.get((era, medium))
        if plan is None:
            plan = tuple(self._step(rule, era, medium) for rule in self._rules)
            if len(self._plans) < 4096:  # media come from outside: no ad may fill the memory
                self._plans[era, medium] = plan
        return plan

    def _step(self, rule: Rule, era: int, medium: str | None) -> _Step:
        last = self._firsts[era - 1] if era else date.min
        current = next((version for version in reversed(rule.versions) if version.first <= last), None)
        version = current if current is not None and current.law else None
        scope = CHECKS[rule.check].scope
        if version is None:
            return _Step(rule, None, scope, None, _NOT_IN_FORCE)
        if rule.medium_known and medium is None:
            return _Step(rule, version, scope, None, _MEDIUM_UNKNOWN)
        if rule.media and medium is not None and medium not in rule.media:
            return _Step(rule, version, scope, None, _OTHER_MEDIUM)
        return _Step(rule, version, scope, self._asks[rule.id], _NO_IMPRINT)


def evaluate(case_for_ad: Case, rulebook: Rulebook) -> list[Evaluation]:
    """Return every rule's answer on an ad, in order of rule and then of imprint."""
    engine = rulebook.derived.get("engine")
    if engine is None:
        engine = rulebook.derived["engine"] = _Engine(rulebook)
    own = case_for_ad.imprint
    cases = [
        case_for_ad if reading is own else case_for_ad._replace(imprint=reading) for reading in case_for_ad.imprints
    ]
    found: list[Evaluation] = []
    for rule, version, scope, ask, settled in engine.plan(case_for_ad.on, case_for_ad.medium):
        if ask is None:
            found.append(Evaluation(rule, version, None, settled))
        elif scope == "ad":
            found.append(Evaluation(rule, version, None, ask(case_for_ad)))
        elif cases:
            for index, case in enumerate(cases):
                found.append(Evaluation(rule, version, index, ask(case)))
        elif scope == "moment" and case_for_ad.published is not None:
            found.append(Evaluation(rule, version, None, ask(case_for_ad)))
        else:
            found.append(Evaluation(rule, version, None, settled))
    return found
