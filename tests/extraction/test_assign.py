"""Reading under learned weights: units keep their places, labellings are sound, and thin forms are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extraction.assign.features import features
from compliance.extraction.assign.lattice import SCALE
from compliance.extraction.assign.model import Model
from compliance.extraction.assign.sights import EDGE, Sights
from compliance.extraction.assign.units import cut
from compliance.extraction.assign.weights import of
from compliance.extraction.find.clean import Clean
from compliance.extraction.find.lexicon import Lexicon
from compliance.extraction.reader import read
from compliance.extraction.window import Window
from compliance.model.document import Document
from compliance.render.spoken import spoken
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


def test_as_much_is_kept_of_what_sights_weigh_as_fits(lexicon: Lexicon, model: Model) -> None:
    """Texts with words without end do not fill the memory, and scores are the same whether kept or reckoned anew."""
    size = 25_000
    words = [f"сөз{number}" for number in range(size)]
    sights = Sights([EDGE] * size, words, [[]] * size, [False] * size, ("has", ()))
    assert model.scores(sights) == model.scores(sights)
    assert len(model._words) <= 5_000


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


def test_what_was_weighed_is_explained_in_words(rulebook: Rulebook) -> None:
    """Each value has its share of all labellings, what else it might be, and the features that decided."""
    text = "Голосуйте за Темирова! заказчик Темиров Ж.А. тираж 300"
    steps = [step for step in read(Document(text), rulebook, explain=True).trace if step.kind == "weighed"]
    told = {text[step.start : step.end]: step.reason for step in steps}
    assert told["Темиров Ж.А."].startswith("weighed as customer.name, with ")
    assert all("%" in reason and ";" in reason for reason in told.values())
    assert any("cue" in reason for reason in told.values())
    assert all(spoken(reason, "ru") != reason for reason in told.values())


def test_a_field_that_the_best_labelling_lacks_is_told_of_where_much_speaks_for_it(model: Model) -> None:
    """Of one unit that is as good as nothing as it is a run, the run is either stated or perhaps."""
    run, outside = model.tags.index("B-print_run"), model.tags.index("O")
    row = [-50 * SCALE] * len(model.tags)
    row[run], row[outside] = 0, SCALE // 2
    labelling = model.label([row])
    assert labelling.segments == ()
    assert [(one.field, one.first, one.last) for one in labelling.perhaps] == [("print_run", 0, 1)]
    assert 0.3 < labelling.perhaps[0].share < 0.5
    row[run] = -5 * SCALE
    assert model.label([row]).perhaps == ()
