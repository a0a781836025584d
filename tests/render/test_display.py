"""What an ad says is shown, and does nothing to the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.render.display import excerpt, visible, width, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("a\x00b\x07c\x7f", "a␀b␇c␡"),
        ("a\x9b31m", "a<U+009B>31m"),
        ("one\r\ntwo\tthree\u2028four", "one  two three four"),
        ("\u202eevil", "<U+202E>evil"),
        ("\u2066x\u2069", "<U+2066>x<U+2069>"),
        ("Зака\u00adзчик\u200b", "Заказчик"),
        ("e\u0301", "e\u0301"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_control_characters_are_shown_not_obeyed(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("әөү", 3), ("漢字", 4), ("😀", 2), ("e\u0301", 1), ("a\u00adb", 2), ("\x1b", 1), ("\t", 1)],
)
def test_width_is_in_terminal_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(max_size=60))
def test_nothing_visible_steers_a_terminal(text: str) -> None:
    for character in visible(text):
        assert unicodedata.category(character) not in ("Cc", "Cs", "Cf", "Zl", "Zp")


def marked(text: str, start: int, end: int, columns: int = 60) -> str:
    """Return the stretch of the shown line that the marker stands under."""
    shown = excerpt(text, start, end, columns)
    assert width(shown.line) <= columns
    cells: list[str] = []
    at = 0
    for character in shown.line:
        at += width(character)
        if shown.before < at <= shown.before + shown.under or (width(character) == 0 and cells and at > shown.before):
            cells.append(character)
    return "".join(cells)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "тираж ",
        "漢字 ",
        "😀😀 ",
        "e\u0301e\u0301 ",
        "a\u00adb\u200b ",
        "tab\t",
        "\x1b[1m",
        "x" * 5000,
        "漢" * 5000,
        "\u200b" * 5000,
    ],
    ids=[
        "none",
        "cyrillic",
        "wide",
        "emoji",
        "combining",
        "invisible",
        "tab",
        "ansi",
        "long",
        "long wide",
        "long invisible",
    ],
)
@pytest.mark.parametrize("after", ["", " after", "y" * 5000, "\r\nnext line"])
def test_the_marker_stands_under_the_evidence(before: str, after: str) -> None:
    text = f"first line\n{before}5000{after}"
    start = text.index("5000")
    assert marked(text, start, start + 4) == "5000"


def test_wide_and_combining_evidence_is_marked_whole() -> None:
    assert marked("a 漢字 b", 2, 4) == "漢字"
    assert excerpt("a 漢字 b", 2, 4, 60).under == 4
    assert excerpt("a e\u0301 b", 2, 4, 60).under == 1


def test_evidence_over_lines_is_shown_to_the_end_of_the_first() -> None:
    text = "abc one\ntwo def"
    shown = excerpt(text, 4, 11, 60)
    assert (shown.line, shown.before, shown.under) == ("abc one…", 4, 3)


def test_long_evidence_is_cut() -> None:
    shown = excerpt("x" * 10_000, 100, 9_900, 60)
    assert width(shown.line) == 60
    assert shown.line.startswith("…")
    assert shown.line.endswith("…")


def test_nothing_is_marked_with_one_column() -> None:
    assert excerpt("abc", 3, 3, 60) == ("abc", 3, 1)


@given(st.text(max_size=200), st.data(), st.integers(40, 120))
def test_any_place_in_any_text_fits_the_window(text: str, data: st.DataObject, columns: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = excerpt(text, start, end, columns)
    assert width(shown.line) <= columns
    assert shown.before + shown.under <= columns + 1
    assert "\n" not in shown.line


def test_wrapped_lines_fit_and_keep_every_word() -> None:
    text = "Басып чыгарылган үгүт материалдары " * 20 + "https://example.org/" + "x" * 80
    lines = wrap(text, 50)
    assert " ".join(lines).split() == text.split()
    assert all(width(line) <= 50 for line in lines if " " in line)
    assert wrap("", 50) == []
