"""Budgets as data: which ratios are held to what."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.measure import Row

FILE = Path(__file__).with_name("budgets.toml")


class Budget(NamedTuple):
    """A bound on the median of every row whose name fits `row`; `gate` makes missing it an error."""

    row: str
    at_most: float | None = None
    at_least: float | None = None
    gate: bool = False
    why: str = ""

    def kept(self, row: Row) -> bool:
        """Tell whether a row stays within the bound."""
        high = self.at_most is None or row.ratio.median <= self.at_most
        return high and (self.at_least is None or row.ratio.median >= self.at_least)

    def __str__(self) -> str:
        """Return the bound as written in tables."""
        return f"≤ {self.at_most:g}" if self.at_most is not None else f"≥ {self.at_least:g}"


def budgets(file: Path = FILE) -> list[Budget]:
    """Return the budgets of a file; ValueError for one without exactly one bound."""
    entries: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["budget"]
    found = [Budget(**entry) for entry in entries]
    for budget in found:
        if (budget.at_most is None) == (budget.at_least is None):
            raise ValueError(f"{file}: {budget.row}: give at_most or at_least")
    return found


def budget_of(row: Row, known: Iterable[Budget]) -> Budget | None:
    """Return the budget that a row is held to; the more exact name comes first in the file."""
    return next((budget for budget in known if fnmatchcase(row.name, budget.row)), None)


def missed(rows: Iterable[Row], known: Iterable[Budget]) -> list[tuple[Row, Budget]]:
    """Return the rows that miss a budget which is a gate."""
    known = list(known)
    pairs = [(row, budget_of(row, known)) for row in rows]
    return [(row, budget) for row, budget in pairs if budget is not None and budget.gate and not budget.kept(row)]
