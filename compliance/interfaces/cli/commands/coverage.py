"""`compliance coverage`: which duties of the law the rules cover, and which they do not."""

from __future__ import annotations

import click

from compliance.checker import Checker
from compliance.interfaces.cli import console, options


@click.command(
    epilog="""\b
Examples:
  compliance coverage
  compliance coverage --lang ru""",
)
@options.jurisdiction
@options.languages
def command(jurisdiction: str, rules_dir: str | None, languages: tuple[str, ...]) -> int:
    """Show every duty of the law: decided from the ad, decided with facts, for a person to check, or information."""
    from compliance.render.coverage import coverage_text

    checker = Checker(jurisdiction, languages=languages, rules=rules_dir)
    console.put(coverage_text(checker.rulebook, checker.languages[0], console.columns()))
    return 0
