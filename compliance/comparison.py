"""What changed between two days: in the rules, and in what they say of an ad."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.rulebook import in_force

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from compliance.checker import Checker
    from compliance.rulebook import Rule, Rulebook, Version
    from compliance.sources import Loaded


class Change(NamedTuple):
    """A rule that is not what it was: `kinds` are `began`, `ended`, or `law` and `penalty`.

    `day` is the first day of the wording that holds on the later day.
    """

    rule: Rule
    kinds: tuple[str, ...]
    day: date
    before: Version | None
    after: Version | None


def changes(rulebook: Rulebook, first: date, second: date) -> list[Change]:
    """Return the rules that began, ended or rest on other sources on `second` than on `first`, in order of id.

    What came and went between the two days is not a change: only the days themselves are compared.
    """
    earlier, later = sorted((first, second))
    return [change for rule in rulebook.rules if (change := _change(rule, earlier, later))]


def _change(rule: Rule, earlier: date, later: date) -> Change | None:
    before, after = in_force(rule, earlier), in_force(rule, later)
    kinds: tuple[str, ...] = ()
    if before is None or after is None:
        kinds = ("began",) if after else ("ended",) if before else ()
    else:
        kinds = tuple(kind for kind in ("law", "penalty") if set(getattr(before, kind)) != set(getattr(after, kind)))
    if not kinds:
        return None
    day = max(version.first for version in rule.versions if version.first <= later)
    return Change(rule, kinds, day, before, after)


def compared(loaded: Loaded, checkers: tuple[Checker, Checker], **known: Any) -> dict[str, Any]:
    """Return an ad's verdict by each of two checkers, and every rule that answers otherwise, as plain JSON values."""
    before, after = (checker.judge(loaded, **known) for checker in checkers)
    return {
        "path": before["path"],
        "pointer": before["pointer"],
        "before": before["verdict"],
        "after": after["verdict"],
        "rules": list(_differing(before["evaluated"], after["evaluated"])),
    }


def _differing(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    answers = {(entry["rule"], entry["imprint"]): entry for entry in before}
    other = {(entry["rule"], entry["imprint"]): entry for entry in after}
    for key in sorted({*answers, *other}, key=lambda key: (key[0], -1 if key[1] is None else key[1])):
        # a rule that is not in force is asked once for the whole ad, not for each imprint
        was = answers.get(key) or answers.get((key[0], None))
        now = other.get(key) or other.get((key[0], None))
        if was and now and was["outcome"] != now["outcome"]:
            yield {"rule": key[0], "imprint": key[1], "before": was["outcome"], "after": now["outcome"]}
