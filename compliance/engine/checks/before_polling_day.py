"""Does the ad appear before polling day?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.moments import Judged, day_of, timed
from compliance.model.election import Election
from compliance.rulebook.book import Rulebook


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail on polling day and after it."""
    return timed(_judge)


def _judge(moment: date, election: Election) -> Judged:
    day = day_of(moment)
    if day < election.date:
        return "pass", "before_polling_day", {}
    return "fail", "on_polling_day" if day == election.date else "after_polling_day", {}
