"""GitLab Code Quality: one JSON array, empty when nothing is wrong.

Places are whole lines: columns are lost, since GitLab reads none. `unclear` and waived findings are told apart by their
description and a lower severity. An ad that could not be read is an entry too, `check_name` `unreadable`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render.display import visible
from compliance.render.formats.machine import dumps
from compliance.render.places import place
from compliance.render.said import UNREADABLE, Fingerprints, level, message
from compliance.render.words import words

if TYPE_CHECKING:
    from compliance.model.document import Document

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


class GitlabRenderer:
    """Collects the entries and renders the array at the end."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._say = words(language)
        self._seen = Fingerprints()
        self._entries: list[dict[str, Any]] = []

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Keep the entries of one ad."""
        if result["error"]:
            text = f"{self._say['unreadable']}: {visible(result['error']['message'])}"
            self._entries.append(self._entry(result, UNREADABLE, "", text, "critical", 1, 1))
        for finding in result["findings"]:
            span = place(result, finding).span
            first, last = (span["line"], span["end_line"]) if span else (1, 1)
            text = message(finding, self._language, self._say)
            severity = _SEVERITIES[level(finding)]
            self._entries.append(self._entry(result, finding["rule"], finding["id"], text, severity, first, last))
        return ""

    def end(self, summary: dict[str, Any]) -> str:
        """Return the array."""
        return dumps(self._entries)

    def _entry(
        self, result: dict[str, Any], name: str, key: str, text: str, severity: str, first: int, last: int
    ) -> dict[str, Any]:
        return {
            "check_name": name,
            "description": text,
            "fingerprint": self._seen.of(result, name, key),
            "location": {"lines": {"begin": first, "end": last}, "path": result["path"].removeprefix("./")},
            "severity": severity,
        }
