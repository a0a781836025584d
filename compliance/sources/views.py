"""A picture of a page turned, straightened or enlarged, with the way from boxes in it back to the picture it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import cos, radians, sin
from typing import NamedTuple

from compliance.model.document import Box

_SMALL = 500  # dots on the longer side of the picture in which the tilt is looked for
_STEEPEST = 8  # degrees
_LEAST = 0.8  # degrees that are worth straightening
_CELL = 16  # dots of the sides of a stretch that is looked at for writing
_BUSY = 24  # of 255, the mean of the edges in a stretch with writing


class Picture(NamedTuple):
    """A page in grey, row by row from the top, and how many dots an inch has."""

    width: int
    height: int
    rows: bytes
    dots: float


class View(NamedTuple):
    """A picture as it is looked at. `back` returns a box in the picture it was; it was turned by `turns` quarters."""

    picture: Picture
    back: Callable[[Box], Box]
    turns: int = 0


def plain(picture: Picture) -> View:
    """Return a picture as it is."""
    return View(picture, lambda box: box)


def turned(view: View, turns: int) -> View:
    """Return a view turned clockwise by quarter turns."""
    width, height, rows, dots = view.picture
    if turns == 0:
        return view
    if turns == 2:
        picture = Picture(width, height, rows[::-1], dots)
    else:
        columns = [rows[column::width] for column in range(width)]  # from the left, each from the top
        rows = b"".join(column[::-1] for column in columns) if turns == 1 else b"".join(columns[::-1])
        picture = Picture(height, width, rows, dots)

    def back(box: Box) -> Box:
        left, top, right, bottom = box
        if turns == 1:
            return view.back((top, height - right, bottom, height - left))
        if turns == 2:
            return view.back((width - right, height - bottom, width - left, height - top))
        return view.back((width - bottom, left, width - top, right))

    return View(picture, back, (view.turns + turns) % 4)


def cropped(view: View, box: Box) -> View:
    """Return a view of a part, given in dots."""
    width, height, rows, dots = view.picture
    left, top = max(0, int(box[0])), max(0, int(box[1]))
    right, bottom = min(width, int(box[2]) + 1), min(height, int(box[3]) + 1)
    part = b"".join(rows[row * width + left : row * width + right] for row in range(top, bottom))

    def back(inner: Box) -> Box:
        return view.back((inner[0] + left, inner[1] + top, inner[2] + left, inner[3] + top))

    return View(Picture(right - left, bottom - top, part, dots), back, view.turns)


def share_left_out(picture: Picture, boxes: Iterable[Box]) -> float:
    """Return which share of what looks like writing lies in none of the boxes; 0 without Pillow."""
    try:
        from PIL import Image, ImageFilter
    except ImportError:
        return 0.0
    width, height, rows, _ = picture
    if min(width, height) < 2 * _CELL:
        return 0.0
    across, down = width // _CELL, height // _CELL
    edges = Image.frombytes("L", (width, height), rows).filter(ImageFilter.FIND_EDGES)
    cells = bytearray(edges.resize((across, down), Image.Resampling.BOX).tobytes())
    busy = sum(level >= _BUSY for level in cells)
    for left, top, right, bottom in boxes:
        first, last = max(0, int(left / width * across)), min(across, int(right / width * across) + 1)
        for row in range(max(0, int(top / height * down)), min(down, int(bottom / height * down) + 1)):
            cells[row * across + first : row * across + last] = bytes(max(0, last - first))
    return sum(level >= _BUSY for level in cells) / busy if busy else 0.0


def straightened(view: View) -> View:
    """Return a view whose lines are level, if they were tilted by some degrees; without Pillow, the view itself."""
    try:
        from PIL import Image
    except ImportError:
        return view
    width, height, rows, dots = view.picture
    image = Image.frombytes("L", (width, height), rows)
    share = _SMALL / max(width, height)
    small = image.resize((max(1, int(width * share)), max(1, int(height * share)))) if share < 1 else image
    paper = sum(level * count for level, count in enumerate(small.histogram())) / (small.width * small.height)
    inked = small.point(lambda dot: 255 if dot < paper - 30 else 0)

    def levelled(degrees: float) -> float:
        """How sharply rows of ink and of paper alternate."""
        profile = inked.rotate(degrees).resize((1, inked.height), Image.Resampling.BOX).tobytes()
        return float(sum((one - other) ** 2 for one, other in pairwise(profile)))

    best = max((float(degrees) for degrees in range(-_STEEPEST, _STEEPEST + 1)), key=levelled)
    best = max((best + quarter / 4 for quarter in range(-3, 4)), key=levelled)
    if abs(best) < _LEAST:
        return view
    level = image.rotate(best, Image.Resampling.BICUBIC, fillcolor=255)
    across, down = cos(radians(best)), -sin(radians(best))

    def back(box: Box) -> Box:
        corners = [(x - width / 2, y - height / 2) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [across * x + down * y + width / 2 for x, y in corners]
        ys = [-down * x + across * y + height / 2 for x, y in corners]
        return view.back((min(xs), min(ys), max(xs), max(ys)))

    return View(Picture(width, height, level.tobytes(), dots), back, view.turns)


def enlarged(view: View, most: int) -> View:
    """Return a view of twice the size, if that stays below `most` dots; without Pillow, the view itself."""
    width, height, rows, dots = view.picture
    if 4 * width * height > most:
        return view
    try:
        from PIL import Image
    except ImportError:
        return view
    image = Image.frombytes("L", (width, height), rows).resize((2 * width, 2 * height), Image.Resampling.BICUBIC)

    def back(box: Box) -> Box:
        return view.back((box[0] / 2, box[1] / 2, box[2] / 2, box[3] / 2))

    return View(Picture(2 * width, 2 * height, image.tobytes(), 2 * dots), back, view.turns)
