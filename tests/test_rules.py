"""Every rule's own cases, and the shape that every rule's file must have."""

from __future__ import annotations

import re
from typing import Any

import pytest

from compliance.authoring.cases import CaseResult, day_of_case, run_cases
from compliance.border.ad import Ad
from compliance.checker import Checker
from compliance.rulebook import Rule, available, load
from compliance.rulebook.files.parse import read

RULEBOOKS = {name: load(name) for name in available()}
RESULTS = [result for rulebook in RULEBOOKS.values() for result in run_cases(rulebook)]
RULES = [rule for rulebook in RULEBOOKS.values() for rule in rulebook.rules]
TABLES: dict[str, list[dict[str, Any]]] = {
    name: source.content["case"]
    for rulebook in RULEBOOKS.values()
    for name, source in read(rulebook.id, rulebook.directory, []).rules.items()
}
STOP = re.compile(r"[.!?]$")


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result.rule}: {result.name}")
def test_case(result: CaseResult) -> None:
    """A rule gives each of its cases the outcome that the case says."""
    assert not result.error, f"{result.file}:{result.line}: {result.error}"
    assert result.ok, (
        f"{result.file}:{result.line}: {result.expected} expected, {result.outcome} ({result.reason}) found"
    )


AS_ADS = [
    (name, row)
    for name, rows in TABLES.items()
    for row in rows
    if "imprints" not in row and re.fullmatch("[a-z]{2,3}", row.get("language", "ky"))
]


def first_told(rules: dict[str, Rule], rule: Rule) -> set[str]:
    """Return the rules that a rule yields to, and those that they yield to."""
    return set(rule.after).union(*(first_told(rules, rules[cause]) for cause in rule.after))


@pytest.mark.parametrize(("name", "row"), AS_ADS, ids=[f"{name}: {row['name']}" for name, row in AS_ADS])
def test_a_case_is_judged_like_the_same_ad_through_the_library(name: str, row: dict[str, Any]) -> None:
    """What a rule's author sees is what a newsroom gets: by the same day, election and facts."""
    known = {key: row[key] for key in ("text", "imprint", "medium", "published", "language", "election") if key in row}
    checker = Checker(name.partition("/")[0], on=row.get("on"))
    result = checker.check(Ad.model_validate({**known, "facts": row.get("metadata", {})}))
    number = [rule.id for rule in checker.rulebook.rules].index(name)
    found = {finding.outcome for finding in result.findings if finding.rule == name}
    rule = checker.rulebook.rules[number]
    causes = {finding.rule for finding in result.findings if finding.outcome in ("fail", "unclear")}
    causes &= first_told({one.id: one for one in checker.rulebook.rules}, rule)
    if row["expect"] in ("fail", "unclear"):
        assert row["expect"] in found or causes  # told once, by the rule that it follows from
    else:
        assert not found
        assert (number in result.passed) == (row["expect"] == "pass")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_shown_from_all_sides(rule: Rule) -> None:
    """Two lawful, two unlawful and one undecided case, and one on the first day of every version."""
    outcomes = [case["expect"] for case in TABLES[rule.id]]
    assert outcomes.count("pass") >= 2
    assert outcomes.count("fail") >= 2
    assert {"unclear", "not_applicable"} & set(outcomes)
    rulebook = RULEBOOKS[rule.id.partition("/")[0]]
    days = {day_of_case(case, rulebook) for case in TABLES[rule.id]}
    assert {version.first for version in rule.versions} <= days


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_in_short_sentences(rule: Rule) -> None:
    """Texts are whole sentences, the same set of languages everywhere, and fit on a screen."""
    for texts in (rule.summary, rule.message, rule.fix):
        assert set(texts) == {"en", *RULEBOOKS[rule.id.partition("/")[0]].languages}
        for text in texts.values():
            assert text == text.strip()
            assert STOP.search(text), text
            assert len(text) <= 240, text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_rests_on_the_law(rule: Rule) -> None:
    """Every version but one that ends the rule names its sources, each with its status."""
    rulebook = RULEBOOKS[rule.id.partition("/")[0]]
    assert rule.versions[0].law
    for version in rule.versions:
        for name in version.law:
            assert rulebook.sources[name]["status"] in ("quoted", "reported", "unconfirmed")
