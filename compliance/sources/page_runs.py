"""What was read of a web page: its text in runs, each with its place in the source, its elements, its hidden layers.

Runs and elements are numbers in arrays, so that a page of 50 MB fits; places are made when somebody asks for them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import overload

from compliance.model.document import Layer, Place, Segment, Unread

_LINE_END = re.compile(r"\r\n?|\n")
_LETTER = re.compile(r"[^\W\d_]")
_IDENTITY = re.compile(r"[\w-]{1,40}\Z")
_MOST_LAYERS = 5_000  # further ones are told as one
_MOST_IDENTITIES = 200_000
_MOST_PIECES = 1 << 16
_LONGEST_PATH = 6
_MOST_META = 100
_MOST_TEXT = 5_000_000  # characters that are read of a page: the text of some ten books
_MOST_ELEMENTS = 2_000_000
# What stands between two runs, the stronger over the weaker.
WEIGHT = {"": 0, " ": 1, "\t": 2, "\n": 3, "\n\n": 4}


class Full(Exception):
    """A page has more than is read of one."""


class Runs(Sequence[Segment]):
    """The text of a page as it is written, and then its segments."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._chunks: list[str] = []
        self._pieces: list[str] = []
        self._size = 0
        self._gap = ""
        self._starts, self._sources, self._lengths, self._owners = array("I"), array("I"), array("I"), array("I")
        self._widths: dict[int, int] = {}
        self._parents, self._nths, self._names = array("I", [0]), array("I", [0]), array("I", [0])
        self._known: dict[str, int] = {"": 0}
        self._called = [""]
        self._identities: dict[int, str] = {}
        self._lines: list[int] | None = None
        self._rest: list[str] = []
        self._unseen = 0
        self.layers: list[Layer] = []
        self.unread: list[Unread] = []
        self.data: list[str] = []
        self.meta: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Segment]: ...
    def __getitem__(self, index: int | slice) -> Segment | Sequence[Segment]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = index if index >= 0 else index + len(self)
        start = self._starts[at]
        place = self.place(self._sources[at], self._owners[at])
        return Segment(start, start + self._lengths[at], place, self._widths.get(at))

    def text(self) -> str:
        """Return the text as readers see it: blocks on lines of their own, an empty line around larger ones."""
        return "".join([*self._chunks, *self._pieces])

    def place(self, offset: int, owner: int) -> Place:
        """Return the place of an offset of the source in an element."""
        if self._lines is None:
            self._lines = _line_starts(self._source)
        line = bisect_right(self._lines, offset)
        return Place(self._path(owner), line, offset - self._lines[line - 1] + 1)

    def _path(self, number: int) -> str:
        """Return the way to an element, from the nearest one that has an id: `footer#legal > p[2]`."""
        parts: list[str] = []
        while number and len(parts) < _LONGEST_PATH:
            nth, name = self._nths[number], self._called[self._names[number]]
            identity = self._identities.get(number)
            parts.append(f"{name}#{identity}" if identity else f"{name}[{nth}]" if nth > 1 else name)
            number = self._parents[number]
            if identity or (name == "body" and not self._parents[number]):
                break
        return " > ".join(reversed(parts)) or "body"

    def element(self, name: str, parent: int, nth: int, identity: str) -> int:
        """Take in an element, the nth of its name in its parent, and return its number."""
        number = len(self._parents)
        if number > _MOST_ELEMENTS:
            raise Full
        if name not in self._known:
            self._known[name] = len(self._called)
            self._called.append(name)
        self._parents.append(parent)
        self._nths.append(nth)
        self._names.append(self._known[name])
        if identity and _IDENTITY.match(identity) and len(self._identities) < _MOST_IDENTITIES:
            self._identities[number] = identity
        return number

    def layer(self, kind: str, text: str, offset: int, owner: int) -> None:
        """Take in a text that is not seen, if it has words."""
        if not _LETTER.search(text):
            return
        self._unseen += len(text)
        if self._unseen > _MOST_TEXT:
            raise Full
        if len(self.layers) < _MOST_LAYERS:
            self.layers.append(Layer(kind, text, self.place(offset, owner)))
        else:
            self._rest.append(text)

    def tell(self, key: str, said: str) -> None:
        """Take in what a page says of itself, the first of each name."""
        if len(self.meta) < _MOST_META:
            self.meta.setdefault(key.lower(), said)

    def close(self, whole: bool = True) -> None:
        """Tell the layers beyond the most that are told one by one, and where reading stopped before the end."""
        if not whole:
            self.unread.append(Unread("rest", self.place(self._sources[-1] if self._sources else 0, 0)))
        if self._rest:
            last = self.layers.pop()
            self.layers.append(last._replace(text="\n\n".join([last.text, *self._rest])))
            self._rest.clear()

    def apart(self, gap: str) -> None:
        """Put apart what was written and what comes."""
        if WEIGHT[gap] > WEIGHT[self._gap]:
            self._gap = gap

    def line(self) -> None:
        """End a line where line ends count."""
        self._gap = "\n\n" if self._gap.startswith("\n") else "\n"

    def put(self, said: str, offset: int, width: int, owner: int) -> None:
        """Write a run that stands at an offset of the source, where it is `width` characters long."""
        if self._gap and self._size:
            self._pieces.append(self._gap)
            self._size += len(self._gap)
        self._gap = ""
        self._pieces.append(said)
        if len(self._pieces) > _MOST_PIECES:  # a list of small texts takes many times their length
            self._chunks.append("".join(self._pieces))
            self._pieces.clear()
        if width != len(said):
            self._widths[len(self._starts)] = width
        self._starts.append(self._size)
        self._sources.append(offset)
        self._lengths.append(len(said))
        self._owners.append(owner)
        self._size += len(said)
        if self._size > _MOST_TEXT:
            raise Full


def _line_starts(source: str) -> list[int]:
    """Return where the lines of a source begin; most have but one kind of line end."""
    if "\r" in source:
        return [0, *(match.end() for match in _LINE_END.finditer(source))]
    return list(accumulate((len(line) + 1 for line in source.split("\n")), initial=0))[:-1]
