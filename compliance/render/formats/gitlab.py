"""GitLab Code Quality: one JSON array, empty when nothing is wrong.

Places are whole lines: columns are lost, since GitLab reads none. `unclear` and waived findings are told apart by their
description and a lower severity. An ad that could not be read is an entry too, `check_name` `unreadable`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render import Format
from compliance.render.ci import ForCi
from compliance.render.machine import Items
from compliance.render.places import end_of, place
from compliance.render.said import UNREADABLE, Fingerprints, fault, level, message, outside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.border import report_wire as wire
    from compliance.model.document import Document

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


class GitlabRenderer(ForCi):
    """Renders each item of the array as soon as its ad is judged."""

    def _prepare(self) -> None:
        self._seen = Fingerprints()
        self._items = Items("[", 2)

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Return the entries of one ad."""
        result = self._addresses.named(result)
        self._seen.begin(result)
        pieces = []
        if "error" in result:
            text = f"{self._say['unreadable']}: {fault(result, self._language)}"
            pieces.append(self._entry(result, UNREADABLE, "", text, "critical", (1, 1)))
        for finding in result["findings"]:
            span = place(result, finding).span
            lines = (span["line"], end_of(span, source)[0]) if span else (1, 1)
            text = message(finding, self._language, self._say)
            severity = _SEVERITIES[level(finding)]
            pieces.append(self._entry(result, finding["rule"], finding["id"], text, severity, lines))
        return "".join(map(self._items.item, pieces))

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the end of the array."""
        yield self._items.end() + "\n"

    def _entry(
        self, result: wire.AdResult, name: str, key: str, text: str, severity: str, lines: tuple[int, int]
    ) -> dict[str, Any]:
        return {
            "check_name": name,
            "description": " ".join([text, *outside(result, self._say)]),
            "fingerprint": self._seen.of(name, key),
            "location": {
                "lines": {"begin": lines[0], "end": lines[1]},
                "path": result["path"].removeprefix("./"),
            },
            "severity": severity,
        }


FORMAT = Format("application/json", "json", GitlabRenderer.wanted)
