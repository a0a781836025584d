"""Does the ad keep out of the silence before and on polling day?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.moments import Judged, timed
from compliance.model.election import Election
from compliance.rulebook.book import Rulebook

_DAY = timedelta(days=1)


def build(_params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail from the moment campaigning stops until the end of polling day; unclear where the hour decides.

    The calendar says when campaigning stops; where it does not, the jurisdiction's hour on the eve counts.
    """
    hour = rulebook.silence_starts

    def judge(moment: date, election: Election) -> Judged:
        silence = election.end or datetime.combine(election.date - _DAY, hour)
        params = {"silence": silence.isoformat(timespec="minutes")}
        if isinstance(moment, datetime):
            inside = silence <= moment < datetime.combine(election.date + _DAY, time.min)
            return ("fail", "in_silence", params) if inside else ("pass", "outside_silence", params)
        first = silence.date()
        if moment < first or moment > election.date:
            return "pass", "outside_silence", params
        if moment == first and silence.time() != time.min:
            return "unclear", "hour_decides", params
        return "fail", "in_silence", params

    return timed(judge)
