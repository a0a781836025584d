"""Report v1, the wire format: plain JSON values, mapped in this one place from what the pipeline found.

What has its default is left out, and what many ads share (law, texts of rules, duties) is named by id and said once, in
`rulebooks`. Inner names may change; what is written here may not, short of a version 2. `compliance.border.report` is
the same format as Pydantic models, `compliance.border.report_wire` as types, and `schemas/report.v1.json` as schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.border.wire import wire_imprint, wire_place, wire_span
from compliance.engine.causes import told_once
from compliance.model.answer import SEVERITIES
from compliance.model.tuples import NamedTuple
from compliance.report.findings import findings
from compliance.report.parts import Referred, answers
from compliance.report.verdict import exempt, met, verdict
from compliance.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.border import report_wire as wire
    from compliance.engine.check import Evaluation
    from compliance.extraction.found import Extraction
    from compliance.extraction.labelled import Step
    from compliance.model.case import Case
    from compliance.model.document import Document
    from compliance.model.election import Resolution
    from compliance.model.imprint import Imprint
    from compliance.rulebook.book import Rulebook

SCHEMA = "report.v1"
TOOL: wire.Tool = {"name": "compliance", "version": VERSION}
VERDICTS: tuple[wire.Verdict, ...] = ("compliant", "partial", "non_compliant", "unclear", "unreadable")
MAX_FINDINGS = 200
LONGEST_LAYER = 500  # characters of a hidden text that are shown


class Judged(NamedTuple):
    """What the pipeline knows of one ad when it is done: everything a report entry is made from.

    `given` tells that its imprint was given as fields, and not read; `medium_from` that its medium is a mere default.
    """

    document: Document
    case: Case
    evaluations: Sequence[Evaluation]
    resolution: Resolution
    on_from: str
    truncated: bool = False
    given: bool = False
    medium_from: str = ""


def ad_result(judged: Judged, rulebook: Rulebook, languages: Sequence[str]) -> wire.AdResult:
    """Return the report's entry for one ad that was judged."""
    case, document = judged.case, judged.document
    evaluations = asked(judged.evaluations, rulebook)
    failed = [e for e in evaluations if e.answer.outcome in ("fail", "unclear")]
    failed.sort(key=lambda evaluation: _weight(evaluation, case.imprints))
    passed, skipped = answers(evaluations, rulebook)
    entry: wire.AdResult = {
        "path": document.path,
        "jurisdiction": rulebook.id,
        "verdict": verdict(evaluations, rulebook),
        "on_from": judged.on_from,
        "imprints": [wire_imprint(read, document) for read in case.imprints],
        "findings": findings(failed[:MAX_FINDINGS], judged, rulebook, languages),
        "passed": passed,
        "sha256": document.sha256,
        "bytes": document.size,
        "rulebook": rulebook.sha256,
    }
    _describe(entry, document, case.language)
    if case.on:
        entry["on"] = case.on.isoformat()
    if case.published:
        entry["published"] = case.published.isoformat()
    if case.medium:
        entry["medium"] = case.medium
        if judged.medium_from:
            entry["medium_from"] = "format"
    if judged.resolution.elections:
        entry["election"] = _election(judged)
    if judged.truncated or len(failed) > MAX_FINDINGS:
        entry["truncated"] = True
    if skipped:
        entry["skipped"] = skipped
    if freed := exempt(evaluations):
        entry["exempt"] = freed
        if entry["verdict"] == "compliant" and not met(evaluations):
            entry["basis"] = "exempt"
    return entry


def asked(evaluations: Sequence[Evaluation], rulebook: Rulebook) -> Sequence[Evaluation]:
    """Return the answers of the rules that are asked, each fault told once."""
    left_out = rulebook.not_asked
    told = told_once(evaluations, left_out)
    return [e for e in told if e.rule.id not in left_out] if left_out else told


def _describe(entry: wire.AdResult | wire.Extracted, document: Document, language: str | None) -> None:
    """Write of an ad's source what is not the usual."""
    if document.pointer:
        entry["pointer"] = document.pointer
    if document.encoding != "utf-8":
        entry["encoding"] = document.encoding
    if document.format != "text":
        entry["format"] = document.format
    if document.unread:
        unread = document.unread[:MAX_FINDINGS]
        entry["unread"] = [{"what": one.what, "place": wire_place(one.place)} for one in unread]
    if language:
        entry["language"] = language


def unreadable(path: str, reason: str, jurisdiction: str, pointer: str = "") -> wire.AdResult:
    """Return the report's entry for an ad that could not be read."""
    entry: wire.AdResult = {
        "path": path,
        "jurisdiction": jurisdiction,
        "verdict": "unreadable",
        "on_from": "unknown",
        "imprints": [],
        "findings": [],
        "passed": [],
        "error": {"message": reason},
    }
    if pointer:
        entry["pointer"] = pointer
    return entry


