"""What must be true before anything is timed: a fast answer that is wrong is worth nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.corpus import Item, ads, articles, pages
from benchmarks.disguise import DISGUISES, disguised
from compliance.extraction import read
from compliance.model.document import Document

if TYPE_CHECKING:
    from compliance.model.imprint import Imprint, Leaf
    from compliance.rulebook import Rulebook

_BY_VALUE = ("publication_date", "print_run")


def faults(rulebook: Rulebook, count: int) -> list[str]:
    """Return what is wrong with the reading of `count` ads, as many in each disguise, articles, and some pages."""
    found = []
    for item in ads(count):
        found += faults_of(item, rulebook)
    for kind in DISGUISES:
        for item in disguised(ads(count), kind):
            found += faults_of(item, rulebook)
    for item in (*articles(count), *pages(2 + count // 50)):
        found += faults_of(item, rulebook)
    return found


def faults_of(item: Item, rulebook: Rulebook) -> list[str]:
    """Return how the reading of one text departs from the truth about it."""
    imprints = read(Document(item.text), rulebook).imprints
    expected = 1 if item.imprints else 0
    if len(imprints) != expected:
        return [f"{item.name}: {len(imprints)} imprints instead of {expected}"]
    return [f"{item.name}: {fault}" for reading in imprints for fault in _differences(item, reading)]


def _differences(item: Item, reading: Imprint) -> Iterable[str]:
    if len(reading.occurrences) != len(item.imprints):
        yield f"{len(reading.occurrences)} places instead of {len(item.imprints)}"
    for field, fact in item.facts:
        leaf = reading.leaves.get(field)
        if leaf is None:
            yield f"{field} was not found"
        elif field in _BY_VALUE and _plain(leaf) != fact.value:
            yield f"{field} is {leaf.value!r} instead of {fact.value!r}"
        elif min(leaf.place[1], fact.end) - max(leaf.place[0], fact.start) < (fact.end - fact.start) / 2:
            yield f"{field} is read from {leaf.raw!r}"


def _plain(leaf: Leaf) -> str | int | None:
    return leaf.value.isoformat() if isinstance(leaf.value, date) else leaf.value
