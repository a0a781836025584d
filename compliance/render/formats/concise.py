"""A line a finding, `path:line:col: severity rule message`, as compilers write them: terminals and editors open it.

A finding without a place of its own stands where the imprint does that was searched, else at 1:1; of an ad in JSON the
pointer stands behind the message. What is unclear, waived or known is called that in place of its severity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render import Format
from compliance.render.circumstances import counted
from compliance.render.closing import tally, undecided
from compliance.render.display import inert, visible
from compliance.render.paint import painter
from compliance.render.places import place
from compliance.render.places import where as told
from compliance.render.said import UNREADABLE, excused, fault, said
from compliance.render.words import words
from compliance.report.build import TOOL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.report.gate import Gate


class ConciseRenderer:
    """Renders the lines of one ad after the other; an ad of which there is nothing to say has none."""

    def __init__(self, language: str, color: bool, gate: Gate) -> None:
        self._language, self._gate = language, gate
        self._say = words(language)
        self._paint = painter(color)
        self._total: dict[str, int] = {}

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Return the lines of one ad."""
        for kind, count in counted(result["findings"]).items():
            self._total[kind] = self._total.get(kind, 0) + count
        return "".join(f"{line}\n" for line in self._lines(result))

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the last line: the program, by which its report is known, the tally, and how many ads are undecided."""
        counts = f"{self._say['ads']}: {summary['documents']}{tally(summary, self._total, self._say)}"
        told = [counts, undecided(summary, self._gate, self._say)]
        yield f"{TOOL['name']} {TOOL['version']}: {'; '.join(filter(None, told))}\n"

    def _lines(self, result: wire.AdResult) -> Iterable[str]:
        path = inert(visible(result["path"]))
        pointer = f" (#{visible(result['pointer'])})" if result.get("pointer") else ""
        if "error" in result:
            kind, why = self._paint("error", self._say["error"]), fault(result, self._language)
            yield f"{self._paint('path', f'{path}:1:1')}: {kind} {UNREADABLE} {why}{pointer}"
        for finding in result["findings"]:
            span = place(result, finding).span
            where = f"{path}:{span['line']}:{span['column']}" if span else f"{path}:1:1"
            role = "unclear" if finding["outcome"] == "unclear" else finding["severity"]
            kind = self._paint(role, self._say[excused(finding) or role])
            at = f" (#{visible(finding['pointer'])})" if finding.get("pointer") else "" if span else pointer
            if words := told(result, finding, self._language):
                at += f" ({words})"
            text = said(finding["message"], self._language)
            yield f"{self._paint('path', where)}: {kind} {finding['rule']} {text}{at}"


FORMAT = Format(
    "text/plain; charset=utf-8", "txt", lambda wanted: ConciseRenderer(wanted.language, wanted.color, wanted.gate)
)
