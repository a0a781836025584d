"""Every rule's own cases, and the shape that every rule's file must have."""

from __future__ import annotations

import re
from typing import Any

import pytest

from compliance.authoring.cases import CaseResult, day_of_case, run_cases
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
