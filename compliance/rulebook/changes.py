"""What changed in the rules between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compliance.rulebook.book import in_force

if TYPE_CHECKING:
    from datetime import date

    from compliance.rulebook.book import Rule, Rulebook, Version


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
