"""`compliance config`: which settings hold, and where each comes from."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from compliance.interfaces.cli import console
from compliance.interfaces.cli.asked import Asked
from compliance.interfaces.cli.check_options import ENVIRONMENT, check_options
from compliance.interfaces.cli.settings import settings


@click.group()
def command() -> None:
    """Show the settings that hold."""


@command.command(
    context_settings=ENVIRONMENT,
    epilog="""\b
Examples:
  compliance config show
  compliance config show ads/poster.txt --format sarif""",
)
@check_options
@click.pass_context
def show(context: click.Context, /, **values: Any) -> int:
    """Show what holds for the ads in PATH (else: in the current folder), as TOML with the origin of each value.

    It takes the options of compliance check and shows what would become of them.
    """
    asked = Asked(**values)
    for path in asked.paths or ("-",):
        rows = settings(context, asked, path)
        texts = [f"{row.key.name} = {_toml(row.value)}" for row in rows]
        column = max(map(len, texts)) + 2
        if len(asked.paths) > 1:
            console.put(f"# {path}\n")
        for row, text in zip(rows, texts, strict=True):
            unset = "# " if row.value is None else ""
            console.put(f"{unset}{text:<{column}}# {row.origin}\n")
    return 0


def _toml(value: Any) -> str:
    """Return a value as TOML writes it; what is unset is shown empty, in a line that is a comment."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, int):
        return str(value)
    import json

    return json.dumps(value, ensure_ascii=False)
