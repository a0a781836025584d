"""The harness scores as the corpora's own tool does, record by record."""

from __future__ import annotations

import importlib.util
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tools.reading.evaluate import hands, measured, row
from tools.reading.layouts import Record, records
from tools.reading.scoring import LEAVES, Leaf, Reading, dug, interval, judged, matches, summary

OWN_TOOL = Path(__file__).resolve().parents[3] / "shared" / "tools" / "score.py"


def spoilt(record: Record, rng: random.Random) -> list[Reading]:
    """A reading that is right, wrong, empty or no reading at all, by chance."""
    if rng.random() < 0.15:
        return []
    reading: Reading = {}
    for path in LEAVES:
        value: Any = dug(record["expected"]["fields"], path)
        chance = rng.random()
        if value is not None and chance < 0.6:
            reading[path] = Leaf(value, rng.random() < 0.5)
        elif value is not None and chance < 0.75 and isinstance(value, str):
            reading[path] = Leaf(f"«{value}.", False) if chance < 0.68 else Leaf("с " + value, True)
        elif chance > 0.9:
            reading[path] = Leaf(
                7 if path == "print_run" else "2024-02-02" if path == "publication_date" else "другое", True
            )
    return [reading]


class Dumped:
    """An imprint in the form the corpora's tool asks for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def model_dump(self, mode: str) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for path, leaf in self.reading.items():
            *outer, last = path.split(".")
            here = out
            for key in outer:
                here = here.setdefault(key, {})
            here[last] = {"value": leaf.value, "raw": leaf.value}
        return out


class Found:
    def __init__(self, readings: list[Reading]) -> None:
        self.imprints = [Dumped(each) for each in readings]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_both_scores_agree(seed: int) -> None:
    if not OWN_TOOL.is_file():
        pytest.skip("the corpora's tool is not at hand")
    spec = importlib.util.spec_from_file_location("own_score", OWN_TOOL)
    assert spec
    assert spec.loader
    own = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(own)
    made = list(records(150, seed))
    rng = random.Random(seed)
    answers = {record["text"]: spoilt(record, rng) for record in made}
    theirs, _ = own.score(made, lambda text, jurisdiction: Found(answers[text]))
    counts, _ = measured(lambda text: answers[text], made)
    ours = summary(counts)
    for key in ("f1", "precision", "recall", "exact", "documents", "imprints_missed", "false_alarms"):
        assert ours[key] == pytest.approx(theirs[key], abs=5e-5), key


def test_a_right_reading_scores_one_and_none_scores_nothing() -> None:
    made = list(records(60, 8))
    right, _ = measured(
        lambda text: next(
            [{path: Leaf(value) for path in LEAVES if (value := dug(record["expected"]["fields"], path)) is not None}]
            if record["expected"]["has_imprint"]
            else []
            for record in made
            if record["text"] == text
        ),
        made,
    )
    assert summary(right)["f1"] == pytest.approx(1.0)
    assert summary(right)["exact"] == 60
    nothing, _ = measured(lambda text: [], made)
    assert summary(nothing)["f1"] == 0
    assert summary(nothing)["imprints_missed"] == sum(record["expected"]["has_imprint"] for record in made)


def test_a_longer_fund_counts_and_a_longer_name_does_not() -> None:
    assert matches("funding_source", "избирательного фонда", "средств избирательного фонда партии", [])
    assert not matches("customer.name", "Щербатов", "кандидат Щербатов", [])
    assert matches("customer.name", "Щербатов А.", "«Щербатов А»", [])
    assert matches("payer.name", None, "он же", [None, "он же"])


def test_a_sure_leaf_of_a_false_alarm_is_sure_and_wrong() -> None:
    record = next(each for each in records(50, 8) if not each["expected"]["has_imprint"])
    count, misses = judged(record, [{"customer.name": Leaf("кто-то", True), "print_run": Leaf(5, False)}])
    assert (count["sure"], count["sure_wrong"], count["false_alarms"]) == (1, 1, 1)
    assert misses[0][0] == "has_imprint"


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    rng = random.Random(3)
    counts = [Counter(tp=rng.randint(3, 6), fn=rng.randint(0, 2), fp=rng.randint(0, 1), documents=1) for _ in range(80)]
    low, high = interval(counts)
    assert low <= summary(counts)["f1"] <= high
    assert interval(counts) == (low, high)
    assert row("hand", counts).startswith("| hand | 80 |")


def test_hands_are_read_by_name_and_jurisdiction(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text(
        '{"jurisdiction": "KG", "text": "а"}\n\n{"jurisdiction": "GB", "text": "b"}\n', encoding="utf-8"
    )
    assert [record["text"] for record in hands(tmp_path)["one"]] == ["а"]
