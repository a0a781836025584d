"""Which findings fail a run. The gate decides the exit code, never what an ad is: verdicts stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.model.answer import SEVERITIES
from compliance.report.build import MAX_FINDINGS

if TYPE_CHECKING:
    from compliance.border import report_wire as wire

LEVELS = (*SEVERITIES, "never")


class Gate:
    """Fails on findings of `level` or graver, and with `strict` on ads that are undecided too.

    A finding that is waived, or known from the baseline, does not count.
    """

    __slots__ = ("_counted", "_strict")

    def __init__(self, level: str = "error", strict: bool = False) -> None:
        self._counted = SEVERITIES[: SEVERITIES.index(level) + 1] if level != "never" else ()
        self._strict = strict and bool(self._counted)

    @property
    def lets_undecided_pass(self) -> bool:
        """Whether `strict` would make a difference."""
        return bool(self._counted) and not self._strict

    def fails(self, result: wire.AdResult) -> bool:
        """Return whether a report's entry fails the run."""
        return any(map(self.counts, result["findings"])) or bool(self.beyond(result))

    def beyond(self, result: wire.AdResult) -> str:
        """Return the verdict that fails the run where no finding of the entry does, "" where none does.

        More findings than a report holds are cut off, and one of those may count; an ad may be undecided because no
        rule could be put to it at all.
        """
        findings, verdict = result["findings"], result["verdict"]
        if any(map(self.counts, findings)) or not self._counted:
            return ""
        if verdict == "non_compliant" and len(findings) >= MAX_FINDINGS:
            return verdict
        excused = any(map(_excused, findings))
        return verdict if self._strict and verdict == "unclear" and not excused else ""

    def counts(self, finding: wire.Finding) -> bool:
        """Return whether a finding fails the run; a warning that fails leaves its ad undecided."""
        if _excused(finding):
            return False
        severity = finding["severity"]
        if finding["outcome"] == "fail":
            return severity in self._counted or (self._strict and severity == "warning")
        return self._strict and severity in self._counted


GATE = Gate()


def _excused(finding: wire.Finding) -> bool:
    return bool(finding.get("waived")) or finding.get("baseline") == "known"


def shown(result: wire.AdResult, least: str, gate: Gate) -> wire.AdResult:
    """Return an entry with the findings of severity `least` and graver, and those that fail the run.

    Verdict and answers of rules stay.
    """
    if least == SEVERITIES[-1]:
        return result
    kept = SEVERITIES[: SEVERITIES.index(least) + 1]
    findings = [finding for finding in result["findings"] if finding["severity"] in kept or gate.counts(finding)]
    return {**result, "findings": findings}
