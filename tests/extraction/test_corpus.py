"""The labelled texts: nothing breaks on them, places are true, no text without an imprint is taken for one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import accuracy
from compliance.checker import Checker

from .places import Extract, stated

CORPORA = sorted(accuracy.CORPUS.parent.glob("*.jsonl"))
TREES: list[dict[str, Any]] = [
    json.loads(line) for corpus in CORPORA for line in corpus.read_text(encoding="utf-8").split("\n") if line.strip()
]

TWO_READ_AS_ONE = ("t13-082",)
WITHOUT_A_SIGN = ("t17-001",)  # two that differ, of a customer whom nothing shows to stand for election
GOODS = ("t13-027",)  # a television for sale, in an imprint's own words
BILL = ("t18-086",)  # an invoice for posters, paid from a fund
NEWS = ("t16-094",)  # a court's news of a printer who was not paid from a fund
TAKEN_FOR_ONE = pytest.mark.xfail(
    strict=True, reason="goods, a bill or news with a maker and a day are not told from an ad"
)
NOT_YET = pytest.mark.xfail(strict=True, reason="a maker without any sign of one is not told from the former's address")
NO_SIGN = pytest.mark.xfail(strict=True, reason="a customer without any sign of an election makes no imprint")


def test_there_are_texts_to_measure() -> None:
    assert accuracy.CORPUS in CORPORA
    assert len(TREES) > 150
    assert len({tree["id"] for tree in TREES}) == len(TREES)


@pytest.mark.parametrize(
    "tree",
    [pytest.param(tree, marks=TAKEN_FOR_ONE if tree["id"] in GOODS + BILL + NEWS else ()) for tree in TREES],
    ids=lambda tree: str(tree["id"]),
)
def test_a_text_without_an_imprint_is_not_taken_for_one(tree: dict[str, Any], extract: Extract) -> None:
    """And no text breaks anything: `extract` checks every place of what is read from the others."""
    extraction = extract(tree["text"])
    assert not extraction.truncated
    assert tree["expected"]["has_imprint"] or not extraction.imprints


@pytest.mark.parametrize("tree", TREES[::3], ids=lambda tree: str(tree["id"]))
def test_line_ends_and_a_byte_order_mark_change_no_value(tree: dict[str, Any], extract: Extract) -> None:
    plain = [stated(reading) for reading in extract(tree["text"]).imprints]
    for variant in (tree["text"].replace("\n", "\r\n"), f"\ufeff{tree['text']}\n"):
        assert [stated(reading) for reading in extract(variant).imprints] == plain


@pytest.mark.parametrize(
    "tree",
    [tree for tree in TREES if "repeated_identical_imprint" in tree.get("flags", ())],
    ids=lambda tree: str(tree["id"]),
)
def test_a_repeated_imprint_is_one_with_occurrences(tree: dict[str, Any], extract: Extract) -> None:
    (reading,) = extract(tree["text"]).imprints
    assert len(reading.occurrences) >= 2


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(
            tree, marks=NOT_YET if tree["id"] in TWO_READ_AS_ONE else NO_SIGN if tree["id"] in WITHOUT_A_SIGN else ()
        )
        for tree in TREES
        if "contradictory_imprints" in tree.get("flags", ())
    ],
    ids=lambda tree: str(tree["id"]),
)
def test_contradictory_imprints_are_all_there(tree: dict[str, Any], extract: Extract) -> None:
    assert len(extract(tree["text"]).imprints) >= 2


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.stem)
def test_extraction_has_not_fallen_behind(corpus: Path, checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    """F1 and false alarms are those of benchmarks/accuracy.json, or better; one checker reads all the texts."""
    before = accuracy.committed().get(corpus.name)
    if before is None:
        pytest.skip(f"no committed figures for {corpus.name}")
    monkeypatch.setattr(accuracy, "extract", lambda text, jurisdiction: checker.extract(text))
    now = accuracy.figures(accuracy.measure(accuracy.load(corpus)))
    assert not accuracy.fell_back(before, now), "\n".join(accuracy.differences(before, now))
