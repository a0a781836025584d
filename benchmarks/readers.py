"""Reading files of a format, against the library alone that takes it apart: what keeping the places costs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.corpus import ads
from benchmarks.measure import Row, interleave, row, timed
from compliance.sources.loading import load_bytes

if TYPE_CHECKING:
    from benchmarks.sections import Plan
    from compliance.checker import Checker

_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


class Case(NamedTuple):
    """A file of a format, and what takes it apart without us."""

    format: str
    content: bytes
    anchor: str
    alone: Callable[[bytes], object]


class _Texts(HTMLParser):
    """Takes the texts of a page with the line and column of each: the least that keeping places asks for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[tuple[int, int], str]] = []

    def handle_data(self, data: str) -> None:
        self.found.append((self.getpos(), data))


def readers(plan: Plan, _checker: Checker) -> list[Row]:
    """The same ads in a page and in documents: bytes to text with places, against the library alone."""
    rows = []
    for case in _cases([item.text for item in ads(plan.slice)], plan):
        name = f"ad.{case.format}"
        ours = timed(lambda _, case=case, name=name: load_bytes(case.content, name))  # type: ignore[misc]
        alone = timed(lambda _, case=case: case.alone(case.content))  # type: ignore[misc]
        times = interleave({"ours": ours, "alone": alone}, plan.rounds)
        what = f"{len(case.content) // 1000} KB of {case.format}, read with its places"
        rows.append(row(f"readers.{case.format}", what, case.anchor, times["ours"], times["alone"]))
    return rows


def _cases(texts: Sequence[str], plan: Plan) -> Iterator[Case]:
    yield Case("html", _page(texts), "html.parser, texts and positions", _html_alone)
    if find_spec("docx"):
        yield Case("docx", _docx(texts), "python-docx, paragraphs", _docx_alone)
    else:
        plan.skip("readers.docx: python-docx is not installed")
    if find_spec("reportlab") and find_spec("pypdfium2"):
        yield Case("pdf", _pdf(texts), "pypdfium2, text of the pages", _pdf_alone)
    else:
        plan.skip("readers.pdf: reportlab or pypdfium2 is not installed")


def _page(texts: Sequence[str]) -> bytes:
    """Return a page as systems for content write it: containers, classes, links, a style of its own."""
    articles = "\n".join(
        f'<article class="post" id="a{number}"><h2><a href="/ads/{number}" rel="bookmark">Реклама {number}</a></h2>\n'
        + "\n".join(f'  <p class="text">{escape(line)}</p>' for line in text.splitlines() if line)
        + "\n</article>"
        for number, text in enumerate(texts)
    )
    head = '<meta charset="utf-8"><title>Объявления</title><style>.post{margin:0} .hidden{display:none}</style>'
    return f"<!doctype html>\n<html lang=ru><head>{head}</head>\n<body>\n{articles}\n</body></html>".encode()


def _html_alone(content: bytes) -> object:
    parser = _Texts()
    parser.feed(content.decode("utf-8"))
    parser.close()
    return parser.found


def _docx(texts: Sequence[str]) -> bytes:
    made = import_module("docx").Document()
    for line in (line for text in texts for line in text.splitlines()):
        made.add_paragraph(line)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def _docx_alone(content: bytes) -> object:
    return [paragraph.text for paragraph in import_module("docx").Document(io.BytesIO(content)).paragraphs]


def _pdf(texts: Sequence[str]) -> bytes:
    """Return a page for each ad, with the letters of a font that has the Kyrgyz ones."""
    metrics, ttfonts = import_module("reportlab.pdfbase.pdfmetrics"), import_module("reportlab.pdfbase.ttfonts")
    metrics.registerFont(ttfonts.TTFont("Sans", _FONT))
    packed = io.BytesIO()
    canvas = import_module("reportlab.pdfgen.canvas").Canvas(packed)
    for text in texts:
        canvas.setFont("Sans", 7)
        for number, line in enumerate(text.splitlines()):
            canvas.drawString(40, 800 - 10 * number, line)
        canvas.showPage()
    canvas.save()
    return packed.getvalue()


def _pdf_alone(content: bytes) -> object:
    document: Any = import_module("pypdfium2").PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
