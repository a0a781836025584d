"""Numbers and dates with something odd in them: what is mended is noted, and what cannot be meant is not made up."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.extraction.pieces.addresses import is_address
from compliance.extraction.pieces.dates import Stated, read_date, read_dates
from compliance.extraction.pieces.numbers import Number, placeholder, read_number

from .places import MakeWindow


@pytest.mark.parametrize(
    ("text", "value", "notes"),
    [
        # decimals
        ("2,5 тыс. экз.", 2500, ()), ("2.5 тыс. экз.", 2500, ()), ("0,25 миң", 250, ()), ("1,2345 тыс.", None, ()),
        ("1,234567 млн", 1234567, ()), ("2,5 экз.", None, ("fraction",)), ("2.5", None, ("fraction",)),
        # thousands
        ("5 000", 5000, ()), ("5.000", 5000, ()), ("5,000", 5000, ()), ("5’000", 5000, ()), ("1 000 000", 1000000, ()),
        # leading zeros
        ("0", 0, ()), ("05", None, ("not_a_number",)), ("000", 0, ()), ("007", None, ("not_a_number",)), ("10", 10, ()),
        # digits taken for letters
        ("5OO", 500, ("ocr",)), ("l0", 10, ("ocr",)), ("I0", 10, ("ocr",)), ("1О", 10, ("ocr",)), ("1З", 13, ("ocr",)),
        ("1з", 13, ("ocr",)), ("1б", 16, ("ocr",)), ("1S", 15, ("ocr",)), ("1В", 18, ("ocr",)), ("1B", 18, ("ocr",)),
        ("1о", 10, ("ocr",)), ("1o", 10, ("ocr",)), ("1O", 10, ("ocr",)),
        # how long a number may be
        ("123456789012", 123456789012, ()), ("1234567890123", None, ("not_a_number",)),
        # signs
        ("-5", -5, ()), ("−5", -5, ()), ("500-700", 500, ("range",)), ("500/700", 500, ("range",)), ("500+", 500, ()),
        ("жүз", 100, ("in_words",)), ("____", None, ("placeholder",)),
    ],
)  # fmt: skip
def test_a_print_run(text: str, value: int | None, notes: tuple[str, ...], window: MakeWindow) -> None:
    number = read_number(window(text), 0, len(text))
    assert number is not None
    assert (number.value, number.notes) == (value, notes)


def test_a_number_whose_first_digit_was_misread_is_never_sure(window: MakeWindow) -> None:
    number = read_number(window("S 000"), 0, 5)
    assert number is None or number.value is None or "ocr" in number.notes


@pytest.mark.parametrize("text", ["№ 5", "№5", "N 5", "#5", "5-й", "", "экз."])
def test_what_is_no_print_run(text: str, window: MakeWindow) -> None:
    """The number of an order, a place in a row."""
    assert read_number(window(text), 0, len(text)) is None


def test_behind_a_reference_another_number_is_read(window: MakeWindow) -> None:
    text = "заказ № 17, 300 экз."
    assert read_number(window(text), 0, len(text)) == Number(300, text.index("300"), text.index("300") + 3)


@pytest.mark.parametrize(
    ("text", "found"),
    [("____", (0, 4)), (" [имя]", (1, 6)), ("x ____", None), ("???", (0, 2)), ("a ??", None), ("5", None), ("", None)],
)
def test_a_blank_that_nobody_filled(text: str, found: tuple[int, int] | None, window: MakeWindow) -> None:
    assert placeholder(window(text), 0, len(text)) == found


def read(text: str, window: MakeWindow) -> Stated | None:
    return read_date(window(text), 0, len(text))


@pytest.mark.parametrize(
    ("text", "value", "notes"),
    [
        # leap days
        ("29.02.2024", date(2024, 2, 29), ()), ("29.02.2023", None, ("impossible_date",)),
        ("29 февраля 2024", date(2024, 2, 29), ()), ("29 февраля 2023", None, ("impossible_date",)),
        ("29.02.", None, ("no_year",)), ("29.02.2000", date(2000, 2, 29), ()),
        ("31.04.2021", None, ("impossible_date",)),
        ("30 февраля", None, ("no_year",)),
        # misread digits
        ("O6.07.2021", date(2021, 7, 6), ("ocr",)), ("l1.07.2021", date(2021, 7, 11), ("ocr",)),
        ("О6.О7.2О21", date(2021, 7, 6), ("ocr",)), ("1l-марты 2021", date(2021, 3, 11), ("ocr",)),
        ("32.O7.2021", None, ("ocr", "impossible_date")), ("3l февраля 2021", None, ("ocr", "impossible_date")),
        ("Оl.Оl.21", None, ()),
        ("Оl.О1.21", None, ()), ("О1.О1.21", date(2021, 1, 1), ("ocr",)), ("ОО.О1.21", None, ()),
        # two digits of a year
        ("06.07.21", date(2021, 7, 6), ()), ("06/07/21", date(2021, 7, 6), ()), ("06,07,2021", date(2021, 7, 6), ()),
        ("06,07,21", None, ()), ("06 07 2021", date(2021, 7, 6), ()), ("06 07 21", None, ()),
        # other ways
        ("2021-07-06", date(2021, 7, 6), ()), ("2021.7.6", date(2021, 7, 6), ()), ("06.VII.2021", date(2021, 7, 6), ()),
        ("06.VII.21", date(2021, 7, 6), ()), ("06.IIV.2021", None, ("impossible_date",)),
        ("06.ХІІ.2021", date(2021, 12, 6), ()), ("2021-жылдын 6-июлу", date(2021, 7, 6), ()),
        ("06-07.2021", None, ()), ("1906.07.2021", None, ()),
    ],
)  # fmt: skip
def test_a_date(text: str, value: date | None, notes: tuple[str, ...], window: MakeWindow) -> None:
    found = read(text, window)
    if value is None and not notes:
        assert found is None or found.value is None
        return
    assert found is not None
    assert (found.value, found.notes) == (value, notes)


def test_an_impossible_date_that_comes_first_is_the_one_that_is_stated(window: MakeWindow) -> None:
    """A good date behind it belongs to something else, and mends nothing."""
    found = read("31.06.2021, договор от 01.07.2021", window)
    assert found is not None
    assert (found.value, found.notes, found.start) == (None, ("impossible_date",), 0)


def test_a_day_without_a_year_waits_for_a_better_one(window: MakeWindow) -> None:
    found = read("6 июля, договор от 01.07.2021", window)
    assert found is not None
    assert found.value == date(2021, 7, 1)
    alone = read("6 июля, вторник", window)
    assert alone is not None
    assert (alone.value, alone.notes, alone.day, alone.month) == (None, ("no_year",), 6, 7)


def test_dates_stand_in_order_of_place_and_none_twice(window: MakeWindow) -> None:
    text = "7 июля 2021, 06.07.2021 и 2021-07-05"
    assert [stated.value for stated in read_dates(window(text), 0, len(text))] == [
        date(2021, 7, 7), date(2021, 7, 6), date(2021, 7, 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("720017", True), ("620017", True), ("72001", False), ("7200171", False), ("кв 720017", True),
        ("1720017", False), ("72 0017", False), ("«720017»", False), ("720017 «Лист»", True),
    ],
)  # fmt: skip
def test_six_digits_are_a_postcode(text: str, is_one: bool, window: MakeWindow) -> None:
    """And make an address of the part that they stand in, but for a name in quotation marks."""
    assert is_address(window(text), 0, len(text)) == is_one
