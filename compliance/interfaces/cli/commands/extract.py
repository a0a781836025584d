"""`compliance extract`: what an ad states, without judging it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compliance.checker import Checker
from compliance.errors import SourceError
from compliance.interfaces.cli import console, garbage, options
from compliance.interfaces.cli.asked import AUTO
from compliance.interfaces.cli.inputs import ads
from compliance.interfaces.cli.proposing import proposed
from compliance.render.fields import fields
from compliance.render.machine import Items, dumps
from compliance.report.build import TOOL, unextracted
from compliance.rulebook.several import several

if TYPE_CHECKING:
    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.sources import Loaded

COULD_NOT_JUDGE = 2


@click.command(
    epilog="""\b
Examples:
  compliance extract leaflet.txt
  compliance extract ads/ --format jsonl
  compliance extract leaflet.txt --explain""",
)
@options.inputs
@options.jurisdictions
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
    if AUTO in several(jurisdiction):
        found = ads(paths, exclude, stdin_name, allow_empty, languages[0], table_map)
        raise proposed(ad.document.text for ad in found if not isinstance(ad, SourceError))
    checkers = Checker(jurisdiction, languages=languages, rules=rules_dir).each
    language = checkers[0].languages[0]
    items = Items('{\n  "documents": [', 4)
    code = 0
    garbage.resume()
    for ad in ads(paths, exclude, stdin_name, allow_empty, language, table_map):
        code = code or COULD_NOT_JUDGE * isinstance(ad, SourceError)
        for checker in checkers:
            entry, source = _entry(checker, ad, explain)
            if form == "json":
                console.put(items.item(entry))
            elif form == "jsonl":
                console.put(dumps(entry, indent=None))
            elif source is not None:
                console.put(fields(entry, source, checker.rulebook, language, whose=len(checkers) > 1))
    if form == "json":
        console.put(items.end() + "," + dumps({"schema": "imprint.v1", "tool": TOOL}).removeprefix("{"))
    return code


def _entry(checker: Checker, ad: Loaded | SourceError, explain: bool) -> tuple[wire.Extracted, Document | None]:
    if isinstance(ad, SourceError):
        return unextracted(ad.path, ad.reason, checker.rulebook.id, ad.pointer), None
    return checker.extracted(ad, explain), ad.document
