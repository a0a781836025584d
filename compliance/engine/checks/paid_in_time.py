"""Was the ad paid before the operations of election funds stop?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from compliance.engine.check import Ask
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.election import Election
from compliance.rulebook.book import Rulebook

_DAY = timedelta(days=1)
_NOT_GIVEN = Answer("not_applicable", "fact_not_given", {"fact": "paid_at"})


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the payment is known to have been made after `latest` (an hour) on the eve of polling."""
    latest = time.fromisoformat(params["latest"])

    def late(paid: datetime | Any, election: Election) -> bool | None:
        limit = datetime.combine(election.date - _DAY, latest)
        if isinstance(paid, datetime):
            return paid > limit
        return None if paid == limit.date() else paid > limit.date()

    def ask(case: Case) -> Answer:
        paid = case.metadata.get("paid_at")
        if paid is None:
            return _NOT_GIVEN
        if not case.elections:
            return Answer("unclear", "election_unknown", {"date": paid.isoformat()})
        answers = {late(paid, election) for election in case.elections}
        first = case.elections[0]
        shown = {"date": paid.isoformat(), "polling_day": first.date.isoformat()}
        if len(answers) > 1:
            return Answer("unclear", "elections_differ", {**shown, "elections": [e.id for e in case.elections]})
        limit = datetime.combine(first.date - _DAY, latest)
        values = {**shown, "limit": limit.isoformat(timespec="minutes")}
        answer = answers.pop()
        if answer is None:
            return Answer("unclear", "paid_hour_decides", values)
        return Answer("fail", "paid_late", values) if answer else Answer("pass", "paid_in_time", values)

    return ask
