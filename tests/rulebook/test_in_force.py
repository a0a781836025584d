"""Which wording of a rule governs which day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from compliance.engine.evaluate import evaluate
from compliance.model.case import Case
from compliance.rulebook import Rule, Version, in_force, load

BOOK = load("kg")
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


def rule_of(versions: list[Version]) -> Rule:
    return Rule("xx/a/b", "note", "imprint_present", {}, (), (), {}, {}, {}, {}, tuple(versions))


@given(firsts=st.lists(DAYS, min_size=1, max_size=5, unique=True), on=DAYS)
def test_one_version_or_none(firsts: list[date], on: date) -> None:
    """The last version that has begun governs; before the first there is none."""
    rule = rule_of([Version(first, (str(first),)) for first in sorted(firsts)])
    begun = [first for first in firsts if first <= on]
    version = in_force(rule, on)
    assert (version.first if version else None) == (max(begun) if begun else None)


@given(first=DAYS, days=st.integers(1, 1000))
def test_a_version_without_law_ends_the_rule(first: date, days: int) -> None:
    """From its first day on the rule no longer binds; the day before it still does."""
    end = first + timedelta(days)
    rule = rule_of([Version(first, ("act",)), Version(end, ())])
    assert in_force(rule, end - timedelta(1)) is not None
    assert in_force(rule, end) is None


def test_every_day_from_2011_to_2027() -> None:
    """No day is without an answer of every rule, and the engine asks the version that governs that day."""
    day = date(2011, 1, 1)
    while day < date(2028, 1, 1):
        case = Case((), None, (), "unknown", day, day, None, "und", {})
        found = evaluate(case, BOOK)
        assert [evaluation.rule for evaluation in found] == list(BOOK.rules)
        for evaluation in found:
            assert evaluation.version == in_force(evaluation.rule, day)
            assert (evaluation.answer.reason == "not_in_force") == (evaluation.version is None)
        day += timedelta(1)
