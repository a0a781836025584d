"""Which election an ad belongs to."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.engine.election_words import words_of
from compliance.engine.resolve import resolve
from compliance.errors import UsageError
from compliance.model.election import Resolution
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook import load

BOOK = load("kg")
REPEAT = ["kg-2021-07-11-city-repeat"]
PARLIAMENT = ["kg-2021-11-28-parliamentary"]


def reading(stated: date | None, start: int = 0, end: int = 0) -> Imprint:
    leaf = Leaf(stated, "", start, start, notes=() if stated else ("impossible_date",))
    return Imprint({"publication_date": leaf}, (), start, end, ((start, end),))


def found(text: str, stated: date | None = None, **more: Any) -> Resolution:
    imprints = more.pop("imprints", (reading(stated, len(text), len(text)),))
    return resolve(BOOK.elections, text=text, imprints=imprints, lexicon=words_of(BOOK), **{"on": stated, **more})


def ids(resolution: Resolution) -> list[str]:
    return [election.id for election in resolution.elections]


BY_WORDS = [
    ("11-июлдагы шайлоо таза өтсүн.", date(2021, 7, 6), REPEAT),
    ("11-июлда шайлоого келиңиз!", date(2021, 7, 12), REPEAT),
    ("11-июлда шайлоого келиңиз!", date(2021, 6, 1), REPEAT),
    ("2021-жылдын 11-июлундагы шайлоо", None, REPEAT),
    ("11-июлда добуш бериңиз", None, REPEAT),
    ("28 ноября — ваш выбор!", date(2021, 11, 15), PARLIAMENT),
    ("Выборы 28.11.2021", date(2021, 10, 1), PARLIAMENT),
    ("выборы 28 ноября 2021 года", None, PARLIAMENT),
    ("ВЫБОРЫ 28 НОЯБРЯ", date(2021, 11, 1), PARLIAMENT),
    ("10 января голосуйте", date(2020, 12, 20), ["kg-2021-01-10-presidential-early"]),
    ("референдум 10 января", date(2020, 12, 20), ["kg-2021-01-10-referendum"]),
    ("шаардык кеңешке 11-апрелде шайлоо", date(2021, 3, 15), ["kg-2021-04-11-city"]),
    ("жергиликтүү шайлоо 11-апрелде", date(2021, 3, 15), ["kg-2021-04-11-city", "kg-2021-04-11-ayil"]),
    ("Кара-Суу шаардык кеңешине шайлоо 28-ноябрда", date(2021, 11, 15), ["kg-2021-11-28-local"]),
    ("12-апрелде шайлоого келиңиз", date(2020, 3, 10), ["kg-2020-04-12-local"]),
]


@pytest.mark.parametrize(("text", "stated", "expected"), BY_WORDS, ids=[f"{row[0]} ({row[1]})" for row in BY_WORDS])
def test_by_the_words_of_the_ad(text: str, stated: date | None, expected: list[str]) -> None:
    """A polling day named beside an election word decides; the year is the nearest, or the only one that fits."""
    resolution = found(text, stated)
    assert (ids(resolution), resolution.resolved_by) == (expected, "text")
    assert resolution.start is not None
    assert any(character.isdigit() for character in text[resolution.start : resolution.end])


def test_the_day_of_the_imprint_is_not_polling_day() -> None:
    """Inside the imprint the word for election stands for the fund, and the day is that of publication."""
    text = "…шайлоо фондунан төлөндү. Чыга турган күнү: 28.11.2021"
    inside = (reading(date(2021, 11, 28), 1, len(text)),)
    assert found(text, date(2021, 11, 28), imprints=inside).resolved_by == "calendar"
    assert found(text, date(2021, 11, 28)).resolved_by == "text"


def test_a_day_that_is_no_polling_day_is_ignored() -> None:
    """A meeting with voters is not an election."""
    assert found("20-июнда шайлоочулар менен жолугушуу", date(2021, 7, 6)).resolved_by == "calendar"
    assert ids(found("20-июнда шайлоочулар менен жолугушуу", None)) == []


def test_the_last_election_is_not_this_one() -> None:
    """A past polling day is recalled, not meant, while the campaign for another is on."""
    assert ids(found("2021-жылдын 10-январындагы шайлоодо жеңдик", date(2021, 3, 25))) != [
        "kg-2021-01-10-presidential-early"
    ]
    assert ids(found("На выборах 4 октября 2020 года", date(2020, 12, 20))) == ["kg-2021-01-10-presidential-early"]
    assert ids(found("На выборах 10 января", date(2021, 1, 20))) == ["kg-2021-01-10-presidential-early"]


def test_two_polling_days_without_a_date_decide_nothing() -> None:
    """Without a day of publication only one polling day may be named."""
    assert ids(found("Выборы 28 ноября 2021 года, выборы 11 июля 2021 года")) == []


@pytest.mark.parametrize(
    ("text", "stated", "expected", "by"),
    [
        ("Бишкек шаардык кеңешине талапкер", date(2021, 7, 6), REPEAT, "place"),
        ("кандидат в Бишкекский городской кенеш", date(2021, 6, 1), REPEAT, "place"),
        ("Бишкек — мой город", date(2021, 7, 6), REPEAT, "calendar"),
        ("Ленинский избирательный округ", date(2023, 5, 1), ["kg-2023-05-28-parliamentary-early"], "place"),
        ("Айылдык кеңешке шайлоо", date(2021, 3, 25), ["kg-2021-04-11-ayil"], "calendar"),
    ],
)
def test_by_place(text: str, stated: date, expected: list[str], by: str) -> None:
    """A town counts beside a council, not by itself: it stands in every address."""
    resolution = found(text, stated)
    assert (ids(resolution), resolution.resolved_by) == (expected, by)


def test_by_the_calendar() -> None:
    """The window that holds the day; before the start and after polling day the calendar says nothing."""
    assert ids(found("", date(2021, 7, 6))) == REPEAT
    assert ids(found("", date(2021, 6, 20))) == []
    assert ids(found("", date(2021, 7, 12))) == []
    assert ids(found("", date(2021, 11, 15))) == PARLIAMENT
    assert ids(found("", date(2021, 3, 25))) == ["kg-2021-04-11-city", "kg-2021-04-11-ayil"]
    assert ids(found("", date(2021, 1, 5))) == ["kg-2021-01-10-presidential-early"]
    assert ids(found("", date(2020, 4, 1))) == []  # postponed: there was no polling day
    assert ids(found("", date(2019, 3, 5))) == []
    assert ids(found("", None)) == []


def test_the_caller_knows_better() -> None:
    """An option beats the ad's metadata, which beats the ad's words; each is named in the answer."""
    text = "11-июлдагы шайлоо"
    one = found(text, date(2021, 7, 6), option_id="kg-2021-11-28-parliamentary", metadata="kg-2021-04-11-city")
    assert (ids(one), one.resolved_by) == (PARLIAMENT, "option")
    two = found(text, date(2021, 7, 6), metadata="kg-2021-04-11-city")
    assert (ids(two), two.resolved_by) == (["kg-2021-04-11-city"], "metadata")
    three = found(text, date(2021, 7, 6), option_date=date(2021, 11, 28))
    assert ids(three) == ["kg-2021-11-28-parliamentary"]  # councils voted on that day too, in places not named here
    named = found("Тогуз-Торо айылдык кеңешине шайлоо", date(2021, 7, 6), option_date=date(2021, 11, 28))
    assert ids(named) == ["kg-2021-11-28-local"]
    assert ids(found(text, date(2021, 7, 6), metadata="2021-07-11")) == REPEAT


def test_a_slip_in_the_polling_day_is_told_with_the_nearest_one() -> None:
    with pytest.raises(UsageError, match=r"2025-11-29 is no polling day.*nearest is 2025-11-30"):
        found("", date(2025, 11, 5), option_date=date(2025, 11, 29))


def test_a_polling_day_that_the_calendar_does_not_list() -> None:
    """It is taken at the caller's word: only the day is known."""
    (election,) = found("", date(2019, 5, 1), option_date=date(2019, 5, 19)).elections
    assert (election.id, election.date, election.start, election.end) == (
        "date:2019-05-19",
        date(2019, 5, 19),
        None,
        None,
    )


