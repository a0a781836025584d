"""Does the ad appear after the campaign has begun?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.moments import Judged, day_of, timed
from compliance.model.election import Election
from compliance.rulebook.book import Rulebook


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail before the first lawful day; unclear where that day is not known, or only inferred.

    When campaigning stops is the business of `outside_silence`; from polling day on there is nothing left to ask.
    """
    return timed(_judge)


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
