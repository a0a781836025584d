"""An archive is kept as lines of JSON: what an ad costs there is bounded, on the average of the corpus."""

from __future__ import annotations

import json
from collections import defaultdict
from statistics import mean

import pytest
from conftest import ROOT

from compliance.checker import Checker
from compliance.render import renderer
from compliance.sources import given

CLEAN, OF_SIX = 2_560, 7_168  # bytes of UTF-8


@pytest.fixture(scope="module")
def sizes() -> dict[int, list[int]]:
    """Return the bytes of each ad's line, by how many findings it has."""
    checker = Checker("kg")
    lines = renderer("jsonl", rulebooks=[checker.rulebook])
    found: dict[int, list[int]] = defaultdict(list)
    for row in (ROOT / "tests" / "corpus" / "kg.jsonl").read_text(encoding="utf-8").splitlines():
        result = checker.answer(given.ads_in(json.loads(row)["text"])[0])
        found[len(result["findings"])].append(len(lines.document(result).encode()))
    return found


def test_a_clean_ad_costs_little(sizes: dict[int, list[int]]) -> None:
    assert len(sizes[0]) > 40
    assert mean(sizes[0]) <= CLEAN


def test_a_finding_costs_little(sizes: dict[int, list[int]]) -> None:
    assert mean(sizes[2]) <= CLEAN + (OF_SIX - CLEAN) // 3
    assert mean(sizes[6]) <= OF_SIX
