"""A second ad beside an imprint, addresses without a house, blots, comments of LaTeX: never green; and lawful twins."""

from __future__ import annotations

import pytest

from compliance import Checker

KY = (
    "Талапкер Айбек Мураталиев: таза суу — ар бир үйгө!\n"
    "Аткаруучу: «Ак Кайың» ЖЧК, {address}. Буюртмачы: Мураталиев А. "
    "Мураталиев А. тарабынан {fund} төлөндү. Чыккан күнү: 18.11.2025. Нускасы: {run}.\n{after}"
)
RU = (
    "Кандидат Айбек Мураталиев: чистая вода — в каждый дом!\n"
    "Исполнитель: ОсОО «Ак Кайын», {address}. Заказчик: Мураталиев А. "
    "Оплачено Мураталиевым А. из избирательного фонда{fund}. Дата выхода: 18.11.2025. Тираж: {run} экз.\n{after}"
)
PARTY_KY = (
    "«Ак Булак» партиясы — 30-ноябрь!\nАткаруучу: «Ак Кайың» ЖЧК, Ош шаары, Навои көчөсү, 4. "
    "Буюртмачы: «Ак Булак» саясий партиясы. Каржы боюнча өкүл Садырова Н. тарабынан «Ак Булак» партиясынын шайлоо "
    "фондунан төлөндү. Чыккан күнү: 18.11.2025. Нускасы: 4000.\n{after}"
)
PARTY_RU = (
    "Партия «Ак Булак» — 30 ноября!\nИсполнитель: ОсОО «Ак Кайын», г. Ош, ул. Навои, 4. "
    "Заказчик: политическая партия «Ак Булак». Оплачено уполномоченным по финансам Садыровой Н. из избирательного "
    "фонда партии «Ак Булак». Дата выхода: 18.11.2025. Тираж: 4000 экз.\n{after}"
)
HOME_KY, HOME_RU = "Нарын шаары, Сагымбай көчөсү, 18", "г. Нарын, ул. Сагымбая, 18"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker("kg", election_date="2025-11-30")


def ky(address: str = HOME_KY, fund: str = "шайлоо фондунан", run: str = "700", after: str = "") -> str:
    return KY.format(address=address, fund=fund, run=run, after=after)


def ru(address: str = HOME_RU, fund: str = "", run: str = "700", after: str = "") -> str:
    return RU.format(address=address, fund=fund, run=run, after=after)


LAWFUL = {
    "ky": ky(),
    "ru": ru(),
    "per cent, Russian": "Рост пенсий на 20 % за год. " + ru(),
    "per cent, Kyrgyz": "Пенсия 20 % өстү. " + ky(),
    "a house without a word": ru("г. Нарын, ул. Сагымбая, д. 18"),
    "a house without a number, Kyrgyz": ky("Нарын облусу, Баетов айылы, Сагымбай көчөсү, номерсиз"),
    "a house without a number, Russian": ru("Нарынская область, с. Баетово, ул. Сагымбая, б/н"),
    "its own party called for, Kyrgyz": PARTY_KY.format(after="«Ак Булак» партиясына добуш бериңиз!"),
    "its own party called for, Russian": PARTY_RU.format(after="Голосуйте за партию «Ак Булак»!"),
}
OPEN = {
    "a box at the post office, Kyrgyz": ky("Нарын шаары, почта кутусу 52"),
    "a box at the post office, Russian": ru("722900, г. Нарын, а/я 52"),
    "a street without a house, Kyrgyz": ky("Нарын шаары, Сагымбай көчөсү"),
    "a street without a house, Russian": ru("г. Нарын, ул. Сагымбая"),
    "a former address, Kyrgyz": ky("мурдагы дареги — Нарын шаары, Сагымбай көчөсү, 18"),
    "a former address, Russian": ru("старый адрес: г. Нарын, ул. Сагымбая, 18"),
    "a blotted run, Kyrgyz": ky(run="7▓0"),
    "a blotted run, Russian": ru(run="1█00"),
    "another party called for, Kyrgyz": PARTY_KY.format(after="— — —\n«Жаз Нуру» партиясына добуш бериңиз!"),
    "another party called for, Russian": PARTY_RU.format(after="— — —\nГолосуйте за партию «Весна»!"),
    "money of foreigners, Russian": ru(fund=" на деньги, присланные гражданами Казахстана"),
    "brought from abroad, Kyrgyz": "Баракчалар Кашкар шаарынан алынып келген. " + ky(),
    "brought from abroad, Russian": "Листовки привезены из Кашгара. " + ru(),
}


@pytest.mark.parametrize("name", LAWFUL)
def test_the_whole_ad_is_green(checker: Checker, name: str) -> None:
    assert checker.check(LAWFUL[name]).verdict == "compliant"


@pytest.mark.parametrize("name", OPEN)
def test_what_leaves_it_open_is_never_green(checker: Checker, name: str) -> None:
    assert checker.check(OPEN[name]).verdict in ("unclear", "non_compliant")


@pytest.mark.parametrize("text", [ky(), ru()], ids=["ky", "ru"])
def test_an_imprint_in_comments_of_latex_is_none(checker: Checker, text: str) -> None:
    first, *imprint = text.strip().split("\n")
    lines = "\n".join(f"% {line}" for line in imprint)
    page = f"\\documentclass{{article}}\n\\begin{{document}}\n{first}\n{lines}\n\\end{{document}}\n"
    result = checker.check(page)
    assert result.verdict == "non_compliant"
    assert "kg/imprint/visible" in {finding.rule for finding in result.findings}


@pytest.mark.parametrize(
    "customer",
    ["жакшы адамдар", "шайлоочулар тобу", "null", "undefined"],
)
def test_a_customer_who_is_nobody_is_missing_in_kyrgyz(checker: Checker, customer: str) -> None:
    text = ky().replace("Буюртмачы: Мураталиев А.", f"Буюртмачы: {customer}.")
    assert checker.check(text).verdict == "non_compliant"


@pytest.mark.parametrize("customer", ["добрые люди", "группа граждан", "null", "undefined"])
def test_a_customer_who_is_nobody_is_missing_in_russian(checker: Checker, customer: str) -> None:
    text = ru().replace("Заказчик: Мураталиев А.", f"Заказчик: {customer}.")
    assert checker.check(text).verdict == "non_compliant"
