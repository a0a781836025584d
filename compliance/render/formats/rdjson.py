"""rdjson and rdjsonl, the formats of reviewdog: columns count UTF-8 bytes from 1, the end is exclusive.

A finding without a place in the file (something missing from an ad without imprint, or an ad inside JSON) has no range.
`original_output` is the evidence as it stands in the ad. `unclear` and waived findings are told apart by their message
and a lower severity. There are no suggestions: a fix here is advice to people, not an edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render.display import visible
from compliance.render.formats.machine import dumps
from compliance.render.places import place, utf8_columns
from compliance.render.said import UNREADABLE, details, laws, level, message
from compliance.render.words import words
from compliance.report.build import TOOL

if TYPE_CHECKING:
    from compliance.model.document import Document

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


class RdjsonLinesRenderer:
    """Renders each finding as one line as soon as its ad is judged."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._say = words(language)

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Return the diagnostics of one ad."""
        return "".join(dumps(item, indent=None) for item in self._diagnostics(result, source))

    def end(self, summary: dict[str, Any]) -> str:
        """Return nothing: every line is a diagnostic."""
        return ""

    def _diagnostics(self, result: dict[str, Any], source: Document | None) -> list[dict[str, Any]]:
        if result["error"]:
            text = f"{self._say['unreadable']}: {visible(result['error']['message'])}"
            fault = {"code": {"value": UNREADABLE}, "message": text, "severity": "ERROR"}
            return [{**fault, "location": {"path": result["path"]}, "source": {"name": TOOL["name"]}}]
        return [self._diagnostic(result, finding, source) for finding in result["findings"]]

    def _diagnostic(self, result: dict[str, Any], finding: dict[str, Any], source: Document | None) -> dict[str, Any]:
        lines = [message(finding, self._language, self._say), *details(finding, self._language, self._say)]
        if finding["pointer"]:
            lines.append(visible(f"{result['path']}#{finding['pointer']}"))
        code = {"value": finding["rule"]}
        url = next((law["url"] for law in laws(finding) if law["url"]), None)
        location: dict[str, Any] = {"path": result["path"]}
        span = place(result, finding).span
        if span:
            location["range"] = _range(span, source)
        item = {
            "code": {**code, "url": url} if url else code,
            "location": location,
            "message": "\n".join(lines),
            "severity": _SEVERITIES[level(finding)],
            "source": {"name": TOOL["name"]},
        }
        return {**item, "original_output": finding["evidence"]} if finding["evidence"] else item


class RdjsonRenderer(RdjsonLinesRenderer):
    """Collects the diagnostics and renders one object at the end."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self._found: list[dict[str, Any]] = []

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Keep the diagnostics of one ad."""
        self._found += self._diagnostics(result, source)
        return ""

    def end(self, summary: dict[str, Any]) -> str:
        """Return the object."""
        return dumps({"source": {"name": TOOL["name"]}, "diagnostics": self._found})


def _range(span: dict[str, int], source: Document | None) -> dict[str, Any]:
    """Return a range; without the text, bytes cannot be counted, and lines alone are given."""
    if source is None:
        return {"start": {"line": span["line"]}, "end": {"line": span["end_line"]}}
    first, last = utf8_columns(source, span)
    return {"start": {"line": span["line"], "column": first}, "end": {"line": span["end_line"], "column": last}}
