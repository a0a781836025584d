"""Which election is meant, at the edge of every distance: an invented calendar, and the words of the Kyrgyz one."""

from __future__ import annotations

from copy import copy
from datetime import date, timedelta
from typing import Any

import pytest

from compliance.engine.election_words import words_of
from compliance.engine.resolve import resolve
from compliance.errors import UsageError
from compliance.model.election import Election, Place, Resolution
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook import load
from compliance.text.folding import fold

WORDS = words_of(load("kg"))
MARCH = date(2021, 3, 1)


def election(name: str, day: date, start: date | None = None, level: str = "parliamentary", **more: Any) -> Election:
    return Election(
        name, day, "regular", level, more.pop("nationwide", True), start, "reported" if start else "unknown", None,
        "unknown", more.pop("status", "held"), (), "", {}, more.pop("places", ()), **more,
    )  # fmt: skip


def found(calendar: list[Election], text: str = "", day: date | None = None, **more: Any) -> Resolution:
    lexicon = copy(WORDS)
    lexicon.places = {one.id: tuple(fold(form) for place in one.places for form in place.forms) for one in calendar}
    imprints = more.pop("imprints", (Imprint({}, (), len(text), len(text), ((len(text), len(text)),)),))
    return resolve(calendar, text=text, imprints=imprints, on=day, lexicon=lexicon, **more)


def ids(resolution: Resolution) -> list[str]:
    return [one.id for one in resolution.elections]


def by(resolution: Resolution) -> tuple[list[str], str]:
    return ids(resolution), resolution.resolved_by


# ------------------------------------------------------------------------------------------------ a day that is named

PAST, NEXT = election("past", MARCH), election("next", date(2021, 4, 10), date(2021, 3, 15))


@pytest.mark.parametrize(
    ("days", "expected"), [(1, (["past"], "text")), (30, (["past"], "text")), (31, (["next"], "calendar"))]
)
def test_an_election_is_just_past_for_thirty_days(days: int, expected: tuple[list[str], str]) -> None:
    """Who thanks for a vote means the last election; later the campaign that is on is meant."""
    assert by(found([PAST, NEXT], "На выборах 1 марта", MARCH + timedelta(days))) == expected


def test_on_polling_day_its_own_election_is_to_come() -> None:
    on_the_day = found([election("now", MARCH, MARCH - timedelta(30))], "Выборы 1 марта", MARCH)
    assert by(on_the_day) == (["now"], "text")


def test_one_to_come_goes_before_one_just_past() -> None:
    text = "Выборы 1 марта прошли, выборы 10 апреля впереди"
    assert by(found([PAST, NEXT], text, MARCH + timedelta(9))) == (["next"], "text")


def test_a_call_to_the_polling_day_of_another_year_leaves_it_open() -> None:
    text = "Выборы 10 апреля. Все на выборы 1 июля!"
    long_past = election("long past", date(2019, 7, 1))
    assert ids(found([long_past, NEXT], text, MARCH)) == ["next", "long past"]
    assert ids(found([long_past, NEXT], "Выборы 10 апреля. Все на выборы 2 июля!", MARCH)) == ["next"]
    assert ids(found([long_past, NEXT], "Выборы 10 апреля, а были 1 июля 2019 года", MARCH)) == ["next"]


@pytest.mark.parametrize(("days", "meant"), [(-181, []), (-180, ["past"]), (180, ["past"]), (181, [])])
def test_a_day_without_a_year_means_an_election_within_half_a_year(days: int, meant: list[str]) -> None:
    assert ids(found([PAST], "Выборы 1 марта", MARCH + timedelta(days))) == meant


def test_a_day_with_its_year_means_an_election_however_far() -> None:
    assert by(found([PAST], "Выборы 1 марта 2021", MARCH + timedelta(900))) == (["past"], "text")
    assert ids(found([PAST], "Выборы 1 марта 2020", MARCH - timedelta(99))) == []


@pytest.mark.parametrize("month", [1, 2, 11, 12])
def test_a_polling_day_in_any_month(month: int) -> None:
    assert ids(found([election("it", date(2021, month, 9))], f"Шайлоо 9.{month}.2021")) == ["it"]


