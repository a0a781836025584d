"""Does the ad appear before polling day?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from compliance.engine.moments import TIMED, UNTIMED, Judged, day_of, timed
from compliance.model.election import Election
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail on polling day and after it."""
    return timed(params["field"], _judge)


def _judge(moment: date, election: Election) -> Judged:
    day = day_of(moment)
    if day < election.date:
        return "pass", "before_polling_day", {}
    return "fail", "on_polling_day" if day == election.date else "after_polling_day", {}


CHECK = Check(
    "moment", build,
    params={"field": Param("leaf", "The day that is judged, beside the known day of publication.")},
    reasons={
        **TIMED, "before_polling_day": ("date", "polling_day"), "on_polling_day": ("date", "polling_day"),
        "after_polling_day": ("date", "polling_day"),
    },
    fails=("on_polling_day", "after_polling_day"),
    wanting=UNTIMED,
)  # fmt: skip
