"""`compliance rules`: the rules that judge, as they are, and their own tests."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from compliance.errors import UsageError
from compliance.interfaces.cli import console, options
from compliance.interfaces.cli.commands.rules_diff import command as difference
from compliance.interfaces.cli.commands.rules_new import command as new

if TYPE_CHECKING:
    from datetime import date

    from compliance.rulebook import Rulebook


@click.group()
def command() -> None:
    """List the rules, show one as data, compare two days, or run the cases that each rule carries as its tests."""


command.add_command(difference)
command.add_command(new)


@command.command("list")
@options.jurisdiction
@options.languages
def show_all(jurisdiction: str, rules_dir: str | None, languages: tuple[str, ...]) -> int:
    """List every rule: severity, id, first day, and what holds when it passes."""
    from compliance.render.display import visible
    from compliance.rulebook.texts import fill

    rulebook = _rulebook(jurisdiction, rules_dir)
    for rule in rulebook.rules:
        template = rule.summary.get(languages[0]) or rule.summary.get("en", "")
        summary = visible(fill(template, rule.params, rulebook, languages[0]))
        console.put(f"{rule.severity:<8} {rule.id}  ({rule.versions[0].first})\n         {summary}\n")
    console.put(f"{len(rulebook.rules)} rules, {rulebook.id} {rulebook.version}, sha256 {rulebook.sha256}\n")
    return 0


@command.command("due")
@click.option("--by", callback=options.day, metavar="DATE", help="Only those that are due on that day.")
def show_due(by: date | None) -> int:
    """List the rulebooks by the day on which their law wants reading again."""
    from compliance.rulebook import available, load

    due = sorted((book.review_by, book.id, book.standing) for book in map(load, available()) if book.review_by)
    for day, name, standing in due:
        if by is None or day <= by:
            console.put(f"{day}  {name}{'  (draft)' if standing == 'draft' else ''}\n")
    return 0


@command.command("show")
@click.argument("rule")
@options.jurisdiction
def show_one(rule: str, jurisdiction: str, rules_dir: str | None) -> int:
    """Print a rule's file: its check, versions, law, texts and cases."""
    from compliance.interfaces.cli.commands.explain import find
    from compliance.rulebook.examples import source_of

    rulebook = _rulebook(jurisdiction, rules_dir)
    found = find(rulebook, rule)
    console.put(source_of(found, rulebook))
    return 0


@command.command(
    "test",
    epilog="""\b
Examples:
  compliance rules test                 the built-in rules
  compliance rules test my-rules/       a rulebook of your own""",
)
@click.argument("directory", required=False, metavar="[DIR]")
@click.option("-j", "--jurisdiction", metavar="ID", help="Only this jurisdiction of the folder.")
def run_tests(directory: str | None, jurisdiction: str | None) -> int:
    """Check a rulebook and run the cases in its rules; 1 if one does not come out as it says, 2 if it is faulty."""
    from compliance.authoring.cases import run_cases

    ran = failed = 0
    for name in [jurisdiction] if jurisdiction else _names(directory):
        for result in run_cases(_rulebook(name, directory)):
            ran += 1
            if not result.ok:
                failed += 1
                got = result.error or f"{result.outcome} ({result.reason})"
                place = f"{result.file}:{result.line}"
                console.put(f"{place}: {result.rule}: “{result.name}”: expected {result.expected}, got {got}\n")
    console.put(f"{ran} cases, {failed} failed\n")
    return 1 if failed else 0


def _names(directory: str | None) -> list[str]:
    """Return the jurisdictions in a folder: its own if it is one, else those below it."""
    if directory is None:
        from compliance.rulebook import available

        return available()
    if os.path.isfile(os.path.join(directory, "jurisdiction.toml")):
        return [os.path.basename(os.path.abspath(directory))]
    if not os.path.isdir(directory):
        raise UsageError(f"{directory}: no such folder")
    names = sorted(os.listdir(directory))
    found = [name for name in names if os.path.isfile(os.path.join(directory, name, "jurisdiction.toml"))]
    return found or _on_top(directory, names)


def _on_top(directory: str, names: list[str]) -> list[str]:
    """Return the shipped jurisdictions that the rules in a folder go on top of."""
    from compliance.rulebook import available
    from compliance.rulebook.files.layers import has_rules
    from compliance.rulebook.files.load import holds_no_rules

    if not has_rules(directory):
        raise UsageError(holds_no_rules(directory))
    return [name for name in available() if name in names] or available()


def _rulebook(jurisdiction: str, directory: str | None) -> Rulebook:
    from compliance.rulebook import load

    return load(jurisdiction, directory)
