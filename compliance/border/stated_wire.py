"""What an ad states, leaf by leaf, as it is written in JSON: for the type checker, beside the models of `stated`."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class Place(TypedDict):
    """Where something stands in a source that is no plain text; the box in points from the page's upper left corner."""

    where: str
    page: NotRequired[int]
    box: NotRequired[list[float]]


class Span(TypedDict):
    """A stretch of the source: code points from 0, the end exclusive; line and column of its start from 1.

    `place` stands where the source is no plain text, and not in a finding, which has it beside its span.
    """

    start: int
    end: int
    line: int
    column: int
    place: NotRequired[Place]


class Stated(TypedDict):
    """A leaf of an imprint. Without `value`, that is `raw`; without `raw`, a code that is read from words beside it."""

    value: NotRequired[Any]
    raw: NotRequired[str]
    span: NotRequired[Span]
    confidence: NotRequired[Literal["high", "low"]]
    notes: NotRequired[list[str]]


class Address(Stated):
    """Where somebody is, and the parts of that."""

    place: NotRequired[Stated]
    street: NotRequired[Stated]
    house: NotRequired[Stated]
    postcode: NotRequired[Stated]


class Party(TypedDict):
    """Somebody who has to do with the ad."""

    name: NotRequired[Stated]
    legal_form: NotRequired[Stated]
    role: NotRequired[Stated]
    kind: NotRequired[Stated]
    address: NotRequired[Address]
    contacts: NotRequired[list[Stated]]
    id: NotRequired[Stated]


class FundingSource(Stated):
    """From which account the ad was paid."""

    owner: NotRequired[Stated]
    kind: NotRequired[Stated]


class PublicationDate(Stated):
    """The day on which the ad appears, and the hour if it is stated."""

    time: NotRequired[Stated]
