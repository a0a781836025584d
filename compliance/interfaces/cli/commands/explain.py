"""`compliance explain`: one rule, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compliance.checker import Checker
from compliance.errors import UsageError
from compliance.interfaces.cli import console, options

if TYPE_CHECKING:
    from compliance.rulebook import Rule, Rulebook


@click.command(
    epilog="""\b
Examples:
  compliance explain kg/imprint/print-run-stated
  compliance explain print-run-stated --lang ky""",
)
@click.argument("rule")
@options.jurisdiction
@options.languages
def command(rule: str, jurisdiction: str, rules_dir: str | None, languages: tuple[str, ...]) -> int:
    """Explain one rule: what must hold, since when, by which law (and how well that is sourced), and the fix."""
    from compliance.render.rule import explained

    checker = Checker(jurisdiction, languages=languages, rules=rules_dir)
    found = find(checker.rulebook, rule)
    console.put(explained(found, checker.rulebook, checker.languages[0], console.columns()))
    return 0


def find(rulebook: Rulebook, name: str) -> Rule:
    """Return the rule of that id, alias, or last part of an id; `UsageError` with a hint where there is none."""
    found = rulebook.rule(name)
    matching = [rule for rule in rulebook.rules if rule.id.endswith("/" + name)]
    if found is not None or len(matching) == 1:
        return found or matching[0]
    from difflib import get_close_matches

    near = get_close_matches(name, [rule.id for rule in rulebook.rules], 3, 0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "compliance rules list shows them all"
    raise UsageError(f"no rule {name!r}; {hint}")
