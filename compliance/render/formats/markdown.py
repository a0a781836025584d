"""Markdown for people: a table of all ads, then the findings. At most 1 MiB, so that it fits a GitHub step summary.

Words of an ad stand in code spans or are escaped: they make no heading, link, tag, table or mention. Where the limit is
reached the rest is left out and counted; the tallies at the top are always those of all ads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compliance.render import Format
from compliance.render.books import Books
from compliance.render.circumstances import Covered, circumstances, named, tallied
from compliance.render.closing import undecided, verdicts
from compliance.render.display import visible
from compliance.render.places import place, quoted, where
from compliance.render.said import citation, excused, fault, level, location, said, sourced, waiver
from compliance.render.words import words
from compliance.report.build import TOOL
from compliance.report.gate import GATE
from compliance.rulebook.texts import fill
from compliance.text.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.report.gate import Gate
    from compliance.rulebook import Rulebook

LIMIT = (1 << 20) - 1024
_HALF = LIMIT // 2
_MARKS = {"error": "🟥", "warning": "🟧", "note": "🟦"}
_VERDICT_MARKS = {"compliant": "✅", "partial": "◐", "non_compliant": "❌", "unclear": "❔", "unreadable": "⛔"}
_WORST_FIRST = ("non_compliant", "unreadable", "unclear", "partial", "compliant")
_ACTIVE = late(r"([\\`*_\[\]<>#|~&!])")
_LINKING = late(r"(?i)(https?|ftp)(:)(?=//)|\b(www)(\.)")


class _Capped:
    """Pieces of text up to a number of bytes; from the first that does not fit on, they are only weighed."""

    __slots__ = ("_pieces", "_room", "left")

    def __init__(self, room: int) -> None:
        self._room, self._pieces, self.left = room, list[tuple[str, int]](), 0

    def put(self, text: str, weight: int = 1) -> None:
        """Keep a piece, if there is room."""
        self._room -= len(text.encode("utf-8", "surrogatepass"))
        if self._room >= 0 and not self.left:
            self._pieces.append((text, weight))
        else:
            self.left += weight

    def within(self, room: int) -> tuple[list[str], int]:
        """Return the pieces that fit into `room` bytes, and the weight of the rest."""
        other = _Capped(room)
        for piece in self._pieces:
            other.put(*piece)
        return [text for text, _ in other._pieces], other.left + self.left

    def turns_away(self, weight: int) -> bool:
        """Return whether no piece fits any more; one of this weight is then counted, and need not even be made."""
        self.left += weight if self.left else 0
        return bool(self.left)


class MarkdownRenderer:
    """Collects the ads up to the limit, since the table comes first and lists the worst first."""

    def __init__(self, language: str = "en", rulebooks: Iterable[Rulebook] = (), gate: Gate = GATE) -> None:
        self._language, self._gate = language, gate
        self._say = words(language)
        self._books = Books(rulebooks)
        self._rows = {verdict: _Capped(_HALF) for verdict in _WORST_FIRST}
        self._sections = _Capped(LIMIT)
        self._covered = Covered(self._books)

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Keep what is to be said of one ad."""
        self._covered.add(result)
        verdict = result["verdict"]
        shown = f"{_VERDICT_MARKS[verdict]} {self._say[verdict]}"
        name = code(location(result)).replace("|", "\\|")
        self._rows[verdict].put(f"| {name} | {shown} | {tallied(result['findings'], self._say)} |\n")
        if (result["findings"] or "error" in result) and not self._sections.turns_away(len(result["findings"])):
            self._sections.put("".join(self._section(result)), len(result["findings"]))
        return ""

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the report."""
        say = self._say
        tally = [f"{_VERDICT_MARKS[v]} {say[v]}: **{count}**" for v, count in verdicts(summary).items()]
        head = f"# {say['report_title']}\n\n" + " · ".join([f"{say['ads']}: **{summary['documents']}**", *tally]) + "\n"
        if line := undecided(summary, self._gate, say):
            head += f"\n{escape(line)}\n"
        table, left = self._table()
        if table or left:
            head += f"\n| {say['ad_column']} | {say['verdict']} | {say['findings']} |\n| --- | --- | --- |\n"
        if left:
            table += f"\n{fill(say['ads_left_out'], {'count': left})}\n"
        body, lost = self._sections.within(LIMIT - len((head + table).encode("utf-8", "surrogatepass")))
        yield head + table
        yield from body
        if lost:
            yield f"\n{fill(say['findings_left_out'], {'count': lost})}\n"
        yield self._foot()

    def _table(self) -> tuple[str, int]:
        """Return the rows that fit, the worst first, and how many do not."""
        room, table, left = _HALF, "", 0
        for verdict in _WORST_FIRST:
            rows, more = self._rows[verdict].within(room if not left else 0)
            told = "".join(rows)
            table, left = table + told, left + more
            room -= len(told.encode("utf-8", "surrogatepass"))
        return table, left

    def _foot(self) -> str:
        rules = "".join(f" · {self._say['rulebook']}: {escape(name)}" for name in map(named, self._books.used()[:20]))
        covered = self._covered.line(self._say)
        told = [line for line in (covered, self._covered.not_asked(self._say)) if line]
        coverage = "".join(f"{escape(line)}\n\n" for line in told)
        return f"\n---\n\n{coverage}{TOOL['name']} {TOOL['version']}{rules}. {self._say['limits']}\n"

    def _section(self, result: wire.AdResult) -> Iterable[str]:
        yield f"\n## {_VERDICT_MARKS[result['verdict']]} {code(location(result))}\n\n"
        if "error" in result:
            yield f"{self._say['unreadable']}: {escape(fault(result, self._language))}\n"
            return
        if facts := circumstances(result, self._books, self._say, self._language):
            yield escape(" · ".join(facts)) + "\n"
        for finding in result["findings"]:
            yield "\n" + "\n".join(self._finding(result, finding)) + "\n"

    def _finding(self, result: wire.AdResult, finding: wire.Finding) -> Iterable[str]:
        say, span = self._say, place(result, finding).span
        unclear = finding["outcome"] == "unclear"
        kind = say["unclear"] if unclear else say[finding["severity"]]
        told = f" · {fill(say['line'], {'line': span['line']})}:{span['column']}" if span else ""
        if finding.get("pointer"):
            told = f" · {code(finding['pointer'])}"
        if words := where(result, finding, self._language):
            told += f" · {escape(words)}"
        mark = "❔" if unclear else _MARKS[level(finding)]
        yield f"- {mark} **{kind}**: {escape(said(finding['message'], self._language))}{told} · `{finding['rule']}`"
        if excused(finding):
            yield f"  - **{say[excused(finding)]}** {escape(waiver(finding, say))}".rstrip()
        if quoted(result, finding):
            yield f"  - {code(quoted(result, finding))}"
        if unclear:
            yield f"  - {say['unclear_means']}"
        if "fix" in finding:
            yield f"  - {say['fix']}: {escape(said(finding['fix'], self._language))}"
        laws = sourced(self._books.laws(result, finding))
        cited = (f"{escape(citation(law, self._language, say))}{_link(law['url'])}" for law in laws)
        yield from (f"  - {say['law']}: {line}" for line in list(cited)[:1])


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


FORMAT = Format(
    "text/markdown; charset=utf-8",
    "md",
    lambda wanted: MarkdownRenderer(wanted.language, wanted.rulebooks, wanted.gate),
)
