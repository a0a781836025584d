"""A text as it was read, and the way from a place in it back to where a person finds it in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter

from compliance.model.digest import digest_of
from compliance.model.tuples import NamedTuple

_LINE_END = re.compile(r"\r\n?|\n")
_START = attrgetter("start")
LINED = frozenset(("text", "html"))  # formats in which lines and columns are those of the file
PAGED = frozenset(("pdf", "picture"))  # formats whose pages can be drawn
# Formats whose text is what somebody typed, and may hold Markdown and HTML of its own.
PLAIN = frozenset(("text", "csv", "xlsx", "json-lines"))

Box = tuple[float, float, float, float]


class Span(NamedTuple):
    """A stretch of the source: code-point offsets (end exclusive) and lines and columns counted from 1.

    `end_line` and `end_column` name the position after the last character. A byte order mark counts as a character,
    as it does when the file is read with the encoding the report names.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Where something stands in a source, as a person finds it.

    `where` is what to look for, in English and in parts divided by ", " (`page 3`, `footer`, `body > p[2]`).
    `line` and `column`, from 1, are those of the file where it has lines. `page` counts from 1, `box` is left, top,
    right and bottom in points from the page's upper left corner.
    """

    where: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    box: Box | None = None


class Segment(NamedTuple):
    """A stretch of a document's text, in code points, that stands in one place of its source.

    Its characters follow each other on the source's line; `width` is how many characters of the source they are where
    that differs from their own number (`&amp;` is 5). A `note` ("ocr") tells that they were read unsurely: it goes to
    the notes of every value in them, which then has low confidence.
    """

    start: int
    end: int
    place: Place
    width: int | None = None
    note: str = ""


class Layer(NamedTuple):
    """A text in the source that readers do not see, the `kind` of thing it is (`comment`, `deleted`), and its place.

    Kinds are codes with words in messages (`layer_…` in rules/interface.json).
    """

    kind: str
    text: str
    place: Place


class Unread(NamedTuple):
    """A part of the source that could not be read: `what` it is, a code with words (`unread_…`), and its place."""

    what: str
    place: Place


class Document:
    """The text of one ad with its origin: path (`-` is standard input), encoding, byte length and SHA-256.

    `pointer` is the JSON Pointer of the text inside a JSON source, else empty. `format` is what the source is.
    `segments`, in order and without overlaps, tell where the text stands in a source that is no plain text; what lies
    between two of them (a line end that a reader wrote) belongs to the one before. `layers` are texts that nobody sees,
    `unread` what could not be read: while there is such a part, nothing is known to be missing.
    """

    __slots__ = (
        "_line_starts",
        "_sha256",
        "_size",
        "again",
        "encoding",
        "format",
        "layers",
        "path",
        "pointer",
        "segments",
        "text",
        "unread",
    )

    def __init__(
        self,
        text: str,
        path: str = "-",
        encoding: str = "utf-8",
        size: int | None = None,
        sha256: str | None = None,
        pointer: str = "",
        *,
        format: str = "text",
        segments: Sequence[Segment] = (),
        layers: Sequence[Layer] = (),
        unread: Sequence[Unread] = (),
    ) -> None:
        self.text = text
        self.path = path
        self.encoding = encoding
        self.pointer = pointer
        self._size = size
        self._sha256 = sha256
        self._line_starts: list[int] | None = None
        self.format = format
        self.again: Callable[[], bytes] | None = None  # reads the bytes of a file with pages again, to draw them
        self.segments = segments
        self.layers = layers
        self.unread = unread

    @property
    def size(self) -> int:
        """The number of bytes of the source; of a text that came from no file, in UTF-8."""
        if self._size is None:
            self._size = len(self.text.encode("utf-8", "surrogatepass"))
        return self._size

    @property
    def sha256(self) -> str:
        """The SHA-256 of the source's bytes; of a text that came from no file, of its UTF-8."""
        if self._sha256 is None:
            self._sha256 = digest_of(self.text.encode("utf-8", "surrogatepass"))
        return self._sha256

    def span(self, start: int, end: int) -> Span:
        """Return the span of `text[start:end]` with its lines and columns."""
        line, column = self.position(start)
        end_line, end_column = self.end_position(end)
        return Span(start, end, line, column, end_line, end_column)

    def line_at(self, offset: int) -> tuple[str, int]:
        """Return the line of the text in which an offset lies, without its line end, and how far in it lies."""
        starts = self._starts()
        line = bisect_right(starts, offset)
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n"), offset - start

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1: of the source, or of the text where that has no lines."""
        if self.segments:
            segment = self._segment(offset)
            line, column = segment.place.line, segment.place.column
            if line is not None and column is not None:
                within = min(max(offset, segment.start), segment.end) - segment.start
                return line, column + (_width(segment) if within == segment.end - segment.start else within)
        starts = self._starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def end_position(self, offset: int) -> tuple[int, int]:
        """Return line and column behind the character before an offset, where a stretch ends that is exclusive."""
        if self.segments and offset:
            segment = self._segment(offset - 1)
            line, column = segment.place.line, segment.place.column
            if line is not None and column is not None:
                within = min(offset, segment.end) - segment.start
                return line, column + (_width(segment) if within == segment.end - segment.start else within)
        return self.position(offset)

    def place(self, start: int, end: int) -> Place | None:
        """Return where a stretch of the text stands in the source; None for a plain text, whose lines say it.

        What runs over several segments stands where it begins, in the box around all of them on that page.
        """
        if not self.segments:
            return None
        first = self._segment(start)
        place, box = first.place, first.place.box
        if box is None:
            return place
        at = bisect_left(self.segments, max(start, first.end), key=_START)
        while at < len(self.segments) and self.segments[at].start < end:
            other = self.segments[at].place
            if other.box is not None and other.page == place.page:
                box = _around(box, other.box)
            at += 1
        return place._replace(box=box)

    def notes(self, start: int, end: int) -> tuple[str, ...]:
        """Return what is to be said of how a stretch was read, each once: the notes of its segments."""
        if not self.segments:
            return ()
        found: dict[str, None] = {}
        at = max(0, bisect_right(self.segments, start, key=_START) - 1)
        while at < len(self.segments) and self.segments[at].start < end:
            if self.segments[at].note and self.segments[at].end > start:
                found[self.segments[at].note] = None
            at += 1
        return tuple(found)

    def _segment(self, offset: int) -> Segment:
        return self.segments[max(0, bisect_right(self.segments, offset, key=_START) - 1)]

    def _starts(self) -> list[int]:
        if self._line_starts is None:
            self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return self._line_starts


def _width(segment: Segment) -> int:
    return segment.end - segment.start if segment.width is None else segment.width


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
