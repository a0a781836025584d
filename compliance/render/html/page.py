"""One self-contained HTML page for editors: no script, no network, light and dark, for screen, phone and paper.

Every finding of the JSON report is there. Of an ad longer than a few pages the stretches around the imprint and the
findings are shown; the rest is folded away, and cut where it is very long, which the page says.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from compliance.render.circumstances import Covered, rulebook_of, tallied
from compliance.render.html.ad import AdSection, badge
from compliance.render.html.marks import plain
from compliance.render.html.style import STYLE
from compliance.render.said import location, said
from compliance.render.words import words
from compliance.report.build import TOOL, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.document import Document
    from compliance.rulebook import Rulebook

_WORST_FIRST = ("non_compliant", "unreadable", "unclear", "compliant")
_ALL_OPEN = 5
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class HtmlRenderer:
    """Renders each ad as it comes and puts the index before them at the end."""

    def __init__(self, language: str = "en", rulebooks: Iterable[Rulebook] = ()) -> None:
        self._language = language
        self._say = words(language)
        self._rulebooks = rulebooks
        self._ads: list[tuple[str, str, str]] = []
        self._rows: dict[str, list[str]] = {verdict: [] for verdict in _WORST_FIRST}
        self._judged_by: dict[str, None] = {}
        self._covered = Covered()

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Keep the section of one ad; `source` has its text."""
        self._covered.add(result)
        number = len(self._ads) + 1
        rulebook = next((book for book in self._rulebooks if book.id == result["jurisdiction"]), None)
        section = AdSection(result, number, self._language, self._say, rulebook)
        self._ads.append((result["verdict"], section.head(), section.body(source)))
        if rulebook_of(result):
            self._judged_by[rulebook_of(result)] = None
        self._rows[result["verdict"]].append(
            f"<tr><td><a href=#ad{number}>{plain(location(result))}</a></td>"
            f"<td>{badge(result['verdict'], self._say)}</td>"
            f"<td>{escape(tallied(result['findings'], self._say))}</td></tr>"
        )
        return ""

    def end(self, summary: dict[str, Any]) -> str:
        """Return the page."""
        title = escape(self._say["report_title"])
        return (
            f'<!doctype html>\n<html lang="{escape(self._language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n'
            f"<style>{STYLE}</style>\n</head>\n"
            f"<body>\n<h1 id=top>{title}</h1>\n{self._tiles(summary)}\n{self._index()}"
            + "".join(self._section(number, *ad) for number, ad in enumerate(self._ads, 1))
            + f"{self._coverage()}{self._foot()}</body>\n</html>\n"
        )

    def _tiles(self, summary: dict[str, Any]) -> str:
        counts = [("ads", "documents"), *((verdict, verdict) for verdict in VERDICTS)]
        tiles = "".join(
            f'<li class="{key}">{escape(self._say[word])} <b>{summary[key]}</b></li>'
            for word, key in counts
            if summary[key] or key == "documents"
        )
        return f"<ul class=tiles>{tiles}</ul>"

    def _index(self) -> str:
        if len(self._ads) < 2:
            return ""
        names = (self._say[key] for key in ("ad_column", "verdict", "findings"))
        head = "".join(f"<th scope=col>{escape(name[:1].upper() + name[1:])}</th>" for name in names)
        rows = "".join(row for verdict in _WORST_FIRST for row in self._rows[verdict])
        return f"<table class=index><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>\n"

    def _section(self, number: int, verdict: str, head: str, body: str) -> str:
        many = len(self._ads) > _ALL_OPEN
        if many and verdict == "compliant":
            body = f"<details><summary>{escape(self._say['the_text'])}</summary>{body}</details>"
        back = f"<p class=back><a href=#top>↑ {escape(self._say['to_list'])}</a></p>" if len(self._ads) > 1 else ""
        return f"<section id=ad{number} class={verdict}>\n{head}\n{body}{back}</section>\n"

    def _coverage(self) -> str:
        line = self._covered.line(self._say)
        if not line:
            return ""
        duties = "".join(f"<li>{escape(said(duty, self._language))}</li>" for duty in self._covered.duties.values())
        people = escape(self._say["coverage_not_machine_checkable"])
        listed = f"<details open><summary>{people}</summary><ul>{duties}</ul></details>" if duties else ""
        title = escape(self._say["coverage_title"])
        return f"<section class=coverage><h2>{title}</h2><p>{escape(line)}</p>{listed}</section>\n"

    def _foot(self) -> str:
        rules = "".join(f" · {escape(self._say['rulebook'])}: {escape(name)}" for name in self._judged_by)
        tool = f"{TOOL['name']} {TOOL['version']}"
        return f"<footer><p>{escape(self._say['limits'])}</p><p>{escape(tool)}{rules}</p></footer>\n"