def test_one_that_is_named_with_and_without_its_year_is_one_election() -> None:
    assert ids(found([PAST], "Выборы 1 марта. Приходите на выборы 1 марта 2021", MARCH)) == ["past"]


def test_another_year_of_the_campaign_that_is_on_is_a_slip_and_left_open() -> None:
    """It may be the year that is wrong, or the day on which the ad came out."""
    now = election("now", MARCH, MARCH - timedelta(20))
    assert ids(found([now], "Келиңиз шайлоого", MARCH - timedelta(3))) == ["now"]
    assert ids(found([now], "Шайлоо 1 марта 2019", MARCH - timedelta(3))) == []


@pytest.mark.parametrize(("days", "meant"), [(180, ["now"]), (181, [])])
def test_an_election_long_over_that_an_ad_of_a_campaign_names_leaves_it_open(days: int, meant: list[str]) -> None:
    """Whether it is recalled or the day is wrong; one of the last half year is recalled."""
    day = MARCH + timedelta(days)
    now = election("now", day + timedelta(9), day - timedelta(9))
    assert ids(found([PAST, now], "Выборы 1 марта 2021", day)) == meant


def test_a_count_before_a_day_is_no_year() -> None:
    for count in ("200", "20000", "1900000"):
        assert ids(found([PAST], f"Шайлоо: {count} добуш 1 марта", MARCH - timedelta(9))) == ["past"]


def test_voting_named_over_and_over_does_not_hide_the_day() -> None:
    """Stretches that meet are one: the bound is on how many there are, not on how often a word is said."""
    assert ids(found([PAST], "шайлоо " * 500 + "1 марта 2021")) == ["past"]


@pytest.mark.parametrize("written", ["01.03.21", "01.03.2021", "1/3/21", "2021-жылдын 1-марты", "1 марта 2021"])
def test_ways_to_write_a_polling_day(written: str) -> None:
    """Two digits of a year mean this century."""
    assert by(found([PAST, election("other", date(2020, 3, 1))], f"Шайлоо {written}")) == (["past"], "text")


@pytest.mark.parametrize(
    "written", ["01.13.2021", "01.00.2021", "1 школа 2021", "101.03.2021", "01.03.1021", "1921-жылдын 1-марты"]
)
def test_what_is_no_polling_day(written: str) -> None:
    assert ids(found([PAST], f"Шайлоо {written}")) == []


@pytest.mark.parametrize(("gap", "meant"), [(60, ["past"]), (61, [])])
def test_a_day_before_an_election_word_stands_near_it(gap: int, meant: list[str]) -> None:
    text = "1 марта " + "ж" * (gap - 9) + " шайлоо"
    assert text.index("шайлоо") - text.index("1") == gap
    assert ids(found([PAST], text)) == meant


@pytest.mark.parametrize(("gap", "meant"), [(59, ["past"]), (60, ["past"]), (64, ["past"])])
def test_a_day_behind_an_election_word_stands_near_it_whole(gap: int, meant: list[str]) -> None:
    """One that the edge may have cut short is read whole: «1.03.20» of 2021 is no day of 2020."""
    day = "1.03.2021"
    text = "шайлоо " + "ж" * (gap - len("шайлоо ") - len(day) - 1) + " " + day + " акы"
    assert text.index(day) + len(day) == gap
    assert ids(found([PAST, election("cut", date(2020, 3, 1))], text)) == meant


def test_half_a_number_at_the_edge_is_none() -> None:
    text = "11 марта".ljust(60, "ж") + " шайлоо"
    assert text.index("шайлоо") - 60 == 1
    assert ids(found([PAST], text, MARCH - timedelta(99))) == []


def test_a_day_in_an_imprint_is_that_of_publication() -> None:
    text = "шайлоо 1 марта 2021 шайлоо"
    at = text.index("1 марта")
    for start, end, meant in ((at, at + 1, []), (at - 2, at, ["past"]), (at + 1, at + 9, ["past"])):
        assert ids(found([PAST], text, imprints=(Imprint({}, (), start, end, ((start, end),)),))) == meant


@pytest.mark.parametrize("shift", [0, 3, 30, 59, 66, 80])
def test_long_texts_are_searched_across_their_seams(shift: int) -> None:
    text = "ж" * ((1 << 20) - shift) + " шайлоо 1 марта 2021 " + "ж" * 300
    resolution = found([PAST], text)
    assert by(resolution) == (["past"], "text")
    assert text[resolution.start : resolution.end] == "1 марта 2021"
    assert resolution.start == len(text) - 300 - len(" шайлоо 1 марта 2021 ") + 8


