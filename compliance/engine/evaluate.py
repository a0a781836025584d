"""Facts, a day and an election in; every rule's outcome out. A pure function."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from compliance.engine.check import Evaluation
from compliance.engine.conditions import by_facts, conditioned, doubted, doubting, exempting, facts_of
from compliance.engine.implied import with_implied
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.tuples import NamedTuple
from compliance.rulebook.book import Exempting, in_force
from compliance.rulebook.contract import Ask, check

if TYPE_CHECKING:
    from compliance.rulebook.book import Rule, Rulebook

__all__ = ["Case", "Evaluation", "evaluate"]

_NO_IMPRINT = Answer("not_applicable", "no_imprint")
_NOT_IN_FORCE = Answer("not_applicable", "not_in_force")
_MEDIUM_UNKNOWN = Answer("not_applicable", "medium_unknown")
_OTHER_MEDIUM = Answer("not_applicable", "other_medium")
_REASONS = {"not_disclosed": "not_disclosed", "recognised": "read_from_picture"}  # of what is unread: why
_MOST_PLANS = 4096  # media and facts come from outside: no ad may fill the memory


class _Step(NamedTuple):
    """A rule as it stands for ads of one kind: what to ask, and the answer where nothing is or need be asked.

    `scope` is that of what is asked, "" where nothing is.
    """

    ask: Ask | None
    settled: Evaluation
    scope: str


class _Engine:
    """The rules of one rulebook compiled to callables, arranged by day, medium and known facts as ads come along."""

    __slots__ = (
        "_asks",
        "_deciding",
        "_early",
        "_exceptions",
        "_firsts",
        "_plans",
        "_rulebook",
        "_rules",
        "_unread",
    )

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules = rulebook.rules
        self._rulebook = rulebook
        self._asks: dict[str, Ask] = {}  # of the rules that an ad was put to
        self._exceptions = rulebook.exceptions
        ads = {name for name, fact in rulebook.facts.items() if fact.tells_ads}
        # What holds of rules that bind later only: «before that day nothing was asked», and what is no ad at all.
        self._early = [
            one for one in self._exceptions if one.until is not None or (one.first is None and ads >= set(one.when))
        ]
        sources = rulebook.sources
        self._unread = {
            one.id for one in self._exceptions if all(sources[law]["status"] == "unconfirmed" for law in one.law)
        }
        days = {day for one in self._exceptions for day in (one.first, one.until) if day is not None}
        self._firsts = sorted(days | {version.first for rule in rulebook.rules for version in rule.versions})
        # The facts whose value decides whether a rule binds, and those without which a check has nothing to ask.
        names = [name for one in self._exceptions for name in one.when]
        names += [name for rule in rulebook.rules for name in facts_of(rule)]
        self._deciding = tuple(dict.fromkeys(names))
        self._plans: dict[Any, tuple[_Step, ...]] = {}

    def plan(self, on: date | None, medium: str | None, facts: Mapping[str, Any]) -> tuple[_Step, ...]:
        """Return the steps for an ad of that day, medium and facts; without a day the newest wordings bind."""
        era = len(self._firsts) if on is None else bisect_right(self._firsts, on)
        known: Any = (frozenset(facts), *map(facts.get, self._deciding)) if facts else ()
        plan = self._plans.get((era, medium, known))
        if plan is None:
            told = facts if medium is None else {**facts, "medium": medium}  # the medium may be asked for like a fact
            plan = tuple(self._step(rule, era, medium, told) for rule in self._rules)
            if len(self._plans) < _MOST_PLANS:
                self._plans[era, medium, known] = plan
        return plan

    def _step(self, rule: Rule, era: int, medium: str | None, facts: Mapping[str, Any]) -> _Step:
        last = self._firsts[era - 1] if era else date.min
        version = in_force(rule, last)

        def settled(answer: Answer) -> _Step:
            return _Step(None, Evaluation(rule, version, None, answer), "")

        if version is None:
            spared = exempting(self._early, rule, last, facts)
            return settled(_freed(spared) if spared else _NOT_IN_FORCE)
        if rule.medium_known and medium is None:
            return settled(_MEDIUM_UNKNOWN)
        if rule.media and medium is not None and medium not in rule.media:
            return settled(_OTHER_MEDIUM)
        free = exempting(self._exceptions, rule, last, facts)
        if free is not None and free.id not in self._unread:
            return settled(_freed(free))
        bound = by_facts(rule, facts)
        if bound.settled is not None:
            return settled(bound.settled)
        kind = check(rule.check)
        idle = rule.params.get(kind.idle, "")
        if idle and idle not in facts:
            return settled(Answer("not_applicable", "fact_not_given", {"fact": idle}))
        if rule.id not in self._asks:
            self._asks[rule.id] = kind.build(rule.params, self._rulebook)
        ask = conditioned(rule, self._asks[rule.id], bound)
        if free is not None:
            ask = doubting(ask, free)
        if version.doubtful:
            ask = doubted(ask)
        return _Step(ask, Evaluation(rule, version, None, _NO_IMPRINT), kind.scope)


def _freed(exception: Exempting) -> Answer:
    return Answer("not_applicable", "exempt", {"exception": exception.id})


def evaluate(case_for_ad: Case, rulebook: Rulebook) -> list[Evaluation]:
    """Return every rule's answer on an ad, in order of rule and then of imprint."""
    engine = rulebook.derived.get("engine")
    if engine is None:
        engine = rulebook.derived["engine"] = _Engine(rulebook)
    if rulebook.implied:
        facts = with_implied(case_for_ad, rulebook)
        case_for_ad = case_for_ad._replace(metadata=facts, medium=case_for_ad.medium or facts.get("medium"))
    own = case_for_ad.imprint
    cases = [
        case_for_ad if reading is own else case_for_ad._replace(imprint=reading) for reading in case_for_ad.imprints
    ]
    found: list[Evaluation] = []
    for ask, settled, scope in engine.plan(case_for_ad.on, case_for_ad.medium, case_for_ad.metadata):
        if ask is None:
            found.append(settled)
        elif scope == "ad":
            found.append(Evaluation(settled.rule, settled.version, None, ask(case_for_ad)))
        elif cases:
            rule, version = settled.rule, settled.version
            for index, case in enumerate(cases):
                found.append(Evaluation(rule, version, index, ask(case)))
        elif scope == "moment" and (case_for_ad.published is not None or not _needs_imprint(settled.rule)):
            found.append(settled._replace(answer=ask(case_for_ad)))
        else:
            found.append(settled)
    return [_unless_unread(one, case_for_ad) for one in found] if case_for_ad.unread else found


def _unless_unread(evaluation: Evaluation, case: Case) -> Evaluation:
    """Turn "it is missing" into unclear where a part of the source could not be read: it may stand there."""
    answer = evaluation.answer
    if answer.outcome != "fail" or answer.reason not in check(evaluation.rule.check).absent:
        return evaluation
    first = case.unread[0]
    reason = _REASONS.get(first.what, "part_unread")
    return evaluation._replace(answer=Answer("unclear", reason, answer.params, place=first.place))


def _needs_imprint(rule: Rule) -> bool:
    """Tell whether a check of time reads its moment from the ad, and not from a fact that the caller knows."""
    return "field" in rule.params
