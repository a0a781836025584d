"""How far apart the words of an imprint may stand: at the edge of each distance, where one more changes the answer.

Distances are measured in characters of clean text; a helper fills the gap with words that mean nothing.
"""

from __future__ import annotations

from datetime import date

import pytest

from compliance.extraction.blocks import anchors_of, value_place
from compliance.extraction.find.lexicon import Lexicon
from compliance.extraction.find.scan import candidate_windows
from compliance.extraction.pieces.dates import read_date
from compliance.extraction.pieces.numbers import number_before, read_number, unit_end
from compliance.extraction.split import split_blocks
from compliance.rulebook import Rulebook

from .places import Extract, MakeWindow, One, raws


def filler(size: int) -> str:
    """Return as many characters of words without a meaning; they begin and end with a blank."""
    text = " " + "лавка у дома стоит давно " * (size // 25 + 1)
    return text[: size - 1].rstrip().ljust(size - 1, "а")[: size - 1] + " "


def far(size: int) -> str:
    """Return as many characters of one word over and over."""
    return ("лавка " * (size // 6 + 1))[:size]


@pytest.fixture(scope="module")
def lexicon(rulebook: Rulebook) -> Lexicon:
    return Lexicon(rulebook.labels)


# ------------------------------------------------------------------------------------------------------ sentences


@pytest.mark.parametrize(("before", "whole"), [(60, True), (61, False)])
def test_a_stop_inside_a_short_quotation_ends_nothing(before: int, whole: bool, window: MakeWindow) -> None:
    text = "«" + "а" * (before - 1) + ". Бор» к"
    assert (window(text).sentence_end(0, len(text)) == len(text)) == whole


@pytest.mark.parametrize(("behind", "whole"), [(59, True), (60, False)])
def test_a_quotation_must_close_soon_behind_the_stop(behind: int, whole: bool, window: MakeWindow) -> None:
    text = "«Акак. Б" + "о" * (behind - 3) + "» к"
    assert text.index("»") - text.index(".") == behind
    assert (window(text).sentence_end(0, len(text)) == len(text)) == whole


def test_a_line_in_capitals_goes_on_with_the_word_for_by(window: MakeWindow) -> None:
    text = "БАРАКЧА «ЛИСТ» БАСМАСЫ. ТАРАБЫНАН БАСЫЛДЫ"
    assert window(text).sentence_end(0, len(text)) == len(text)


def test_a_legal_form_on_the_next_line_belongs_to_the_name(window: MakeWindow) -> None:
    text = "Лист\nОБЩЕСТВЕННЫЙ ФОНД к"
    assert window(text).sentence_end(0, len(text)) == len(text)
    assert window(text.replace("ОБЩЕСТВЕННЫЙ", "ПРЕКРАСНЫЙ")).sentence_end(0, len(text)) == 4


def test_a_role_at_the_end_of_a_line_asks_for_a_name(window: MakeWindow) -> None:
    text = "Оплатил уполномоченный представитель по финансовым вопросам\nАсанова Гүлзат"
    assert window(text).sentence_end(0, len(text)) == len(text)
    plain = "Оплатил сосед\nАсанова Гүлзат"
    assert window(plain).sentence_end(0, len(plain)) == plain.index("\n")


# ---------------------------------------------------------------------------------------------------------- blocks


@pytest.mark.parametrize(("gap", "blocks"), [(260, 1), (261, 2)])
def test_labels_far_apart_are_two_imprints(gap: int, blocks: int, window: MakeWindow) -> None:
    text = "Тираж: 300." + filler(gap - 1).replace(" лавка", " Лавка", 1) + "Дата выхода: 06.07.2021"
    found = window(text)
    assert text.index("Дата") - text.index(".") == gap
    assert len(split_blocks(found, anchors_of(found))) == blocks


@pytest.mark.parametrize(("reach", "kept"), [(60, True), (61, False)])
def test_a_verb_of_making_names_a_printer_close_behind_it(reach: int, kept: bool, window: MakeWindow) -> None:
    start = "Исполнитель: ОсОО «Кырман». Тираж: 5. Заказчик: партия «Төр». Отпечатано"
    text = start + " " + "б" * (reach - 1) + "«Лист»"
    found = window(text)
    (block,) = split_blocks(found, anchors_of(found))
    assert ("none" in [anchor.mark for anchor in block]) == kept


def test_an_and_at_the_end_belongs_to_what_follows(window: MakeWindow) -> None:
    text = "Буюртмачы: «Төр» саясий партиясы жана аткаруучу: «Лист» ЖЧК, Ош ш. Нускасы: 300."
    found = window(text)
    anchors = anchors_of(found)
    assert slice_of(text, value_place(found, anchors[0], anchors)) == "«Төр» саясий партиясы"


def slice_of(text: str, place: tuple[int, int]) -> str:
    return text[slice(*place)].strip()


def test_two_labels_side_by_side_are_no_head_of_a_table(window: MakeWindow) -> None:
    anchors = anchors_of(window("Заказчик | Исполнитель\nПартия «Төр» | ОсОО «Лист», г. Ош\n"))
    assert [anchor.mark for anchor in anchors] == ["bar", "newline"]


def test_three_labels_side_by_side_are_the_head_of_a_table(one: One) -> None:
    reading = one("Заказчик | Тираж | Исполнитель\nПартия «Төр» | 300 | ОсОО «Лист», г. Ош\n")
    assert raws(reading)["customer.name"] == "Партия «Төр»"
    assert raws(reading)["print_run"] == "300"


# -------------------------------------------------------------------------------------------------------- decisions

SHOP = "Исполнитель: ОсОО «Лист», г. Ош, ул. Мира, 3. Тираж: 300"
TRADE = "Заказчик: ОсОО «Кафе», Исполнитель: ОсОО «Лист», г. Ош, ул. Мира, 3. Тираж: 300"


def reason(text: str, extract: Extract) -> str:
    return " | ".join(step.reason for step in extract(text).trace if step.kind == "rejected")


@pytest.mark.parametrize(("gap", "counts"), [(110, True), (111, False)])
def test_a_colophon_counts_near_the_block(gap: int, counts: bool, extract: Extract) -> None:
    text = "УДК" + filler(gap - 3) + SHOP
    assert ("own colophon" in reason(text, extract)) == counts


@pytest.mark.parametrize(("gap", "counts"), [(60, True), (61, False)])
def test_a_contract_counts_beside_the_block(gap: int, counts: bool, extract: Extract) -> None:
    text = "Договор" + filler(gap - 7) + TRADE
    assert ("an order or a contract" in reason(text, extract)) == counts


def test_an_election_word_counts_from_afar(extract: Extract) -> None:
    text = "Выборы." + filler(170) + TRADE
    assert extract(text).imprints
    assert "nothing in it speaks of an election" in reason(filler(170) + TRADE, extract)


@pytest.mark.parametrize(("size", "stated"), [(259, True), (260, False)])
def test_a_statement_of_payment_is_short(size: int, stated: bool, extract: Extract) -> None:
    """A longer sentence is weighed by its words instead."""
    text = ("Оплачено из избирательного фонда партии «Төр»" + far(300))[:size].rstrip().ljust(size, "а") + "."
    reasons = [step.reason for step in extract(text).trace]
    assert ("payment from an election fund is stated, and nothing else" in reasons) == stated


@pytest.mark.parametrize(("back", "quoted"), [(160, True), (161, False)])
def test_a_quotation_that_opened_before_the_block(back: int, quoted: bool, extract: Extract) -> None:
    head = "На листовке «так"
    should = " должно стоять: "
    block = "Заказчик: кандидат Асанов И. Исполнитель: ОсОО «Лист», г. Ош. Тираж: 500. Оплачено из избирательного фонда"
    text = head + filler(back - 4 - len(should)).rstrip().ljust(back - 4 - len(should), "а") + should + block
    assert text.index("Заказчик") - text.index("«") == back
    assert ("a form of words is quoted" in reason(text, extract)) == quoted


# ---------------------------------------------------------------------------------------------------------- windows


@pytest.mark.parametrize(("gap", "found"), [(420, 1), (421, 0)])
def test_label_words_of_one_window(gap: int, found: int, lexicon: Lexicon) -> None:
    """Alone neither a printer nor a print run is worth a look."""
    first = "Исполнитель"
    text = far(600) + " " + first + ":" + far(gap - 2) + " Тираж: " + far(600)
    assert text.index("Тираж") - text.index(first) - len(first) == gap
    assert len(candidate_windows(text, lexicon).windows) == found


def test_a_window_takes_in_what_stands_around_its_labels(lexicon: Lexicon) -> None:
    text = far(500) + " Заказчик: " + far(600)
    start = text.index("Заказчик")
    assert candidate_windows(text, lexicon).windows == [(start - 220, start + len("Заказчик") + 280)]


@pytest.mark.parametrize("shift", [0, 1, 4, 7, 8, 9])
def test_a_label_across_the_seam_of_two_chunks_is_found(shift: int, lexicon: Lexicon) -> None:
    text = far((1 << 20) - shift - 1) + " Заказчик: " + far(600)
    start = text.index("Заказчик")
    assert start == (1 << 20) - shift
    assert candidate_windows(text, lexicon).windows == [(start - 220, start + len("Заказчик") + 280)]


@pytest.mark.parametrize(("length", "windows"), [(6000, 1), (6001, 0)])
def test_the_longest_window(length: int, windows: int, lexicon: Lexicon) -> None:
    """A cluster as long as that is one; the label that would make it longer begins another, which is none by itself."""
    step, word = 400, "Тираж: "
    places = [*range(0, length - 200, step), length - len("Исполнитель")]
    text = ""
    for number, place in enumerate(places):
        text += far(place - len(text) - 1) + " " if text else ""
        text += word if number < len(places) - 1 else "Исполнитель: "
    assert text.index("Исполнитель") + len("Исполнитель") == length
    assert len(candidate_windows(text, lexicon).windows) == windows


def test_the_busiest_window(lexicon: Lexicon) -> None:
    """A list of print runs is no imprint; the label behind the last that is counted begins a window of its own."""
    for count, begins in ((160, 0), (161, 160 * 7 - 220)):
        text = "Тираж: " * count + "Заказчик: " + far(600)
        assert candidate_windows(text, lexicon).windows[0][0] == begins


def test_a_document_has_a_bounded_number_of_windows(lexicon: Lexicon) -> None:
    imprint = "Заказчик: " + far(1200)
    for count, truncated in ((120, False), (121, True), (130, True)):
        scan = candidate_windows(imprint * count, lexicon)
        assert (len(scan.windows), scan.truncated) == (120, truncated)


@pytest.mark.parametrize(("size", "hinted"), [(1500, True), (1501, False)])
def test_a_short_text_tells_of_labels_that_make_no_window(size: int, hinted: bool, lexicon: Lexicon) -> None:
    text = "Исполнитель найден, тираж разошёлся " + far(size)
    scan = candidate_windows(text[:size], lexicon)
    assert (scan.windows, scan.hinted) == ([], hinted)


# ------------------------------------------------------------------------------------------------ numbers and dates


@pytest.mark.parametrize(("gap", "value"), [(11, 5000), (12, 5)])
def test_a_multiplier_stands_close_behind_its_number(gap: int, value: int, window: MakeWindow) -> None:
    text = "5" + (" -" * 8)[:gap] + "тыс"
    number = read_number(window(text), 0, len(text))
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize(("gap", "taken"), [(21, True), (22, False)])
def test_a_unit_stands_close_behind_its_number(gap: int, taken: bool, window: MakeWindow) -> None:
    text = "5" + (" -" * 12)[:gap] + "экз"
    assert unit_end(window(text), 1, len(text)) == (len(text) if taken else 1)


def test_a_letter_that_stands_alone_before_a_number_was_a_digit(window: MakeWindow) -> None:
    found = window("Тираж: О 500")
    number = read_number(found, 6, 12)
    assert number is not None
    assert "ocr" in number.notes


@pytest.mark.parametrize(("text", "raw"), [("а «10» - чи - июль 2021", "«10"), ("а « 10» - чи - июль 2021", "10")])
def test_a_day_stands_close_before_its_month(text: str, raw: str, window: MakeWindow) -> None:
    stated = read_date(window(text), 0, len(text))
    assert stated is not None
    assert (stated.value, text[stated.start : stated.end].partition("»")[0]) == (date(2021, 7, 10), raw)


def test_a_year_stands_before_its_day(window: MakeWindow) -> None:
    text = "2021 - жылдын - 6-июлу"
    stated = read_date(window(text), 0, len(text))
    assert stated is not None
    assert stated.value == date(2021, 7, 6)


def test_number_before_a_unit(window: MakeWindow) -> None:
    found = window("было 7, стало 300 экз")
    number = number_before(found, 0, 18)
    assert number is not None
    assert number.value == 300
