"""Pieces of a source put together to one text, each with its place, beside what nobody sees and what was not read."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

from compliance.errors import SourceError
from compliance.model.document import Document, Layer, Place, Segment, Unread
from compliance.sources.loading import Loaded

MOST_TEXT = 20_000_000  # characters of one document: some 10,000 pages
_MOST_NAMED = 10
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


class Gathering(NamedTuple):
    """What a reader found: the text, where each stretch of it stands, what is hidden, and what could not be read."""

    text: str
    segments: tuple[Segment, ...]
    layers: tuple[Layer, ...]
    unread: tuple[Unread, ...]


class Gatherer:
    """Puts pieces together in reading order; line ends and blank lines never pile up."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._segments: list[Segment] = []
        self._layers: list[Layer] = []
        self._unread: list[Unread] = []
        self._taken, self._is_full = 0, False
        self._hidden_at = 0  # how much text there was when the last layer was told

    def add(self, text: str, place: Place, scanned: bool = False) -> None:
        """Add a stretch that stands at one place; `scanned`: it was recognised in a picture."""
        text = clean(text)
        if not text or not self._has_room(text, place):
            return
        start = self._length
        self._write(text)
        if place.box is None and self._segments:
            last = self._segments[-1]
            if last.end == start and last.place == place:
                self._segments[-1] = last._replace(end=self._length)
                return
        self._segments.append(Segment(start, self._length, place, None, "scanned" if scanned else ""))

    def between(self, separator: str) -> None:
        """Add what stands between two stretches: a blank, a tab, a line end; nothing at the beginning of a text."""
        if not self._length or not separator:
            return
        if separator == " ":
            self._write(separator)
            return
        if separator.startswith("\n"):
            while self._pieces and self._pieces[-1] in ("\t", " "):
                self._length -= len(self._pieces.pop())
        tail = "".join(self._pieces[-3:])[-3:]
        if separator.startswith("\n"):
            separator = separator[max(len(tail) - len(tail.rstrip("\n")), 0) :]
        if separator:
            self._write(separator)

    def append(self, other: Gatherer) -> None:
        """Add all that another one has gathered."""
        shift = self._length
        self._write(other.gathered().text)
        moved = (one._replace(start=one.start + shift, end=one.end + shift) for one in other._segments)
        self._segments += moved
        self._layers += other._layers
        self._unread += other._unread

    def hide(self, kind: str, text: str, place: Place) -> None:
        """Keep what stands in the source and is not seen."""
        text = clean(text)
        if not text or not self._has_room(text, place):
            return
        last = self._layers[-1] if self._layers else None
        if last is not None and (last.kind, last.place) == (kind, place):
            apart = "" if self._hidden_at == self._length else " "
            self._layers[-1] = last._replace(text=last.text + apart + text)
        else:
            self._layers.append(Layer(kind, text, place))
        self._hidden_at = self._length

    def miss(self, what: str, place: Place) -> None:
        """Tell that something could not be read."""
        if Unread(what, place) not in self._unread[-50:]:
            self._unread.append(Unread(what, place))

    def gathered(self) -> Gathering:
        """Return all of it."""
        end = self._segments[-1].end if self._segments else 0
        stripped = (layer._replace(text=layer.text.strip()) for layer in self._layers)
        layers = tuple(layer for layer in stripped if layer.text)
        return Gathering("".join(self._pieces)[:end], tuple(self._segments), layers, tuple(self._unread))

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _has_room(self, text: str, place: Place) -> bool:
        """Count a text; from the limit on, the rest is told as not read."""
        self._taken += len(text)
        if self._taken > MOST_TEXT and not self._is_full:
            self._is_full = True
            self.miss("rest", place)
        return not self._is_full


def clean(text: str) -> str:
    """Return a text without soft hyphens and characters that stand for nothing.

    >>> clean("Нус\\u00adкасы\\x00: 500")
    'Нускасы: 500'
    """
    return text if text.isprintable() else _ODD.sub("", text.replace("\u00ad", ""))


def loaded(found: Gathering, content: bytes, shown: str, format: str) -> list[Loaded]:
    """Return a source's one ad; `SourceError` where nothing of it can be read, which names what and where."""
    text, segments, layers, unread = found
    if not text.strip():
        if unread:
            pages = list(dict.fromkeys(str(one.place.page) for one in unread if one.place.page is not None))
            where = f"page {', '.join(pages[:_MOST_NAMED])}" if pages else unread[0].place.where
            raise SourceError(shown, f"holds no text that can be read: look at {where}")
        raise SourceError(shown, "holds no text that is seen" if layers else "is empty")
    digest = sha256(content).hexdigest()
    document = Document(
        text, shown, "utf-8", len(content), digest, format=format, segments=segments, layers=layers, unread=unread
    )
    return [Loaded(document)]
