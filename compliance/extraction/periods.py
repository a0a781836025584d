"""What stands beside the day of an imprint and belongs to it: the last day of a period, and the hour."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from compliance.extraction.pieces.dates import Stated
from compliance.extraction.window import Window
from compliance.model.imprint import Imprint, Leaf
from compliance.text.late import late

_BETWEEN, _BEHIND = 16, 20  # characters between two days of a period, and from the second to a word behind it
_FIRST_DAY = late(r"(?<![\d.,:/№-])(?P<day>\d{1,2})(?:\.(?P<month>\d{1,2})\.?)?[ \t]?[-–—][ \t]?\Z")
_HOUR = 16  # characters before a day in which its hour may stand
_CLOCK = r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-3])(?::(?=[0-5]\d)|\.(?=[03]0))(?P<minute>\d\d)(?![\d:]|\.\d)"
_HOUR_BEHIND = late(rf"[^\d\n;|]{{0,16}}?{_CLOCK}")
_HOUR_BEFORE = late(rf"{_CLOCK}[^\d\n;|.]{{0,8}}\Z")


def with_period(window: Window, imprint: Imprint, dates: list[Stated]) -> Imprint:
    """Return an imprint with the last day of a period, where its day is the first: both are judged."""
    day = imprint.leaves.get("publication_date")
    if day is None or not isinstance(day.value, date) or "publication_date[1]" in imprint.leaves:
        return imprint
    begin, end = window.clean.begin, window.clean.end
    if opened := _opened(window, day):
        return imprint._replace(leaves={**imprint.leaves, **opened})
    for first, last in pairwise(dates):
        if (begin(first.start), end(first.end)) == day.place and last.value and _is_period(window, first.end, last):
            start, stop = begin(last.start), end(last.end)
            closing = Leaf(last.value, window.clean.source[start:stop], start, stop, day.confidence, ("period_end",))
            return imprint._replace(leaves={**imprint.leaves, "publication_date[1]": closing})
    return imprint


def _opened(window: Window, day: Leaf) -> dict[str, Leaf]:
    """Return both days of a period of which the first is said without its year: «15–16.11.2025», «05.11–14.11.2025»."""
    source, last = window.clean.source, day.value
    match = _FIRST_DAY.search(source, max(0, day.place[0] - _BETWEEN), day.place[0])
    if match is None or not isinstance(last, date):
        return {}
    try:
        first = last.replace(day=int(match["day"]), month=int(match["month"] or last.month))
    except ValueError:
        return {}
    if first >= last:
        return {}
    start, stop = match.start("day"), match.end("month") if match["month"] else match.end("day")
    opening = Leaf(first, source[start:stop], start, stop, day.confidence)
    closing = day._replace(notes=(*day.notes, "period_end"))
    return {"publication_date": opening, "publication_date[1]": closing}


def with_hour(window: Window, imprint: Imprint) -> Imprint:
    """Return an imprint with the hour that stands beside its day: «29.11.2025, 07:30», «саат 09.00»."""
    day = imprint.leaves.get("publication_date")
    if day is None or not isinstance(day.value, date):
        return imprint
    source = window.clean.source
    start, end = day.place
    found = _HOUR_BEHIND.match(source, end) or _HOUR_BEFORE.search(source, max(0, start - _HOUR), start)
    if found is None:
        return imprint
    begin, stop = found.start("hour"), found.end("minute")
    said = f"{int(found['hour']):02}:{found['minute']}"
    hour = Leaf(said, source[begin:stop], begin, stop, day.confidence)
    return imprint._replace(leaves={**imprint.leaves, "publication_date.time": hour})


def _is_period(window: Window, start: int, last: Stated) -> bool:
    """Tell whether what stands between two days, or behind the second, makes them the ends of a period."""
    between = window.text[start : last.start].strip(" ,.")
    joins = [term.start for term in window.within(start, last.start, "period") if term.entry.key == "between"]
    ends = [term.start for term in window.within(last.end, last.end + _BEHIND, "period") if term.entry.key == "behind"]
    return len(between) <= _BETWEEN and (bool(joins or ends) or between.endswith(("-", "–", "—")))
