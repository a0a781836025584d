"""Where a weighed value begins and ends: what introduces it, follows it or is drawn below it is none of it."""

from __future__ import annotations

import pytest

from compliance.extraction.assign.edges import copies, edges
from compliance.extraction.assign.model import Segment
from compliance.extraction.assign.units import cut

from .places import MakeWindow


def value(window: MakeWindow, text: str, field: str, words: str) -> str:
    """Return the value of a segment of the units that `words` of a text cover."""
    one = window(text)
    start = text.index(words)
    units = cut(one)
    inside = [index for index, unit in enumerate(units) if start <= unit.start < start + len(words)]
    begin, end = edges(one, units, Segment(field, inside[0], inside[-1] + 1, 0.9))
    return one.text[begin:end]


@pytest.mark.parametrize(
    ("text", "field", "words", "own"),
    [
        ("нускасы 40, төлөдү Сатарова Мээрим", "payer.name", "төлөдү Сатарова Мээрим", "Сатарова Мээрим"),
        ("Төлөгөн өкүл Сатарова М.", "payer.role", "Төлөгөн өкүл", "өкүл"),
        ("буюртмачы Сатаров Эмил өзү", "customer.name", "Сатаров Эмил өзү", "Сатаров Эмил"),
        ("заказала её С. Сатарова", "customer.name", "её С. Сатарова", "С. Сатарова"),
        ("платил сам кандидат", "payer.name", "сам кандидат", "сам кандидат"),
        ("изготовлено в салоне «Точка»", "executor.name", "в салоне «Точка»", "салоне «Точка»"),
        ("заказчик Сатаров Эмил #адрес Нарын", "customer.name", "Сатаров Эмил #адрес Нарын", "Сатаров Эмил"),
        ("#өкүл Сатаров", "payer.role", "#өкүл", "өкүл"),
        ("БУЮРТ: САТАРОВ А ТОЛТУРГАН: АКМАТОВ", "customer.name", "САТАРОВ А ТОЛТУРГАН", "САТАРОВ А"),
        ("Каржы өкүлү: Сатаров А.", "payer.role", "Каржы өкүлү", "Каржы өкүлү"),
        ("исполнитель типография «Лист»", "executor.name", "типография «Лист»", "типография «Лист»"),
        ("Ош, Моминов 3\n------- стр. 2", "executor.address", "Ош, Моминов 3\n------- стр. 2", "Ош, Моминов 3"),
        ("Ош, Моминов 3 кол-во 200", "executor.address", "Ош, Моминов 3 кол-во 200", "Ош, Моминов 3"),
        ("Сокулук айылы 15 штук", "executor.address", "Сокулук айылы 15", "Сокулук айылы"),
        ("ОШ Ш. МОМИНОВ КӨЧ. 3\nНУСКАСЫ 450", "executor.address", "ОШ Ш. МОМИНОВ КӨЧ. 3", "ОШ Ш. МОМИНОВ КӨЧ. 3"),
        ("ш.ф. төл.", "funding_source", "ш.ф.", "ш.ф."),
    ],
)  # fmt: skip
def test_a_value_is_its_own_words(text: str, field: str, words: str, own: str, window: MakeWindow) -> None:
    assert value(window, text, field, words) == own


def test_a_verb_alone_is_no_name(window: MakeWindow) -> None:
    assert value(window, "Оплатили из избирательного фонда", "payer.name", "Оплатили") == ""


@pytest.mark.parametrize(
    ("text", "end", "number"),
    [
        ("Сокулук айылы 15 штук", 16, "15"),
        ("пгт Каинды 20шт", 13, "20"),
        ("Ош, Моминов 3, 20 штук", 13, None),
        ("Ош, Моминов 3\nДаанасы 20", 13, None),
    ],
)
def test_copies_that_stand_at_the_end_of_an_address(
    text: str, end: int, number: str | None, window: MakeWindow
) -> None:
    """A number before a unit of copies is none of a house, unless something parts the two."""
    place = copies(window(text), 0, end)
    assert (None if place is None else text[place:end]) == number
