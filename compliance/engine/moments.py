"""What the checks of time share: which moments an ad is judged by, and how answers are combined.

An ad is judged by the day its imprint states. What the caller knows of its publication refines that day with an hour,
or stands beside it where it names another day: then neither may offend. Where an ad may belong to several elections,
all must give the same outcome, or nothing is decided.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from compliance.engine.leaves import gravest, not_stated, stated, stated_all
from compliance.model.answer import Answer, Outcome
from compliance.model.case import Case
from compliance.model.election import Election
from compliance.model.imprint import Leaf
from compliance.rulebook.contract import Ask

# A judge says of one moment and one election: outcome, reason, and the values beyond date and polling_day.
Judged = tuple[Outcome, str, dict[str, Any]]
Judge = Callable[[date, Election], Judged]

# The reasons that every check of time may give, and those of them that say: the election is not known.
TIMED: dict[str, tuple[str, ...]] = {
    "election_unknown": ("date",), "elections_differ": ("date", "elections"), "no_year": ("value",),
    "date_unreadable": ("value",), "not_stated": ("field",),
}  # fmt: skip
UNTIMED = ("election_unknown", "elections_differ")


def day_of(moment: date) -> date:
    """Return the day of a moment that may have an hour."""
    return moment.date() if isinstance(moment, datetime) else moment


def timed(field: str, judge: Judge) -> Ask:
    """Return the check that puts every moment of an ad before the judge and answers with the gravest outcome."""

    def ask(case: Case) -> Answer:
        leaves = stated_all(case.imprint, field)
        if not leaves:
            if case.published is None:
                return not_stated(field)
            return _answer(case.published, case.elections, None, judge)
        hour = stated(case.imprint, f"{field}.time")
        return gravest(_of_statement(_timed(leaf, hour), case, judge) for leaf in leaves)

    return ask


def of_fact(fact: str, judge: Judge) -> Ask:
    """Return the check that puts a moment which the caller knows before the judge."""
    not_given = Answer("not_applicable", "fact_not_given", {"fact": fact})

    def ask(case: Case) -> Answer:
        moment = case.metadata.get(fact)
        return not_given if moment is None else _answer(moment, case.elections, None, judge)

    return ask


def _timed(leaf: Leaf, hour: Leaf | None) -> Leaf:
    """Return the statement of a day with the hour that is stated beside it; a further day has no hour."""
    if hour is None or hour.value is None or not isinstance(leaf.value, date) or "period_end" in leaf.notes:
        return leaf
    try:
        return leaf._replace(value=datetime.combine(leaf.value, time.fromisoformat(str(hour.value))))
    except ValueError:
        return leaf


def _of_statement(leaf: Leaf, case: Case, judge: Judge) -> Answer:
    moments = _moments(leaf, case.published)
    if not moments:
        reason = "no_year" if "no_year" in leaf.notes else "date_unreadable"
        return Answer("unclear", reason, {"value": leaf.raw}, leaf.start, leaf.end)
    if len(moments) == 1:  # of a day that cannot be read, the words are no evidence: what is known of publication is
        return _answer(moments[0], case.elections, leaf if isinstance(leaf.value, date) else None, judge)
    return gravest(_answer(moment, case.elections, leaf, judge) for moment in moments)


def _moments(leaf: Leaf, published: date | None) -> tuple[date, ...]:
    own = leaf.value
    if not isinstance(own, date):
        return () if published is None else (published,)
    if published is None:
        return (own,)
    if day_of(published) != day_of(own):
        return (own, published)
    return (published if isinstance(published, datetime) else own,)


def _day(leaf: Leaf) -> date | None:
    return day_of(leaf.value) if isinstance(leaf.value, date) else None


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
    if outcome == "fail" and leaf is not None and leaf.confidence == "low" and day_of(moment) == _day(leaf):
        return Answer("unclear", "reading_unsure", {**params, "value": leaf.raw}, start, end)
    return Answer(outcome, reason, params, start, end)
