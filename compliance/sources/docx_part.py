"""One part of a DOCX: its paragraphs and rows of tables in order, each piece with its place and how it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from compliance.sources.docx_styles import PLAIN, PROPERTIES, Look, Styles, W, is_ground, is_on
from compliance.sources.gathering import Gatherer
from compliance.sources.office_lines import Piece, in_a_row, write

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACES = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_TEXTS = (f"{W}t", f"{W}delText", f"{_M}t")
_DELETED = (f"{W}del", f"{W}moveFrom")
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object", f"{_MC}AlternateContent")
_CHARTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
)
_NO_TEXT = {
    W + name
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "fldData", "rt", "rubyPr", "tblPr")
}
_NOTES = {f"{W}{kind}Reference": kind for kind in ("footnote", "endnote", "comment")}
_EMU = 12_700  # in a point
_LEAST_PICTURE = 40  # points on the shorter side: smaller ones are signs, not print that could be read


class Section(NamedTuple):
    """The headers and footers that a section names, (side, kind) → id, and whether its first page has its own."""

    edges: dict[tuple[str, str], str]
    first_differs: bool


class Part:
    """A part that is being read. `ground`: its pages may be coloured, so that white letters are seen."""

    def __init__(self, root: Element, where: str, styles: Styles, ground: bool) -> None:
        self.sections: list[Section] = []
        self.referred: dict[str, set[str]] = {"footnote": set(), "endnote": set(), "comment": set()}
        self._root, self._name, self._styles, self._ground = root, where, styles, ground
        self._paragraphs = self._tables = self._boxes = 0
        self._codes: list[bool] = []  # fields that are open: True while the code goes by, False for its result

    def write(self, gatherer: Gatherer, kind: str = "") -> None:
        """Hand all pieces to `gatherer`; with a `kind` none of them is seen."""
        body = self._root.find(f"{W}body")
        for line in self._lines(self._root if body is None else body, self._name, Look(ground=self._ground), ""):
            write(line, gatherer, kind)

    def write_notes(self, gatherer: Gatherer, referred: set[str], kind: str = "") -> None:
        """Hand over the notes of a part that holds such; one that nothing in the text refers to is not shown."""
        for note in self._root:
            number = note.get(f"{W}id", "")
            if note.get(f"{W}type", "normal") != "normal":
                continue
            self._paragraphs = 0
            for line in self._lines(note, f"{self._name} {number}", Look(ground=self._ground), ""):
                write(line, gatherer, kind or ("" if number in referred else "not_displayed"))

    def _lines(self, parent: Element, where: str, base: Look, hidden: str) -> Iterator[list[Piece]]:
        """Yield the lines of a body, a cell or a text box."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, where, base, hidden)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, where, base, hidden)
            elif child.tag == f"{W}sectPr":
                self._section(child)
            elif child.tag == f"{W}altChunk":
                yield [Piece("", where or "body", "unread")]
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._lines(_choice(child), where, base, hidden)
            elif child.tag not in _NO_TEXT:
                yield from self._lines(child, where, base, "deleted" if child.tag in _DELETED else hidden)

    def _paragraph(self, paragraph: Element, where: str, base: Look, hidden: str) -> Iterator[list[Piece]]:
        self._paragraphs += 1
        place = f"{where}, paragraph {self._paragraphs}" if where else f"paragraph {self._paragraphs}"
        properties = paragraph.find(f"{W}pPr")
        look = base
        if properties is not None:
            style = properties.find(f"{W}pStyle")
            look = self._styles.look(style.get(f"{W}val", "") if style is not None else "").over(look)
            shade = properties.find(f"{W}shd")
            if shade is not None and is_ground(shade.attrib):
                look = look._replace(ground=True)
            if (section := properties.find(f"{W}sectPr")) is not None:
                self._section(section)
        pieces: list[Piece] = []
        boxes: list[Element] = []
        self._runs(paragraph, look, place, hidden, pieces, boxes)
        merged = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        yield [*pieces, Piece("", place, "merged")] if merged else pieces
        kept = self._paragraphs
        for box in boxes:
            self._boxes += 1
            self._paragraphs = 0
            name = f"text box {self._boxes}"
            yield from self._lines(box, f"{self._name}, {name}" if self._name else name, Look(ground=True), hidden)
        self._paragraphs = kept

    def _runs(
        self, parent: Element, look: Look, place: str, hidden: str, pieces: list[Piece], boxes: list[Element]
    ) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, look, place, hidden, pieces, boxes)
            elif tag in _TEXTS and child.text:
                pieces.append(Piece(child.text, place, hidden))
            elif tag in _DRAWN:
                self._drawn(child, place, hidden, pieces, boxes)
            elif tag not in _NO_TEXT:
                self._runs(child, look, place, "deleted" if tag in _DELETED else hidden, pieces, boxes)

    def _run(
        self, run: Element, base: Look, place: str, hidden: str, pieces: list[Piece], boxes: list[Element]
    ) -> None:
        look = self._look(run.find(f"{W}rPr"), base)
        hidden = hidden or _unseen(look)
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif any(self._codes):
                continue
            elif tag in _TEXTS:
                pieces.append(Piece(child.text or "", place, hidden or ("deleted" if tag == f"{W}delText" else "")))
            elif tag in _SPACES:
                pieces.append(Piece(_SPACES[tag], place, hidden))
            elif tag in _DRAWN:
                self._drawn(child, place, hidden, pieces, boxes)
            elif tag in _NOTES and not hidden:
                self.referred[_NOTES[tag]].add(child.get(f"{W}id", ""))
            elif tag not in _NO_TEXT:
                self._runs(child, look, place, hidden, pieces, boxes)

    def _look(self, properties: Element | None, base: Look) -> Look:
        if properties is None:
            return base
        look = PLAIN
        style = properties.find(f"{W}rStyle")
        for one in properties:
            if (name := one.tag.removeprefix(W)) in PROPERTIES:
                look = look.with_property(name, one.attrib)
            elif one.tag == f"{_W14}textFill":
                look = look._replace(clear=one.find(f"{_W14}noFill") is not None)
        if style is not None:
            look = look.over(self._styles.look(style.get(f"{W}val", "")))
        ground = look.ground or base.ground
        return look.over(base)._replace(ground=ground)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._codes.append(True)
        elif self._codes and kind == "separate":
            self._codes[-1] = False
        elif self._codes and kind == "end":
            self._codes.pop()

    def _drawn(self, drawn: Element, place: str, hidden: str, pieces: list[Piece], boxes: list[Element]) -> None:
        """Take what is drawn: text boxes, lettering, and pictures, of which only the description can be read."""
        if drawn.tag == f"{_MC}AlternateContent":
            drawn = _choice(drawn)
        for child in drawn:
            tag = child.tag
            if tag == f"{W}txbxContent":
                boxes.append(child)
                continue
            if tag == f"{_WP}docPr" and child.get("descr"):
                pieces.append(Piece(child.get("descr", ""), place, "alternative_text"))
            elif tag == f"{_V}textpath" and child.get("string"):
                pieces.append(Piece(child.get("string", ""), place, hidden))
            elif tag in _CHARTS or tag == f"{_V}imagedata" or (tag == f"{_A}blip" and _is_large(drawn)):
                pieces.append(Piece("", place, "unread"))
            self._drawn(child, place, hidden, pieces, boxes)

    def _table(self, table: Element, where: str, base: Look, hidden: str) -> Iterator[list[Piece]]:
        self._tables += 1
        kept, name = self._paragraphs, f"table {self._tables}"
        styled = table.find(f"{W}tblPr/{W}tblStyle") is not None
        ground = base._replace(ground=base.ground or styled)
        for row_number, row in enumerate(_within(table, f"{W}tr"), 1):
            gone = "deleted" if row.find(f"{W}trPr/{W}del") is not None else hidden
            gone = gone or ("vanish" if is_on(row.find(f"{W}trPr/{W}hidden")) else "")
            cells = []
            for number, cell in enumerate(_within(row, f"{W}tc"), 1):
                self._paragraphs = 0
                shade = cell.find(f"{W}tcPr/{W}shd")
                look = ground._replace(ground=True) if shade is not None and is_ground(shade.attrib) else ground
                inside = f"{where}, {name}" if where else name
                cells.append(list(self._lines(cell, f"{inside}, row {row_number}, cell {number}", look, gone)))
            yield from in_a_row(cells)
        self._paragraphs = kept

    def _section(self, section: Element) -> None:
        edges = {}
        for side in ("header", "footer"):
            for one in section.iter(f"{W}{side}Reference"):
                edges[side, one.get(f"{W}type", "default")] = one.get(f"{_R}id", "")
        self.sections.append(Section(edges, is_on(section.find(f"{W}titlePg"))))


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls and tracked changes."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in (f"{W}tr", f"{W}tc", f"{W}p", f"{W}tbl"):
            yield from _within(child, tag)


def _choice(alternatives: Element) -> Element:
    """Return the first choice of several forms of one thing, or what is kept for old programs if that says nothing."""
    choice, fallback = alternatives.find(f"{_MC}Choice"), alternatives.find(f"{_MC}Fallback")
    if choice is None:
        return fallback if fallback is not None else alternatives
    says = any(one.tag in (*_TEXTS, f"{_A}blip", *_CHARTS) for one in choice.iter())
    return choice if says or fallback is None else fallback


def _is_large(drawn: Element) -> bool:
    """Return whether a picture is large enough for words; one whose size is not told is."""
    extent = next(drawn.iter(f"{_WP}extent"), None)
    if extent is None:
        return True
    try:
        return min(int(extent.get("cx", "")), int(extent.get("cy", ""))) >= _LEAST_PICTURE * _EMU
    except ValueError:
        return True


def _unseen(look: Look) -> str:
    if look.vanish:
        return "vanish"
    if look.tiny or look.clear:
        return "invisible"
    if look.struck:
        return "struck_out"
    return "same_colour" if look.white and not look.ground else ""
