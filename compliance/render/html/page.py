"""One self-contained HTML page for editors: no script, no network, light and dark, for screen, phone and paper.

Every finding of the JSON report is there. Of an ad longer than a few pages the stretches around the imprint and the
findings are shown; the rest is folded away, and cut where it is very long, which the page says.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from compliance.render.books import Books
from compliance.render.circumstances import Covered, named, tallied
from compliance.render.html.ad import AdSection, badge
from compliance.render.html.marks import plain
from compliance.render.html.style import STYLE
from compliance.render.said import location
from compliance.render.spool import Spool
from compliance.render.words import words
from compliance.report.build import TOOL, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.rulebook import Rulebook

_WORST_FIRST = ("non_compliant", "unreadable", "unclear", "compliant")
_ALL_OPEN = 5
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class HtmlRenderer:
    """Renders each ad as it comes, keeps it on disk, and puts the index before it at the end.

    The first few are held back: how they are shown turns on how many there are.
    """

    def __init__(self, language: str = "en", rulebooks: Iterable[Rulebook] = ()) -> None:
        self._language = language
        self._say = words(language)
        self._books = Books(rulebooks)
        self._first: list[tuple[int, str, str, str]] = []
        self._sections = Spool()
        self._count = 0
        self._rows = {verdict: Spool() for verdict in _WORST_FIRST}
        self._covered = Covered(self._books)

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Keep the section of one ad; `source` has its text."""
        self._covered.add(result)
        self._count += 1
        section = AdSection(result, self._count, self._language, self._say, self._books)
        self._first.append((self._count, result["verdict"], section.head(), section.body(source)))
        if self._count > _ALL_OPEN:
            self._flush()
        self._rows[result["verdict"]].put(
            f"<tr><td><a href=#ad{self._count}>{plain(location(result))}</a></td>"
            f"<td>{badge(result['verdict'], self._say)}</td>"
            f"<td>{escape(tallied(result['findings'], self._say))}</td></tr>"
        )
        return ""

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the page."""
        self._flush()
        title = escape(self._say["report_title"])
        yield (
            f'<!doctype html>\n<html lang="{escape(self._language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n'
            f"<style>{STYLE}</style>\n</head>\n"
            f"<body>\n<h1 id=top>{title}</h1>\n{self._tiles(summary)}\n"
        )
        yield from self._index()
        yield from self._sections.pieces()
        yield f"{self._coverage()}{self._foot()}</body>\n</html>\n"

    def _flush(self) -> None:
        for number, verdict, head, body in self._first:
            self._sections.put(self._section(number, verdict, head, body))
        self._first.clear()

    def _tiles(self, summary: wire.Summary) -> str:
        counts = [("ads", "documents", summary["documents"])]
        counts += [(verdict, verdict, summary[verdict]) for verdict in VERDICTS if summary[verdict]]
        tiles = (f'<li class="{key}">{escape(self._say[word])} <b>{count}</b></li>' for word, key, count in counts)
        return f"<ul class=tiles>{''.join(tiles)}</ul>"

    def _index(self) -> Iterator[str]:
        if self._count < 2:
            return
        names = (self._say[key] for key in ("ad_column", "verdict", "findings"))
        head = "".join(f"<th scope=col>{escape(name[:1].upper() + name[1:])}</th>" for name in names)
        yield f"<table class=index><thead><tr>{head}</tr></thead><tbody>"
        for verdict in _WORST_FIRST:
            yield from self._rows[verdict].pieces()
        yield "</tbody></table>\n"

    def _section(self, number: int, verdict: str, head: str, body: str) -> str:
        if self._count > _ALL_OPEN and verdict == "compliant":
            body = f"<details><summary>{escape(self._say['the_text'])}</summary>{body}</details>"
        back = f"<p class=back><a href=#top>↑ {escape(self._say['to_list'])}</a></p>" if self._count > 1 else ""
        return f"<section id=ad{number} class={verdict}>\n{head}\n{body}{back}</section>\n"

    def _coverage(self) -> str:
        line = self._covered.line(self._say)
        if not line:
            return ""
        duties = "".join(f"<li>{escape(duty)}</li>" for duty in self._covered.duties(self._language))
        people = escape(self._say["coverage_not_machine_checkable"])
        listed = f"<details open><summary>{people}</summary><ul>{duties}</ul></details>" if duties else ""
        title = escape(self._say["coverage_title"])
        return f"<section class=coverage><h2>{title}</h2><p>{escape(line)}</p>{listed}</section>\n"

    def _foot(self) -> str:
        rules = "".join(
            f" · {escape(self._say['rulebook'])}: {escape(name)}" for name in map(named, self._books.used())
        )
        tool = f"{TOOL['name']} {TOOL['version']}"
        return f"<footer><p>{escape(self._say['limits'])}</p><p>{escape(tool)}{rules}</p></footer>\n"
