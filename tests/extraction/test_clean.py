"""Clean text: what a reader sees of the source, and the way back to the characters it came from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extraction.find.clean import Clean
from compliance.text.folding import INVISIBLE, fold

from .profiles import profile

MARKED = [
    "\u00ad",
    "\u200b",
    "\ufeff",
    "\u0306",
    "\u0308",
    "\u0301",
    "\u00a0",
    "\u2009",
    "  ",
    "   ",
    " \t ",
    "\r\n",
    "\r",
]
MARKED += [
    "\u2028",
    "-\n",
    "\u00ad\r\n",
    "&nbsp;",
    "&laquo;",
    "&#173;",
    "&#1040;",
    "&amp;",
    "&lt;",
    "&",
    "<b>",
    "</b>",
    "<br/>",
    "<",
]
MARKED += ["**", "__", "*", "_", "<<", ">>", "и", "Тираж", "өкүлү", "5", "👍", "\ufffe"]
SOUP = st.lists(st.one_of(st.sampled_from(MARKED), st.text(max_size=2)), max_size=25).map("".join)


def cleaned(source: str) -> Clean:
    return Clean(source, 0, len(source))


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("Нус\u00adка\u200bсы\ufeff", "Нускасы"),
        ("\ufeffТираж", "Тираж"),
        ("Ош ш., 31&lt;br&gt;Тираж: 5 &lt;i&gt;экз.&lt;/i&gt;", "Ош ш., 31\nТираж: 5 экз."),
        (unicodedata.normalize("NFD", "Чыйырчык й"), "Чыйырчык й"),
        ("Аткаруу-\nчу", "Аткаруучу"),
        ("Аткаруу-\r\n   чу", "Аткаруучу"),
        ("Аткаруу\u00ad\nчу", "Аткаруучу"),
        ("Аткаруу\u2010\nчу", "Аткаруучу"),
        ("Тираж:&nbsp;300", "Тираж: 300"),
        ("&laquo;Кең Талаа&raquo;", "«Кең Талаа»"),
        ("&#1040;&#x411;", "АБ"),
        ("Ти&shy;раж", "Тираж"),
        ("<b>Тираж:</b> 300", "Тираж: 300"),
        ("<span class='x'>Тираж</span>", "Тираж"),
        ("Тираж<br>300<BR/>шт.", "Тираж\n300\nшт."),
        ("**Тираж:** 300", "Тираж: 300"),
        ("*Тираж*", "Тираж"),
        ("__Тираж__: 300", "Тираж: 300"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a  b", "a b"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("Тираж    300", "Тираж\t300"),
        ("Тираж \t 300", "Тираж\t300"),
    ],
)
def test_what_a_reader_sees(source: str, seen: str) -> None:
    assert cleaned(source).text == seen


@pytest.mark.parametrize(
    "source",
    [
        "Тираж: 300",
        "5-\n6",
        "Аткаруучу -\nБуюртмачы",
        "____",
        "a_b",
        "&bogus;",
        "&#1114112;",
        "a < b > c",
        "<Имя>",
        "тел. 5*6",
        "",
    ],
)
def test_what_is_plain_stays_as_it_is(source: str) -> None:
    """A hyphen between numbers, a blank to fill in, a slot in angle brackets and an unknown entity are no markup."""
    assert cleaned(source).text == source.replace("*", "")


@pytest.mark.parametrize(
    ("source", "notes"),
    [
        ("Тираж", set()),
        ("Ти\u00adраж", {"invisible"}),
        ("и\u0306", {"decomposed"}),
        ("&nbsp;", {"entity"}),
        ("а-\nб", {"hyphen"}),
        ("**а**\r\n\t б", set()),
        ("Ти\u200bра-\nж&amp;", {"invisible", "hyphen", "entity"}),
    ],
)
def test_what_was_mended_is_noted(source: str, notes: set[str]) -> None:
    assert cleaned(source).notes == notes


@pytest.mark.parametrize(
    ("source", "words", "raw"),
    [
        ("и\u0306од", "йод", "и\u0306од"),
        ("x: и\u0306", "й", "и\u0306"),
        ("Тир\u00adаж: 5\u00a0000", "Тираж", "Тир\u00adаж"),
        ("Тираж: 5\u00a0000 шт", "5 000", "5\u00a0000"),
        ("&laquo;Из&raquo; ЖЧК", "«Из»", "&laquo;Из&raquo;"),
        ("За-\r\nказчик: я", "Заказчик", "За-\r\nказчик"),
        ("\ufeff\u200bТираж", "Тираж", "Тираж"),
        ("Тираж\u200b: 5", "Тираж", "Тираж"),
        ("<b>Тираж</b>: 5", "Тираж", "Тираж"),
        ("**Тираж:** 5", "Тираж:", "Тираж:"),
        ("a   b", "\t", "   "),
    ],
)
def test_words_are_cut_from_the_source_unchanged(source: str, words: str, raw: str) -> None:
    """Marks inside the words belong to them, marks at their ends do not."""
    clean = cleaned(source)
    place = clean.text.index(words)
    assert source[clean.begin(place) : clean.end(place + len(words))] == raw


def test_a_window_begins_where_it_begins() -> None:
    """Places are those of the whole source, not of the window."""
    source = "Биз\u00a0барбыз. Ти\u00adраж: 5"
    clean = Clean(source, source.index("Т"), len(source))
    assert clean.text == "Тираж: 5"
    assert source[clean.begin(0) : clean.end(5)] == "Ти\u00adраж"
    assert source[clean.begin(7) : clean.end(8)] == "5"


@profile(150)
@given(SOUP, st.integers(0, 5))
def test_each_clean_character_has_its_own_piece_of_the_source(source: str, start: int) -> None:
    """Pieces follow each other without overlap, and a character that nothing mended is itself."""
    clean = Clean(source, min(start, len(source)), len(source))
    behind = min(start, len(source))
    for place, character in enumerate(clean.text):
        begin, end = clean.begin(place), clean.end(place + 1)
        assert behind <= begin < end <= len(source)
        piece = source[begin:end]
        assert piece == character or piece.isspace() or len(piece) > 1 or character in "\n\t "
        behind = end


@profile(150)
@given(SOUP)
def test_what_lies_between_the_pieces_is_nothing_to_see(source: str) -> None:
    clean = cleaned(source)
    places = range(len(clean.text))
    ends = [0, *(clean.end(place + 1) for place in places)]
    begins = [*(clean.begin(place) for place in places), len(source)]
    for end, begin in zip(ends, begins, strict=True):
        assert cleaned(source[end:begin]).text.strip("*_") == "" or source[end:begin].startswith(
            ("-", "\u2010", "\ufffe")
        )


@profile(150)
@given(SOUP)
def test_the_fold_of_clean_text_is_kept_with_it(source: str) -> None:
    clean = cleaned(source)
    assert clean.folded == fold(clean.text).decode("latin-1")
    assert not any(character in clean.text for character in INVISIBLE if "&" not in source)
