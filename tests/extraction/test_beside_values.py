"""What stands in or beside the values of an imprint and leaves open what they state: each with its place."""

from __future__ import annotations

import pytest

from .places import Extract

PARTS = {
    "head": "30 ноября 2025 года — выборы депутатов Жогорку Кенеша.",
    "executor": "Изготовитель: ОсОО «Кырман», г. Ош, ул. Навои, 12.",
    "customer": "Заказчик: политическая партия «Төр».",
    "payment": "Оплачено уполномоченным представителем по финансовым вопросам Бектуровой А.С. "
    "из избирательного фонда партии «Төр».",
    "date": "Дата выхода: 18.11.2025.",
    "run": "Тираж: 2 000 экз.",
    "after": "",
}


def asked(extract: Extract, **changed: str) -> list[str]:
    """Return the words that were left unweighed, in order of place."""
    text = " ".join(words for words in {**PARTS, **changed}.values() if words)
    (reading,) = extract(text).imprints
    return [text[one.start : one.end] for one in sorted(reading.unweighed)]


def test_a_lawful_imprint_leaves_nothing_open(extract: Extract) -> None:
    assert asked(extract) == []


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("Тираж: >2000 экз.", [">"]), ("Тираж: ~ 2000 экз.", ["~ "]), ("Тираж: 2000 сом.", ["сом"]),
        ("Тираж: 2000+ экз.", ["+"]),
        ("Тираж: 2000 экз. (не печатался).", ["не"]), ("Тираж: 2000 %.", ["%"]),
        ("Тираж: 2000 экз. показов.", ["показов"]), ("Тираж: 2000 (из 10000) экз.", [" (из 10000"]),
        ("Тираж: 2 000 (три тысячи) экз.", ["три тысячи"]), ("Тираж: не 3000 экз.", ["3000 экз"]),
        ("Тираж: около 3000 экз.", ["около"]),
    ],
)  # fmt: skip
def test_a_run_that_is_bound_counted_otherwise_or_denied(run: str, words: list[str], extract: Extract) -> None:
    found = asked(extract, run=run)
    assert [word for word in words if not any(word.strip() in one for one in found)] == []
    assert found != []


