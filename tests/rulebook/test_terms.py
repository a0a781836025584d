"""A part of the imprint has one name: in the law's terms, in what `compose` writes, and in the advice of rules."""

from __future__ import annotations

import pytest

from compliance.rulebook import Rulebook
from compliance.rulebook.shelf import rulebook

BOOK: Rulebook = rulebook("kg")
COMPOSED = {row["field"]: row for row in BOOK.compose["part"]}
# The payer and the fund are named by what they are; what introduces them is a word of its own.
ADVISED = {
    "executor": "executor", "customer": "customer", "payer": "payer", "funding_source": "funding-source",
    "publication_date": "publication-date", "print_run": "print-run",
}  # fmt: skip


def composed(field: str, language: str) -> str:
    """Return the label under which `compose` writes a part."""
    texts = COMPOSED[field].get("text") or COMPOSED[field].get("party") or COMPOSED[field]["finance_representative"]
    return str(texts[language].partition(":")[0])


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("field", ADVISED)
def test_what_a_rule_advises_is_what_compose_writes(field: str, language: str) -> None:
    rule = BOOK.rule(f"kg/imprint/{ADVISED[field]}-stated")
    assert rule is not None
    assert f"{composed(field, language)}:" in rule.fix[language]
    assert f"{composed(field, language)}:" in rule.fix["en"]


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("field", ["executor", "customer", "publication_date", "print_run"])
def test_what_compose_writes_is_the_term_of_the_jurisdiction(field: str, language: str) -> None:
    assert composed(field, language).casefold() == BOOK.terms[field][language]
