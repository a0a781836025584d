"""`compliance scope`: the questions that decide whether a law binds an ad, asked one by one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from compliance.checker import Checker
from compliance.errors import UsageError
from compliance.interfaces.cli import console, options
from compliance.rulebook.facts import typed

if TYPE_CHECKING:
    from compliance.rulebook.facts import Fact

_YES_NO = {"y": True, "yes": True, "n": False, "no": False}


@click.command(
    epilog="""\b
Examples:
  compliance scope -j gb --on 2026-05-01   asks, and prints the facts as JSON""",
)
@options.jurisdiction
@options.languages
@click.option(
    "--on", callback=options.day, metavar="DATE", required=True, help="The day of publication: its law decides."
)
def command(jurisdiction: str, rules_dir: str | None, languages: tuple[str, ...], on: Any) -> int:
    """Ask what decides whether the law binds an ad; an empty answer is not known. Prints facts, rules and exception."""
    from compliance.authoring.questions import binding, frees, questions

    book = Checker(jurisdiction, languages=languages, rules=rules_dir).rulebook
    facts: dict[str, Any] = {}
    free = None
    for name in questions(book):
        try:
            answer = _asked(name, book.facts[name], languages[0])
        except click.Abort:  # nobody answers any more
            break
        facts |= {name: answer} if answer is not None else {}
        free = frees(book, on, facts)
        if free is not None:
            break
    said: dict[str, Any] = {"jurisdiction": book.id, "on": on.isoformat(), "facts": facts}
    if free is not None:
        said["exempt"] = {"id": free.id, "law": list(free.law), "summary": free.summary.get(languages[0], "")}
    said["rules"] = [rule.id for rule in binding(book, on, typed(facts, book.facts))] if free is None else []
    console.put(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
    return 0


def _asked(name: str, fact: Fact, language: str) -> Any:
    """Return the answer to one question, None for an empty one; what a fact cannot be is asked again."""
    hint = {"bool": "y/n", "number": "0…"}.get(fact.kind, "|".join(fact.codes))
    text = f"{fact.name.get(language) or fact.name['en']}{f' [{hint}]' if hint else ''}"
    while True:
        given = click.prompt(text, default="", show_default=False, err=True).strip()
        if not given:
            return None
        value: Any = given
        if fact.kind == "bool":
            value = _YES_NO.get(given.lower(), given)
        elif fact.kind == "number" and given.isdecimal() and len(given) < 12:
            value = int(given)
        try:
            typed({name: value}, {name: fact})
        except UsageError as error:
            console.tell(str(error))
            continue
        return value
