"""The few calls of PDFium that reading needs, typed: pages, their words with boxes, and what is drawn."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from math import hypot, pi
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from compliance.model.document import Box
from compliance.sources.layout import Word

MOST_OBJECTS = 200_000
_MOST_CHARACTERS = 2_000_000
_TOKEN = re.compile(r"[^\s\ufffe]+")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_INVISIBLE = (3, 7)  # ways of drawing letters that leave no ink: neither filled nor stroked, or merely to clip
_NEARLY_WHITE = 225
_NEARLY_CLEAR = 40
_OPAQUE = 255
_MOST_CLIPS, _MOST_STROKES = 4, 12  # of what cuts an object, that are looked at
_DEEPEST = 8  # forms within forms
_QUARTERS = 2 / pi  # quarter turns in a radian


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


# the address alone: PDFium's own binding makes a pointer object of it, which takes ten times as long
_drawing = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(_address(raw.FPDFText_GetTextObject))
_letter_box = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    _address(raw.FPDFText_GetLooseCharBox)
)


Colour = tuple[int, int, int]


class Glyphs(NamedTuple):
    """A word with what decides whether it is seen: the address of what draws it (0: nothing), and if it is known."""

    word: Word
    drawn: int
    known: bool


class Drawn(NamedTuple):
    """What draws text: its place in the order of drawing, and whether it leaves no ink, or may leave none.

    `doubtful`: it is white, nearly clear, or in a layer that may be switched off.
    """

    handle: Any
    order: int
    invisible: bool
    doubtful: bool
    clip: Box | None = None  # outside of which nothing of it is drawn
    colour: Colour | None = None  # of its letters


class Cover(NamedTuple):
    """A filled path or a picture: what was drawn before it may lie under it, what is drawn later stands on it.

    `strokes`: of how many a path is made; `colour` is None for a picture, a pattern or a shading.
    """

    order: int
    box: Box
    is_picture: bool
    strokes: int = 0
    colour: Colour | None = None


class Frame:
    """How a page lies: its visible part, and the way from PDF's own coordinates to points from the top left."""

    def __init__(self, page: Any) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.turn = raw.FPDFPage_GetRotation(page.raw) % 4
        wide, high = self.right - self.left, self.top - self.bottom
        self.width, self.height = (wide, high) if self.turn % 2 == 0 else (high, wide)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the box of a rectangle as it is seen."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        one, other = self._point(left, top), self._point(right, bottom)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def holds(self, box: Box) -> bool:
        """Return whether the middle of a box lies on the page."""
        across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return bool(0 <= across <= self.width and 0 <= down <= self.height)


class Letters:
    """The words of a page as PDFium finds them."""

    def __init__(self, page: Any, frame: Frame) -> None:
        self._frame = frame
        self._text_page = page.get_textpage()
        self._handle = _address(self._text_page.raw)
        self._edges = raw.FS_RECTF()
        self._edges_at = ctypes.addressof(self._edges)

    def words(self) -> Iterator[Glyphs]:
        """Yield the words in the order of PDFium, which follows lines and the order of drawing."""
        text, page, handle = self._text(), self._text_page.raw, self._handle
        known: dict[
            int | None, tuple[int, bool, float]
        ] = {}  # by object: its angle, if its letters are told, their size
        has_ligatures = _LIGATURE.search(text) is not None
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            behind = text[end : end + 1]
            written, ends = match[0].translate(_LIGATURES) if has_ligatures else match[0], " "
            if behind == "\ufffe":
                written, ends = written + behind, ""
            elif behind in "\r\n":
                ends = "\n" if behind else ""
            drawn = _drawing(handle, start)
            if drawn not in known:
                angle = (self._frame.turn + round(raw.FPDFText_GetCharAngle(page, start) * _QUARTERS)) % 4
                told = raw.FPDFText_HasUnicodeMapError(page, start) <= 0
                known[drawn] = angle, told, self._size(start)
            angle, told, size = known[drawn]
            yield Glyphs(Word(written, self._box(start, end - 1), ends, angle, size=size), drawn or 0, told)

    def close(self) -> None:
        """Let go of the page's text."""
        self._text_page.close()

    def _text(self) -> str:
        count = min(raw.FPDFText_CountChars(self._text_page), _MOST_CHARACTERS)
        if count <= 0:
            return ""
        text: str = self._text_page.get_text_range(0, count)
        if len(text) == count:
            return text
        return "".join(chr(raw.FPDFText_GetUnicode(self._text_page, place) or 32) for place in range(count))

    def _size(self, place: int) -> float:
        """Return the size of a letter in points, as it is drawn."""
        matrix = raw.FS_MATRIX()
        if not raw.FPDFText_GetMatrix(self._text_page.raw, place, matrix):
            return 0.0
        return float(raw.FPDFText_GetFontSize(self._text_page.raw, place)) * hypot(matrix.c, matrix.d)

    def _box(self, first: int, last: int) -> Box:
        edges, at, page = self._edges, self._edges_at, self._handle
        _letter_box(page, first, at)
        left, bottom, right, top = edges.left, edges.bottom, edges.right, edges.top
        if first != last:
            _letter_box(page, last, at)
            if edges.left < left:
                left = edges.left
            if edges.bottom < bottom:
                bottom = edges.bottom
            if edges.right > right:
                right = edges.right
            if edges.top > top:
                top = edges.top
        return self._frame.box(left, bottom, right, top)


