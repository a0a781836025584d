"""The prefilter: whole documents in one pass, and only the stretches around label words are looked at closely."""

from __future__ import annotations

from typing import NamedTuple

from compliance.extract.lexicon import Lexicon
from compliance.folding import HiddenMap, fold, has_hidden, without_hidden

CHUNK = 1 << 20  # characters searched at a time, so that memory stays bounded
OVERLAP = 64  # longer than any label
GAP = 420  # characters between two label words of one imprint at most
BEFORE, BEHIND = 360, 420  # context taken around the outermost label words
LONGEST = 6_000  # characters of one window
MOST = 400  # windows of one document

_MARKS = frozenset(b":|=\t\n;-")


class Scan(NamedTuple):
    """The windows worth reading, as places in the source, and whether the cap cut them off."""

    windows: list[tuple[int, int]]
    truncated: bool


def candidate_windows(text: str, lexicon: Lexicon) -> Scan:
    """Return the stretches of `text` that may hold an imprint; imprint-free text costs one pass in C."""
    folded = fold(text)
    hidden = has_hidden(folded)
    hay = without_hidden(folded) if hidden else folded
    windows: list[tuple[int, int]] = []
    cluster = _Cluster(hay, lexicon)
    truncated = False
    for offset in range(0, max(1, len(hay)), CHUNK):
        piece = hay[max(0, offset - OVERLAP) : offset + CHUNK] if len(hay) > CHUNK else hay
        base = max(0, offset - OVERLAP) if len(hay) > CHUNK else 0
        hits = lexicon.scan.automaton.find_matches_as_indexes(piece)
        for index, start, end in hits:
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
    return Scan(_widened(windows[:MOST], len(text)), truncated)


class _Cluster:
    """Label words that stand close together, with just enough evidence kept to tell imprint from prose."""

    __slots__ = ("_end", "_fields", "_hay", "_lexicon", "_marked", "_start")

    def __init__(self, hay: bytes, lexicon: Lexicon) -> None:
        self._hay = hay
        self._lexicon = lexicon
        self._start = self._end = -1
        self._fields: set[str] = set()
        self._marked = False

    def add(self, index: int, start: int, end: int) -> tuple[int, int] | None:
        """Add a hit; return the cluster before it when that is complete and worth a look."""
        finished = None
        if self._start >= 0 and (start - self._end > GAP or end - self._start > LONGEST):
            finished = self.close()
        if self._start < 0:
            self._start = start
        self._end = max(end, self._end)
        self._fields.add(self._lexicon.scan.fields[index])
        if not self._marked:
            # a mark within the few characters of an ending and a blank behind the word
            self._marked = any(byte in _MARKS for byte in self._hay[end : end + 5])
        return finished

    def close(self) -> tuple[int, int] | None:
        """Return the cluster if it holds two different fields, or one with a mark behind its label; and start anew."""
        found = (self._start, self._end) if self._start >= 0 and self._worth_reading() else None
        self._start = self._end = -1
        self._fields, self._marked = set(), False
        return found

    def _worth_reading(self) -> bool:
        return len(self._fields) >= 2 or (self._marked and bool(self._fields))


def _widened(windows: list[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    """Add context to each window and join those that then touch, as far as the longest window allows."""
    joined: list[tuple[int, int]] = []
    for start, end in windows:
        begin, stop = max(0, start - BEFORE), min(size, end + BEHIND)
        if joined and begin < joined[-1][1]:
            if stop - joined[-1][0] <= LONGEST:
                joined[-1] = (joined[-1][0], stop)
                continue
            begin = joined[-1][1]
        if begin < stop:
            joined.append((begin, stop))
    return joined
