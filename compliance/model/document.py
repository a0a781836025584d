"""A text as it was read, and the way from a place in it back to line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from hashlib import sha256
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n?|\n")


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


class Document:
    """The text of one ad with its origin: path (`-` is standard input), encoding, byte length and SHA-256.

    `pointer` is the JSON Pointer of the text inside a JSON source, else empty.
    """

    __slots__ = ("_line_starts", "_sha256", "_size", "encoding", "path", "pointer", "text")

    def __init__(
        self,
        text: str,
        path: str = "-",
        encoding: str = "utf-8",
        size: int | None = None,
        sha256: str | None = None,
        pointer: str = "",
    ) -> None:
        self.text = text
        self.path = path
        self.encoding = encoding
        self.pointer = pointer
        self._size = size
        self._sha256 = sha256
        self._line_starts: list[int] | None = None

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
            self._sha256 = sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return self._sha256

    def span(self, start: int, end: int) -> Span:
        """Return the span of `text[start:end]` with its lines and columns."""
        line, column = self.position(start)
        end_line, end_column = self.position(end)
        return Span(start, end, line, column, end_line, end_column)

    def line_text(self, line: int) -> str:
        """Return the given line (from 1) without its line end."""
        starts = self._starts()
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1."""
        starts = self._starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def _starts(self) -> list[int]:
        if self._line_starts is None:
            self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return self._line_starts
