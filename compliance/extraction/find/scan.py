"""The prefilter: whole documents in one pass, and only the stretches around label words are looked at closely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compliance.extraction.find.lexicon import Lexicon
from compliance.model.tuples import NamedTuple
from compliance.text.folding import LETTERS, HiddenMap, fold, has_hidden, without_hidden
from compliance.text.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 20  # characters searched at a time, so that memory stays bounded
OVERLAP = 64  # longer than any label
GAP = 420  # characters between two label words of one imprint at most
BEFORE, BEHIND = 220, 280  # context taken around the outermost label words
LONGEST = 6_000  # characters of one window
BUSIEST = 160  # label words of one window: an imprint has about ten
SPARE = 20  # label words more, until one opens an imprint as the first did
MOST = 120  # windows of one document
SHORT = 1_500  # characters of a text that is read whole where no stretch of it stands out

_MARK = late(b"[" + re.escape(LETTERS) + rb"]{0,4}[ ).]{0,2}[:|=;\t\n-]")
_NO_OPENERS = LETTERS


class Scan(NamedTuple):
    """The windows worth reading, as places in the source, and whether the cap cut them off."""

    windows: list[tuple[int, int]]
    truncated: bool
    hinted: bool = False  # words of an imprint stand in the text, though too few or too far apart for a window


def candidate_windows(text: str, lexicon: Lexicon, thorough: bool = False) -> Scan:
    """Return the stretches of `text` that may hold an imprint; imprint-free text costs one pass in C.

    `thorough` returns also those that hold too little to be one, so that it can be told why they are none.
    """
    folded = fold(text)
    hidden = has_hidden(folded)
    hay = without_hidden(folded) if hidden else folded
    windows: list[tuple[int, int]] = []
    cluster = _Cluster(hay, lexicon, thorough)
    truncated = False
    for base, piece in _pieces(hay):
        for index, start, end in lexicon.scan.find(piece):
            if start and not cluster.short and piece[start - 1] in _NO_OPENERS:
                continue  # inside a word: most of the hits in prose
            window = cluster.add(index, base + start, base + end)
            if window:
                windows.append(window)
        if len(windows) >= MOST:
            truncated = True
            break
    last = cluster.close()
    if last:
        windows.append(last)
    if hidden and windows:
        way = HiddenMap(folded)
        windows = [(way.source(start), way.source(end)) for start, end in windows]
    return Scan(_widened(windows[:MOST], text), truncated, bool(cluster.hinted))


def has_words(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a word of an imprint stands anywhere in `text`: without one there is no window."""
    return any(lexicon.scan.find(piece) for _, piece in _pieces(without_hidden(fold(text))))


def _pieces(hay: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the pieces that a text is searched in, each with its place."""
    if len(hay) <= CHUNK:
        yield 0, hay
        return
    for offset in range(0, len(hay), CHUNK):
        base = max(0, offset - OVERLAP)
        yield base, hay[base : offset + CHUNK]


class _Cluster:
    """Label words that stand close together, with just enough evidence kept to tell imprint from prose."""

    __slots__ = (
        "_count",
        "_end",
        "_fields",
        "_hay",
        "_lexicon",
        "_marked",
        "_opening",
        "_start",
        "_thorough",
        "hinted",
        "short",
    )

    def __init__(self, hay: bytes, lexicon: Lexicon, thorough: bool) -> None:
        self._hay = hay
        self._lexicon = lexicon
        self._thorough = thorough
        self._start = self._end = -1
        self._opening = ""
        self._fields: set[str] = set()
        self._marked = False
        self._count = 0
        self.hinted: set[str] = set()
        self.short = len(hay) <= SHORT

    def add(self, index: int, start: int, end: int) -> tuple[int, int] | None:
        """Add a hit; return the cluster before it when that is complete and worth a look."""
        hay = self._hay
        field, strong = self._lexicon.scan.fields[index]
        if self.short:
            self.hinted.add(field)
        marked = _MARK.match(hay, end, end + 8) is not None
        abbreviated = end - start <= 5 and hay[end : end + 1] == b"."  # «зак. …; тир. …»
        if not (strong or marked or abbreviated) or (start and hay[start - 1] in _NO_OPENERS):
            return None
        finished = None
        if self._start >= 0 and (start - self._end > GAP or end - self._start > LONGEST or self._busy(field)):
            finished = self.close()
        if self._start < 0:
            self._start, self._opening = start, field
        self._end = max(end, self._end)
        self._fields.add(field)
        self._marked = self._marked or marked
        self._count += 1
        return finished

    def _busy(self, field: str) -> bool:
        """Tell whether there are enough labels: with the one that the first imprint opened with another one begins."""
        return self._count >= (BUSIEST if field == self._opening else BUSIEST + SPARE)

    def close(self) -> tuple[int, int] | None:
        """Return the cluster if it holds a label with a mark behind it, or two different fields; and start anew."""
        found = (self._start, self._end) if self._start >= 0 and self._worth_reading() else None
        self._start = self._end = -1
        self._fields, self._marked, self._count = set(), False, 0
        return found

    def _worth_reading(self) -> bool:
        """Tell whether the fields found can make an imprint: prose names one or two of them, and marks none."""
        if self._thorough:
            return self._marked or len(self._fields) > 1
        if len(self._fields) == 1:
            return self._marked and not self._fields.isdisjoint(("customer", "payer"))
        named = {"executor", "customer"} <= self._fields
        return self._marked or named or "fund" in self._fields or len(self._fields) >= 3


def _widened(windows: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Add context to each window and join those that then touch, as far as the longest window allows.

    Two that touch and are too long together are parted where a line or a sentence ends before the second.
    """
    joined: list[tuple[int, int]] = []
    last = 0  # where the label words of the window before end
    for start, end in windows:
        begin, stop = max(0, start - BEFORE), min(len(text), end + BEHIND)
        if joined and begin < joined[-1][1]:
            if stop - joined[-1][0] <= LONGEST:
                joined[-1], last = (joined[-1][0], stop), end
                continue
            begin = max(text.rfind("\n", last, start), text.rfind(". ", last, start)) + 1 or joined[-1][1]
            joined[-1] = (joined[-1][0], min(joined[-1][1], begin))
        last = end
        if begin < stop:
            joined.append((begin, stop))
    return joined
