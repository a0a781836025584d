"""Report v1, the wire format: plain JSON values, mapped in this one place from what the pipeline found.

Inner names may change; what is written here may not, short of a version 2. `compliance.border.report` is the same
format as Pydantic models, and `schemas/report.v1.json` as JSON Schema.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.border.wire import wire_imprint, wire_span
from compliance.report.parts import coverage, evaluated, sources, texts_in
from compliance.rulebook.texts import fill, message
from compliance.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from compliance.engine.check import Evaluation
    from compliance.extraction.reader import Extraction, Step
    from compliance.model.case import Case
    from compliance.model.document import Document
    from compliance.model.election import Resolution
    from compliance.rulebook.book import Rulebook

SCHEMA = "report.v1"
TOOL = {"name": "compliance", "version": VERSION}
VERDICTS = ("compliant", "non_compliant", "unclear", "unreadable")
SEVERITIES = ("error", "warning", "note")
MAX_FINDINGS = 200


class Judged(NamedTuple):
    """What the pipeline knows of one ad when it is done: everything a report entry is made from.

    `limit` is where the source ends and the words of fields given without a text begin (None: all of it is source).
    """

    document: Document
    case: Case
    evaluations: Sequence[Evaluation]
    resolution: Resolution
    on_from: str
    truncated: bool = False
    limit: int | None = None


def ad_result(judged: Judged, rulebook: Rulebook, languages: Sequence[str]) -> dict[str, Any]:
    """Return the report's entry for one ad that was judged."""
    case = judged.case
    failed = [e for e in judged.evaluations if e.answer.outcome in ("fail", "unclear")]
    failed.sort(key=_place)
    findings = _findings(failed[:MAX_FINDINGS], judged, rulebook, languages)
    return {
        **_source(judged.document),
        "language": case.language,
        "jurisdiction": rulebook.id,
        "rulebook": {"version": rulebook.version, "sha256": rulebook.sha256},
        "on": _iso(case.on),
        "on_from": judged.on_from,
        "published": _iso(case.published),
        "medium": case.medium,
        "election": _election(judged, languages),
        "verdict": _verdict(judged.evaluations),
        "error": None,
        "truncated": judged.truncated or len(failed) > MAX_FINDINGS,
        "imprints": [wire_imprint(read, judged.document, judged.limit) for read in case.imprints],
        "findings": findings,
        "evaluated": evaluated(judged.evaluations, judged.document, judged.limit),
        "coverage": coverage(judged.evaluations, rulebook, languages),
    }


def unreadable(path: str, reason: str, jurisdiction: str, pointer: str = "") -> dict[str, Any]:
    """Return the report's entry for an ad that could not be read."""
    return {
        **{"path": path, "pointer": pointer, "sha256": None, "bytes": None, "encoding": None, "language": None},
        **{"jurisdiction": jurisdiction, "rulebook": None, "on": None, "on_from": "unknown", "published": None},
        **{"medium": None, "election": None, "verdict": "unreadable", "error": {"message": reason}},
        **{"truncated": False, "imprints": [], "findings": [], "evaluated": [], "coverage": None},
    }


def extracted(document: Document, found: Extraction, jurisdiction: str) -> dict[str, Any]:
    """Return the entry of one ad in the output of `compliance extract`."""
    return {
        **_source(document),
        "language": found.language,
        "jurisdiction": jurisdiction,
        "error": None,
        "truncated": found.truncated,
        "imprints": [wire_imprint(read, document) for read in found.imprints],
        "steps": [_step(step, document) for step in found.trace],
    }


def _step(step: Step, document: Document) -> dict[str, Any]:
    span = wire_span(document, step.start, step.end)
    return {"kind": step.kind, "reason": step.reason, "span": span, "raw": document.text[step.start : step.end]}


def unextracted(path: str, reason: str, jurisdiction: str, pointer: str = "") -> dict[str, Any]:
    """Return the same for an ad that could not be read."""
    entry = unreadable(path, reason, jurisdiction, pointer)
    judged = {"rulebook", "on", "on_from", "published", "medium", "election", "verdict", "findings", "evaluated"}
    judged.add("coverage")
    return {key: value for key, value in entry.items() if key not in judged} | {"steps": []}