@pytest.mark.parametrize("name", ["kg-2021-07-11-city", "nonsense", "2021-13-01"])
def test_an_election_that_does_not_exist(name: str) -> None:
    """The slip is named, with what is near to it."""
    with pytest.raises(UsageError, match=f"no election '{name}'"):
        found("", date(2021, 7, 6), option_id=name)


@given(
    text=st.text(st.sampled_from("0123456789.-/ июльшаоцвбр—«2021жылдын"), max_size=300),
    stated=st.none() | st.dates(date(2011, 1, 1), date(2027, 12, 31)),
)
def test_no_text_breaks_it(text: str, stated: date | None) -> None:
    """Whatever is written, the answer is a few elections of the calendar, and words that are in the text."""
    resolution = found(text, stated)
    assert all(election in BOOK.elections for election in resolution.elections)
    assert (resolution.start is None) == (resolution.end is None) == (resolution.resolved_by not in ("text", "place"))


@pytest.mark.parametrize(
    "family",
    [
        "шайлоо ",
        "11-июлдагы шайлоо ",
        "шайлоо 2021",
        "2021-жыл",
        "шаардык кеңеш Бишкек ",
        "1 ",
        "11.07.2021 ",
        "шайлооаааа",
    ],
)
def test_twice_the_text_is_twice_the_work(family: str) -> None:
    """Work is counted in calls, not timed, so that a busy machine changes nothing; benchmarks/ has the times."""

    def work(size: int) -> int:
        calls = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        text = family * (size // len(family))
        sys.setprofile(count)
        try:
            found(text, date(2021, 7, 6))
        finally:
            sys.setprofile(None)
        return calls

    once = work(20_000)
    assert once < 20_000 * 20
    assert work(40_000) <= 2.2 * once + 200
