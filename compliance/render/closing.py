"""The last lines of a report for people: the tally, and how many ads nobody has decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.circumstances import in_words
from compliance.report.build import VERDICTS
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.border import report_wire as wire
    from compliance.report.gate import Gate


def verdicts(summary: wire.Summary) -> dict[wire.Verdict, int]:
    """Return how many ads have each verdict that any has."""
    return {verdict: count for verdict in VERDICTS if (count := summary.get(verdict, 0))}


def tally(summary: wire.Summary, findings: Mapping[str, int], say: Mapping[str, str]) -> str:
    """Return ads by verdict and findings by kind, in brackets; "" where there is none."""
    ads = [f"{say[verdict]}: {count}" for verdict, count in verdicts(summary).items()]
    told = ", ".join(filter(None, [*ads, in_words(findings, say)]))
    return f" ({told})" if told else ""


def undecided(summary: wire.Summary, gate: Gate, say: Mapping[str, str]) -> str:
    """Return how many ads are undecided and how to make them fail, "" for none and where they do already."""
    if not summary["unclear"] or not gate.lets_undecided_pass:
        return ""
    return fill(say["undecided_ads"], {"count": summary["unclear"], "option": "--strict"})
