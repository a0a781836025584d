"""Reading under learned weights: units keep their places, labellings are sound, and thin forms are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extraction.assign.features import features
from compliance.extraction.assign.model import Model
from compliance.extraction.assign.units import cut
from compliance.extraction.assign.weights import of
from compliance.extraction.find.clean import Clean
from compliance.extraction.find.lexicon import Lexicon
from compliance.extraction.window import Window
from compliance.rulebook import Rulebook

from .places import Extract
from .profiles import profile

RULES = Path(__file__).resolve().parents[2] / "rules"
WORDS = """
Изготовитель: ОсОО «Лист» , г. Ош . кандидат Осмонов Т.К. тираж 500 экз 06.07.2021 шайлоо фондунан төлөндү ( ) / —
заказчик-Асанов К0ш-Добо 5 миң «Басма "Дата"» ____ … ; партиясы
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@pytest.fixture(scope="module")
def model(rulebook: Rulebook) -> Model:
    found = of(rulebook)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def lexicon(rulebook: Rulebook) -> Lexicon:
    return Lexicon(rulebook.labels)


def window(text: str, lexicon: Lexicon) -> Window:
    return Window(Clean(text, 0, len(text)), lexicon)


@profile(60)
@given(text=st.lists(PIECES, max_size=40).map(" ".join))
def test_units_stand_in_order_and_leave_only_blanks_out(text: str, lexicon: Lexicon) -> None:
    one = window(text, lexicon)
    units = cut(one)
    place = 0
    for unit in units:
        assert place <= unit.start < unit.end
        assert not one.text[place : unit.start].strip()
        place = unit.end
    assert not one.text[place:].strip()


@profile(60)
@given(text=st.lists(PIECES, min_size=1, max_size=40).map(" ".join))
def test_a_labelling_is_sound(text: str, lexicon: Lexicon, model: Model) -> None:
    """Segments stand in order and do not overlap, shares are shares, and the best is no worse than the empty one."""
    one = window(text, lexicon)
    units = cut(one)
    labelling = model.label(model.scores(features(one, units)))
    place = 0
    for segment in labelling.segments:
        assert place <= segment.first < segment.last <= len(units)
        assert 0 <= segment.share <= 1.000001
        place = segment.last
    assert labelling.gain >= -1e-6


def test_nothing_has_no_labelling(model: Model) -> None:
    assert model.label([]).segments == ()


def test_a_label_in_quotation_marks_is_a_label_and_a_glued_one_too(lexicon: Lexicon) -> None:
    for text in ('"заказчик": "партия Утро"', "заказчик-Асанов"):
        classes = [unit.classes for unit in cut(window(text, lexicon))]
        assert any("label:customer:words" in found for found in classes)


@pytest.mark.parametrize(
    ("text", "path", "raw"),
    [
        ("Голосуйте за Темирова! заказчик Темиров Ж.А. тираж 300", "customer.name", "Темиров Ж.А."),
        ("Голосуйте за Темирова! заказчик Темиров Ж.А. тираж 300", "print_run", "300"),
        (
            "Плакат изготовлен 3 ноября 2024 года в типографии «Алтын Кум» (г. Ош, ул. Навои, 9) количеством 1 500 "
            "штук по заказу кандидата Темирова Ж.А., оплата — из избирательного фонда.",
            "publication_date",
            "3 ноября 2024",
        ),
        (
            "Жарнама: «Кум Басма» ЖЧК, Ош ш., Навои к., 9 / «Таң» партиясы / шайлоо фонду, өкүл Садырова К. / "
            "02.11.2024 / 700 нуска",
            "executor.name",
            "«Кум Басма» ЖЧК",
        ),
    ],
)  # fmt: skip
def test_thin_forms_are_read(text: str, path: str, raw: str, extract: Extract) -> None:
    leaves = extract(text).imprints[0].leaves
    assert leaves[path].raw == raw


def test_the_weights_say_where_they_come_from() -> None:
    content = json.loads((RULES / "reading.json").read_text(encoding="utf-8"))
    assert content["from"]["by"] == "tools/learn_reading"
    assert {corpus["name"] for corpus in content["from"]["corpora"]} >= {"kg", "kg-heldout"}
    assert all(len(flat) % 2 == 0 for flat in content["seen"].values())
