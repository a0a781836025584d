"""JSON, version 1 of the report, and JSON lines: the same bytes for the same ads, whatever the machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from compliance.report.build import report

if TYPE_CHECKING:
    from compliance.model.document import Document

# Legal in JSON strings, but able to steer a terminal or to turn writing round: C1 controls, line and direction marks.
_ESCAPED = {
    code: f"\\u{code:04x}"
    for code in (*range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
}


def dumps(content: Any, indent: int | None = 2) -> str:
    """Return JSON with sorted keys that is safe to print; lone surrogates and direction marks are escaped."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=indent)
    if not text.isascii():
        text = text.translate(_ESCAPED).encode("utf-8", "backslashreplace").decode("utf-8")
    return text.replace("\x7f", "\\u007f") + "\n"


class JsonRenderer:
    """Collects the entries and renders the whole report at the end, so that the output is valid or absent."""

    def __init__(self) -> None:
        self._documents: list[dict[str, Any]] = []

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Keep one entry; nothing is said yet."""
        self._documents.append(result)
        return ""

    def end(self, summary: dict[str, Any]) -> str:
        """Return the report."""
        return dumps({**report([]), "summary": summary, "documents": self._documents})


class JsonLinesRenderer:
    """Renders each entry as one line of JSON as soon as it is there; the tally is left to the reader."""

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Return one entry as one line."""
        return dumps(result, indent=None)

    def end(self, summary: dict[str, Any]) -> str:
        """Return nothing: every line is an ad."""
        return ""
