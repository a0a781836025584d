"""Folding: one byte a character, shapes that look alike fall together, and the way back from hidden characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.text.folding import (
    COLONS,
    COMBINING,
    DASHES,
    INVISIBLE,
    LETTERS,
    LOOK_ALIKE_DIGITS,
    QUOTES,
    SPACES,
    HiddenMap,
    fold,
    has_hidden,
    mixes_scripts,
    without_hidden,
)

SOUP = st.text(
    st.one_of(st.sampled_from("аaоөѳ0нңhуүy3зЗ 4ч-–«»:" + INVISIBLE + COMBINING + SPACES), st.characters(codec="utf-8"))
)
quick = settings(derandomize=True, max_examples=200, deadline=None, database=None)


@quick
@given(SOUP)
def test_a_byte_for_each_character(text: str) -> None:
    """Places in folded text are places in the text."""
    assert len(fold(text)) == len(text)
    assert fold(text) == b"".join(fold(character) for character in text)


@quick
@given(SOUP, SOUP)
def test_folding_knows_no_context(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Буюртмачы", "БУЮРТМАЧЫ"),
        ("Заказчик", "3аказчик"),
        ("Заказчик", "Зaкaзчик"),
        ("нускасы", "hycкacы"),
        ("ТИРАЖ", "TИPAЖ"),
        ("төлөөчү", "толоочу"),
        ("төлөөчү", "тѳлѳѳчү"),
        ("жаңы", "жаны"),
        ("жаңы", "жаӊы"),
        ("күнү", "куну"),
        ("счёт", "счет"),
        ("чыккан", "4ыккан"),
        ("бир", "6ир"),
        ("фонду", "ф0нду"),
        ("шайлоо", "шаилоо"),
        ("künü", "KÜNÜ"),
        ("әділ қоғам үшін ұлт һәм бөлім", "адiл когам ушiн улт hам болiм"),
        ("ҒӘЖАП ҚҰҢІЛ", "ғәжап құңіл"),
        ("éléction à Zürich, Straße", "election a zurich, strase"),
        ("Łódź şehri čeština ĐURĐEVAC ığdır", "lodz sehri cestina durdevac igdir"),
        ("Việt Nam", "viet nam"),
    ],
)
def test_letters_that_look_alike_fall_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("тираж", "тиран"), ("ыш", "ышь"), ("июнь", "июль"), ("1", "7"), ("12", "21"), ("(", ")"), (".", ","), (";", ":")],
)
def test_what_looks_different_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "marks",
    [SPACES + " \t\n\r\u2028", DASHES, QUOTES, COLONS, INVISIBLE + COMBINING],
    ids=["space", "dash", "quote", "colon", "hidden"],
)
def test_marks_of_one_kind_fall_together(marks: str) -> None:
    assert len({fold(mark) for mark in marks}) == 1


def test_letters_are_told_from_everything_else() -> None:
    assert all(byte in LETTERS for byte in fold("АБВаbcөүңёЭz"))
    assert not any(byte in LETTERS for byte in fold(" .,:;-–«»|\u00ad\u0301125789👍"))


def test_a_digit_read_for_a_letter_folds_to_that_letter_or_itself() -> None:
    """The table of digits that recognition confuses maps letters to digits, never to anything else."""
    assert all(digit.isdigit() and not letter.isdigit() for letter, digit in LOOK_ALIKE_DIGITS.items())


def test_an_unknown_character_is_a_question_mark() -> None:
    assert fold("漢👍\uffff") == b"???"


def test_nothing_folds_to_nothing() -> None:
    assert fold("") == b""
    assert not has_hidden(b"")
    assert HiddenMap(b"").source(0) == 0


@quick
@given(SOUP)
def test_the_hidden_map_is_the_way_back(text: str) -> None:
    """Each character that is left stands where the map says, in the order of the text."""
    folded = fold(text)
    seen = without_hidden(folded)
    way = HiddenMap(folded)
    places = [way.source(place) for place in range(len(seen))]
    assert bytes(folded[place] for place in places) == seen
    assert places == [place for place, byte in enumerate(folded) if not has_hidden(bytes([byte]))]
    assert has_hidden(folded) == (len(seen) < len(folded))


@quick
@given(SOUP)
def test_the_hidden_map_leads_to_the_end(text: str) -> None:
    """Behind the last character that is seen comes the end, with what is hidden there."""
    folded = fold(text)
    assert HiddenMap(folded).source(len(without_hidden(folded))) == len(folded)


def test_hidden_characters_vanish_from_between_letters() -> None:
    assert without_hidden(fold("Нус\u00adка\u200bсы\ufeff")) == fold("Нускасы")
    assert without_hidden(fold(unicodedata.normalize("NFD", "йө"))) == fold("йө")


@pytest.mark.parametrize("text", ["Зaказчик", "партия «Hовый след»", "Тиpаж", "кѳчѳ", "тираӊ", "OсОО", "Zаkaz", "Тüр"])
def test_letters_of_another_script_in_a_word_are_told(text: str) -> None:
    assert mixes_scripts(text)


@pytest.mark.parametrize(
    "text",
    ["", "Заказчик", "Үй-жай ңө", "OsOO «Alpha»", "ОсОО «Alpha»", "Wi-Fi для всех", "4G для сёл", "für Élan", "Қазақ"],
)
def test_words_of_two_languages_side_by_side_are_not_mixed(text: str) -> None:
    assert not mixes_scripts(text)
