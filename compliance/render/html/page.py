"""One self-contained HTML page for editors: no script, no network, light and dark, for screen, phone and paper.

Every finding of the JSON report is there. Of an ad longer than a few pages the stretches around the imprint and the
findings are shown; the rest is folded away, and cut where it is very long, which the page says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.books import Books
from compliance.render.circumstances import Covered, named
from compliance.render.closing import verdicts
from compliance.render.html.ad import AdSection
from compliance.render.html.pieces import render, templates
from compliance.render.html.style import STYLE
from compliance.render.spool import Spool
from compliance.render.words import words
from compliance.report.build import TOOL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.rulebook import Rulebook

_WORST_FIRST = ("non_compliant", "unreadable", "unclear", "partial", "compliant")
_ALL_OPEN = 5


class HtmlRenderer:
    """Renders each ad as it comes, keeps it on disk, and puts the index before it at the end.

    The first few are held back: how they are shown turns on how many there are.
    """

    def __init__(self, language: str = "en", rulebooks: Iterable[Rulebook] = ()) -> None:
        templates()  # fails here, before anything is judged, where jinja2 is wanting
        self._language = language
        self._say = words(language)
        self._books = Books(rulebooks)
        self._first: list[tuple[AdSection, str]] = []
        self._sections = Spool()
        self._count = 0
        self._rows = {verdict: Spool() for verdict in _WORST_FIRST}
        self._covered = Covered(self._books)

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Keep the section of one ad; `source` has its text."""
        self._covered.add(result)
        self._count += 1
        ad = AdSection(result, source, self._count, self._language, self._say, self._books)
        self._first.append((ad, render("body.html", ad=ad, say=self._say)))
        if self._count > _ALL_OPEN:
            self._flush()
        told = {"number": ad.number, "verdict": ad.verdict, "location": ad.location, "tally": ad.tally}
        self._rows[ad.verdict].put(render("row.html", say=self._say, **told))
        return ""

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the page."""
        from markupsafe import Markup

        self._flush()
        say = self._say
        tiles = [("documents", say["ads"], summary["documents"])]
        tiles += [(verdict, say[verdict], count) for verdict, count in verdicts(summary).items()]
        head = {"language": self._language, "style": Markup(STYLE), "tiles": tiles}
        yield render("head.html", say=say, **head) + "\n"
        if self._count > 1:
            yield render("index_head.html", say=say)
            for verdict in _WORST_FIRST:
                yield from self._rows[verdict].pieces()
            yield "</tbody></table>\n"
        yield from self._sections.pieces()
        covered, left_out = self._covered.line(say), self._covered.not_asked(say)
        duties = self._covered.duties(self._language)
        books = [named(book) for book in self._books.used()]
        tool = f"{TOOL['name']} {TOOL['version']}"
        yield (
            render("foot.html", say=say, covered=covered, left_out=left_out, duties=duties, books=books, tool=tool)
            + "\n"
        )

    def _flush(self) -> None:
        for ad, body in self._first:
            folded = self._count > _ALL_OPEN and ad.verdict == "compliant" and not ad.findings
            section = render("section.html", ad=ad, say=self._say, body=body, folded=folded, back=self._count > 1)
            self._sections.put(section + "\n")
        self._first.clear()
