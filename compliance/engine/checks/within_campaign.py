"""Does the ad appear after the campaign has begun?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from compliance.engine.moments import TIMED, UNTIMED, Judged, day_of, timed
from compliance.model.election import Election
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail before the first lawful day; unclear where that day is not known, or only inferred.

    When campaigning stops is the business of `outside_silence`; from polling day on there is nothing left to ask.
    """
    return timed(params["field"], _judge)


def _judge(moment: date, election: Election) -> Judged:
    day = day_of(moment)
    if day >= election.date:
        return "not_applicable", "campaign_over", {}
    if election.start is None:
        return "unclear", "start_unknown", {}
    params = {"start": election.start.isoformat()}
    if day >= election.start:
        return "pass", "in_campaign", params
    if election.start_status == "inferred":
        return "unclear", "start_inferred", params
    return "fail", "before_start", params


CHECK = Check(
    "moment", build,
    params={"field": Param("leaf", "The day that is judged, beside the known day of publication.")},
    reasons={
        **TIMED, "in_campaign": ("date", "polling_day", "start"), "before_start": ("date", "polling_day", "start"),
        "start_inferred": ("date", "polling_day", "start"), "start_unknown": ("date", "polling_day"),
        "campaign_over": ("date", "polling_day"),
    },
    fails=("before_start",),
    wanting=(*UNTIMED, "start_unknown", "start_inferred"),
)  # fmt: skip