def test_a_long_text_may_begin_with_the_word_of_voting() -> None:
    text = "шайлоо 1 марта " + "ж" * (1 << 20)
    assert ids(found([PAST], text, MARCH - timedelta(99))) == ["past"]


def test_a_day_where_the_reaches_of_two_words_meet_is_read_whole() -> None:
    text = "шайлоо".ljust(55, "ж") + " 1 марта "
    text = text.ljust(120, "ж") + "шайлоо"
    assert text.index("1") < 60 < text.index("марта") + 5
    assert ids(found([PAST], text, MARCH - timedelta(99))) == ["past"]


# ----------------------------------------------------------------------------------------------------------- windows


@pytest.mark.parametrize(("days", "meant"), [(0, ["now"]), (20, ["now"]), (21, [])])
def test_the_window_of_a_campaign(days: int, meant: list[str]) -> None:
    now = election("now", MARCH, MARCH - timedelta(20))
    assert ids(found([now], "", MARCH - timedelta(days))) == meant
    assert ids(found([now], "", MARCH + timedelta(1))) == []


@pytest.mark.parametrize(("days", "meant"), [(35, ["past"]), (36, [])])
def test_a_campaign_whose_start_nobody_knows(days: int, meant: list[str]) -> None:
    assert ids(found([PAST], "", MARCH - timedelta(days))) == meant


@pytest.mark.parametrize(("days", "meant"), [(180, ["long"]), (181, [])])
def test_no_campaign_is_longer_than_half_a_year(days: int, meant: list[str]) -> None:
    assert ids(found([election("long", MARCH, MARCH - timedelta(300))], "", MARCH - timedelta(days))) == meant


def test_what_did_not_take_place_has_no_window() -> None:
    for status in ("postponed", "not_held"):
        assert ids(found([election("none", MARCH, status=status)], "", MARCH - timedelta(3))) == []


@pytest.mark.parametrize(("stated", "meant"), [(date(2020, 3, 1), []), (date(2020, 2, 29), ["past"])])
def test_a_stated_day_a_year_before_any_election_is_a_slip(stated: date, meant: list[str]) -> None:
    """An older one is not believed, and the day that the caller knows counts."""
    reading = Imprint({"publication_date": Leaf(stated, "", 0, 0)}, (), 0, 0, ((0, 0),))
    assert ids(found([PAST], "", MARCH - timedelta(3), imprints=(reading,))) == meant


def test_without_a_day_and_an_imprint_nothing_is_looked_for() -> None:
    assert by(found([PAST], "Выборы 1 марта 2021", imprints=())) == ([], "unknown")
    assert by(found([PAST], "Выборы 1 марта 2021", MARCH, imprints=())) == (["past"], "text")


# ------------------------------------------------------------------------------------------------------------ places


def town(name: str, day: date, start: date | None = None, form: str = "бишкек") -> Election:
    return election(name, day, start, "city", nationwide=False, places=(Place({}, (form,)),))


COUNCIL = "Бишкек шаардык кеңешине талапкер"


@pytest.mark.parametrize(("days", "meant"), [(-181, []), (-180, ["a"]), (180, ["a"]), (181, [])])
def test_a_place_means_an_election_within_half_a_year(days: int, meant: list[str]) -> None:
    assert ids(found([town("a", MARCH)], COUNCIL, MARCH + timedelta(days))) == meant


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_elections_equally_near_the_one_to_come_is_meant(order: int) -> None:
    calendar = [town("past", MARCH, MARCH), town("next", MARCH + timedelta(80), MARCH + timedelta(79))][::order]
    assert by(found(calendar, COUNCIL, MARCH + timedelta(40))) == (["next"], "place")
    assert by(found(calendar, COUNCIL, MARCH + timedelta(39))) == (["past"], "place")


def test_a_campaign_that_is_on_goes_before_a_nearer_election() -> None:
    calendar = [town("past", MARCH, MARCH), town("on", MARCH + timedelta(30), MARCH)]
    assert ids(found(calendar, COUNCIL, MARCH + timedelta(1))) == ["on"]
    assert ids(found(calendar, COUNCIL, MARCH)) == ["past"]  # both are on, and it is today


