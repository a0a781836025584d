"""Where a finding stands, in the unit that a format counts in.

Spans of the report are in Unicode code points, line and column from 1; a byte order mark counts as the first character
of line 1, as it does when the file is decoded with the encoding that the report names. Where a span ends is counted in
the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from compliance.border import report_wire as wire
    from compliance.model.document import Document


class Place(NamedTuple):
    """A stretch of the file and what it is: the `evidence`, the whole `imprint` that was searched, or the `document`.

    `span` is None where the file has no such stretch: nothing was found to point at, or the words stand in a JSON
    string, whose lines are not lines of the file.
    """

    span: wire.Span | None
    kind: str


def place(result: wire.AdResult, finding: wire.Finding) -> Place:
    """Return where in its file a finding stands; of something missing, the imprint in which it was looked for."""
    number = finding.get("imprint")
    imprints = result["imprints"]
    searched: wire.Span | None = None
    if number is not None and number < len(imprints):
        searched = imprints[number].get("span")
    span = finding.get("span") or searched
    kind = "document" if span is None else "imprint" if span == searched else "evidence"
    if finding.get("pointer"):
        return Place(None, kind if span else "evidence" if finding.get("evidence") else "document")
    return Place(span, kind)


def quoted(result: wire.AdResult, finding: wire.Finding) -> str:
    """Return the words to quote to people: the evidence, but not a whole imprint from which something is missing."""
    return "" if place(result, finding).kind == "imprint" else finding.get("evidence", "")


def end_of(span: wire.Span, source: Document | None) -> tuple[int, int]:
    """Return line and column of the position after a span; without the text, those of its start."""
    return source.position(span["end"]) if source else (span["line"], span["column"])


def utf8_columns(source: Document, span: wire.Span) -> tuple[int, int]:
    """Return the columns of a span's start and end in UTF-8 bytes, from 1, the end exclusive.

    Of a source in another encoding they count the bytes that its text has in UTF-8.

    >>> from compliance.border.wire import wire_span
    >>> from compliance.model.document import Document
    >>> text = Document("ä😀 run: 0")
    >>> utf8_columns(text, wire_span(text, 8, 9))
    (13, 14)
    """
    return (
        _bytes_before(source.text, span["start"], span["column"]),
        _bytes_before(source.text, span["end"], end_of(span, source)[1]),
    )


def _bytes_before(text: str, offset: int, column: int) -> int:
    line = text[offset - (column - 1) : offset]
    return len(line.encode("utf-8", "surrogatepass")) + 1


def line_of(source: Document, span: wire.Span) -> str:
    """Return the line on which a span starts, without its line end."""
    return source.line_text(span["line"])
