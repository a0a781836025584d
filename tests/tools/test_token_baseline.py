"""Parts of the token baseline: dates and runs, words of evidence, labels found again in a text, and a small model."""

from __future__ import annotations

import pytest

pytest.importorskip("pycrfsuite")
pytest.importorskip("numpy")

from tools.reading.aligned import places, targets, tokens
from tools.reading.crf import grouped, train
from tools.reading.evaluate import measured
from tools.reading.finders import dates, runs
from tools.reading.layouts import Record, records
from tools.reading.lexicon import kinds, skeleton
from tools.reading.scoring import summary


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Дата: 05.11.2024 г.", "2024-11-05"),
        ("Опубликовано 18 ноября 2025 г.", "2025-11-18"),
        ("2021-жылдын 5-июлунда чыкты", "2021-07-05"),
        ("2020-ж. 11-сентябрь", "2020-09-11"),
        ("нускасы 1, 03.11.24, төлөндү", "2024-11-03"),
        ("24.VI.2021", "2021-06-24"),
        ("с 15 по 20 ноября 2025 года", "2025-11-15"),
        ("7 . 07 . 2021", "2021-07-07"),
        ("02 07 2021", "2021-07-02"),
        ("12.11.2O21", "2021-11-12"),
    ],
)
def test_a_date_is_found_in_its_shape(text: str, value: str) -> None:
    assert [found for _, _, found in dates(text)] == [value]


@pytest.mark.parametrize("text", ["31.09.2020", "30.02.2021", "5 ноября", "тел. 0555 12 30 40", "ул. Мира, 12/7"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 миң нуска", 5000),
        ("4,5 тыс.", 4500),
        ("12’000 экз.", 12000),
        ("1 500 штук", 1500),
        ("12.500", 12500),
        ("7мин", 7000),
    ],
)
def test_a_run_is_read_with_its_multiplier(text: str, value: int) -> None:
    assert next(found for _, _, found in runs(text)) == value


@pytest.mark.parametrize("word", ["Заказчик", "ЗАКАЗЧИКОМ", "3аказчик", "Зaкaзчик", "zakazchik", "заказчк"])
def test_a_label_word_is_known_in_any_script_and_damage(word: str) -> None:
    assert any(kind.rstrip("~≈") == "customer" for kind in kinds(word, False))


def test_a_shortened_word_needs_its_stop() -> None:
    assert "customer~" in kinds("зак", True)
    assert not any(kind.startswith("customer") for kind in kinds("зак", False))


def test_skeletons_agree_between_scripts() -> None:
    assert skeleton("төлөндү") == skeleton("толонду") == skeleton("tolondu")


def test_a_longer_span_that_counts_is_the_target() -> None:
    text = "Төлөдү: партиянын каржы өкүлү Тилебеков А., атайын шайлоо фондунун каражатынан."
    fields = {"payer": {"name": "Тилебеков А.", "role": "каржы өкүлү"}, "funding_source": "шайлоо фондунун"}
    record: Record = {"text": text, "expected": {"has_imprint": True, "fields": fields}}
    found = tokens(text)
    spans = {code: " ".join(found.words[a : b + 1]) for code, a, b in grouped(targets(record, found))}
    assert spans["R"] == "партиянын каржы өкүлү"
    assert spans["F"] == "атайын шайлоо фондунун каражатынан"


def test_of_two_places_the_one_near_the_other_fields_is_taken() -> None:
    text = "Мурзин идёт в депутаты. " * 3 + "Заказчик: Мурзин. Изготовитель: ОсОО «Ласточка». Тираж 300."
    fields = {"executor": {"name": "ОсОО «Ласточка»"}, "customer": {"name": "Мурзин"}, "print_run": 300}
    record: Record = {"text": text, "expected": {"has_imprint": True, "fields": fields}}
    (place,) = places(record, "customer.name")
    assert place[0] == text.index("Заказчик") + len("Заказчик: ")


def test_a_small_model_learns_to_read() -> None:
    extract = train(list(records(260, 21)), rounds=30)
    counts, _ = measured(extract, list(records(60, 22)))
    figures = summary(counts)
    assert figures["f1"] > 0.6
    assert figures["false_alarms"] < figures["negatives"] / 2
