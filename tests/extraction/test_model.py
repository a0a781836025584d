"""What learned weights make of scores: the best labelling, how sure it is, and what else may be stated."""

from __future__ import annotations

from typing import Any

import pytest

from compliance.extraction.assign.explain import explained, in_words
from compliance.extraction.assign.features import features
from compliance.extraction.assign.model import Model, Segment, packed, parted
from compliance.extraction.assign.units import cut

from .places import MakeWindow

TAGS = ["B-run", "I-run", "B-day", "I-day", "O"]
STILL = [[0.0] * 5 for _ in TAGS]
NEVER = -400


def model(**content: Any) -> Model:
    return Model({"tags": TAGS, "moves": STILL, "seen": {}, "evidence": {}, "sure": {"": 0.9}, **content})


def row(**scores: int) -> list[int]:
    """Return the scores of a unit: what is not named is hopeless; `B_run` is the tag B-run."""
    return [scores.get(tag.replace("-", "_"), NEVER) for tag in TAGS]


def test_units_that_go_on_with_a_field_are_one_segment_as_sure_as_the_least_sure() -> None:
    found = model().label([row(B_run=0), row(I_run=0, O=-20), row(O=0), row(B_day=0), row(B_day=0)])
    assert [segment[:3] for segment in found.segments] == [("run", 0, 2), ("day", 3, 4), ("day", 4, 5)]
    assert found.segments[0].share == pytest.approx(1 / (1 + 2.718281828**-1), abs=1e-6)
    assert found.segments[1].share == pytest.approx(1)


def test_the_gain_is_what_the_labelling_has_over_the_empty_one() -> None:
    assert model().label([row(B_run=40, O=0), row(O=0)]).gain == pytest.approx(2)
    stays = [*STILL[:4], [0.0, 0.0, 0.0, 0.0, 0.5]]
    assert model(moves=stays).label([row(B_run=40, O=0), row(O=0)]).gain == pytest.approx(2 - 0.5)
    assert model().label([row(O=0)]).gain == pytest.approx(0)


@pytest.mark.parametrize(("score", "perhaps"), [(-27, [("run", 0, 1)]), (-29, [])])
def test_what_has_a_good_share_and_is_not_stated_is_told(score: int, perhaps: list[Any]) -> None:
    """A fifth of all labellings: -27 twentieths below are 21 of a hundred, -29 are 19."""
    assert [one[:3] for one in model().label([row(B_run=score, O=0)]).perhaps] == perhaps


def test_of_several_stretches_that_a_field_may_be_the_surest_is_told() -> None:
    likely, less, surely = row(B_run=-5, O=0), row(B_run=-20, O=0), row(O=0)
    found = model().label([less, surely, likely, surely, less])
    assert [one[:3] for one in found.perhaps] == [("run", 2, 3)]
    found = model().label([likely, less, surely])
    assert [one[:3] for one in found.perhaps] == [("run", 0, 2)]
    assert found.perhaps[0].share == pytest.approx(1 / (1 + 2.718281828**0.25), abs=1e-6)


def test_what_is_stated_is_not_told_again() -> None:
    found = model().label([row(B_run=0, O=-60), row(O=0), row(B_run=-5, O=0)])
    assert [one.field for one in found.segments] == ["run"]
    assert found.perhaps == ()


def test_perhaps_stand_in_the_order_of_their_names() -> None:
    found = model().label([row(B_run=-5, B_day=-5, O=0)])
    assert [one.field for one in found.perhaps] == ["day", "run"]


@pytest.mark.parametrize(
    ("field", "share", "sure"), [("run", 0.5, True), ("run", 0.49, False), ("day", 0.9, True), ("day", 0.89, False)]
)
def test_a_value_that_needs_no_label(field: str, share: float, sure: bool) -> None:
    """Each field has its own bound, else the common one."""
    assert model(sure={"": 0.9, "run": 0.5}).sure(Segment(field, 0, 1, share)) == sure


def test_how_likely_an_imprint_is() -> None:
    found = model(evidence={"for": 2.0, "against": -1.0, "much": 1000.0})
    assert found.likely({}) == pytest.approx(0.5)
    assert found.likely({"for": 0.5, "unknown": 9.0}) == pytest.approx(1 / (1 + 2.718281828**-1), abs=1e-6)
    assert found.likely({"for": 1.0, "against": 2.0}) == pytest.approx(0.5)
    assert found.likely({"much": 1.0}) == pytest.approx(1)
    assert found.likely({"much": -1.0}) == pytest.approx(0)


