"""Payments by themselves: who paid, as what, from whose fund; what denies one; who may have paid."""

from __future__ import annotations

import pytest

from compliance.extraction.payers import payer_perhaps
from compliance.extraction.payment import denied, fund_owner, read_payment
from compliance.model.imprint import Imprint, Leaf

from .places import MakeWindow


def cut(text: str, place: tuple[int, int] | None) -> str | None:
    return None if place is None else text[slice(*place)]


PAID = [
    ("Асанова Г.Т. тарабынан төлөндү", ("Асанова Г.Т.", None, "", None, "", None)),
    ("каржы өкүлү Асанова Г.Т. тарабынан шайлоо фондунан төлөндү",
     ("Асанова Г.Т.", "каржы өкүлү", "finance_representative", "шайлоо фондунан", "election_fund", None)),
    ("«Төр» партиясынын шайлоо фондунан каржы өкүлү Асанова Г.Т. тарабынан төлөндү",
     ("Асанова Г.Т.", "каржы өкүлү", "finance_representative", "«Төр» партиясынын шайлоо фондунан", "election_fund",
      "«Төр» партиясынын")),
    ("из избирательного фонда партии «Төр»",
     (None, None, "", "избирательного фонда партии «Төр»", "election_fund", "партии «Төр»")),
    ("из избирательного фонда", (None, None, "", "избирательного фонда", "election_fund", None)),
    ("из избирательного фонда партии «Төр», № 5",
     (None, None, "", "избирательного фонда партии «Төр»", "election_fund", "партии «Төр»")),
    ("из избирательного фонда (партии «Төр»)", (None, None, "", "избирательного фонда", "election_fund", None)),
    ("из средств избирательного фонда кандидата Осмонова Т.",
     (None, None, "", "средств избирательного фонда кандидата Осмонова Т.", "election_fund", "кандидата Осмонова Т.")),
    ("из собственных средств и избирательного фонда",
     (None, None, "", "избирательного фонда", "election_fund", None)),
    ("кандидатом Осмоновым Т. из избирательного фонда",
     ("Осмоновым Т.", "кандидатом", "candidate", "избирательного фонда", "election_fund", None)),
    ("за счёт средств избирательного фонда", (None, None, "", "средств избирательного фонда", "election_fund", None)),
    ("за счёт избирательного фонда", (None, None, "", "избирательного фонда", "election_fund", None)),
    ("лавка у дома", (None, None, "", None, "", None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "read"), PAID)
def test_a_payment(text: str, read: tuple[str | None, ...], window: MakeWindow) -> None:
    found = read_payment(window(text), 0, len(text), labelled=False)
    assert (
        cut(text, found.name), cut(text, found.role), found.role_code, cut(text, found.fund), found.fund_code,
        cut(text, found.owner),
    ) == read  # fmt: skip


def test_a_name_needs_a_label_or_a_verb(window: MakeWindow) -> None:
    text = "Асанова Г.Т., из избирательного фонда"
    assert read_payment(window(text), 0, len(text), labelled=False).name is None
    assert cut(text, read_payment(window(text), 0, len(text), labelled=True).name) == "Асанова Г.Т."
    text = "Асанова Г.Т. шайлоо фондунан төлөдү"
    assert cut(text, read_payment(window(text), 0, len(text), labelled=False).name) == "Асанова Г.Т."


def test_a_name_before_the_fund_is_its_owner_where_the_label_asks_for_the_fund(window: MakeWindow) -> None:
    text = "Асанова Гүлзат шайлоо фонду"
    assert read_payment(window(text), 0, len(text), labelled=True).owner is None
    assert cut(text, read_payment(window(text), 0, len(text), labelled=True, source=True).owner) == "Асанова Гүлзат"


def test_the_owner_of_a_fund_stands_behind_who_paid(window: MakeWindow) -> None:
    """A capacity with its name is skipped, and nothing that is none."""
    for text, owner in (
        ("каржы өкүлү Асанова Нур | «Төр» партиясынын шайлоо фондунан", "«Төр» партиясынын"),
        ("каржы өкүлү «Төр» партиясынын шайлоо фондунан", "каржы өкүлү «Төр» партиясынын"),
        ("«Төр» партиясынын шайлоо фондунан", "«Төр» партиясынын"),
    ):
        assert cut(text, read_payment(window(text), 0, len(text), labelled=True).owner) == owner


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("не оплачено из избирательного фонда", True), ("оплачено из избирательного фонда", False),
        ("неоплачено из избирательного фонда", True), ("шайлоо фондунан төлөнгөн эмес", True),
        ("шайлоо фондунан төлөнгөн", False), ("оплачено не из бюджета, а из избирательного фонда", False),
        ("к оплате из избирательного фонда", True), ("Деньги из избирательного фонда не переводились", True),
        ("оплачено из избирательного фонда, а не из бюджета", False),
        ("оплачено из избирательного фонда. Лавка не открывалась", False),
    ],
)  # fmt: skip
def test_a_payment_that_is_denied(text: str, is_denied: bool, window: MakeWindow) -> None:
    found = window(text)
    assert denied(found, 0, len(text.partition(".")[0])) == is_denied


