"""What a report says beyond its findings: every rule's answer, and what was not checked."""

from __future__ import annotations

import json

import pytest
from conftest import ROOT, Run

from compliance.border.report import Report
from compliance.checker import Checker

AD = str(ROOT / "examples" / "ads" / "unlawful" / "ky-leaflet.txt")


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_a_trace_tells_of_every_rule_with_reason_and_place(run: Run, checker: Checker, language: str) -> None:
    ran = run("check", AD, "--trace", "--lang", language)
    assert ran.code == 1
    for rule in checker.rulebook.rules:
        assert f": {rule.id}\n" in ran.out
    assert "[not_stated]" in ran.out
    assert "7:13 “«Жарык күн» саясий партиясы" in ran.out
    assert "{" not in ran.out


def test_without_the_option_nothing_is_traced(run: Run) -> None:
    assert "[names_agree]" not in run("check", AD).out


def test_json_tells_by_number_which_rules_passed(run: Run, checker: Checker) -> None:
    report = json.loads(run("check", AD, "--format", "json").out)
    [book], [entry] = report["rulebooks"], report["documents"]
    assert [rule["id"] for rule in book["rules"]] == [rule.id for rule in checker.rulebook.rules]
    passed = [book["rules"][number]["id"] for number in entry["passed"]]
    assert "kg/payment/fund-owner-is-customer" in passed
    assert not set(passed) & {finding["rule"] for finding in entry["findings"]}
    assert Report.model_validate(report).documents[0].passed == tuple(entry["passed"])


def test_what_findings_refer_to_is_said_once(run: Run) -> None:
    report = json.loads(run("check", AD, AD, "--format", "json", "--lang", "ru,ky").out)
    [book] = report["rulebooks"]
    findings = [finding for entry in report["documents"] for finding in entry["findings"]]
    named = {law for finding in findings for law in (*finding.get("law", ()), *finding.get("penalty", ()))}
    assert set(book["law"]) == named
    assert all(set(law["act"]) == {"ru", "ky"} for law in book["law"].values())
    told = {rule["id"] for rule in book["rules"] if "summary" in rule}
    assert {finding["rule"] for finding in findings} <= told
    assert set(book["elections"]) == {report["documents"][0]["election"]["id"]}


def test_the_report_says_what_it_does_not_cover(run: Run, checker: Checker) -> None:
    report = json.loads(run("check", AD, "--format", "json", "--lang", "ru,ky").out)
    [book], [entry] = report["rulebooks"], report["documents"]
    people = [row for row in checker.rulebook.coverage if row["status"] == "not_machine_checkable"]
    assert book["encoded"] > 20
    assert set(book["duties"]) == {row["id"] for row in people}
    assert all(set(duty) == {"ru", "ky"} for duty in book["duties"].values())
    skipped = [book["rules"][number]["id"] for number in entry["skipped"]["outlet_accredited"]]
    assert skipped == ["kg/media/outlet-accredited"]


def test_the_text_report_has_one_line_on_it(run: Run) -> None:
    assert run("check", AD).out.count("compliance\ncoverage") + run("check", AD).out.count("compliance coverage") == 1


def test_the_coverage_command_lists_every_duty(run: Run, checker: Checker) -> None:
    ran = run("coverage", "--lang", "ru")
    assert ran.code == 0
    assert all(f"  {row['id']} " in ran.out for row in checker.rulebook.coverage)
