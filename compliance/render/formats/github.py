"""GitHub workflow commands: findings as annotations on the lines of a pull request.

One command a finding, the gravest first, because GitHub shows ten of each level in a step and fifty in a job. Lines and
columns are code points, the end exclusive; a command over several lines has no columns, which GitHub would refuse.
`step_summary` is the whole report in Markdown, for the file that `GITHUB_STEP_SUMMARY` names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render import Format
from compliance.render.ci import ForCi
from compliance.render.display import visible
from compliance.render.formats.markdown import MarkdownRenderer
from compliance.render.places import end_of, place, where
from compliance.render.said import LEVELS, details, fault, level, message, outside
from compliance.render.spool import Spool
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.border import report_wire as wire
    from compliance.model.document import Document

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
SHOWN = 10


class GithubRenderer(ForCi):
    """Prints the findings at the end, sorted by level and then in the order of the ads."""

    def _prepare(self) -> None:
        self._commands = {name: Spool() for name in LEVELS}
        self._markdown = MarkdownRenderer(self._language, self._rulebooks, self._gate)

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Keep what is to be said of one ad."""
        self._markdown.document(result, source)
        result = self._addresses.named(result)
        if "error" in result:
            text = f"{self._say['unreadable']}: {fault(result, self._language)}"
            lines = [text, *outside(result, self._say)]
            self._commands["error"].put(_command("error", {"file": visible(result["path"])}, lines) + "\n")
        for finding in result["findings"]:
            self._commands[level(finding)].put(self._annotation(result, finding, source) + "\n")
        return ""

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield all commands, a line each."""
        for name in LEVELS:
            yield from self._commands[name].pieces()

    def step_summary(self, summary: wire.Summary) -> str:
        """Return the report in Markdown, led by how many findings GitHub leaves out of its annotations."""
        total = sum(lines.count for lines in self._commands.values())
        surplus = sum(max(0, lines.count - SHOWN) for lines in self._commands.values())
        head = fill(self._say["beyond_annotations"], {"count": surplus, "total": total}) + "\n\n" if surplus else ""
        return head + "".join(self._markdown.end(summary))

    def _annotation(self, result: wire.AdResult, finding: wire.Finding, source: Document | None) -> str:
        properties: dict[str, Any] = {"file": visible(result["path"])}
        span = place(result, finding).span
        if span:
            line, column = end_of(span, source)
            properties |= {"line": span["line"], "endLine": line}
            if span["line"] == line:
                properties |= {"col": span["column"], "endColumn": column}
        properties["title"] = finding["rule"]
        told = details(result, finding, self._books, self._language, self._say)
        lines = [message(finding, self._language, self._say), *told]
        if finding.get("pointer"):
            lines.append(visible(f"{result['path']}#{finding['pointer']}"))
        if words := where(result, finding, self._language):
            lines.append(words)
        return _command(level(finding), properties, lines + outside(result, self._say))


def _command(name: str, properties: dict[str, Any], lines: list[str]) -> str:
    """Return one command; nothing in it ends the line or starts another.

    >>> _command("error", {"file": "a,b"}, ["100 %", "::error::x"])
    '::error file=a%2Cb::100 %25%0A::error::x'
    """
    shown = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[name]} {shown}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format("text/plain; charset=utf-8", "txt", GithubRenderer.wanted)
