"""What several checks ask of a stated field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from compliance.model.answer import Answer
from compliance.model.fields import unindexed
from compliance.model.imprint import Imprint, Leaf

# Notes of a leaf that stands where a value should be: the label is there, and nothing that could be the value.
VACANT = ("empty", "placeholder")
_GRAVITY = {"fail": 0, "unclear": 1, "pass": 2, "not_applicable": 3}


def statements(reading: Imprint | None, path: str) -> list[Leaf]:
    """Return every statement of a value, vacant ones too: the first, and those of parts that the ad states again."""
    if reading is None:
        return []
    leaves = reading.leaves
    first = leaves.get(path)
    found = [] if first is None else [first]
    if "[" in "".join(leaves):  # most ads state every part once
        found += [leaf for key, leaf in leaves.items() if "[" in key and unindexed(key) == path]
    return found


def stated_all(reading: Imprint | None, path: str) -> list[Leaf]:
    """Return every statement of a value that is more than a label or a blank."""
    return [leaf for leaf in statements(reading, path) if not vacancy(leaf)]


def stated(reading: Imprint | None, path: str) -> Leaf | None:
    """Return the first statement of a value, however badly it reads; None if the field is missing or vacant."""
    leaf = None if reading is None else reading.leaves.get(path)
    if leaf is not None and not vacancy(leaf):
        return leaf
    return next(iter(stated_all(reading, path)), None)


def vacancy(leaf: Leaf) -> str:
    """Return `empty` or `placeholder` for a label without a value, else ""."""
    if leaf.value is not None or not leaf.notes:
        return ""
    return next((note for note in VACANT if note in leaf.notes), "")


def doubtful(leaf: Leaf) -> bool:
    """Tell whether it was merely guessed that the words state the field: nothing odd was seen in them, nor a label.

    Odd letters, digits and dates are other rules' business, and have notes that say so.
    """
    return leaf.confidence == "low" and (not leaf.notes or leaf.notes == ("vague",))


def not_stated(field: str) -> Answer:
    """Return the answer for a field that is not there: whether it must be is another rule's question."""
    return Answer("not_applicable", "not_stated", {"field": field})


def failed(leaf: Leaf, reason: str, params: dict[str, Any]) -> Answer:
    """Return a failure that rests on the leaf's value; where that was hard to read, nothing is held against the ad."""
    if leaf.confidence == "low":
        return Answer("unclear", "reading_unsure", {**params, "value": leaf.raw}, leaf.start, leaf.end)
    return Answer("fail", reason, params, leaf.start, leaf.end)


def gravest(answers: Iterable[Answer]) -> Answer:
    """Return the answer that weighs most, the first of equals: where several statements are made, none may offend."""
    return min(answers, key=lambda answer: _GRAVITY[answer.outcome])
