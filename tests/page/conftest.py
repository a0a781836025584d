"""One service for all tests of the page in a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from page.serving import Browser, serving, unlawful
from page.window import CHROMIUM

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("state"), "--workers", "1") as found:
        yield found


@pytest.fixture
def browser(address: str) -> Iterator[Browser]:
    with Browser(base_url=address, follow_redirects=True, timeout=60) as made:
        yield made


@pytest.fixture(scope="session")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an unlawful ad as a PDF, with its imprint at the foot of the page."""
    pytest.importorskip("pypdfium2", reason="needs the extra documents")
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="needs the extra writers")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not Path(FONT).is_file():
        pytest.skip(reason=f"there is no font with Kyrgyz letters here: {FONT}")
    pdfmetrics.registerFont(TTFont("DejaVu", FONT))
    path = tmp_path_factory.mktemp("pdf") / "leaflet.pdf"
    page = canvas.Canvas(str(path), pagesize=(420, 595))
    page.setFont("DejaVu", 9)
    for number, line in enumerate(unlawful().splitlines()):
        page.drawString(30, 560 - 14 * number, line[:78])
        page.drawString(30, 553 - 14 * number, line[78:])
    page.save()
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Return Debian's Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install playwright)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
