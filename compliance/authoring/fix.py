"""Changes of form alone: a label as its word is rightly spelt, a missing blank. What a text states stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compliance.model.document import Document
from compliance.text.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.checker import Checker
    from compliance.model.imprint import Imprint, Label

_STOPS = ".;"
_ENDS_A_SENTENCE = late(r"(?:\w{4}|[\d»”\")])\.\Z")


class Edit(NamedTuple):
    """One change: the words of the source at `start`, and what stands there instead."""

    start: int
    before: str
    after: str


def form_fixes(document: Document, checker: Checker) -> list[Edit]:
    """Return the changes of form that a text wants, in order; none if the imprint would then be read otherwise.

    Nothing here asserts a fact: values are never touched, and the text as changed must state exactly what it stated.
    """
    imprints = checker.read(document).imprints
    edits = sorted({edit for reading in imprints for edit in _of(reading, document.text)})
    edits = [edit for index, edit in enumerate(edits) if not index or edit.start >= _end(edits[index - 1])]
    if not edits:
        return []
    changed = checker.read(Document(apply(document.text, edits))).imprints
    return edits if _values(changed) == _values(imprints) else []


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with the changes made.

    >>> apply("Нуска:1", [Edit(0, "Нуска", "Нускасы"), Edit(6, "", " ")])
    'Нускасы: 1'
    """
    for start, before, after in reversed(edits):
        text = text[:start] + after + text[start + len(before) :]
    return text


def _end(edit: Edit) -> int:
    return edit.start + len(edit.before)


def _of(reading: Imprint, text: str) -> Iterator[Edit]:
    """Yield the changes in every place of an imprint."""
    first, last = reading.place
    block = text[first:last]
    for start, end in reading.occurrences:
        if text[start:end] != block:
            continue
        shift = start - first
        for label in reading.labels:
            if label.standard and label.raw == text[label.start + shift : label.end + shift]:
                yield Edit(label.start + shift, label.raw, _cased(label))
        yield from (Edit(place + shift, "", " ") for place in _gaps(reading, text))


def _cased(label: Label) -> str:
    """Return the right spelling in the case that the label stands in."""
    if label.raw.isupper() and len(label.raw) > 1:
        return label.standard.upper()
    first = label.standard[:1]
    return (first.lower() if label.raw[:1].islower() else first) + label.standard[1:]


def _gaps(reading: Imprint, text: str) -> Iterator[int]:
    """Yield where a blank is missing: before a part that follows a stop, and between a label's colon and its value."""
    labels = {label.start for label in reading.labels}
    leaves = {leaf.place[0] for leaf in reading.leaves.values() if leaf.raw}
    for place in labels | leaves:
        before = text[max(reading.place[0], place - 6) : place]
        if not before or place >= len(text):
            continue
        if (
            (before[-1] == ":" and place in leaves)
            or (place in labels and before[-1] in _STOPS and before[:-1])
            or (text[place].isupper() and _ENDS_A_SENTENCE.search(before))
        ):
            yield place


def _values(imprints: Iterable[Imprint]) -> list[tuple[object, ...]]:
    return [
        (
            tuple(sorted((path, str(leaf.value), leaf.raw) for path, leaf in read.leaves.items())),
            tuple(label.field for label in read.labels),
            len(read.occurrences),
        )
        for read in imprints
    ]
