"""Lines in reading order → text: what stands between two of them, words that were broken, sentences that go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from compliance.model.document import Box, Place
from compliance.sources.gathering import Gatherer
from compliance.sources.layout import Line, gap_between, turned, turned_box
from compliance.sources.layout_rows import whole

_WIDE = 2.2  # heights of a line: a gap above that divides the cells of a table
_BLANK = 1.9  # heights from line to line: above that a new block begins
_WIDEST, _FEWEST_STEPS, _ABOVE_USUAL = 3.5, 3, 1.3  # of a page set wide: its steps in heights, and what is above them
_HYPHENS = "-\u00ad\u2010\ufffe"
_LETTER = re.compile(r"[^\W\d_]")
_OWN_LINE = re.compile(r"[^\W\d_][\w ()/-]{1,40}:|\d{1,3}[.)]\s|[^\w\s«\"(]\s")  # a label, a number, the sign of a list
_ALIGNED = 3.0  # points between the edges, or the middles, of lines of one column
_ALIKE = 1.25  # times the height of another line that one of the same column is
_FULL, _FEWEST_FULL = 0.85, 3  # of a column's width that as many lines must fill for its right edge to be one
_PROSE = 8  # words of a line that is no label with its value
_NEAR = 1.25  # times the step from line to line of a paragraph that such a step may be
_NO_MORE = tuple(".!?;")
_INITIAL = re.compile(r"[^\W\d_]\.(?![^\s])")
_NAMES = re.compile(r"[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*)?\.?\Z")  # a word or two, as the rest of a name


def write_lines(lines: Sequence[Line], page: int, gatherer: Gatherer) -> None:
    """Hand over the lines of a page: words broken at a line's end are joined, cells of a row have a tab between."""
    before: Line | None = None
    joined = False
    where = f"page {page}"
    lines = whole(lines)
    blank = _blank(lines)
    columns = Columns(lines, blank)
    after_each: list[Line | None] = [*lines[1:], None]
    for at, (line, following) in enumerate(zip(lines, after_each, strict=False)):
        if before is not None and not joined:
            gap = separator(before, line, blank)
            gatherer.between(" " if gap == "\n" and columns.goes_on(at) else gap)
        after = following.words[0].text if following is not None and following.row != line.row else ""
        joined = False
        for place, word in enumerate(line.words):
            text, last = word.text, place == len(line.words) - 1
            if text[-1] in _HYPHENS and last:
                text, joined = _unhyphenated(text, after)
            elif text[-1] == "\ufffe":
                text = _unhyphenated(text, line.words[place + 1].text)[0]
            gatherer.add(text, Place(where, None, None, page, word.box), word.scanned)
            if word.ends and not last:
                gatherer.between(" ")
        before = line
    gatherer.between("\n\n")


def _unhyphenated(text: str, following: str) -> tuple[str, bool]:
    """Return a word without the hyphen at a line's end, and whether what follows belongs to it.

    The hyphen stays where it is the word's own: before a capital letter or a digit, and behind one.
    """
    stem, letter = text.rstrip(_HYPHENS), following[:1]
    if text[-1] in "\u00ad\ufffe" and not stem:
        return "", True
    if not stem or (not _LETTER.match(stem[-1]) and not letter.isdigit()):
        return text.replace("\ufffe", "-"), bool(stem) and text[-1] == "\ufffe"
    if letter.islower() and _LETTER.match(stem[-1]):
        return stem, True
    if letter.isalnum() and (letter.isupper() or letter.isdigit()) and text[-1] != "\u00ad":
        return f"{stem}-", True
    return text.replace("\ufffe", "-"), False


def _blank(lines: Sequence[Line]) -> float:
    """Return how many heights from line to line begin a new block: more where a page is set wide throughout."""
    steps = _steps(lines)
    usual = median(steps) if len(steps) >= _FEWEST_STEPS else 0.0
    return max(_BLANK, usual * _ABOVE_USUAL)


def _steps(lines: Sequence[Line]) -> list[float]:
    """Return how far each line stands below the one before it, in heights."""
    steps = []
    for one, other in pairwise(lines):
        if one.row != other.row and one.words[0].angle == other.words[0].angle:
            first, second = turned_box(one), turned_box(other)
            step = (second[3] - first[3]) / max(min(first[3] - first[1], second[3] - second[1]), 1.0)
            if 0 < step < _WIDEST:
                steps.append(step)
    return steps


