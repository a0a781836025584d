"""Does the ad keep out of the silence before and on polling day?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from compliance.engine.moments import TIMED, UNTIMED, Judged, timed
from compliance.model.election import Election
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param

_DAY = timedelta(days=1)
_HALF_HOUR = timedelta(minutes=30)


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail from the moment campaigning stops until the end of polling day; unclear where the hour decides.

    The calendar says when campaigning stops; where it does not, the jurisdiction's hour on the eve counts. A
    jurisdiction without such an hour has no silence but those of its calendar.
    """
    hour = rulebook.silence_starts

    def judge(moment: date, election: Election) -> Judged:
        silence = election.end
        if silence is None:
            if hour is None:
                return "not_applicable", "no_silence", {}
            silence = datetime.combine(election.date - _DAY, hour)
        params = {"silence": silence.isoformat(timespec="minutes")}
        if isinstance(moment, datetime):
            inside = silence <= moment < datetime.combine(election.date + _DAY, time.min)
            return ("fail", "in_silence", params) if inside else ("pass", "outside_silence", params)
        first = silence.date()
        if moment < first or moment > election.date:
            return "pass", "outside_silence", params
        if moment == first and silence.time() != time.min:
            lawful = (silence - _HALF_HOUR).isoformat(timespec="minutes")
            return "unclear", "hour_decides", {**params, "example": lawful}
        return "fail", "in_silence", params

    return timed(params["field"], judge)


CHECK = Check(
    "moment", build,
    params={"field": Param("leaf", "The day that is judged, beside the known day of publication.")},
    reasons={
        **TIMED, "in_silence": ("date", "polling_day", "silence"),
        "outside_silence": ("date", "polling_day", "silence"),
        "hour_decides": ("date", "polling_day", "silence", "example"), "no_silence": ("date", "polling_day"),
    },
    fails=("in_silence",),
    wanting=(*UNTIMED, "hour_decides"),
)  # fmt: skip
