"""The pages of rules: complete in every language, and fresh where they are committed."""

from __future__ import annotations

import pytest
from conftest import ROOT, Run

from compliance.checker import Checker
from compliance.render.words import words
from compliance.rulebook import load
from compliance.rulebook.contract import names
from tools.pages import generated, stale

LANGUAGES = ("en", "ru", "ky")


def test_the_committed_pages_are_fresh(checker: Checker) -> None:
    """`python -m tools.pages` makes them anew."""
    pages = generated(checker.rulebook)
    docs = ROOT / "docs"
    wrong = [
        path for path, text in pages.items() if not (docs / path).is_file() or (docs / path).read_text("utf-8") != text
    ]
    assert wrong == []
    assert stale(str(docs), pages) == []


def test_every_check_is_told_in_every_language() -> None:
    table = load("kg").checks
    assert set(table) == set(names())
    assert all(set(texts) == set(LANGUAGES) and all(texts.values()) for texts in table.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_explained_whole(run: Run, checker: Checker, language: str) -> None:
    from compliance.render.rule import explained

    say = words(language)
    for rule in checker.rulebook.rules:
        text = explained(rule, checker.rulebook, language, 100)
        assert text.startswith(f"{rule.id} ({say[rule.severity]})\n")
        for heading in ("duty", "law_and_versions", "how_checked", "example_fails", "example_holds", "fix"):
            assert f"\n{say[heading]}:\n" in text, (rule.id, heading)
        for version in rule.versions:
            assert version.first.isoformat() in text
        told = text[text.index(say["how_checked"]) : text.index(f"{say['parameters']}: check = {rule.check}")]
        assert "{" not in told
        assert checker.rulebook.checks[rule.check][language].partition("{")[0][:20].strip() in " ".join(told.split())


def test_the_example_is_in_the_language_of_the_reader(run: Run) -> None:
    assert "Тираж: 5 000" in run("explain", "print-run-stated", "--lang", "ru").out
    assert "Нускасы: 500" in run("explain", "print-run-stated", "--lang", "ky").out


def test_a_penalty_is_shown_as_information(run: Run, checker: Checker) -> None:
    rule = next(rule for rule in checker.rulebook.rules if rule.versions[-1].penalty)
    assert "penalty (for information): " in run("explain", rule.id).out


def test_the_index_links_to_every_page(checker: Checker) -> None:
    index = (ROOT / "docs" / "rules" / "index.md").read_text("utf-8")
    for rule in checker.rulebook.rules:
        assert f"]({rule.id.partition('/')[2]}.md)" in index
