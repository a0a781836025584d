"""JUnit XML: a test suite for each ad, a test case for each rule that was put to it.

A case is red exactly where it fails the run, by `--fail-level` and `--strict`: a rule that fails is then a `failure`
(its `type` is the severity), one that is unclear an `error`. What does not fail the run is told in `system-out` of a
green case. One that could not be decided for want of a fact, or is waived, or known from the baseline, is `skipped`;
passes are there too. Rules that do not apply to the ad have no case. An ad that could not be read is a suite with one
error. Lines and columns stand in the text, in code points. `testcase@file` is for GitLab, which reads it; the schema
junit-10 does not know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as Xml

from compliance.render import Format
from compliance.render.ci import ForCi
from compliance.render.display import visible
from compliance.render.places import place, quoted, where
from compliance.render.said import UNREADABLE, details, excused, fault, location, message, outside, waiver
from compliance.render.spool import Spool
from compliance.report.build import TOOL
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.border import report_wire as wire
    from compliance.model.document import Document

_TOLD = "system-out"
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF))


class _Case(NamedTuple):
    """One test case: kind "" for a pass."""

    name: str
    kind: str = ""
    type: str = ""
    message: str = ""
    body: tuple[str, ...] = ()


class JunitRenderer(ForCi):
    """Renders each suite as it comes, and at the end the root element before them, which has the totals."""

    def _prepare(self) -> None:
        self._suites = Spool()
        self._totals = dict.fromkeys(("tests", *_COUNTED), 0)
        self._named: dict[str, int] = {}

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Keep the suite of one ad."""
        result = self._addresses.named(result)
        cases = list(self._cases(result))
        tally = {"tests": len(cases)}
        tally |= {key: sum(case.kind == kind for case in cases) for key, kind in _COUNTED.items()}
        for key, count in tally.items():
            self._totals[key] += count
        name = self._unique(location(result))
        suite = Xml.Element("testsuite", _clean({"name": name, **tally, "time": 0}))
        book = self._books.of(result)
        if book and book.not_asked:
            left_out = {"name": "not_asked", "value": " ".join(sorted(book.not_asked))}
            Xml.SubElement(Xml.SubElement(suite, "properties"), "property", left_out)
        for case in cases:
            _append(suite, case, name, visible(result["path"]))
        Xml.indent(suite, level=1)
        self._suites.put("  " + Xml.tostring(suite, "unicode").rstrip() + "\n")
        return ""

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the document."""
        counts = {key: self._totals[key] for key in ("tests", "failures", "errors")}
        root = Xml.Element("testsuites", _clean({"name": TOOL["name"], **counts, "time": 0}))
        root.text = "\n"
        head, _, tail = Xml.tostring(root, "unicode").partition("\n")
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n'
        yield from self._suites.pieces()
        yield tail + "\n"

    def _unique(self, name: str) -> str:
        """Return the name of a suite, numbered where the same ad comes again: GitLab keeps one case of each name."""
        self._named[name] = self._named.get(name, 0) + 1
        return name if self._named[name] == 1 else f"{name} ({self._named[name]})"

    def _cases(self, result: wire.AdResult) -> Iterator[_Case]:
        """Yield the cases of an ad by rule: what was found, what passed, what was skipped."""
        if "error" in result:
            text = fault(result, self._language)
            yield _Case(
                UNREADABLE, "error", UNREADABLE, text, (f"{location(result)}: {text}", *outside(result, self._say))
            )
        if verdict := self._gate.beyond(result):
            text = fill(self._say["fails_the_run"], {"verdict": self._say[verdict]})
            yield _Case("verdict", "error", verdict, text, (f"{location(result)}: {text}",))
        several = len(result["imprints"]) > 1
        names: dict[str, int] = {}
        cases = [
            self._found(_numbered(finding["rule"], finding.get("imprint") if several else None, names), result, finding)
            for finding in result["findings"]
        ]
        cases += [_Case(rule.id) for rule in self._books.rules(result, result["passed"])]
        told = {finding["rule"] for finding in result["findings"]}
        for wanting, numbers in result.get("skipped", {}).items():
            rules = (rule.id for rule in self._books.rules(result, numbers))
            cases += [_Case(rule, "skipped", "not_applicable", wanting) for rule in rules if rule not in told]
        yield from sorted(cases, key=lambda case: case.name)

    def _found(self, name: str, result: wire.AdResult, finding: wire.Finding) -> _Case:
        span = place(result, finding).span
        at = f"{visible(result['path'])}:{span['line']}:{span['column']}" if span else location(result)
        if finding.get("pointer"):
            at = visible(f"{result['path']}#{finding['pointer']}")
        if words := where(result, finding, self._language):
            at += f" ({words})"
        text = message(finding, self._language, self._say)
        quote = visible(quoted(result, finding))
        told = details(result, finding, self._books, self._language, self._say)
        body = (f"{at}: {text}", *([f"> {quote}"] if quote else []), *told, *outside(result, self._say))
        if excused(finding):
            return _Case(name, "skipped", finding["severity"], waiver(finding, self._say) or text, body)
        if not self._gate.counts(finding):
            kind = "" if finding["outcome"] == "unclear" else f"{self._say[finding['severity']]}: "
            return _Case(name, _TOLD, body=(kind + body[0], *body[1:]))
        kind = "failure" if finding["outcome"] == "fail" else "error"
        return _Case(name, kind, finding["severity"] if kind == "failure" else "unclear", text, body)


def _numbered(rule: str, imprint: int | None, names: dict[str, int]) -> str:
    """Return the name of a case: the rule, which imprint where there are several, an ordinal where that will not do."""
    name = rule if imprint is None else f"{rule} [{imprint + 1}]"
    names[name] = names.get(name, 0) + 1
    return name if names[name] == 1 else f"{name} #{names[name]}"


def _append(suite: Xml.Element, case: _Case, name: str, path: str) -> None:
    attributes: dict[str, str | int] = {"classname": name, "name": case.name, "file": path, "time": 0}
    element = Xml.SubElement(suite, "testcase", _clean(attributes))
    if case.kind:
        said = {} if case.kind == _TOLD else {"type": case.type, "message": case.message}
        inner = Xml.SubElement(element, case.kind, _clean(said))
        inner.text = "\n".join(case.body).translate(_NOT_XML) or None


def _clean(attributes: Mapping[str, str | int]) -> dict[str, str]:
    """Return attributes fit for XML 1.0: `visible` has made pictures of the controls, non-characters are left out."""
    return {key: str(value).translate(_NOT_XML) for key, value in attributes.items()}


FORMAT = Format("application/xml", "xml", JunitRenderer.wanted)
