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

from compliance.render import Format
from compliance.render.addresses import is_outside, uri
from compliance.render.ci import ForCi
from compliance.render.machine import Items, dumps
from compliance.render.places import end_of, line_of, place
from compliance.render.said import Fingerprints, fault, outside, said, waiver
from compliance.render.sarif_rules import Catalogue, unlinked
from compliance.render.spool import Spool
from compliance.report.build import TOOL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.border import report_wire as wire
    from compliance.border import stated_wire
    from compliance.model.document import Document

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "imprintFinding/v1"
_ROOT = "%SRCROOT%"
_ENCODINGS = {"utf-8": "UTF-8", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}
_NOTIFICATIONS = "toolExecutionNotifications"
_SPOOLED = {"artifacts": 8, "results": 8, _NOTIFICATIONS: 12}  # arrays on disk, and how deep their items stand
_HOLES = {name: f"%{name}%" for name in _SPOOLED}
_LONG_LINE = 1_000  # characters
_LINE_1 = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


class SarifRenderer(ForCi):
    """Keeps artifacts and results on disk until the end, when the whole run is known.

    Rules and laws are numbered in the order in which findings name them.
    """

    def _prepare(self) -> None:
        self._catalogue = Catalogue(self._books, self._language, self._say)
        self._seen = Fingerprints()
        self._indices: dict[str, int] = {}
        self._parts = {name: _Spooled(columns) for name, columns in _SPOOLED.items()}
        self._jurisdictions: set[str] = set()

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Keep the results of one ad."""
        result = self._addresses.named(result)
        self._artifact(result)
        self._seen.begin(result)
        self._books.of(result)
        self._jurisdictions.add(result["jurisdiction"])
        if "error" in result:
            self._notify(result, "error", f"{self._say['unreadable']}: {fault(result, self._language)}")
        if result.get("truncated"):
            self._notify(result, "warning", self._say["truncated"])
        lines = _LineHashes(source)
        for finding in result["findings"]:
            self._parts["results"].put(self._result(result, finding, source, lines))
        return ""

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the log: what was kept on disk, between what is known now."""
        run = self._run(summary)
        for key, part in self._parts.items():
            holder = run["invocations"][0] if key == _NOTIFICATIONS else run
            if part.count or key != _NOTIFICATIONS:
                holder[key] = _HOLES[key]
        shell = dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})
        for key, part in sorted(self._parts.items(), key=lambda item: shell.find(f'"{_HOLES[item[0]]}"')):
            before, hole, after = shell.partition(f'"{_HOLES[key]}"')
            if hole:
                yield before
                yield from part.array()
                shell = after
        yield shell

    def _run(self, summary: wire.Summary) -> dict[str, Any]:
        category = "/".join((TOOL["name"], *sorted(self._jurisdictions)[:1])) if len(self._jurisdictions) == 1 else None
        return {
            "automationDetails": {"id": f"{category or TOOL['name']}/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": not summary["unreadable"]}],
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {
                _ROOT: {
                    "description": {"text": "The root of the repository, else the folder in which the check was run."}
                }
            },
            "properties": {"rulebooks": self._catalogue.versions(), "summary": summary},
            "taxonomies": self._catalogue.taxonomies(),
            "tool": {"driver": {**TOOL, "language": self._language, **self._catalogue.driver()}},
        }

    def _artifact(self, result: wire.AdResult) -> None:
        path = result["path"]
        if path in self._indices:
            return
        self._indices[path] = len(self._indices)
        artifact: dict[str, Any] = {"location": _location(path), "roles": ["analysisTarget"]}
        if note := outside(result, self._say):
            artifact["description"] = {"text": note[0]}
        if "sha256" in result:
            artifact["hashes"] = {"sha-256": result["sha256"]}
            artifact["length"] = result["bytes"]
            encoding = result.get("encoding", "utf-8")
            artifact["encoding"] = _ENCODINGS.get(encoding, encoding)
        self._parts["artifacts"].put(artifact)

    def _notify(self, result: wire.AdResult, level: str, text: str) -> None:
        where = {"physicalLocation": {"artifactLocation": self._location(result["path"])}}
        notification = {"level": level, "locations": [where], "message": {"text": unlinked(text)}}
        self._parts[_NOTIFICATIONS].put(notification)

    def _location(self, path: str) -> dict[str, Any]:
        return {**_location(path), "index": self._indices[path]}

    def _result(
        self, result: wire.AdResult, finding: wire.Finding, source: Document | None, lines: _LineHashes
    ) -> dict[str, Any]:
        unclear = finding["outcome"] == "unclear"
        fix = said(finding.get("fix"), self._language)
        text = said(finding["message"], self._language) + (f"\n{self._say['fix']}: {fix}" if fix else "")
        entry: dict[str, Any] = {
            "kind": "open" if unclear else "fail",
            "level": "none" if unclear else finding["severity"],
            "locations": [self._place(result, finding, source)],
            "message": {"text": unlinked(text)},
            "partialFingerprints": {
                FINGERPRINT: self._seen.of(finding["rule"], finding["id"]),
                "primaryLocationLineHash": lines.of(result, finding),
            },
            "properties": self._properties(result, finding),
            "ruleId": finding["rule"],
            "ruleIndex": self._catalogue.index(result, finding),
        }
        if taxa := self._catalogue.taxa(result, finding):
            entry["taxa"] = taxa
        if finding.get("waived"):
            why = unlinked(waiver(finding, self._say))
            entry["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
        if "baseline" in finding:
            entry["baselineState"] = "unchanged" if finding["baseline"] == "known" else "new"
        return entry

    def _properties(self, result: wire.AdResult, finding: wire.Finding) -> dict[str, Any]:
        told = {
            "confidence": finding.get("confidence", "high"),
            "outcome": finding["outcome"],
            "severity": finding["severity"],
            "message_id": finding["message_id"],
            "evidence": finding.get("evidence"),
            "pointer": finding.get("pointer"),
            "place": finding.get("place"),
            "located": place(result, finding).kind,
        }
        return {key: value for key, value in told.items() if value}

    def _place(self, result: wire.AdResult, finding: wire.Finding, source: Document | None) -> dict[str, Any]:
        span = place(result, finding).span
        region: dict[str, Any] = dict(_LINE_1)
        if span:
            line, column = end_of(span, source)
            region = {"startLine": span["line"], "startColumn": span["column"], "endLine": line, "endColumn": column}
            if "format" not in result:  # elsewhere spans count in the text that was read, not in the file
                region |= {"charOffset": span["start"], "charLength": span["end"] - span["start"]}
            if finding.get("evidence") and span == finding.get("span"):
                region["snippet"] = {"text": finding["evidence"]}
        physical = {"artifactLocation": self._location(result["path"]), "region": region}
        where: dict[str, Any] = {"physicalLocation": physical}
        if finding.get("pointer"):
            where["logicalLocations"] = [{"fullyQualifiedName": finding["pointer"], "kind": "value"}]
        elif "place" in finding:
            where["logicalLocations"] = [{"fullyQualifiedName": finding["place"]["where"], "kind": "element"}]
        return where


class _Spooled:
    """The items of an array that lies on disk until its place in the log has come."""

    __slots__ = ("_items", "_spool")

    def __init__(self, columns: int) -> None:
        self._items, self._spool = Items("[", columns), Spool()

    @property
    def count(self) -> int:
        return self._spool.count

    def put(self, item: Any) -> None:
        """Keep an item."""
        self._spool.put(self._items.item(item))

    def array(self) -> Iterator[str]:
        """Yield the array."""
        yield from self._spool.pieces()
        yield self._items.end()


def _location(path: str) -> dict[str, Any]:
    return {"uri": path} if is_outside(path) else {"uri": uri(path), "uriBaseId": _ROOT}


class _LineHashes:
    """What GitHub tells the alerts of one ad apart by; a long line is not read anew for each finding on it."""

    __slots__ = ("_lines", "_seen", "_source")

    def __init__(self, source: Document | None) -> None:
        self._source = source
        self._lines: dict[int, str] = {}
        self._seen: dict[str, int] = {}

    def of(self, result: wire.AdResult, finding: wire.Finding) -> str:
        """Return a digest of the line without its blanks, and a number among equals."""
        span = place(result, finding).span
        words = self._words(self._source, span) if span and self._source else finding["id"]
        key = sha256(f"{finding['rule']}\0{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._seen[key] = self._seen.get(key, 0) + 1
        return f"{key}:{self._seen[key]}"

    def _words(self, source: Document, span: stated_wire.Span) -> str:
        if span["line"] not in self._lines:
            words = "".join(line_of(source, span).split())
            short = len(words) <= _LONG_LINE
            digest = words if short else sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
            self._lines[span["line"]] = digest
        return self._lines[span["line"]]


FORMAT = Format("application/sarif+json", "sarif", SarifRenderer.wanted)
