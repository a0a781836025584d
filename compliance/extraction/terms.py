"""The words found in a window, by category and place: every parser asks for those of a few kinds in a stretch."""

from __future__ import annotations

from bisect import bisect_left

from compliance.extraction.find.lexicon import Term, order


def _start(term: Term) -> int:
    return term.start


class Terms:
    """Terms in order of place (`terms`), and those of each category."""

    def __init__(self, terms: list[Term]) -> None:
        self.terms = terms
        self._terms: dict[str, tuple[list[int], list[Term]]] = {}  # of each category, with where they start
        for term in self.terms:
            category = term.entry.category
            known = self._terms.get(category)
            if known is None:
                known = self._terms[category] = [], []
            known[0].append(term.start)
            known[1].append(term)

    def every(self, category: str) -> list[Term]:
        """Return all terms of a category, in order of place."""
        known = self._terms.get(category)
        return known[1] if known else []

    def between(self, start: int, end: int) -> list[Term]:
        """Return the terms of every category that begin in `start`–`end`, in order of place."""
        first = bisect_left(self.terms, start, key=_start)
        return self.terms[first : bisect_left(self.terms, end, first, key=_start)]

    def within(self, start: int, end: int, *categories: str) -> list[Term]:
        """Return the terms of these categories that lie inside `start`–`end`, in order of place."""
        found: list[Term] = []
        for category in categories:
            known = self._terms.get(category)
            if known is None:
                continue
            starts, terms = known
            if starts[-1] < start or starts[0] >= end:  # most questions are answered here
                continue
            index = bisect_left(starts, start)
            if starts[index] < end:
                found += [term for term in terms[index : bisect_left(starts, end, index)] if term.end <= end]
        if len(categories) > 1 and len(found) > 1:
            found.sort(key=order)
        return found
