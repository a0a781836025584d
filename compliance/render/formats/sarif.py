"""SARIF 2.1.0: one run, a result for each finding.

Regions are in Unicode code points (`columnKind`), lines end as the report counts them (`newlineSequences`). A finding
about something missing points to the imprint that was searched, else to line 1; `properties.located` says which, and
`properties.pointer` names the value of an ad inside JSON. What is unclear is of kind `open`, what is waived carries a
suppression, what is known from the baseline is `unchanged`. An ad that could not be read is a notification, not a
result; passes are not results. What one ad's verdict is, and what its imprint states, is in the JSON report only.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from compliance.render.display import visible
from compliance.render.formats.machine import dumps
from compliance.render.formats.sarif_rules import Catalogue, unlinked
from compliance.render.places import line_of, place, uri
from compliance.render.said import Fingerprints, said, waiver
from compliance.render.words import words
from compliance.report.build import TOOL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.document import Document
    from compliance.rulebook import Rulebook

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "imprintFinding/v1"
_ROOT = "%SRCROOT%"
_ENCODINGS = {"utf-8": "UTF-8", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}
_LINE_1 = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


class SarifRenderer:
    """Collects the results and renders the log at the end, when all rules that were named are known."""

    def __init__(self, language: str = "en", rulebooks: Iterable[Rulebook] = ()) -> None:
        self._language = language
        self._say = words(language)
        self._rulebooks = rulebooks
        self._seen = Fingerprints()
        self._artifacts: dict[str, dict[str, Any]] = {}
        self._indices: dict[str, int] = {}
        self._pairs: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self._notifications: list[dict[str, Any]] = []
        self._jurisdictions: set[str] = set()

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Keep the results of one ad."""
        self._artifact(result)
        self._jurisdictions.add(result["jurisdiction"])
        if result["error"]:
            self._notify(result, "error", f"{self._say['unreadable']}: {visible(result['error']['message'])}")
        if result["truncated"]:
            self._notify(result, "warning", self._say["truncated"])
        lines: dict[str, int] = {}
        for finding in result["findings"]:
            self._pairs.append((self._result(result, finding, source, lines), finding))
        return ""

    def end(self, summary: dict[str, Any]) -> str:
        """Return the log."""
        catalogue = Catalogue(self._rulebooks, [finding for _, finding in self._pairs], self._language, self._say)
        for result, finding in self._pairs:
            result["ruleIndex"] = catalogue.index(finding["rule"])
            taxa = catalogue.taxa(finding)
            if taxa:
                result["taxa"] = taxa
        return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [self._run(catalogue, summary)]})

    def _run(self, catalogue: Catalogue, summary: dict[str, Any]) -> dict[str, Any]:
        category = "/".join((TOOL["name"], *sorted(self._jurisdictions)[:1])) if len(self._jurisdictions) == 1 else None
        invocation: dict[str, Any] = {"executionSuccessful": not summary["unreadable"]}
        if self._notifications:
            invocation["toolExecutionNotifications"] = self._notifications
        return {
            "artifacts": list(self._artifacts.values()),
            "automationDetails": {"id": f"{category or TOOL['name']}/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which the check was run."}}},
            "properties": {"rulebooks": catalogue.versions, "summary": summary},
            "results": [result for result, _ in self._pairs],
            "taxonomies": catalogue.taxonomies,
            "tool": {"driver": {**TOOL, "language": self._language, **catalogue.driver}},
        }

    def _artifact(self, result: dict[str, Any]) -> None:
        path = result["path"]
        if path in self._artifacts:
            return
        self._indices[path] = len(self._artifacts)
        artifact: dict[str, Any] = {"location": _location(path), "roles": ["analysisTarget"]}
        if result["sha256"]:
            artifact["hashes"] = {"sha-256": result["sha256"]}
            artifact["length"] = result["bytes"]
            artifact["encoding"] = _ENCODINGS.get(result["encoding"], result["encoding"])
        self._artifacts[path] = artifact

    def _notify(self, result: dict[str, Any], level: str, text: str) -> None:
        where = {"physicalLocation": {"artifactLocation": self._location(result["path"])}}
        self._notifications.append({"level": level, "locations": [where], "message": {"text": unlinked(text)}})

    def _location(self, path: str) -> dict[str, Any]:
        return {**_location(path), "index": self._indices[path]}

    def _result(
        self, result: dict[str, Any], finding: dict[str, Any], source: Document | None, lines: dict[str, int]
    ) -> dict[str, Any]:
        unclear = finding["outcome"] == "unclear"
        fix = said(finding["fix"], self._language)
        text = said(finding["message"], self._language) + (f"\n{self._say['fix']}: {fix}" if fix else "")
        entry = {
            "kind": "open" if unclear else "fail",
            "level": "none" if unclear else finding["severity"],
            "locations": [self._place(result, finding)],
            "message": {"text": unlinked(text)},
            "partialFingerprints": {
                FINGERPRINT: self._seen.of(result, finding["rule"], finding["id"]),
                "primaryLocationLineHash": _line_hash(result, finding, source, lines),
            },
            "properties": self._properties(result, finding),
            "ruleId": finding["rule"],
        }
        if finding.get("waived"):
            why = unlinked(waiver(finding, self._say))
            entry["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
        if finding.get("baseline"):
            entry["baselineState"] = "unchanged" if finding["baseline"] == "known" else "new"
        return entry

    def _properties(self, result: dict[str, Any], finding: dict[str, Any]) -> dict[str, Any]:
        keys = ("confidence", "outcome", "severity", "message_id", "evidence")
        kept = {key: finding[key] for key in keys if finding[key]}
        pointer = {"pointer": finding["pointer"]} if finding["pointer"] else {}
        return {**kept, **pointer, "located": place(result, finding).kind}

    def _place(self, result: dict[str, Any], finding: dict[str, Any]) -> dict[str, Any]:
        span = place(result, finding).span
        region: dict[str, Any] = dict(_LINE_1)
        if span:
            region = {"startLine": span["line"], "startColumn": span["column"]}
            region |= {"endLine": span["end_line"], "endColumn": span["end_column"]}
            region |= {"charOffset": span["start"], "charLength": span["end"] - span["start"]}
            if finding["evidence"] and span == finding["span"]:
                region["snippet"] = {"text": finding["evidence"]}
        physical = {"artifactLocation": self._location(result["path"]), "region": region}
        where: dict[str, Any] = {"physicalLocation": physical}
        if finding["pointer"]:
            where["logicalLocations"] = [{"fullyQualifiedName": finding["pointer"], "kind": "value"}]
        return where


def _location(path: str) -> dict[str, Any]:
    return {"uri": uri(path)} if path.startswith("/") else {"uri": uri(path), "uriBaseId": _ROOT}


def _line_hash(result: dict[str, Any], finding: dict[str, Any], source: Document | None, lines: dict[str, int]) -> str:
    """Return what GitHub tells alerts apart by: a digest of the line without its blanks, and a number among equals."""
    span = place(result, finding).span
    words = "".join(line_of(source, span).split()) if span and source else finding["id"]
    key = sha256(f"{finding['rule']}\0{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    lines[key] = lines.get(key, 0) + 1
    return f"{key}:{lines[key]}"
