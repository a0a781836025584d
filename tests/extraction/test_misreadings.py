"""What was once misread stays mended."""

from __future__ import annotations

import pytest

from compliance.extraction import read
from compliance.rulebook import Rulebook
from compliance.sources import load_bytes

from .misreadings import INVENTED, LOST, PAID, Case
from .places import Extract, One, sure

AGAIN = {
    "a unit before a semicolon": (
        "Аткаруучу: «Лист» ЖЧК; Буюртмачы: талапкер Осмонов Т.К.; Нускасы: 1 даана; Күнү: 06.07.2021.\n\n",
        2,
    ),
    "a date that opens": (
        "Чыккан күнү: 06.07.2021. Аткаруучу: «Лист» ЖЧК. Буюртмачы: «Из» партиясы. Нускасы: 1.\n\n",
        2,
    ),
    "a date that opens, with the word for year": (
        "Чыккан күнү: 06.07.2021-ж. Буюртмачы: талапкер Осмонов Т.К. Аткаруучу: «Лист» ЖЧК. Нускасы: 1.\n\n",
        2,
    ),
    "sixty times in a row": (PAID.format("Оплачено из избирательного фонда.") + " ", 60),
}


def test_no_case_has_the_name_of_another() -> None:
    assert not INVENTED.keys() & LOST.keys()


@pytest.mark.parametrize("case", INVENTED.values(), ids=INVENTED)
def test_no_wrong_value_is_stated_with_confidence(case: Case, extract: Extract) -> None:
    """It is right, or doubted, or absent."""
    for reading in extract(case.text).imprints:
        leaf = reading.leaves.get(case.path)
        assert leaf is None or not sure(leaf) or leaf.value == case.right


@pytest.mark.parametrize("case", LOST.values(), ids=LOST)
def test_what_is_stated_is_read(case: Case, one: One) -> None:
    leaf = one(case.text).leaves.get(case.path)
    assert leaf is not None
    assert leaf.value == case.right


@pytest.mark.parametrize(("text", "times"), AGAIN.values(), ids=AGAIN)
def test_an_imprint_said_again_is_one(text: str, times: int, one: One) -> None:
    """No part of it is taken for another imprint, and no window ends amid it."""
    assert len(one(text * times).occurrences) == times


def test_a_block_holds_all_that_was_read_for_it(one: One) -> None:
    """A date that stands right before the first label is within the block."""
    reading = one("06.07.2021. Исполнитель: ОсОО «Лист», г. Ош. Заказчик: партия «След». Тираж: 300.")
    first, last = reading.place
    assert all(first <= start < end <= last for start, end in (leaf.place for leaf in reading.leaves.values()))


def test_a_step_ends_behind_its_beginning(extract: Extract) -> None:
    """A sentence has no label of its own: its step is empty, hidden characters before it or not."""
    trace = extract("Заказчик: партия «След». \u200b\u200bШайлоо фондунан төлөндү. Тираж: 300.").trace
    assert all(step.start <= step.end for step in trace)


@pytest.mark.parametrize(
    ("page", "path", "right"),
    [
        (
            "<table><tr><th>Исполнитель</th><th>Заказчик</th><th>Тираж</th></tr>"
            "<tr><td>ОсОО «Лист»</td><td>партия «След»</td><td>300</td></tr></table>",
            "print_run",
            300,
        ),
        (
            "<dl><dt>Заказчик</dt><dd>партия «След»</dd><dt>Тираж</dt><dd>300</dd></dl>",
            "customer.name",
            "партия «След»",
        ),
    ],
    ids=["a head row", "a list of terms"],
)
def test_labels_of_a_page_are_read_as_they_are_set(page: str, path: str, right: str | int, rulebook: Rulebook) -> None:
    (loaded,) = load_bytes(page.encode(), "page.html")
    (reading,) = read(loaded.document, rulebook).imprints
    assert reading.leaves[path].value == right
