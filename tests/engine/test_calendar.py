"""Every election of the calendar, judged on every day that matters, and every day from 2011 to 2027 judged at all."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta

import pytest

from compliance.engine.election_words import words_of
from compliance.engine.evaluate import evaluate
from compliance.engine.resolve import resolve
from compliance.model.case import Case
from compliance.model.election import Election
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook import in_force, load

BOOK = load("kg")
DAY = timedelta(1)
HELD = [election for election in BOOK.elections if election.took_place]
WINDOWS = [election for election in HELD if election.start and election.end]
RULES = ("kg/timing/within-campaign", "kg/timing/not-in-silence", "kg/timing/before-polling-day")
MORNING = time(7, 59)

# moment -> what the rules on the start, the silence and polling day say; "early" depends on how the start is known
MOMENTS = {
    "the day before the start": ("early", "pass", "pass"),
    "the first day": ("pass", "pass", "pass"),
    "the last whole day": ("pass", "pass", "pass"),
    "the eve at 07:59": ("pass", "pass", "pass"),
    "the eve at 08:00": ("pass", "fail", "pass"),
    "the eve without an hour": ("pass", "unclear", "pass"),
    "polling day": ("not_applicable", "fail", "fail"),
    "the day after": ("not_applicable", "pass", "fail"),
}


def moment(name: str, election: Election) -> date:
    assert election.start is not None
    eve = election.date - DAY
    return {
        "the day before the start": election.start - DAY,
        "the first day": election.start,
        "the last whole day": eve - DAY,
        "the eve at 07:59": datetime.combine(eve, MORNING),
        "the eve at 08:00": datetime.combine(eve, time(8)),
        "the eve without an hour": eve,
        "polling day": election.date,
        "the day after": election.date + DAY,
    }[name]


def facts(day: date, published: date | None = None, elections: tuple[Election, ...] = ()) -> Case:
    reading = Imprint({"publication_date": Leaf(day, str(day), 0, 10)}, (), 0, 10, ((0, 10),))
    return Case((reading,), reading, elections, "option", day, published, None, "ky", {})


@pytest.mark.parametrize("name", MOMENTS)
@pytest.mark.parametrize("election", WINDOWS, ids=lambda election: election.id)
def test_a_known_window(election: Election, name: str) -> None:
    """Every row with a window, on both sides of each of its bounds."""
    when = moment(name, election)
    hour = when if isinstance(when, datetime) else None
    found = evaluate(facts(hour.date() if hour else when, hour, (election,)), BOOK)
    outcomes = {e.rule.id: e.answer.outcome for e in found}
    early = "unclear" if election.start_status == "inferred" else "fail"
    assert tuple(outcomes[rule] for rule in RULES) == tuple(
        early if outcome == "early" else outcome for outcome in MOMENTS[name]
    )


def test_the_windows_of_the_calendar_are_counted() -> None:
    """A row that loses its window would drop out of the tests above without a sound."""
    assert len(WINDOWS) >= 15
    assert all(election.end and election.end.time() == time(8) for election in HELD)
    assert all(election.date.weekday() == 6 for election in BOOK.elections)


def test_no_two_rows_are_one() -> None:
    """On one day there may be several elections, of different levels or places."""
    keys = [(election.date, election.level, election.places) for election in BOOK.elections]
    assert len(keys) == len(set(map(str, keys)))


WRONG = [
    ("kg-2021-07-11-city-repeat", "start", date(2021, 6, 20), "novosti.kg"),
    ("kg-2025-11-30-parliamentary-early", "start", date(2025, 11, 19), "vb.kg"),
    ("kg-2025-11-30-parliamentary-early", "start", date(2025, 10, 10), "news.day.az"),
    ("kg-2025-11-30-parliamentary-early", "end", datetime(2025, 11, 29), "erkin-too.kg"),
    ("kg-2017-10-15-presidential", "end", datetime(2017, 10, 14), "informburo.kz"),
    ("kg-2017-10-15-presidential", "end", datetime(2017, 10, 15), "informburo.kz"),
]


@pytest.mark.parametrize(("name", "part", "wrong", "outlet"), WRONG)
def test_what_the_press_got_wrong_is_not_in_the_calendar(name: str, part: str, wrong: date, outlet: str) -> None:
    """Statements that deviate from the commission are noted, not taken over."""
    election = next(election for election in BOOK.elections if election.id == name)
    assert getattr(election, part) != wrong
    assert outlet in election.note
    assert not any(outlet in source for source in election.sources)


def test_every_day_is_judged() -> None:
    """From 2011 to 2027 no day has a gap, an overlap or a crash: each rule binds in one wording, or not yet."""
    firsts = {rule.id: [version.first for version in rule.versions] for rule in BOOK.rules}
    day = date(2011, 1, 1)
    while day < date(2028, 1, 1):
        election = resolve(BOOK.elections, text="", imprints=(), on=day, metadata=None, lexicon=words_of(BOOK))
        found = evaluate(facts(day, None, election.elections), BOOK)
        assert [e.rule.id for e in found] == [rule.id for rule in BOOK.rules]
        for evaluation in found:
            rule = evaluation.rule
            index = bisect_right(firsts[rule.id], day)
            expected = rule.versions[index - 1] if index and rule.versions[index - 1].law else None
            assert evaluation.version is expected is in_force(rule, day)
            assert (evaluation.answer.reason == "not_in_force") == (expected is None)
        day += DAY
