"""`--select` and `--ignore`: what was not asked is told, and never counts as holding."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import ROOT, Run
from hypothesis import given
from hypothesis import strategies as st
from workspace import POLLING, RUN_STATED, SPELLING, documents, findings, repository, write

from compliance.border.report import Report
from compliance.rulebook.selection import matches


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = repository(tmp_path / "repository")
    monkeypatch.chdir(made)
    return made


def verdicts(run: Run, *arguments: str) -> tuple[int, dict[str, str]]:
    ran = run("check", "ads", "--format", "json", *arguments)
    return ran.code, {path.removeprefix("ads/"): entry["verdict"] for path, entry in documents(ran).items()}


@pytest.mark.parametrize(
    ("arguments", "code", "good", "bad"),
    [
        ([], 0, "compliant", "non_compliant"),
        (["--select", POLLING], 1, "partial", "non_compliant"),
        (["--select", "kg/timing"], 1, "partial", "non_compliant"),
        (["--select", "kg/*/before-polling-day", "--select", "kg/form"], 1, "partial", "non_compliant"),
        (["--select", "kg/language"], 0, "partial", "partial"),
        (["--ignore", "kg"], 0, "partial", "partial"),
        (["--ignore", SPELLING], 1, "compliant", "non_compliant"),
        (["--ignore", RUN_STATED], 1, "partial", "non_compliant"),
        (["--select", "kg/timing", "--ignore", "kg/timing"], 0, "partial", "partial"),
        (["--select", "kg/language", "--strict"], 0, "partial", "partial"),
    ],
)
def test_no_selection_makes_an_ad_compliant(
    run: Run, folder: Path, arguments: list[str], code: int, good: str, bad: str
) -> None:
    expected = {"good.txt": good, "bad.txt": bad}
    assert verdicts(run, *arguments) == (max(code, bad == "non_compliant"), expected)


def test_the_report_names_what_was_not_asked_and_counts_partial_ads(run: Run, folder: Path) -> None:
    whole = run("check", "ads", "--format", "json")
    ran = run("check", "ads", "--format", "json", "--select", "kg/timing")
    report = json.loads(ran.out)
    [book] = report["rulebooks"]
    asked = {rule["id"] for rule in book["rules"] if rule.get("asked", True)}
    assert asked == {rule["id"] for rule in book["rules"] if rule["id"].startswith("kg/timing/")} != set()
    assert report["summary"]["partial"] == 1
    assert "partial" not in json.loads(whole.out)["summary"]
    for entry in report["documents"]:
        assert {book["rules"][number]["id"] for number in entry["passed"]} <= asked
    kept = findings(whole, "ads/bad.txt")
    assert findings(ran, "ads/bad.txt") == {rule: found for rule, found in kept.items() if rule in asked}
    model = Report.model_validate(report)
    assert (model.summary.partial, model.rulebooks[0].rules[0].asked) == (1, False)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "sarif", "junit", "jsonl"])
def test_every_whole_report_tells_that_rules_were_not_asked(run: Run, folder: Path, form: str) -> None:
    out = run("check", "ads/good.txt", "--format", form, "--ignore", RUN_STATED, "--ignore", POLLING).out
    assert RUN_STATED in out
    assert POLLING in out
    if form in ("text", "markdown", "html"):
        assert "partly checked" in out
        assert "rules not asked: 2" in out
    if form == "sarif":
        assert json.loads(out)["runs"][0]["properties"]["rulebooks"][0]["not_asked"] == sorted([RUN_STATED, POLLING])
    if form == "junit":
        [told] = ET.fromstring(out).iter("property")
        assert told.attrib == {"name": "not_asked", "value": " ".join(sorted([RUN_STATED, POLLING]))}


def test_a_trace_tells_of_no_rule_that_was_not_asked(run: Run, folder: Path) -> None:
    out = run("check", "ads/good.txt", "--trace", "--select", "kg/timing").out
    assert ": kg/timing/" in out
    assert ": kg/imprint/" not in out


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_name_that_no_rule_has_is_refused_with_the_nearest(run: Run, folder: Path, option: str) -> None:
    ran = run("check", "ads", option, "kg/timin")
    assert (ran.code, ran.out) == (2, "")
    assert "no rule is called 'kg/timin'; did you mean 'kg/timing'?" in ran.err


def test_several_processes_ask_the_same_rules(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "examples" / "ads" / "unlawful" / "ky-leaflet.txt").read_text(encoding="utf-8")
    for number in range(220):
        write(tmp_path / f"{number:03}.txt", text)
    one = run("check", ".", "--select", "kg/timing", "--format", "json")
    assert run("check", ".", "--select", "kg/timing", "--format", "json", "--jobs", "2").out == one.out


@given(st.text("ab/*", max_size=8), st.text("ab/", max_size=10))
def test_a_star_stands_for_any_characters(pattern: str, name: str) -> None:
    import re

    if "*" in pattern:
        regular = ".*".join(map(re.escape, pattern.split("*")))
        assert matches(pattern, name) == bool(re.fullmatch(regular, name))


def test_matching_is_linear() -> None:
    assert not matches("*a" * 2000 + "b", "a" * 4000)
