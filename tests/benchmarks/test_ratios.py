from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2]))

from benchmarks import __main__ as command
from benchmarks.budgets import Budget, budgets, missed
from benchmarks.measure import Process, Ratio, Row, Times, interleave, process, ratio, row
from benchmarks.output import as_json, markdown, table
from benchmarks.sections import MEASURES


def of(name: str, median: float) -> Row:
    return Row(name, "this", "that", Ratio(median, median, median), 3, 0.001)


def test_runners_take_turns_and_the_first_round_does_not_count() -> None:
    order = []

    def runner(name: str, seconds: float) -> float:
        order.append(name)
        return seconds

    times = interleave({"a": lambda _: runner("a", 2.0), "b": lambda _: runner("b", 1.0)}, 3)
    assert order == ["a", "b"] * 4
    assert times == {"a": Times([2.0] * 3, []), "b": Times([1.0] * 3, [])}


def test_a_ratio_is_taken_round_by_round() -> None:
    """A machine that slows down for a round slows both: 4 / 2 and 40 / 20 are the same."""
    assert ratio([4.0, 40.0, 9.0], [2.0, 20.0, 3.0]) == Ratio(2.0, 2.0, 3.0)


def test_speed_is_the_ratio_turned_round() -> None:
    slow, fast = Times([4.0, 4.0], []), Times([1.0, 2.0], [])
    assert row("x", "fast", "slow", fast, slow, of_speed=True).ratio == Ratio(3.0, 2.0, 4.0)


def test_a_process_that_fails_is_not_timed() -> None:
    run = process([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(RuntimeError, match="ended with 3"):
        run(0)
    ended = process([sys.executable, "-c", "raise SystemExit(3)"], accepted=(3,))(0)
    assert isinstance(ended, Process)
    assert ended.wall > 0


def test_budgets_are_kept_on_both_sides() -> None:
    low, high = Budget("a", at_least=25.0, gate=True), Budget("b.*", at_most=2.3, gate=True)
    rows = [of("a", 25.0), of("a", 24.9), of("b.x", 2.3), of("b.y", 2.31), of("c", 99.0)]
    assert [found.ratio.median for found, _ in missed(rows, [low, high])] == [24.9, 2.31]
    assert missed([of("b.y", 9.0)], [Budget("b.*", at_most=2.3)]) == []


def test_a_budget_has_one_bound(tmp_path: Path) -> None:
    file = tmp_path / "budgets.toml"
    file.write_text('[[budget]]\nrow = "a"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="a: give at_most or at_least"):
        budgets(file)


def test_every_committed_budget_speaks_of_a_section() -> None:
    assert {budget.row.partition(".")[0] for budget in budgets()} <= set(MEASURES)
    assert set(command.SECTIONS) == set(MEASURES)


def test_every_output_shows_every_row() -> None:
    rows = [of("startup.check", 6.0), of("articles.public", 19.5)]
    for text in (table(rows, budgets()), markdown(rows, budgets(), ["rg is absent"])):
        assert "6.00" in text
        assert "MISSED" in text
    found = json.loads(as_json(rows, budgets(), []))
    assert [entry["budget"]["kept"] for entry in found["rows"]] == [True, False]


def test_an_unknown_section_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--only", "adds"])
    assert "no section 'adds'" in capsys.readouterr().err


def test_a_python_without_the_wheel_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--python", str(tmp_path / "python")]) == 2
    assert "no installed wheel" in capsys.readouterr().err


def test_nothing_is_timed_when_a_reading_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("benchmarks.verify.faults", lambda rulebook, count: ["ad-00001: 0 imprints instead of 1"])
    assert command.main(["--here", "--quick"]) == 2
    ended = capsys.readouterr()
    assert "nothing is timed" in ended.err
    assert ended.out == ""
