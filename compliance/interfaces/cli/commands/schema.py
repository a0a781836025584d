"""`compliance schema`: the JSON Schemas of what crosses the border."""

from __future__ import annotations

import os

import click

from compliance.border.schemas import NAMES, read, violations
from compliance.errors import UsageError
from compliance.interfaces.cli import console
from compliance.interfaces.cli.inputs import content_of


@click.command(
    epilog="""\b
Examples:
  compliance schema                                 the names
  compliance schema report.v1 > report.v1.json
  compliance schema ad.v1 --validate post.json""",
)
@click.argument("name", required=False)
@click.option(
    "--validate", "file", metavar="FILE", help="Check a JSON (or TOML) file against the schema; - reads stdin."
)
def command(name: str | None, file: str | None) -> int:
    """Print a JSON Schema: of what goes in (ad.v1), comes out (report.v1, imprint.v1), makes a rulebook (rule.v1)."""
    if name is None:
        if file is not None:
            raise UsageError(f"--validate needs the name of a schema: {', '.join(NAMES)}")
        console.put("".join(f"{known}\n" for known in NAMES))
        return 0
    text = read(name)
    if file is None:
        console.put(text)
        return 0
    try:
        found = violations(text, file, content_of(file))
    except RecursionError as error:
        raise UsageError(f"{file}: is nested too deeply") from error
    for violation in found:
        console.tell(violation)
    if not found:
        console.put(f"{file}: valid ({os.path.basename(name)})\n")
    return 1 if found else 0