@pytest.mark.parametrize(
    ("part", "said", "word"),
    [
        ("date", "Дата выхода: 18.11.2025, 23:70.", "23:70"), ("date", "Дата выхода: 18.11.2025 (23:70).", "23:70"),
        ("date", "Дата выхода: 18.11.2025?", "?"),
        ("date", "Дата изготовления: 20.11.2025. Дата выхода: 18.11.2025.", "20.11.2025"),
        ("customer", "Заказчик: политическая партия «Төр» (Казахстан).", "Казахстан"),
        ("customer", "Заказчик: политическая партия «Төр»?", "?"),
        ("customer", "Заказчик: кандидат Тага…", "…"),
        ("executor", "Изготовитель: ОсОО «Кырман», г. Ош.", "г. Ош"),
        ("executor", "Изготовитель: ОсОО «Кырман», г. Ош, ул. Навои.", "ул. Навои"),  # and no house
        ("executor", "Изготовитель: ОсОО «Кырман», г. Бишкек, ул.", "ул."),
        ("executor", "Изготовитель: ОсОО «Кырман» и ЗАО «Темир», г. Ош, ул. Навои, 12.", "и ЗАО «Темир»"),
        ("payment", "Оплачено Бектуровой А.С. (ОсОО «Юг») из избирательного фонда партии «Төр».", "ОсОО «Юг»"),
        ("payment", PARTS["payment"][:-1] + " 2020 года.", "2020"),
        ("payment", PARTS["payment"][:-1] + "?", "Оплачено"),
        ("payment", PARTS["payment"][:-1] + " на 50%.", "%"),
        ("payment", PARTS["payment"][:-1] + " минуя кассу.", "минуя"),
        ("payment", "Оплачено из избирательного и из благотворительного фонда.", "благотворительного"),
        ("after", "Плательщик: ОсОО «Юг».", "ОсОО «Юг»"),
        ("customer", "Заказчик: партия «Төр». Заказчик: партия «Булак».", "партия «Булак»"),
        ("executor", PARTS["executor"] + " Изготовитель: ОсОО «Мост», г. Ош, ул. Мира, 3.", "ОсОО «Мост»"),
        ("after", "Спонсор издания — ОсОО «Юг».", "Спонсор"),
        ("after", "Распространяется 29.11.2025.", "29.11.2025"),
        ("after", "Второй завод 700 экз.", "700 экз"),
        ("after", "Дом открыт 19.11.2025.", "19.11.2025"), ("after", "Дом открыт 18.11.2025.", ""),
        ("after", "Голосование 29.11.2025.", ""), ("after", "Дом открыт 31.11.2025.", "31.11.2025"),
        ("after", "Договор подписан 19.11.2025.", ""),
        ("after", "Данные ниже неверны.", "Данные ниже неверны"),
        ("customer", "Заказчик: сын кандидата Тагаев Нур.", "сын"), ("run", "Тираж: 500дөй.", "дөй"),
        ("after", "Листовка из китайской типографии.", "из китайской типографии"),
        ("run", "Тираж: тысячи две.", "тысячи две"),
        ("after", "Тираж увеличен вдвое.", "увеличен"),
        ("run", "Тираж: 2 000 экз.\n(до)", "до"), ("date", "Дата выхода: 18.11.2025. Тираж .........", "........"),
        ("after", "\nЗаказчик:\n____________", "____"),
    ],
)  # fmt: skip
def test_words_beside_the_values(part: str, said: str, word: str, extract: Extract) -> None:
    """Each is told with its place; a day behind the word for a contract is that of the contract."""
    found = asked(extract, **{part: said})
    if not word:
        assert found == []
    else:
        assert any(word in one for one in found), found


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("run", "Тираж: 2 000 (две тысячи) экз."), ("run", "Тираж: 2 000 экз. 16 полос."),
        ("after", "Заказ № 15 от 12.11.2025."),
        ("after", "Распространяется бесплатно."), ("after", "Наш сайт: tor.example."),
        ("date", "Дата выхода: 18.11.2025, 10:00."),
        ("customer", "Заказчик: политическая партия «Төр» (партия)."), ("after", "Приходите 30.11.2025 на выборы."),
        ("run", "Тираж ........... 2 000 экз."), ("run", "Формат: А3, тираж: 2 000 экз."),
        ("after", "\n____________\nНаш дом — наш двор."), ("after", "\nБиблиотека работает до девяти вечера."),
        ("after", "Мы знаем, сколько деревьев вырубили за пять лет."),
        ("executor", "Изготовитель: ИП Кырманов Т. (типография «Гранки»), г. Ош, ул. Навои, 12."),
        ("payment", PARTS["payment"][:-1] + ", р/с 1280010023456789 в ОАО «Кен Банк»."),
        ("payment", PARTS["payment"][:-1] + ", счёт № 1280010023456789 ОАО «Кен Банк»."),
        ("payment", PARTS["payment"][:-1] + " по счёту № 88 от 10.11.2025."),
        ("customer", "Заказчик: кандидат Тагаева Айнура, родилась 12.03.1979."),
    ],
)  # fmt: skip
def test_ordinary_words_beside_the_values(part: str, said: str, extract: Extract) -> None:
    assert asked(extract, **{part: said}) == []


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("Эту листовку оплатил бизнесмен Туманов.", True), ("Баракча Алматыда басылды.", True),
        ("Мэрия не оплатила вывоз мусора.", False), ("Листовку заказал бизнесмен Туманов.", True),
        ("Листовки раздадим 29.11.2025.", True), ("Отпечатано в г. Алматы.", True),
        ("ОсОО «Юг» оплатил листовку.", True),
        ("ОсОО «Юг» не оплатил ремонт.", False), ("ОсОО «Юг» оплатил печать.", True), ("Раздача 29.11.2025.", True),
        ("Лавка открылась 05.11.2025.", False), ("Листовки раздадим 18.11.2025.", False),
        ("Листовку оплатила партия «Төр».", False),
        ("Мы построили дом на 300 квартир.", False),
    ],
)  # fmt: skip
def test_what_the_story_says_of_the_ad_itself(story: str, told: bool, extract: Extract) -> None:
    """Not what it tells of other things, nor what the imprint says as well."""
    assert (asked(extract, head=f"{PARTS['head']} {story}") != []) == told


