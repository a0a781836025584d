"""A slip in a label becomes the nearest form of the same word in the same language; other words stay what they are."""

from __future__ import annotations

import pytest

from compliance.authoring.fix import apply, form_fixes
from compliance.checker import Checker
from compliance.model.document import Document

CHECKER = Checker("kg")
RU = {
    "executor": "Изготовитель: ОсОО «Ак Барак», г. Бишкек, ул. Тоголок Молдо, 7.",
    "customer": "Заказчик: партия «Чынар».",
    "payer": "Оплачено из средств избирательного фонда партии «Чынар».",
    "date": "Дата выхода: 15.11.2025.",
    "run": "Тираж: 3 000 экз.",
}
KY = {
    "executor": "Аткаруучу: «Ак Барак» ЖЧК, Бишкек шаары, Тоголок Молдо көчөсү, 7.",
    "customer": "Буюртмачы: «Чынар» саясий партиясы.",
    "payer": "«Чынар» саясий партиясынын шайлоо фондунун каражатынан төлөндү.",
    "date": "Чыга турган күнү: 15.11.2025.",
    "run": "Нускасы: 3000.",
}

SLIPS_RU = [
    ("executor", "Изготовител", "Изготовитель"),
    ("executor", "Изготовитиль", "Изготовитель"),
    ("executor", "Изготвитель", "Изготовитель"),
    ("executor", "Изготовтель", "Изготовитель"),
    ("executor", "Исполнитлеь", "Исполнитель"),
    ("executor", "Испольнитель", "Исполнитель"),
    ("executor", "исполнетель", "исполнитель"),
    ("executor", "ИСПОЛНИТЕЛ", "ИСПОЛНИТЕЛЬ"),
    ("executor", "Типграфия", "Типография"),
    ("executor", "Типогрофия", "Типография"),
    ("executor", "Произвадитель", "Производитель"),
    ("executor", "Организация изготовитель", "Организация-изготовитель"),
    ("customer", "Заказчк", "Заказчик"),
    ("customer", "Закзчик", "Заказчик"),
    ("customer", "Заказщик", "Заказчик"),
    ("customer", "заказчиик", "заказчик"),
    ("customer", "аказчик", "заказчик"),
    ("customer", "Рекламадатель", "Рекламодатель"),
    ("date", "Датаизготовления", "Дата изготовления"),
    ("date", "Датавыхода", "Дата выхода"),
    ("date", "Дата изготовлення", "Дата изготовления"),
    ("date", "Дата публикаци", "Дата публикации"),
    ("date", "Дата выпусука", "Дата выпуска"),
    ("date", "Дата размищения", "Дата размещения"),
    ("date", "Дтаа выхода", "Дата выхода"),
    ("run", "Тирж", "Тираж"),
    ("run", "Тирраж", "Тираж"),
    ("run", "Количиство экземпляров", "Количество экземпляров"),
    ("run", "ТИРАШ", "ТИРАЖ"),
]
SLIPS_KY = [
    ("executor", "Аткаручу", "Аткаруучу"),
    ("executor", "Аткаруучи", "Аткаруучу"),
    ("executor", "Атакруучу", "Аткаруучу"),
    ("executor", "аткарууч", "аткаруучу"),
    ("executor", "Басмаканна", "Басмакана"),
    ("executor", "Өндүрүүчи", "Өндүрүүчү"),
    ("executor", "Даярдочу", "Даярдоочу"),
    ("customer", "Буйуртмачы", "Буюртмачы"),
    ("customer", "Буюртмачи", "Буюртмачы"),
    ("customer", "Бюртмачы", "Буюртмачы"),
    ("customer", "БУЮРМАЧЫ", "БУЮРТМАЧЫ"),
    ("customer", "Тапшырыкчыы", "Тапшырыкчы"),
    ("customer", "Буюртмаберүүчү", "Буюртма берүүчү"),
    ("date", "Чыга туган күнү", "Чыга турган күнү"),
    ("date", "Чыгатурган күнү", "Чыга турган күнү"),
    ("date", "Чыгарылгн күнү", "Чыгарылган күнү"),
    ("date", "Жарыяланганкүнү", "Жарыяланган күнү"),
    ("run", "Нусасы", "Нускасы"),
    ("run", "Нускаси", "Нускасы"),
    ("run", "Нусккасы", "Нускасы"),
    ("run", "Тиражи", "Тиражы"),
]
NO_SLIPS_RU = {
    "executor": "Изготовители Изготовителя Изготовительница Исполнители Исполнительница Типографии Производители "
    "Изготовила Изготовили Соисполнитель Наполнитель Заготовитель Топография Истопник",
    "customer": "Заказчики Заказчица Заказчицы Заказчика Заказали Рекламодатели Закройщик Клиенты",
    "date": "Даты_выхода Дату_выпуска Дата_входа Дата_вывода День_выхода Период_размещения Сроки_изготовления "
    "Период_публикации Дата_рождения Размещение Размещения Дата_выезда",
    "run": "Тиражи Тиража Количества_экземпляров Качество Типаж",
}
NO_SLIPS_KY = {
    "executor": "Аткаруучулар Аткаруучунун Аткаруучусу Басмаканалар Даярдаган Жашаган Айтуучу Өлтүрүүчү",
    "customer": "Буюртмачылар Буюртмачысы Буюртмачынын Буюртмачылары Заказчылар Кардарлар Буюртмалар",
    "date": "Басылган_күндөрү Туулган_күнү Төрөлгөн_күнү Чыгарылган_күндөр",
    "run": "Нускалары Нускалардын_саны Тираждар Тиражы Таралышы Дарагы",
}