def test_what_decides_between_two_tags_is_told_the_weightiest_first() -> None:
    seen = {"w=": {"a": packed({0: 20, 4: -20}), "b": packed({0: 40}), "c": packed({4: 5}), "d": packed({0: 40})}}
    assert model(seen=seen).deciding(["w=a", "w=c", "w=d", "w=b"], "B-run", "O") == [
        ("w=a", 2.0),
        ("w=b", 2.0),
        ("w=d", 2.0),
    ]


def test_rivals_are_the_tags_of_each_unit_with_their_shares() -> None:
    (found,) = model().rivals([row(B_run=0, O=0)])
    assert found == pytest.approx({"B-run": 0.5, "O": 0.5})


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("w p x", "its word"), ("c t s", "what it is, or looks like"), ("tt", "what stands beside it"),
        ("r-1 r+1", "what labels take its neighbour for"), ("r", "what labels take it for"), ("ls", "it opens a line"),
        ("L l L2 lc", "the cue before it"), ("LR", "the cues on both sides"), ("R", "the cue behind it"),
        ("S", "a cue in its sentence"), ("D", "the cues around it, counted"), ("N", "the cues before it, counted"),
        ("d", "which of the days named it is"), ("has", "a label elsewhere"),
    ],
)  # fmt: skip
def test_what_is_seen_is_said_in_words(names: str, words: str) -> None:
    for name in names.split():
        assert in_words(f"{name}=x") == f"{words} «x»"
        assert in_words(name) == words
    assert in_words("c-2=x") == "what stands beside it «c-2=x»"


def told(window: MakeWindow, **weights: int) -> list[str]:
    """Return what is told of a number and a word, of which the number is a run by as many twentieths."""
    seen = {"": {"b": packed({0: weights["run"]})}, "t=": {"w": packed({0: -400, 1: -400})}}
    small = Model({
        "tags": ["B-print_run", "I-print_run", "O"], "moves": [[0.0] * 3] * 3, "seen": seen, "evidence": {},
        "sure": {"": 0.9},
    })  # fmt: skip
    found = window("300 да")
    units = cut(found)
    sights = features(found, units)
    return [reason for _, _, reason in explained(found, units, sights, small.label(small.scores(sights)), small)]


def test_a_value_is_told_with_its_share_and_what_else_it_might_be(window: MakeWindow) -> None:
    """What hardly any labelling has is not told."""
    assert told(window, run=20) == [
        "weighed as print_run, with 73%; otherwise nothing, with 27%; what stands beside it «b» (+1.0)"
    ]
    assert told(window, run=200) == ["weighed as print_run, with 100%; what stands beside it «b» (+10.0)"]
    assert told(window, run=-10) == ["perhaps print_run, with 38%; otherwise nothing, with 62%; "]
    assert told(window, run=-60) == []


@pytest.mark.parametrize(
    "text", ["Тираж: 500 экз.\nЗаказчик Осмонов Т.К., 06.07.2021", "300", "Оплачено из избирательного фонда."]
)
def test_the_score_of_a_unit_is_the_sum_of_the_weights_of_what_is_seen_of_it(text: str, window: MakeWindow) -> None:
    """Of each tag, however the weights of names are packed and remembered; only differences between tags count."""
    found = window(text)
    sights = features(found, cut(found))
    names = sorted({name for unit in range(len(sights.others)) for name in sights.names(unit)})
    weights = {name: {tag: (number * 7 + tag * 5) % 23 - 11 for tag in range(5)} for number, name in enumerate(names)}
    seen: dict[str, dict[str, str]] = {}
    for name, by_tag in weights.items():
        head, rest = parted(name)
        seen.setdefault(head, {})[rest] = packed(by_tag)
    small = model(seen=seen)
    for _ in range(2):  # reckoned, and remembered
        for unit, row in enumerate(small.scores(sights)):
            sums = [sum(weights[name][tag] for name in sights.names(unit)) for tag in range(5)]
            assert [score - row[0] for score in row] == [one - sums[0] for one in sums]
