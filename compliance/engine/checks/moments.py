"""What the checks of time share: which moments an ad is judged by, and how answers are combined.

An ad is judged by the day its imprint states. What the caller knows of its publication refines that day with an hour,
or stands beside it where it names another day: then neither may offend. Where an ad may belong to several elections,
all must give the same outcome, or nothing is decided.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import not_stated, stated
from compliance.model.answer import Answer, Outcome
from compliance.model.case import Case
from compliance.model.election import Election
from compliance.model.imprint import Leaf

FIELD = "publication_date"

# A judge says of one moment and one election: outcome, reason, and the values beyond date and polling_day.
Judged = tuple[Outcome, str, dict[str, Any]]
Judge = Callable[[date, Election], Judged]

_RANK: dict[str, int] = {"fail": 0, "unclear": 1, "pass": 2, "not_applicable": 3}


def day_of(moment: date) -> date:
    """Return the day of a moment that may have an hour."""
    return moment.date() if isinstance(moment, datetime) else moment


def timed(judge: Judge) -> Ask:
    """Return the check that puts every moment of an ad before the judge and answers with the gravest outcome."""

    def ask(case: Case) -> Answer:
        leaf = stated(case.imprint, FIELD)
        moments = _moments(leaf, case.published)
        if not moments:
            if leaf is None:
                return not_stated(FIELD)
            reason = "no_year" if "no_year" in leaf.notes else "date_unreadable"
            return Answer("unclear", reason, {"value": leaf.raw}, leaf.start, leaf.end)
        if len(moments) == 1:
            return _answer(moments[0], case.elections, leaf, judge)
        return min((_answer(moment, case.elections, leaf, judge) for moment in moments), key=_gravity)

    return ask


def _moments(leaf: Leaf | None, published: date | None) -> tuple[date, ...]:
    own = None if leaf is None else leaf.value
    if not isinstance(own, date):
        return () if published is None else (published,)
    if published is None:
        return (own,)
    return (published,) if day_of(published) == own else (own, published)


def _answer(moment: date, elections: tuple[Election, ...], leaf: Leaf | None, judge: Judge) -> Answer:
    start, end = (None, None) if leaf is None else (leaf.start, leaf.end)
    shown = moment.isoformat()
    if not elections:
        return Answer("unclear", "election_unknown", {"date": shown}, start, end)
    outcome, reason, params = judge(moment, elections[0])
    election = elections[0]
    for other in elections[1:]:
        another = judge(moment, other)
        if another[0] != outcome:
            names = [election.id for election in elections]
            return Answer("unclear", "elections_differ", {"date": shown, "elections": names}, start, end)
    params = {"date": shown, "polling_day": election.date.isoformat(), **params}
    if outcome == "fail" and leaf is not None and leaf.confidence == "low" and leaf.value == day_of(moment):
        return Answer("unclear", "reading_unsure", {**params, "value": leaf.raw}, start, end)
    return Answer(outcome, reason, params, start, end)


def _gravity(answer: Answer) -> int:
    return _RANK[answer.outcome]
