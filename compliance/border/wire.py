"""Spans and imprints as plain JSON values: the shape that models, reports and schemas share."""

from __future__ import annotations

from datetime import date
from typing import Any

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
_EMPTY: dict[str, Any] = {"value": None, "raw": "", "span": None, "confidence": "high", "notes": []}


def wire_span(
    document: Document, start: int | None, end: int | None, limit: int | None = None
) -> dict[str, int] | None:
    """Return the span of a stretch of the source, None for none and for what lies at or beyond `limit`."""
    if start is None or end is None or (limit is not None and start >= limit):
        return None
    first, last, line, column, end_line, end_column = document.span(start, end)
    return {"start": first, "end": last, "line": line, "column": column, "end_line": end_line, "end_column": end_column}


def wire_leaf(leaf: Leaf | None, document: Document, limit: int | None = None) -> dict[str, Any] | None:
    """Return one stated value: value, raw, span, confidence, notes."""
    if leaf is None:
        return None
    return {
        "value": leaf.value.isoformat() if isinstance(leaf.value, date) else leaf.value,
        "raw": leaf.raw,
        "span": wire_span(document, leaf.start, leaf.end, limit),
        "confidence": leaf.confidence,
        "notes": list(leaf.notes),
    }


def wire_imprint(read: Imprint, document: Document, limit: int | None = None) -> dict[str, Any]:
    """Return an imprint in the shape of `schemas/imprint.v1.json`; a part without any leaf is null.

    What starts at or beyond `limit` was given as a field and has no place in the source: its span is null.
    """

    def leaf(path: str) -> dict[str, Any] | None:
        whole = wire_leaf(read.leaves.get(path), document, limit)
        if path in SUBLEAVES:
            parts = {name: leaf(f"{path}.{name}") for name in SUBLEAVES[path]}
            if whole or any(parts.values()):
                return {**(whole or _EMPTY), **parts}
        return whole

    imprint: dict[str, Any] = {}
    for part, names in PARTS.items():
        leaves = {name: leaf(f"{part}.{name}") for name in names}
        imprint[part] = leaves if any(leaves.values()) else None
    imprint["funding_source"] = leaf("funding_source")
    imprint["publication_date"] = leaf("publication_date")
    imprint["print_run"] = leaf("print_run")
    imprint["language"] = read.language
    imprint["confidence"] = read.confidence
    imprint["span"] = wire_span(document, read.start, read.end, limit)
    spans = [wire_span(document, start, end, limit) for start, end in read.occurrences]
    imprint["occurrences"] = [span for span in spans if span]
    return imprint
