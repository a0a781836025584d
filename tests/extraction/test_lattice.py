"""The sums over all labellings of a window, against the labellings themselves, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from math import exp
from random import Random

import pytest

from compliance.extraction.assign.lattice import SCALE, Lattice, Steps

TAGS = ("B-run", "I-run", "B-day", "I-day", "O")  # the first tag begins a field: number 0 is no exception
BEGINS = [-1, 0, -1, 2, -1]
OUTSIDE = 4
MOVES = [
    [0.5, 1.25, -0.5, 0.0, 0.25],
    [-1.0, 0.75, 1.5, 0.0, -0.25],
    [0.25, 0.0, -2.0, 1.0, 0.5],
    [0.0, 0.0, 0.5, 1.75, -0.75],
    [0.75, -4.0, 1.0, -4.0, 1.5],
]
HOPELESS = -14 * SCALE
EVERY = 40  # windows of which every tag is followed, and as many of which some are not
NEAR = 5e-3  # what is left out as rare


def steps() -> Steps:
    return Steps(MOVES, BEGINS, OUTSIDE)


def lawful(tags: Sequence[int]) -> bool:
    """Tell whether a field goes on only where it has begun; at the start of a window none has."""
    goes_on = (BEGINS[tags[0]] < 0,) if tags else ()
    return all(goes_on) and all(BEGINS[tag] < 0 or before in (tag, BEGINS[tag]) for before, tag in pairwise(tags))


def weight(tags: Sequence[int], scores: list[list[int]]) -> float:
    own = sum(row[tag] for row, tag in zip(scores, tags, strict=True)) / SCALE
    return own + sum(MOVES[before][tag] for before, tag in pairwise(tags))


def told(scores: list[list[int]]) -> tuple[float, list[dict[int, float]], list[tuple[int, ...]]]:
    """Return the weight of the best labelling, each unit's shares, and the labellings that are as good."""
    found = {tags: weight(tags, scores) for tags in product(range(len(TAGS)), repeat=len(scores)) if lawful(tags)}
    best, total = max(found.values()), sum(map(exp, found.values()))
    shares: list[dict[int, float]] = [{} for _ in scores]
    for tags, sum_of in found.items():
        for unit, tag in enumerate(tags):
            shares[unit][tag] = shares[unit].get(tag, 0.0) + exp(sum_of) / total
    return best, shares, [tags for tags, sum_of in found.items() if sum_of > best - 1e-9]


@pytest.mark.parametrize("seed", range(2 * EVERY))
def test_best_labelling_and_shares_are_those_of_all_labellings_told_apart(seed: int) -> None:
    chance = Random(seed)
    scores = [[chance.randrange(-40, 40) for _ in TAGS] for _ in range(1 + seed % 5)]
    if seed >= EVERY:  # tags that are not followed stand between others
        scores = [[score if chance.random() < 0.5 else HOPELESS for score in row[:-1]] + row[-1:] for row in scores]
    lattice = Lattice(scores, steps())
    best, shares, as_good = told(scores)
    assert tuple(lattice.best()) in as_good
    tops = sum(map(max, scores)) / SCALE
    assert lattice.gain() == pytest.approx(best - tops)
    assert lattice.empty / SCALE == pytest.approx(sum(row[OUTSIDE] for row in scores) / SCALE - tops)
    for alive, found, expected in zip(lattice.alive, lattice.shares(), shares, strict=True):
        assert sum(found) == pytest.approx(1)
        followed = dict(zip(alive, found, strict=True))
        assert OUTSIDE in followed
        for tag, share in expected.items():
            assert followed.get(tag, 0.0) == pytest.approx(share, abs=NEAR)


def test_a_field_does_not_go_on_where_it_has_not_begun() -> None:
    """However much speaks for it: not at the start, not behind another field, and behind itself it does."""
    on, other, outside = TAGS.index("I-run"), TAGS.index("I-day"), OUTSIDE
    row = [0] * len(TAGS)
    row[on] = row[other] = 6 * SCALE
    assert on not in Lattice([row], steps()).alive[0]
    begun = [0] * len(TAGS)
    begun[0], begun[2] = 6 * SCALE, -9 * SCALE
    lattice = Lattice([begun, row, row], steps())
    assert lattice.best() == [0, on, on]
    assert all(other not in alive for alive in lattice.alive[:2])
    nothing = [-9 * SCALE] * len(TAGS)
    nothing[outside] = 0
    assert Lattice([begun, nothing, row], steps()).best()[1:] == [outside, outside]


def test_what_is_hopeless_or_rare_is_not_followed_and_nothing_always_is() -> None:
    """Seven below the best tag of the unit is the last that is followed, where the step to it weighs enough."""
    begun, going_on, last = ([HOPELESS] * len(TAGS) for _ in range(3))
    begun[0] = going_on[1] = last[OUTSIDE] = 0
    for tag in (1, 2):  # it goes on, or another begins
        for score, followed in ((-7 * SCALE, True), (-7 * SCALE - 1, False)):
            row = last.copy()
            row[tag] = score
            alive = Lattice([begun, going_on, row], steps()).alive
            assert alive[:2] == [[0, OUTSIDE], [OUTSIDE, 1]]
            assert (tag in alive[2]) is followed
    rare = last.copy()
    rare[0] = -7 * SCALE
    assert Lattice([rare], steps()).alive == [[OUTSIDE]]
    rare[0] = -6 * SCALE
    assert Lattice([rare], steps()).alive == [[0, OUTSIDE]]


def test_nothing_goes_on_from_a_tag_that_was_not_followed() -> None:
    """The second unit hardly begins the field: the third goes on with what the first began."""
    first, second, third = ([HOPELESS] * len(TAGS) for _ in range(3))
    first[0], first[3], first[OUTSIDE] = -3 * SCALE, 0, -6 * SCALE  # what goes on cannot stand there
    second[0], second[1] = -7 * SCALE, 0
    third[1] = 0
    lattice = Lattice([first, second, third], steps())
    assert 0 not in lattice.alive[1]
    assert lattice.best() == [0, 1, 1]
