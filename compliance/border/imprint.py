"""The imprint as a typed, frozen model, and as plain JSON values: the contract at the border of the package.

Inside, the pipeline works on `compliance.model.imprint` (see there why). The model is made from what was read, loaded
from JSON, and turned back when a newsroom system already holds the imprint as fields. Both forms have the parts of the
table `compliance.model.fields`; tests hold the three together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NotRequired, TypedDict

from pydantic import BaseModel, ConfigDict, model_validator

from compliance.border import stated_wire as wire
from compliance.border.stated import (
    Frozen,
    FundingSource,
    Party,
    PublicationDate,
    Span,
    Stated,
    StatedAuthorisation,
    StatedCount,
)
from compliance.border.wire import wire_imprint
from compliance.model import document
from compliance.model import imprint as reading
from compliance.model.fields import walk


class Also(Frozen):
    """Further statements of parts that an ad makes more than once, each in order of place."""

    executor: tuple[Party, ...] = ()
    customer: tuple[Party, ...] = ()
    payer: tuple[Party, ...] = ()
    promoter: tuple[Party, ...] = ()
    on_behalf_of: tuple[Party, ...] = ()
    authorised_by: tuple[Party, ...] = ()
    publisher: tuple[Party, ...] = ()
    sponsor: tuple[Party, ...] = ()
    controlling_entity: tuple[Party, ...] = ()
    funding_source: tuple[FundingSource, ...] = ()
    publication_date: tuple[PublicationDate, ...] = ()
    print_run: tuple[StatedCount, ...] = ()
    authorisation: tuple[StatedAuthorisation, ...] = ()
    political_label: tuple[Stated[str], ...] = ()
    election: tuple[Stated[str], ...] = ()
    targeting: tuple[Stated[str], ...] = ()
    notice_url: tuple[Stated[str], ...] = ()
    ai_label: tuple[Stated[str], ...] = ()


class Imprint(Frozen):
    """The mandatory block of an ad. A part that the ad does not mention is None; `also` has what it says again.

    The parts are those of the table `compliance.model.fields`. `span` is the block; `occurrences` are all its places
    where an imprint is repeated word for word, and empty where it stands once. An imprint given as fields has neither.
    """

    executor: Party | None = None
    customer: Party | None = None
    payer: Party | None = None
    promoter: Party | None = None
    on_behalf_of: Party | None = None
    authorised_by: Party | None = None
    publisher: Party | None = None
    sponsor: Party | None = None
    controlling_entity: Party | None = None
    funding_source: FundingSource | None = None
    publication_date: PublicationDate | None = None
    print_run: StatedCount | None = None
    authorisation: StatedAuthorisation | None = None
    political_label: Stated[str] | None = None
    election: Stated[str] | None = None
    targeting: Stated[str] | None = None
    notice_url: Stated[str] | None = None
    ai_label: Stated[str] | None = None
    also: Also | None = None
    language: str = "und"
    confidence: Literal["high", "low"] = "high"
    span: Span | None = None
    occurrences: tuple[Span, ...] = ()

    @model_validator(mode="after")
    def _block_is_placed(self) -> Imprint:
        if self.occurrences and self.span is None:
            raise ValueError("an imprint with occurrences needs the span of its block")
        return self

    @classmethod
    def from_reading(cls, read: reading.Imprint, source: document.Document) -> Imprint:
        """Return the model of an imprint read from `source`."""
        return cls.model_validate(wire_imprint(read, source))

    def stated(self) -> Iterator[tuple[str, Stated[Any]]]:
        """Return the path and the leaf of everything that is stated, in the order of the table of fields."""
        return walk(self, getattr)

    def to_reading(self, text: str = "") -> reading.Imprint:
        """Return the imprint as the pipeline reads it; what has no span stands nowhere in `text`.

        `ValueError` where a span does not cut its `raw` out of `text`, or ends behind it.
        """
        leaves: dict[str, reading.Leaf] = {}
        block = () if self.span is None else (self.span,)
        for span in (*block, *self.occurrences):
            _lies_in(text, span, "span")
        for path, leaf in self.stated():
            start, end = _where(leaf.span, path)
            if leaf.span is not None:
                _lies_in(text, leaf.span, path)
            if leaf.span is not None and text[leaf.span.start : leaf.span.end] != leaf.raw:
                raise ValueError(f"{path}: the text at {start} is not {leaf.raw!r}")
            leaves[path] = reading.Leaf(leaf.value, leaf.raw, start, end, leaf.confidence, leaf.notes)
        places = tuple((span.start, span.end) for span in self.occurrences or block)
        return reading.Imprint(leaves, (), *_where(self.span, ""), places, self.language, self.confidence)


def _where(span: Span | None, path: str) -> tuple[reading.Where, reading.Where]:
    return (path, path) if span is None else (span.start, span.end)


def _lies_in(text: str, span: Span, path: str) -> None:
    if span.end > len(text):
        if not text:
            raise ValueError(f"{path}: has a place in a text, and the ad gives no text")
        raise ValueError(f"{path}: ends at {span.end}, and the text at {len(text)}")


class Extracted(BaseModel):
    """What was read of one text, without judging: its imprints, its language, and whether a limit was hit."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    imprints: list[Imprint] = []
    language: str = "und"
    truncated: bool = False


class AlsoWire(TypedDict):
    """The same as plain JSON values, for the type checker."""

    executor: NotRequired[list[wire.Party]]
    customer: NotRequired[list[wire.Party]]
    payer: NotRequired[list[wire.Party]]
    promoter: NotRequired[list[wire.Party]]
    on_behalf_of: NotRequired[list[wire.Party]]
    authorised_by: NotRequired[list[wire.Party]]
    publisher: NotRequired[list[wire.Party]]
    sponsor: NotRequired[list[wire.Party]]
    controlling_entity: NotRequired[list[wire.Party]]
    funding_source: NotRequired[list[wire.FundingSource]]
    publication_date: NotRequired[list[wire.PublicationDate]]
    print_run: NotRequired[list[wire.Stated]]
    authorisation: NotRequired[list[wire.Stated]]
    political_label: NotRequired[list[wire.Stated]]
    election: NotRequired[list[wire.Stated]]
    targeting: NotRequired[list[wire.Stated]]
    notice_url: NotRequired[list[wire.Stated]]
    ai_label: NotRequired[list[wire.Stated]]


class ImprintWire(TypedDict):
    """The same as plain JSON values, for the type checker; what an imprint does not state is left out."""

    executor: NotRequired[wire.Party]
    customer: NotRequired[wire.Party]
    payer: NotRequired[wire.Party]
    promoter: NotRequired[wire.Party]
    on_behalf_of: NotRequired[wire.Party]
    authorised_by: NotRequired[wire.Party]
    publisher: NotRequired[wire.Party]
    sponsor: NotRequired[wire.Party]
    controlling_entity: NotRequired[wire.Party]
    funding_source: NotRequired[wire.FundingSource]
    publication_date: NotRequired[wire.PublicationDate]
    print_run: NotRequired[wire.Stated]
    authorisation: NotRequired[wire.Stated]
    political_label: NotRequired[wire.Stated]
    election: NotRequired[wire.Stated]
    targeting: NotRequired[wire.Stated]
    notice_url: NotRequired[wire.Stated]
    ai_label: NotRequired[wire.Stated]
    also: NotRequired[AlsoWire]
    language: NotRequired[str]
    confidence: NotRequired[Literal["high", "low"]]
    span: NotRequired[wire.Span]
    occurrences: NotRequired[list[wire.Span]]
