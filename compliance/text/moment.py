"""Points in time as people and systems state them (ISO 8601), and as clocks in the jurisdiction show them."""

from __future__ import annotations

from datetime import date, datetime


def parse_moment(text: str) -> date | datetime:
    """Return the day, or the day and hour, that an ISO 8601 text states; `ValueError` says what would do.

    >>> parse_moment("2021-07-10"), parse_moment("2021-07-10T07:30")
    (datetime.date(2021, 7, 10), datetime.datetime(2021, 7, 10, 7, 30))
    """
    text = text.strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    from dateutil.parser import isoparse

    try:
        return isoparse(text)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is not a date like 2021-07-10 or a time like 2021-07-10T07:30+06:00") from error


def parse_day(text: str) -> date:
    """Return the day that an ISO 8601 text states; `ValueError` for anything else, a day with an hour included."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date like 2021-07-10") from error


def local(moment: date | datetime, time_zone: str) -> date | datetime:
    """Return `moment` as clocks in `time_zone` show it, without a zone; a moment without a zone is local already.

    >>> local(parse_moment("2021-07-10T01:30:00Z"), "Asia/Bishkek")
    datetime.datetime(2021, 7, 10, 7, 30)
    """
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return moment
    from dateutil import tz

    zone = tz.gettz(time_zone)
    if zone is None:
        raise ValueError(f"the time zone {time_zone!r} is not known on this system")
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError as error:
        raise ValueError(f"{moment.isoformat()} lies at the edge of the calendar") from error
