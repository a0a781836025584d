"""Report v1 as frozen Pydantic models: what the library returns, and what the schemas are made from.

`report_wire` is the same, as types for the plain values; a default here is what is left out there.
"""

from __future__ import annotations

from datetime import date as Day  # a field is called `date`
from typing import TYPE_CHECKING, Any, Literal, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from compliance.border.ad import Moment
from compliance.border.imprint import Imprint
from compliance.border.rulebook_used import RulebookUsed, Texts
from compliance.border.stated import Place, Span
from compliance.model.answer import Severity

if TYPE_CHECKING:
    from pydantic.main import TupleGenerator

    from compliance.border import report_wire

OnFrom = Literal["imprint", "published", "option", "election", "unknown"]
ResolvedBy = Literal["option", "metadata", "text", "place", "calendar", "unknown"]


_ALIASED = ConfigDict(
    frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tool(_Frozen):
    """What made the report."""

    name: str
    version: str


class FindingTally(_Frozen):
    """Findings (failed and unclear) by severity."""

    error: int = Field(ge=0)
    warning: int = Field(ge=0)
    note: int = Field(ge=0)


class Summary(_Frozen):
    """How many ads have which verdict, and how many findings which severity."""

    documents: int = Field(ge=0)
    compliant: int = Field(ge=0)
    non_compliant: int = Field(ge=0)
    unclear: int = Field(ge=0)
    unreadable: int = Field(ge=0)
    partial: int = Field(default=0, ge=0)
    findings: FindingTally


class ElectionFound(_Frozen):
    """The election an ad belongs to and how that is known; while several fit, `candidates` names them and `id` is None.

    `date` is their polling day where it is the same for all of them. Names stand in the rulebook's `elections`.
    """

    id: str | None = None
    date: Day | None = None
    resolved_by: ResolvedBy
    candidates: tuple[str, ...] = ()
    span: Span | None = None


class SourceFault(_Frozen):
    """Why an ad could not be read."""

    message: str


class Waived(_Frozen):
    """Who decided that a finding shall not fail a run, why, and up to which day."""

    by: str
    reason: str
    until: Day


class Finding(_Frozen):
    """A failed or unclear rule.

    `id` stays when lines are inserted above. `span` and `evidence` are the words it turns on (None and "" where
    something is missing); `pointer` is the JSON Pointer of the text or field they stand in, "" in a text file; `place`
    is how a person finds them where line and column do not say it. `law`, and for information `penalty` (what a
    violation costs), are ids in the rulebook's `law`. `waived` leaves the outcome as it was; `baseline` tells whether
    a former report has the finding (None: not asked).
    """

    id: str
    rule: str
    severity: Severity
    outcome: Literal["fail", "unclear"]
    message_id: str
    message: Texts
    confidence: Literal["high", "low"] = "high"
    params: dict[str, Any] = {}
    fix: Texts | None = None
    law: tuple[str, ...] = ()
    penalty: tuple[str, ...] = ()
    imprint: int | None = None
    span: Span | None = None
    pointer: str = ""
    place: Place | None = None
    evidence: str = ""
    waived: Waived | None = None
    baseline: Literal["known", "new"] | None = None


class Unread(_Frozen):
    """A part of the source that could not be read: `what` it is, as a code, and where it stands."""

    what: str
    place: Place


class AdResult(_Frozen):
    """Everything found about one ad.

    `rulebook` is the `sha256` of the rules that judged it, and rules are named by their number, from 0, in its `rules`:
    `passed` are those that hold on every imprint they were put to; `skipped` those that could not be decided, by the
    fact that is wanting, else by reason. Rules that do not apply to the ad are not listed. `exempt` are the exceptions
    that free it of duties; with `basis` `exempt` the verdict rests on them. `format` is what the source
    is; spans are those of the text that was read from it, with lines and columns of the file where it has lines
    (`text`, `html`). While a part of it is `unread`, nothing is held to be missing.
    `medium_from` tells that nobody said the medium, and what is usual for the format was taken.
    """

    path: str
    jurisdiction: str
    verdict: Literal["compliant", "partial", "non_compliant", "unclear", "unreadable"]
    on_from: OnFrom
    imprints: tuple[Imprint, ...]
    findings: tuple[Finding, ...]
    passed: tuple[int, ...]
    pointer: str = ""
    sha256: str | None = None
    bytes: int | None = None
    encoding: str = "utf-8"
    language: str | None = None
    rulebook: str | None = None
    on: Day | None = None
    published: Moment = None
    medium: str | None = None
    election: ElectionFound | None = None
    error: SourceFault | None = None
    truncated: bool = False
    skipped: dict[str, tuple[int, ...]] = {}
    basis: Literal["", "exempt"] = ""
    exempt: tuple[str, ...] = ()
    format: str = "text"
    medium_from: Literal["format"] | None = None
    unread: tuple[Unread, ...] = ()

    @classmethod
    def of(cls, entry: report_wire.AdResult) -> AdResult:
        """Return the result over an entry that this program made: its parts become models when they are asked for."""
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", {"path": entry["path"], "verdict": entry["verdict"], _ENTRY: entry})
        for slot, value in _FRESH:
            object.__setattr__(made, slot, value)
        return made

    def _whole(self) -> AdResult:
        """Make models of all parts, once."""
        entry = self.__dict__.get(_ENTRY)
        if entry is not None:
            full = type(self).model_validate(entry)
            object.__setattr__(self, "__dict__", full.__dict__)
            object.__setattr__(self, "__pydantic_fields_set__", full.__pydantic_fields_set__)
        return self

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Return a part that is asked for the first time."""
            if _ENTRY in self.__dict__ and name in type(self).model_fields:
                return self._whole().__dict__[name]
            return super().__getattr__(name)

    @model_serializer(mode="wrap")
    def _serialized(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return handler(self._whole())  # type: ignore[no-any-return]

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of the parts, which `_serialized` leaves as they are."""
        parts = {key: part for key, part in core.items() if key != "serialization"}
        return handler(cast("CoreSchema", parts))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, AdResult):
            other._whole()
        return super(AdResult, self._whole()).__eq__(other)

    @property
    def model_fields_set(self) -> set[str]:
        """The parts that are not by default."""
        return super(AdResult, self._whole()).model_fields_set

    def __iter__(self) -> TupleGenerator:
        return super(AdResult, self._whole()).__iter__()

    def __repr_args__(self) -> Any:
        return super(AdResult, self._whole()).__repr_args__()

    def __getstate__(self) -> dict[Any, Any]:
        return super(AdResult, self._whole()).__getstate__()

    def __copy__(self) -> AdResult:
        return super(AdResult, self._whole()).__copy__()

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> AdResult:
        return super(AdResult, self._whole()).__deepcopy__(memo)


_ENTRY = "%entry"  # no attribute can have this name
_FRESH: tuple[tuple[str, Any], ...] = (
    ("__pydantic_fields_set__", set()), ("__pydantic_extra__", None), ("__pydantic_private__", None)
)  # fmt: skip


class Report(_Frozen):
    """The JSON report, version 1 (`schemas/report.v1.json`)."""

    schema_: Literal["report.v1"] = Field(alias="schema", default="report.v1")
    tool: Tool
    summary: Summary
    rulebooks: tuple[RulebookUsed, ...]
    documents: tuple[AdResult, ...]

    model_config = _ALIASED
