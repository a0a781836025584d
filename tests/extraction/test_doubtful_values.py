"""Values whose own words hold what no such value has, values that are none, and names behind another's label."""

from __future__ import annotations

import pytest

from compliance.extraction.blanks import without_blanks, without_misplaced
from compliance.extraction.plausible import doubted
from compliance.model.imprint import Confidence, Imprint, Leaf

from .places import MakeWindow


@pytest.mark.parametrize(
    ("path", "text", "doubtful"),
    [
        ("customer.name", "партия «Төр»", False), ("customer.name", "партия «Төр", True),
        ("customer.name", "«Ак «Жол»", False),
        ("customer.name", "«Ак» «Жол", True), ("customer.name", 'партия "Төр"', False),
        ("customer.name", 'партия "Төр', True),
        ("customer.name", '"Ак "Жол"', False), ("customer.name", '"Ак" Жол"', True),
        ("customer.name", "«Ак «Жол» дом", True),
        ("customer.name", "эл", True), ("customer.name", "партия", False), ("customer.name", "Эл", False),
        ("customer.name", "Осмонов (Ош)", True), ("executor.name", "Лист (Ош)", False),
        ("customer.name", "Лист – Дом", True),
        ("customer.name", "«Лист – Дом»", False), ("customer.name", "Лист-Дом", False),
        ("executor.name", "Лист@дом", True),
        ("executor.name", "Имя: Лист", True), ("executor.name", "Лист, Дом", True),
        ("executor.name", "«Лист, Дом»", False),
        ("customer.name", "Осмонов, Нур", False), ("customer[1].name", "эл", True),
        ("payer.name", "ОсОО «Лист» Асыловым М.З.", True), ("payer.name", "ОсОО «Лист»", False),
        ("payer.name", "партия «Лист» Асылов М.З.", False), ("executor.name", "ОсОО «Лист» Асыловым М.З.", False),
        ("executor.address", "г. Ош", False), ("executor.address", "Ош-3", True), ("executor.address", "Ош-34", False),
        ("executor.address", "г. Ош / ул. Мира", True), ("executor.address", "г. Ош, 5 экз", True),
        ("executor.address", "г. Ош 12.11.25", True), ("executor.address", "г. Ош, ОсОО", True),
        ("executor.address", "г. Ош, оф. 5", False), ("executor.address", "Лавкабар", True),
        ("executor.address", "Лавка 5", False),
        ("executor.address", "г. Ош, заказчик", True), ("executor.address", "адрес г. Ош", False),
        ("executor.address", "г. Ош, басылды", True), ("payer.role", "өкүлү", False),
        ("payer.role", "өкүлү, дом", True),
        ("payer.role", "өкүлү г. Ош", True), ("payer.role", "өкүлү 5", True), ("executor.address.street", "мкр.", True),
        ("executor.address.street", "ул. Мира", False), ("executor.address.street", "ул. Мира.", False),
        ("print_run", "эл", False),
        ("customer.name", "Осмонов #дарек Ош", True), ("payer.role", "ким = өкүл", True),
        ("payer.role", "адам – өкүл", True),
        ("executor.address", "г. Ош | г. Нарын", True), ("customer.name", "Осмонов Т. там", True),
        ("customer.name", "Осмонов Т.дики", True), ("executor.name", "ЖИ Осмонов Т. ныкы", True),
        ("executor.name", "«Лист» дизайн", False), ("executor.name", "редакция List24.kg", False),
        ("executor.name", "«Лист» r", True), ("customer.name", "Ю", True), ("executor.name", "2) «Лист»", True),
        ("executor.name", "типографии г. Ош", True),
        ("executor.name", "типография «г. Ош»", False), ("executor.address", "г. Ош\n5,11,24", True),
        ("executor.name", "«Лист» жоопкерчилиги чектелген коому", False),
        ("executor.name", "«Лист» ААК филиалы", False),
    ],
)  # fmt: skip
def test_what_no_value_of_a_field_has(path: str, text: str, doubtful: bool, window: MakeWindow) -> None:
    assert doubted(window(text), path, 0, len(text)) == doubtful


