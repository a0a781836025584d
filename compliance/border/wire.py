"""Spans and imprints as plain JSON values: the shape that models, reports and schemas share.

What is not stated, or has its default (a value that is `raw` itself, confidence "high", no notes), is left out.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from compliance.model.fields import part_of

if TYPE_CHECKING:
    from compliance.border import report_wire
    from compliance.model.document import Document
    from compliance.model.imprint import Imprint, Leaf

# Parts with leaves below them, and leaves of their own, in the order of the wire format.
PARTS = {
    "executor": ("name", "legal_form", "address"),
    "customer": ("name", "kind"),
    "payer": ("name", "role", "kind"),
}
# Leaves that are parts of another leaf and stand inside it.
SUBLEAVES = {"executor.address": ("place", "street", "house"), "funding_source": ("owner", "kind")}
# Codes that may be read from the words of another leaf, and then have no words of their own.
READ_FROM = {"payer.kind": "payer.role", "funding_source.kind": "funding_source"}
LONE = ("funding_source", "publication_date", "print_run")


def wire_span(
    document: Document, start: int | None, end: int | None, limit: int | None = None
) -> report_wire.Span | None:
    """Return the span of a stretch of the source, None for none and for what lies at or beyond `limit`."""
    if start is None or end is None or (limit is not None and start >= limit):
        return None
    line, column = document.position(start)
    return {"start": start, "end": end, "line": line, "column": column}


def wire_leaf(leaf: Leaf | None, document: Document, limit: int | None = None) -> dict[str, Any] | None:
    """Return one stated value: raw, and value, span, confidence and notes where there is something to say."""
    if leaf is None:
        return None
    span = wire_span(document, leaf.start, leaf.end, limit)
    return {**_leaf(leaf), "span": span} if span else _leaf(leaf)


def _leaf(leaf: Leaf) -> dict[str, Any]:
    wire: dict[str, Any] = {"raw": leaf.raw}
    if leaf.value != leaf.raw:
        wire["value"] = leaf.value.isoformat() if isinstance(leaf.value, date) else leaf.value
    if leaf.confidence != "high":
        wire["confidence"] = leaf.confidence
    if leaf.notes:
        wire["notes"] = list(leaf.notes)
    return wire


def _same_words(code: Leaf, words: Leaf) -> bool:
    return (code.start, code.raw) == (words.start, words.raw) and code.value not in (None, code.raw)


def _also(read: Imprint, document: Document, limit: int | None) -> dict[str, list[dict[str, Any]]]:
    """Return what is stated again, by part: an entry for each further statement, with its leaves by name."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for path, stated in read.leaves.items():
        head, bracket, rest = path.partition("]")
        if bracket:
            told = wire_leaf(stated, document, limit) or {}
            statement = found.setdefault(part_of(path), {}).setdefault(head, {})
            for name in rest.split(".")[1:]:
                statement = statement.setdefault(name, {})
            statement.update(told)
    return {part: list(statements.values()) for part, statements in found.items()}


def wire_imprint(read: Imprint, document: Document, limit: int | None = None) -> report_wire.Imprint:
    """Return an imprint in the shape of `schemas/imprint.v1.json`.

    What starts at or beyond `limit` was given as a field and has no place in the source: it has no span. `occurrences`
    stands where the block does so more than once. A code that is read from the words of another leaf (the payer's kind
    from the role) has its value only.
    """

    def leaf(path: str) -> dict[str, Any] | None:
        stated, words = read.leaves.get(path), read.leaves.get(READ_FROM.get(path, ""))
        if stated and words and _same_words(stated, words):
            return {key: told for key, told in _leaf(stated).items() if key != "raw"}
        whole = wire_leaf(stated, document, limit)
        if path in SUBLEAVES:
            parts = {name: part for name in SUBLEAVES[path] if (part := leaf(f"{path}.{name}"))}
            if whole or parts:
                return {**(whole or {"value": None, "raw": "", "notes": []}), **parts}
        return whole

    imprint: dict[str, Any] = {}
    for part, names in PARTS.items():
        leaves = {name: found for name in names if (found := leaf(f"{part}.{name}"))}
        if leaves:
            imprint[part] = leaves
    imprint.update((part, found) for part in LONE if (found := leaf(part)))
    if also := _also(read, document, limit):
        imprint["also"] = also
    if read.language != "und":
        imprint["language"] = read.language
    if read.confidence != "high":
        imprint["confidence"] = read.confidence
    if span := wire_span(document, read.start, read.end, limit):
        imprint["span"] = span
    spans = [place for start, end in read.occurrences if (place := wire_span(document, start, end, limit))]
    if len(spans) > 1:
        imprint["occurrences"] = spans
    return imprint
