"""Words with boxes, in the order a page was written in → lines in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from compliance.model.document import Box

_APART = 0.8  # heights of a line: a gap above that may be a gutter between columns
_NONE = 0.12  # a gap below that is none, whatever the source says: letters set one by one
_GUTTER = 6.0  # points that a gutter has at least
_FEWEST_ROWS = 3  # side by side, before two columns are seen in them
_FULL = 0.6  # of the column's width that its lines fill, where it is prose and no list of names


class Word(NamedTuple):
    """A word and where it stands. `ends`: what came behind it in the source, "" (nothing), " " or a line end.

    `angle` is that of its writing, in quarter turns clockwise; `scanned`: it was recognised in a picture. `size` is
    that of its letters in points, 0 where it is not known; a box may be as low as the letters in it.
    """

    text: str
    box: Box
    ends: str = " "
    angle: int = 0
    scanned: bool = False
    size: float = 0.0


class Line:
    """Words that stand side by side; fragments of one line of the page have the same `row`."""

    __slots__ = ("_box", "row", "words")

    def __init__(self, words: list[Word], row: int) -> None:
        self.words = words
        self.row = row
        self._box: Box | None = None

    @property
    def box(self) -> Box:
        """The box around all words, of which there are no more once it was asked for."""
        if self._box is None:
            if len(self.words) == 1:
                self._box = self.words[0].box
            else:
                left, top, right, bottom = zip(*[word.box for word in self.words], strict=True)
                self._box = min(left), min(top), max(right), max(bottom)
        return self._box

    @property
    def text(self) -> str:
        """The words with blanks where there are some."""
        return "".join(word.text + (" " if word.ends == " " else "") for word in self.words).strip()


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Return the lines of a page, columns one after the other, and writing along an edge behind the rest."""
    lines: list[Line] = []
    for angle, _ in Counter(word.angle for word in words).most_common():
        base = lines[-1].row + 1 if lines else 0
        level = [turned(word) for word in words if word.angle == angle]
        if angle == 0 and base == 0:
            lines = _in_columns(_sorted_if_scrambled(_fragments(level)))
            continue
        for line in _in_columns(_sorted_if_scrambled(_fragments(level))):
            lines.append(Line([turned(word, back=True) for word in line.words], base + line.row))
    return lines


def turned(word: Word, back: bool = False) -> Word:
    """Return a word with its box turned as if its writing were level, or `back`; positions may become negative."""
    left, top, right, bottom = word.box
    turns = (4 - word.angle) % 4 if back else word.angle
    if turns == 1:
        return word._replace(box=(top, -right, bottom, -left))
    if turns == 2:
        return word._replace(box=(-right, -bottom, -left, -top))
    return word._replace(box=(-bottom, left, -top, right)) if turns == 3 else word


def turned_box(line: Line) -> Box:
    """Return the box of a line as if its writing were level."""
    return Line([turned(word) for word in line.words], 0).box if line.words[0].angle else line.box


def _fragments(words: Sequence[Word]) -> list[Line]:
    """Return the stretches of words without a wide gap, in the order they were written in."""
    lines: list[Line] = []
    row, joins = -1, False
    before: Word | None = None
    for word in words:
        if not word.text:
            continue
        gap = gap_between(before, word) if before is not None else None
        if before is not None and gap is not None and "\n" in before.ends and abs(gap) < _NONE and lines[-1].words:
            before = lines[-1].words[-1] = before._replace(ends="")
            joins = True
        if gap is None or (before is not None and "\n" in before.ends and not joins):
            row += 0 if lines and _shares_row(lines[-1], word) else 1
            lines.append(Line([word], row))
        elif gap > _APART:
            lines.append(Line([word], row))
        else:
            lines[-1].words.append(word)
        joins, before = word.ends == "", word
    return lines


def gap_between(one: Word, other: Word) -> float | None:
    """Return the gap between two words of a line in heights of it; None if they stand on different lines."""
    if not _beside(one, other):
        return None
    height = max(min(one.box[3] - one.box[1], other.box[3] - other.box[1]), 1.0)
    return (other.box[0] - one.box[2]) / height


