"""DOCX → text with places: body, tables, headers and footers, notes, text boxes, as a reader of the print sees them.

Read from the parts themselves (ECMA-376): libraries leave out text boxes and the headers of first pages. Insertions
that are tracked count, deletions do not; hidden and struck-out text, white letters on no ground, and headers that are
switched off become layers.
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from xml.etree import ElementTree

from compliance.errors import SourceError
from compliance.sources.docx_part import Part, Section
from compliance.sources.docx_styles import Styles, W, is_on
from compliance.sources.formats import ASKED, Asked
from compliance.sources.gathering import Gatherer, Gathering, loaded
from compliance.sources.loading import Loaded
from compliance.sources.parts import Parts, elements

_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LOCKED = b"\xd0\xcf\x11\xe0"  # how containers of the kind begin that encrypted and old documents come in
_EDGES = {"default": "", "first": " of the first page", "even": " of even pages"}


class _Edge(NamedTuple):
    """A header or footer as a section names it."""

    part: str
    where: str
    shown: bool


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the one ad of a DOCX; `SourceError` for what is damaged, protected, or holds no text."""
    return loaded(gather(content, shown), content, shown, "docx")


def gather(content: bytes, shown: str) -> Gathering:
    """Return the text of a DOCX with its places."""
    if content.startswith(_LOCKED):
        raise SourceError(shown, "is protected by a password, or an old document: save it as DOCX without one")
    return _Reader(Parts(content, shown), shown).read()


class _Reader:
    def __init__(self, parts: Parts, shown: str) -> None:
        self._parts, self._shown = parts, shown
        self._gatherer = Gatherer()
        self._main = next((path for kind, path in self._related("").values() if kind == "officeDocument"), "")
        if self._main not in parts:
            raise SourceError(shown, "is damaged: it has no main document")
        related = self._related(self._main)
        self._related_to_main = related
        by_kind = dict(related.values())
        self._notes = [(kind, by_kind[f"{kind}s"]) for kind in ("footnote", "endnote") if f"{kind}s" in by_kind]
        self._comments = by_kind.get("comments", "")
        self._settings = self._tree(by_kind.get("settings", ""))
        self._styles = Styles(self._tree(by_kind.get("styles", "")))

    def read(self) -> Gathering:
        body = self._part(self._main, "")
        written = Gatherer()
        body.write(written)
        edges = self._edges(body.sections)
        for edge in edges:
            if edge.where.startswith("header"):
                self._edge(edge)
        self._gatherer.append(written)
        self._gatherer.between("\n\n")
        for kind, path in self._notes:
            self._part(path, kind).write_notes(self._gatherer, body.referred[kind])
            self._gatherer.between("\n\n")
        for edge in edges:
            if edge.where.startswith("footer"):
                self._edge(edge)
        if self._comments:
            self._part(self._comments, "comment").write_notes(self._gatherer, set(), "comment")
        return self._gatherer.gathered()

    def _edge(self, edge: _Edge) -> None:
        self._gatherer.between("\n\n")
        self._part(edge.part, edge.where).write(self._gatherer, "" if edge.shown else "not_displayed")
        self._gatherer.between("\n\n")

    def _part(self, name: str, where: str) -> Part:
        root = self._tree(name)
        if root is None:
            raise SourceError(self._shown, f"is damaged: its part {name[:80]} is missing")
        return Part(root, where, self._styles, self._has_ground())

    def _has_ground(self) -> bool:
        """Whether pages may be coloured, so that white letters can be seen."""
        return self._settings is not None and is_on(self._settings.find(f"{W}displayBackgroundShape"))

    def _edges(self, sections: list[Section]) -> list[_Edge]:
        """Return the headers and footers once each; one that is never in force is not shown."""
        even = self._settings is not None and is_on(self._settings.find(f"{W}evenAndOddHeaders"))
        current: dict[tuple[str, str], str] = {}
        found: dict[str, _Edge] = {}
        for section in sections:
            current.update(section.edges)
            for (side, kind), ref in current.items():
                path = self._related_to_main.get(ref, ("", ""))[1]
                if path not in self._parts:
                    continue
                shown = kind == "default" or (section.first_differs if kind == "first" else even)
                if path not in found or (shown and not found[path].shown):
                    found[path] = _Edge(path, side + _EDGES.get(kind, ""), shown)
        return list(found.values())

    def _related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to: by id, the kind and the path of the other part."""
        folder, base = posixpath.split(name)
        root = self._tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for one in root.iter(_RELATED) if root is not None else ():
            target = one.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], path)
        return found

    def _tree(self, name: str) -> ElementTree.Element | None:
        xml = self._parts.read(name) if name else b""
        return elements(xml, self._shown, name) if xml else None
