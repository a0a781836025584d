"""Whether two wordings name the same party or person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.text.names import compared

PAIRS = [
    ("«Күмүш Булут» саясий партиясынын", "«Күмүш Булут» саясий партиясы", "same"),
    ('"Күмүш Булут партиясы" саясий партиясынын', '"Күмүш Булут" партиясы', "same"),
    ("политической партии «Күмүш Булут»", "политическая партия “Күмүш Булут”", "same"),
    ("«КҮМҮШ БУЛУТ»", "«Күмүш Булут»", "same"),
    ("«Kүмүш Булут»", "«Күмүш Булут»", "same"),  # Latin K
    ("«Кумуш Булут»", "«Күмүш Булут»", "same"),
    ("партии Күмүш Булут", "партия «Күмүш Булут»", "same"),
    ("«Күмүш Булут»", "«Боз Турумтай»", "other"),
    ("«Күмүш Булут»", "«Күмүш Жылдыз»", "unsure"),
    ("Токоевой Н.С.", "кандидат Токоева Нуржан", "same"),
    ("Мамбетов Алмаз", "Жээнбаева Сайра", "other"),
    ("Мамбетов А.Т.", "Жээнбаева С.К.", "other"),
    ("талапкердин", "Жээнбаева Сайра", "unsure"),
    ("«Күмүш Булут» партиясынын", "талапкер Жээнбаева Сайра", "unsure"),
    ("", "«Күмүш Булут»", "unsure"),
    ("", "", "same"),
    # an ending is at most four letters long
    ("«Булут»", "«Булутунан»", "unsure"),
    ("«Булут»", "«Булутунанд»", "other"),
    # and a stem all of a word but its last two letters, or three letters of a short word
    ("«Булутов»", "«Булутша»", "unsure"),
    ("«Булутов»", "«Булушак»", "other"),
    ("«Токо»", "«Токш»", "unsure"),
    ("«Токо»", "«Тошк»", "other"),
    ("«Ош»", "«Ошто»", "unsure"),
    ("«Ош»", "«Отто»", "other"),
    # of names without marks, words of three letters count, and shorter ones do not
    ("Ак Мамбетов", "Ак Жээнбаева", "other"),
    ("Али Мамбетов", "Али Жээнбаева", "other"),
    ("Али", "Али Мамбетов", "same"),
    ("Ак", "Ак Мамбетов", "unsure"),
]


@pytest.mark.parametrize(("first", "second", "likeness"), PAIRS)
def test_pairs(first: str, second: str, likeness: str) -> None:
    """Endings, case, marks and look-alike letters do not make another party; only a clear difference does."""
    assert compared(first, second) == likeness
    assert compared(second, first) == likeness


@given(first=st.text(), second=st.text())
def test_it_does_not_matter_which_comes_first(first: str, second: str) -> None:
    """Likeness is mutual, and every wording is like itself."""
    assert compared(first, second) == compared(second, first)
    assert compared(first, first) == "same"
