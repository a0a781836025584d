"""Where a finding stands, in the unit that a format counts in.

Spans of the report are in Unicode code points, line and column from 1; a byte order mark counts as the first character
of line 1, as it does when the file is decoded with the encoding that the report names. Where a span ends is counted in
the document.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from compliance.model.document import LINED
from compliance.model.tuples import NamedTuple
from compliance.render.display import visible
from compliance.render.spoken import spoken

if TYPE_CHECKING:
    from compliance.border import report_wire as wire
    from compliance.border import stated_wire
    from compliance.model.document import Document


class Place(NamedTuple):
    """A stretch of the file and what it is: the `evidence`, the whole `imprint` that was searched, or the `document`.

    `span` is None where the file has no such stretch: nothing was found to point at, or the words stand in a JSON
    string or on a page, whose lines are not lines of the file.
    """

    span: stated_wire.Span | None
    kind: str


def place(result: wire.AdResult, finding: wire.Finding) -> Place:
    """Return where in its file a finding stands; of something missing, the imprint in which it was looked for."""
    number = finding.get("imprint")
    imprints = result["imprints"]
    searched: stated_wire.Span | None = None
    if number is not None and number < len(imprints):
        searched = imprints[number].get("span")
    span = finding.get("span") or searched
    kind = "document" if span is None else "imprint" if _same(span, searched) else "evidence"
    if finding.get("pointer") or result.get("format", "text") not in LINED:
        return Place(None, kind if span else "evidence" if finding.get("evidence") else "document")
    return Place(span, kind)


def _same(span: stated_wire.Span, other: stated_wire.Span | None) -> bool:
    """Tell whether two spans are one stretch; an imprint's has its place with it, a finding's has it beside."""
    return other is not None and (span["start"], span["end"]) == (other["start"], other["end"])


def where(result: wire.AdResult, finding: wire.Finding, language: str) -> str:
    """Return in words where a finding stands that has no line in its file, "" for one that has, or has no place.

    A place has parts (`page 3, footer`), which are told one by one.
    """
    if "place" not in finding or place(result, finding).span:
        return ""
    return visible(", ".join(spoken(part, language) for part in finding["place"]["where"].split(", ")))


def quoted(result: wire.AdResult, finding: wire.Finding) -> str:
    """Return the words to quote to people: the evidence, but not a whole imprint from which something is missing."""
    return "" if place(result, finding).kind == "imprint" else finding.get("evidence", "")


def end_of(span: stated_wire.Span, source: Document | None) -> tuple[int, int]:
    """Return line and column of the position after a span; without the text, those of its start."""
    return source.end_position(span["end"]) if source else (span["line"], span["column"])


class Utf8Columns:
    """Columns in UTF-8 bytes, from 1, of the document at hand; a long line is not counted anew for each finding on it.

    Of a source in another encoding they count the bytes that its text has in UTF-8.

    >>> from compliance.border.wire import wire_span
    >>> from compliance.model.document import Document
    >>> text = Document("ä😀 run: 0")
    >>> Utf8Columns().of(text, wire_span(text, 8, 9))
    (13, 14)
    """

    __slots__ = ("_bytes", "_offsets", "_source")

    def __init__(self) -> None:
        self._source: Document | None = None
        self._offsets: list[int] = []  # places counted already, and how many bytes stand before each on its line
        self._bytes: list[int] = []

    def of(self, source: Document, span: stated_wire.Span) -> tuple[int, int]:
        """Return the columns of a span's start and end, the end exclusive."""
        if source is not self._source:
            self._source, self._offsets, self._bytes = source, [], []
        end = source.position(span["end"])[1]
        return self._before(source.text, span["start"], span["column"]), self._before(source.text, span["end"], end)

    def _before(self, text: str, offset: int, column: int) -> int:
        start, count = offset - (column - 1), 0
        at = bisect_right(self._offsets, offset)
        if at and self._offsets[at - 1] >= start:
            start, count = self._offsets[at - 1], self._bytes[at - 1]
        count += len(text[start:offset].encode("utf-8", "surrogatepass"))
        self._offsets.insert(at, offset)
        self._bytes.insert(at, count)
        return count + 1


def line_of(source: Document, span: stated_wire.Span) -> str:
    """Return the line on which a span starts, without its line end."""
    return source.line_at(span["start"])[0]
