"""Report v1 as it is written, for the type checker: plain JSON values, a key left out where it has its default.

`compliance.border.report` has the same shape as Pydantic models, with the defaults filled in; a test holds the two
together. Nothing here is imported when the program runs.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from compliance.border.imprint import ImprintWire
from compliance.border.stated_wire import Place, Span
from compliance.model.answer import Severity

Texts = dict[str, str]
Verdict = Literal["compliant", "partial", "non_compliant", "unclear", "unreadable"]


class Election(TypedDict):
    """The election an ad belongs to; `candidates` stands only where several fit."""

    id: NotRequired[str]
    date: NotRequired[str]
    resolved_by: str
    candidates: NotRequired[list[str]]
    span: NotRequired[Span]


class Fault(TypedDict):
    """Why an ad could not be read."""

    message: str


class Waived(TypedDict):
    """Who decided that a finding shall not fail a run, why, and up to which day."""

    by: str
    reason: str
    until: str


class Finding(TypedDict):
    """A failed or unclear rule; law and penalty are ids in the rulebook's `law`."""

    id: str
    rule: str
    severity: Severity
    outcome: Literal["fail", "unclear"]
    message_id: str
    message: Texts
    confidence: NotRequired[Literal["high", "low"]]
    params: NotRequired[dict[str, Any]]
    fix: NotRequired[Texts]
    law: NotRequired[list[str]]
    penalty: NotRequired[list[str]]
    imprint: NotRequired[int]
    span: NotRequired[Span]
    pointer: NotRequired[str]
    place: NotRequired[Place]
    evidence: NotRequired[str]
    waived: NotRequired[Waived]
    baseline: NotRequired[Literal["known", "new"]]


class Unread(TypedDict):
    """A part of the source that could not be read, and where it stands."""

    what: str
    place: Place


class AdResult(TypedDict):
    """The entry of one ad; `passed` and `skipped` number the rulebook's `rules` from 0."""

    path: str
    jurisdiction: str
    verdict: Verdict
    on_from: str
    imprints: list[ImprintWire]
    findings: list[Finding]
    passed: list[int]
    pointer: NotRequired[str]
    sha256: NotRequired[str]
    bytes: NotRequired[int]
    encoding: NotRequired[str]
    language: NotRequired[str]
    rulebook: NotRequired[str]
    on: NotRequired[str]
    published: NotRequired[str]
    medium: NotRequired[str]
    election: NotRequired[Election]
    error: NotRequired[Fault]
    truncated: NotRequired[bool]
    skipped: NotRequired[dict[str, list[int]]]
    basis: NotRequired[Literal["exempt"]]
    exempt: NotRequired[list[str]]
    format: NotRequired[str]
    medium_from: NotRequired[Literal["format"]]
    unread: NotRequired[list[Unread]]


class Law(TypedDict):
    """A source that a rule rests on."""

    act: Texts
    status: str
    article: NotRequired[str]
    title: NotRequired[Texts]
    url: NotRequired[str]
    quote: NotRequired[str]
    quote_language: NotRequired[str]


class ExceptionText(TypedDict):
    """What the law leaves free, and the ids of the sources that say so."""

    law: list[str]
    summary: Texts


class RuleText(TypedDict):
    """A rule; what it says stands where an entry has a finding of it, or skipped it; `asked` where that was not so."""

    id: str
    severity: Severity
    asked: NotRequired[bool]
    summary: NotRequired[Texts]


class Rulebook(TypedDict):
    """What judged, once for a whole report, with the texts that its entries refer to."""

    jurisdiction: str
    version: str
    sha256: str
    encoded: int
    needs_facts: list[str]
    duties: dict[str, Texts]
    elections: dict[str, Texts]
    law: dict[str, Law]
    rules: list[RuleText]
    exceptions: NotRequired[dict[str, ExceptionText]]
    standing: NotRequired[Literal["draft"]]


class Tool(TypedDict):
    """What made the report."""

    name: str
    version: str


class FindingTally(TypedDict):
    """Findings by severity."""

    error: int
    warning: int
    note: int


class Summary(TypedDict):
    """How many ads have which verdict, and how many findings which severity."""

    documents: int
    compliant: int
    non_compliant: int
    unclear: int
    unreadable: int
    partial: NotRequired[int]
    findings: FindingTally


class Foot(TypedDict):
    """A report without its documents: the last line of `jsonl`."""

    schema: Literal["report.v1"]
    tool: Tool
    summary: Summary
    rulebooks: list[Rulebook]


class Report(Foot):
    """The whole report."""

    documents: list[AdResult]


class Step(TypedDict):
    """One step of an extraction."""

    kind: str
    reason: str
    span: Span
    raw: str


class Layer(TypedDict):
    """A text in the source that nobody sees: its kind, its beginning, and where it stands."""

    kind: str
    raw: str
    place: Place


class Extracted(TypedDict):
    """The entry of one ad in the output of `compliance extract`."""

    path: str
    jurisdiction: str
    imprints: list[ImprintWire]
    pointer: NotRequired[str]
    sha256: NotRequired[str]
    bytes: NotRequired[int]
    encoding: NotRequired[str]
    language: NotRequired[str]
    error: NotRequired[Fault]
    truncated: NotRequired[bool]
    steps: NotRequired[list[Step]]
    format: NotRequired[str]
    unread: NotRequired[list[Unread]]
    layers: NotRequired[list[Layer]]
