"""Where a window of time begins and ends, by an election: days and hours from polling day or the close of the poll."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from compliance.model.election import Election
from compliance.model.tuples import NamedTuple
from compliance.rulebook.book import Rulebook

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ANCHORS = ("polling_day", "close_of_poll", "campaign_start")
_DAY, _INSTANT = timedelta(days=1), timedelta(microseconds=1)

# An end of a window: the earliest and the latest it can be; both are the same where it is known to the instant.
End = tuple[datetime, datetime]


class Bound(NamedTuple):
    """One end of a window as a rule writes it.

    `days` count from the anchor's day; a `weekday` is the last one before the anchor. `hours` count from the anchor
    itself. `side` is the parameter's name: an end without an hour is the start of its day for `begins`, else its end.
    """

    side: str
    anchor: str
    days: int = 0
    weekday: str = ""
    hour: str = ""
    hours: int = 0

    @classmethod
    def of(cls, table: Mapping[str, Any], side: str) -> Bound:
        """Return the bound of a rule's table."""
        return cls(side, **table)

    def end(self, election: Election, rulebook: Rulebook) -> End | None:
        """Return when this end is, None where the calendar lacks its anchor."""
        if self.anchor == "close_of_poll":
            low, high = _close(election, rulebook)
            shift = timedelta(days=self.days, hours=self.hours)
            return low + shift, high + shift
        day = election.date if self.anchor == "polling_day" else election.start
        if day is None:
            return None
        day += timedelta(self.days)
        if self.weekday:
            day -= timedelta((day.weekday() - WEEKDAYS.index(self.weekday) - 1) % 7 + 1)
        if self.hour:
            at = datetime.combine(day, time.fromisoformat(self.hour))
        else:
            at = datetime.combine(day, time.min) + (timedelta(0) if self.side == "begins" else _DAY)
        at += timedelta(hours=self.hours) + (_INSTANT if self.side == "begins_after" and self.hour else timedelta(0))
        return at, at


def ends_of(bounds: list[Bound], election: Election, rulebook: Rulebook) -> tuple[End, End] | None:
    """Return both ends of a window; one that is not written lies at the end of time. None: the calendar lacks one."""
    first: End | None = (datetime.min, datetime.min)
    last: End | None = (datetime.max, datetime.max)
    for bound in bounds:
        if bound.side == "ends":
            last = bound.end(election, rulebook)
        else:
            first = bound.end(election, rulebook)
    return None if first is None or last is None else (first, last)


def span_of(moment: date) -> tuple[datetime, datetime]:
    """Return the span of a moment: an instant where its hour is known, else its whole day."""
    if isinstance(moment, datetime):
        return moment, moment + _INSTANT
    begins = datetime.combine(moment, time.min)
    return begins, begins + _DAY


def _close(election: Election, rulebook: Rulebook) -> End:
    """Return when the poll closes: as the calendar says, else the jurisdiction's usual hour, else any time that day."""
    if election.close is not None:
        return election.close, election.close
    begins = datetime.combine(election.date, time.min)
    if rulebook.polls_close is not None:
        at = datetime.combine(election.date, rulebook.polls_close)
        return at, at
    return begins, begins + _DAY