def separator(one: Line, other: Line, blank: float = _BLANK) -> str:
    """Return what stands between two lines: a tab in a row, a line end, or a blank line before a new block."""
    if one.row == other.row:
        gap = gap_between(turned(one.words[-1]), turned(other.words[0]))
        return " " if gap is not None and gap <= _WIDE else "\t"
    if one.words[0].angle != other.words[0].angle:
        return "\n\n"
    first, second = turned_box(one), turned_box(other)
    height = max(min(first[3] - first[1], second[3] - second[1]), 1.0)
    step = second[3] - first[3]
    return "\n" if -0.5 * height < step < blank * height else "\n\n"


class Columns:
    """How wide the columns of a page are, by its lines that begin, or have their middle, at the same place."""

    def __init__(self, lines: Sequence[Line], blank: float = _BLANK) -> None:
        self._lines, self._blank = lines, blank
        self._widths: dict[tuple[str, int, int], list[float]] = {}
        steps = sorted(_steps(lines))
        self._near = steps[len(steps) // 5] if len(steps) >= _FEWEST_STEPS else 0.0  # from line to line of a paragraph
        for line in lines:
            box = turned_box(line)
            for key in _places(line, box):
                self._widths.setdefault(key, []).append(box[2] - box[0])

    def goes_on(self, at: int) -> bool:
        """Tell whether a sentence goes on into a line: its first word would not have fitted on the line before.

        A line that begins with a label is one of its own; so is what follows the end of a sentence. A capital goes on
        only where the column has a right edge that several lines reach, within a cell of a table, or as the rest of
        a name between two labels.
        """
        one, other = self._lines[at - 1], self._lines[at]
        box, next_box = turned_box(one), turned_box(other)
        heights = box[3] - box[1], next_box[3] - next_box[1]
        text = other.text
        sizes = one.words[-1].size, other.words[0].size
        if not min(sizes):
            sizes = heights
        if max(sizes) > _ALIKE * min(sizes) or not text or _OWN_LINE.match(text):
            return False
        if _INITIAL.fullmatch(one.words[-1].text) and _INITIAL.match(text):
            return True
        ends_a_fact = one.text.endswith(_NO_MORE) or one.text[-1:].isdigit()
        if ends_a_fact and not (text[0].islower() or text[0].isdigit()):
            return False
        if self._near and next_box[3] - box[3] > self._near * _NEAR * heights[0]:
            return False
        first = turned(other.words[0]).box
        needs = box[2] - box[0] + 0.25 * heights[0] + first[2] - first[0]
        for kind, angle, place in _places(one, box):
            widths = [one for near in (-1, 0, 1) for one in self._widths.get((kind, angle, place + near), ())]
            widest = max(widths)
            full = sum(width >= _FULL * widest for width in widths)
            reached = full >= (_FEWEST_FULL if len(one.words) < _PROSE else 2)
            if needs > widest and (reached or not text[0].isupper() or self._in_a_cell(at)):
                return True
        return self._between_labels(at, needs)

    def _in_a_cell(self, at: int) -> bool:
        """Tell whether a line stands alone below a cell that is not the first of its row."""
        one, other = self._lines[at - 1], self._lines[at]
        after = self._lines[at + 1] if at + 1 < len(self._lines) else None
        alone = after is None or after.row != other.row
        second = at > 1 and self._lines[at - 2].row == one.row
        return alone and second and abs(turned_box(one)[0] - turned_box(other)[0]) <= _ALIGNED

    def _between_labels(self, at: int, needs: float) -> bool:
        """Tell whether a word or two are the rest of what a label's line says, in a block of lines with labels."""
        lines = self._lines
        if not _OWN_LINE.match(lines[at - 1].text) or not _NAMES.match(lines[at].text):
            return False
        if at + 1 < len(lines) and self._is_below(at + 1) and not _OWN_LINE.match(lines[at + 1].text):
            return False
        first = last = at
        while first > 0 and self._is_below(first):
            first -= 1
        while last + 1 < len(lines) and self._is_below(last + 1):
            last += 1
        boxes = [turned_box(line) for line in lines[first : last + 1]]
        return last - first >= _FEWEST_STEPS and needs > max(box[2] - box[0] for box in boxes)

    def _is_below(self, at: int) -> bool:
        """Tell whether a line stands right below the one before it, in the same column."""
        one, other = self._lines[at - 1], self._lines[at]
        below = one.row != other.row and separator(one, other, self._blank) == "\n"
        return below and abs(turned_box(one)[0] - turned_box(other)[0]) <= _ALIGNED


def _places(line: Line, box: Box) -> list[tuple[str, int, int]]:
    """Return where a line begins and has its middle, roughly, as keys of its column."""
    angle = line.words[0].angle
    middle = (box[0] + box[2]) / 2
    return [("left", angle, round(box[0] / _ALIGNED)), ("middle", angle, round(middle / _ALIGNED))]
