"""Which stretches of a text are worth reading: what label words, marks and gaps make one."""

from __future__ import annotations

import pytest

from compliance.extraction.find.lexicon import Lexicon
from compliance.extraction.find.scan import candidate_windows, has_words
from compliance.rulebook import Rulebook


@pytest.fixture(scope="module")
def lexicon(rulebook: Rulebook) -> Lexicon:
    return Lexicon(rulebook.labels)


LAWN = "лавка у дома давно стоит " * 64  # longer than what is read whole


def windows(words: str, lexicon: Lexicon, thorough: bool = False) -> int:
    return len(candidate_windows(LAWN + words + LAWN, lexicon, thorough).windows)


@pytest.mark.parametrize(
    ("words", "worth", "told_of"),
    [
        ("Заказчик: ", 1, 1), ("Плательщик: ", 1, 1), ("Исполнитель: ", 0, 1), ("Тираж: ", 0, 1),
        ("Заказчик исполнитель ", 1, 1),
        ("Нускасы аткаруучу ", 0, 1), ("Нускасы аткаруучу буюртмачы ", 1, 1), ("Нускасы аткаруучу төлөөчү ", 1, 1),
        ("тираж. Дата выхода, заказчик ", 1, 1), ("тираж, Дата выхода, заказчик ", 0, 1),
        ("печать. Дата выхода, заказчик ", 0, 1),
        ("Исполнитель: тираж: ", 1, 1), ("Избирательный фонд ", 0, 0), ("Избирательный фонд, нускасы ", 1, 1),
        ("тираж ", 0, 0),
        ("незаказчик: ", 0, 0), ("Заказчик ", 0, 0), ("лавка: ", 0, 0), ("Заказчики: ", 1, 1), ("Заказчик) : ", 1, 1),
        ("Заказчик= ", 1, 1), ("Заказчик\n", 0, 0), ("Заказчик, ", 0, 0), ("Заказчик вот тут: ", 0, 0),
    ],
)  # fmt: skip
def test_what_is_worth_reading(words: str, worth: int, told_of: int, lexicon: Lexicon) -> None:
    """A customer or payer with a mark, maker and customer together, three fields, a fund beside another."""
    assert windows(words, lexicon) == worth
    assert windows(words, lexicon, thorough=True) == told_of


@pytest.mark.parametrize(("gap", "count"), [(499, 1), (500, 2)])
def test_windows_that_touch_are_one(gap: int, count: int, lexicon: Lexicon) -> None:
    between = (":" + LAWN * 2)[: gap - 1] + " "
    text = LAWN + "Заказчик" + between + "Заказчик:" + LAWN
    first = text.index("Заказчик")
    assert text.index("Заказчик", first + 1) - first - len("Заказчик") == gap
    found = candidate_windows(text, lexicon).windows
    assert len(found) == count


def test_hidden_characters_move_no_window(lexicon: Lexicon) -> None:
    plain = candidate_windows(LAWN + "Заказчик: " + LAWN, lexicon).windows
    text = "\u00ad" * 7 + LAWN + "Зака\u00adзчик: " + LAWN
    (start, end), (first, last) = candidate_windows(text, lexicon).windows[0], plain[0]
    assert (start, end) == (first + 7, last + 8)


def test_a_word_of_an_imprint_anywhere(lexicon: Lexicon) -> None:
    assert has_words("вот тираж", lexicon)
    assert has_words("За\u00adказчик", lexicon)
    assert not has_words("лавка у дома", lexicon)
    assert not has_words("", lexicon)
