"""Dates as campaign print writes them, each behind a label of an imprint."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extraction.pieces.dates import of_document, read_dates
from compliance.model.imprint import Leaf

from .facts import WORDS
from .places import MakeWindow, One
from .profiles import profile

JULY = date(2021, 7, 6)
KY = "Аткаруучу: «Лист» ЖЧК, Ош ш., Навои көч., 9. Буюртмачы: «Жаңы Из» саясий партиясы. Чыккан күнү: {}. Нускасы: 300."
RU = "Исполнитель: ОсОО «Лист», г. Ош, ул. Моминова, 3. Заказчик: кандидат Осмонов Т.К. Дата выхода: {}. Тираж: 300."


def dated(written: str, one: One, text: str = KY) -> Leaf:
    return one(text.format(written)).leaves["publication_date"]


@pytest.mark.parametrize(
    ("written", "raw"),
    [
        ("06.07.2021-ж", "06.07.2021"),
        ("06.07.2021 ж.", "06.07.2021"),
        ("06.07.2021г", "06.07.2021"),
        ("06.07.2021", "06.07.2021"),
        ("6.7.2021", "6.7.2021"),
        ("06.07.21", "06.07.21"),
        ("06/07/21", "06/07/21"),
        ("06 / 07 / 21", "06 / 07 / 21"),
        ("06-07-2021", "06-07-2021"),
        ("06. 07. 2021", "06. 07. 2021"),
        ("06 07 2021", "06 07 2021"),
        ("2021-07-06", "2021-07-06"),
        ("2021/07/06", "2021/07/06"),
        ("6.VII.2021", "6.VII.2021"),
        ("6 VII 2021", "6 VII 2021"),
        ("6 / VII / 2021", "6 / VII / 2021"),
        ("6/VII-21", "6/VII-21"),
        ("изг.06.07.2021", "06.07.2021"),
        ("06.07.\n2021", "06.07.\n2021"),
        ("6 июля 21 года", "6 июля 21"),
        ("6-июль, 2021-жыл", "6-июль, 2021"),
        ("6-июль 2021-ж", "6-июль 2021"),
        ("2021-жылдын 6-июлу", "2021-жылдын 6-июлу"),
        ("2021-жылдын 6-июлунда", "2021-жылдын 6-июлунда"),
        ("2021-ж. 6-июль", "2021-ж. 6-июль"),
        ("2021-жылдын июлунун 6сында", "2021-жылдын июлунун 6сында"),
        ("2021-жылдын июлунун 6-күнү", "2021-жылдын июлунун 6-күнү"),
        ("алтынчы июль, 2021", "алтынчы июль, 2021"),
        ("2021-жылдын алтынчы июлу", "2021-жылдын алтынчы июлу"),
        ("2021-жылдын алтынчы (6) июлу", "2021-жылдын алтынчы (6) июлу"),
        ("шестого июля 2021 года", "шестого июля 2021"),
        ("6-июль, шейшемби, 2021-ж", "6-июль, шейшемби, 2021"),
        ("6 июля, вторник (2021)", "6 июля, вторник (2021"),
        ("6 июля 2021 г", "6 июля 2021"),
        ("6 июля 2021 года, вторник", "6 июля 2021"),
        ("6-го июля 2021", "6-го июля 2021"),
        ("«6» июля 2021 г", "«6» июля 2021"),
        ("«06» июля 2021 года", "«06» июля 2021"),
        ('"6" июля 2021', '"6" июля 2021'),
        ("6 iyul 2021", "6 iyul 2021"),
        ("6 ИЮЛЯ 2021", "6 ИЮЛЯ 2021"),
        ("6 июля\n2021 года", "6 июля\n2021"),
        ("6-июль,\n2021-жыл", "6-июль,\n2021"),
        ("шейшемби, 6-июль, 2021-жыл", "6-июль, 2021"),
        ("06.07.2021, саат 10:00", "06.07.2021"),
        ("06.\u00a007.\u00a02021", "06.\u00a007.\u00a02021"),
        ("06.\u200b07.2021", "06.\u200b07.2021"),
        ("6 ию\u00adля 2021", "6 ию\u00adля 2021"),
        ("6 июля 21 г", "6 июля 21"),
        ("6-июль 21-ж", "6-июль 21"),
        ("6-июлда (2021)", "6-июлда (2021"),
        ("06-07-’21", "06-07-’21"),
        ("2021, июль, 06", "2021, июль, 06"),
        ("2021-жылдын (6) июлу", "2021-жылдын (6) июлу"),
        ("6.июль.2021", "6.июль.2021"),
        ("июль, 6, 2021", "июль, 6, 2021"),
        ("06/07-2021", "06/07-2021"),
        ("06.07. 2021", "06.07. 2021"),
        ("6 июля • 2021", "6 июля • 2021"),
    ],
)
def test_a_date_is_read_in_every_form(written: str, raw: str, one: One) -> None:
    """The words for «year» are no part of the date, and the rest of the imprint stays what it is."""
    for text in (KY, RU):
        leaf = dated(written, one, text)
        assert (leaf.value, leaf.raw, leaf.confidence, leaf.notes) == (JULY, raw, "high", ())
        assert one(text.format(written)).leaves["print_run"].value == 300


@pytest.mark.parametrize(
    "written",
    [
        "31.02.2021",
        "31.04.2021",
        "29.02.2021",
        "00.07.2021",
        "32.01.2021",
        "06.13.2021",
        "31/06/21",
        "2021-02-30",
        "31.XI.2021",
    ],
)
def test_an_impossible_date_is_stated_but_not_read(written: str, one: One) -> None:
    """The day is never moved to the next month, nor day and month swapped."""
    leaf = dated(written, one)
    assert (leaf.value, leaf.raw, leaf.notes) == (None, written, ("impossible_date",))


@pytest.mark.parametrize(
    ("written", "raw"),
    [
        ("31 июня 2021 г", "31 июня 2021"),
        ("31-июнь, 2021-жыл", "31-июнь, 2021"),
        ("2021-жылдын 30-февралы", "2021-жылдын 30-февралы"),
    ],
)
def test_an_impossible_date_in_words_too(written: str, raw: str, one: One) -> None:
    leaf = dated(written, one)
    assert (leaf.value, leaf.raw, leaf.notes) == (None, raw, ("impossible_date",))


def test_the_leap_day(one: One) -> None:
    assert dated("29.02.2020", one).value == date(2020, 2, 29)
    assert dated("29 февраля 2024 года", one).value == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("written", "raw"), [("06.07", "06.07."), ("6 июля", "6 июля"), ("6-июль", "6-июль"), ("«6» июля", "«6» июля")]
)
def test_a_year_is_never_guessed(written: str, raw: str, one: One) -> None:
    leaf = dated(written, one)
    assert (leaf.value, leaf.raw, leaf.notes) == (None, raw, ("no_year",))


@pytest.mark.parametrize("written", ["июль 2021", "2021-ж.", "2021", "٠٦.٠٧.٢٠٢١"])
def test_what_is_no_whole_date_is_unreadable(written: str, one: One) -> None:
    leaf = dated(written, one)
    assert (leaf.value, leaf.notes) == (None, ("unreadable_date",))


@pytest.mark.parametrize("written", ["шейшемби", "жакында", "скоро", "ХХ.ХХ.ХХХХ", "__.__.____"])
def test_a_label_without_any_digit_states_no_date(written: str, one: One) -> None:
    assert "publication_date" not in one(KY.format(written)).leaves


@pytest.mark.parametrize("written", ["«__» ______ 2021", "[дата]", "{{date}}"])
def test_a_blank_is_a_placeholder(written: str, one: One) -> None:
    leaf = dated(written, one)
    assert (leaf.value, leaf.confidence, leaf.notes) == (None, "low", ("placeholder",))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("15.11.2O21", date(2021, 11, 15)),
        ("15.11.2О21", date(2021, 11, 15)),
        ("l5.11.2021", date(2021, 11, 15)),
        ("15.l1.2021", date(2021, 11, 15)),
        ("1S.11.2021", date(2021, 11, 15)),
        ("О6.О7.2021", JULY),
        ("06.07.2О2l", JULY),
        ("З0.06.2021", date(2021, 6, 30)),
        ("0В.07.2021", date(2021, 7, 8)),
    ],
)
def test_digits_that_recognition_mistook_are_mended_and_doubted(written: str, value: date, one: One) -> None:
    """The characters of the source stay in `raw`."""
    leaf = dated(written, one)
    assert (leaf.value, leaf.raw, leaf.confidence, leaf.notes) == (value, written, "low", ("ocr",))


@pytest.mark.parametrize("written", ["Об.оз", "О.О.ОООО", "lO.ЗЗ.ООбО"])
def test_letters_alone_are_no_date(written: str, one: One) -> None:
    leaf = one(KY.format(written)).leaves.get("publication_date")
    assert leaf is None or leaf.value is None


def test_the_first_of_two_dates_counts(one: One) -> None:
    assert dated("06.07.2021 — 08.07.2021", one).raw == "06.07.2021"


def test_a_number_before_a_date_is_no_part_of_it(one: One) -> None:
    """«Нускасы: 2. 06.07.2021»: the run of two is no day."""
    leaves = one(KY.replace("Чыккан күнү: {}. ", "").replace("300.", "2. 06.07.2021-ж.")).leaves
    assert (leaves["print_run"].value, leaves["publication_date"].value) == (2, JULY)


def test_a_date_needs_no_label_where_both_readings_agree(one: One) -> None:
    leaf = one(KY.replace("Чыккан күнү: ", "").format("06.07.2021-ж")).leaves["publication_date"]
    assert (leaf.value, leaf.confidence, leaf.notes) == (JULY, "high", ("no_label",))


@pytest.mark.parametrize(
    "sentence",
    [
        "11-июль, 2021-жыл — шайлоо күнү",
        "11.07.2021 — день голосования",
        "Голосуйте 11 июля 2021 года",
        "Добуш берүү күнү: 11.07.2021",
        "День голосования: 11.07.2021",
    ],
)
def test_polling_day_is_not_the_date_of_publication(sentence: str, one: One) -> None:
    bare = KY.replace("Чыккан күнү: {}. ", "")
    assert "publication_date" not in one(f"{bare} {sentence}").leaves
    assert "publication_date" not in one(f"{sentence}. {bare}").leaves
    labelled = one(f"{sentence}! {KY.format('06.07.2021')}")
    assert labelled.leaves["publication_date"].value == JULY


@profile(300)
@given(
    language=st.sampled_from(("ky", "ru")), form=st.integers(0, 5), day=st.dates(date(2000, 1, 1), date(2099, 12, 31))
)
def test_a_written_date_reads_back(language: str, form: int, day: date, one: One) -> None:
    words = WORDS[language]
    written = words.dates[form](day, words.months[day.month - 1])
    leaf = dated(written.rstrip("."), one, KY if language == "ky" else RU)
    assert (leaf.value, leaf.confidence) == (day, "high")
    assert written.startswith(leaf.raw)


@pytest.mark.parametrize(
    "text",
    [
        "«Лист» ЖЧК (Ош ш., Навои көч., 9) тарабынан 2021-жылдын 29-июнундагы № 14 келишимдин негизинде басылды.",
        "Исполнитель: ОсОО «Лист», г. Ош, ул. Моминова, 3, по договору № 17/ИК от 29 июня 2021 года.",
        "Оплата: избирательный фонд (плат. поручение № 3 от 29.06.2021). Исполнитель: ОсОО «Лист», г. Ош.",
        "Шайлоо фонду (29.06.2021 № 44 төлөм тапшырмасы). Аткаруучу: «Лист» ЖЧК, Ош ш.",
    ],
)
def test_the_day_of_a_numbered_paper_is_not_the_day_of_issue(text: str, one: One) -> None:
    assert "publication_date" not in one(f"{text} Буюртмачы: «Жаңы Из» саясий партиясы. Нускасы: 300.").leaves


def test_beside_the_day_of_a_paper_the_day_of_issue_is_read(one: One) -> None:
    reading = one(RU.format("06.07.2021") + " Оплата: избирательный фонд, плат. поручение № 3 от 29.06.2021.")
    assert reading.leaves["publication_date"].value == JULY


def test_a_labelled_day_before_a_number_stays(one: One) -> None:
    assert dated("06.07.2021 № 44", one).value == JULY


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("двадцать первого июля 2021 года", 21),
        ("он экинчи июль 2021-ж.", 12),
        ("2021-жылдын жыйырма бешинчи июлу", 25),
        ("тридцатого июля 2021 г.", 30),
    ],
)
def test_a_day_in_words_may_have_two_of_them(written: str, day: int, one: One) -> None:
    assert dated(written, one).value == date(2021, 7, day)


def test_a_day_in_words_of_a_month_without_a_year_is_not_guessed(one: One) -> None:
    leaf = dated("алтынчы июль", one)
    assert (leaf.value, leaf.notes) == (None, ("no_year",))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("шестое июля две тысячи двадцать первого года", RU),
        ("шестого июля 2021 года", RU),
        ("алтынчы июль эки миң жыйырма биринчи жыл", KY),
        ("2021-жылдын алтынчы июлу", KY),
    ],
)
def test_a_day_said_in_words(written: str, text: str, one: One) -> None:
    assert dated(written, one, text).value == JULY


@pytest.mark.parametrize(("written", "day"), [("двадцать первое июля 2021 года", 21), ("он жетинчи июль 2021-ж.", 17)])
def test_words_of_a_day_are_summed(written: str, day: int, one: One) -> None:
    assert dated(written, one, RU).value == JULY.replace(day=day)


def test_a_day_in_words_without_its_year_has_no_value(one: One) -> None:
    leaf = dated("шестое июля", one, RU)
    assert leaf.value is None
    assert "no_year" in leaf.notes


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@pytest.mark.parametrize(("number", "month"), list(enumerate(ROMAN, 1)))
def test_a_month_in_roman_figures(number: int, month: str, window: MakeWindow) -> None:
    text = f"5 {month} 2025"
    (found,) = read_dates(window(text), 0, len(text))
    assert (found.value, found.notes) == (date(2025, number, 5), ())


def test_a_day_in_words_with_its_figures_is_one_day(window: MakeWindow) -> None:
    text = "жыйырманчы (20) июнь 2024"
    (found,) = read_dates(window(text), 0, len(text))
    assert (found.value, found.start, found.end) == (date(2024, 6, 20), 0, len(text))


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("18.11.2025 № 12 келишим", True), ("договор № 17 от 28.10.2025", True), ("договор № 17, 28.10.2025", False),
        ("Чыккан күнү: 18.11.2025 № 12", False), ("18.11.2025", False),
    ],
)  # fmt: skip
def test_the_day_of_a_numbered_paper(text: str, numbered: bool, window: MakeWindow) -> None:
    """Where the label of the ad's own day leads to it, the number is another thing's."""
    (found,) = read_dates(window(text), 0, len(text))
    assert of_document(window(text), found) == numbered
