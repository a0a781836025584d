"""What stands in or right behind an imprint without words that introduce it: a link, an occasion, a number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.extraction.phrased.addresses import Place, trimmed
from compliance.extraction.phrased.parts import LINK
from compliance.extraction.phrased.vocabulary import Vocabulary

BEHIND = 60  # characters behind an imprint in which a number still belongs to it
_CLAUSE = re.compile(r"(?:[^\n.|•·]|\.(?=\S))+")
_LONGEST = 140


def stretch(text: str, start: int, end: int) -> Place:
    """Return an imprint with what stands behind it in its paragraph."""
    stop = text.find("\n\n", end)
    return start, min(stop if stop >= 0 else len(text), end + 2 * BEHIND)


def link_of_nobody(text: str, place: Place, taken: Iterable[Place]) -> Place | None:
    """Return the last link that no value has."""
    known, found = list(taken), None
    for link in LINK.finditer(text, *place):
        if not any(start <= link.start() < end for start, end in known):
            found = trimmed(text, *link.span())
    return found


def occasion(text: str, place: Place, taken: Iterable[Place], words: Vocabulary) -> Place | None:
    """Return a clause by itself that names an election or a law and its year: «Referendum on water, 12 June 2026»."""
    known = list(taken)
    for clause in _CLAUSE.finditer(text, *place):
        start, end = trimmed(text, *clause.span())
        if start >= end or end - start > _LONGEST or text[clause.end() - 1] in "!?":
            continue
        if any(one[0] < end and start < one[1] for one in known):
            continue
        if words.occasions.search(text, start, end) and re.search(r"\d{4}", text[start:end]):
            return start, end
    return None
