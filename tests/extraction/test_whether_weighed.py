"""Which windows are weighed at all, and how likely an imprint must then be."""

from __future__ import annotations

import pytest

from compliance.extraction.blocks import anchors_of
from compliance.extraction.labelled import by_labels
from compliance.extraction.settled import misleads, named, political, settled

from .places import MakeWindow

HEAD = "Исполнитель: ОсОО «Лист», г. Ош, ул. Моминова, 3. Заказчик: партия «Төр». "
PAID = "Оплачено уполномоченным представителем по финансовым вопросам Асановой Г.Т. из избирательного фонда партии. "
TAIL = "Дата выхода: 06.07.2021. Тираж: 300."


def is_settled(text: str, window: MakeWindow) -> bool:
    found = window(text)
    (imprint,) = by_labels(found, anchors_of(found)).imprints
    return settled(imprint, found)


@pytest.mark.parametrize(
    ("text", "by_labels_alone"),
    [
        (HEAD + PAID + TAIL, True),
        (HEAD + PAID + "Дата выхода: 06.07.2021.", False),
        (HEAD + PAID + "Тираж: 300.", False),
        (HEAD + TAIL, False),
        (PAID + TAIL + " Заказчик: партия «Төр».", False),
        (HEAD + PAID + "Дата выхода: 31.06.2021. Тираж: 300.", False),
        (HEAD + PAID + "Дата выхода: 06.07.2021. Тираж: 5-7.", False),
        (HEAD + PAID.replace("из избирательного фонда партии", "") + TAIL, True),
        (HEAD + PAID + TAIL + " Договор", False),
        (HEAD.replace("Исполнитель", "Исполнитeль") + PAID + TAIL, True),
    ],
)  # fmt: skip
def test_labels_settle_an_imprint_that_is_whole_and_sure(text: str, by_labels_alone: bool, window: MakeWindow) -> None:
    """Letters of another script are odd, and no doubt; a word of a contract beside it is one."""
    assert is_settled(text, window) == by_labels_alone


@pytest.mark.parametrize(("gap", "by_labels_alone"), [(99, False), (100, True)])
def test_a_word_that_misleads_stands_near(gap: int, by_labels_alone: bool, window: MakeWindow) -> None:
    text = HEAD + PAID + TAIL.removesuffix(".")
    filling = ". " + ("лавка дома " * 12)[: gap - 3] + "\n"
    assert is_settled(text + filling.ljust(gap, " ") + "Договор", window) == by_labels_alone


@pytest.mark.parametrize(
    ("text", "misled", "speaks", "parts"),
    [
        ("Договор", True, False, 0), ("пример", True, False, 0), ("УДК", True, False, 0), ("лавка", False, False, 0),
        ("выборы", False, True, 0), ("голосуйте", False, True, 0), ("партия", False, True, 0),
        ("шайлоо фонду", False, True, 2), ("кандидат", False, True, 1), ("тираж", False, False, 1),
        ("тираж, заказчик, изготовитель", False, False, 3), ("оплачено", False, False, 2),
        ("тираж и тираж", False, False, 1),
        ("адрес", False, False, 1), ("басылды", False, False, 2),
    ],
)  # fmt: skip
def test_what_a_window_speaks_of(text: str, misled: bool, speaks: bool, parts: int, window: MakeWindow) -> None:
    found = window(text)
    assert (misleads(found), political(found), named(found)) == (misled, speaks, parts)
