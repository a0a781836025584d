"""`compliance archive`: what a scanned archive shows."""

from __future__ import annotations

import os
from math import isfinite
from typing import TYPE_CHECKING, Any

import click

from compliance.interfaces.cli import console, options
from compliance.interfaces.cli.options import Number

if TYPE_CHECKING:
    from compliance.archive.look.query import Answer

_MOST = 1_000


@click.group()
def command() -> None:
    """Ask what a scanned archive shows."""


@command.command(
    epilog="""\b
Examples:
  compliance archive report dataset --html archive.html
  compliance archive report dataset --html archive.html --lang ky"""
)
@click.argument("folder", metavar="DIR")
@click.option("--html", "target", required=True, metavar="FILE", help="The page to write.")
@options.languages
def report(folder: str, target: str, languages: tuple[str, ...]) -> int:
    """Write one page with charts and tables over the dataset in DIR, and the SQL behind each."""
    from compliance.archive.look.page import page
    from compliance.archive.look.query import opened
    from compliance.interfaces.cli.atomic import AtomicFile

    with opened(folder, languages[0]) as tables:
        content = page(tables, os.path.basename(os.path.abspath(folder)), languages[0])
    file = AtomicFile(target)
    try:
        file.put(content)
        file.keep()
    finally:
        file.drop()
    return 0


@command.command(
    epilog="""\b
Examples:
  compliance archive query dataset "SELECT rule, count(*) FROM findings GROUP BY rule"
  compliance archive query dataset "SELECT * FROM ads WHERE verdict = 'unclear'" --format jsonl"""
)
@click.argument("folder", metavar="DIR")
@click.argument("sql", metavar="SQL")
@click.option(
    "--format", "form", type=click.Choice(("text", "csv", "jsonl")), default="text", show_default=True,
    help="What to print.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=_MOST, show_default=True, metavar="N", help="The most rows.")
@click.option(
    "--seconds", type=Number(0.1), default=60.0, show_default=True, metavar="N",
    help="How long the query may take.",
)  # fmt: skip
def query(folder: str, sql: str, form: str, limit: int, seconds: float) -> int:
    """Print what one SELECT gives over the dataset in DIR: its tables are rows, ads, findings, signs, rules.

    The dataset is only read; a query reaches no other file and no network.
    """
    from compliance.archive.look.query import opened

    with opened(folder) as tables:
        answer = tables.ask(sql, limit, seconds)
    {"text": _text, "csv": _csv, "jsonl": _jsonl}[form](answer)
    if answer.more:
        console.tell(f"the first {limit} rows are shown")
    return 0


def _text(answer: Answer) -> None:
    from compliance.render.display import visible

    cells = [answer.columns, *([visible("" if one is None else str(_flat(one))) for one in row] for row in answer.rows)]
    widths = [min(60, max(len(row[at]) for row in cells)) for at in range(len(answer.columns))]
    for row in cells:
        console.put("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")


def _csv(answer: Answer) -> None:
    import csv
    import io

    made = io.StringIO()
    rows = csv.writer(made, lineterminator="\n")
    rows.writerow(answer.columns)
    rows.writerows([_no_formula(_flat(one)) for one in row] for row in answer.rows)
    console.put(made.getvalue())


def _flat(value: Any) -> Any:
    """Return a value of one cell: what has parts is written as JSON."""
    import json

    has_parts = isinstance(value, dict | list | tuple)
    return json.dumps(_said(value), ensure_ascii=False, default=str) if has_parts else value


def _said(value: Any) -> Any:
    """Return a value as JSON can say it: what is no number is null."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, dict):
        return {str(name): _said(one) for name, one in value.items()}
    return [_said(one) for one in value] if isinstance(value, list | tuple) else value


def _no_formula(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _jsonl(answer: Answer) -> None:
    import json

    for row in answer.rows:
        told = dict(zip(answer.columns, map(_said, row), strict=True))
        console.put(json.dumps(told, ensure_ascii=False, default=str) + "\n")
