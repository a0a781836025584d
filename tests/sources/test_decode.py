"""Bytes become text in the encoding that is named, or are refused with the reason."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.sources.decode import Undecodable, decode

RUSSIAN = "Заказчик: кандидат Осмонов. Дата изготовления: 15 ноября 2021 г. Тираж: 12 000 экз.\r\n"
KYRGYZ = "Буюртмачы: «Жарык күн» саясий партиясы. Чыга турган күнү: 02.07.2021-ж. Нускасы: 1.\n"


@pytest.mark.parametrize("text", [RUSSIAN, KYRGYZ, "plain ASCII", "a\tb\x0c"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_unmarked_text_gives_itself_back(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    found, named = decode(content)
    assert found == text
    assert content.decode(named) == found


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_stays_the_first_character(mark: bytes, encoding: str) -> None:
    content = mark + KYRGYZ.encode(encoding)
    text, named = decode(content)
    assert (text[0], text[1:], named) == ("\ufeff", KYRGYZ, encoding)


def test_russian_in_windows_1251_is_read_and_named() -> None:
    assert decode(RUSSIAN.encode("cp1251")) == (RUSSIAN, "windows-1251")


def test_capitals_in_windows_1251_are_read() -> None:
    text = "ГОЛОСУЙТЕ ЗА НАС! ЗАКАЗЧИК: ПАРТИЯ «РАССВЕТ». ТИРАЖ: 100"
    assert decode(text.encode("cp1251")) == (text, "windows-1251")


@pytest.mark.parametrize("code_page", ["koi8-r", "cp866"])
def test_older_code_pages_are_read_where_no_other_comes_near(code_page: str) -> None:
    assert decode(RUSSIAN.encode(code_page)) == (RUSSIAN, code_page)


@pytest.mark.parametrize(("text", "code_page"), [(RUSSIAN, "mac-cyrillic"), (RUSSIAN.upper(), "cp866")])
def test_other_code_pages_are_named_not_guessed(text: str, code_page: str) -> None:
    """Capitals are the same bytes on two of them."""
    with pytest.raises(Undecodable, match="looks like"):
        decode(text.encode(code_page))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Café au lait, voilà très bon", "windows-1252"), ("Für größere Städte – „jetzt“ wählen", "windows-1252"),
        ("Zażółć gęślą jaźń, głosuj na listę", "windows-1250"), ("Příliš žluťoučký kůň", "windows-1250"),
        ("Seçim günü için ışık, şehir ve dağ", "windows-1254"),
    ],
)  # fmt: skip
def test_western_accents_are_not_taken_for_cyrillic(text: str, encoding: str) -> None:
    """Single accented letters between ASCII ones: the Latin code page whose letters they are."""
    assert decode(text.encode(encoding)) == (text, encoding)


def test_bytes_that_no_latin_language_writes_are_refused() -> None:
    """Signs in the middle of words are no text of a code page."""
    with pytest.raises(Undecodable):
        decode("to\xa4tal n\xd7onsense w\xb6ords".encode("latin-1"))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        b"PK\x03\x04....",
        b"\x89PNG\r\n\x1a\n",
        b"\x00\x01\x02\x03\xff\xfe\x05" * 40,
        bytes(range(256)) * 8,
    ],
)
def test_binary_content_is_refused(content: bytes) -> None:
    with pytest.raises(Undecodable, match="not text"):
        decode(content)


def test_broken_utf_16_says_where() -> None:
    with pytest.raises(Undecodable, match="UTF-16-LE"):
        decode(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8a\x00")


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_as_named_or_refused(content: bytes) -> None:
    try:
        text, encoding = decode(content)
    except Undecodable:
        return
    assert content.decode("cp1251" if encoding == "windows-1251" else encoding) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=300))
def test_utf_8_text_is_never_taken_for_something_else(text: str) -> None:
    assert decode(text.encode("utf-8")) == (text, "utf-8")


# ------------------------------------------------------------------------------------- thresholds, at both sides


def encoding_of(content: bytes) -> str:
    """Return the encoding that bytes are read in, "" where they are refused."""
    try:
        return decode(content)[1]
    except Undecodable:
        return ""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ГЬРСЧЯРГЭА ЖЛЗДГГХЭНИ", True),  # 7 of 20 letters are frequent ones: just enough
        ("ЖЧВЧНЧСРИН НГЗНШЬРЩЦЮ", True),
        ("ЯЧШКЮНЮНЧЛ ВИЮШЩРЬЛВЗ", False),  # 6 of 20
    ],
)
def test_a_third_of_frequent_letters_makes_a_cyrillic_code_page(text: str, read: bool) -> None:
    content = text.encode("cp1251")
    if read:
        assert decode(content) == (text, "windows-1251")
    else:
        with pytest.raises(Undecodable, match="it as UTF-8"):
            decode(content)


def test_a_code_page_that_hardly_fits_is_named_all_the_same() -> None:
    with pytest.raises(Undecodable, match=r"at offset 0 is not valid UTF-8, it looks like KOI8-R\)"):
        decode("счбыаабцсг лэлввбиьыу".encode("koi8-r"))


def test_accents_side_by_side_are_latin_where_they_hardly_look_cyrillic() -> None:
    text = "abúùcd abûñcd abóõcd abãécd abàöcd"
    assert decode(text.encode("cp1252")) == (text, "windows-1252")


@pytest.mark.parametrize(("known", "other", "read"), [(19, 1, True), (20, 1, True), (18, 1, False), (9, 1, False)])
def test_one_sign_in_twenty_may_be_no_letter_of_a_latin_page(known: int, other: int, read: bool) -> None:
    text = "abcé " * known + "abc÷ " * other
    if read:
        assert decode(text.encode("cp1252")) == (text, "windows-1252")
    else:
        with pytest.raises(Undecodable):
            decode(text.encode("cp1252"))


@pytest.mark.parametrize(("high", "low", "read"), [(45, 55, True), (50, 50, True), (51, 49, False), (55, 45, False)])
def test_latin_text_has_no_more_accents_than_letters(high: int, low: int, read: bool) -> None:
    pairs = min(high, low)
    text = "éa" * pairs + "é" * (high - pairs) + "e" * (low - pairs)
    if read:
        assert decode(text.encode("cp1252")) == (text, "windows-1252")
    else:
        with pytest.raises(Undecodable):
            decode(text.encode("cp1252"))


@pytest.mark.parametrize(("long", "single", "read"), [(75, 25, True), (70, 30, True), (65, 35, False)])
def test_most_cyrillic_letters_stand_beside_others(long: int, single: int, read: bool) -> None:
    """Letters that stand alone between ASCII ones are accents of a Latin code page."""
    text = "поесть".ljust(long, "о") + " ," + "о, " * single
    assert (encoding_of(text.encode("cp1251")) == "windows-1251") == read


@pytest.mark.parametrize(("foreign", "read"), [(5, True), (6, False), (9, False)])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_one_sign_in_twenty_may_be_foreign_to_unmarked_utf_16(foreign: int, read: bool, encoding: str) -> None:
    text = "Тираж: 100 экз. ".ljust(100 - foreign, "ы") + "票" * foreign
    assert len(text) == 100
    assert (encoding_of(text.encode(encoding)) == encoding) == read
