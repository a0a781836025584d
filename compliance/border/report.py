"""Report v1 as frozen Pydantic models: what the library returns, and what the schemas are made from."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from compliance.border.ad import Moment
from compliance.border.imprint import Imprint, Span
from compliance.model.answer import Outcome, Severity

Texts = dict[str, str]
OnFrom = Literal["imprint", "published", "option", "election", "unknown"]
ResolvedBy = Literal["option", "metadata", "text", "place", "calendar", "unknown"]
LawStatus = Literal["quoted", "reported", "unconfirmed"]


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
    findings: FindingTally


class RulebookVersion(_Frozen):
    """Which rules judged: their version, and a digest over the data files."""

    version: str
    sha256: str


class ElectionFound(_Frozen):
    """The election an ad belongs to and how that is known; `id` is None while several `candidates` fit."""

    id: str | None
    date: date | None
    name: Texts
    resolved_by: ResolvedBy
    candidates: tuple[str, ...]
    span: Span | None


class SourceFault(_Frozen):
    """Why an ad could not be read."""

    message: str


class Law(_Frozen):
    """A source a rule rests on; `status` tells whether its text was read, restated by others, or is unconfirmed."""

    id: str
    act: Texts
    article: str | None
    title: Texts
    url: str | None
    quote: str | None
    quote_language: str | None
    status: LawStatus


class Waived(_Frozen):
    """Who decided that a finding shall not fail a run, why, and up to which day."""

    by: str
    reason: str
    until: date


class Finding(_Frozen):
    """A failed or unclear rule.

    `id` stays when lines are inserted above. `span` and `evidence` are the words it turns on (None and "" where
    something is missing); `pointer` is the JSON Pointer of the text or field they stand in, "" in a text file.
    `waived` leaves the outcome as it was; `baseline` tells whether a former report has the finding (None: not asked).
    `penalty` says, for information, what a violation costs.
    """

    id: str
    rule: str
    severity: Severity
    confidence: Literal["high", "low"]
    outcome: Literal["fail", "unclear"]
    message_id: str
    params: dict[str, Any]
    message: Texts
    fix: Texts | None
    law: tuple[Law, ...]
    penalty: tuple[Law, ...]
    imprint: int | None
    span: Span | None
    pointer: str
    evidence: str
    waived: Waived | None = None
    baseline: Literal["known", "new"] | None = None


class Evaluated(_Frozen):
    """The answer of one rule, passed and not applicable ones included; `reason` is a code.

    `params` are the values it turned on, `span` where they stand (None where nothing can be pointed at).
    """

    rule: str
    outcome: Outcome
    reason: str
    imprint: int | None
    params: dict[str, Any]
    span: Span | None


class Duty(_Frozen):
    """A duty of the law that only a person can check."""

    id: str
    duty: Texts


class Skipped(_Frozen):
    """A rule that could not be decided because a fact was wanting; `fact` is its name, where it has one."""

    rule: str
    reason: str
    fact: str | None


class Coverage(_Frozen):
    """What a clean report does not say.

    `encoded` counts the duties that have a rule, `needs_facts` are those that the caller must give facts for,
    `not_machine_checkable` those for a person to check, `skipped` the rules not decided on this ad.
    """

    encoded: int = Field(ge=0)
    needs_facts: tuple[str, ...]
    not_machine_checkable: tuple[Duty, ...]
    skipped: tuple[Skipped, ...]


class AdResult(_Frozen):
    """Everything found about one ad."""

    path: str
    pointer: str
    sha256: str | None
    bytes: int | None
    encoding: str | None
    language: str | None
    jurisdiction: str
    rulebook: RulebookVersion | None
    on: date | None
    on_from: OnFrom
    published: Moment
    medium: str | None
    election: ElectionFound | None
    verdict: Literal["compliant", "non_compliant", "unclear", "unreadable"]
    error: SourceFault | None
    truncated: bool
    imprints: tuple[Imprint, ...]
    findings: tuple[Finding, ...]
    evaluated: tuple[Evaluated, ...]
    coverage: Coverage | None


class Report(_Frozen):
    """The JSON report, version 1 (`schemas/report.v1.json`)."""

    schema_: Literal["report.v1"] = Field(alias="schema", default="report.v1")
    tool: Tool
    summary: Summary
    documents: tuple[AdResult, ...]

    model_config = _ALIASED


class ExtractionStep(_Frozen):
    """One step of an extraction: a stretch looked at, a label found, a block accepted or rejected, and why."""

    kind: Literal["window", "label", "accepted", "rejected"]
    reason: str
    span: Span
    raw: str


class ExtractedDocument(_Frozen):
    """What was read of one ad by `compliance extract`, without judging it."""

    path: str
    pointer: str
    sha256: str | None
    bytes: int | None
    encoding: str | None
    language: str | None
    jurisdiction: str
    error: SourceFault | None
    truncated: bool
    imprints: tuple[Imprint, ...]
    steps: tuple[ExtractionStep, ...] = ()


class Extraction(_Frozen):
    """What `compliance extract --format json` prints (`schemas/imprint.v1.json`)."""

    schema_: Literal["imprint.v1"] = Field(alias="schema", default="imprint.v1")
    tool: Tool
    documents: tuple[ExtractedDocument, ...]

    model_config = _ALIASED