class Objects:
    """What is drawn on a page: texts by their address, and what may cover them."""

    def __init__(self, page: Any, frame: Frame) -> None:
        self.texts: dict[int, Drawn] = {}
        self.covers: list[Cover] = []
        self.count = 0
        self._frame = frame
        self._numbers = [ctypes.c_uint() for _ in range(4)]
        self._edges = [ctypes.c_float() for _ in range(4)]
        for order in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
            self._take(raw.FPDFPage_GetObject(page.raw, order), order, False, 0)

    def _take(self, handle: Any, order: int, within: bool, depth: int) -> None:
        """Take one object; those of a form (`within` it) are drawn where the form is."""
        self.count += 1
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == _TEXT:
            invisible = raw.FPDFTextObj_GetTextRenderMode(handle) in _INVISIBLE
            doubtful = within or self._in_layer(handle)
            address = ctypes.addressof(handle.contents)
            clip = self._clip(handle) if depth == 0 else None
            colour, opaque = self._colour(handle)
            faint = colour is None or opaque < _NEARLY_CLEAR or min(colour) >= _NEARLY_WHITE
            self.texts[address] = Drawn(handle, order, invisible, doubtful or faint, clip, colour)
        elif kind == _FORM and depth < _DEEPEST:
            within = within or self._in_layer(handle)
            for number in range(min(raw.FPDFFormObj_CountObjects(handle), MOST_OBJECTS - self.count)):
                self._take(raw.FPDFFormObj_GetObject(handle, number), order, within, depth + 1)
        elif depth == 0 and (kind in (_IMAGE, _SHADING) or (kind == _PATH and self._is_filled(handle))):
            left, bottom, right, top = self._edges
            if raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
                box = self._frame.box(left.value, bottom.value, right.value, top.value)
                strokes = raw.FPDFPath_CountSegments(handle) if kind == _PATH else 0
                colour, opaque = self._colour(handle) if kind == _PATH else (None, 0)
                self.covers.append(Cover(order, box, kind == _IMAGE, strokes, colour if opaque == _OPAQUE else None))

    def _clip(self, handle: Any) -> Box | None:
        """Return the box of what an object is cut to, None where it is not cut, or to something intricate."""
        path = raw.FPDFPageObj_GetClipPath(handle)
        found: Box | None = None
        for number in range(min(max(raw.FPDFClipPath_CountPaths(path), 0), _MOST_CLIPS)):
            strokes = raw.FPDFClipPath_CountPathSegments(path, number)
            if not 0 < strokes <= _MOST_STROKES:
                continue
            x, y = self._edges[:2]
            points = []
            for place in range(strokes):
                if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, number, place), x, y):
                    points.append((x.value, y.value))
            xs, ys = [one for one, _ in points], [one for _, one in points]
            if points:
                box = self._frame.box(min(xs), min(ys), max(xs), max(ys))
                found = box if found is None else (
                    max(found[0], box[0]), max(found[1], box[1]), min(found[2], box[2]), min(found[3], box[3]),
                )  # fmt: skip
        return found

    def _in_layer(self, handle: Any) -> bool:
        """Return whether an object is marked as a part of a layer that may be switched off."""
        buffer, length = ctypes.create_string_buffer(16), ctypes.c_ulong()
        for number in range(min(raw.FPDFPageObj_CountMarks(handle), 16)):
            mark = raw.FPDFPageObj_GetMark(handle, number)
            name = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            if raw.FPDFPageObjMark_GetName(mark, name, 16, length) and buffer.raw[:4] == b"O\0C\0":
                return True
        return False

    def _colour(self, handle: Any) -> tuple[Colour | None, int]:
        """Return the colour that fills an object, None where it is none, and how opaque it is, of 255."""
        red, green, blue, opaque = self._numbers
        if not raw.FPDFPageObj_GetFillColor(handle, red, green, blue, opaque):
            return None, 0
        return (red.value, green.value, blue.value), opaque.value

    def _is_filled(self, handle: Any) -> bool:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        return bool(raw.FPDFPath_GetDrawMode(handle, fill, stroke)) and fill.value != 0
