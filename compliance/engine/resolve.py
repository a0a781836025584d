"""Which election an ad belongs to, and how that is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from compliance.engine.election_words import ElectionWords, Hints, Mention
from compliance.errors import UsageError
from compliance.model.election import Election, Resolution

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compliance.model.imprint import Imprint

# How far apart an ad and a polling day named in it may lie, in days, and how long a campaign of unknown start is
# taken to last when the calendar is searched (no campaign in the calendars at hand was longer).
FARTHEST, LONGEST_CAMPAIGN, JUST_PAST = 180, 35, 30
_SLIP = 20  # days between a polling day and one that is taken for a slip in it
_YEARS = (1900, 2999)
_YEAR = timedelta(365)  # how long before the first polling day known an ad may be dated; an older day is a slip

UNKNOWN = Resolution((), "unknown")


def resolve(
    calendar: Sequence[Election],
    *,
    text: str,
    imprints: Sequence[Imprint],
    on: date | None,
    option_id: str | None = None,
    option_date: date | None = None,
    metadata: str | None = None,
    lexicon: ElectionWords,
) -> Resolution:
    """Return the election an ad belongs to: as the caller says, as the ad says, or as the calendar allows.

    In this order: the caller's option, the ad's metadata (an id, or a day), a polling day named in the text outside
    the imprint, a council or constituency named there, the campaign window that holds the day of publication. That day
    is the one the imprint states, or else `on`. Of several elections on one day, one that is held in some places only
    is meant where the ad names such a place. Those that fit equally are all returned; none is guessed.
    """
    if option_id is not None:
        return Resolution(_named(calendar, option_id), "option")
    if option_date is not None or metadata is not None:
        given = _on_day(calendar, option_date) if option_date is not None else _named(calendar, metadata or "")
        meant = _narrowed(given, Hints(text, imprints, lexicon)) if len(given) > 1 else given
        return Resolution(meant, "metadata" if option_date is None else "option")
    first = min((election.date for election in calendar), default=date.min + _YEAR)
    stated = (found for found in map(_stated_day, imprints) if found and found >= first - _YEAR)
    day = next(stated, on)
    if day is None and not imprints:
        return UNKNOWN
    hints = Hints(text, imprints, lexicon)
    found = _by_words(calendar, hints, day) or _by_day(calendar, hints, day)
    if found is not None:
        return _with_rivals(calendar, _not_contradicted(found, hints), hints, day)
    if day is not None and (hints.later_year(day) or _another_day(calendar, hints, day)):
        return UNKNOWN  # the ad speaks of another election than the day it states allows
    return _by_place(calendar, hints, day) or _by_calendar(calendar, hints, day) or UNKNOWN


def _named(calendar: Sequence[Election], name: str) -> tuple[Election, ...]:
    found = tuple(election for election in calendar if election.id == name)
    if found:
        return found
    try:
        return _on_day(calendar, date.fromisoformat(name.removeprefix("date:")))
    except ValueError:
        from difflib import get_close_matches

        near = get_close_matches(name, [election.id for election in calendar], 3, 0.5)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise UsageError(f"no election {name!r} in the calendar{hint}") from None


def _on_day(calendar: Sequence[Election], day: date) -> tuple[Election, ...]:
    """Return the elections of that polling day, or one made up for it, of which only the day is known.

    A day beside one of the calendar's is a slip, and refused: two campaigns at once are not taken for granted.
    """
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise UsageError(f"{day.isoformat()} is no polling day: its year is not between {_YEARS[0]} and {_YEARS[1]}")
    found = tuple(election for election in calendar if election.date == day)
    if found:
        return found
    nearest = min(calendar, key=lambda election: abs((election.date - day).days), default=None)
    if nearest is not None and abs((nearest.date - day).days) <= _SLIP:
        raise UsageError(
            f"{day.isoformat()} is no polling day of the calendar; the nearest is {nearest.date.isoformat()} "
            f"({nearest.id}). For another, give a calendar of your own (elections)"
        )
    name = f"date:{day.isoformat()}"
    return (Election(name, day, "", "", False, None, "unknown", None, "unknown", "", (), "", {}, ()),)


def _stated_day(reading: Imprint) -> date | None:
    leaf = reading.leaves.get("publication_date")
    return leaf.value if leaf is not None and isinstance(leaf.value, date) else None


# ------------------------------------------------------------------------------------------------- what then follows


def _by_words(calendar: Sequence[Election], hints: Hints, day: date | None) -> Resolution | None:
    """Return the elections whose polling day the text names: one to come before one just past."""
    distinct = {mention[:3]: mention for mention in reversed(hints.mentions)}
    found = [(election, mention) for mention in distinct.values() for election in _meant(calendar, mention, day)]
    if day is None:
        days = {election.date for election, _ in found}
        return _resolution(found, hints) if len(days) == 1 else None
    coming = [pair for pair in found if pair[0].date >= day]
    recent = [pair for pair in found if day - timedelta(JUST_PAST) <= pair[0].date < day]
    if coming or recent:
        return _resolution(coming or recent, hints)
    return None if _window_fits(calendar, day) else _resolution(found, hints)


def _not_contradicted(found: Resolution, hints: Hints) -> Resolution:
    """Return what was found, unless the text says of that day what none of those elections is."""
    fitting = tuple(election for election in found.elections if not hints.contradicted(election))
    return found._replace(elections=fitting) if fitting else UNKNOWN


def _with_rivals(calendar: Sequence[Election], found: Resolution, hints: Hints, day: date | None) -> Resolution:
    """Return what was found with the elections on other days that voting is called to, and that are not near `day`.

    «На выборы 11 июля!» in an ad of November that names the 30th of November as well: it is not clear which is meant.
    """
    named = {one.id: one for one in found.elections}
    for mention in hints.mentions if named else ():
        if not mention.year and not _meant(calendar, mention, day):
            named |= {one.id: one for one in _meant(calendar, mention, None)[-1:]}
    return found._replace(elections=tuple(named.values()))


def _another_day(calendar: Sequence[Election], hints: Hints, day: date) -> bool:
    """Tell whether the text names a polling day, with its year, that none of the elections then open to an ad has."""
    open_then = {(election.date.month, election.date.day) for election in _window_fits(calendar, day)}
    for mention in hints.mentions:
        named = (mention.month, mention.day)
        if mention.year and (mention.year, *named) > (day.year, day.month, day.day):
            return True
        long_past = [one for one in _meant(calendar, mention, None) if (day - one.date).days > FARTHEST]
        if mention.year and (named in open_then or long_past):
            return True  # a slip in the year; an election long over, of which nothing says that it is recalled
    return False


def _by_day(calendar: Sequence[Election], hints: Hints, day: date | None) -> Resolution | None:
    """Return the elections of the one polling day to come that the text names without a word of voting beside it."""
    named = [
        (election, mention)
        for mention in hints.dated
        for election in _meant(calendar, mention, None)
        if day is None or election.date >= day
    ]
    return _resolution(named, hints) if len({election.date for election, _ in named}) == 1 else None


def _meant(calendar: Sequence[Election], mention: Mention, day: date | None) -> list[Election]:
    def fits(election: Election) -> bool:
        polling = election.date
        if (polling.day, polling.month) != (mention.day, mention.month) or mention.year not in (None, polling.year):
            return False
        return day is None or mention.year is not None or abs((polling - day).days) <= FARTHEST

    return [election for election in calendar if fits(election)]


def _resolution(found: list[tuple[Election, Mention]], hints: Hints) -> Resolution | None:
    if not found:
        return None
    elections = _narrowed([election for election, _ in found], hints)
    mention = next(mention for election, mention in found if election in elections)
    return Resolution(elections, "text", mention.start, mention.end)


def _by_place(calendar: Sequence[Election], hints: Hints, day: date | None) -> Resolution | None:
    """Return the election of a named place that is nearest in time; of two equally near, the one to come."""
    if day is None:
        return None
    near = [election for election in calendar if abs((election.date - day).days) <= FARTHEST and hints.place(election)]
    if not near:
        return None
    open_now = [election for election in near if _opens(election) <= day <= election.date]
    best = min(open_now or near, key=lambda election: (abs((election.date - day).days), election.date < day))
    start, end = hints.place(best) or (None, None)
    return Resolution(tuple(election for election in near if election.date == best.date), "place", start, end)


def _by_calendar(calendar: Sequence[Election], hints: Hints, day: date | None) -> Resolution | None:
    fitting = _window_fits(calendar, day) if day is not None else []
    return Resolution(_narrowed(fitting, hints), "calendar") if fitting else None


def _window_fits(calendar: Sequence[Election], day: date) -> list[Election]:
    return [
        election
        for election in calendar
        if day <= election.date
        and (election.date - day).days <= FARTHEST
        and election.took_place
        and _opens(election) <= day
    ]


def _opens(election: Election) -> date:
    return election.start or election.date - timedelta(LONGEST_CAMPAIGN)


def _narrowed(elections: Sequence[Election], hints: Hints) -> tuple[Election, ...]:
    """Keep what the text points to: a named place, else a named level, and of those the nationwide election."""
    left = [election for index, election in enumerate(elections) if election not in elections[:index]]
    if len(left) == 1:
        return tuple(left)
    named = [election for election in left if hints.place(election)]
    if named:
        return tuple(named)
    left = _prefer(left, hints.may_be_meant)
    left = _prefer(left, hints.fits_level)
    return tuple(_prefer(left, lambda election: election.nationwide))


def _prefer(elections: list[Election], wanted: Callable[[Election], bool]) -> list[Election]:
    return [election for election in elections if wanted(election)] or elections
