"""Rows of a page whose words were spread to fill the width of a column: gaps in them divide nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from compliance.sources.layout import Line, turned, turned_box

_SAME = 1.0  # points between edges, or gaps, that are the same
_FEWEST_WORDS = 3  # of a row that shows a column's width by itself


class _Row(NamedTuple):
    """A row of a page: its edges as if the writing were level, the gaps between its words, how many parts it has."""

    left: float
    right: float
    gaps: tuple[float, ...]
    parts: int


def whole(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of a row that was set to fill its column as one.

    Its edges are those of the row above or below, and its gaps alike; one gap alone counts where that row is running
    text.
    """
    groups = [list(group) for _, group in groupby(lines, key=lambda line: line.row)]
    rows = [_row(group) for group in groups]
    spread: set[int] = set()
    for at, (one, other) in enumerate(pairwise(rows)):
        if abs(one.left - other.left) <= _SAME and abs(one.right - other.right) <= _SAME:
            spread |= {
                number for number, row, beside in ((at, one, other), (at + 1, other, one)) if _fills(row, beside)
            }
    found: list[Line] = []
    for number, group in enumerate(groups):
        found += [Line([word for line in group for word in line.words], group[0].row)] if number in spread else group
    return found


def _row(lines: list[Line]) -> _Row:
    words = [turned(word).box for line in lines for word in line.words]
    boxes = [turned_box(line) for line in lines]
    gaps = tuple(other[0] - one[2] for one, other in pairwise(words))
    return _Row(min(box[0] for box in boxes), max(box[2] for box in boxes), gaps, len(lines))


def _fills(row: _Row, beside: _Row) -> bool:
    """Tell whether the parts of a row are words of running text, as the row beside it shows."""
    if row.parts == 1 or max(row.gaps) - min(row.gaps) > _SAME:
        return False
    spread = beside.parts > 1 and len(beside.gaps) > 1 and max(beside.gaps) - min(beside.gaps) <= _SAME
    prose = beside.parts == 1 and len(beside.gaps) + 1 >= _FEWEST_WORDS
    return prose or (spread and len(row.gaps) > 1)
