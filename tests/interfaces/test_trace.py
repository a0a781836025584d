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


def test_json_always_tells_the_values_and_their_spans(run: Run) -> None:
    report = json.loads(run("check", AD, "--format", "json").out)
    text = (ROOT / AD).read_text("utf-8")
    [entry] = [e for e in report["documents"][0]["evaluated"] if e["rule"] == "kg/payment/fund-owner-is-customer"]
    assert text[entry["span"]["start"] : entry["span"]["end"]] == entry["params"]["first"]
    assert Report.model_validate(report).model_dump(mode="json") == report


def test_the_report_says_what_it_does_not_cover(run: Run, checker: Checker) -> None:
    report = json.loads(run("check", AD, "--format", "json", "--lang", "ru,ky").out)
    coverage = report["documents"][0]["coverage"]
    people = [row for row in checker.rulebook.coverage if row["status"] == "not_machine_checkable"]
    assert coverage["encoded"] > 20
    assert [duty["id"] for duty in coverage["not_machine_checkable"]] == [row["id"] for row in people]
    assert all(set(duty["duty"]) == {"ru", "ky"} for duty in coverage["not_machine_checkable"])
    skipped = {entry["rule"]: entry for entry in coverage["skipped"]}
    assert skipped["kg/media/outlet-accredited"]["fact"] == "outlet_accredited"


def test_the_text_report_has_one_line_on_it(run: Run) -> None:
    assert run("check", AD).out.count("compliance\ncoverage") + run("check", AD).out.count("compliance coverage") == 1


def test_the_coverage_command_lists_every_duty(run: Run, checker: Checker) -> None:
    ran = run("coverage", "--lang", "ru")
    assert ran.code == 0
    assert all(f"  {row['id']} " in ran.out for row in checker.rulebook.coverage)
