"""Places that must be true: every leaf, label, occurrence and step cuts its own characters out of the source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from compliance.extraction import Extraction
from compliance.extraction.window import Window
from compliance.model.document import Document, Span
from compliance.model.imprint import Imprint, Leaf

Extract: TypeAlias = Callable[[str], Extraction]
One: TypeAlias = Callable[[str], Imprint]
MakeWindow: TypeAlias = Callable[[str], Window]


def assert_places_true(document: Document, extraction: Extraction) -> None:
    """Check every place of an extraction against the text it came from."""
    text = document.text
    for reading in extraction.imprints:
        assert reading.occurrences[0] == (reading.start, reading.end)
        for start, end in reading.occurrences:
            assert 0 <= start < end <= len(text)
            assert_line_and_column_agree(text, document.span(start, end))
        named = [(*leaf.place, leaf.raw) for leaf in reading.leaves.values()]
        named += [(label.start, label.end, label.raw) for label in reading.labels]
        for start, end, raw in named:
            assert 0 <= start < end <= len(text), raw
            assert text[start:end] == raw
            assert_line_and_column_agree(text, document.span(start, end))


def assert_line_and_column_agree(text: str, span: Span) -> None:
    """Check that going to a span's line and column leads to its characters."""
    for offset, line, column in ((span.start, span.line, span.column), (span.end, span.end_line, span.end_column)):
        assert position(text, offset) == (line, column)


def position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, counted the slow and plain way: CR, LF and CRLF each end a line.

    An offset between CR and LF still belongs to the line that they end.
    """
    before = text[:offset]
    if before.endswith("\r") and text.startswith("\n", offset):
        before = before[:-1]
    line = 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
    return line, offset - max(before.rfind("\n"), before.rfind("\r"))


def stated(reading: Imprint) -> dict[str, object]:
    """Return the values of an imprint by path, without the places."""
    return {path: leaf.value for path, leaf in reading.leaves.items()}


def raws(reading: Imprint) -> dict[str, str]:
    """Return the source words of an imprint by path."""
    return {path: leaf.raw for path, leaf in reading.leaves.items()}


def sure(leaf: Leaf | None) -> bool:
    """Tell whether a leaf states a value with high confidence."""
    return leaf is not None and leaf.value is not None and leaf.confidence == "high"
