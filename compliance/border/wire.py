"""Spans and imprints as plain JSON values: the shape that models, reports and schemas share.

What is not stated, or has its default (a value that is `raw` itself, confidence "high", no notes), is left out.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from compliance.model.fields import FIELDS, Field, indexed, part_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.border import stated_wire
    from compliance.border.imprint import ImprintWire
    from compliance.model.document import Document, Place
    from compliance.model.imprint import Imprint, Leaf, Where


def wire_span(document: Document, start: Where | None, end: Where | None) -> stated_wire.Span | None:
    """Return the span of a stretch of the source, None for what has no place there."""
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    span = bare_span(document, start, end)
    if place := document.place(start, end):
        span["place"] = wire_place(place)
    return span


def bare_span(document: Document, start: int, end: int) -> stated_wire.Span:
    """Return a span without its place, for who tells that beside it."""
    line, column = document.position(start)
    return {"start": start, "end": end, "line": line, "column": column}


def wire_place(place: Place) -> stated_wire.Place:
    """Return where something stands in a source that has more to say than line and column."""
    wire: stated_wire.Place = {"where": place.where}
    if place.page is not None:
        wire["page"] = place.page
    if place.box is not None:
        wire["box"] = [round(edge, 1) for edge in place.box]
    return wire


def wire_leaf(leaf: Leaf, document: Document) -> dict[str, Any]:
    """Return one stated value: raw, and value, span, confidence and notes where there is something to say."""
    span = wire_span(document, leaf.start, leaf.end)
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


class _Teller:
    """Tells the fields of one imprint, as the table nests them."""

    __slots__ = ("_document", "_leaves", "_stated")

    def __init__(self, leaves: Mapping[str, Leaf], document: Document) -> None:
        self._leaves, self._document = leaves, document
        stated: set[str] = set()  # the path of every leaf, and of all it is part of
        for path in leaves:
            while path and path not in stated:
                stated.add(path)
                path = path.rpartition(".")[0]
        self._stated = stated

    def told(self, field: Field, path: str, above: str = "") -> Any:
        """Return what is stated of the field at that path, a list of it where it is one, None for nothing."""
        if field.kind == "list":
            return self._list(path)
        whole = self._leaf(field, path, above) if path in self._leaves else None
        parts = {
            part.name: told
            for part in field.parts
            if ((below := f"{path}.{part.name}") in self._stated or part.kind == "list")
            and (told := self.told(part, below, path))
        }
        if parts and field.kind != "party":
            return {**(whole or {"value": None, "raw": "", "notes": []}), **parts}
        return whole or parts or None

    def _leaf(self, field: Field, path: str, above: str) -> dict[str, Any]:
        leaf = self._leaves[path]
        words = field.words and self._leaves.get(above if field.words == ".." else f"{above}.{field.words}")
        if words and _same_words(leaf, words):
            return {key: told for key, told in _leaf(leaf).items() if key != "raw"}
        return wire_leaf(leaf, self._document)

    def _list(self, path: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while (item := self._leaves.get(indexed(path, len(found)))) is not None:
            found.append(wire_leaf(item, self._document))
        return found


def _fields(read: Imprint, document: Document) -> dict[str, Any]:
    """Return what an imprint states, in the order of the table: the parts, and `also` with their further statements."""
    teller = _Teller(read.leaves, document)
    heads: dict[str, dict[str, None]] = {}  # of each part its statements, in the order in which they were read
    for path in read.leaves:
        heads.setdefault(part_of(path), {})[path.partition(".")[0]] = None
    imprint: dict[str, Any] = {}
    also: dict[str, list[Any]] = {}
    for field in FIELDS:
        for head in heads.get(field.name, ()):
            told = teller.told(field, head)
            if head == field.name:
                imprint[head] = told
            else:
                also.setdefault(field.name, []).append(told)
    if also:
        imprint["also"] = also
    return imprint


def wire_imprint(read: Imprint, document: Document) -> ImprintWire:
    """Return an imprint in the shape of `schemas/imprint.v1.json`.

    What was given as a field has no place in the source, and no span. `occurrences` stands where the block does so more
    than once. A code that is read from the words of another leaf (the payer's kind from the role) has its value only.
    """
    imprint = _fields(read, document)
    if read.language != "und":
        imprint["language"] = read.language
    if read.confidence != "high":
        imprint["confidence"] = read.confidence
    if span := wire_span(document, read.start, read.end):
        imprint["span"] = span
    spans = [place for start, end in read.occurrences if (place := wire_span(document, start, end))]
    if len(spans) > 1:
        imprint["occurrences"] = spans
    return cast("ImprintWire", imprint)
