"""The commands beside `check`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Run

from compliance.interfaces.cli.console import wants_color
from compliance.interfaces.cli.group import COMMANDS
from compliance.rulebook.files.load import RULES
from compliance.version import VERSION

ADS = ROOT / "examples" / "ads"


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"compliance {VERSION}\n"
    for arguments in ([], ["check"], ["rules"], ["rules", "test"], ["extract"], ["explain"], ["elections"], ["schema"]):
        ran = run(*arguments, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert "Usage: compliance" in ran.out
        assert "Examples:" in ran.out or arguments in (["rules"],)
    assert all(f"  {command} " in run("--help").out for command in COMMANDS)


def test_no_command_shows_the_help_and_fails(run: Run) -> None:
    ran = run()
    assert ran.code in (0, 2)  # click 8.1 calls this help, later versions a mistake
    assert "Usage: compliance" in ran.out + ran.err


def test_extract_shows_every_field_with_its_place(run: Run) -> None:
    ran = run("extract", str(ADS / "unlawful" / "ru-newspaper.txt"), "--lang", "ru")
    assert (ran.code, ran.err) == (0, "")
    assert "  тираж: 0 [9:92]" in ran.out
    assert "  заказчик: не указано" in ran.out


def test_extract_gives_json_and_json_lines(run: Run) -> None:
    whole = json.loads(run("extract", str(ADS / "lawful"), "--format", "json").out)
    lines = run("extract", str(ADS / "lawful"), "--format", "jsonl").out.splitlines()
    assert whole["schema"] == "imprint.v1"
    assert [json.loads(line) for line in lines] == whole["documents"]


def test_extract_reports_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    ran = run("extract", str(tmp_path), "--format", "json")
    assert ran.code == 2
    assert json.loads(ran.out)["documents"][0]["error"] == {"message": "is empty"}
    assert ran.err.count("\n") == 1


def test_rules_are_listed_shown_and_explained(run: Run) -> None:
    listed = run("rules", "list").out
    assert "error    kg/imprint/print-run-stated  (2011-" in listed
    assert 'id = "kg/imprint/print-run-stated"' in run("rules", "show", "print-run-stated").out
    explained = run("explain", "kg/imprint/print-run-stated", "--lang", "ru")
    assert explained.code == 0
    assert "(ошибка)" in explained.out
    assert "с 2011-" in explained.out


def test_an_unknown_rule_gets_a_hint(run: Run) -> None:
    ran = run("explain", "kg/imprint/print-run-statd")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean kg/imprint/print-run-stated" in ran.err
    assert "compliance rules list" in run("rules", "show", "xyzzy").err


def test_the_shipped_rules_pass_their_own_cases(run: Run) -> None:
    ran = run("rules", "test")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(" 0 failed\n")


def test_a_rulebook_of_ones_own_is_tested_and_used(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "mine"
    shutil.copytree(RULES, own)
    rule = own / "kg" / "form" / "print-run-positive.toml"
    rule.write_text(rule.read_text(encoding="utf-8").replace('expect = "pass"', 'expect = "fail"', 1), encoding="utf-8")
    for folder in (own, own / "kg"):
        ran = run("rules", "test", str(folder))
        assert ran.code == 1
        assert "expected fail, got pass" in ran.out
    assert run("check", str(ADS / "lawful"), "--rules", str(own)).code == 0


def test_a_broken_rulebook_is_refused_with_all_its_faults(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "mine"
    shutil.copytree(RULES, own)
    for name in ("print-run-positive", "label-spelling"):
        rule = own / "kg" / "form" / f"{name}.toml"
        rule.write_text(rule.read_text(encoding="utf-8").replace("severity", "severty", 1), encoding="utf-8")
    ran = run("check", str(ADS), "--rules", str(own))
    assert (ran.code, ran.out) == (2, "")
    assert "form/print-run-positive.toml:" in ran.err
    assert "form/label-spelling.toml:" in ran.err


def test_folders_without_rules_are_said(run: Run, tmp_path: Path) -> None:
    assert run("rules", "test", str(tmp_path)).code == 2
    assert run("rules", "test", str(tmp_path / "none")).code == 2


def test_elections_are_listed_and_narrowed_by_day(run: Run) -> None:
    assert "kg-2021-07-11-city-repeat" in run("elections").out
    one = run("elections", "--on", "2021-07-06", "--lang", "ky").out
    assert one.startswith("kg-2021-07-11-city-repeat\n")
    assert "2021-06-21" in one


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "colour"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("auto", {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colours_follow_the_environment(choice: str, environment: dict[str, str], terminal: bool, colour: bool) -> None:
    assert wants_color(choice, environment, terminal) is colour


def test_the_colour_option_reaches_the_report(run: Run) -> None:
    assert "\x1b[" in run("check", str(ADS), "--color", "always").out
    assert "\x1b[" not in run("check", str(ADS)).out
    assert "\x1b[" not in run("check", str(ADS), "--color", "always", "--format", "json").out
