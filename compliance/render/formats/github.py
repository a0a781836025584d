"""GitHub workflow commands: findings as annotations on the lines of a pull request.

One command a finding, the gravest first, because GitHub shows ten of each level in a step and fifty in a job. Lines and
columns are code points, the end exclusive; a command over several lines has no columns, which GitHub would refuse.
`step_summary` is the whole report in Markdown, for the file that `GITHUB_STEP_SUMMARY` names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render.display import visible
from compliance.render.formats.markdown import MarkdownRenderer
from compliance.render.places import place
from compliance.render.said import LEVELS, details, level, message
from compliance.render.words import words
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from compliance.model.document import Document

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
SHOWN = 10


class GithubRenderer:
    """Collects the findings and prints them at the end, sorted by level and then in the order of the ads."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._say = words(language)
        self._commands: dict[str, list[str]] = {name: [] for name in LEVELS}
        self._markdown = MarkdownRenderer(language)

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Keep what is to be said of one ad."""
        self._markdown.document(result, source)
        if result["error"]:
            text = f"{self._say['unreadable']}: {visible(result['error']['message'])}"
            self._commands["error"].append(_command("error", {"file": visible(result["path"])}, [text]))
        for finding in result["findings"]:
            self._commands[level(finding)].append(self._annotation(result, finding))
        return ""

    def end(self, summary: dict[str, Any]) -> str:
        """Return all commands, a line each."""
        return "".join(line + "\n" for name in LEVELS for line in self._commands[name])

    def step_summary(self, summary: dict[str, Any]) -> str:
        """Return the report in Markdown, led by how many findings GitHub leaves out of its annotations."""
        total = sum(map(len, self._commands.values()))
        surplus = sum(max(0, len(lines) - SHOWN) for lines in self._commands.values())
        head = fill(self._say["beyond_annotations"], {"count": surplus, "total": total}) + "\n\n" if surplus else ""
        return head + self._markdown.end(summary)

    def _annotation(self, result: dict[str, Any], finding: dict[str, Any]) -> str:
        properties: dict[str, Any] = {"file": visible(result["path"])}
        span = place(result, finding).span
        if span:
            properties |= {"line": span["line"], "endLine": span["end_line"]}
            if span["line"] == span["end_line"]:
                properties |= {"col": span["column"], "endColumn": span["end_column"]}
        properties["title"] = finding["rule"]
        lines = [message(finding, self._language, self._say), *details(finding, self._language, self._say)]
        if finding["pointer"]:
            lines.append(visible(f"{result['path']}#{finding['pointer']}"))
        return _command(level(finding), properties, lines)


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