@pytest.mark.parametrize(("gap", "is_denied"), [(2, True), (3, True), (4, False)])
def test_a_word_of_denial_right_before_a_payment(gap: int, is_denied: bool, window: MakeWindow) -> None:
    text = "к оплате" + "," * (gap - 1) + " " + "из избирательного фонда"
    start = text.index("из")
    assert start - len("к оплате") == gap
    assert denied(window(text), start, len(text)) == is_denied


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Оплачено из избирательного фонда партии «Төр»", "партии «Төр»"), ("Оплачено из избирательного фонда", None),
        ("«Төр» партиясынын шайлоо фондунан", "«Төр» партиясынын"),
        ("Лавка «Мир». Оплачено из избирательного фонда. Партия «Төр»", None),
        ("«Төр» партиясынын\nшайлоо фондунан", None),
    ],
)  # fmt: skip
def test_whose_fund_it_is(text: str, owner: str | None, window: MakeWindow) -> None:
    """As the sentence says beside it, and no other."""
    found = window(text)
    assert cut(text, fund_owner(found, found.every("fund")[0])) == owner


CUSTOMER = "партия «Төр»"


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Заказчик: партия «Төр». Материал оплачен Асановой Гүлзат.", "Асановой Гүлзат"),
        ("Заказчик: партия «Төр». Уполномоченный представитель: Асанова Гүлзат.", "Асанова Гүлзат"),
        ("Заказчик: партия «Төр». Директор: Асанова Гүлзат.", None),
        ("Материал оплачен Асановой Гүлзат. Заказчик: партия «Төр».", None),
        ("Заказчик: партия «Төр». Не оплачен Асановой Гүлзат.", None),
        ("Заказчик: партия «Төр». Оплачено.", None),
        ("Заказчик: партия «Төр». Оплачено лично.", "лично"),
        ("Заказчик: партия «Төр». Лавка Асановой Гүлзат.", None),
        ("Заказчик: партия «Төр» оплачено.", None),
        ("Заказчик: партия «Төр». Оплачено. Материал оплачен Асановой Гүлзат.", "Асановой Гүлзат"),
    ],
)  # fmt: skip
def test_who_may_have_paid(text: str, raw: str | None, window: MakeWindow) -> None:
    """Somebody whom no value has, beside a payment that is not denied, or in an office of the fund."""
    start = text.index(CUSTOMER)
    leaf = Leaf(CUSTOMER, CUSTOMER, start, start + len(CUSTOMER))
    imprint = Imprint({"customer.name": leaf}, (), start, leaf.place[1], ((start, leaf.place[1]),))
    found = payer_perhaps(window(text), imprint)
    assert (found and (found.value, found.confidence, found.raw)) == (raw and (None, "low", raw))
    assert raw is None or (found is not None and text[slice(*found.place)] == raw)
