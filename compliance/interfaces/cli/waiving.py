"""The waivers files of a run: found like the configuration, applied to each ad, and judged themselves at the end."""

from __future__ import annotations

import os
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from compliance.errors import UsageError
from compliance.interfaces.cli.inputs import content_of
from compliance.interfaces.cli.upward import Upward, folder_of
from compliance.model.digest import digest_of
from compliance.sources.loading import display_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compliance.border import report_wire as wire
    from compliance.interfaces.cli.judging import Judge
    from compliance.model.document import Document
    from compliance.report.waivers import Leftover, Waivers

_MOST_DIGITS = 11  # up to the year 5138


class Waiving:
    """Applies to each ad the waivers nearest to it, or those of the one file named."""

    def __init__(self, named: str | None, upward: Upward | None, today: date | None, judge: Judge) -> None:
        self._named, self._upward, self._today, self._judge = named, upward, today, judge
        self._files: dict[str, Waivers] = {}
        if named is not None:
            self._waivers(named)

    def apply(self, result: wire.AdResult, path: str) -> None:
        """Mark what is waived in the entry of an ad of the input `path`."""
        file = self._named
        if file is None and self._upward is not None:
            file = self._upward.above(folder_of(path)).waivers
        if not file:
            return
        below = os.path.relpath(os.path.abspath(path), os.path.dirname(os.path.abspath(file))).replace(os.sep, "/")
        place = "" if path == "-" or below.startswith("../") or os.path.isabs(below) else below
        self._waivers(file).apply(result, place)

    def entries(self, arguments: Sequence[str]) -> Iterator[tuple[wire.AdResult, Document]]:
        """Yield a report entry for each waivers file with something wrong in it.

        `arguments` are what was to be checked: a folder that holds the file means that all its ads were.
        """
        not_asked = frozenset[str]().union(*(rulebook.not_asked for rulebook in self._judge.rulebooks()))
        for path, waivers in sorted(self._files.items(), key=lambda item: display_path(item[0])):
            folder = os.path.dirname(os.path.abspath(path))
            complete = any(_holds(argument, folder) for argument in arguments)
            gone = frozenset(
                ad for ad in waivers.paths() if not os.path.lexists(os.path.join(folder, ad.partition("#")[0]))
            )
            leftover = waivers.leftover(complete, gone, not_asked)
            if leftover:
                checker = self._judge.checker()
                yield entry(waivers.document, leftover, checker.rulebook.id, checker.languages), waivers.document

    def _waivers(self, path: str) -> Waivers:
        if path not in self._files:
            from compliance.report.waivers import Waivers

            rules = {
                name: rule.id
                for rulebook in self._judge.rulebooks()
                for rule in rulebook.rules
                for name in (rule.id, *rule.aliases)
            }
            self._files[path] = Waivers(_read(path), rules, self._today or today(os.environ))
        return self._files[path]


def today(environ: Mapping[str, str]) -> date:
    """Return the current day, or that of SOURCE_DATE_EPOCH, so that a build can be repeated."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return date.today()
    if not epoch.isascii() or not epoch.isdigit() or len(epoch) > _MOST_DIGITS:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r:.40}, not a number of seconds since 1970")
    return date(1970, 1, 1) + timedelta(seconds=int(epoch))


def _holds(argument: str, folder: str) -> bool:
    above = os.path.abspath(argument)
    return os.path.isdir(above) and (folder == above or folder.startswith(above.rstrip(os.sep) + os.sep))


def _read(path: str) -> Document:
    from compliance.model.document import Document

    shown = display_path(path)
    content = content_of(path, shown)
    try:
        text = content.decode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8")
    except ValueError as error:
        raise UsageError(f"{shown}: is not UTF-8: {error}") from error
    return Document(text, shown, "utf-8", len(content), digest_of(content))


def entry(
    document: Document, leftover: Sequence[Leftover], jurisdiction: str, languages: Sequence[str]
) -> wire.AdResult:
    """Return the report's entry for a waivers file: no ad, but a document with findings like any other."""
    from compliance.render.words import words

    seen: dict[tuple[str, str], int] = {}
    say = {language: words(language) for language in languages}
    lines = document.text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    findings = []
    for one in leftover:
        seen[one.kind, str(one.params)] = number = seen.get((one.kind, str(one.params)), 0) + 1
        line = min(max(one.line, 1), len(lines)) - 1
        findings.append(_finding(one, document, number, say, starts[line], lines[line].rstrip("\r")))
    wrong = any(finding["severity"] == "error" for finding in findings)
    return {
        "path": document.path,
        "jurisdiction": jurisdiction,
        "verdict": "non_compliant" if wrong else "compliant",
        "on_from": "unknown",
        "imprints": [],
        "findings": findings,
        "passed": [],
        "sha256": document.sha256,
        "bytes": document.size,
    }


def _finding(
    one: Leftover, document: Document, number: int, say: Mapping[str, Mapping[str, str]], start: int, evidence: str
) -> wire.Finding:
    from compliance.border.wire import wire_span
    from compliance.report.waivers import SEVERITY
    from compliance.rulebook.texts import fill

    rule = f"waiver/{one.kind}"
    key = "\0".join([rule, *map(str, one.params.values()), str(number)])
    finding: wire.Finding = {
        "id": digest_of(key.encode("utf-8", "surrogatepass"))[:16],
        "rule": rule,
        "severity": SEVERITY[one.kind],
        "outcome": "fail",
        "message_id": one.kind,
        "params": one.params,
        "message": {
            language: fill(told[f"waiver_{one.kind}"], _told(one.params, language)) for language, told in say.items()
        },
        "fix": {language: told[f"waiver_{one.kind}_fix"] for language, told in say.items()},
    }
    if span := wire_span(document, start, start + len(evidence)):
        finding["span"] = span
    if evidence:
        finding["evidence"] = evidence
    return finding


def _told(params: Mapping[str, str], language: str) -> dict[str, str]:
    """Return what is put into a message, what is wrong with the file being said in its language."""
    from compliance.render.spoken import spoken
    from compliance.report.waivers import BETWEEN

    told = dict(params)
    if "what" in told:
        told["what"] = BETWEEN.join(spoken(part, language) for part in told["what"].split(BETWEEN))
    return told