def extracted(document: Document, found: Extraction, jurisdiction: str) -> wire.Extracted:
    """Return the entry of one ad in the output of `compliance extract`."""
    entry: wire.Extracted = {
        "path": document.path,
        "jurisdiction": jurisdiction,
        "imprints": [wire_imprint(read, document) for read in found.imprints],
        "sha256": document.sha256,
        "bytes": document.size,
    }
    _describe(entry, document, found.language)
    if found.truncated:
        entry["truncated"] = True
    if found.trace:
        entry["steps"] = [_step(step, document) for step in found.trace]
        if document.layers:
            layers = document.layers[:MAX_FINDINGS]
            entry["layers"] = [
                {"kind": one.kind, "raw": one.text[:LONGEST_LAYER], "place": wire_place(one.place)} for one in layers
            ]
    return entry


def _step(step: Step, document: Document) -> wire.Step:
    span = wire_span(document, step.start, step.end)
    assert span is not None
    return {"kind": step.kind, "reason": step.reason, "span": span, "raw": document.text[step.start : step.end]}


def unextracted(path: str, reason: str, jurisdiction: str, pointer: str = "") -> wire.Extracted:
    """Return the same for an ad that could not be read."""
    entry: wire.Extracted = {"path": path, "jurisdiction": jurisdiction, "imprints": [], "error": {"message": reason}}
    if pointer:
        entry["pointer"] = pointer
    return entry


def report(
    documents: list[wire.AdResult], rulebooks: Iterable[Rulebook] = (), languages: Sequence[str] = ("en",)
) -> wire.Report:
    """Return the whole report over its entries; `rulebooks` are those that judged."""
    foot = Foot()
    for document in documents:
        foot.add(document)
    return {**foot.foot(rulebooks, languages), "documents": documents}


def summarize(documents: Iterable[wire.AdResult]) -> wire.Summary:
    """Return the tally: ads by verdict, findings by severity (failed ones), and how many findings are unclear."""
    tally = Tally()
    for document in documents:
        tally.add(document)
    return tally.summary()


class Tally:
    """Counts entries as they pass, so that none has to be kept."""

    __slots__ = ("_findings", "_verdicts")

    def __init__(self) -> None:
        self._verdicts = dict.fromkeys(VERDICTS, 0)
        self._findings = dict.fromkeys(SEVERITIES, 0)

    def add(self, document: wire.AdResult) -> None:
        """Count one entry."""
        self._verdicts[document["verdict"]] += 1
        for finding in document["findings"]:
            self._findings[finding["severity"]] += 1

    def summary(self) -> wire.Summary:
        """Return the counts in the report's shape."""
        verdicts, found = self._verdicts, self._findings
        summary: wire.Summary = {
            "documents": sum(verdicts.values()),
            "compliant": verdicts["compliant"],
            "non_compliant": verdicts["non_compliant"],
            "unclear": verdicts["unclear"],
            "unreadable": verdicts["unreadable"],
            "findings": {"error": found["error"], "warning": found["warning"], "note": found["note"]},
        }
        if verdicts["partial"]:
            summary["partial"] = verdicts["partial"]
        return summary


class Foot:
    """Collects what a report says beside its documents, as they pass: the tally, and what they refer to."""

    __slots__ = ("_referred", "_tally")

    def __init__(self) -> None:
        self._tally, self._referred = Tally(), Referred()

    def add(self, document: wire.AdResult) -> None:
        """Take in one entry."""
        self._tally.add(document)
        self._referred.add(document)

    def foot(self, rulebooks: Iterable[Rulebook], languages: Sequence[str]) -> wire.Foot:
        """Return the report without its documents."""
        books = self._referred.rulebooks(rulebooks, languages)
        return {"schema": "report.v1", "tool": TOOL, "summary": self._tally.summary(), "rulebooks": books}


def _weight(evaluation: Evaluation, imprints: Sequence[Imprint]) -> tuple[int, bool, int, int, str, int]:
    """Return what findings are sorted by: the gravest first, what is certain before what is unclear, then the place.

    Places in the text come first, then an imprint that was given as fields and its fields in order.
    """
    start, index = evaluation.answer.start, evaluation.imprint or 0
    severity = SEVERITIES.index(evaluation.rule.severity)
    unclear = evaluation.answer.outcome == "unclear"
    kind, place = 2, 0
    if isinstance(start, str):
        kind, place = 1, list(imprints[index].leaves).index(start) + 1 if start else 0
    elif start is not None:
        kind, place = 0, start
    return severity, unclear, kind, place, evaluation.rule.id, index


def _election(judged: Judged) -> wire.Election:
    resolution = judged.resolution
    candidates = resolution.elections
    entry: wire.Election = {"resolved_by": resolution.resolved_by}
    if len(candidates) == 1:
        entry["id"] = candidates[0].id
    else:
        entry["candidates"] = [election.id for election in candidates]
    if len({election.date for election in candidates}) == 1:
        entry["date"] = candidates[0].date.isoformat()
    if span := wire_span(judged.document, resolution.start, resolution.end):
        entry["span"] = span
    return entry
