"""What changed between two days, in the rules and for ads."""

from __future__ import annotations

import json
from datetime import date, timedelta

from conftest import ROOT, Run

from compliance.checker import Checker
from compliance.rulebook import in_force
from compliance.rulebook.changes import changes

LAWFUL = str(ROOT / "examples" / "ads" / "lawful")


def test_nothing_changes_in_a_day_without_a_first_day(checker: Checker) -> None:
    assert changes(checker.rulebook, date(2021, 7, 6), date(2021, 7, 6)) == []


def test_a_rule_begins_on_its_first_day_and_not_before(checker: Checker) -> None:
    for rule in checker.rulebook.rules:
        first = rule.versions[0].first
        [begun] = [c for c in changes(checker.rulebook, first - timedelta(1), first) if c.rule is rule]
        assert (begun.kinds, begun.day, begun.before) == (("began",), first, None)


def test_every_change_is_told_and_nothing_else(checker: Checker) -> None:
    before, after = date(2016, 1, 1), date(2026, 6, 1)
    found = {change.rule.id: change for change in changes(checker.rulebook, before, after)}
    for rule in checker.rulebook.rules:
        was, now = in_force(rule, before), in_force(rule, after)
        same = (
            was is not None
            and now is not None
            and set(was.law) == set(now.law)
            and set(was.penalty) == set(now.penalty)
        )
        assert (rule.id in found) == (not same and (was is not None or now is not None))


def test_the_order_of_the_days_does_not_matter(checker: Checker) -> None:
    days = date(2011, 1, 1), date(2026, 1, 1)
    assert changes(checker.rulebook, *days) == changes(checker.rulebook, *reversed(days))


def test_the_command_tells_of_rules_and_of_ads(run: Run) -> None:
    ran = run(
        "rules", "diff", "2011-01-01", "2021-07-06", str(ROOT / "examples" / "ads" / "unlawful" / "ky-leaflet.txt")
    )
    assert (ran.code, ran.err) == (0, "")
    assert "+ kg/imprint/print-run-stated: begins on " in ran.out
    assert "unclear → not compliant" in ran.out
    assert "kg/imprint/print-run-stated: does not apply → does not hold" in ran.out
    assert ran.out.endswith("ads compared: 1, with another verdict: 1\n")


def test_the_command_gives_json(run: Run) -> None:
    content = json.loads(run("rules", "diff", "2026-01-01", "2011-01-01", LAWFUL, "--format", "json").out)
    assert (content["first"], content["second"]) == ("2011-01-01", "2026-01-01")
    assert {rule["kinds"][0] for rule in content["rules"]} == {"began"}
    assert len(content["documents"]) == 3


def test_an_unreadable_ad_is_told_and_the_rest_goes_on(run: Run) -> None:
    ran = run("rules", "diff", "2020-01-01", "2026-01-01", "no-such-file.txt", LAWFUL)
    assert ran.code == 2
    assert "no-such-file.txt" in ran.err
    assert "ads compared: 3" in ran.out
