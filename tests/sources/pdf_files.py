"""PDF files for tests: drawn by ReportLab, or written by hand, and looked at through Poppler."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
IMPRINT = (
    "Заказчик: кандидат Омуралиева М.З. Исполнитель: ОсОО «Печать плюс»,",
    "г. Бишкек, ул. Чуй 1. Тираж: 500 экз. Дата выпуска: 06.07.2021.",
    "Оплачено из избирательного фонда кандидата Омуралиевой М.З.",
)
Box = tuple[float, float, float, float]


def drawn(*pages: Callable[[Any], None], size: tuple[float, float] = (500, 500), **options: Any) -> bytes:
    """Return a PDF with a page for each function, which draws on ReportLab's canvas in a Cyrillic font of 10 points."""
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas", reason="ReportLab is not installed")
    if not FONT.exists():
        pytest.skip("the DejaVu fonts are not installed")
    from reportlab.pdfbase import pdfmetrics, ttfonts

    pdfmetrics.registerFont(ttfonts.TTFont("DejaVu", str(FONT)))
    target = BytesIO()
    canvas = canvas_module.Canvas(target, pagesize=size, **options)
    for page in pages:
        canvas.setFont("DejaVu", 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def written(*lines: str, left: float = 30, top: float = 450) -> Callable[[Any], None]:
    """Return what writes lines of text."""

    def write(canvas: Any) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(left, top - 14 * number, line)

    return write


def looked_at(pdf: bytes, folder: Path, page: int = 1, dots: int = 72) -> tuple[int, int, bytes]:
    """Return a page as Poppler draws it, in grey: width, height, rows; skipped where Poppler is not installed."""
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("Poppler is not installed")
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    command = [program, "-gray", "-r", str(dots), "-f", str(page), "-l", str(page), str(path)]
    content = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    magic, size, _, rows = content.split(b"\n", 3)
    assert magic == b"P5"
    width, height = map(int, size.split())
    return width, height, rows


def ink(picture: tuple[int, int, bytes], box: Box, dots: int = 72) -> int:
    """Return how many dots in a box are dark."""
    width, height, rows = picture
    left, top, right, bottom = (round(edge * dots / 72) for edge in box)
    lines = (rows[row * width + left : row * width + right] for row in range(max(top, 0), min(bottom, height)))
    return sum(sum(dot < 128 for dot in line) for line in lines)


def by_hand(content: str, resources: str = "", catalog: str = "", objects: str = "") -> bytes:
    """Return a PDF of one page with this content; it has no table of objects, as a damaged file has none."""
    return (
        "%PDF-1.7\n"
        f"1 0 obj<</Type/Catalog/Pages 2 0 R {catalog}>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R"
        f"/Resources<</Font<</F 5 0 R>>{resources}>>>>endobj\n"
        f"4 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj\n"
        f"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n{objects}\n"
        "trailer<</Root 1 0 R>>\n%%EOF\n"
    ).encode("latin-1")