def test_all_elections_of_that_place_and_day_are_meant() -> None:
    calendar = [town("a", MARCH), town("b", MARCH), town("later", MARCH + timedelta(7))]
    assert ids(found(calendar, COUNCIL, MARCH - timedelta(50))) == ["a", "b"]


def test_the_words_that_named_the_place_are_told() -> None:
    resolution = found([town("a", MARCH)], "Биздин " + COUNCIL, MARCH - timedelta(50))
    assert (resolution.start, resolution.end) == (7, 13)


def test_a_place_is_a_word_of_its_own() -> None:
    assert ids(found([town("a", MARCH, form="ош")], "Талаш шаардык кеңешине талапкер", MARCH - timedelta(99))) == []
    assert ids(found([town("a", MARCH, form="ош")], "Ош шаардык кеңешине талапкер", MARCH - timedelta(99))) == ["a"]


@pytest.mark.parametrize(("gap", "meant"), [(15, []), (32, []), (33, ["past"])])
def test_the_vote_for_another_level_on_that_day_is_none_that_the_calendar_has(gap: int, meant: list[str]) -> None:
    """A level right beside the word of voting is what is voted for; one further off is spoken of."""
    text = "1 марта шайлоо".ljust(8 + gap) + "шаардык кеңешке"
    assert text.index("шаардык") - text.index("шайлоо") == gap
    assert ids(found([PAST], text, MARCH - timedelta(3))) == meant


REPEAT = [town("a", MARCH)._replace(kind="repeat")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1 марта шайлоо. Бишкек шаардык кеңешине талапкер", ["a"]),
        ("1 марта шайлоо. Токмок шаардык кеңешине талапкер", []),
        ("1 марта шайлоо. биздин шаардык кеңешине талапкер", ["a"]),
        ("1 марта шайлоо ".ljust(64, "ж") + " Токмок шаардык кеңешине", []),
        ("1 марта шайлоо ".ljust(65, "ж") + " Токмок шаардык кеңешине", ["a"]),
        ("Токмок шаардык кеңешине ".ljust(70, "ж") + " шайлоо 1 марта " + "ж" * 80 + " шайлоо", []),
        ("Токмок шаардык кеңешине ".ljust(71, "ж") + " шайлоо 1 марта", ["a"]),
    ],
)
def test_a_repeat_vote_is_not_that_of_another_town(text: str, meant: list[str]) -> None:
    """A name right before the council that is voted for: a capital, no town of its own, near the word of voting."""
    assert ids(found(REPEAT, text, MARCH - timedelta(3))) == meant


def test_a_repeat_vote_is_not_that_of_a_town_named_elsewhere_beside_the_council() -> None:
    """Where the calendar knows that town for one of another election."""
    calendar = [*REPEAT, town("b", MARCH + timedelta(300), form="ош")]
    for name, meant in (("Ош", []), ("Талаш", ["a"]), ("Нарын", ["a"])):
        text = f"1 марта шайлоо. Шаардык кеңешке талапкер, {name}"
        assert ids(found(calendar, text, MARCH - timedelta(3))) == meant, name


def test_who_names_a_level_means_those_that_it_takes_in() -> None:
    """Local councils are those of cities and of villages, and no parliament."""
    calendar = [election("city", MARCH, level="city", nationwide=False), election("seat", MARCH, nationwide=False)]
    assert ids(found(calendar, "Жергиликтүү кеңешке шайлоо 1-мартта", MARCH - timedelta(9))) == ["city"]
    assert ids(found(calendar, "Шайлоо 1-мартта", MARCH - timedelta(9))) == ["city", "seat"]


def test_of_those_that_are_left_the_nationwide_one_is_meant() -> None:
    vote = election("vote", MARCH, level="referendum")
    calendar = [election("seat", MARCH, nationwide=False), election("all", MARCH), vote]
    assert ids(found(calendar, "Шайлоо 1-мартта", MARCH - timedelta(9))) == ["all"]
    assert ids(found(calendar, "Референдум 1-мартта", MARCH - timedelta(9))) == ["vote"]


