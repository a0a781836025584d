"""What stands in a source that is no plain text: where it stands, what nobody sees, what could not be read."""

from __future__ import annotations

import pytest

from compliance.checker import Checker
from compliance.model.document import Document, Layer, Place, Segment, Unread

IMPRINT = "Исполнитель: ОсОО «Ак Кар Принт», г. Бишкек, ул. Тыныстанова, 14. Тираж: 500 экз."
PAGES = (
    Segment(0, 13, Place("page 1", page=1, box=(10, 10, 90, 20))),
    Segment(14, 20, Place("page 2", page=2, box=(10, 30, 40, 40))),
    Segment(21, 27, Place("page 2", page=2, box=(45, 28, 80, 40)), note="scanned"),
)


def document(**more: object) -> Document:
    return Document("Один два три.\nЧетыре пятого", format="pdf", segments=PAGES, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker("kg")


def test_a_stretch_over_segments_stands_in_the_box_around_them_on_its_page() -> None:
    assert document().place(14, 25) == Place("page 2", page=2, box=(10, 28, 80, 40))
    assert document().place(2, 25) == Place("page 1", page=1, box=(10, 10, 90, 20))


def test_a_plain_text_has_no_places_but_its_lines() -> None:
    assert Document("один\nдва").place(5, 8) is None
    assert Document("один\nдва").span(5, 8)[2:] == (2, 1, 2, 4)


def test_a_line_end_that_a_reader_wrote_belongs_to_what_stands_before_it() -> None:
    assert document().place(13, 14) == PAGES[0].place


def test_lines_and_columns_are_those_of_the_source_where_it_has_lines() -> None:
    """`a&amp;b` on line 7 from column 3: what is one character of the text is five of the source."""
    segments = tuple(
        Segment(at, at + 1, Place("p", 7, column), width) for at, column, width in ((0, 3, 1), (1, 4, 5), (2, 9, 1))
    )
    read = Document("a&b", format="html", segments=segments)
    assert [read.position(at) for at in range(4)] == [(7, 3), (7, 4), (7, 9), (7, 10)]
    assert read.span(0, 2)[2:] == (7, 3, 7, 9)


def test_what_was_read_unsurely_is_of_low_confidence(checker: Checker) -> None:
    at = IMPRINT.index("500")
    page = Place("page 1", page=1)
    sure, unsure = Segment(0, at, page), Segment(at, len(IMPRINT), page, note="scanned")
    found = checker.read(Document(IMPRINT, format="picture", segments=(sure, unsure))).imprints[0]
    assert (found.leaves["print_run"].confidence, found.leaves["print_run"].notes) == ("low", ("scanned",))
    assert found.leaves["executor.name"].confidence == "high"


def test_an_imprint_in_a_layer_that_nobody_sees_is_named_with_its_place_and_is_none(checker: Checker) -> None:
    layer = Layer("comment", f"from the printer: {IMPRINT}", Place("comment 3"))
    entry = checker.result(Document("Голосуйте за парки!", format="docx", layers=(layer,)))
    found = next(finding for finding in entry["findings"] if finding["rule"] == "kg/imprint/visible")
    assert (found["message_id"], found["place"]) == ("imprint_hidden", {"where": "comment 3"})
    assert found["evidence"].startswith("Исполнитель: ОсОО")
    assert entry["imprints"] == []


def test_while_a_part_is_unread_nothing_is_missing(checker: Checker) -> None:
    text = "Голосуйте за парки! Заказчик: партия «Күмүш Булут». " + IMPRINT.partition(" Тираж")[0]
    whole = checker.result(Document(text))
    part = checker.result(Document(text, format="pdf", unread=(Unread("page", Place("page 2", page=2)),)))
    missing = [one["rule"] for one in whole["findings"] if (one["outcome"], one["message_id"]) == ("fail", "missing")]
    assert missing
    assert not [one for one in part["findings"] if one["message_id"] == "missing"]
    assert {one["rule"] for one in part["findings"] if one["message_id"] == "part_unread"} >= set(missing)
    assert part["unread"] == [{"what": "page", "place": {"where": "page 2", "page": 2}}]
    assert part["verdict"] == "unclear"


def test_an_ad_without_imprint_is_unclear_while_a_part_is_unread(checker: Checker) -> None:
    entry = checker.result(Document("Голосуйте!", format="pdf", unread=(Unread("page", Place("page 1", page=1)),)))
    assert entry["verdict"] == "unclear"
    assert {one["outcome"] for one in entry["findings"] if one["severity"] == "error"} == {"unclear"}
