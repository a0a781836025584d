"""What leaves open whether an imprint is whole, and is the only one: a second ad beside it, an address without a house,
a blot over a number."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extraction.laid import REACH, Laid
from compliance.extraction.of_payments import QUOTED
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.model.fields import FUND, part_of
from compliance.text.late import late
from compliance.text.names import compared, is_person

_BLOT = late("(?<=[^\\W_])[\u2588-\u2593\u25a0]{1,40}|[\u2588-\u2593\u25a0]{1,40}(?=[^\\W_])")
_ADDRESS = "executor.address"
_BESIDE = 3  # characters between a word for a party or a candidate and the name
_NAME = 60  # characters of a name beside such a word
_MARGIN = 32  # characters behind an address in which its house stands


def beside_ad(laid: Laid) -> Iterator[Place]:
    """Yield a call for somebody else than whoever ordered, an address that leads to no house, and blots."""
    yield from _called(laid)
    yield from _without_house(laid)
    for match in _BLOT.finditer(laid.window.text, laid.start, laid.last):
        yield match.span()


def _called(laid: Laid) -> Iterator[Place]:
    """Yield the name of a party behind an imprint with a call to vote for it, or of a second candidate in a line alike.

    Two ads on one sheet have two imprints: that of the first says nothing of who ordered the second.
    """
    window = laid.window
    names = [one for one in laid.near if one.path.endswith((".name", ".owner"))]
    customers = [one for one in names if part_of(one.path) == "customer"]
    parties = bool(customers) and all(window.within(one.start, one.end, "customer_kind") for one in customers)
    people = bool(customers) and not parties and all(is_person(one.leaf.raw) for one in customers)
    if not (parties or people):
        return
    values = [one.leaf.raw for one in names if part_of(one.path) in ("customer", FUND)]
    kinds = ("party", "bloc") if parties else ("candidate", "status")
    for term in window.within(max(0, laid.first - REACH), laid.last, "customer_kind", "status"):
        if term.entry.key not in kinds or laid.covered(term.start, term.end):
            continue
        for place in _named(window, term.start, term.end, parties):
            if laid.covered(*place) or not _calls(window, *place):
                continue
            if all(compared(window.text[place[0] : place[1]], value) == "other" for value in values):
                yield place


def _named(window: Window, start: int, end: int, parties: bool) -> Iterator[Place]:
    """Yield the name right before or behind a word that says what somebody is."""
    first, last = max(0, start - _NAME), min(len(window.text), end + _NAME)
    if parties:
        for quoted in QUOTED.finditer(window.text, first, last):
            if 0 <= quoted.start() - end <= _BESIDE or 0 <= start - quoted.end() <= _BESIDE:
                yield quoted.span()
        return
    named = person(window, end, min(last, window.sentence_end(end, last)))
    if named and 0 <= named[0] - end <= _BESIDE:
        yield named


def _calls(window: Window, start: int, end: int) -> bool:
    """Tell whether the sentence around a name calls to vote."""
    first = max(window.text.rfind(mark, max(0, start - _NAME), start) for mark in "\n.!?") + 1
    last = min(len(window.text), window.sentence_end(end, min(len(window.text), end + _NAME)))
    return any(term.entry.key == "calling" for term in window.within(first, last, "doubt"))


def _without_house(laid: Laid) -> Iterator[Place]:
    """Yield an address of the maker that names a box, or a street without a house."""
    window = laid.window
    whole = [one for one in laid.near if one.path == _ADDRESS and one.leaf.value is not None]
    for one in whole:
        parts = {part.path for part in laid.near if one.start <= part.start and part.end <= one.end}
        behind = max(one.end, window.sentence_end(one.end, min(len(window.text), one.end + _MARGIN)))
        said = {term.entry.key for term in window.within(one.start, behind, "doubt")}
        boxes, street = "no_house" in said, f"{_ADDRESS}.street" in parts
        house = "unnumbered" in said or any(map(str.isdigit, window.text[one.start : behind]))
        if (boxes and not street) or (street and not house):
            yield one.start, one.end