# -------------------------------------------------------------------------------------------------- the caller's day


@pytest.mark.parametrize("days", [-20, -1, 1, 20])
def test_a_day_beside_a_polling_day_is_a_slip(days: int) -> None:
    with pytest.raises(UsageError, match="is no polling day of the calendar; the nearest is 2021-03-01"):
        found([PAST], option_date=MARCH + timedelta(days))


@pytest.mark.parametrize("days", [-21, 21])
def test_a_day_further_away_is_taken_at_its_word(days: int) -> None:
    (made,) = found([PAST], option_date=MARCH + timedelta(days)).elections
    assert (made.date, made.start_status, made.end_status, made.status) == (
        MARCH + timedelta(days), "unknown", "unknown", "",
    )  # fmt: skip
    assert (made.nationwide, made.took_place, made.places) == (False, True, ())


@pytest.mark.parametrize(
    ("day", "taken"),
    [(date(1899, 12, 31), False), (date(1900, 1, 1), True), (date(2999, 12, 31), True), (date(3000, 1, 1), False)],
)
def test_a_year_that_can_be_meant(day: date, taken: bool) -> None:
    if taken:
        assert ids(found([PAST], option_date=day)) == [f"date:{day.isoformat()}"]
    else:
        with pytest.raises(UsageError, match="its year is not between 1900 and 2999"):
            found([PAST], option_date=day)


def test_an_option_of_several_on_one_day_is_narrowed_by_the_words() -> None:
    calendar = [town("a", MARCH), town("b", MARCH, form="ош ш")]
    assert by(found(calendar, COUNCIL, option_date=MARCH)) == (["a"], "option")
    assert by(found(calendar, COUNCIL, metadata="2021-03-01")) == (["a"], "metadata")
    assert ids(found(calendar, "", option_date=MARCH)) == ["a", "b"]
    assert by(found(calendar, COUNCIL, option_id="b")) == (["b"], "option")
    assert by(found(calendar, COUNCIL, option_id="date:2021-03-01")) == (["a", "b"], "option")


def test_a_misspelt_election_is_told_with_those_near_to_it() -> None:
    with pytest.raises(UsageError, match="no election 'pasd' in the calendar; did you mean past"):
        found([PAST], option_id="pasd")
    with pytest.raises(UsageError, match=r"no election '1' in the calendar$"):
        found([PAST], option_id="1")


def test_all_names_that_are_near_are_told_the_nearest_first() -> None:
    calendar = [election(name, MARCH) for name in ("kg-2021-march", "kg-2021-may", "kg-2022-march", "other")]
    with pytest.raises(UsageError, match="did you mean kg-2021-march, kg-2022-march, kg-2021-may"):
        found(calendar, option_id="kg-2021-marsh")


def test_a_day_that_is_named_twice_is_told_at_its_first_place() -> None:
    text = "Выборы 1 марта. Приходите на выборы 1 марта"
    resolution = found([PAST], text, MARCH - timedelta(9))
    assert (resolution.start, text[resolution.start : resolution.end]) == (7, "1 марта")


@pytest.mark.parametrize(("days", "meant"), [(0, ["past"]), (1, [])])
def test_a_whole_day_without_a_word_of_voting_is_a_polling_day_up_to_that_day(days: int, meant: list[str]) -> None:
    far = election("past", MARCH, MARCH + timedelta(1))  # no window holds the day
    assert ids(found([far], "Келиңиз 01.03.2021 биз менен", MARCH + timedelta(days))) == meant


@pytest.mark.parametrize(("gap", "meant"), [(100, []), (200, ["now"])])
def test_a_later_year_near_a_word_of_voting_means_a_later_election(gap: int, meant: list[str]) -> None:
    """Beside the window as well: twice its reach on either side."""
    now = election("now", MARCH, MARCH - timedelta(20))
    for text in ("Шайлоо " + "ж" * gap + " 2025", "2025 " + "ж" * gap + " шайлоо"):
        assert ids(found([now], text, MARCH - timedelta(3))) == meant


def test_the_words_of_a_rulebook_are_made_once() -> None:
    book = load("kg")
    assert words_of(book) is words_of(book)
    assert words_of(book).akin == {"local": {"city", "ayil"}, "city": {"local"}, "ayil": {"local"}}
