"""Pages a second of DOCX, PDF and scans, against the library or program that reads the format, alone.

    python -m benchmarks.pages      # half a minute; needs the extras documents, ocr and writers, and Tesseract

Ratios are of the best of several rounds, taken in turn. Of a PDF there are two: to the bare text, and to the box of
each letter, which is the least that places need.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from compliance.sources import docx, ocr, pdf, picture

PAGES, ROUNDS = 40, 5
_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
_LINES = (
    "Мы строим школы и больницы для всех жителей города. Голосуйте 11 июля!",
    "Заказчик: кандидат Омуралиева М.З. Исполнитель: ОсОО «Печать плюс»,",
    "г. Бишкек, ул. Чуй 1. Тираж: 500 экз. Дата выпуска: 06.07.2021.",
)


def ratio(ours: Callable[[], Any], alone: Callable[[], Any]) -> tuple[float, float]:
    """Return the seconds that ours takes, and how many times those of the other; the best of rounds taken in turn."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for number, run in enumerate((ours, alone)):
            started = time.perf_counter()
            run()
            best[number] = min(best[number], time.perf_counter() - started)
    return best[0], best[0] / best[1]


def a_docx() -> bytes:
    """Return a DOCX of `PAGES` pages of paragraphs."""
    from docx import Document

    document, target = Document(), BytesIO()
    for _ in range(PAGES):
        for number in range(40):
            document.add_paragraph(_LINES[number % len(_LINES)])
    document.save(target)
    return target.getvalue()


def a_pdf() -> bytes:
    """Return a PDF of `PAGES` pages."""
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(ttfonts.TTFont("DejaVu", _FONT))
    target = BytesIO()
    canvas = Canvas(target, pagesize=(500, 700))
    for page in range(PAGES):
        canvas.setFont("DejaVu", 10)
        for number in range(40):
            canvas.drawString(30, 670 - 15 * number, f"{page}.{number} {_LINES[number % len(_LINES)]}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def a_scan() -> bytes:
    """Return a PNG of a page at 200 dots an inch."""
    from PIL import Image, ImageDraw, ImageFont

    image, target = Image.new("L", (1650, 1400), 255), BytesIO()
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(_FONT, 28)
    for number in range(24):
        pen.text((60, 60 + 52 * number), _LINES[number % len(_LINES)], font=font, fill=0)
    image.save(target, "PNG", dpi=(200, 200))
    return target.getvalue()


def docx_alone(content: bytes) -> None:
    """Read all paragraphs with python-docx."""
    from docx import Document

    assert all(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)


def pdf_alone(content: bytes, boxes: bool) -> None:
    """Read all pages with PDFium, with or without the box of each letter."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    for page in document:
        text = page.get_textpage()
        assert text.get_text_range()
        if boxes:
            for place in range(text.count_chars()):
                text.get_charbox(place, loose=True)
        text.close()
        page.close()


def scan_alone(content: bytes) -> None:
    """Recognise a page with Tesseract as it is called here."""
    command = [*ocr.command(), "--psm", "3", "--dpi", "200", "tsv"]
    subprocess.run(command, input=content, capture_output=True, check=True, env={"OMP_THREAD_LIMIT": "1"})


def main() -> None:
    """Print a line for each comparison."""
    word, printed, scan = a_docx(), a_pdf(), a_scan()

    def ours() -> None:
        pdf.gather(printed, "ad")

    for name, pages, run, alone in (
        ("DOCX / python-docx", PAGES, lambda: docx.gather(word, "ad"), lambda: docx_alone(word)),
        ("PDF / PDFium, bare text", PAGES, ours, lambda: pdf_alone(printed, False)),
        (
            "PDF / PDFium, box of each letter",
            PAGES,
            lambda: pdf.gather(printed, "ad"),
            lambda: pdf_alone(printed, True),
        ),
        ("scan / Tesseract", 1, lambda: picture.gather(scan, "ad"), lambda: scan_alone(scan)),
    ):
        seconds, times = ratio(run, alone)
        print(f"{name:35} {pages / seconds:8.1f} pages a second, {times:5.2f} times the time")


if __name__ == "__main__":
    main()
