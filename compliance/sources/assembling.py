"""A document out of several texts: the fields of a newsroom item, the cells of a row, the parts of an e-mail."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from compliance.model.document import Document, Layer, Place, Segment, Unread


class Origin(NamedTuple):
    """What all ads of a file have in common: its name, encoding, length and digest, and its format."""

    shown: str
    encoding: str
    size: int
    sha256: str
    format: str


class Assembly:
    """Texts put under one another, each with the place it came from."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self.segments: list[Segment] = []
        self.layers: list[Layer] = []
        self.unread: list[Unread] = []
        self._said: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def text(self, said: str, where: str) -> None:
        """Add a plain text; one without words adds nothing."""
        said = said.strip("\ufeff \t\r\n")
        if said and self._is_new(said):
            start = self._start()
            self._add(said)
            self.segments.append(Segment(start, self._size, Place(where)))

    def page(self, source: str, where: str) -> None:
        """Add the text of HTML as readers see it, and its hidden layers."""
        from compliance.sources.page_text import read_runs

        runs = read_runs(source)
        said = runs.text()
        if said.strip() and self._is_new(said):
            start = self._start()
            self._add(said)
            self.segments += [Segment(start + one.start, start + one.end, _within(where, one.place)) for one in runs]
        self.layers += [layer._replace(place=_within(where, layer.place)) for layer in runs.layers]
        self.unread += [one._replace(place=_within(where, one.place)) for one in runs.unread]

    def either(self, said: str, where: str, markup: bool | None = None) -> None:
        """Add a text that is HTML, or may be (None: that is seen from the text)."""
        if markup or (markup is None and looks_like_html(said)):
            self.page(said, where)
        else:
            self.text(said, where)

    def document(self, origin: Origin, pointer: str = "") -> Document:
        """Return the document."""
        return Document(
            "".join(self._pieces), *origin[:4], pointer,
            format=origin.format, segments=self.segments, layers=self.layers, unread=self.unread,
        )  # fmt: skip

    def _is_new(self, said: str) -> bool:
        """Tell whether these words were not said yet: the same body in HTML and as text is one."""
        words = sha256("".join(said.split()).encode("utf-8", "surrogatepass")).hexdigest()
        if words in self._said:
            return False
        self._said.add(words)
        return True

    def _start(self) -> int:
        if self._pieces:
            self._add("\n\n")
        return self._size

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._size += len(piece)


def _within(where: str, inner: Place) -> Place:
    return Place(where if inner.where == "body" else f"{where}, {inner.where}")


def looks_like_html(text: str) -> bool:
    """Tell whether a text is written in HTML: it has the end of an element, a break, or a reference.

    >>> looks_like_html("<p>a</p>"), looks_like_html("5 < 7 > 3")
    (True, False)
    """
    low = text.lower()
    return "</" in low or "<br" in low or "<p>" in low or "/>" in low or "&nbsp;" in low
