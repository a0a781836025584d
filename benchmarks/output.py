"""Rows as a table for the terminal, as Markdown and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from importlib import metadata
from typing import Any

from benchmarks.budgets import Budget, budget_of
from benchmarks.measure import Row
from compliance.version import VERSION

HEADS = ("row", "what", "against", "ratio", "min–max", "cpu", "budget", "")


def cells(row: Row, budgets: Sequence[Budget]) -> list[str]:
    """Return the words of one line of a table."""
    budget = budget_of(row, budgets)
    state = "" if budget is None else "kept" if budget.kept(row) else "MISSED" if budget.gate else "goal missed"
    return [
        row.name,
        row.what,
        row.anchor,
        figure(row.ratio.median),
        f"{figure(row.ratio.low)}–{figure(row.ratio.high)}",
        "" if row.cpu is None else figure(row.cpu),
        "" if budget is None else str(budget),
        state,
    ]


def figure(number: float) -> str:
    """Return a ratio with three digits that mean something."""
    return f"{number:.2f}" if number < 10 else f"{number:.1f}" if number < 100 else f"{number:.0f}"


def table(rows: Sequence[Row], budgets: Sequence[Budget]) -> str:
    """Return the rows in columns."""
    lines = [list(HEADS), *(cells(row, budgets) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def markdown(rows: Sequence[Row], budgets: Sequence[Budget], skipped: Sequence[str]) -> str:
    """Return the rows as a Markdown table, with the machine they were measured on."""
    lines = [f"Measured on {machine()['system']}, Python {platform.python_version()}, compliance {VERSION}.", ""]
    lines += ["| " + " | ".join(HEADS) + " |", "|" + " --- |" * len(HEADS)]
    lines += ["| " + " | ".join(cells(row, budgets)) + " |" for row in rows]
    lines += ["", *(f"Skipped: {reason}." for reason in skipped)]
    return "\n".join(lines).rstrip() + "\n"


def as_json(rows: Sequence[Row], budgets: Sequence[Budget], skipped: Sequence[str]) -> str:
    """Return everything measured; `seconds` are for orientation, only ratios can be compared between runs."""
    entries = []
    for row in rows:
        budget = budget_of(row, budgets)
        held = None if budget is None else {**budget._asdict(), "kept": budget.kept(row)}
        entries.append({**row._asdict(), "ratio": row.ratio._asdict(), "budget": held})
    found = {"machine": machine(), "rows": entries, "skipped": list(skipped)}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def machine() -> dict[str, Any]:
    """Return what the ratios were measured on."""
    peers = {}
    for name in ("proselint", "yamllint", "pydantic", "click", "ahocorasick_rs"):
        try:
            peers[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            peers[name] = ""
    return {
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "python": platform.python_version(),
        "compliance": VERSION,
        "packages": peers,
    }
