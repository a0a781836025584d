"""Reading under learned weights: units keep their places, labellings are sound, and thin forms are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extraction.assign.features import features
from compliance.extraction.assign.lattice import SCALE
from compliance.extraction.assign.model import Model, packed, parted
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


def test_a_house_is_one_unit_and_a_range_of_copies_is_not(lexicon: Lexicon) -> None:
    one = window("ул. Навои, 12/3а. Тираж 1000/500", lexicon)
    words = [one.text[unit.start : unit.end] for unit in cut(one)]
    assert "12/3а" in words
    assert {"1000", "500"} <= set(words)


def test_of_days_the_only_one_with_a_year_is_told_from_others(lexicon: Lexicon) -> None:
    def days(text: str) -> list[str]:
        one = window(text, lexicon)
        sights = features(one, cut(one))
        return [sight[1] for others in sights.others for sight in others if sight[0] == "d"]

    assert days("Встреча 5 ноября. Тираж 300, 02.11.2024") == ["part", "only"]
    assert days("Выборы 30.11.2025. Тираж 300, 12.11.2025") == ["one", "last"]


def test_weights_are_written_under_what_their_names_share(model: Model) -> None:
    """What was packed is unpacked: of the last tag as of the first, and of a name without a mark."""
    last = len(model.tags) - 1
    content = {"tags": model.tags, "moves": [[0.0] * (last + 1)] * (last + 1), "evidence": {}, "sure": {"": 1.0}}
    seen = {head: {rest: packed({0: 12, last: -4})} for head, rest in (parted("L=role/2/,"), parted("ls"))}
    found = Model(content | {"seen": seen})
    tags = (model.tags[0], model.tags[last])
    assert found.deciding(["L=role/2/,", "ls", "L=role/2/;"], *tags) == [("L=role/2/,", 0.8), ("ls", 0.8)]


@pytest.mark.parametrize(
    ("text", "path", "raw"),
    [
        ("Отпечатано: ОсОО «Кум», место: г. Ош, ул. Навои, 9-б. Заказчик: кандидат Темиров Ж.А., изб. фонд",
         "executor.address", "г. Ош, ул. Навои, 9-б"),
        ("буюртмачы: талапкер Темиров Ж.А.; аткаруучу «Кум» басма борбору; адреси: Ош ш., Навои көч. 12/3; шайл. ф.",
         "executor.address", "Ош ш., Навои көч. 12/3"),
    ],
)  # fmt: skip
def test_an_address_is_whole_and_without_what_introduces_it(text: str, path: str, raw: str, extract: Extract) -> None:
    assert extract(text).imprints[0].leaves[path].raw == raw


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
    assert (RULES / "reading.json").stat().st_size <= 230_000
    assert all(head == "" or head[-1] in "=/" for head in content["seen"])


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
