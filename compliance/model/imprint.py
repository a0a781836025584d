"""What was read of one imprint, before any model: flat, cheap, and exact about places.

The pipeline works on these named tuples. The Pydantic models of `compliance.border.imprint` are made from them at the
border, so that the command line need not load Pydantic (about ten times the start of Python) to judge an ad.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from compliance.model.tuples import NamedTuple

Confidence = Literal["high", "low"]
# Where something stands: an offset in the text, in code points; or of what was given as a field, which has no place in
# a text, the path of that field ("" for the whole imprint).
Where = int | str


def _offsets(start: Where, end: Where) -> tuple[int, int]:
    if isinstance(start, str) or isinstance(end, str):
        raise ValueError(f"{start or 'the imprint'!r} was given as a field and stands nowhere in the text")
    return start, end


class Leaf(NamedTuple):
    """One stated value: `value` (None: stated, but empty or unreadable) and the source characters it came from.

    `raw == text[start:end]`, unless it was given as a field. `notes` are codes that say what was odd, in the order
    seen: `misspelt_label`, `look_alike_label`, `look_alike`, `ocr`, `impossible_date`, `no_year`, `unreadable_date`,
    `in_words`, `fraction`, `range`, `placeholder`, `no_label`, `damaged`, `day_made`,
    `period_end`, …
    """

    value: str | int | date | None
    raw: str
    start: Where
    end: Where
    confidence: Confidence = "high"
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """Its offsets in the text it was read from."""
        return _offsets(self.start, self.end)


class Label(NamedTuple):
    """A label as it stands in the text; `standard` is the spelling the rulebook prefers, "" where it has it."""

    field: str
    raw: str
    start: int
    end: int
    language: str
    standard: str = ""


class Unweighed(NamedTuple):
    """Words in or beside an imprint that state something and are none of its values; `pays`: that a body pays."""

    start: int
    end: int
    pays: bool = False


class Imprint(NamedTuple):
    """One imprint as read.

    `leaves` maps the path of a leaf (`compliance.model.fields`) to the leaf; one that is not stated is absent. A leaf
    that is a code has the code as value and the words as raw. `start`, `end` delimit the block; `occurrences` are all
    its places, the first among them, and none where the imprint was given as fields. `unweighed`: what
    stands in or beside the block and is none of its values. `perhaps` are words that may state a field which `leaves`
    has not, by its path: too little speaks for them to say what they are, too much to say that the field is missing.
    `denied` is the place of words that deny a payment («Оплачено НЕ из избирательного фонда»).
    """

    leaves: dict[str, Leaf]
    labels: tuple[Label, ...]
    start: Where
    end: Where
    occurrences: tuple[tuple[int, int], ...]
    language: str = "und"
    confidence: Confidence = "high"
    unweighed: tuple[Unweighed, ...] = ()
    perhaps: tuple[tuple[str, Leaf], ...] = ()
    denied: tuple[int, int] | None = None

    @property
    def place(self) -> tuple[int, int]:
        """The offsets of the block in the text it was read from."""
        return _offsets(self.start, self.end)
