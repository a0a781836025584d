"""What changed between two days: in the rules, and in what they say of an ad."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.model.known import NOTHING, Known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.checker import Checker
    from compliance.engine.check import Evaluation
    from compliance.sources import Loaded


def compared(loaded: Loaded, checkers: tuple[Checker, Checker], option: Known = NOTHING) -> dict[str, Any]:
    """Return an ad's verdict by each of two checkers, and every rule that answers otherwise, as plain JSON values."""
    before, after = (checker.judged(loaded, option=option) for checker in checkers)
    first, second = (checker.entry(one) for checker, one in zip(checkers, (before, after), strict=True))
    return {
        "path": first["path"],
        "pointer": first.get("pointer", ""),
        "before": first["verdict"],
        "after": second["verdict"],
        "rules": list(_differing(before.evaluations, after.evaluations)),
    }


def _differing(before: Sequence[Evaluation], after: Sequence[Evaluation]) -> Iterator[dict[str, Any]]:
    answers = {(asked.rule.id, asked.imprint): asked.answer.outcome for asked in before}
    other = {(asked.rule.id, asked.imprint): asked.answer.outcome for asked in after}
    for key in sorted({*answers, *other}, key=lambda key: (key[0], -1 if key[1] is None else key[1])):
        # a rule that is not in force is asked once for the whole ad, not for each imprint
        was = answers.get(key) or answers.get((key[0], None))
        now = other.get(key) or other.get((key[0], None))
        if was and now and was != now:
            yield {"rule": key[0], "imprint": key[1], "before": was, "after": now}
