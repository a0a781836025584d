"""Some damaged inputs for every way in, the same ones each time; `python -m tools.fuzz` runs as long as asked."""

from __future__ import annotations

from random import Random

import pytest

from tools.fuzz.__main__ import fuzz
from tools.fuzz.damage import SCALARS, damaged_tree
from tools.fuzz.targets import targets

TARGETS = targets()
INPUTS = {"text": 300, "bytes": 100, "json-ad": 150}


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_input_breaks_nothing(name: str) -> None:
    """No crash, no code but 0, 1 and 2, no value that does not stand where it says, nothing that steers a terminal."""
    tally = fuzz(name, TARGETS[name], seed=0, most=INPUTS.get(name, 40))
    assert [(fault.seed, fault.what) for fault in tally.faults] == []
    assert tally.inputs == INPUTS.get(name, 40)


def test_the_same_seed_makes_the_same_inputs() -> None:
    for name, target in TARGETS.items():
        assert target.make(Random(f"{name}:3")) == target.make(Random(f"{name}:3"))


def test_damage_leaves_what_it_is_made_from_alone() -> None:
    """A list put into a tree was damaged next, and with it every later tree, until one held itself."""
    before = repr(SCALARS)
    for seed in range(2_000):
        damaged_tree({"a": [], "b": {"c": [1]}}, Random(seed))
    assert repr(SCALARS) == before
