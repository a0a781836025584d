"""What an ad cannot show and an answer would decide: found by judging the ad with each answer there may be."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.authoring.rereading import ReadOnce
from compliance.engine.resolve import FARTHEST
from compliance.model.known import NOTHING, Known
from compliance.report import build as report
from compliance.report.parts import answers as answered
from compliance.report.verdict import verdict
from compliance.rulebook.book import MEDIA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from compliance.checker import Checker
    from compliance.report.build import Judged
    from compliance.rulebook.facts import Fact
    from compliance.sources import Loaded

_HOURS = tuple(time(hour) for hour in range(24))
_NUMBERS = (0, 1, 10, 100, 1_000, 1_000_000)
_NOWHERE = "ZZ"  # a code of ISO 3166-1 that no country has
_MOMENTS = (timedelta(0), timedelta(hours=-12), timedelta(hours=-36), timedelta(days=-20))  # from noon of polling day


class Question(NamedTuple):
    """What to ask: a fact by its name, or `medium`, `election` or `published`, and the codes an answer may have.

    `kind` is that of the fact; `election` has ids as codes, `published` is a `moment`.
    """

    name: str
    kind: str
    codes: tuple[str, ...] = ()


class _Stance(NamedTuple):
    """What is said of an ad: its verdict, and the rules that nobody can decide."""

    verdict: str
    open: frozenset[str]


def question(loaded: Loaded, checker: Checker, told: Known = NOTHING, put_off: Collection[str] = ()) -> Question | None:
    """Return what to ask next about an ad; None where no single answer would change what is said of it.

    Every candidate is tried: the ad is read once and judged with each possible answer, and a question is asked only
    where verdicts differ. Where too much is open for one answer to settle the verdict, the first question is asked that
    settles a rule. What is `put_off` is not asked. `SourceError` as `Checker.judged`.

    A fact in free words has no answers to try, and is never asked.
    """
    asker = _Asker(loaded, checker, told)
    candidates = [one for one in asker.candidates() if one.name not in put_off]
    stances = {}
    for candidate in candidates:
        stances[candidate] = asker.stances(candidate)
        if len({stance.verdict for stance in stances[candidate]}) > 1:
            return candidate
    if asker.now.verdict != "unclear":
        return None
    return next((one for one in candidates if len({stance.open for stance in stances[one]}) > 1), None)


class _Asker:
    """Judges one ad again and again, with what is told of it and an answer more."""

    def __init__(self, loaded: Loaded, checker: Checker, told: Known) -> None:
        self._loaded, self._told, self._checker = loaded, told, ReadOnce.of_checker(checker)
        self._book = checker.rulebook
        self._judged = self._judge(told)
        self.now = self._stance(self._judged)
        self._failing = self._alone() if self.now.verdict == "non_compliant" else None

    def candidates(self) -> Iterator[Question]:
        """Yield what is not known, in the order in which it is asked: where, for which election, when, then facts."""
        case, wanted = self._judged.case, self._wanted(self._judged)
        if case.medium is None or self._judged.medium_from:
            yield Question("medium", "code", MEDIA)
        if len(self._judged.resolution.elections) != 1:
            yield Question("election", "code", self._elections())
        if not isinstance(case.published, datetime):
            yield Question("published", "moment")
        unclear = [
            one.answer.params.get("fact") for one in self._asked(self._judged) if one.answer.outcome == "unclear"
        ]
        for name in dict.fromkeys([*filter(None, unclear), *wanted]):
            fact = self._book.facts.get(name)
            if fact is not None and name not in case.metadata and name != "medium":
                yield Question(name, fact.kind, fact.codes)

    def stances(self, candidate: Question) -> set[_Stance]:
        """Return what may be said of the ad once the question is answered, and what is said of it now."""
        if candidate.name == "medium":
            return {self.now, *self._by_medium()}
        return {self.now, *(self._said(known) for known in self._answers(candidate))}

    def _answers(self, candidate: Question) -> Iterator[Known]:
        if candidate.name == "election":
            yield from (self._told._replace(election=name) for name in candidate.codes)
        elif candidate.name == "published":
            yield from (self._told._replace(published=moment) for moment in self._moments())
        else:
            values = self._values(self._book.facts[candidate.name])
            yield from (self._with(self._told, candidate.name, value) for value in values)

    def _by_medium(self) -> Iterator[_Stance]:
        """Yield the stance in each medium, and where some media have a fact asked that others do not, with its answers.

        A medium may decide only together with that fact: the press must be accredited, a leaflet cannot be.
        """
        told = {medium: self._told._replace(medium=medium) for medium in MEDIA}
        if self._failing is not None:
            yield from map(self._said, told.values())
            return
        judged = {medium: self._judge(known) for medium, known in told.items()}
        yield from map(self._stance, judged.values())
        wanted = {medium: set(self._wanted(one)) for medium, one in judged.items()}
        everywhere = wanted[MEDIA[0]].intersection(*wanted.values())
        apart = {name for names in wanted.values() for name in names} - everywhere
        for name in sorted(apart & self._book.facts.keys()):
            for medium in (medium for medium in MEDIA if name in wanted[medium]):
                for value in self._values(self._book.facts[name]):
                    yield self._said(self._with(told[medium], name, value))

    def _values(self, fact: Fact) -> Iterable[Any]:
        """Return the answers to try: all of them where they can be listed, else some that lie far apart."""
        if fact.kind == "moment":
            return [moment.isoformat(timespec="minutes") for moment in self._moments()]
        return {
            "bool": (True, False),
            "code": fact.codes,
            "codes": ((), *((code,) for code in fact.codes), fact.codes),
            "country": (self._book.id[:2].upper(), _NOWHERE),
            "number": _NUMBERS,
        }.get(fact.kind, ())

    def _moments(self) -> Iterable[datetime]:
        """Return the moments to try: each hour of the day that is known, or days around the elections that may be."""
        case = self._judged.case
        day = case.published or case.on
        if day is not None:
            return [datetime(day.year, day.month, day.day, hour.hour) for hour in _HOURS]
        known = self._judged.resolution.elections or self._checker.elections()[-3:]
        noons = [datetime.combine(election.date, time(12)) for election in known]
        return [noon + away for noon in noons for away in _MOMENTS]

    def _elections(self) -> tuple[str, ...]:
        found, on = self._judged.resolution.elections, self._judged.case.on
        near = [one for one in self._checker.elections() if on is None or _apart(one.date, on) <= FARTHEST]
        return tuple(one.id for one in found or near)

    def _with(self, known: Known, name: str, value: Any) -> Known:
        return known._replace(facts={**known.facts, name: value})

    def _alone(self) -> Checker:
        """Return a checker of nothing but the rules that fail: while one of them does, no answer heals the ad."""
        asked = self._asked(self._judged)
        failed = {one.rule.id for one in asked if one.answer.outcome == "fail" and one.rule.severity == "error"}
        made = copy(self._checker)
        made.rulebook = self._book.only(tuple(rule for rule in self._book.rules if rule.id in failed))
        return made

    def _said(self, known: Known) -> _Stance:
        if self._failing is not None:
            alone = self._failing.judged(self._loaded, option=known).evaluations
            if any(one.answer.outcome == "fail" for one in alone):
                return self.now
        return self._stance(self._judge(known))

    def _judge(self, known: Known) -> Judged:
        return self._checker.judged(self._loaded, option=known)

    def _asked(self, judged: Judged) -> Any:
        return report.asked(judged.evaluations, self._book)

    def _wanted(self, judged: Judged) -> list[str]:
        return list(answered(self._asked(judged), self._book)[1])

    def _stance(self, judged: Judged) -> _Stance:
        asked = self._asked(judged)
        unclear = frozenset(one.rule.id for one in asked if one.answer.outcome == "unclear")
        return _Stance(verdict(asked, self._book), unclear)


def _apart(one: date, other: date) -> int:
    return abs((one - other).days)
