"""What was read of one imprint, before any model: flat, cheap, and exact about places.

The pipeline works on these named tuples. The Pydantic models of `compliance.border.imprint` are made from them at the
border, so that the command line need not load Pydantic (about ten times the start of Python) to judge an ad.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

Confidence = Literal["high", "low"]


class Leaf(NamedTuple):
    """One stated value: `value` (None: stated, but empty or unreadable) and the source characters it came from.

    `raw == text[start:end]` always. `notes` are codes that say what was odd, in the order seen: `misspelt_label`,
    `look_alike_label`, `look_alike`, `ocr`, `impossible_date`, `no_year`, `unreadable_date`, `in_words`, `fraction`,
    `range`, `placeholder`, `no_label`, `damaged`, …
    """

    value: str | int | date | None
    raw: str
    start: int
    end: int
    confidence: Confidence = "high"
    notes: tuple[str, ...] = ()


class Label(NamedTuple):
    """A label as it stands in the text; `standard` is the spelling the rulebook prefers, "" where it has it."""

    field: str
    raw: str
    start: int
    end: int
    language: str
    standard: str = ""


class Imprint(NamedTuple):
    """One imprint as read.

    `leaves` maps a leaf path (`executor.name`, `executor.legal_form`, `executor.address`, `customer.name`,
    `customer.kind`, `payer.name`, `payer.role`, `payer.kind`, `funding_source`, `funding_source.owner`,
    `publication_date`, `print_run`) to its leaf; a path that the text does not mention is absent. Coded leaves
    (`*.kind`, `executor.legal_form`) carry the code as value (`party`, `candidate`, `bloc`;
    `finance_representative`, `candidate`, `representative`, `other`; `llc`, `foundation`, …) and the words as raw.
    `start`, `end` delimit the block; `occurrences` are all its places, the first among them.
    """

    leaves: dict[str, Leaf]
    labels: tuple[Label, ...]
    start: int
    end: int
    occurrences: tuple[tuple[int, int], ...]
    language: str = "und"
    confidence: Confidence = "high"
