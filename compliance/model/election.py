"""An election of a calendar, and which of them an ad belongs to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from compliance.model.tuples import NamedTuple

Day = date  # a calendar row has a field of that name

ResolvedBy = Literal["option", "metadata", "text", "place", "calendar", "unknown"]


class Place(NamedTuple):
    """Where an election was held: its name by language, and the stems by which a text names it."""

    name: dict[str, str]
    forms: tuple[str, ...]


class Election(NamedTuple):
    """One row of a calendar; `start` is the first lawful day of campaigning, `end` the local moment it stops,
    `close` the local moment at which the poll closes, where the calendar has it.

    The status of start and end tells `reported` from `inferred` and `unknown` (then the value is None).
    """

    id: str
    date: Day
    kind: str
    level: str
    nationwide: bool
    start: Day | None
    start_status: str
    end: datetime | None
    end_status: str
    status: str
    sources: tuple[str, ...]
    note: str
    name: dict[str, str]
    places: tuple[Place, ...]
    close: datetime | None = None

    @property
    def took_place(self) -> bool:
        """Whether there was, or is to be, a polling day: false for what was postponed or called off."""
        return self.status not in ("postponed", "not_held")


class Resolution(NamedTuple):
    """The elections an ad may belong to, how they were found, and the words in the text that decided, if any did."""

    elections: tuple[Election, ...]
    resolved_by: ResolvedBy
    start: int | None = None
    end: int | None = None
