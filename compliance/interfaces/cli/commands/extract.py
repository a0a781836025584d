"""`compliance extract`: what an ad states, without judging it."""

from __future__ import annotations

import click

from compliance.checker import Checker
from compliance.errors import SourceError
from compliance.interfaces.cli import console, options
from compliance.interfaces.cli.inputs import ads
from compliance.render.fields import fields
from compliance.render.formats.machine import Items, dumps
from compliance.report.build import TOOL, unextracted


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
    table_map: str,
    allow_empty: bool,
    jurisdiction: str,
    rules_dir: str | None,
    form: str,
    explain: bool,
    languages: tuple[str, ...],
) -> int:
    """Show the imprints that ads state, with the place of every value; nothing is judged."""
    checker = Checker(jurisdiction, languages=languages, rules=rules_dir)
    items = Items('{\n  "documents": [', 4)
    code = 0
    for ad in ads(paths, exclude, stdin_name, allow_empty, checker.languages[0], table_map):
        if isinstance(ad, SourceError):
            entry, source = unextracted(ad.path, ad.reason, jurisdiction, ad.pointer), None
            code = 2
        else:
            entry, source = checker.extracted(ad, explain), ad.document
        if form == "json":
            console.put(items.item(entry))
        elif form == "jsonl":
            console.put(dumps(entry, indent=None))
        elif source is not None:
            console.put(fields(entry, source, checker.rulebook.terms, checker.languages[0]))
    if form == "json":
        console.put(items.end() + "," + dumps({"schema": "imprint.v1", "tool": TOOL}).removeprefix("{"))
    return code
