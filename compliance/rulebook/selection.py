"""Rules by name: an id, a topic such as `kg/timing`, or a pattern such as `kg/imprint/*`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.rulebook.book import Rule, Rulebook


def matches(pattern: str, name: str) -> bool:
    """Return whether a pattern names a rule; `*` stands for any characters. Linear in the length of the name.

    >>> matches("kg/timing", "kg/timing/in-time"), matches("kg/tim", "kg/timing/in-time")
    (True, False)
    >>> matches("*/imprint/*-stated", "kg/imprint/print-run-stated"), matches("a*b*b", "ab")
    (True, False)
    """
    if "*" not in pattern:
        return name == pattern or name.startswith(pattern.rstrip("/") + "/")
    first, *middle, last = pattern.split("*")
    if len(name) < len(first) + len(last) or not name.startswith(first) or not name.endswith(last):
        return False
    at, end = len(first), len(name) - len(last)
    for part in middle:  # the first place that fits leaves most for the rest: nothing is tried twice
        at = name.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True


def names(pattern: str, rules: Iterable[Rule]) -> frozenset[str]:
    """Return the ids of the rules that a pattern names, by id or alias."""
    return frozenset(rule.id for rule in rules if any(matches(pattern, name) for name in (rule.id, *rule.aliases)))


def chosen(book: Rulebook, select: Sequence[str], ignore: Sequence[str]) -> Rulebook:
    """Return the rulebook that asks only the rules in `select` (none given: all), less those in `ignore`."""
    if not select and not ignore:
        return book
    every = frozenset(rule.id for rule in book.rules)
    asked = frozenset().union(*(names(pattern, book.rules) for pattern in select)) if select else every
    return book.without(every - asked.difference(*(names(pattern, book.rules) for pattern in ignore)))


def verify(patterns: Iterable[str], books: Sequence[Rulebook]) -> None:
    """Raise `UsageError` for a pattern that names no rule in any of the rulebooks."""
    rules = [rule for book in books for rule in book.rules]
    for pattern in patterns:
        if not names(pattern, rules):
            raise UsageError(f"no rule is called {pattern!r}{_nearest(pattern, rules)} (see: compliance rules list)")


def _nearest(pattern: str, rules: Iterable[Rule]) -> str:
    from difflib import get_close_matches

    known = {name for rule in rules for name in (rule.id, rule.id.rpartition("/")[0])}
    near = get_close_matches(pattern, sorted(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
