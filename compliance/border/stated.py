"""What an ad states, leaf by leaf, as typed, frozen models: values with the characters they were read from."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any, Generic, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StrictInt, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from compliance.model.fields import Authorisation, FundKind, LegalForm, PartyKind

T = TypeVar("T")
_DATE_HINT = 'a date is stated as "2021-07-06"; one that cannot be read as {"value": null, "raw": "31.02.2021"}'
_RUN_HINT = 'a print run is stated as 5000; one that is not a number as {"value": null, "raw": "as needed"}'


class Frozen(BaseModel):
    """A model that nobody changes, and that takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Place(Frozen):
    """Where a person finds something in a source that is no plain text.

    `where` is what to look for (`footer`, `page 3`, `body > p[2]`), `page` counts from 1, and `box` is left, top, right
    and bottom in points from the page's upper left corner.
    """

    where: str
    page: int | None = Field(default=None, ge=1)
    box: tuple[float, float, float, float] | None = None


class Span(Frozen):
    """A stretch of the source text: code-point offsets (end exclusive); line and column of its start, from 1.

    `place` is where a person finds it in a source that is no plain text.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    place: Place | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if self.end < self.start:
            raise ValueError(f"the span ends at {self.end}, before it starts at {self.start}")
        return self


class Stated(Frozen, Generic[T]):
    """A value that an ad states, with the source characters it was read from.

    `value` None: stated, but empty or unreadable; a text or code whose value is left out has that of `raw`. `raw` is
    the source as written; `span` is where, None when the imprint was given as fields. A plain value is short for the
    whole: `1` for `{"value": 1, "raw": "1"}`.
    """

    value: T | None = None
    raw: str = ""
    span: Span | None = None
    confidence: Literal["high", "low"] = "high"
    notes: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, given: Any) -> Any:
        if isinstance(given, BaseModel):
            return given
        fields = dict(given) if isinstance(given, dict) else {"value": given}
        if "value" not in fields and fields.get("raw") and cls._is_words():
            fields["value"] = fields["raw"]
        value = fields.get("value")
        if isinstance(value, str) and not value.strip() and not fields.get("raw"):
            value = fields["value"] = None
        if value is None and not fields.get("raw"):
            fields.setdefault("notes", ("empty",))
        if value is not None and "raw" not in fields:
            fields["raw"] = value.isoformat() if isinstance(value, date) else str(value)
        return fields

    @classmethod
    @cache
    def _is_words(cls) -> bool:
        return str in get_args(cls.model_fields["value"].annotation) or issubclass(cls, _Code)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema: for input, the plain value or the whole leaf; for output, the whole leaf."""
        named = handler(core)
        if handler.mode == "validation":
            leaf = handler.resolve_ref_schema(named)
            whole = dict(leaf)
            leaf.clear()
            leaf.update(title=whole["title"], description=whole.pop("description", ""))
            leaf["anyOf"] = [whole["properties"]["value"]["anyOf"][0], whole]
        return named

    @model_validator(mode="after")
    def _raw_holds(self) -> Stated[T]:
        if self.value is not None and not self.raw:
            raise ValueError("a value needs the source characters it was read from: raw is empty")
        if self.span and self.span.end - self.span.start != len(self.raw):
            raise ValueError(f"the span is {self.span.end - self.span.start} characters long, raw is {len(self.raw)}")
        return self


class StatedDate(Stated[date]):
    """A stated day; ISO 8601 in JSON, and never a number of seconds."""

    @model_validator(mode="before")
    @classmethod
    def _only_dates(cls, given: Any) -> Any:
        value = given.get("value") if isinstance(given, dict) else given
        if value is None or isinstance(value, BaseModel):
            return given
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                raise ValueError(f"{value!r} is not a date: {_DATE_HINT}") from None
        if isinstance(value, datetime) or not isinstance(value, date):
            raise ValueError(f"{value!r} is not a date: {_DATE_HINT}")
        return given


class StatedCount(Stated[StrictInt]):
    """A stated number of copies; zero and negative numbers are kept, for a rule to judge."""

    @model_validator(mode="before")
    @classmethod
    def _only_numbers(cls, given: Any) -> Any:
        value = given.get("value") if isinstance(given, dict) else given
        if value is not None and not isinstance(value, BaseModel) and type(value) is not int:
            raise ValueError(f"{value!r} is not a whole number: {_RUN_HINT}")
        return given


class _Code:
    """Marks a leaf whose value is one of a closed set of codes, with the words that say so as `raw`."""


class StatedPartyKind(Stated[PartyKind], _Code):
    """What a party is, or in which capacity it acts."""


class StatedLegalForm(Stated[LegalForm], _Code):
    """The legal form that is a part of a name."""


class StatedFundKind(Stated[FundKind], _Code):
    """What an account is."""


class StatedAuthorisation(Stated[Authorisation], _Code):
    """Whether the ad says that somebody authorised it."""


class Address(Stated[str]):
    """Where somebody is, as written, and its parts where they can be told apart.

    Parts alone are an address too: its words are theirs, in this order.
    """

    place: Stated[str] | None = None
    street: Stated[str] | None = None
    house: Stated[str] | None = None
    postcode: Stated[str] | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_parts(cls, given: Any) -> Any:
        if not isinstance(given, dict) or not given.keys().isdisjoint(("value", "raw", "span")):
            return given
        said = [_said(given.get(name)) for name in ("place", "street", "house", "postcode")]
        return {**given, "raw": ", ".join(filter(None, said))} if any(said) else given


def _said(part: Any) -> str:
    """Return the words of a part in any of the shapes that it may be given in, "" for what is none of them."""
    if isinstance(part, Stated):
        part = part.raw
    elif isinstance(part, dict):
        part = part.get("raw") or part.get("value")
    return part.strip() if isinstance(part, str) else ""


def _worded(code: Any, words: Any) -> Any:
    """Return a code with the words and the place that it was read from, where it comes without."""
    if not isinstance(code, dict) or "raw" in code or not isinstance(words, dict) or not words.get("raw"):
        return code
    return {**{key: words[key] for key in ("raw", "span") if key in words}, **code}


class Party(Frozen):
    """Somebody who has to do with the ad: `role` in the ad's words, `kind` and `legal_form` as codes.

    `contacts` are telephone numbers, e-mail addresses and links, `id` is a number in a register.
    """

    name: Stated[str] | None = None
    legal_form: StatedLegalForm | None = None
    role: Stated[str] | None = None
    kind: StatedPartyKind | None = None
    address: Address | None = None
    contacts: tuple[Stated[str], ...] = ()
    id: Stated[str] | None = None

    @model_validator(mode="before")
    @classmethod
    def _kind_is_worded(cls, given: Any) -> Any:
        if isinstance(given, dict) and "kind" in given:
            return {**given, "kind": _worded(given["kind"], given.get("role"))}
        return given


class PublicationDate(StatedDate):
    """The day on which the ad appears, and the hour if it is stated (`07:30`, local time)."""

    time: Stated[str] | None = None


class FundingSource(Stated[str]):
    """From which account it was paid: whose it is, and its `kind` as a code: `election_fund`, `special_account`, …"""

    owner: Stated[str] | None = None
    kind: StatedFundKind | None = None

    @model_validator(mode="before")
    @classmethod
    def _kind_is_worded(cls, given: Any) -> Any:
        if isinstance(given, dict) and "kind" in given:
            return {**given, "kind": _worded(given["kind"], given)}
        return given
