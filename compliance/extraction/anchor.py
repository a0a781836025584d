"""A label as found in a window: where it stands, what it introduces, and where its value begins."""

from __future__ import annotations

from compliance.extraction.find.vocabulary import Entry

_EXPLICIT = frozenset(("colon", "bar", "tab", "equals", "newline", "semicolon", "after"))


class Anchor:
    """A label at `start`–`end`; its value begins at `value` (or ends at `start`, where the label stands behind it).

    `mark` says what separates them: colon, bar, tab, equals, semicolon, newline, dash, after, none. `also` names a
    second field that the same words introduce; `limit` is where the value must end at the latest, set once the block is
    known.
    """

    __slots__ = ("also", "end", "entry", "field", "limit", "mark", "notes", "place", "start", "value")

    def __init__(
        self,
        field: str,
        start: int,
        end: int,
        value: int,
        mark: str,
        entry: Entry,
        notes: tuple[str, ...] = (),
        also: str = "",
    ) -> None:
        self.field = field
        self.start = start
        self.end = end
        self.value = value
        self.mark = mark
        self.entry = entry
        self.notes = notes
        self.also = also
        self.limit = 0
        self.place: tuple[int, int] | None = None  # of the value, once it was asked for

    @property
    def explicit(self) -> bool:
        """Tell whether the mark makes it a label beyond doubt."""
        return self.mark in _EXPLICIT
