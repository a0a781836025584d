"""Print runs: plain numbers, groups, thousands, units, and what is no run at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.imprint import Leaf

from .facts import WORDS, run_written
from .places import One
from .profiles import profile

HEAD = "Аткаруучу: «Лист» ЖЧК, Ош ш., Навои көч., 9. Буюртмачы: «Жаңы Из» саясий партиясы. Чыккан күнү: 06.07.2021."
RU_HEAD = "Исполнитель: ОсОО «Лист», г. Ош, ул. Моминова, 3. Заказчик: кандидат Осмонов Т.К. Дата выхода: 06.07.2021."


def run(written: str, one: One, label: str = "Нускасы: ") -> Leaf:
    return one(f"{HEAD} {label}{written}.").leaves["print_run"]


@pytest.mark.parametrize(
    ("written", "raw", "value"),
    [
        ("1", "1", 1),
        ("0", "0", 0),
        ("-5", "-5", -5),
        ("−5", "−5", -5),
        ("5000", "5000", 5000),
        ("5 000", "5 000", 5000),
        ("5 000 экз", "5 000", 5000),
        ("5\u00a0000 даана", "5\u00a0000", 5000),
        ("5\u202f000", "5\u202f000", 5000),
        ("5.000", "5.000", 5000),
        ("5,000", "5,000", 5000),
        ("5'000", "5'000", 5000),
        ("1 200 000", "1 200 000", 1_200_000),
        ("1.200.000", "1.200.000", 1_200_000),
        ("10 миң", "10 миң", 10_000),
        ("10 миң даана", "10 миң", 10_000),
        ("10 тыс. экз", "10 тыс", 10_000),
        ("15 тысяч", "15 тысяч", 15_000),
        ("2,5 тыс", "2,5 тыс", 2500),
        ("2.5 миң", "2.5 миң", 2500),
        ("1 млн", "1 млн", 1_000_000),
        ("1,5 миллиона", "1,5 миллиона", 1_500_000),
        ("1 (бир)", "1", 1),
        ("1 (один) экземпляр", "1", 1),
        ("5 000 (беш миң) даана", "5 000", 5000),
        ("5 000 (беш миң) нускада", "5 000", 5000),
        ("6 (алты) даана", "6", 6),
        ("(5 000)", "5 000", 5000),
        ("\n5 000", "5 000", 5000),
        ("5 000\nнуска", "5 000", 5000),
        ("А4, 300 даана", "300", 300),
        ("300 экз. Заказ № 45", "300", 300),
        ("5\u00ad000", "5\u00ad000", 5000),
        ("2 миң 500", "2 миң 500", 2500),
        ("2 миң 500 даана", "2 миң 500", 2500),
        ("1 тыс. 200 экз", "1 тыс. 200", 1200),
        ("40т. экз", "40т", 40_000),
        ("5 000,00 экз", "5 000,00", 5000),
    ],
)
def test_a_run_is_read_in_every_form(written: str, raw: str, value: int, one: One) -> None:
    leaf = run(written, one)
    assert (leaf.value, leaf.raw, leaf.confidence, leaf.notes) == (value, raw, "high", ())


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("один", 1), ("бир", 1), ("үч жүз", 300), ("он беш миң", 15_000), ("две тысячи пятьсот", 2_500),
        ("эки миң беш жүз отуз", 2_530), ("тысяча двести", 1_200), ("двадцать одна тысяча", 21_000),
    ],
)  # fmt: skip
def test_a_run_in_words_is_read(written: str, value: int, one: One) -> None:
    leaf = run(written, one)
    assert (leaf.value, leaf.raw, leaf.notes) == (value, written, ("in_words",))


@pytest.mark.parametrize(
    ("written", "note"),
    [("3,5", "fraction"), ("9999999999999999", "not_a_number"), ("10 000 000 000 000", "not_a_number")],
)
def test_what_no_run_can_be_is_stated_but_not_read(written: str, note: str, one: One) -> None:
    leaf = run(written, one)
    assert (leaf.value, leaf.raw, leaf.notes) == (None, written, (note,))


@pytest.mark.parametrize("written", ["[саны]", "{{run}}", "ХХХ"])
def test_a_slot_is_a_placeholder(written: str, one: One) -> None:
    leaf = run(written, one)
    assert (leaf.value, leaf.confidence, leaf.notes) == (None, "low", ("placeholder",))


@pytest.mark.parametrize("written", ["№ 5", "Заказ № 45", "жок", "—", "٣٠٠", "³00"])
def test_what_is_no_number_of_copies_is_none(written: str, one: One) -> None:
    """The number of an order, of a ballot line or of a page is no run."""
    assert "print_run" not in one(f"{HEAD} Нускасы: {written}.").leaves


@pytest.mark.parametrize(
    ("written", "value"), [("5O00", 5000), ("5ООО", 5000), ("l000", 1000), ("З00", 300), ("1О0", 100)]
)
def test_digits_that_recognition_mistook_are_mended_and_doubted(written: str, value: int, one: One) -> None:
    leaf = run(written, one)
    assert (leaf.value, leaf.raw, leaf.confidence, leaf.notes) == (value, written, "low", ("ocr",))


def test_of_a_range_the_first_number_is_doubted(one: One) -> None:
    leaf = run("5000-7000", one)
    assert (leaf.value, leaf.confidence, leaf.notes) == (5000, "low", ("range",))


@pytest.mark.parametrize(
    "label",
    [
        "Тираж ",
        "Тираж — ",
        "Тираж - ",
        "Тир. ",
        "тиражом ",
        "ТИРАЖ:",
        "Тираж (экз.): ",
        "Кол-во экз.: ",
        "Тираж = ",
        "Нускасы ",
        "Тиражы: ",
        "Нуска саны: ",
        "Nuskasy: ",
    ],
)
def test_a_run_behind_every_label(label: str, one: One) -> None:
    leaf = run("300", one, label)
    assert (leaf.value, leaf.raw, leaf.confidence) == (300, "300", "high")


@pytest.mark.parametrize(
    ("written", "raw"),
    [("300 даана", "300"), ("300 экз", "300"), ("300 нускада басылды", "300"), ("5 000 шт", "5 000")],
)
def test_a_number_with_a_unit_needs_no_label_where_both_readings_agree(written: str, raw: str, one: One) -> None:
    leaf = run(written, one, "")
    assert (leaf.raw, leaf.confidence, leaf.notes) == (raw, "high", ("no_label",))


def test_another_run_in_the_body_is_not_the_imprints(one: One) -> None:
    body = "Гезит 7 000 нуска менен чыгат."
    assert one(f"{body} {HEAD} Нускасы: 300.").leaves["print_run"].value == 300
    assert "print_run" not in one(f"{RU_HEAD} Мы построили 7 000 домов.").leaves


@profile(300)
@given(
    language=st.sampled_from(("ky", "ru")),
    number=st.integers(0, 2_000_000),
    style=st.integers(0, 3),
    unit=st.integers(0, 2),
)
def test_a_written_run_reads_back(language: str, number: int, style: int, unit: int, one: One) -> None:
    words = WORDS[language]
    written = run_written(number, words, style, words.units[unit])
    label, head = ("Нускасы", HEAD) if language == "ky" else ("Тираж", RU_HEAD)
    leaf = one(f"{head} {label}: {written}").leaves["print_run"]
    assert (leaf.value, leaf.confidence) == (number, "high")
    assert written.startswith(leaf.raw)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{RU_HEAD[:-24]} Отпечатано тиражом 5 000 (пять тысяч) экземпляров; дата выхода: 06.07.2021.", 5000),
        (f"{RU_HEAD} Напечатано 12 (двенадцать) листовок.", 12),
        (f"Баннер, 6 (алты) даана. {HEAD}", 6),
    ],
)
def test_a_number_goes_on_behind_its_words_in_brackets(text: str, value: int, one: One) -> None:
    """The unit behind the bracket is that of the number, and no label of its own."""
    assert one(text).leaves["print_run"].value == value


@pytest.mark.parametrize("hour", ["18:00", "саат 09:40", "в 02:00", "07:30–08:15"])
def test_an_hour_is_no_run(hour: str, one: One) -> None:
    assert "print_run" not in one(f"{HEAD[:-1]}, {hour}").leaves


@pytest.mark.parametrize(("written", "value"), [("3 (три) тысячи экземпляров", 3000), ("2 . 000", 2000)])
def test_thousands_behind_a_bracket_and_between_blanks(written: str, value: int, one: One) -> None:
    assert run(written, one).value == value


def test_a_run_before_the_first_label_of_its_sentence_is_read(one: One) -> None:
    text = (
        "ОсОО «Лист» (г. Ош, ул. Моминова, 3) отпечатало 20 тысяч листовок по заказу Осмонова Т.К. Избирательный фонд,"
        " уполномоченный представитель Асылова М.З."
    )
    assert one(text).leaves["print_run"].value == 20_000
