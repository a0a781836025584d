"""Random and hostile text: never an error, never more work than the caps allow. Nothing here is timed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extraction import Extraction, read
from compliance.extraction.find.scan import BUSIEST, LONGEST, MOST
from compliance.extraction.reader import MOST_IMPRINTS
from compliance.model.document import Document
from compliance.rulebook import Rulebook

from .places import Extract
from .profiles import profile

WORDS = (
    "Аткаруучу Буюртмачы Нускасы Исполнитель Заказчик Тираж Оплачено тарабынан төлөндү өкүлү кандидат талапкер партия"
)
WORDS += (
    " ЖЧК ОсОО г. ул. Бишкек экз. миң тыс. января 6-июль 2021-жыл басылды Адрес дареги Плательщик Төлөөчү каржы жана и"
)
WORDS += " № ИНН М.З. Асанов не жок"
MARKS = "“ ” « » „ \" ' ( ) [ ] { } < > | ; : . , - — – = ____ … .... &nbsp; &#173; &lt; <b> </b> <br> ** __ #"
PHRASES = [
    "Дата выхода",
    "Чыккан күнү",
    "из средств",
    "избирательного фонда",
    "шайлоо фондунан",
    "по заказу",
    "-\n",
    "\u00ad\n",
]
NUMBERS = ["0", "1", "2021", "06.07.2021", "31.02.2021", "5 000", "1,5", "O", "l", "З", "XII", "½", "²", "٣"]
ODD = [
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u2028",
    "\x85",
    " ",
    "   ",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u0306",
    "\u0308",
    "\x00",
    "\x07",
    "\x1b",
]
ODD += ["\ufffe", "\uffff", "👍", "🇰🇬", "\U0010ffff", "ﬀ", "ß", "İ", "Ǆ", "\u0130\u0307"]
FRAGMENTS = [*WORDS.split(" "), *MARKS.split(" "), *PHRASES, *NUMBERS, *ODD]

FAMILIES = [
    "Тираж: 1 ",
    "Заказчик: ",
    "Аткаруучу",
    "шайлоо фондунан төлөндү ",
    "Заказчик: «",
    "Тираж (",
    "Заказчик / ",
    "Исполнитель:\n\n",
    "Исполнитель | ",
    "Заказчик: А. Б. ",
    "Тираж: 1 000 000 000 ",
    "тарабынан басылды ",
    "Оплачено из избирательного фонда кандидата ",
    "Чыккан күнү: 06.07.2021 ",
    "Төлөөчү: (",
    "Заказчек: ",
    "а\u0301",
    "&amp;",
    "<b>",
    "-\n",
    "\u00ad",
    "«",
    "(",
    "М. ",
    "1 ",
    "\r",
    "\ufeff",
]


@profile(150)
@given(
    pieces=st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=3)), max_size=60),
    joint=st.sampled_from(("", " ", ": ")),
)
def test_no_text_is_an_error(pieces: list[str], joint: str, extract: Extract) -> None:
    """Places are checked too: an answer on rubbish may be silly, but not about characters that are not there."""
    extract(joint.join(pieces))


@profile(150)
@given(text=st.text(max_size=400))
def test_no_unicode_is_an_error(text: str, extract: Extract) -> None:
    extract(f"Аткаруучу: {text} Буюртмачы: {text}")


@profile(150)
@given(text=st.text(st.sampled_from("Тираж:Заказчик 0123456789.,-«»()|\n\t"), max_size=300))
def test_no_shuffle_of_labels_is_an_error(text: str, extract: Extract) -> None:
    extract(text)


def within_caps(extraction: Extraction, size: int) -> None:
    windows = [step.end - step.start for step in extraction.trace if step.kind == "window"]
    assert len(windows) <= MOST
    assert all(length <= LONGEST for length in windows)
    assert sum(windows) <= size
    assert len(extraction.imprints) <= MOST_IMPRINTS
    # each label word is one step at most, and each block one more
    assert len(extraction.trace) <= len(windows) * (1 + 8 * BUSIEST)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("size", [1_000, 30_000])
def test_the_work_on_hostile_text_is_bounded(family: str, size: int, rulebook: Rulebook) -> None:
    """The windows are capped in length and number and do not overlap, the steps by the windows."""
    text = family * (size // len(family))
    within_caps(read(Document(text), rulebook, explain=True), len(text))


@pytest.mark.parametrize(
    "family", ["Тираж: 1, дата: 2 ", "Заказчик: кандидат Осмонов Т.К. ", "шайлоо фондунан төлөндү. "]
)
def test_a_search_that_was_cut_off_says_so(family: str, rulebook: Rulebook) -> None:
    """Beyond the cap nothing more is looked at: twice the text is not twice the work."""
    gap = "Двор без луж. " * 80
    texts = [(family + gap) * (MOST * times) for times in (2, 4)]
    extractions = [read(Document(text), rulebook, explain=True) for text in texts]
    assert all(extraction.truncated for extraction in extractions)
    steps = [len(extraction.trace) for extraction in extractions]
    assert steps[0] == steps[1]
    for text, extraction in zip(texts, extractions, strict=True):
        within_caps(extraction, len(text))


def test_a_long_text_without_label_words_is_not_looked_at(rulebook: Rulebook) -> None:
    extraction = read(Document("Двор без луж и ям — это просто. " * 100_000), rulebook, explain=True)
    assert (extraction.imprints, extraction.trace, extraction.truncated) == ((), (), False)


def test_one_imprint_in_a_long_text_costs_one_window(rulebook: Rulebook) -> None:
    imprint = "Исполнитель: ОсОО «Лист», г. Ош. Заказчик: кандидат Осмонов Т.К. Тираж: 300. Дата выхода: 06.07.2021."
    body = "Двор без луж и ям — это просто. " * 10_000
    extraction = read(Document(f"{body}\n\n{imprint}\n\n{body}"), rulebook, explain=True)
    (window,) = (step for step in extraction.trace if step.kind == "window")
    assert window.end - window.start < 2_000
    assert len(extraction.imprints) == 1