def each(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(part, word.replace("_", " ")) for part, all_words in words.items() for word in all_words.split()]


def imprint(parts: dict[str, str], part: str, label: str) -> str:
    """Return a whole imprint with one of its labels spelt otherwise."""
    _, _, value = parts[part].partition(":")
    return " ".join({**parts, part: f"{label}:{value}"}.values())


def fixed(text: str) -> str:
    return apply(text, form_fixes(Document(text), CHECKER))


def notes(text: str) -> list[str]:
    return [found.rule for found in CHECKER.check(text).findings if found.rule == "kg/form/label-spelling"]


@pytest.mark.parametrize(("part", "slip", "right"), SLIPS_RU)
def test_a_russian_slip_becomes_the_same_word(part: str, slip: str, right: str) -> None:
    assert fixed(imprint(RU, part, slip)) == imprint(RU, part, right)


@pytest.mark.parametrize(("part", "slip", "right"), SLIPS_KY)
def test_a_kyrgyz_slip_becomes_the_same_word(part: str, slip: str, right: str) -> None:
    assert fixed(imprint(KY, part, slip)) == imprint(KY, part, right)


@pytest.mark.parametrize(("part", "label"), each(NO_SLIPS_RU))
def test_a_russian_form_or_another_word_stays(part: str, label: str) -> None:
    text = imprint(RU, part, label)
    assert fixed(text) == text
    assert notes(text) == []


@pytest.mark.parametrize(("part", "label"), each(NO_SLIPS_KY))
def test_a_kyrgyz_form_or_another_word_stays(part: str, label: str) -> None:
    text = imprint(KY, part, label)
    assert fixed(text) == text
    assert notes(text) == []


@pytest.mark.parametrize("label", ["Заказчики", "Заказчица", "Рекламодатели"])
def test_a_form_is_read_as_the_label_it_is(label: str) -> None:
    (reading,) = CHECKER.read(Document(imprint(RU, "customer", label))).imprints
    leaf = reading.leaves["customer.name"]
    assert (leaf.value, leaf.confidence, leaf.notes) == ("партия «Чынар»", "high", ())


def test_a_slip_takes_the_language_of_the_labels_around_it() -> None:
    assert "Заказчик:" in fixed(imprint(RU, "customer", "Заказчк"))
    assert "Тиражы:" in fixed(imprint(KY, "run", "Тиражи"))
    assert "Тиражи:" in fixed(imprint(RU, "run", "Тиражи"))
    both = f"{imprint(KY, 'customer', 'Буюртмачы')}\n\n{imprint(RU, 'customer', 'Заказчк')}"
    assert fixed(both) == both.replace("Заказчк", "Заказчик")


@pytest.mark.parametrize("dash", [" - ", " – ", " — "])
def test_a_slip_before_the_first_dash_of_a_line_is_one(dash: str) -> None:
    """As posts are typed; a dash amid a sentence is behind words of any kind."""
    lines = [line.replace(": ", dash) for line in RU.values()]
    typed = "\n".join(lines).replace("Изготовитель", "Изготовитилъ")
    assert fixed(typed) == "\n".join(lines)
    prose = f"Дело в том, что изготовитилъ{dash}наш сосед.\n" + " ".join(RU.values())
    assert fixed(prose) == prose


@pytest.mark.parametrize("slip", ["Закащик", "Заказщик", "Закасчик"])
def test_a_label_written_as_it_sounds_becomes_the_label(slip: str) -> None:
    assert fixed(imprint(RU, "customer", slip)) == imprint(RU, "customer", "Заказчик")
