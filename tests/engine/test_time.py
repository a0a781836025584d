"""The checks of time, at every boundary that the calendar knows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from compliance.engine.evaluate import evaluate
from compliance.model.case import Case
from compliance.model.election import Election
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook import load

BOOK = load("kg")
DAY = timedelta(1)
HELD = [election for election in BOOK.elections if election.took_place]
WITH_WINDOW = [election for election in HELD if election.start]
BEFORE, WITHIN, SILENCE = "kg/timing/before-polling-day", "kg/timing/within-campaign", "kg/timing/not-in-silence"


def judge(
    elections: tuple[Election, ...], stated: date | None, published: date | None = None, **more: Any
) -> dict[str, str]:
    leaves = {} if stated is None else {"publication_date": Leaf(stated, str(stated), 0, 10, **more)}
    reading = Imprint(leaves, (), 0, 10, ((0, 10),))
    case = Case((reading,), reading, elections, "option", date(2025, 1, 1), published, None, "ky", {})
    return {e.rule.id: e.answer.outcome for e in evaluate(case, BOOK) if e.rule.id.startswith("kg/timing/")}


@pytest.mark.parametrize("election", HELD, ids=lambda election: election.id)
def test_the_end_of_the_campaign(election: Election) -> None:
    """07:59 on the eve is lawful, 08:00 is not, nor is polling day; the day after is too late, but no silence."""
    eve, polling = election.date - DAY, election.date
    assert judge((election,), eve - DAY)[SILENCE] == "pass"
    assert judge((election,), eve)[SILENCE] == "unclear"
    assert judge((election,), eve, datetime.combine(eve, time(7, 59)))[SILENCE] == "pass"
    assert judge((election,), eve, datetime.combine(eve, time(8)))[SILENCE] == "fail"
    assert judge((election,), eve)[BEFORE] == "pass"
    on_the_day = judge((election,), polling, datetime.combine(polling, time(0)))
    assert (on_the_day[SILENCE], on_the_day[BEFORE], on_the_day[WITHIN]) == ("fail", "fail", "not_applicable")
    after = judge((election,), polling + DAY)
    assert (after[SILENCE], after[BEFORE], after[WITHIN]) == ("pass", "fail", "not_applicable")
    assert judge((election,), polling, datetime.combine(polling + DAY, time(0)))[SILENCE] == "fail"


@pytest.mark.parametrize("election", WITH_WINDOW, ids=lambda election: election.id)
def test_the_start_of_the_campaign(election: Election) -> None:
    """The first day is lawful, the day before is not; it is unclear where the start was only worked out."""
    assert election.start is not None
    assert judge((election,), election.start)[WITHIN] == "pass"
    early = "unclear" if election.start_status == "inferred" else "fail"
    assert judge((election,), election.start - DAY)[WITHIN] == early
    assert judge((election,), election.start - DAY)[BEFORE] == "pass"


@pytest.mark.parametrize("election", [e for e in HELD if not e.start], ids=lambda election: election.id)
def test_an_unknown_start_decides_nothing(election: Election) -> None:
    """No start is made up where none was reported."""
    assert judge((election,), election.date - 10 * DAY)[WITHIN] == "unclear"


def test_no_election_no_decision() -> None:
    """An ad that fits no row of the calendar is not a violation."""
    assert set(judge((), date(2019, 3, 5)).values()) == {"pass", "unclear"}
    assert judge((), date(2019, 3, 5))["kg/timing/date-real"] == "pass"


def test_elections_must_agree() -> None:
    """Two elections on one day with different windows: unclear only where they differ."""
    city, ayil = (next(e for e in HELD if e.id == f"kg-2021-04-11-{kind}") for kind in ("city", "ayil"))
    assert judge((city, ayil), date(2021, 3, 15))[WITHIN] == "unclear"
    assert judge((city, ayil), date(2021, 3, 15))[BEFORE] == "pass"
    assert judge((city, ayil), date(2021, 3, 25))[WITHIN] == "pass"
    assert judge((city, ayil), date(2021, 3, 1))[WITHIN] == "fail"


JULY = tuple(election for election in HELD if election.id == "kg-2021-07-11-city-repeat")


def test_what_is_published_on_another_day_is_judged_as_well() -> None:
    """Neither the stated day nor the real one may offend; the gravest answer counts."""
    assert judge(JULY, date(2021, 7, 9), date(2021, 7, 10))[SILENCE] == "unclear"
    assert judge(JULY, date(2021, 7, 9), datetime(2021, 7, 10, 9))[SILENCE] == "fail"
    assert judge(JULY, date(2021, 7, 11), date(2021, 7, 9))[SILENCE] == "fail"
    assert judge(JULY, None, date(2021, 7, 12))[BEFORE] == "fail"
    assert judge(JULY, None)[BEFORE] == "not_applicable"


def test_the_real_day_is_no_matter_of_reading() -> None:
    """A doubtful stated day gives way; a known day of publication does not."""
    assert judge(JULY, date(2021, 7, 11), confidence="low")[BEFORE] == "unclear"
    assert judge(JULY, date(2021, 7, 9), date(2021, 7, 11), confidence="low")[BEFORE] == "fail"


def test_the_jurisdiction_knows_the_hour_where_the_calendar_does_not() -> None:
    """A polling day given by the caller has its silence too."""
    bare = Election(
        "date:2019-05-19", date(2019, 5, 19), "", "", False, None, "unknown", None, "unknown", "", (), "", {}, ()
    )
    assert judge((bare,), date(2019, 5, 18), datetime(2019, 5, 18, 8))[SILENCE] == "fail"
    assert judge((bare,), date(2019, 5, 18), datetime(2019, 5, 18, 7, 59))[SILENCE] == "pass"


def test_the_silence_lasts_to_the_last_instant_of_polling_day() -> None:
    """Midnight belongs to the day after, when there is no silence."""
    (july,) = JULY
    midnight = datetime.combine(july.date + DAY, time(0))
    assert judge(JULY, None, midnight - timedelta(microseconds=1))[SILENCE] == "fail"
    assert judge(JULY, None, midnight)[SILENCE] == "pass"
    assert judge(JULY, None, july.date)[SILENCE] == "fail"
    assert judge(JULY, None, july.date + DAY)[SILENCE] == "pass"
    assert judge(JULY, None, datetime.combine(july.date, time(0)))[SILENCE] == "fail"


def test_a_silence_that_begins_at_midnight_takes_the_whole_day() -> None:
    """No hour is left that could decide."""
    (july,) = JULY
    at_midnight = (july._replace(end=datetime.combine(july.date - DAY, time(0))),)
    assert judge(at_midnight, july.date - DAY)[SILENCE] == "fail"
    assert judge(at_midnight, july.date - 2 * DAY)[SILENCE] == "pass"
    assert judge(at_midnight, None, datetime.combine(july.date - DAY, time(0)))[SILENCE] == "fail"
    assert judge(at_midnight, None, datetime.combine(july.date - 2 * DAY, time(23, 59, 59)))[SILENCE] == "pass"
