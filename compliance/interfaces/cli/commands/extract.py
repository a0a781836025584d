"""`compliance extract`: what an ad states, without judging it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from compliance.checker import Checker
from compliance.errors import SourceError
from compliance.interfaces.cli import console, options
from compliance.interfaces.cli.reading import ads
from compliance.report.build import TOOL, unextracted

if TYPE_CHECKING:
    from compliance.rulebook import Rulebook


@click.command(
    epilog="""\b
Examples:
  compliance extract leaflet.txt
  compliance extract ads/ --format jsonl
  compliance extract leaflet.txt --explain""",
)
@options.inputs
@options.jurisdiction
@click.option("--format", "form", type=click.Choice(("text", "json", "jsonl")), default="text", show_default=True)
@click.option(
    "--explain", is_flag=True, help="Show also which label words were found, and why a block was chosen or not."
)
@options.languages
def command(
    paths: tuple[str, ...],
    exclude: tuple[str, ...],
    stdin_name: str,
    allow_empty: bool,
    jurisdiction: str,
    rules_dir: str | None,
    form: str,
    explain: bool,
    languages: tuple[str, ...],
) -> int:
    """Show the imprints that ads state, with the place of every value; nothing is judged."""
    checker = Checker(jurisdiction, languages=languages, rules=rules_dir)
    entries = []
    code = 0
    for ad in ads(paths, exclude, stdin_name, allow_empty):
        if isinstance(ad, SourceError):
            entry = unextracted(ad.path, ad.reason, jurisdiction, ad.pointer)
            code = 2
        else:
            entry = checker.extracted(ad, explain)
        if form == "json":
            entries.append(entry)
        elif form == "jsonl" or not entry["error"]:
            console.put(_rendered(entry, form, checker.rulebook, checker.languages[0]))
    if form == "json":
        from compliance.render.formats.machine import dumps

        console.put(dumps({"schema": "imprint.v1", "tool": TOOL, "documents": entries}))
    return code


def _rendered(entry: dict[str, Any], form: str, rulebook: Rulebook, language: str) -> str:
    if form == "jsonl":
        from compliance.render.formats.machine import dumps

        return dumps(entry, indent=None)
    from compliance.render.fields import fields

    return fields(entry, rulebook.terms, language)
