"""The language of a text, with the evidence for it."""

from __future__ import annotations

import pytest

from .places import Extract

KY = "Биздин айылга таза суу жана жарык келет. Муну менен балдар үчүн бакча да ачылат, эч ким четте калбайт."
RU = "Мы построим дорогу и школу, и это не обещание, а план. За год на окраине появится ещё одна остановка."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (KY, "ky"),
        (KY.upper(), "ky"),
        (RU, "ru"),
        (RU.upper(), "ru"),
        (f"{KY} {RU}", "mixed"),
        (KY * 40, "ky"),
        ("Аткаруучу: «Белый Ветер» ЖЧК. Буюртмачы: «Шаг к соседу» саясий партиясы. Шайлоо фондунан төлөндү.", "ky"),
        ("Заказчик: партия «Кең Талаа». Оплачено из средств избирательного фонда. Тираж: 300 экз.", "ru"),
        ("Қала көшелерін жөндейміз, әр ауылға жол саламыз, бұл біздің уәдеміз және міндетіміз.", "other"),
        ("We will build a road and a school, and that is not a promise but a plan for all of us here.", "other"),
        ("", "und"),
        ("123 456", "und"),
        ("👍👍👍", "und"),
        ("№4", "und"),
    ],
)
def test_the_language_of_a_text(text: str, language: str, extract: Extract) -> None:
    assert extract(text).language == language


def test_the_evidence_is_counted_for_each_language(extract: Extract) -> None:
    extraction = extract(f"{KY} {RU}")
    assert set(extraction.language_evidence) == {"ky", "ru", "other"}
    assert extraction.language_evidence["ky"] > 0 < extraction.language_evidence["ru"]
    assert extraction.language_evidence["other"] == 0


def test_the_imprint_has_a_language_of_its_own(extract: Extract) -> None:
    """A Russian ad may carry a Kyrgyz imprint."""
    imprint = "Аткаруучу: «Лист» ЖЧК, Ош ш. Буюртмачы: талапкер Осмонов Т.К. Нускасы: 300. Чыккан күнү: 06.07.2021."
    extraction = extract(f"{RU * 3}\n\n{imprint}")
    assert extraction.imprints[0].language == "ky"
    assert extraction.language in ("ru", "mixed")


def test_a_long_text_is_judged_by_both_its_ends(extract: Extract) -> None:
    filler = "000 111 222 " * 2000
    assert extract(filler + KY * 4).language == "ky"
    assert extract(RU * 4 + filler).language == "ru"
