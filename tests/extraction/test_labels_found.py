"""Which words are labels: the marks behind them, and where such a word is none."""

from __future__ import annotations

import pytest

from compliance.extraction.anchors import find_anchors
from compliance.extraction.marks import mark_behind

from .places import MakeWindow


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("Тираж: 5", "colon", " 5"), ("Тираж : 5", "colon", " 5"), ("Тир.: 5", "colon", " 5"),
        ("Тир. – 5", "dash", " 5"),
        ("Тираж – 5", "dash", " 5"), ("Тираж–5", "dash", "5"), ("Тираж-5", "none", "-5"), ("Тираж- 5", "dash", " 5"),
        ("Тираж -5", "dash", "5"), ("Тираж | 5", "bar", " 5"), ("Тираж = 5", "equals", " 5"),
        ("Тираж; 5", "semicolon", " 5"),
        ("Тираж\t5", "tab", "5"), ("Тираж\n5", "newline", "5"), ("Тираж 5", "none", "5"), ("Тираж", "none", ""),
        ("Тираж (экз.): 5", "colon", " 5"), ("Тираж [экз]: 5", "colon", " 5"), ("Тираж (экз.) 5", "none", "(экз.) 5"),
        ("Тираж (экз: 5", "colon", " 5"), ("Тираж наш весь: 5", "colon", " 5"),
        ("Тираж наш весь тут да: 5", "none", "наш весь тут да: 5"),
        ("Тираж заказчик: 5", "none", "заказчик: 5"), ("Тираж, наш: 5", "none", ", наш: 5"), ("Тир. 5", "none", "5"),
        ("Тираж.5", "none", ".5"),
    ],
)  # fmt: skip
def test_the_mark_behind_a_label(text: str, mark: str, value: str, window: MakeWindow) -> None:
    """A bracket or two further words may stand before the colon, but no other label."""
    end = 3 if text.startswith("Тир.") else 5
    found, place = mark_behind(window(text), end)
    assert (found, text[place:]) == (mark, value)


@pytest.mark.parametrize(("filler", "mark"), [(33, "colon"), (34, "none")])
def test_a_colon_stands_near_its_label(filler: int, mark: str, window: MakeWindow) -> None:
    text = "Тираж " + "а" * filler + ":5"
    assert mark_behind(window(text), 5)[0] == mark
    text = "Тираж (" + "а" * (filler - 1) + "):5"
    assert mark_behind(window(text), 5)[0] == ("colon" if mark == "colon" else "none")


def fields(text: str, window: MakeWindow) -> list[str]:
    return [f"{anchor.field}/{anchor.mark}" for anchor in find_anchors(window(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Тираж: 5", ["print_run/colon"]),
        ("300 даана", []), ("12.11.2025 күнү басылды", []), ("Дата выхода: 5", ["publication_date/colon"]),
        ("Добуш берүү күнү: 30.11.2025", []), ("Чыккан күнү: 30.11.2025", ["publication_date/colon"]),
        ("Количество показов: 30", []), ("Количество: 30", ["print_run/colon"]),
        ("«Тираж» 5", []), ("ОсОО «Нур Басмакана» и", []), ("Исполнитель: типография «Лист»", ["executor/colon"]),
        ("наш тираж – 5", []), ("Наш дом. Тираж – 5", ["print_run/dash"]),
        ("наш тираж\n5", []), ("1. Тираж\n5", ["print_run/newline"]), ("дом | Тираж\t5", ["print_run/tab"]),
        ("Аткаруучу / Исполнитель: ОсОО «Лист»", ["executor/colon"]),
        ("Заказчик и плательщик: партия «Төр»", ["customer/colon"]),
        ("Изготовитель и заказчик: ОсОО «Лист»", ["executor/colon", "customer/colon"]),
        ("Изготовитель, заказчик: ОсОО «Лист»", ["executor/colon", "customer/colon"]),
        ("Изготовитель\nзаказчик: ОсОО «Лист»", ["executor/newline", "customer/colon"]),
        ("Заказчик Асанов Нур", ["customer/none"]), ("Заказчик перемен", []), ("Тираж 5", ["print_run/none"]),
        ("Тираж большой", []), ("ОсОО «Лист» тарабынан басылды", ["executor/after"]),
    ],
)  # fmt: skip
def test_which_words_are_labels(text: str, found: list[str], window: MakeWindow) -> None:
    """Not a unit behind its number, not a name, not a word amid a sentence, not what counts other things."""
    assert fields(text, window) == found


@pytest.mark.parametrize(("name", "labels"), [(60, 0), (61, 1)])
def test_a_label_word_in_a_name_in_quotation_marks(name: int, labels: int, window: MakeWindow) -> None:
    text = '"Дом Исполнитель ОсОО ' + "а" * (name - 7) + '"'
    assert text.index('"', 1) - text.index("Исполнитель") - len("Исполнитель") == name - 1
    assert len(fields(text, window)) == labels
