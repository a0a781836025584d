"""The coverage statement: no duty that the research notes list is passed over in silence."""

from __future__ import annotations

import json
from datetime import date

import pytest

from compliance.engine.evaluate import evaluate
from compliance.model.case import Case
from compliance.report.parts import answers, coverage_summary
from compliance.rulebook import load

BOOK = load("kg")

# The rows of the research notes: imprint, production and content, time, penalties, payment.
ROWS = """
    I1 I1b I2 I2b I3 I4 I5 I6 I7 I8 I9 I10 I11
    P1 P2 P3 P3b P3c P3d P3e P4 P4b P5 P6 P6b P6c P7 P7b P7c P7d P8 P9 P10 P11 P11b P12 P13 P14 P15 P16 P17 P18 P19 P19b
    P20 P21 P22 P23
    T1 T2 T3 T4 T5 T6 T7 T8 T9 T9b T10 T11 T12 T13 T14 T14b T15
    S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 S11 S12 S13
    F1 F2 F3 F4 F5 F6 F7 F8 F9 F10
"""
NOTES = ROWS.split()
ENCODED = ("rule", "needs_facts")


def test_every_duty_has_its_row() -> None:
    """Each row of the notes is there once, in their order, and nothing else."""
    assert [row["id"] for row in BOOK.coverage] == NOTES


@pytest.mark.parametrize("row", BOOK.coverage, ids=lambda row: row["id"])
def test_a_row_says_what_becomes_of_the_duty(row: dict[str, object]) -> None:
    """Encoded duties name rules that exist, the others say why not, in every language."""
    languages = {"en", *BOOK.languages}
    assert set(row["duty"]) == languages  # type: ignore[call-overload]
    rules = row["rules"]
    assert isinstance(rules, list)
    assert bool(rules) == (row["status"] in ENCODED)
    assert all(BOOK.rule(rule) is not None for rule in rules)
    if row["status"] != "rule":
        assert set(row["reason"]) == languages  # type: ignore[call-overload]


def test_every_rule_serves_a_duty() -> None:
    """A rule that no duty asks for has no business here."""
    named = {rule for row in BOOK.coverage for rule in row["rules"]}
    assert named == {rule.id for rule in BOOK.rules}


def test_the_summary_says_what_a_clean_report_does_not() -> None:
    """How many duties are encoded, and which need a person, as plain JSON."""
    summary = coverage_summary(BOOK)
    assert json.loads(json.dumps(summary)) == summary
    assert summary["encoded"] == sum(row["status"] in ENCODED for row in BOOK.coverage)
    assert "P10" in summary["not_machine_checkable"]


def test_rules_are_skipped_by_the_fact_that_is_wanting_and_pass_where_they_hold() -> None:
    case = Case((), None, (), "unknown", date(2025, 11, 15), None, "press", "ky", {"outlet": "Гезит"}, "Добуш")
    passed, skipped = answers(evaluate(case, BOOK), BOOK)
    assert "kg/media/outlet-accredited" in [BOOK.rules[number].id for number in skipped["outlet_accredited"]]
    named = [BOOK.rules[number].id for number in [*passed, *(n for rules in skipped.values() for n in rules)]]
    assert "kg/imprint/present" not in named
    assert len(named) == len(set(named))


def test_penalties_are_information_that_the_law_file_holds() -> None:
    """The penalty of the day: Article 44 in July 2021, Article 65 from 28 October 2021."""
    rule = BOOK.rule("kg/imprint/customer-stated")
    assert rule is not None
    by_day = {version.first: version.penalty for version in rule.versions}
    assert "violations-code-2017#44" in by_day[date(2019, 2, 1)]
    assert "offences-code-2021#65-party" in by_day[date(2021, 10, 28)]
    assert "violations-code-2017#44" not in by_day[date(2021, 10, 28)]
    for known in BOOK.rules:
        for version in known.versions:
            assert set(version.penalty) <= set(BOOK.sources)
