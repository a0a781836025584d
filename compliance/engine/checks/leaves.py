"""What several checks ask of a stated field."""

from __future__ import annotations

from typing import Any

from compliance.model.answer import Answer
from compliance.model.imprint import Imprint, Leaf

# Notes of a leaf that stands where a value should be: the label is there, and nothing that could be the value.
VACANT = ("empty", "placeholder")


def stated(reading: Imprint | None, path: str) -> Leaf | None:
    """Return the leaf if the imprint states the field at all, however badly; None if the field is missing or vacant."""
    leaf = None if reading is None else reading.leaves.get(path)
    return None if leaf is None or vacancy(leaf) else leaf


def vacancy(leaf: Leaf) -> str:
    """Return `empty` or `placeholder` for a label without a value, else ""."""
    if leaf.value is not None or not leaf.notes:
        return ""
    return next((note for note in VACANT if note in leaf.notes), "")


def not_stated(field: str) -> Answer:
    """Return the answer for a field that is not there: whether it must be is another rule's question."""
    return Answer("not_applicable", "not_stated", {"field": field})


def failed(leaf: Leaf, reason: str, params: dict[str, Any]) -> Answer:
    """Return a failure that rests on the leaf's value; where that was hard to read, nothing is held against the ad."""
    if leaf.confidence == "low":
        return Answer("unclear", "reading_unsure", {**params, "value": leaf.raw}, leaf.start, leaf.end)
    return Answer("fail", reason, params, leaf.start, leaf.end)
