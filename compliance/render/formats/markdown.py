"""Markdown for people: a table of all ads, then the findings. At most 1 MiB, so that it fits a GitHub step summary.

Words of an ad stand in code spans or are escaped: they make no heading, link, tag, table or mention. Where the limit is
reached the rest is left out and counted; the tallies at the top are always those of all ads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from compliance.render.circumstances import Covered, circumstances, rulebook_of, tallied
from compliance.render.display import visible
from compliance.render.places import place, quoted
from compliance.render.said import citation, excused, laws, level, location, said, sourced, waiver
from compliance.render.words import words
from compliance.report.build import TOOL, VERDICTS
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.document import Document

LIMIT = (1 << 20) - 1024
_HALF = LIMIT // 2
_MARKS = {"error": "🟥", "warning": "🟧", "note": "🟦"}
_VERDICT_MARKS = {"compliant": "✅", "non_compliant": "❌", "unclear": "❔", "unreadable": "⛔"}
_WORST_FIRST = ("non_compliant", "unreadable", "unclear", "compliant")
_ACTIVE = re.compile(r"([\\`*_\[\]<>#|~&!])")
_LINKING = re.compile(r"(?i)(https?|ftp)(:)(?=//)|\b(www)(\.)")


class MarkdownRenderer:
    """Collects the ads, since the table comes first and lists the worst first."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._say = words(language)
        self._rows: dict[str, list[str]] = {verdict: [] for verdict in _WORST_FIRST}
        self._sections: list[tuple[str, int]] = []
        self._rulebooks: dict[str, None] = {}
        self._covered = Covered()

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Keep what is to be said of one ad."""
        self._covered.add(result)
        verdict = result["verdict"]
        shown = f"{_VERDICT_MARKS[verdict]} {self._say[verdict]}"
        name = code(location(result)).replace("|", "\\|")
        self._rows[verdict].append(f"| {name} | {shown} | {tallied(result['findings'], self._say)} |\n")
        if rulebook_of(result):
            self._rulebooks[rulebook_of(result)] = None
        if result["findings"] or result["error"]:
            self._sections.append(("".join(self._section(result)), len(result["findings"])))
        return ""

    def end(self, summary: dict[str, Any]) -> str:
        """Return the report."""
        say = self._say
        verdicts = [v for v in VERDICTS if summary[v]]
        tally = [f"{_VERDICT_MARKS[v]} {say[v]}: **{summary[v]}**" for v in verdicts]
        head = f"# {say['report_title']}\n\n" + " · ".join([f"{say['ads']}: **{summary['documents']}**", *tally]) + "\n"
        rows = [row for verdict in _WORST_FIRST for row in self._rows[verdict]]
        if rows:
            head += f"\n| {say['ad_column']} | {say['verdict']} | {say['findings']} |\n| --- | --- | --- |\n"
        table, left = _within(((row, 1) for row in rows), _HALF)
        if left:
            table += f"\n{fill(say['ads_left_out'], {'count': left})}\n"
        room = LIMIT - len((head + table).encode("utf-8", "surrogatepass"))
        body, lost = _within(self._sections, room)
        if lost:
            body += f"\n{fill(say['findings_left_out'], {'count': lost})}\n"
        return head + table + body + self._foot()

    def _foot(self) -> str:
        rules = "".join(f" · {self._say['rulebook']}: {escape(name)}" for name in list(self._rulebooks)[:20])
        covered = self._covered.line(self._say)
        coverage = f"{escape(covered)}\n\n" if covered else ""
        return f"\n---\n\n{coverage}{TOOL['name']} {TOOL['version']}{rules}. {self._say['limits']}\n"

    def _section(self, result: dict[str, Any]) -> Iterable[str]:
        yield f"\n## {_VERDICT_MARKS[result['verdict']]} {code(location(result))}\n\n"
        if result["error"]:
            yield f"{self._say['unreadable']}: {escape(result['error']['message'])}\n"
            return
        yield escape(" · ".join(circumstances(result, self._say, self._language))) + "\n"
        for finding in result["findings"]:
            yield "\n" + "\n".join(self._finding(result, finding)) + "\n"

    def _finding(self, result: dict[str, Any], finding: dict[str, Any]) -> Iterable[str]:
        say, span = self._say, place(result, finding).span
        unclear = finding["outcome"] == "unclear"
        kind = say["unclear"] if unclear else say[finding["severity"]]
        where = f" · {fill(say['line'], {'line': span['line']})}:{span['column']}" if span else ""
        if finding["pointer"]:
            where = f" · {code(finding['pointer'])}"
        mark = "❔" if unclear else _MARKS[level(finding)]
        yield f"- {mark} **{kind}**: {escape(said(finding['message'], self._language))}{where} · `{finding['rule']}`"
        if excused(finding):
            yield f"  - **{say[excused(finding)]}** {escape(waiver(finding, say))}".rstrip()
        if quoted(result, finding):
            yield f"  - {code(quoted(result, finding))}"
        if unclear:
            yield f"  - {say['unclear_means']}"
        if finding["fix"]:
            yield f"  - {say['fix']}: {escape(said(finding['fix'], self._language))}"
        cited = (f"{escape(citation(law, self._language, say))}{_link(law['url'])}" for law in laws(finding))
        yield from (f"  - {say['law']}: {line}" for line in list(dict.fromkeys(cited))[:2])
        for law in sourced(finding.get("penalty", ()))[:1]:
            yield f"  - {say['penalty']}: {escape(citation(law, self._language, say))}{_link(law['url'])}"


def _within(pieces: Iterable[tuple[str, int]], room: int) -> tuple[str, int]:
    """Return the pieces that fit into `room` bytes of UTF-8, in order, and the weight of those that do not."""
    kept, left = [], 0
    for text, weight in pieces:
        room -= len(text.encode("utf-8", "surrogatepass"))
        if room >= 0 and not left:
            kept.append(text)
        else:
            left += weight
    return "".join(kept), left


def escape(text: str) -> str:
    """Return text that Markdown shows as it is.

    >>> escape("<b> @all http://x")
    '\\\\<b\\\\> @<!-- -->all http\\\\://x'
    """
    shown = _ACTIVE.sub(r"\\\1", visible(text)).replace("@", "@<!-- -->")
    return _LINKING.sub(lambda match: f"{match[1] or match[3]}\\{match[2] or match[4]}", shown)


def code(text: str) -> str:
    """Return text as a code span, its fence longer than any run of backticks in it.

    >>> code("a`b")
    '``a`b``'
    """
    shown = visible(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown[:1] in ("`", " ", "") or shown[-1:] in ("`", " ") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _link(url: str | None) -> str:
    if not url or not url.startswith(("https://", "http://")) or re.search(r"[\s<>\\]", url):
        return ""
    return f" <{url}>"
