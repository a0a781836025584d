"""Addresses, persons, capacities and numbers by themselves: what is one, where it stands, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.extraction.pieces.addresses import (
    address_ahead,
    another_body,
    bracketed_address,
    is_address,
    is_form,
    split_address,
)
from compliance.extraction.pieces.dates import read_dates
from compliance.extraction.pieces.names import bare_name, quoted_party
from compliance.extraction.pieces.numbers import (
    before_cut,
    number_before,
    number_words,
    placeholder,
    read_number,
    unit_end,
)
from compliance.extraction.pieces.persons import person
from compliance.extraction.pieces.roles import role_code, split_role
from compliance.extraction.window import Window

from .places import MakeWindow


def cut(text: str, place: tuple[int, int] | None) -> str | None:
    return None if place is None else text[slice(*place)]


# ------------------------------------------------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("г. Ош", True), ("Ош ш.", True), ("Ош", True), ("ул. Навои", True), ("Навои көч.", True), ("д. 5", True),
        ("5 үй", True), ("көч.", False), ("дом отдыха", False), ("Навои", False),
        ("«г. Ош»", False), ("Ош базар", False), ("ОсОО «Лист» г. Ош", False), ("г. Ош «Лист»", True), ("«Ош", False),
        ("Осмонов Т.Ш.", False), ("осмонов т.ш.", False), ("д. 5а", True), ("15 дом", True), ("Чүй облусу", True),
        ("ул. «Мир»", True),
    ],
)  # fmt: skip
def test_what_makes_a_part_an_address(text: str, is_one: bool, window: MakeWindow) -> None:
    """A word for a street has a name beside it, a town stands by itself, and names in quotation marks are no towns."""
    assert is_address(window(text), 0, len(text)) == is_one


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("ЖЧК (ИНН 5) (Ош ш.)", "Ош ш."), ("ЖЧК (Ош ш.", "Ош ш."), ("ЖЧК Ош ш.", None), ("ЖЧК (лавка)", None),
        ("(720017) ЖЧК", "720017"),
    ],
)  # fmt: skip
def test_an_address_in_brackets(text: str, inside: str | None, window: MakeWindow) -> None:
    found = bracketed_address(window(text), 0, len(text))
    assert (found and text[found[0] + 1 : found[1]]) == inside


@pytest.mark.parametrize(
    ("text", "address", "body"),
    [
        ("г. Ош, ул. Мира, 3; ОсОО «Б», г. Ош", "г. Ош, ул. Мира, 3", "ОсОО «Б», г. Ош"),
        ("г. Ош, ул. Мира, 3 и ОсОО «Б»", "г. Ош, ул. Мира, 3", "ОсОО «Б»"),
        ("г. Ош, ул. Мира, 3, ОсОО «Б»", None, None), ("г. Ош; общественный фонд «Б»", None, None),
    ],
)  # fmt: skip
def test_a_second_body_behind_an_address(text: str, address: str | None, body: str | None, window: MakeWindow) -> None:
    found = another_body(window(text), 0, len(text))
    assert (found and text[: found[0]]) == address
    assert (found and text[slice(*found[1])]) == body


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("ОФ «Лист»", True), ("оф. «Лист»", False), ("ОФ. 5", False), ("ОФ 5", False), ("ОсОО", True),
        ("общественный фонд", True), ("типография", True), ("газета", True), ("сайты", True), ("ОсОО 5", True),
    ],
)  # fmt: skip
def test_a_legal_form_is_written_as_one(text: str, is_one: bool, window: MakeWindow) -> None:
    """In small letters «оф.» is an office, and in capitals before a number as well."""
    found = window(text)
    assert any(is_form(found, term) for term in found.every("legal_form")) == is_one


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("г. Ош, ул. Мира, 5", {"place": "г. Ош", "street": "ул. Мира", "house": "5"}),
        ("Ош ш., Манас көч. 40", {"place": "Ош ш.", "street": "Манас көч.", "house": "40"}),
        ("ул. Мира 5", {"street": "ул. Мира", "house": "5"}), ("ул. Мира", {"street": "ул. Мира"}),
        ("ул. Мира,", {"street": "ул. Мира"}), ("ул. Мира,,", {"street": "ул. Мира"}), ("мкр. 3", {"street": "мкр. 3"}),
        ("40 лет Октября көч.", {"street": "40 лет Октября көч."}),
        ("Манас көч., 40, 3-үй", {"street": "Манас көч.", "house": "40, 3-үй"}),
    ],
)  # fmt: skip
def test_what_an_address_is_made_of(text: str, parts: dict[str, str], window: MakeWindow) -> None:
    """A number that is the name of a quarter or of a street is no house."""
    assert {name: text[slice(*place)] for name, place in split_address(window(text), 0, len(text)).items()} == parts


def test_an_address_before_the_body_that_sits_there_may_open_the_text(window: MakeWindow) -> None:
    text = "Ош ш., Навои көч., 9 дарегиндеги «Нур» ЖЧК"
    assert cut(text, address_ahead(window(text), text.index("«"))) == "Ош ш., Навои көч., 9"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Каракол шаарындагы, Тоо көчөсүнүн 77-үйүндөгү «Нур» ЖЧК", "Каракол шаарындагы, Тоо көчөсүнүн 77-үйүндөгү"),
        ("Бул баракча Пульгон айылындагы «Нур» ЖЧК", "Пульгон айылындагы"),
        ("Ош шаарындагы Навои көчөсүндөгү 12-үйдө жайгашкан «Нур» ЖЧК", "Ош шаарындагы Навои көчөсүндөгү 12-үйдө"),
        ("Ош шаарында өткөн жыйында Навои көчөсүндөгү «Нур» ЖЧК", "Навои көчөсүндөгү"),
        ("Мектептеги «Нур» ЖЧК", None), ("Ош шаары «Нур» ЖЧК", None), ("Ош шаарындагы эски «Нур» ЖЧК", None),
    ],
)  # fmt: skip
def test_an_address_by_whose_ending_a_body_sits_there(text: str, address: str | None, window: MakeWindow) -> None:
    assert cut(text, address_ahead(window(text), text.index("«"))) == address


@pytest.mark.parametrize(
    ("text", "name"),
    [("партиянын өзү, «Тоо»", "«Тоо»"), ("партиянын өзү", "партиянын өзү"), ("«Тоо» өзү, дагы", "«Тоо» өзү, дагы"),
     ("Асанов Темир өзү", "Асанов Темир")],
)  # fmt: skip
def test_a_kind_and_himself_before_a_name_are_not_of_it(text: str, name: str, window: MakeWindow) -> None:
    assert cut(text, bare_name(window(text), 0, len(text))) == name


@pytest.mark.parametrize(
    ("text", "opening"),
    [("орун «Тоо» партиясынын", 5), ("«Тоо» партиясы", 0), ("партия «Тоо»", None), ("Тоо партиясынын", None),
     ("ЖЧК «Тоо» партиясынын", None)],
)  # fmt: skip
def test_where_the_name_of_a_party_opens_that_its_kind_ends(text: str, opening: int | None, window: MakeWindow) -> None:
    assert quoted_party(window(text), 0, len(text)) == opening


# --------------------------------------------------------------------------------------------------------- persons


def test_a_stop_before_a_name_is_no_part_of_it(window: MakeWindow) -> None:
    for text in (". Асанов Т.", ". Т. Асанов"):
        assert cut(text, person(window(text), 0, len(text))) == text[2:]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("уполномоченный представитель партии Асанова Г.Т.", "representative"),
        ("уполномоченный представитель лавки Асанова Г.Т.", ""),
    ],
)
def test_a_capacity_is_known_by_every_word_of_it(text: str, code: str, window: MakeWindow) -> None:
    assert split_role(window(text), 0, len(text))[1] == code


@pytest.mark.parametrize("end", [7, 8, 9])
def test_a_number_that_a_stretch_cuts_is_left_out_of_it(end: int) -> None:
    """However many of its figures stand inside."""
    assert before_cut("тираж 2000", 0, end) == 6
    assert before_cut("тираж 2000", 0, 10) == 10


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Осмонов Нурлан Бакыт уулу", "Осмонов Нурлан Бакыт уулу"), ("Ш. Бишкек", None), ("Г. Исакова", "Г. Исакова"),
        ("Асанов, Нурлан", None), ("Асанов Нур и Осмонов Тал", "Осмонов Тал"), ("Асанов Нур Тал и Осмонов Тал",
        "Асанов Нур Тал"), ("А Б В Г Д Е", None), ("Аа Бб Вв Гг Дд", "Аа Бб Вв Гг Дд"), ("Аа Бб Вв Гг Дд Ее", None),
        ("Осмонов т.к.", None), ("Осмонов Т.к.", "Осмонов Т"), ("О. Т.", None), ("Осмонов\nТ.К.", "Осмонов\nТ.К."),
        ("Осмонов Т.-К. лавка", "Осмонов Т.-К."), ("уулу Асанов", None),
    ],
)  # fmt: skip
def test_which_words_are_a_person(text: str, name: str | None, window: MakeWindow) -> None:
    """Two to five capitalised words, of several runs the longest and then the last; or a surname with initials."""
    assert cut(text, person(window(text), 0, len(text))) == name


# ------------------------------------------------------------------------------------------------------ capacities


@pytest.mark.parametrize(
    ("text", "role", "code", "name"),
    [
        ("ыйгарым укуктуу өкүлү Асанова Г.Т.", "ыйгарым укуктуу өкүлү", "representative", "Асанова Г.Т."),
        ("каржы маселелери боюнча ыйгарым укуктуу өкүлү Асанова Г.Т.",
         "каржы маселелери боюнча ыйгарым укуктуу өкүлү", "finance_representative", "Асанова Г.Т."),
        ("уполномоченным представителем по финансовым вопросам Асановой Г.Т.",
         "уполномоченным представителем по финансовым вопросам", "finance_representative", "Асановой Г.Т."),
        ("уполномоченным представителем партии «Төр» Асановой Г.Т.",
         "уполномоченным представителем партии «Төр»", "representative", "Асановой Г.Т."),
        ("Асанова Г.Т., каржы өкүлү", "каржы өкүлү", "finance_representative", "Асанова Г.Т."),
        ("Асанова Г.Т. (каржы өкүлү)", "каржы өкүлү", "finance_representative", "Асанова Г.Т."),
        ("Асанова Г.Т., уполномоченный представитель по финансам", "уполномоченный представитель по финансам",
         "finance_representative", "Асанова Г.Т."),
        ("упол. представителем Асановой Г.Т.", "упол. представителем", "representative", "Асановой Г.Т."),
        ("Токбураев М. – талапкер өзү", "талапкер", "candidate", "Токбураев М."),
        ("кандидатом Асановым Нуром", "кандидатом", "candidate", "Асановым Нуром"),
        ("братом Асановым Нуром", "братом", "other", "Асановым Нуром"),
        ("Асанова Г.Т.", None, "", "Асанова Г.Т."),
        ("(Асанова Г.Т.)", None, "", "Асанова Г.Т."),
        ("каржы өкүлү", "каржы өкүлү", "finance_representative", None),
        ("«Төр», уполномоченный представитель", "уполномоченный представитель", "representative", "«Төр»"),
        ("дом. уполномоченным представителем Асановой Г.Т.", "уполномоченным представителем", "representative",
         "Асановой Г.Т."),
        ("неизвестно кем", None, "", None),
        ("материал Асанова Г.Т.", None, "", "Асанова Г.Т."),
        ("партия «Төр»", None, "", "партия «Төр»"),
    ],
)  # fmt: skip
def test_a_capacity_and_its_name(text: str, role: str | None, code: str, name: str | None, window: MakeWindow) -> None:
    found, of, whom = split_role(window(text), 0, len(text))
    assert (cut(text, found), of, cut(text, whom)) == (role, code, name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("уп. пр. по фин.", "finance_representative"), ("өкүлү", "representative"), ("п.", ""), ("лавочник", ""),
        ("фин. өкүлү", "finance_representative"), ("кандидат", "candidate"), ("братом", "other"),
        ("лавочный өкүлү", ""), ("уполномоченный представитель", "representative"),
    ],
)  # fmt: skip
def test_the_code_of_a_capacity(text: str, code: str, window: MakeWindow) -> None:
    """One of which a word is not known is no lawful one, whatever else is in it."""
    assert role_code(window(text), 0, len(text)) == code


# --------------------------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("text", "value", "raw", "notes"),
    [
        ("300 т. 0555", 300, "300", ()), ("2 миң 500", 2500, "2 миң 500", ()),
        ("2 миң 5 июля", 2000, "2 миң", ("range",)),
        ("0300", None, "0300", ("not_a_number",)), ("0", 0, "0", ()), ("000", 0, "000", ()),
        ("123456789012", 123456789012, "123456789012", ()), ("1234567890123", None, "1234567890123", ("not_a_number",)),
        ("2к", 2, "2", ("range",)), ("5-7", 5, "5", ("range",)), ("5 / 7", 5, "5", ("range",)),
        ("5 7", 5, "5", ("range",)),
        ("5\n000", 5, "5", ("range",)), ("9 000,00", 9000, "9 000,00", ()),
        ("9 000,05", None, "9 000,05", ("fraction",)),
        ("2,5555 тыс", None, "2,5555 тыс", ()), ("2,55 тыс", 2550, "2,55 тыс", ()), ("-2,5 тыс", -2500, "-2,5 тыс", ()),
        ("№ 5 и 7", 7, "7", ()), ("N5, 7", 7, "7", ()), ("# 5, 7", 7, "7", ()), ("5-й и 7", 7, "7", ()),
        ("1 млн", 1_000_000, "1 млн", ()), ("2.5 млн", 2_500_000, "2.5 млн", ()), ("З0", 30, "З0", ("ocr",)),
    ],
)  # fmt: skip
def test_a_number_and_what_is_odd_of_it(
    text: str, value: int | None, raw: str, notes: tuple[str, ...], window: MakeWindow
) -> None:
    number = read_number(window(text), 0, len(text))
    assert number is not None
    assert (number.value, text[number.start : number.end], number.notes) == (value, raw, notes)


def test_a_number_that_reaches_beyond_a_stretch_is_none_of_it(window: MakeWindow) -> None:
    """Cut, it would be another one: 20 for 2021, 2 for 2000."""
    text = "06.07.2021, 6 июля 2021, 2000"
    found = window(text)
    assert [stated.value for stated in read_dates(found, 0, 8)] == []
    assert [stated.value for stated in read_dates(found, 0, 10)] == [date(2021, 7, 6)]
    assert [stated.value for stated in read_dates(found, 12, 21)] == [None]
    assert [stated.value for stated in read_dates(found, 12, 23)] == [date(2021, 7, 6)]
    assert read_number(found, 25, 26) is None
    assert read_number(found, 25, 28) is None
    number = read_number(found, 25, 29)
    assert number is not None
    assert number.value == 2000


@pytest.mark.parametrize(
    ("text", "value", "raw"),
    [
        ("миң", 1000, "миң"), ("эки жүз", 200, "эки жүз"), ("жүз эки", 102, "жүз эки"),
        ("двести три", 203, "двести три"),
        ("две тысячи сто", 2100, "две тысячи сто"), ("две тысячи лавок сто", 2000, "две тысячи"), ("лавка", None, None),
        ("эки миң жүз", 2100, "эки миң жүз"), ("жүз миң", 100_000, "жүз миң"), ("двадцать-три", 23, "двадцать-три"),
    ],
)  # fmt: skip
def test_numbers_in_words(text: str, value: int | None, raw: str | None, window: MakeWindow) -> None:
    number = number_words(window(text), 0, len(text))
    assert (number and number.value) == value
    assert (number and text[number.start : number.end]) == raw


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Имя ____", None), (": ____", "____"), (": (ФИО)", "ФИО"), (": (ФИО Асанов)", None), (": ??", "??"),
        (": ???", "??"), ("а ??", None), (": ?", None), ("", None), (": [имя]", "[имя]"), ("лавка", None),
        ("название организации", "название организации"), ("название «Лист»", None),
    ],
)  # fmt: skip
def test_a_slot_that_nobody_filled(text: str, raw: str | None, window: MakeWindow) -> None:
    """With a word beside it, it is no empty one."""
    assert cut(text, placeholder(window(text), 0, len(text))) == raw


def unit(found: Window, text: str) -> str:
    return text[: unit_end(found, 3, len(text))]


def test_a_number_stands_right_before_its_unit(window: MakeWindow) -> None:
    for text, value in (("300 экз", 300), ("№ 300 экз", None), ("300 лавок экз", None), ("5 и 300 экз", 300)):
        number = number_before(window(text), 0, text.index("экз"))
        assert (number and number.value) == value, text
    assert unit(window("300 экз и"), "300 экз и") == "300 экз"
    assert unit(window("300 а экз"), "300 а экз") == "300"
    assert unit(window("300"), "300") == "300"
