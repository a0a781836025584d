"""rdjsonl, the format of reviewdog a line a diagnostic: columns count UTF-8 bytes from 1, the end is exclusive.

A finding without a place in the file (something missing from an ad without imprint, or an ad inside JSON) has no range.
`original_output` is the evidence as it stands in the ad. `unclear` and waived findings are told apart by their message
and a lower severity. There are no suggestions: a fix here is advice to people, not an edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render import Format
from compliance.render.ci import ForCi
from compliance.render.display import visible
from compliance.render.machine import dumps
from compliance.render.places import Utf8Columns, end_of, place, where
from compliance.render.said import UNREADABLE, details, fault, level, message, outside, sourced
from compliance.report.build import TOOL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.border import report_wire as wire
    from compliance.border import stated_wire
    from compliance.model.document import Document

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


class RdjsonLinesRenderer(ForCi):
    """Renders each finding as one line as soon as its ad is judged."""

    def _prepare(self) -> None:
        self._columns = Utf8Columns()

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Return the diagnostics of one ad."""
        return "".join(dumps(item, indent=None) for item in self._diagnostics(result, source))

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield nothing: every line is a diagnostic."""
        yield from ()

    def _diagnostics(self, result: wire.AdResult, source: Document | None) -> list[dict[str, Any]]:
        result = self._addresses.named(result)
        if "error" in result:
            text = f"{self._say['unreadable']}: {fault(result, self._language)}"
            text = "\n".join([text, *outside(result, self._say)])
            entry = {"code": {"value": UNREADABLE}, "message": text, "severity": "ERROR"}
            return [{**entry, "location": {"path": result["path"]}, "source": {"name": TOOL["name"]}}]
        return [self._diagnostic(result, finding, source) for finding in result["findings"]]

    def _diagnostic(self, result: wire.AdResult, finding: wire.Finding, source: Document | None) -> dict[str, Any]:
        lines = [
            message(finding, self._language, self._say),
            *details(result, finding, self._books, self._language, self._say),
            *outside(result, self._say),
        ]
        if finding.get("pointer"):
            lines.append(visible(f"{result['path']}#{finding['pointer']}"))
        if words := where(result, finding, self._language):
            lines.append(words)
        code = {"value": finding["rule"]}
        url = next((law["url"] for law in sourced(self._books.laws(result, finding)) if law["url"]), None)
        location: dict[str, Any] = {"path": result["path"]}
        span = place(result, finding).span
        if span:
            location["range"] = self._range(span, source)
        item = {
            "code": {**code, "url": url} if url else code,
            "location": location,
            "message": "\n".join(lines),
            "severity": _SEVERITIES[level(finding)],
            "source": {"name": TOOL["name"]},
        }
        return {**item, "original_output": finding["evidence"]} if finding.get("evidence") else item

    def _range(self, span: stated_wire.Span, source: Document | None) -> dict[str, Any]:
        """Return a range; without the text of the file, bytes cannot be counted, and the line alone is given."""
        if source is None or source.segments:
            return {"start": {"line": span["line"]}}
        first, last = self._columns.of(source, span)
        line = end_of(span, source)[0]
        return {"start": {"line": span["line"], "column": first}, "end": {"line": line, "column": last}}


FORMAT = Format("application/jsonl", "jsonl", RdjsonLinesRenderer.wanted)
