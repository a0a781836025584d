"""What is said of a whole ad: one verdict from the answers of all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.border import report_wire as wire
    from compliance.engine.evaluate import Evaluation
    from compliance.rulebook import Rulebook

_PRESENCE = "field_present"


def verdict(evaluations: Sequence[Evaluation], rulebook: Rulebook) -> wire.Verdict:
    """Return the verdict: compliant is a claim, and needs a duty that was met and none that is in doubt.

    A failing warning rests on practice, not on law that was read: it accuses nobody, and nobody can sign it off either.
    Where a rule that could speak against the ad was not asked, the best that can be said is `partial`; notes never do.
    """
    outcomes = {e.answer.outcome for e in evaluations if e.rule.severity == "error"}
    if "fail" in outcomes and rulebook.standing != "draft":
        return "non_compliant"
    if rulebook.standing == "draft" and outcomes & {"fail", "unclear", "pass"}:
        return "unclear"  # what rests on law that wants reading again is for a person
    warned = any(e.rule.severity == "warning" and _leaves_doubt(e) for e in evaluations)
    if "unclear" in outcomes or warned:
        return "unclear"
    left_out = rulebook.not_asked
    if left_out and any(rule.id in left_out and rule.severity != "note" for rule in rulebook.rules):
        return "partial"
    freed = exempt(evaluations) and not _unread(evaluations, rulebook)
    return "compliant" if "pass" in outcomes or freed else "unclear"


def exempt(evaluations: Sequence[Evaluation]) -> list[str]:
    """Return the exceptions of the law that freed the ad of a duty, in order of rule."""
    reasons = (answer.params["exception"] for *_, answer in evaluations if answer.reason == "exempt")
    return list(dict.fromkeys(map(str, reasons)))


def met(evaluations: Sequence[Evaluation]) -> bool:
    """Tell whether a duty was asked and met: the ad is then lawful by itself, whatever else it is spared."""
    return any(e.rule.severity == "error" and e.answer.outcome == "pass" for e in evaluations)


def _unread(evaluations: Sequence[Evaluation], rulebook: Rulebook) -> bool:
    """Tell whether none of a rulebook's own rules held yet: what its law asked on that day was not read.

    An exception of a rulebook that it builds on frees from that one's duties, and says nothing of its own.
    """
    own = [e for e in evaluations if e.rule.severity == "error" and e.rule.id.startswith(f"{rulebook.id}/")]
    return bool(own) and all(e.answer.reason == "not_in_force" for e in own)


def _leaves_doubt(evaluation: Evaluation) -> bool:
    """Tell whether a warning failed or was not decided; that a value is stated, a poor reading shows as well."""
    answer = evaluation.answer
    shown = answer.reason == "reading_unsure" and evaluation.rule.check == _PRESENCE
    return answer.outcome == "fail" or (answer.outcome == "unclear" and not shown)