def report(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the whole report over its entries."""
    return {"schema": SCHEMA, "tool": TOOL, "summary": summarize(documents), "documents": documents}


def summarize(documents: Iterable[dict[str, Any]]) -> dict[str, Any]:
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

    def add(self, document: dict[str, Any]) -> None:
        """Count one entry."""
        self._verdicts[document["verdict"]] += 1
        for finding in document["findings"]:
            self._findings[finding["severity"]] += 1

    def summary(self) -> dict[str, Any]:
        """Return the counts in the report's shape."""
        return {"documents": sum(self._verdicts.values()), **self._verdicts, "findings": dict(self._findings)}


def _source(document: Document) -> dict[str, Any]:
    return {
        "path": document.path,
        "pointer": document.pointer,
        "sha256": document.sha256,
        "bytes": document.size,
        "encoding": document.encoding,
    }


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _verdict(evaluations: Sequence[Evaluation]) -> str:
    outcomes = {e.answer.outcome for e in evaluations if e.rule.severity == "error"}
    return "non_compliant" if "fail" in outcomes else "unclear" if "unclear" in outcomes else "compliant"


def _place(evaluation: Evaluation) -> tuple[int, bool, bool, int, str, int]:
    """Return what findings are sorted by: the gravest first, what is certain before what is unclear, then the place."""
    start = evaluation.answer.start
    severity = SEVERITIES.index(evaluation.rule.severity)
    unclear = evaluation.answer.outcome == "unclear"
    return severity, unclear, start is None, start or 0, evaluation.rule.id, evaluation.imprint or 0


def _election(judged: Judged, languages: Sequence[str]) -> dict[str, Any] | None:
    resolution = judged.resolution
    candidates = resolution.elections
    if not candidates:
        return None
    one = candidates[0] if len(candidates) == 1 else None
    same_day = len({election.date for election in candidates}) == 1
    return {
        "id": one.id if one else None,
        "date": _iso(candidates[0].date) if same_day else None,
        "name": texts_in(one.name, languages) if one else {},
        "resolved_by": resolution.resolved_by,
        "candidates": [election.id for election in candidates],
        "span": wire_span(judged.document, resolution.start, resolution.end, judged.limit),
    }


def _findings(
    evaluations: Sequence[Evaluation], judged: Judged, rulebook: Rulebook, languages: Sequence[str]
) -> list[dict[str, Any]]:
    seen: dict[tuple[str, str], int] = {}
    findings = []
    for evaluation in evaluations:
        evidence = _evidence(evaluation, judged)
        key = (evaluation.rule.id, evidence)
        seen[key] = seen.get(key, 0) + 1
        findings.append(_finding(evaluation, evidence, seen[key], judged, rulebook, languages))
    return findings


def _evidence(evaluation: Evaluation, judged: Judged) -> str:
    """Return the words an answer turns on; of an imprint given as fields, those of the one field it is about."""
    start, end = evaluation.answer.start, evaluation.answer.end
    if start is None or (judged.limit is not None and start >= judged.limit and not _field(evaluation, judged)):
        return ""
    return judged.document.text[start:end]


def _finding(
    evaluation: Evaluation,
    evidence: str,
    ordinal: int,
    judged: Judged,
    rulebook: Rulebook,
    languages: Sequence[str],
) -> dict[str, Any]:
    rule, version, imprint, answer = evaluation
    span = wire_span(judged.document, answer.start, answer.end, judged.limit)
    return {
        "id": _fingerprint(rule.id, evidence, ordinal),
        "rule": rule.id,
        "severity": rule.severity,
        "confidence": _confidence(evaluation, judged),
        "outcome": answer.outcome,
        "message_id": answer.reason,
        "params": answer.params,
        "message": {language: message(rulebook, rule, answer, language) for language in languages},
        "fix": _fix(evaluation, rulebook, languages),
        "law": sources(version.law if version else (), rulebook, languages),
        "penalty": sources(version.penalty if version else (), rulebook, languages),
        "imprint": imprint,
        "span": span,
        "pointer": _pointer(evaluation, span, judged),
        "evidence": evidence,
        "waived": None,
        "baseline": None,
    }


def _fingerprint(rule: str, evidence: str, ordinal: int) -> str:
    """Return an id that stays when lines are inserted above: it turns on the words found, not on their place."""
    words = " ".join(evidence.split())
    return sha256(f"{rule}\0{words}\0{ordinal}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _confidence(evaluation: Evaluation, judged: Judged) -> str:
    if evaluation.answer.reason == "reading_unsure":
        return "low"
    if evaluation.imprint is None or not judged.case.imprints:
        return "high"
    read = judged.case.imprints[evaluation.imprint]
    leaf = read.leaves.get(_field(evaluation, judged))
    return leaf.confidence if leaf else read.confidence


def _pointer(evaluation: Evaluation, span: dict[str, int] | None, judged: Judged) -> str:
    """Return the JSON Pointer of the evidence: of the text it stands in, or of the field it was given as."""
    if span is not None or judged.limit is None:
        return judged.document.pointer
    base = judged.document.pointer.removesuffix("/text").removesuffix("/imprint") + "/imprint"
    path = _field(evaluation, judged)
    return base + ("/" + path.replace(".", "/") if path else "")


def _field(evaluation: Evaluation, judged: Judged) -> str:
    """Return the path of the leaf an answer points at, "" if it is about the whole imprint."""
    place = (evaluation.answer.start, evaluation.answer.end)
    leaves = judged.case.imprints[evaluation.imprint or 0].leaves if judged.case.imprints else {}
    return next((path for path, leaf in leaves.items() if (leaf.start, leaf.end) == place), "")


def _fix(evaluation: Evaluation, rulebook: Rulebook, languages: Sequence[str]) -> dict[str, str] | None:
    texts = evaluation.rule.fix
    if evaluation.answer.outcome != "fail" or not texts:
        return None
    values = {**evaluation.rule.params, **evaluation.answer.params}
    return {name: fill(text, values, rulebook, name) for name, text in texts_in(texts, languages).items()}
