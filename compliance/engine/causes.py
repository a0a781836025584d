"""One fault, one finding: a rule yields to another that speaks of the same words and says what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.model.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from compliance.engine.check import Evaluation


def told_once(evaluations: Sequence[Evaluation], left_out: Set[str] = frozenset()) -> Sequence[Evaluation]:
    """Return the answers, those that only repeat another one as `not_applicable` (`told_by` that rule).

    A rule names in `after` the rules whose answer comes first. It yields where such a rule failed on the words it
    points at, or is unclear there and it is unclear itself: a date that is no day of the calendar is also not before
    polling day, and the reader is told once. A cause weighs at least as much as what yields to it (the rulebook is
    refused otherwise), so that no verdict becomes better. A rule of `left_out`, which nobody asks, is no cause.
    """
    causes = {e.rule.id: e for e in evaluations if e.answer.outcome in ("fail", "unclear")}.keys() - left_out
    if len(causes) < 2:
        return evaluations
    doubted = [e for e in evaluations if e.rule.id in causes]
    return [_yielding(e, doubted) if e.rule.after and e.rule.id in causes else e for e in evaluations]


def _yielding(effect: Evaluation, doubted: Sequence[Evaluation]) -> Evaluation:
    answer = effect.answer
    for cause in doubted:
        if cause.rule.id in effect.rule.after and _covers(cause, effect):
            told = Answer("not_applicable", "told_by", {"rule": cause.rule.id}, answer.start, answer.end)
            return effect._replace(answer=told)
    return effect


def _covers(cause: Evaluation, effect: Evaluation) -> bool:
    """Tell whether one answer leaves nothing for the other to say: as grave an outcome, about the same words."""
    grave = cause.answer.outcome == "fail" or effect.answer.outcome == "unclear"
    alike = cause.imprint is None or effect.imprint is None or cause.imprint == effect.imprint
    return effect.answer.outcome in ("fail", "unclear") and grave and alike and _meet(cause.answer, effect.answer)


def _meet(first: Answer, second: Answer) -> bool:
    """Tell whether two answers point at words in common: of a text, or of one part that was given as fields."""
    if isinstance(first.start, str) and isinstance(second.start, str):
        return first.start.partition(".")[0] == second.start.partition(".")[0]
    if isinstance(first.start, int) and isinstance(second.start, int):
        return first.start < _end(second) and second.start < _end(first)
    return first.start is second.start is None


def _end(answer: Answer) -> int:
    assert isinstance(answer.end, int)
    return answer.end
