"""ODT → text with places: body, tables, headers and footers, notes, text boxes, as a reader of the print sees them.

Read from content.xml and styles.xml (OASIS OpenDocument 1.3). Deletions that are tracked, hidden paragraphs and
sections, white letters on no ground, comments, and headers of page styles that no page has become layers.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from compliance.errors import SourceError
from compliance.sources.formats import ASKED, Asked
from compliance.sources.gathering import Gatherer, Gathering, loaded
from compliance.sources.loading import Loaded
from compliance.sources.odt_styles import NS, Styles
from compliance.sources.office_lines import Piece, in_a_row, write
from compliance.sources.parts import Parts, elements

_O, _T, _TABLE, _D, _S, _XLINK, _SVG, _DC = (
    NS[name] for name in ("office", "text", "table", "draw", "style", "xlink", "svg", "dc")
)
_LEAST_PICTURE = 40.0  # points, as in DOCX
_MOST_SPACES = 200
_SKIPPED = {
    f"{_T}sequence-decls", f"{_T}variable-decls", f"{_T}user-field-decls", f"{_T}note-citation", f"{_O}forms",
    f"{_T}script", f"{_T}dde-connection-decls", f"{_T}alphabetical-index-auto-mark-file", f"{_T}ruby-text",
    f"{_TABLE}table-columns", f"{_TABLE}table-column", f"{_T}table-of-content-source", f"{_DC}creator", f"{_DC}date",
}  # fmt: skip
_EDGES = {
    "header": "header", "header-left": "header of even pages", "header-first": "header of the first page",
    "footer": "footer", "footer-left": "footer of even pages", "footer-first": "footer of the first page",
}  # fmt: skip


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the one ad of an ODT; `SourceError` for what is damaged, protected, or holds no text."""
    return loaded(gather(content, shown), content, shown, "odt")


def gather(content: bytes, shown: str) -> Gathering:
    """Return the text of an ODT with its places."""
    parts = Parts(content, shown)
    if b"encryption-data" in parts.read("META-INF/manifest.xml"):
        raise SourceError(shown, "is protected by a password")
    if "content.xml" not in parts:
        raise SourceError(shown, "is damaged: it has no main document")
    root = elements(parts.read("content.xml"), shown, "content.xml")
    defined = elements(parts.read("styles.xml"), shown, "styles.xml") if "styles.xml" in parts else None
    styles = Styles([one for one in (defined, root) if one is not None])
    gatherer = Gatherer()
    edges = list(_edges(defined, styles, root)) if defined is not None else []
    for name, edge, shown_at in edges:
        if name.startswith("header"):
            _write_edge(edge, name, styles, gatherer, shown_at)
    text = root.find(f"{_O}body/{_O}text")
    _Part(styles, "", gatherer).write(text if text is not None else root)
    for name, edge, shown_at in edges:
        if name.startswith("footer"):
            _write_edge(edge, name, styles, gatherer, shown_at)
    return gatherer.gathered()


def _write_edge(edge: Element, name: str, styles: Styles, gatherer: Gatherer, seen: bool) -> None:
    gatherer.between("\n\n")
    _Part(styles, name, gatherer, "" if seen else "not_displayed").write(edge)
    gatherer.between("\n\n")


def _edges(defined: Element, styles: Styles, root: Element) -> Iterator[tuple[str, Element, bool]]:
    """Yield headers and footers with whether a page has them: those of the page styles that the text uses."""
    masters = {one.get(f"{_S}name", ""): one for one in defined.iter(f"{_S}master-page")}
    used = styles.masters(root)
    if "" in used:
        used.add("Standard" if "Standard" in masters else next(iter(masters), ""))
    for _ in range(len(masters)):
        used |= {masters[name].get(f"{_S}next-style-name", name) for name in used if name in masters}
    for name, master in masters.items():
        for edge in master:
            kind = _EDGES.get(edge.tag.removeprefix(_S), "") if edge.tag.startswith(_S) else ""
            if kind:
                yield kind, edge, name in used and edge.get(f"{_S}display", "true") != "false"


