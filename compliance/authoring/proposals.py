"""Which jurisdictions an ad may be of: told from its language, its places and its words, with the reasons.

A proposal decides nothing. Whoever checks an ad names the jurisdiction; this says where to look first.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from compliance.checker import Checker
from compliance.model.document import Document
from compliance.rulebook import available

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.rulebook import Rulebook

LONGEST = 20_000  # characters of a text that are looked at
_NAMED = 3  # words shown for one reason
_LEAST = 3  # below this much evidence nothing is proposed


class Reason(NamedTuple):
    """What speaks for a jurisdiction: the `kind` of evidence, and the words of the text it was seen in."""

    kind: str
    words: tuple[str, ...]


class Proposal(NamedTuple):
    """A jurisdiction that an ad may be of, what speaks for it, and how much."""

    jurisdiction: str
    weight: int
    reasons: tuple[Reason, ...]


def propose(text: str, jurisdictions: Iterable[str] | None = None) -> tuple[Proposal, ...]:
    """Return the jurisdictions that a text may be of, the likeliest first; a language alone speaks for none."""
    text = text[:LONGEST]
    found = (_weighed(text, name) for name in (available() if jurisdictions is None else jurisdictions))
    kept = [one for one in found if one.weight >= _LEAST and any(reason.kind != "language" for reason in one.reasons)]
    return tuple(sorted(kept, key=lambda one: (-one.weight, one.jurisdiction)))


def _weighed(text: str, name: str) -> Proposal:
    checker = Checker(name)
    book = checker.rulebook
    read = checker.read(Document(text))
    reasons, weight = [], 0
    if read.imprints:
        labels = [label.raw for imprint in read.imprints for label in imprint.labels]
        values = [leaf.raw for imprint in read.imprints for leaf in imprint.leaves.values()]
        parts = {path.partition(".")[0].partition("[")[0] for one in read.imprints for path in one.leaves}
        reasons.append(Reason("imprint", tuple(dict.fromkeys(labels or values))[:_NAMED]))
        weight += 1 + min(3, len(parts))
    if places := _places(text, book):
        reasons.append(Reason("places", places))
        weight += 2
    if codes := _postcodes(text, book):
        reasons.append(Reason("postcodes", codes))
        weight += 2
    if read.language in book.languages:
        reasons.append(Reason("language", (read.language,)))
        weight += 1
    return Proposal(name, weight, tuple(reasons))


def _places(text: str, book: Rulebook) -> tuple[str, ...]:
    address = book.labels.get("address", {})
    known = [*address.get("places", ()), *address.get("towns", ()), *book.name.values()]
    words = {word.casefold() for word in known if len(word) > 2}
    told = re.findall(r"[^\W\d_][\w'’.-]*", text)
    pairs = [f"{one} {two}" for one, two in pairwise(told)]
    hits = [word for word in (*told, *pairs) if word[0].isupper() and word.rstrip(".").casefold() in words]
    return tuple(dict.fromkeys(hits))[:_NAMED]


def _postcodes(text: str, book: Rulebook) -> tuple[str, ...]:
    """Return postcodes of a shape that has letters, which few countries share."""
    from compliance.extraction.phrased.vocabulary import postcodes

    shapes = [one for one in book.labels.get("address", {}).get("postcodes", ()) if "A" in one]
    return tuple(match[0] for match in postcodes(shapes).finditer(text) if match[0].isupper())[:_NAMED]
