"""Does a moment keep out of a window of time around polling?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from compliance.engine.leaves import not_stated
from compliance.engine.moments import TIMED, UNTIMED, Judged, of_fact, timed
from compliance.engine.windows import Bound, ends_of, span_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.election import Election
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param

_SIDES = ("begins", "begins_after", "ends")


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail inside the window: from its first instant (`begins_after`: behind it) up to its end, which is outside.

    What is judged is the ad's own day (`field`), or a moment that the caller knows (`fact`). It is unclear where only
    an hour that is not known would decide. Without a beginning the window was always open, without an end it stays so.
    Where no election is known but `settled_by` is, the rules that ask that fact judge, and this one is silent.
    """
    bounds = [Bound.of(params[side], side) for side in _SIDES if side in params]

    def judge(moment: date, election: Election) -> Judged:
        ends = ends_of(bounds, election, rulebook)
        if ends is None:
            return "unclear", "window_unknown", {}
        (first, surely_open), (surely_closed, last) = ends[0], ends[1]
        values = {"first": _shown(first), "last": _shown(last)}
        begins, stops = span_of(moment)
        if stops <= first or begins >= last:
            return "pass", "outside_window", values
        if surely_open <= begins and stops <= surely_closed:
            return "fail", "in_window", values
        return "unclear", "window_hour_decides", values

    if "fact" in params:
        return of_fact(params["fact"], judge)
    judged, by_publication = timed(params["field"], judge), params.get("by_publication", False)
    made, settled_by = not_stated(params["field"]), params.get("settled_by", "")

    def ask(case: Case) -> Answer:
        if case.elections:
            return judged(case)
        told = case.metadata.get(settled_by)
        if told is not None:
            return Answer("not_applicable", "fact_known", {"fact": settled_by, "value": str(told).lower()})
        return made if by_publication and case.published is None else judged(case)

    return ask


def _shown(end: datetime) -> str:
    if end in (datetime.min, datetime.max):
        return "…"
    return end.date().isoformat() if end.time() == time.min else end.isoformat(timespec="minutes")


CHECK = Check(
    "moment", build,
    params={
        "field": Param("leaf", "The day that is judged, beside the known day of publication.", optional=True),
        "fact": Param("fact", "The moment that is judged, where only the caller knows it.", optional=True),
        "by_publication": Param(
            "flag", "The field says when it was made: alone, of no known election, it is not judged.", optional=True
        ),
        "settled_by": Param("fact", "With this fact known and no election, other rules judge.", optional=True),
        "begins": Param("bound", "When the window opens; without an hour, with its day.", optional=True),
        "begins_after": Param("bound", "The last instant before the window opens.", optional=True),
        "ends": Param("bound", "When the window closes; without an hour, with the end of its day.", optional=True),
    },
    one_of=("field", "fact"),
    reasons={
        **TIMED, "fact_not_given": ("fact",), "fact_known": ("fact", "value"),
        "window_unknown": ("date", "polling_day"),
        "in_window": ("date", "polling_day", "first", "last"),
        "outside_window": ("date", "polling_day", "first", "last"),
        "window_hour_decides": ("date", "polling_day", "first", "last"),
    },
    fails=("in_window",),
    wanting=(*UNTIMED, "window_unknown", "window_hour_decides"),
    idle="fact",
)  # fmt: skip