def test_who_pays_as_a_body_is_told_apart(extract: Extract) -> None:
    text = " ".join({**PARTS, "after": "Доплата — из средств ОсОО «Юг»."}.values())
    (reading,) = extract(text).imprints
    assert any(one.pays for one in reading.unweighed)
    text = " ".join({**PARTS, "after": "Отпечатано в Китае."}.values())
    (reading,) = extract(text).imprints
    assert not any(one.pays for one in reading.unweighed)


JOINT = "Заказчик: кандидат Асанов Т.А. Буюртмачы: кандидат Осмонов Б.К."


@pytest.mark.parametrize(
    ("payment", "words"),
    [
        ("Оплачено из избирательных фондов кандидатов Асанова Т.А. и Осмонова Б.К.", []),
        ("Плательщик: кандидат Асанов Т.А. Плательщик: кандидат Осмонов Б.К. Источник: избирательный фонд.", []),
        ("Плательщик: кандидат Асанов Т.А. Источник: избирательный фонд.", ["кандидат Осмонов Б.К."]),
        (PARTS["payment"], ["кандидат Осмонов Б.К."]),
    ],
)
def test_two_customers_are_those_of_a_joint_ad_where_the_payment_names_both(
    payment: str, words: list[str], extract: Extract
) -> None:
    assert asked(extract, customer=JOINT, payment=payment) == words


@pytest.mark.parametrize(
    ("name", "words"), [("партия «Төр", ["партия «Төр"]), ("партия Төр»", []), ("партия «Төр»", [])]
)
def test_a_quotation_that_opens_at_the_end_of_a_line_goes_on_perhaps(
    name: str, words: list[str], extract: Extract
) -> None:
    assert asked(extract, customer=f"Заказчик: {name}\n") == words


@pytest.mark.parametrize(
    ("aside", "date", "words"), [("18.11.2025", "", []), ("2019", PARTS["date"], ["2019"]), ("в 2019", "", ["в 2019"])]
)
def test_a_year_in_brackets_behind_an_address(aside: str, date: str, words: list[str], extract: Extract) -> None:
    """That of the day on which the ad came out asks nothing, another may be that of a move."""
    assert asked(extract, executor=f"{PARTS['executor'][:-1]} ({aside}).", date=date) == words


@pytest.mark.parametrize(
    ("said", "words"), [("оплачивает", ["оплачивает"]), ("оплатила и оплачивает", []), ("оплатила", [])]
)
def test_what_is_done_again_and_again_was_not_done_yet(said: str, words: list[str], extract: Extract) -> None:
    assert asked(extract, payment=f"Бектурова А.С. {said} из избирательного фонда партии «Төр».") == words


@pytest.mark.parametrize(
    "said",
    ["Оплачено из республиканского бюджета.", "Источник финансирования: бюджет города.", "\nПлательщик: бюджет."],
)
def test_other_money_pays_whether_a_verb_says_so_or_a_label(said: str, extract: Extract) -> None:
    (reading,) = extract(" ".join({**PARTS, "after": said}.values())).imprints
    assert any(one.pays for one in reading.unweighed)


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("Печать не оплачена никем.", "Печать не оплачена никем"),
        ("Вся эта печать и весь тираж никем не оплачены.", "оплачены"),
    ],
)
def test_a_payment_that_is_denied_is_told_from_its_verb_or_the_few_words_before_it(
    said: str, denied: str, extract: Extract
) -> None:
    text = " ".join({**PARTS, "payment": said}.values())
    (reading,) = extract(text).imprints
    assert reading.denied
    assert text[slice(*reading.denied)] == denied


def test_a_house_of_no_known_kind_before_its_address_may_be_the_maker(extract: Extract) -> None:
    text = " ".join({**PARTS, "executor": "Адрес типографии «Кырман»: г. Ош, ул. Навои, 12."}.values())
    (reading,) = extract(text).imprints
    assert [(path, leaf.raw) for path, leaf in reading.perhaps] == [("executor.name", "«Кырман»")]
