"""Which words of a PDF's page are seen: what is in doubt is drawn with and without, and compared."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as raw

from compliance.model.document import Box
from compliance.sources.layout import Word
from compliance.sources.pdfium import Drawn, Frame, Glyphs, Objects

_INK = 40  # of 255 by which letters must differ from their ground
_TINY, _SMALL_PAGE = 1.05, 300.0  # points: of letters that nobody reads, and of the longer side of a small page
_LEAST_GROUND, _MOST_GROUNDS = 100.0, 2_000  # square points of what words stand on, and how many are looked at
_DOTS = 100  # per inch, to see whether letters leave ink
_MOST_DOTS = 3_000  # on the longer side of such a picture


class Sight:
    """How the words of an open page look."""

    def __init__(self, page: Any, frame: Frame, objects: Objects) -> None:
        self._page, self._frame, self._texts, self._covers = page, frame, objects.texts, objects.covers
        self._last_cover = max((cover.order for cover in self._covers), default=-1)
        self._grounds = [cover for cover in reversed(self._covers) if area(cover.box) >= _LEAST_GROUND][:_MOST_GROUNDS]

    def hidden(self, glyphs: list[Glyphs]) -> dict[int, str]:
        """Return the words that are not seen, by number, and why."""
        hidden: dict[int, str] = {}
        doubted: dict[int, tuple[Drawn, str]] = {}
        texts, width, height = self._texts, self._frame.width, self._frame.height
        for number, (word, address, _) in enumerate(glyphs):
            drawn = texts.get(address)
            left, top, right, bottom = word.box
            within = left >= 0 and top >= 0 and right <= width and bottom <= height
            if not within and not self._frame.holds(word.box):
                hidden[number] = "off_page"
            elif drawn is None:
                continue
            elif drawn.invisible or (drawn.clip and not overlap(word.box, drawn.clip)) or self._is_tiny(word):
                hidden[number] = "invisible"
            elif drawn.doubtful or self._is_like_its_ground(drawn, word.box):
                doubted[number] = drawn, "same_colour"
            elif self._is_covered(drawn, word.box):
                doubted[number] = drawn, "invisible"
        if doubted:
            inked = self._inked([(drawn.handle, glyphs[number].word.box) for number, (drawn, _) in doubted.items()])
            hidden |= {
                number: kind for (number, (_, kind)), seen in zip(doubted.items(), inked, strict=True) if not seen
            }
        return hidden

    def _is_tiny(self, word: Word) -> bool:
        """Return whether nobody can read letters of this size, on a page that is not tiny itself."""
        return 0 < word.size < _TINY and max(self._frame.width, self._frame.height) > _SMALL_PAGE

    def _is_like_its_ground(self, drawn: Drawn, box: Box) -> bool:
        """Return whether a word may have the colour of what it stands on; a picture may have any."""
        if not self._grounds or drawn.colour is None:
            return False
        for ground in self._grounds:
            if ground.order < drawn.order and overlap(box, ground.box):
                colours = zip(drawn.colour, ground.colour or drawn.colour, strict=True)
                return all(abs(one - other) < _INK for one, other in colours)
        return False

    def _is_covered(self, drawn: Drawn, box: Box) -> bool:
        if drawn.order > self._last_cover:
            return False
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(
            order > drawn.order and left <= x <= right and top <= y <= bottom
            for order, (left, top, right, bottom), *_ in self._covers
        )

    def _inked(self, doubted: list[tuple[Any, Box]]) -> list[bool]:
        """Return for each object and box whether the object changes what is drawn there."""
        with_them, width = self._drawn()
        for handle, _ in doubted:
            raw.FPDFPageObj_SetIsActive(handle, False)
        without, _ = self._drawn()
        for handle, _ in doubted:
            raw.FPDFPageObj_SetIsActive(handle, True)
        scale = self._scale(_DOTS)
        return [_differ(with_them, without, width, [round(edge * scale) for edge in box]) for _, box in doubted]

    def _scale(self, dots: int) -> float:
        longer: float = max(self._frame.width, self._frame.height, 1.0)
        return min(dots / 72, _MOST_DOTS / longer)

    def _drawn(self) -> tuple[bytes, int]:
        bitmap = self._page.render(scale=self._scale(_DOTS), grayscale=True, may_draw_forms=False)
        content, stride = bytes(bitmap.buffer), bitmap.stride
        bitmap.close()
        return content, stride


def area(box: Box) -> float:
    """Return how many square points a box has."""
    return (box[2] - box[0]) * (box[3] - box[1])


def overlap(one: Box, other: Box) -> bool:
    """Return whether the middle of a box lies in another one."""
    x, y = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]


def _differ(one: bytes, other: bytes, stride: int, box: list[int]) -> bool:
    left, top, right, bottom = max(box[0], 0), max(box[1], 0), min(box[2] + 1, stride), box[3] + 1
    for row in range(top, min(bottom, len(one) // stride)):
        first, last = row * stride + left, row * stride + right
        mine, others = one[first:last], other[first:last]
        if mine != others and any(abs(a - b) >= _INK for a, b in zip(mine, others, strict=True)):
            return True
    return False
