"""The values that were read, laid over the window they stand in: what is covered, and by what."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from compliance.extraction.pieces.persons import Place
from compliance.extraction.window import Window
from compliance.model.fields import FUND, part_of
from compliance.model.imprint import Imprint, Leaf
from compliance.model.tuples import NamedTuple

_BESIDE = 280  # characters before and behind an imprint in which a statement still belongs to it
REACH = 4_000  # characters before an imprint in which the ad's own story is searched for names
_LONGEST = 400  # characters of a value that may reach into a sentence from before it


class Value(NamedTuple):
    """What was read, by its places in clean text."""

    start: int
    end: int
    path: str
    leaf: Leaf


def _lay(mask: bytearray, value: Value) -> None:
    end = min(value.end, len(mask))
    mask[value.start : end] = b"\1" * (end - value.start)


def values_of(window: Window, imprints: list[Imprint]) -> list[Value]:
    """Return the values of imprints in order of place."""
    locate = window.clean.locate
    return sorted(
        Value(locate(leaf.place[0]), locate(leaf.place[1]), path, leaf)
        for one in imprints
        for path, leaf in one.leaves.items()
    )


def folded_names(window: Window, values: list[Value]) -> tuple[str, ...]:
    """Return the names among values, folded."""
    return tuple(window.folded[one.start : one.end] for one in values if one.path.endswith((".name", ".owner")))


def folded_values(window: Window, values: list[Value]) -> str:
    """Return the words of all values, folded."""
    return " ".join(window.folded[one.start : one.end] for one in values)


class Laid:
    """The values of the imprints of a window, over the sentences that one of them stands in, and those beside it."""

    def __init__(self, window: Window, imprint: Imprint, values: list[Value]) -> None:
        self.window = window
        start, end = map(window.clean.locate, imprint.place)
        self.first, self.last = max(0, start - _BESIDE), min(len(window.text), end + _BESIDE)
        self.near = values[bisect_left(values, (self.first - _LONGEST,)) : bisect_left(values, (self.last,))]
        self.used = [(value.start, value.end, part_of(value.path)) for value in self.near]
        self.mask, self.named, self.beside_fund = (bytearray(self.last) for _ in range(3))
        for value in self.near:
            _lay(self.mask, value)
            if ".address" not in value.path:
                _lay(self.named, value)
            if not value.path.startswith(FUND):
                _lay(self.beside_fund, value)
        self.start = min((value.start for value in self.near if value.path in imprint.leaves), default=start)
        self._names: tuple[str, ...] | None = None  # folded when they are asked for
        self._known: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names that were read, folded."""
        if self._names is None:
            self._names = folded_names(self.window, self.near)
        return self._names

    @property
    def known(self) -> str:
        """The words of all values, folded."""
        if self._known is None:
            self._known = folded_values(self.window, self.near)
        return self._known

    @cached_property
    def sentences(self) -> list[Place]:
        """The sentences of the imprint and those beside it."""
        found = []
        place = self.first
        while place < self.last:
            end = self.window.sentence_end(place, self.last)
            found.append((place, end))
            place = end + 1
        return found

    def sentence_of(self, value: Value) -> Place:
        """Return the sentence that a value stands in."""
        places = ((start, end) for start, end in self.sentences if start <= value.start < end + 1)
        return next(places, (value.start, value.end))

    def parts(self, start: int, end: int) -> set[str]:
        """Return the parts of which a value stands in `start`–`end`."""
        return {part for begin, stop, part in self.used if begin < end and start < stop}

    def covered(self, start: int, end: int) -> bool:
        """Tell whether a value covers any of `start`–`end`."""
        return self.mask.find(1, start, end) >= 0

    def source(self, start: int, end: int) -> Place:
        """Return the place in the source of `start`–`end`."""
        return self.window.clean.begin(start), self.window.clean.end(end)
