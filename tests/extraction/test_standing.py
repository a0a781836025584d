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
        IMPRINT.format("Осмонов Тимур, шаардык кеңештин депутаттыгына талапкер"),
        IMPRINT.format("Осмонов Тимур – № 7 округ боюнча талапкер"),
    ],
)
def test_a_customer_is_what_the_ad_calls_that_person(text: str, one: One) -> None:
    reading = one(text)
    assert reading.leaves["customer.kind"].value == "candidate"
    assert not reading.unweighed


def test_somebody_else_who_is_called_a_candidate_says_nothing_of_the_customer(one: One) -> None:
    reading = one("Кандидат Асылов Марат: «Дороги и вода!»\n" + IMPRINT.format("Осмонов Тимур"))
    assert "customer.kind" not in reading.leaves


@pytest.mark.parametrize(
    "customer",
    [
        "Осмонов Тимур, талапкердин бир тууганы",
        "Осмонов Тимур, представитель кандидата",
        "Осмонов Тимур, друг кандидата Асылова",
    ],
)
def test_who_is_something_to_a_candidate_is_none(customer: str, one: One) -> None:
    kind = one(IMPRINT.format(customer)).leaves.get("customer.kind")
    assert kind is None or kind.value != "candidate"


PAID = (
    "Кандидат Осмонов Тимур: «Дороги и вода!»\nИзготовитель: ОсОО «Лист», г. Ош, ул. Моминова, 3. {}"
    " Дата выхода: 06.07.2021. Тираж: 300."
)


@pytest.mark.parametrize(
    "said",
    [
        "Заказчик: Осмонов Тимур. Оплачено из избирательного фонда Осмонова Т. им самим.",
        "Заказчик: кандидат Осмонов Тимур. Плательщик: он же. Источник: избирательный фонд.",
        "Осмонов Т. (заказчик и плательщик). Избирательный фонд кандидата.",
        "По заказу кандидата Осмонова Тимура, оплатившего тираж из своего избирательного фонда.",
        "Буюртмачы: талапкер Осмонов Тимур. Шайлоо фондунан өзү төлөдү.",
        "Заказчик: Осмонов Т. Т. Оплачено из избирательного фонда кандидата Осмоновым Т. Т.",
    ],
)
def test_a_candidate_pays_in_person(said: str, one: One) -> None:
    leaves = one(PAID.format(said)).leaves
    assert "payer.name" in leaves or leaves["payer.kind"].value == "candidate"


@pytest.mark.parametrize(
    "said",
    [
        "Заказчик: кандидат Осмонов Тимур. Оплатил сам директор ОсОО «Юг» из избирательного фонда.",
        "Заказчик: партия «Тоо». Оплатил сам, из избирательного фонда.",
        "Заказчик: кандидат Осмонов Тимур. Сам не оплачивал из избирательного фонда.",
    ],
)
def test_himself_is_nobody_where_another_may_have_paid(said: str, one: One) -> None:
    kind = one(PAID.format(said)).leaves.get("payer.kind")
    assert kind is None or kind.value != "candidate"


def test_who_pays_from_a_fund_of_nobody_else_is_a_candidate(one: One) -> None:
    paid = "Заказчик: Осмонов Тимур. Оплатил Осмонов Т. из избирательного фонда"
    text = PAID.replace("Кандидат Осмонов Тимур", "Слово соседям")
    assert one(text.format(paid + ".")).leaves["customer.kind"].value == "candidate"
    assert "customer.kind" not in one(text.format(paid + " партии «Тоо».")).leaves
