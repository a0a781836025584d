"""One window of text: where values and sentences end, what is quoted, and which words lie where."""

from __future__ import annotations

import pytest

from .places import MakeWindow


def words(place: tuple[int, int], text: str) -> str:
    return text[slice(*place)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (" :— «Лист». ", "«Лист»"), ("500 экз. ", "500 экз."), ("Осмонов Т. ", "Осмонов Т."), ("Осмонов. ", "Осмонов"),
        ("— -5 экземпляров,", "-5 экземпляров"), ("- 5,", "5"), ("-а", "а"), ("👍 Лист 👍", "Лист"), ("50% —", "50%"),
        ("(Ош);", "(Ош)"), ("…", ""), ("", ""), ("Ош / ", "Ош"), ("*Лист*", "Лист"), ("➜ Ош ➜", "Ош"), ("90а.", "90а"),
    ],
)  # fmt: skip
def test_separators_at_the_ends_are_no_part_of_a_value(text: str, left: str, window: MakeWindow) -> None:
    """The stop of an initial and of an abbreviation stays, and the sign of a number that is below nought."""
    found = window(text)
    assert words(found.trim(0, len(found.text)), found.text) == left


@pytest.mark.parametrize(
    ("text", "initial", "abbreviation"),
    [
        ("Т.", True, True), ("ОТ.", False, False), ("5Т.", False, False), ("ул.", False, True), ("УЛ.", False, True),
        ("5ул.", False, False), ("лавка.", False, False), (".", False, False), ("А Ж.", True, True),
        ("пр-т.", False, True), ("-ул.", False, True),
    ],
)  # fmt: skip
def test_what_a_stop_belongs_to(text: str, initial: bool, abbreviation: bool, window: MakeWindow) -> None:
    found = window(text)
    stop = len(text) - 1
    assert found.initial_before(stop) == initial
    assert found.abbreviation_before(stop) == abbreviation


def test_a_word_has_its_hyphens(window: MakeWindow) -> None:
    text = "из Ош-Принт"
    assert words(window(text).word_before(len(text)), text) == "Ош-Принт"
    assert window(text).word_before(2) == (0, 2)
    assert window(text).word_before(3) == (3, 3)


@pytest.mark.parametrize(
    "marked",
    [
        "Лавка дом|. Тираж", "Вышло|! тираж", "Вот|? Да", "Вот|… Да", "Дом 5|. Тираж", "г. Ош|. Дом",
        "Асанов Т.М|. Дата", "Асанова Т.Т|. 28.09.2017", "Акак|.\nБор", "Лист|\n\nтираж", "«Лист»|\n«Ош»",
        "Лист 5|\n«Ош»",
        "Лист|\nОш", "партия|\nТөр", "кандидат Асанов|\nТираж: 5", "Асанова Г.Т|. «Тоо» гезити", "Дом. лавка|. Бор",
        "Дом., лавка|. Бор", "Лист|\n5", "Оплатил сосед|\nАсанова Нур", "кандидат Асанов\nНур|.",
        "өкүлү\nАсанова Г|.", "Лист|\n",
        "кандидат 5|\nНур.",
    ],
)  # fmt: skip
def test_where_a_sentence_ends(marked: str, window: MakeWindow) -> None:
    text = marked.replace("|", "")
    assert window(text).sentence_end(0, len(text)) == marked.index("|")


@pytest.mark.parametrize(
    "text",
    [
        "дом 5. 10 лавок", "г. Ош", "экз., тираж", "Т.М. Асанов", "Кандидат Т.М. Асанов", "ул.\nНавои", "Лист,\nОш",
        "Лист\nтираж", "Лист\n(Ош)", "лист\nТ. Осмонов", "«Лист\nОш»", "Лист\n«Ош»", "Оплачено из\nФонда",
        "партия\n«Төр»", "кандидат\nАсанов Нур", "кандидат Асанов\nНур", "Лист –\nОш", "Лист №\n5", "Лист-\nОш",
        "Асанова Г.Т. «Тоо» партиясынын фонду", "Асанов Бакыт\nуулу", "\nЛист", "Кызы\nАсанова", "өкүлү\nАсанова Гүл",
        "Асанова тарабынан\nОш", "А. Б. Асанов", "Лавка. (Ош)", "Лавка. — Ош", "кандидат\nА. Нур",
    ],
)  # fmt: skip
def test_what_ends_no_sentence(text: str, window: MakeWindow) -> None:
    """An abbreviation's stop, one amid numbers, before a small letter, a line that asks for the next one."""
    assert window(text).sentence_end(0, len(text)) == len(text)


def test_no_sentence_goes_beyond_its_limit(window: MakeWindow) -> None:
    text = "Лавка дом. Тираж"
    assert window(text).sentence_end(0, 5) == 5
    assert window(text).sentence_end(0, 9) == 9
    assert window(text).sentence_end(10, len(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("а, б; в\nг", ["а", " б", " в", "г"]), ("«а, б», в", ["«а, б»", " в"]), ("а (б, в), г", ["а (б, в)", " г"]),
        ("„а, б“, в", ["„а, б“", " в"]), ("“а, б”, в", ["“а, б”", " в"]), ('"а, б", в', ['"а, б"', " в"]),
        ("«а, б", ["«а", " б"]), ('"а, б', ['"а', " б"]), ("а), б", ["а)", " б"]), ("[а, б], в", ["[а, б]", " в"]),
        ("а|б, в", ["а|б", " в"]), ("", [""]), ("а, «б, в", ["а", " «б, в"]), ("«а «б», в», г", ["«а «б», в»", " г"]),
    ],
)  # fmt: skip
def test_parts_stand_outside_quotation_marks_and_brackets(text: str, parts: list[str], window: MakeWindow) -> None:
    """A quotation that never closes hides no comma, but one behind the first comma does."""
    assert [text[slice(*part)] for part in window(text).parts(0, len(text))] == parts


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("«а", True), ("«а»", False), ("«а «б»", True), ("„а“", False), ("„а", True), ("“а", True), ("“а”", False),
        ('"а', True), ('"а"', False), ("а»", False), ("а» «", True), ("", False), ("„а «б“", True),
    ],
)  # fmt: skip
def test_a_quotation_that_is_still_open(text: str, is_open: bool, window: MakeWindow) -> None:
    assert window(text).open_quote(0, len(text)) == is_open


def test_words_lie_inside_a_stretch_or_begin_in_it(window: MakeWindow) -> None:
    found = window("тираж и тираж")
    assert {term.start for term in found.within(0, 5, "label")} == {0}
    assert found.within(0, 4, "label") == []
    assert {term.start for term in found.within(1, 13, "label")} == {8}
    assert list(dict.fromkeys(term.start for term in found.within(0, 13, "label", "conjunctions"))) == [0, 6, 8]
    assert {term.start for term in found.between(0, 8)} == {0, 6}
    assert {term.start for term in found.between(6, 9)} == {6, 8}
    assert found.within(9, 13, "label") == []
    assert found.every("fund") == []
