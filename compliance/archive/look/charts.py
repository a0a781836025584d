"""Charts as SVG and one as a table, drawn here: bars, months beside each other, outlets against rules. No script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from compliance.render.display import visible

_WIDTH = 640
_HEIGHT, _FOOT = 200, 26
_MOST_MONTHS = 60
_MOST_ACROSS, _MOST_DOWN = 6, 12


def bars(rows: Sequence[Sequence[Any]]) -> str:
    """Return bars for the second column; the names in the first stand above them, and break on narrow pages."""
    values = [(visible(str(row[0])), _number(row[1])) for row in rows]
    most = max((value for _, value in values), default=0) or 1
    parts = [
        f'<li><span>{escape(name)}</span><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{max(0.3, round(100 * value / most, 1))}" height="1"/></svg><b>{shown(value)}</b></li>'
        for name, value in values
    ]
    return f'<ul class="bars">{"".join(parts)}</ul>'


def months(rows: Sequence[Sequence[Any]], told: str) -> str:
    """Return a column for each month, the part that breaks a rule in another colour; years under them.

    `told` is what is said of a month to those who hear the page.
    """
    latest = [(visible(str(row[0])), *row[1:3]) for row in list(rows)[-_MOST_MONTHS:]]
    most = max((_number(row[1]) for row in latest), default=0) or 1
    step = _WIDTH / max(6, len(latest))
    every = max(1, -(-len(latest) // 10))
    parts = []
    for at, row in enumerate(latest):
        x, whole, part = round(at * step, 1), _number(row[1]), _number(row[2])
        for kind, value in (("", whole), (' class="bad"', part)):
            tall = round(value / most * (_HEIGHT - 16), 1)
            parts.append(
                f'<rect{kind} x="{x}" y="{round(_HEIGHT - tall, 1)}" width="{round(step * 0.8, 1)}" height="{tall}"/>'
            )
        if at % every == 0:
            parts.append(f'<text x="{x}" y="{_HEIGHT + _FOOT - 8}">{escape(str(row[0]))}</text>')
        if len(latest) <= 24:
            top = round(_HEIGHT - whole / most * (_HEIGHT - 16) - 4, 1)
            parts.append(f'<text class="value" x="{x}" y="{top}">{shown(whole)}</text>')
    label = escape("; ".join(told.format(month=row[0], ads=row[1], broken=row[2]) for row in latest[:12]))
    return _svg(_WIDTH, _HEIGHT + _FOOT, label, parts)


def matrix(rows: Sequence[Sequence[Any]], corner: str) -> str:
    """Return a table of the first columns of rows, `(outlet, duty, count, percent)`: outlets against duties.

    Both are those with the largest sums, the largest first; a cell is the darker, the larger its share is.
    """
    across, down = _largest(rows, 1, _MOST_ACROSS), _largest(rows, 0, _MOST_DOWN)
    cells = {(row[0], row[1]): (_number(row[2]), _number(row[3])) for row in rows}
    head = "".join(f'<th scope="col">{escape(visible(name))}</th>' for name in across)
    lines = []
    for outlet in down:
        drawn = [_shaded(*cells.get((outlet, duty), (0.0, 0.0))) for duty in across]
        lines.append(f'<tr><th scope="row">{escape(visible(outlet))}</th>{"".join(drawn)}</tr>')
    body = "".join(lines)
    return f'<div class="wide"><table class="matrix"><tr><th>{escape(corner)}</th>{head}</tr>{body}</table></div>'


def _largest(rows: Sequence[Sequence[Any]], column: int, most: int) -> list[str]:
    sums: dict[str, float] = {}
    for row in rows:
        sums[row[column]] = sums.get(row[column], 0.0) + _number(row[2])
    return sorted(sums, key=lambda name: (-sums[name], name))[:most]


def _shaded(count: float, percent: float) -> str:
    if not count:
        return "<td>·</td>"
    style = f"background:color-mix(in srgb,var(--bad) {round(percent * 0.5)}%,transparent)"
    return f'<td style="{style}"><b>{shown(count)}</b> {round(percent)}\u202f%</td>'


def _svg(width: int, height: int, label: str, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _number(value: Any) -> float:
    return float(value or 0)


def shown(value: float) -> str:
    """Return a number with thousands apart.

    >>> shown(1234567.0)
    '1\\u202f234\\u202f567'
    """
    return f"{value:,.0f}".replace(",", "\u202f")
