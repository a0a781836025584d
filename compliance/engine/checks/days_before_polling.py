"""Is something kept out of the last days before polling?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.moments import Judged, day_of, timed
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.election import Election
from compliance.rulebook.book import Rulebook


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail in the `days` calendar days before polling day and on it, where the yes-or-no `fact` is known to be true."""
    fact: str = params["fact"]
    days: int = params["days"]
    not_given = Answer("not_applicable", "fact_not_given", {"fact": fact})

    def judge(moment: date, election: Election) -> Judged:
        first = election.date - timedelta(days)
        inside = first <= day_of(moment) <= election.date
        values = {"first": first.isoformat()}
        return ("fail", "in_last_days", values) if inside else ("pass", "outside_last_days", values)

    by_time = timed(judge)

    def ask(case: Case) -> Answer:
        return by_time(case) if case.metadata.get(fact) else not_given

    return ask