def _beside(one: Word, other: Word) -> bool:
    """Return whether a word stands to the right of another one on the same line."""
    _, top, _, bottom = one.box
    left, other_top, _, other_bottom = other.box
    upper = top if top > other_top else other_top
    lower = bottom if bottom < other_bottom else other_bottom
    height, other_height = bottom - top, other_bottom - other_top
    return lower - upper > 0.4 * (height if height < other_height else other_height) and left >= one.box[0]


def _shares_row(line: Line, word: Word) -> bool:
    """Return whether a word stands on the height of a line, to its left or right."""
    box = line.box
    overlap = min(box[3], word.box[3]) - max(box[1], word.box[1])
    apart = word.box[0] >= box[2] or word.box[2] <= box[0]
    return apart and overlap > 0.5 * min(box[3] - box[1], word.box[3] - word.box[1])


def _sorted_if_scrambled(lines: list[Line]) -> list[Line]:
    """Return lines from top to bottom where they were written in no order, as when one is often above the last."""
    boxes = [line.box for line in lines]
    jumps = sum(_is_above(other, one) for one, other in pairwise(boxes))
    if jumps < len(lines) - 1 and (jumps < _FEWEST_ROWS or jumps < 0.25 * len(lines)):
        return lines
    order = sorted(range(len(lines)), key=lambda number: (round(boxes[number][1] / 3), boxes[number][0]))
    found: list[Line] = []
    for number in order:
        line = lines[number]
        same = bool(found) and _beside(found[-1].words[-1], line.words[0])
        found.append(Line(line.words, found[-1].row + (0 if same else 1) if found else 0))
    return found


def _is_above(one: Box, other: Box) -> bool:
    """Return whether a box stands wholly above another one, in its column."""
    shared = min(one[2], other[2]) - max(one[0], other[0])
    return one[3] <= other[1] and shared > 0.5 * min(one[2] - one[0], other[2] - other[0])


def _in_columns(lines: list[Line]) -> list[Line]:
    """Return lines with columns of prose one after the other that were written across, row by row."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and rows[-1][0].row == line.row:
            rows[-1].append(line)
            rows[-1].sort(key=lambda one: one.box[0])
        else:
            rows.append([line])
    found: list[Line] = []
    at = 0
    while at < len(rows):
        stretch, gutter = _stretch(rows, at)
        if stretch and _is_prose(stretch, gutter):
            for side in _sides(stretch, gutter):
                found += (line for row in side for line in row)
            at += len(stretch)
        else:
            found += rows[at]
            at += 1
    return found


def _stretch(rows: list[list[Line]], at: int) -> tuple[list[list[Line]], float]:
    """Return the rows from `at` on that leave the same gutter free, and its middle; none if fewer than three do."""
    best: tuple[list[list[Line]], float] = [], 0.0
    for one, other in pairwise(rows[at]):
        left, right = one.box[2], other.box[0]
        end, top, both = at, rows[at][0].box[1], 0
        while end < len(rows):
            boxes = [line.box for line in rows[end]]
            before = [box[2] for box in boxes if box[2] <= right]
            behind = [box[0] for box in boxes if box[0] >= left]
            left, right = max([left, *before]), min([right, *behind])
            if right - left < _GUTTER or len(before) + len(behind) != len(boxes) or boxes[0][1] < top - 1:
                break
            both += bool(before and behind)
            top, end = boxes[0][1], end + 1
        if both >= _FEWEST_ROWS and end - at > len(best[0]):
            best = rows[at:end], (one.box[2] + other.box[0]) / 2
    return best


def _sides(stretch: list[list[Line]], gutter: float) -> Iterator[list[list[Line]]]:
    """Yield the rows of the left column and those of the right one."""
    number = stretch[0][0].row
    for left in (True, False):
        side = []
        for row in stretch:
            if lines := [Line(line.words, number) for line in row if (line.box[0] < gutter) is left]:
                side.append(lines)
                number += 1
        yield side


def _is_prose(stretch: list[list[Line]], gutter: float) -> bool:
    """Return whether both columns hold running text: lines of several words that fill it, and no labels."""
    for side in _sides(stretch, gutter):
        if len(side) < _FEWEST_ROWS:
            return False
        widths = [row[-1].box[2] - row[0].box[0] for row in side]
        words = [sum(len(line.words) for line in row) for row in side]
        labels = sum(row[-1].text.endswith(":") for row in side)
        if median(words) < 3 or median(widths) < _FULL * max(widths) or 2 * labels > len(side):
            return False
    return True
