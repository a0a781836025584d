"""A document: places to lines and columns and back, digests, and texts of every line end."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.model.document import Document

LINES = st.text(st.sampled_from("аб \r\n\ufeff\t\u0301👍\u2028"), max_size=40)
quick = settings(derandomize=True, max_examples=200, deadline=None, database=None)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("x", 1, 1),
        ("abc\nx", 2, 1),
        ("abc\r\nx", 2, 1),
        ("abc\rx", 2, 1),
        ("\n\n\nx", 4, 1),
        ("\r\r\nx", 3, 1),
        ("\n\rx", 3, 1),
        ("ab\r\ncdx", 2, 3),
        ("\ufeffx", 1, 2),
        ("\ufeff\r\n x", 2, 2),
        ("👍👍x", 1, 3),
        ("и\u0306x", 1, 3),
        ("a\u2028x", 1, 3),
        ("a\tx", 1, 3),
    ],
)
def test_where_a_character_stands(text: str, line: int, column: int) -> None:
    """CR, LF and CRLF each end a line; every code point is a column, a byte order mark and an accent too."""
    place = text.index("x")
    span = Document(text).span(place, place + 1)
    assert (span.line, span.column, span.end_line, span.end_column) == (line, column, line, column + 1)


def test_a_span_over_lines() -> None:
    text = "Нускасы:\r\n  5\r\n000"
    span = Document(text).span(text.index("5"), len(text))
    assert (span.line, span.column) == (2, 3)
    assert (span.end_line, span.end_column) == (3, 4)


def test_the_end_of_the_last_line() -> None:
    """A text that ends with a line end has an empty line behind it; one that does not has none."""
    assert Document("a\n").span(2, 2)[2:] == (2, 1, 2, 1)
    assert Document("a").span(1, 1)[2:] == (1, 2, 1, 2)
    assert Document("").span(0, 0)[2:] == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\r\nb\rc\n", ["a", "b", "c", ""]),
        ("", [""]),
        ("\n", ["", ""]),
        ("\ufeffa", ["\ufeffa"]),
        ("a\n\n", ["a", "", ""]),
    ],
)
def test_lines_come_without_their_ends(text: str, lines: list[str]) -> None:
    document = Document(text)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    assert [document.line_at(start) for start in starts] == [(line, 0) for line in lines]


@quick
@given(LINES, st.data())
def test_line_and_column_lead_back_to_the_place(text: str, data: st.DataObject) -> None:
    """The column counts from the line's start, and the lines end where CR, LF and CRLF say."""
    place = data.draw(st.integers(0, len(text)))
    span = Document(text).span(place, place)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    assert starts[span.line - 1] + span.column - 1 == place
    assert span.line == len(starts) or place < starts[span.line]


@quick
@given(LINES)
def test_the_lines_are_the_text(text: str) -> None:
    document = Document(text)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    assert [document.line_at(start)[0] for start in starts] == re.split(r"\r\n|\r|\n", text)


@quick
@given(LINES, st.data())
def test_places_in_order_have_positions_in_order(text: str, data: st.DataObject) -> None:
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    span = Document(text).span(start, end)
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert (span.start, span.end) == (start, end)


def test_size_and_digest_are_of_the_bytes() -> None:
    text = "Нускасы: 1\r\n"
    document = Document(text)
    assert document.size == len(text.encode())
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_what_the_file_said_is_kept() -> None:
    """The size and digest of a file in another encoding are not those of the decoded text."""
    document = Document("ө", "ad.txt", "utf-16", size=4, sha256="0" * 64, pointer="/text")
    assert (document.path, document.encoding, document.pointer) == ("ad.txt", "utf-16", "/text")
    assert (document.size, document.sha256) == (4, "0" * 64)


def test_a_lone_surrogate_is_no_error() -> None:
    """JSON may hold one: it is text like any other."""
    document = Document("a\ud800b")
    assert document.span(2, 3).column == 3
    assert document.size == 5