@pytest.mark.parametrize(
    ("path", "before", "value", "behind", "doubtful"),
    [
        ("executor.address", "", "г. Ош, Нов", ".15", True), ("executor.address", "", "г. Ош, 9", "-үйдө", True),
        ("executor.address", "", "г. Ош, Новая 9", ". Тираж 5", False), ("customer.name", "", "Кашка", "_Суу", True),
        ("funding_source", "ш.", "фонд", "", True), ("funding_source", "из ", "фонда", ".Тираж", False),
        ("customer.name", "зак.", "Осмонов Т.", "", False), ("executor.address", "", "Ош, Тихая", ", 16 А", True),
        ("executor.address", "", "Ош ш.", ", Лев Толстой, 19", True),
        ("executor.address", "", "Ош ш.", ", 19.10.2024", False),
        ("executor.name", "", "ИП Осмонова", " А. Тираж", True), ("executor.name", "", "ИП Осмонова", " Тираж", False),
        ("executor.name", "", "ИП Осмонова Т.", " А. Жолу", False),
        ("executor.name", "", "газета «Тоо» (ОсОО «Тоо»", ", г. Ош)", False),
    ],
)  # fmt: skip
def test_a_value_that_its_neighbours_belong_to(
    path: str, before: str, value: str, behind: str, doubtful: bool, window: MakeWindow
) -> None:
    assert doubted(window(before + value + behind), path, len(before), len(before + value)) == doubtful


@pytest.mark.parametrize(
    ("name", "behind", "doubtful"),
    [
        ("Осмонов", "\nТалант", True), ("Осмонов", "\nталант", False), ("Осмонов", "\nТираж: 5", False),
        ("И.О.", "\nОсмонов", True),
        ("Осмонов", "\nТалант: 5", False), ("Осмонов Нур", "\nТалант", False), ("Осмонов Бакыт уулу", "\nТалант", True),
        ("Осмонов", " Талант", False), ("осмонов", "\nТалант", True), ("Осмонов", "", False),
    ],
)  # fmt: skip
def test_a_name_that_the_end_of_a_line_parts(name: str, behind: str, doubtful: bool, window: MakeWindow) -> None:
    """One word or initials, and a capital letter on the next line that begins no label."""
    assert doubted(window(name + behind), "payer.name", 0, len(name)) == doubtful


def imprint(text: str, words: str, path: str, confidence: Confidence = "high") -> Imprint:
    start = text.index(words)
    leaf = Leaf(words, words, start, start + len(words), confidence)
    return Imprint({path: leaf}, (), start, start + len(words), ((start, start + len(words)),))


@pytest.mark.parametrize(
    ("text", "path", "blank"),
    [
        ("____", "customer.name", True), ("[имя]", "customer.name", True), ("г. ____", "executor.address", True),
        ("аноним", "customer.name", True), ("партия «Төр»", "customer.name", False), ("ОсОО «»", "executor.name", True),
        ("ОсОО «Лист»", "executor.name", False), ("ОсОО название", "executor.name", True),
        ("ОсОО", "executor.name", False),
        ("название Төр", "customer.name", False), ("дареги", "executor.address", False),
        ("название", "funding_source", True),
        ("«название ОсОО»", "executor.name", False), ("____", "print_run", False), ("фио", "payer.role", True),
        ("ОсОО", "payer.role", False),
    ],
)  # fmt: skip
def test_a_value_that_is_none(text: str, path: str, blank: bool, window: MakeWindow) -> None:
    """A line to fill in, a slot, a word of a form or of denial; a legal form beside one names nobody either."""
    (leaf,) = without_blanks(window(text), imprint(text, text, path)).leaves.values()
    assert (leaf.value is None, "placeholder" in leaf.notes) == (blank, blank)


@pytest.mark.parametrize(
    ("text", "path", "confidence", "left_out"),
    [
        ("Заказчик: Осмонов", "payer.name", "low", True), ("Заказчик: Осмонов", "payer.name", "high", False),
        ("Заказчик: Осмонов", "customer.name", "low", False), ("Тираж: Осмонов", "payer.name", "low", False),
        ("Заказчик Осмонов", "payer.name", "low", False), ("Заказчик: дом Осмонов", "payer.name", "low", False),
        ("Заказчик: Осмонов", "payer.role", "low", False),
        ("Заказчик и плательщик: Осмонов", "payer.name", "low", False),
        ("Заказчик:\nОсмонов", "payer.name", "low", True), ("Заказчик: Осмонов", "customer[1].name", "low", False),
        ("Заказчик: Осмонов", "payer[1].name", "low", True),
        ("Заказчик:" + " " * 33 + "Осмонов", "payer.name", "low", True),
    ],
)  # fmt: skip
def test_a_doubtful_name_behind_the_label_of_another(
    text: str, path: str, confidence: Confidence, left_out: bool, window: MakeWindow
) -> None:
    """It is left out with all that is said of the same party."""
    made = imprint(text, "Осмонов", path, confidence)
    made.leaves[f"{path.rpartition('.')[0]}.kind"] = Leaf("x", "", 0, 1)
    assert (without_misplaced(window(text), made).leaves == {}) == left_out
