"""Which findings fail a run: by severity, by outcome, and never one that somebody decided about."""

from __future__ import annotations

from typing import Any, cast

import pytest

from compliance.border import report_wire as wire
from compliance.report.gate import Gate, shown


def finding(severity: str = "error", outcome: str = "fail", **more: Any) -> wire.Finding:
    return cast(wire.Finding, {"severity": severity, "outcome": outcome, **more})


def entry(*findings: wire.Finding, verdict: str = "non_compliant") -> wire.AdResult:
    return cast(wire.AdResult, {"findings": list(findings), "verdict": verdict})


LEVELS = ("error", "warning", "note", "never")
COUNTED = {
    # severity and outcome: whether it counts at each level, then the same when strict
    ("error", "fail"): ("yes yes yes no", "yes yes yes no"),
    ("warning", "fail"): ("no yes yes no", "yes yes yes no"),
    ("note", "fail"): ("no no yes no", "no no yes no"),
    ("error", "unclear"): ("no no no no", "yes yes yes no"),
    ("warning", "unclear"): ("no no no no", "no yes yes no"),
    ("note", "unclear"): ("no no no no", "no no yes no"),
}


@pytest.mark.parametrize(("severity", "outcome"), COUNTED)
@pytest.mark.parametrize("strict", [False, True])
def test_what_counts(severity: str, outcome: str, strict: bool) -> None:
    counted = ["yes" if Gate(level, strict).counts(finding(severity, outcome)) else "no" for level in LEVELS]
    assert " ".join(counted) == COUNTED[severity, outcome][strict]


@pytest.mark.parametrize("excuse", [{"waived": {"by": "A. Asanova"}}, {"baseline": "known"}])
def test_a_decision_of_people_excuses(excuse: dict[str, Any]) -> None:
    """And an ad that is undecided for a reason that was excused is excused too."""
    for strict in (False, True):
        assert not Gate("note", strict).counts(finding(**excuse))
        assert not Gate("note", strict).fails(entry(finding("note", "unclear", **excuse), verdict="unclear"))
    assert Gate("note").counts(finding(baseline="new"))


def test_no_finding_of_an_undecided_ad_fails_it_where_undecided_ads_fail() -> None:
    undecided = entry(finding("note", "fail"), verdict="unclear")
    assert Gate("error", True).beyond(undecided) == "unclear"
    assert Gate("error", False).beyond(undecided) == ""
    assert Gate("note", True).beyond(undecided) == ""  # its finding does
    assert Gate("never", True).beyond(undecided) == ""
    assert Gate("error", True).beyond(entry(verdict="compliant")) == ""
    assert Gate("error", True).beyond(entry(verdict="partial")) == ""


@pytest.mark.parametrize(("number", "told"), [(199, ""), (200, "non_compliant")])
def test_a_finding_that_was_cut_off_fails_the_run(number: int, told: str) -> None:
    """A report holds two hundred findings: where it is full, one that counts may have been cut off."""
    full = entry(*[finding("note", "fail")] * number)
    assert Gate("error").beyond(full) == told
    assert Gate("error").fails(full) == bool(told)
    assert Gate("never").beyond(full) == ""
    assert Gate("error").beyond({**full, "verdict": "unclear"}) == ""
    assert Gate("error").beyond(entry(*[finding()] * number)) == ""  # its findings do


def test_it_says_whether_strict_would_make_a_difference() -> None:
    assert Gate("error").lets_undecided_pass is True
    assert Gate("error", True).lets_undecided_pass is False
    assert Gate("never").lets_undecided_pass is False
    assert Gate("never", True).lets_undecided_pass is False


def test_what_fails_the_run_is_shown_whatever_is_shown_else() -> None:
    """Verdict and answers stay as they are: nothing that is hidden is judged anew."""
    rows = [finding("error"), finding("warning"), finding("note")]
    whole = entry(*rows, verdict="unclear")
    assert shown(whole, "note", Gate("error")) is whole
    assert shown(whole, "warning", Gate("error"))["findings"] == rows[:2]
    assert shown(whole, "error", Gate("error"))["findings"] == rows[:1]
    assert shown(whole, "error", Gate("warning"))["findings"] == rows[:2]
    assert shown(whole, "error", Gate("note"))["findings"] == rows
    assert shown(whole, "error", Gate("error"))["verdict"] == "unclear"
    assert len(whole["findings"]) == 3
