"""JUnit XML: a test suite for each ad, a test case for each rule that was put to it.

A rule that fails is a `failure` (its `type` is the severity), one that is unclear an `error`, one that does not apply,
or is waived, or known from the baseline, `skipped`; passes are there too. An ad that could not be read is a suite with
one error. Lines and columns stand in the text, in code points. `testcase@file` is for GitLab, which reads it; the
schema junit-10 does not know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.render.display import visible
from compliance.render.places import place, quoted
from compliance.render.said import UNREADABLE, details, excused, location, message, waiver
from compliance.render.words import words
from compliance.report.build import TOOL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.document import Document

_KINDS = ("failure", "error", "skipped")
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF))
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_TABLE = str.maketrans(_ESCAPED)


class _Case(NamedTuple):
    """One test case: kind "" for a pass."""

    name: str
    kind: str = ""
    type: str = ""
    message: str = ""
    body: tuple[str, ...] = ()


class JunitRenderer:
    """Collects the suites, because the root element comes first and has the totals."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._say = words(language)
        self._suites: list[str] = []
        self._totals = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
        self._named: dict[str, int] = {}

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Keep the suite of one ad."""
        cases = list(self._cases(result))
        counts = {f"{kind}s": sum(case.kind == kind for case in cases) for kind in ("failure", "error")}
        skipped = sum(case.kind == "skipped" for case in cases)
        tally = {"tests": len(cases), **counts, "skipped": skipped}
        for key, count in tally.items():
            self._totals[key] += count
        name = self._unique(location(result))
        lines = [f"  <testsuite {_attributes({'name': name, **tally, 'time': 0})}>"]
        lines += [_case(case, name, visible(result["path"])) for case in cases]
        self._suites.append("\n".join([*lines, "  </testsuite>"]))
        return ""

    def end(self, summary: dict[str, Any]) -> str:
        """Return the document."""
        counts = {key: self._totals[key] for key in ("tests", "failures", "errors")}
        root = _attributes({"name": TOOL["name"], **counts, "time": 0})
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {root}>", *self._suites, "</testsuites>"]
        return "\n".join(lines) + "\n"

    def _unique(self, name: str) -> str:
        """Return the name of a suite, numbered where the same ad comes again: GitLab keeps one case of each name."""
        self._named[name] = self._named.get(name, 0) + 1
        return name if self._named[name] == 1 else f"{name} ({self._named[name]})"

    def _cases(self, result: dict[str, Any]) -> Iterator[_Case]:
        if result["error"]:
            text = visible(result["error"]["message"])
            yield _Case(UNREADABLE, "error", UNREADABLE, text, (f"{location(result)}: {text}",))
        waiting: dict[tuple[str, int | None], list[dict[str, Any]]] = {}
        for finding in result["findings"]:
            waiting.setdefault((finding["rule"], finding["imprint"]), []).append(finding)
        several = len(result["imprints"]) > 1
        names: dict[str, int] = {}
        for entry in result["evaluated"]:
            key = (entry["rule"], entry["imprint"])
            name = _numbered(entry["rule"], entry["imprint"] if several else None, names)
            found = waiting.get(key) if entry["outcome"] in ("fail", "unclear") else None
            yield self._found(name, result, found.pop(0)) if found else _bare(name, entry)
        for finding in (finding for rest in waiting.values() for finding in rest):
            yield self._found(_numbered(finding["rule"], None, names), result, finding)

    def _found(self, name: str, result: dict[str, Any], finding: dict[str, Any]) -> _Case:
        span = place(result, finding).span
        where = f"{visible(result['path'])}:{span['line']}:{span['column']}" if span else location(result)
        if finding["pointer"]:
            where = visible(f"{result['path']}#{finding['pointer']}")
        text = message(finding, self._language, self._say)
        quote = visible(quoted(result, finding))
        body = (f"{where}: {text}", *([f"> {quote}"] if quote else []), *details(finding, self._language, self._say))
        if excused(finding):
            return _Case(name, "skipped", finding["severity"], waiver(finding, self._say) or text, body)
        kind = "failure" if finding["outcome"] == "fail" else "error"
        return _Case(name, kind, finding["severity"] if kind == "failure" else "unclear", text, body)


def _numbered(rule: str, imprint: int | None, names: dict[str, int]) -> str:
    """Return the name of a case: the rule, which imprint where there are several, an ordinal where that will not do."""
    name = rule if imprint is None else f"{rule} [{imprint + 1}]"
    names[name] = names.get(name, 0) + 1
    return name if names[name] == 1 else f"{name} #{names[name]}"


def _bare(name: str, entry: dict[str, Any]) -> _Case:
    """Return the case of an answer without a finding: a pass, not applicable, or one beyond the report's limit."""
    if entry["outcome"] == "pass":
        return _Case(name)
    kind = {"not_applicable": "skipped", "fail": "failure", "unclear": "error"}[entry["outcome"]]
    return _Case(name, kind, entry["outcome"], entry["reason"])


def _case(case: _Case, suite: str, path: str) -> str:
    start = f"    <testcase {_attributes({'classname': suite, 'name': case.name, 'file': path, 'time': 0})}"
    if not case.kind:
        return start + "/>"
    inner = _attributes({"type": case.type, "message": case.message})
    body = _clean("\n".join(case.body))
    return f"{start}>\n      <{case.kind} {inner}>{body}</{case.kind}>\n    </testcase>"


def _attributes(values: dict[str, Any]) -> str:
    return " ".join(f'{key}="{_clean(str(value))}"' for key, value in values.items())


def _clean(text: str) -> str:
    """Return text fit for XML 1.0: `visible` has made pictures of the controls, two non-characters are left out."""
    return text.translate(_NOT_XML).translate(_TABLE)
