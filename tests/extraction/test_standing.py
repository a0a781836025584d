"""What an ad says elsewhere of the one who ordered it."""

from __future__ import annotations

import pytest

from .places import One

IMPRINT = (
    "Изготовитель: ОсОО «Лист», г. Ош, ул. Моминова, 3. Заказчик: {}. Оплачено из избирательного фонда."
    " Дата выхода: 06.07.2021. Тираж: 300."
)


@pytest.mark.parametrize(
    "text",
    [
        "Кандидат Осмонов Тимур: «Дороги и вода!»\n" + IMPRINT.format("Осмонов Тимур"),
        "Кандидат в депутаты Жогорку Кенеша Осмонов Тимур\n" + IMPRINT.format("Осмонов Тимур"),
        IMPRINT.format("Осмонов Тимур, кандидат"),
    ],
)
def test_a_customer_is_what_the_ad_calls_that_person(text: str, one: One) -> None:
    reading = one(text)
    assert reading.leaves["customer.kind"].value == "candidate"
    assert not reading.unweighed


def test_somebody_else_who_is_called_a_candidate_says_nothing_of_the_customer(one: One) -> None:
    reading = one("Кандидат Асылов Марат: «Дороги и вода!»\n" + IMPRINT.format("Осмонов Тимур"))
    assert "customer.kind" not in reading.leaves
