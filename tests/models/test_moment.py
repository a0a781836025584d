"""Moments of publication, and the clock of the jurisdiction."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from compliance.text.moment import local, parse_day, parse_moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-07-10", date(2021, 7, 10)),
        (" 2021-07-10 ", date(2021, 7, 10)),
        ("20210710", date(2021, 7, 10)),
        ("2021-07-10T07:30", datetime(2021, 7, 10, 7, 30)),
        ("2021-07-10T07:30:15.5", datetime(2021, 7, 10, 7, 30, 15, 500000)),
        ("2021-07-10 07:30", datetime(2021, 7, 10, 7, 30)),
    ],
)
def test_iso_8601_is_read(text: str, moment: date) -> None:
    found = parse_moment(text)
    assert (type(found), found) == (type(moment), moment)


@pytest.mark.parametrize("text", ["", "10.07.2021", "2021-13-01", "2021-07-10T25:00", "now", "2021-02-30T10:00"])
def test_anything_else_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date like 2021-07-10"):
        parse_moment(text)


def test_a_day_has_no_hour() -> None:
    assert parse_day("2021-07-10") == date(2021, 7, 10)
    with pytest.raises(ValueError, match="is not a date like"):
        parse_day("2021-07-10T07:30")


def test_moments_with_a_zone_are_shown_as_local_clocks_do() -> None:
    eight = datetime(2021, 7, 10, 8, 0)
    assert local(parse_moment("2021-07-10T02:00:00Z"), "Asia/Bishkek") == eight
    assert local(eight.replace(tzinfo=timezone(timedelta(hours=6))), "Asia/Bishkek") == eight
    assert local(eight, "Asia/Bishkek") == eight
    assert local(date(2021, 7, 10), "Asia/Bishkek") == date(2021, 7, 10)


def test_the_day_may_change_with_the_zone() -> None:
    assert local(parse_moment("2021-07-09T20:00:00Z"), "Asia/Bishkek") == datetime(2021, 7, 10, 2, 0)


def test_an_unknown_zone_is_said() -> None:
    with pytest.raises(ValueError, match="Nowhere/Here"):
        local(parse_moment("2021-07-10T02:00:00Z"), "Nowhere/Here")
