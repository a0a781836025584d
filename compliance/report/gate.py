"""Which findings fail a run. The gate decides the exit code, never what an ad is: verdicts stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.report.build import MAX_FINDINGS, SEVERITIES

if TYPE_CHECKING:
    from compliance.border import report_wire as wire

LEVELS = (*SEVERITIES, "never")


class Gate:
    """Fails on findings of `level` or graver, and with `strict` on what is unclear too.

    A finding that is waived, or known from the baseline, does not count.
    """

    __slots__ = ("_counted", "_strict")

    def __init__(self, level: str = "error", strict: bool = False) -> None:
        self._counted = SEVERITIES[: SEVERITIES.index(level) + 1] if level != "never" else ()
        self._strict = strict

    def fails(self, result: wire.AdResult) -> bool:
        """Return whether a report's entry fails the run."""
        if any(map(self._counts, result["findings"])):
            return True
        hidden = len(result["findings"]) >= MAX_FINDINGS  # the rest was cut off, and one of those may count
        return hidden and bool(self._counted) and result["verdict"] == "non_compliant"

    def _counts(self, finding: wire.Finding) -> bool:
        if finding["severity"] not in self._counted or finding.get("waived") or finding.get("baseline") == "known":
            return False
        return finding["outcome"] == "fail" or self._strict


def shown(result: wire.AdResult, least: str) -> wire.AdResult:
    """Return an entry with the findings of severity `least` and graver; verdict and answers of rules stay."""
    if least == SEVERITIES[-1]:
        return result
    kept = SEVERITIES[: SEVERITIES.index(least) + 1]
    return {**result, "findings": [finding for finding in result["findings"] if finding["severity"] in kept]}
