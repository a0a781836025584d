"""Whether one surname in an imprint is that of a man and of a woman, and so of two persons.

A patronymic tells («Асановна», «Асан кызы»), and so do endings of surnames («Асановой»): both are data.
"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extraction.laid import Laid, Value
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.model.fields import FUND, part_of
from compliance.model.tuples import NamedTuple
from compliance.text.late import late

_WORD = late(r"[^\W\d_]{3,}")
_STEM = 4  # letters by which a surname is known whatever its ending


class _Named(NamedTuple):
    """A person: where, the stem of the surname with the first letter of the given name, and what the endings tell."""

    place: Place
    surname: str
    sexes: frozenset[str]


def another_person(laid: Laid) -> Iterator[Place]:
    """Yield a name that is stated as a man's and as a woman's: «Асановна», and «Асанов Б.» for «Асанова Бактыгүл»."""
    if not any(laid.window.lexicon.sexes.values()):
        return
    people = [found for value in laid.near if _is_name(value) and (found := _named(laid, value))]
    for index, one in enumerate(people):
        for other in people[index + 1 :]:
            if one.surname == other.surname and one.sexes and other.sexes and one.sexes.isdisjoint(other.sexes):
                yield other.place


def _is_name(value: Value) -> bool:
    return value.path.endswith((".name", ".owner")) and part_of(value.path) in ("customer", "payer", FUND)


def _named(laid: Laid, value: Value) -> _Named | None:
    window = laid.window
    place = person(window, value.start, value.end)
    if place is None:
        return None
    words = [match.span() for match in _WORD.finditer(window.text, *place)]
    statuses = [(term.start, term.end) for term in window.within(value.start, value.end, "status", "customer_kind")]
    words = [word for word in words if word not in statuses]
    if not words:
        return None
    start, end = words[0]
    sexes = _told(window, "surname", end)
    for _, stop in words[1:]:
        sexes |= _told(window, "patronymic", stop)
    given = window.folded[end : place[1]].strip(" \n")[:1]
    return _Named(place, window.folded[start : start + _STEM] + " " + given, sexes)


def _told(window: Window, kind: str, end: int) -> frozenset[str]:
    """Return what the ending of the name that stands up to `end` tells."""
    endings = window.lexicon.sexes.get(kind, ())
    return frozenset(sex for ending, sex in endings if window.folded.endswith(ending, max(0, end - len(ending)), end))
