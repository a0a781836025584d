"""The report for people: what is wrong and what to do, the line of the ad, a marker under the words, and the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render import Format
from compliance.render.books import Books
from compliance.render.circumstances import Covered, circumstances, counted, tallied
from compliance.render.closing import tally, undecided
from compliance.render.display import excerpt, inert, visible, wrap
from compliance.render.paint import painter
from compliance.render.places import place, where
from compliance.render.said import citation, excused, fault, location, said, sourced, waiver
from compliance.render.words import words
from compliance.report.gate import GATE
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.report.gate import Gate
    from compliance.rulebook import Rulebook


class TextRenderer:
    """Renders one ad after the other; of the law one line is said, the rest is `compliance explain`."""

    def __init__(
        self,
        language: str = "en",
        color: bool = False,
        columns: int = 100,
        rulebooks: Iterable[Rulebook] = (),
        gate: Gate = GATE,
    ) -> None:
        self._language = language
        self._columns = max(40, columns)
        self._paint = painter(color)
        self._gate = gate
        self._words = words(language)
        self._total: dict[str, int] = {}
        self._books = Books(rulebooks)
        self._covered = Covered(self._books)

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Return what is to be said of one ad; `source` has its text."""
        verdict = result["verdict"]
        heading = f"{self._paint('path', inert(location(result)))}: {self._paint(verdict, self._words[verdict])}"
        if "error" in result:
            return f"{heading}: {fault(result, self._language)}\n"
        self._covered.add(result)
        for kind, count in counted(result["findings"]).items():
            self._total[kind] = self._total.get(kind, 0) + count
        counts = tallied(result["findings"], self._words)
        lines = [heading + (f" ({counts})" if counts else "")]
        lines += self._circumstances(result)
        shown = None
        for finding in result["findings"]:
            lines += ["", *self._finding(result, finding, None if shown == finding.get("span") else source)]
            shown = finding.get("span", shown)
        return "\n".join(lines) + "\n" + ("\n" if result["findings"] else "")

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the closing lines: the tally, what a clean report does not say, and how many ads are undecided."""
        head = self._paint("heading", f"{self._words['ads']}: {summary['documents']}")
        yield head + tally(summary, self._total, self._words) + "\n"
        if covered := self._covered.line(self._words):
            yield from (self._paint("faint", line) + "\n" for line in wrap(covered, self._columns))
        if self._total:
            yield self._paint("faint", fill(self._words["in_full"], {"command": "compliance explain"})) + "\n"
        if left_out := self._covered.not_asked(self._words):
            yield from (line + "\n" for line in wrap(left_out, self._columns))
        if last := undecided(summary, self._gate, self._words):
            yield from (line + "\n" for line in wrap(last, self._columns))

    def _circumstances(self, result: wire.AdResult) -> list[str]:
        parts = circumstances(result, self._books, self._words, self._language)
        return ["  " + self._paint("faint", line) for line in wrap(" · ".join(parts), self._columns - 2)]

    def _finding(self, result: wire.AdResult, finding: wire.Finding, source: Document | None) -> list[str]:
        unclear = finding["outcome"] == "unclear"
        kind = self._words["unclear" if unclear else finding["severity"]]
        if excused(finding):
            kind = f"{self._words[excused(finding)]}, {kind}"
        message = said(finding["message"], self._language)
        role = "unclear" if unclear else finding["severity"]
        at, told = _where(result, finding, self._language), self._paint("heading", message)
        lines = [f"{at}: {self._paint(role, kind)}: {told} [{finding['rule']}]"]
        if "fix" in finding:
            lines += self._labelled("fix", said(finding["fix"], self._language))
        lines += self._evidence(result, finding, source)
        if waived := waiver(finding, self._words):
            lines += [f"    {line}" for line in wrap(waived, self._columns - 4)]
        lines += self._law(result, finding)
        return lines

    def _evidence(self, result: wire.AdResult, finding: wire.Finding, source: Document | None) -> list[str]:
        span = finding.get("span")
        role = "unclear" if finding["outcome"] == "unclear" else finding["severity"]
        if span is None or source is None:
            evidence = "" if span else finding.get("evidence", "")
            words = wrap(evidence, self._columns - 6) if evidence else []
            return [f"    > {line}" for line in words[:3]]
        lined = finding.get("pointer") or place(result, finding).span is not None
        gutter = f"{span['line'] if lined else '':>5} | "
        shown = excerpt(source.text, span["start"], span["end"], self._columns - len(gutter))
        marker = self._paint(role, "^" * shown.under)
        return [f"{gutter}{shown.line}", f"{' ' * 5} | {' ' * shown.before}{marker}"]

    def _law(self, result: wire.AdResult, finding: wire.Finding) -> list[str]:
        """Return the best sourced law; quotations, other sources and penalties are what `compliance explain` tells."""
        best = sourced(self._books.laws(result, finding))[:1]
        return [line for law in best for line in self._labelled("law", citation(law, self._language, self._words))]

    def _labelled(self, key: str, text: str) -> list[str]:
        label = self._words[key]
        first, *rest = wrap(text, self._columns - max(9, len(label) + 6)) or [""]
        return [f"    {self._paint('heading', label)}: {first}", *(f"         {line}" for line in rest)]


def _where(result: wire.AdResult, finding: wire.Finding, language: str) -> str:
    """Return where a finding stands, as compilers tell it; what has no lines by its place."""
    path, span = inert(visible(result["path"])), finding.get("span")
    if told := where(result, finding, language):
        pointer = f"#{visible(finding['pointer'])}" if finding.get("pointer") else ""
        return f"{path}{pointer} ({told})"
    if span:
        return f"{path}:{span['line']}:{span['column']}"
    return path + (f"#{visible(finding['pointer'])}" if finding.get("pointer") else "")


FORMAT = Format(
    "text/plain; charset=utf-8",
    "txt",
    lambda wanted: TextRenderer(wanted.language, wanted.color, wanted.columns, wanted.rulebooks, wanted.gate),
)