class _Part:
    """A part that is being read and handed to `gatherer`; with a `kind` nothing of it is seen."""

    def __init__(self, styles: Styles, where: str, gatherer: Gatherer, kind: str = "") -> None:
        self._styles, self._where, self._gatherer, self._kind = styles, where, gatherer, kind
        self._paragraphs = self._tables = self._boxes = self._notes = 0
        self._later: list[list[Piece]] = []  # notes, behind the text

    def write(self, parent: Element) -> None:
        """Hand over all lines in a body, a header or a footer."""
        for line in self._lines(parent, self._where, self._kind, False):
            write(line, self._gatherer, "")
        for line in self._later:
            write(line, self._gatherer, "")

    def _lines(self, parent: Element, where: str, hidden: str, ground: bool) -> Iterator[list[Piece]]:
        for child in parent:
            tag = child.tag
            if tag in (f"{_T}p", f"{_T}h"):
                yield from self._paragraph(child, where, hidden, ground)
            elif tag == f"{_TABLE}table":
                yield from self._table(child, where, hidden)
            elif tag == f"{_T}tracked-changes":
                for deletion in child.iter(f"{_T}deletion"):
                    yield from self._lines(deletion, where or "body", "deleted", ground)
            elif tag == f"{_T}section":
                gone = child.get(f"{_T}display") == "none" or child.get(f"{_T}condition") is not None
                yield from self._lines(child, where, "not_displayed" if gone else hidden, ground)
            elif tag == f"{_D}frame" or tag.startswith(_D):
                pieces: list[Piece] = []
                boxes: list[Element] = []
                self._frame(child, where or "body", hidden, pieces, boxes)
                yield pieces
                yield from self._in_boxes(boxes, hidden)
            elif tag not in _SKIPPED:
                yield from self._lines(child, where, hidden, ground)

    def _paragraph(self, paragraph: Element, where: str, hidden: str, ground: bool) -> Iterator[list[Piece]]:
        self._paragraphs += 1
        place = f"{where}, paragraph {self._paragraphs}" if where else f"paragraph {self._paragraphs}"
        pieces: list[Piece] = []
        boxes: list[Element] = []
        style = paragraph.get(f"{_T}style-name", "")
        ground = ground or self._styles.ground(style)
        field = paragraph.find(f".//{_T}hidden-paragraph")  # it hides the paragraph that it stands in
        if field is not None and field.get(f"{_T}is-hidden", "false") == "true":
            hidden = hidden or "vanish"
        self._runs(paragraph, (style,), place, hidden, ground, pieces, boxes)
        yield pieces
        yield from self._in_boxes(boxes, hidden)

    def _in_boxes(self, boxes: list[Element], hidden: str) -> Iterator[list[Piece]]:
        kept = self._paragraphs
        for box in boxes:
            self._boxes += 1
            self._paragraphs = 0
            name = f"text box {self._boxes}"
            yield from self._lines(box, f"{self._where}, {name}" if self._where else name, hidden, True)
        self._paragraphs = kept

    def _runs(
        self, parent: Element, styles: tuple[str, ...], place: str, hidden: str, ground: bool,
        pieces: list[Piece], boxes: list[Element],
    ) -> None:  # fmt: skip
        kind = hidden or self._styles.unseen(styles, ground)
        pieces.append(Piece(_spaces(parent.text), place, kind))
        for child in parent:
            tag = child.tag
            if tag == f"{_T}s":
                count = child.get(f"{_T}c", "1")
                pieces.append(Piece(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), place, kind))
            elif tag in (f"{_T}tab", f"{_T}line-break"):
                pieces.append(Piece("\t" if tag == f"{_T}tab" else "\n", place, kind))
            elif tag == f"{_T}note":
                self._note(child, hidden, ground)
            elif tag == f"{_O}annotation":
                said = " ".join("".join(one.itertext()) for one in child if one.tag in (f"{_T}p", f"{_T}list"))
                pieces.append(Piece(said, place, "comment"))
            elif tag == f"{_T}hidden-text":
                said = child.get(f"{_T}string-value", "") or "".join(child.itertext())
                pieces.append(Piece(said, place, "vanish"))
            elif tag.startswith(_D) and tag != f"{_D}a":
                self._frame(child, place, hidden, pieces, boxes)
            elif tag not in _SKIPPED:
                style = child.get(f"{_T}style-name", "") if tag == f"{_T}span" else ""
                self._runs(child, (*styles, style) if style else styles, place, hidden, ground, pieces, boxes)
            pieces.append(Piece(_spaces(child.tail), place, kind))

    def _note(self, note: Element, hidden: str, ground: bool) -> None:
        self._notes += 1
        kept, self._paragraphs = self._paragraphs, 0
        kind = "endnote" if note.get(f"{_T}note-class") == "endnote" else "footnote"
        body = note.find(f"{_T}note-body")
        if body is not None:
            self._later += self._lines(body, f"{kind} {self._notes}", hidden, ground)
        self._paragraphs = kept

    def _frame(self, frame: Element, place: str, hidden: str, pieces: list[Piece], boxes: list[Element]) -> None:
        """Take what is drawn: text boxes and shapes with text, and pictures, whose description alone can be read."""
        for name in ("title", "desc"):
            described = frame.find(f"{_SVG}{name}")
            if described is not None and described.text:
                pieces.append(Piece(described.text, place, "alternative_text"))
        if frame.tag == f"{_D}frame":
            inner = next((one for one in frame if one.tag.startswith(_D)), None)
            if inner is None:
                return
            if inner.tag == f"{_D}text-box":
                boxes.append(inner)
            elif _is_large(frame):
                pieces.append(Piece("", place, "unread"))
        elif frame.tag == f"{_D}g":
            for child in frame:
                self._frame(child, place, hidden, pieces, boxes)
        elif any(one.tag in (f"{_T}p", f"{_T}list") for one in frame):
            boxes.append(frame)

    def _table(self, table: Element, where: str, hidden: str) -> Iterator[list[Piece]]:
        self._tables += 1
        kept, name = self._paragraphs, f"table {self._tables}"
        inside = f"{where}, {name}" if where else name
        for row_number, row in enumerate(_rows(table), 1):
            cells = []
            for number, cell in enumerate(row.findall(f"{_TABLE}table-cell"), 1):
                self._paragraphs = 0
                ground = self._styles.ground(cell.get(f"{_TABLE}style-name", ""))
                cells.append(list(self._lines(cell, f"{inside}, row {row_number}, cell {number}", hidden, ground)))
            yield from in_a_row(cells)
        self._paragraphs = kept


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-rows", f"{_TABLE}table-header-rows", f"{_TABLE}table-row-group"):
            yield from _rows(child)


def _spaces(text: str | None) -> str:
    """Return characters as they are shown: white space of the XML is one blank."""
    if not text or not any(one in text for one in ("\n", "\t", "  ")):
        return text or ""
    return " ".join(("x" + text + "x").split())[1:-1]


def _is_large(frame: Element) -> bool:
    sides = [_points(frame.get(f"{_SVG}{side}", "")) for side in ("width", "height")]
    return all(side is None or side >= _LEAST_PICTURE for side in sides)


def _points(length: str) -> float | None:
    for unit, points in (("cm", 28.35), ("mm", 2.835), ("in", 72.0), ("pt", 1.0)):
        if length.endswith(unit):
            try:
                return float(length[: -len(unit)]) * points
            except ValueError:
                return None
    return None
