"""What labels and their sentences alone make of a window: values without labels, and where the words of one end."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.extraction.anchor import Anchor
from compliance.extraction.blocks import anchors_of
from compliance.extraction.find.vocabulary import Entry
from compliance.extraction.labelled import by_labels
from compliance.model.imprint import Leaf

from .places import MakeWindow

HEAD = "Исполнитель: ОсОО «Лист», г. Ош. Заказчик: партия «Төр». Оплачено из избирательного фонда партии. "


def read(text: str, window: MakeWindow) -> dict[str, Leaf]:
    found = window(text)
    (imprint,) = by_labels(found, anchors_of(found)).imprints
    return imprint.leaves


def told(text: str, window: MakeWindow) -> dict[str, str]:
    return {path: leaf.raw for path, leaf in read(text, window).items()}


@pytest.mark.parametrize(("reach", "found"), [(70, True), (71, False), (72, False), (75, False)])
def test_a_day_without_a_label_stands_close_behind(reach: int, found: bool, window: MakeWindow) -> None:
    """And what begins within reach and ends beyond it is not read by half: no other year comes of it."""
    head = HEAD + "Тираж: 300"
    filling = ". " + "лавка " * 12
    text = head + filling[: reach - 11] + " 06.07.2021"
    assert len(text) - len(head) == reach
    leaf = read(text, window).get("publication_date")
    assert (leaf and leaf.value) == (date(2021, 7, 6) if found else None)


def test_what_has_no_label_is_doubted(window: MakeWindow) -> None:
    leaves = read(HEAD + "06.07.2021, 300 экз.", window)
    assert (leaves["publication_date"].value, leaves["publication_date"].notes) == (date(2021, 7, 6), ("no_label",))
    assert (leaves["print_run"].value, leaves["print_run"].notes) == (300, ("no_label",))
    assert {leaves[path].confidence for path in ("publication_date", "print_run")} == {"low"}


@pytest.mark.parametrize(
    ("tail", "day"),
    [
        ("\n\n06.07.2021", None), ("\n06.07.2021", 6), ("Голосование 06.07.2021", None),
        ("Приходите 6 июля 2021", None),
        ("06.07.2021 — день голосования", None), ("Лавка, 06.07.2021", 6), ("31.06.2021", None),
        ("Выборы. 06.07.2021", 6),
    ],
)  # fmt: skip
def test_which_day_without_a_label_is_that_of_the_imprint(tail: str, day: int | None, window: MakeWindow) -> None:
    """None of another paragraph, none beside words of voting, none that no calendar has."""
    leaf = read(HEAD + "Тираж: 300. " + tail, window).get("publication_date")
    assert (leaf and leaf.value) == (day and date(2021, 7, day))


@pytest.mark.parametrize(
    ("before", "found"), [("06.07.2021\n", True), ("06.07.2021 | ", True), ("06.07.2021 г. Лавка. ", False)]
)
def test_a_day_right_before_the_first_label(before: str, found: bool, window: MakeWindow) -> None:
    leaves = read(before + HEAD + "Тираж: 300.", window)
    assert ("publication_date" in leaves) == found


def test_a_day_with_a_label_needs_none_besides(window: MakeWindow) -> None:
    leaves = told(HEAD + "Дата выхода: 06.07.2021. Тираж: 300. 07.07.2021, 500 экз.", window)
    assert (leaves["publication_date"], leaves["print_run"]) == ("06.07.2021", "300")
    assert not any("[" in path for path in leaves)


def test_a_maker_known_by_form_and_verb(window: MakeWindow) -> None:
    rest = " Буюртмачы: «Төр» партиясы. Нускасы: 300. Шайлоо фондунан төлөндү."
    leaves = read(rest.replace("Нускасы", "«Лист» ЖЧКда Ош ш. басылып чыкты. Нускасы"), window)
    assert (leaves["executor.name"].raw, leaves["executor.legal_form"].value) == ("«Лист» ЖЧКда", "llc")
    assert leaves["executor.name"].notes == ("no_label",)
    assert "executor.name" not in read(rest.replace("Нускасы", "«Лист» ЖЧКда көп. Нускасы"), window)


@pytest.mark.parametrize(
    ("label", "path", "raw"),
    [
        ("Исполнитель: ОсОО «Лист» 06.07.2021", "executor.name", "ОсОО «Лист»"),
        ("Исполнитель: ОсОО «Лист» 300 экз", "executor.name", "ОсОО «Лист»"),
        ("Исполнитель: ОсОО «Лист»\nг. Ош\nул. Мира, 3\nЛавка", "executor.address", "г. Ош\nул. Мира, 3"),
        ("Отпечатано 28.08.2023 в ОсОО «Лист», г. Ош", "executor.name", "ОсОО «Лист»"),
        ("Отпечатано 28.08.2023 в ОсОО «Лист», г. Ош", "publication_date", "28.08.2023"),
        ("Исполнитель: ОсОО «Лист», г. Ош; ЗАО «Мост», г. Омск", "executor[1].name", "ЗАО «Мост»"),
        ("Исполнитель: ОсОО «Лист», г. Ош; ЗАО «Мост», г. Омск", "executor.address", "г. Ош"),
        ("Исполнитель: ОсОО «Лист», г. Ош. Отпечатано: ЗАО «Мост»", "executor[1].name", "ЗАО «Мост»"),
        ("Исполнитель: ОсОО «Лист», г. Ош. Отпечатано: ОсОО «Лист»", "executor[1].name", None),
        ("Исполнитель Нур дом лавка", "executor.name", None), ("Исполнитель – дом лавка", "executor.name", None),
        ("Исполнитель – Дом Лавка", "executor.name", "Дом Лавка"),
        ("Исполнитель: ОсОО «Лист», г. Ош", "executor.legal_form", "ОсОО"),
        ("Исполнитель: ОсОО «Лист». Изготовитель: ЗАО «Мост»", "executor[1].name", "ЗАО «Мост»"),
    ],
)  # fmt: skip
def test_a_maker_and_what_ends_its_words(label: str, path: str, raw: str | None, window: MakeWindow) -> None:
    tail = ". Заказчик: партия «Төр». Оплачено из избирательного фонда партии."
    assert told(label + tail, window).get(path) == raw


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("Дата выхода: 17.11.2025, 30.11.2025", {"publication_date": 17, "publication_date[1]": 30}),
        ("Дата выхода: 17.11.2025 и 30.11.2025", {"publication_date": 17, "publication_date[1]": 30}),
        ("Дата выхода: 17.11.2025 по 30.11.2025", {"publication_date": 17}),
        ("Дата выхода: 17.11.2025. Дата выхода: 30.11.2025", {"publication_date": 17, "publication_date[1]": 30}),
        ("Дата выхода: 17.11.2025. Дата выпуска: 30.11.2025", {"publication_date": 17}),
        ("Дата изготовления: 15.11.2025. Дата выхода: 17.11.2025", {"publication_date": 17, "publication_date[1]": 15}),
        ("Дата выхода: 17.11.2025. Дата изготовления: 15.11.2025", {"publication_date": 17, "publication_date[1]": 15}),
        ("Дата изготовления: 15.11.2025", {"publication_date": 15}),
    ],
)  # fmt: skip
def test_days_that_are_stated_more_than_once(said: str, days: dict[str, int], window: MakeWindow) -> None:
    """A list, the same label again, and the day on which it was made beside the one on which it appears."""
    leaves = read(f"{HEAD}{said}. Тираж: 300.", window)
    found = {path: leaf.value for path, leaf in leaves.items() if path.startswith("publication_date")}
    assert found == {path: date(2025, 11, day) for path, day in days.items()}


@pytest.mark.parametrize(
    ("said", "notes"),
    [
        ("Дата выхода: ____", None), ("Дата выхода: __.11.2025", None), ("Дата выхода: 45 дня", ("unreadable_date",)),
        ("Дата выхода: скоро", None), ("Дата выхода: 18.11.", ("no_year",)),
        ("Дата выхода: 31.11.2025", ("impossible_date",)),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_read(said: str, notes: tuple[str, ...] | None, window: MakeWindow) -> None:
    leaf = read(f"{HEAD}{said}. Тираж: 300.", window).get("publication_date")
    if leaf is not None:
        assert leaf.value is None
    assert notes is None or (leaf and leaf.notes) == notes


@pytest.mark.parametrize(
    ("said", "path", "raw"),
    [
        ("Плательщик: Асанова Г.Т. Плательщик: ЗАО «Темир»", "payer[1].name", "ЗАО «Темир»"),
        ("Плательщик: Асанова Г.Т. Плательщик: Асанова Гүлзат", "payer[1].name", None),
        ("Плательщик: ЗАО «Темир»", "payer.kind", "ЗАО"),
        ("Плательщик: Асанова Г.Т., каржы өкүлү", "payer.kind", "каржы өкүлү"),
        ("Оплачено из избирательного фонда партии «Төр». Оплачено из избирательного фонда партии «Нур»",
         "funding_source[1].owner", "партии «Нур»"),
        ("Оплачено из избирательного фонда партии «Төр». Оплачено из избирательного фонда партии «Төр»",
         "funding_source[1]", None),
        ("Оплачено из избирательного фонда партии «Төр». Оплачено из собственных средств",
         "funding_source[1]", "собственных средств"),
        ("Не оплачено из избирательного фонда партии «Төр»", "funding_source", None),
        ("Дата выхода: 06.07.2021, оплачено из избирательного фонда партии «Төр»", "funding_source",
         "избирательного фонда партии «Төр»"),
        ("Дата выхода: 06.07.2021, оплачено из избирательного фонда партии «Төр»", "publication_date", "06.07.2021"),
    ],
)  # fmt: skip
def test_payments_that_are_stated_more_than_once(said: str, path: str, raw: str | None, window: MakeWindow) -> None:
    head = "Исполнитель: ОсОО «Лист», г. Ош. Заказчик: партия «Төр». Тираж: 300. "
    assert told(f"{head}{said}.", window).get(path) == raw


@pytest.mark.parametrize(
    ("mark", "explicit"),
    [("colon", True), ("bar", True), ("tab", True), ("equals", True), ("newline", True), ("semicolon", True),
     ("after", True), ("dash", False), ("none", False), ("sentence", False), ("cell", False)],
)  # fmt: skip
def test_a_mark_that_makes_a_label_beyond_doubt(mark: str, explicit: bool) -> None:
    assert Anchor("customer", 0, 1, 2, mark, Entry("label", "customer")).explicit == explicit


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Биз иштейбиз. Шайлоо фондунан төлөндү.", True), ("Биз иштейбиз! Шайлоо фондунан төлөндү.", True),
        ("«Дом» Шайлоо фондунан төлөндү.", True), ("Биз иштейбиз\nШайлоо фондунан төлөндү.", True),
        ("Материал оплачен из избирательного фонда.", True),
    ],
)  # fmt: skip
def test_a_statement_of_payment_stands_by_itself(text: str, stated: bool, window: MakeWindow) -> None:
    found = window(text)
    assert bool(by_labels(found, anchors_of(found)).imprints) == stated


def test_labels_at_the_head_of_a_table_have_the_cells_below(window: MakeWindow) -> None:
    for head, row in (
        ("Заказчик | Тираж | Исполнитель\n", "Партия «Төр» | 300 | ОсОО «Лист»\n"),
        ("| Заказчик | Тираж | Исполнитель |\n|---|---|---|\n", "| Партия «Төр» | 300 | ОсОО «Лист» |\n"),
    ):
        found = window(head + row)
        anchors = anchors_of(found)
        assert [anchor.mark for anchor in anchors] == ["cell"] * 3
        cells = [found.text[anchor.value : anchor.limit].strip() for anchor in anchors]
        assert cells == ["Партия «Төр»", "300", "ОсОО «Лист»"]
    for lacking in ("Заказчик | Тираж | Исполнитель\n", "Заказчик | Тираж | Исполнитель\nПартия «Төр» | 300\n"):
        assert "cell" not in [anchor.mark for anchor in anchors_of(window(lacking))]


def test_two_label_words_in_running_text_are_no_imprint(window: MakeWindow) -> None:
    found = window("Наш дом. Отпечатано ОсОО «Лист» по заказу кандидата Осмонова Т.К.")
    read_so = by_labels(found, anchors_of(found))
    assert (read_so.imprints, read_so.verdict) == ([], "doubted")
    found = window("Наш дом. Отпечатано ОсОО «Лист» по заказу кандидата Осмонова Т.К. Тираж 300.")
    assert len(by_labels(found, anchors_of(found)).imprints) == 1
