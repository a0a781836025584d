"""PDF → text with pages and boxes, in reading order, without what the drawn page does not show.

Letters without ink, white on white, under a cover, off the page or in a layer that is switched off become layers; pages
without text are recognised as scans are; letters that do not say what they show are told as not read.
"""

from __future__ import annotations

from typing import Any

from compliance.errors import SourceError
from compliance.model.document import Place
from compliance.sources.formats import ASKED, Asked
from compliance.sources.gathering import Gatherer, Gathering, loaded
from compliance.sources.layout import Word, lines_of
from compliance.sources.layout_text import write_lines
from compliance.sources.loading import Loaded
from compliance.sources.views import Picture

MOST_PAGES = 5_000
_MOST_BESIDE = 20  # pages with text that are looked at for letters that were made shapes
_PASSWORD = 4  # PDFium's code for a document that wants one


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the one ad of a PDF; `SourceError` for what is damaged, protected, or has no page that can be read."""
    return loaded(gather(content, shown), content, shown, "pdf")


def gather(content: bytes, shown: str) -> Gathering:
    """Return the text of a PDF with its places; pages are opened one at a time."""
    document = _opened(content, shown)
    try:
        if len(document) > MOST_PAGES:
            raise SourceError(shown, f"has more than {MOST_PAGES:,} pages")
        return _gather(document, shown)
    finally:
        document.close()


def _opened(content: bytes, shown: str) -> Any:
    try:
        import pypdfium2
    except ImportError as error:
        raise SourceError(shown, "is a PDF: to read it, install compliance-imprint[documents]") from error
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        protected = getattr(error, "err_code", 0) == _PASSWORD or "password" in str(error).lower()
        why = "is protected by a password" if protected else "is damaged: no PDF that can be opened"
        raise SourceError(shown, why) from error
    document.init_forms()
    return document


def _gather(document: Any, shown: str) -> Gathering:
    from compliance.sources import ocr
    from compliance.sources.pdf_page import Page, Repeated

    gatherer, repeated = Gatherer(), Repeated()
    lacking, beside = "", 0

    def recognised(page: Page, into: Gatherer) -> list[Word]:
        nonlocal lacking, beside
        beside += into is not gatherer
        if into is not gatherer and beside > _MOST_BESIDE:
            into.miss("page", page.place)
            return []
        try:
            return ocr.recognise(Picture(*page.picture(ocr.DOTS, ocr.MOST_DOTS)), page.place, into)
        except ocr.NoEngine as error:
            lacking = str(error)
            into.miss("page", page.place)
            return []

    for number in range(len(document)):
        try:
            page = Page(document, number)
        except ValueError:
            gatherer.miss("page", Place(f"page {number + 1}", page=number + 1))
            continue
        try:
            words = page.words(gatherer, recognised)
            write_lines(repeated.without(lines_of(words)), number + 1, gatherer)
        finally:
            page.close()
    found = gatherer.gathered()
    if lacking and not found.text:
        raise SourceError(shown, f"is a PDF without text: to read it, {lacking}")
    return found
