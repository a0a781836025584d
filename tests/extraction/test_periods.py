"""Days of an imprint that are two, and the hour that stands beside one."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.model.imprint import Imprint

from .places import One

HEAD = (
    "Исполнитель: ОсОО «Лист», г. Ош, ул. Моминова, 3. Заказчик: партия «Новый след». Оплачено Асановой Г.Т. из "
    "избирательного фонда. Тираж: 300."
)


def read(written: str, one: One) -> Imprint:
    return one(f"{HEAD} Дата выхода: {written}.")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("15–16.11.2025", 15, 16), ("15-16.11.2025", 15, 16), ("15 - 16.11.2025", 15, 16), ("05.11–14.11.2025", 5, 14),
        ("05.11.–14.11.2025", 5, 14), ("с 12.11.2025 по 18.11.2025", 12, 18), ("12.11.2025 – 18.11.2025", 12, 18),
        ("12.11.2025 до 18.11.2025", 12, 18), ("12.11.2025 — 18.11.2025", 12, 18),
    ],
)  # fmt: skip
def test_the_days_of_a_period(written: str, first: int, last: int, one: One) -> None:
    """Both are judged; the second is told from a day that is merely stated as well."""
    leaves = read(written, one).leaves
    assert leaves["publication_date"].value == date(2025, 11, first)
    assert leaves["publication_date[1]"].value == date(2025, 11, last)
    assert leaves["publication_date[1]"].notes == ("period_end",)


@pytest.mark.parametrize(
    "written", ["16–15.11.2025", "15–15.11.2025", "31.11–05.12.2025", "№15–16.11.2025", "1,5–16.11.2025"]
)
def test_what_begins_no_period(written: str, one: One) -> None:
    """Days that do not follow each other, days that are none, numbers of other things."""
    leaves = read(written, one).leaves
    assert not any("period_end" in leaf.notes for leaf in leaves.values())


def test_a_list_of_days_is_no_period(one: One) -> None:
    leaves = read("12.11.2025, 18.11.2025", one).leaves
    assert [leaves[path].value for path in ("publication_date", "publication_date[1]")] == [
        date(2025, 11, 12), date(2025, 11, 18),
    ]  # fmt: skip
    assert "period_end" not in leaves["publication_date[1]"].notes


@pytest.mark.parametrize(
    ("written", "hour", "raw"),
    [
        ("29.11.2025, 07:30", "07:30", "07:30"), ("29.11.2025 в 7.00", "07:00", "7.00"),
        ("29.11.2025 7:05", "07:05", "7:05"),
        ("29.11.2025, 23:59", "23:59", "23:59"), ("29.11.2025, 0:05", "00:05", "0:05"),
        ("29.11.2025 (в 07:30)", "07:30", "07:30"),
        ("29.11.2025, часы идут 07:30", "07:30", "07:30"), ("в 07:30 29.11.2025", "07:30", "07:30"),
        ("29.11.2025 в 19.30", "19:30", "19.30"),
    ],
)  # fmt: skip
def test_the_hour_beside_a_day(written: str, hour: str, raw: str, one: One) -> None:
    leaf = read(written, one).leaves["publication_date.time"]
    assert (leaf.value, leaf.raw) == (hour, raw)


@pytest.mark.parametrize(
    "written",
    [
        "29.11.2025, 24:10", "29.11.2025, 07:60", "29.11.2025 в 7.15", "29.11.2025; 07:30", "29.11.2025 | 07:30",
        "29.11.2025, время по часам, 07:30", "29.11.2025, 07:30:15", "29.11.2025, 1:07:30", "29.11.2025",
    ],
)  # fmt: skip
def test_what_is_no_hour_of_the_day(written: str, one: One) -> None:
    """An hour that no clock has, a number with a stop, one too far off or behind a border."""
    assert "publication_date.time" not in read(written, one).leaves
