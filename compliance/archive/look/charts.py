"""Charts as SVG, drawn here: bars beside their names, and months beside each other. No script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from compliance.render.display import visible

_WIDTH = 640
_HEIGHT, _FOOT = 200, 26
_MOST_MONTHS = 60


def bars(rows: Sequence[Sequence[Any]]) -> str:
    """Return bars for the second column; the names in the first stand above them, and break on narrow pages."""
    values = [(visible(str(row[0])), _number(row[1])) for row in rows]
    most = max((value for _, value in values), default=0) or 1
    parts = [
        f'<li><span>{escape(name)}</span><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{max(0.3, round(100 * value / most, 1))}" height="1"/></svg><b>{_shown(value)}</b></li>'
        for name, value in values
    ]
    return f'<ul class="bars">{"".join(parts)}</ul>'


def months(rows: Sequence[Sequence[Any]]) -> str:
    """Return a column for each month, the part that breaks a rule in another colour; years under them."""
    shown = [(visible(str(row[0])), *row[1:3]) for row in list(rows)[-_MOST_MONTHS:]]
    most = max((_number(row[1]) for row in shown), default=0) or 1
    step = _WIDTH / max(6, len(shown))
    every = max(1, -(-len(shown) // 10))
    parts = []
    for at, row in enumerate(shown):
        x, whole, part = round(at * step, 1), _number(row[1]), _number(row[2])
        for kind, value in (("", whole), (' class="bad"', part)):
            tall = round(value / most * (_HEIGHT - 16), 1)
            parts.append(
                f'<rect{kind} x="{x}" y="{round(_HEIGHT - tall, 1)}" width="{round(step * 0.8, 1)}" height="{tall}"/>'
            )
        if at % every == 0:
            parts.append(f'<text x="{x}" y="{_HEIGHT + _FOOT - 8}">{escape(str(row[0]))}</text>')
        if len(shown) <= 24:
            top = round(_HEIGHT - whole / most * (_HEIGHT - 16) - 4, 1)
            parts.append(f'<text class="value" x="{x}" y="{top}">{_shown(whole)}</text>')
    label = escape("; ".join(f"{row[0]}: {row[1]}, {row[2]} of them break a rule" for row in shown[:12]))
    return _svg(_WIDTH, _HEIGHT + _FOOT, label, parts)


def _svg(width: int, height: int, label: str, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _number(value: Any) -> float:
    return float(value or 0)


def _shown(value: float) -> str:
    """Return a number with thousands apart.

    >>> _shown(1234567.0)
    '1\\u202f234\\u202f567'
    """
    return f"{value:,.0f}".replace(",", "\u202f")
