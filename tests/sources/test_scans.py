"""Scans: words recognised in pictures, never surely, with boxes; what cannot be read is told, and not judged."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from pdf_files import FONT, IMPRINT, drawn, ink, looked_at

from compliance import check
from compliance.errors import SourceError
from compliance.sources import ocr, pdf, picture
from compliance.sources.gathering import Gathering

Image = pytest.importorskip("PIL.Image", reason="the extra [ocr] is not installed")
ImageChops = pytest.importorskip("PIL.ImageChops", reason="the extra [ocr] is not installed")
ImageDraw = pytest.importorskip("PIL.ImageDraw", reason="the extra [ocr] is not installed")
ImageFilter = pytest.importorskip("PIL.ImageFilter", reason="the extra [ocr] is not installed")
ImageFont = pytest.importorskip("PIL.ImageFont", reason="the extra [ocr] is not installed")


def _has_engine() -> bool:
    if shutil.which("tesseract") is None or not FONT.exists():
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False, timeout=30).stdout.split()
    return {b"kir", b"rus"} <= set(listed)


needs_engine = pytest.mark.skipif(
    not _has_engine(), reason="Tesseract with kir and rus, or the DejaVu fonts, are missing"
)


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tesseract is not found."""
    ocr.command.cache_clear()
    monkeypatch.setattr("shutil.which", lambda _name: None)
    yield
    ocr.command.cache_clear()


def _page(*lines: str, ink_grey: int = 0, paper: int = 255, points: int = 10) -> Any:
    """Return a scan of lines at 200 dots per inch."""
    image = Image.new("L", (1400, 600), paper)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(FONT), points * 200 // 72)
    for number, line in enumerate(lines):
        pen.text((60, 80 + 60 * number), line, font=font, fill=ink_grey)
    return image


def _saved(image: Any, form: str = "PNG", **options: Any) -> bytes:
    target = BytesIO()
    image.save(target, form, dpi=(200, 200), **options)
    return target.getvalue()


def _gather(image: Any, form: str = "PNG", **options: Any) -> Gathering:
    return picture.gather(_saved(image, form, **options), "scan")


@needs_engine
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_clean_scan_is_read_word_for_word_with_boxes(form: str) -> None:
    image = _page(*IMPRINT)
    found = _gather(image, form)
    assert [line for line in found.text.splitlines() if line] == list(IMPRINT)
    rows = (image.width, image.height, image.tobytes())
    for segment in found.segments:
        assert segment.note == "scanned"
        assert segment.place.box is not None
        assert ink(rows, segment.place.box, 200) > 4


@needs_engine
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lies_on_its_side_is_turned_and_its_boxes_are_not(turns: int) -> None:
    lines = (*IMPRINT, "Голосование состоится 11 июля. Приглашаем всех!")
    image = _page(*lines).rotate(90 * turns, expand=True)
    found = _gather(image)
    assert found.text.split() == " ".join(lines).split()
    rows = (image.width, image.height, image.tobytes())
    assert all(ink(rows, one.place.box, 200) > 4 for one in found.segments if one.place.box)


@needs_engine
@pytest.mark.parametrize("turns", [1, 3])
def test_small_writing_along_an_edge_is_read_beside_a_level_page(turns: int) -> None:
    page = _page(
        "Мы строим школы и больницы для всех жителей города.", "Голосование состоится 11 июля. Приглашаем всех!"
    )
    strip = Image.new("L", (page.height, 40), 255)
    imprint = "Заказчик: кандидат Омуралиева М.З. Тираж: 500 экз."
    ImageDraw.Draw(strip).text((20, 4), imprint, font=ImageFont.truetype(str(FONT), 18), fill=0)
    page.paste(strip.rotate(90 * turns, expand=True), (page.width - 45, 0))
    found = _gather(page)
    assert imprint in found.text
    rows = (page.width, page.height, page.tobytes())
    assert all(ink(rows, one.place.box, 200) > 4 for one in found.segments if one.place.box)


@needs_engine
def test_no_line_of_a_tilted_page_is_lost() -> None:
    lines = (*IMPRINT, "Голосование состоится 11 июля. Приглашаем всех!")
    found = _gather(_page(*lines).rotate(-3, expand=True, fillcolor=255))
    assert [line for line in lines if line.split()[0] not in found.text or line.split()[-1] not in found.text] == []


@needs_engine
def test_kyrgyz_letters_are_kept() -> None:
    lines = (
        "Буйрутмачы: талапкер Өмүралиева М.З., Нускасы: 500 даана",
        "Аткаруучу: «Сөз» ЖЧК, шайлоо фондунан төлөндү",
    )
    assert [line for line in _gather(_page(*lines)).text.splitlines() if line] == list(lines)


@needs_engine
def test_pale_print_is_read() -> None:
    assert "Тираж: 500" in _gather(_page(*IMPRINT, ink_grey=150, paper=200)).text


@needs_engine
def test_sixteen_bits_a_dot_and_transparent_paper_are_read() -> None:
    page = _page(*IMPRINT)
    deep = page.convert("I").point(lambda level: level * 257).convert("I;16")
    assert "Тираж: 500" in _gather(deep).text
    clear = Image.new("LA", page.size, (0, 0))
    clear.putalpha(page.point(lambda level: 255 - level))
    assert "Тираж: 500" in _gather(clear).text


@needs_engine
def test_white_letters_on_black_are_read() -> None:
    assert "Тираж: 500" in _gather(_page(*IMPRINT, ink_grey=255, paper=0)).text


@needs_engine
def test_a_blurred_scan_is_unreadable_and_names_the_page(tmp_path: Path, run: Run) -> None:
    image = _page(*IMPRINT, points=6).filter(ImageFilter.GaussianBlur(5))
    path = tmp_path / "scan.png"
    path.write_bytes(_saved(image))
    result = json.loads(run("check", "-j", "kg", "--format", "json", str(path)).out)["documents"][0]
    assert (result["verdict"], result["findings"]) == ("unreadable", [])
    with pytest.raises(SourceError, match="look at page 1"):
        picture.read(path.read_bytes(), "scan.png")


@needs_engine
def test_what_was_recognised_is_never_sure(tmp_path: Path) -> None:
    """The fund's owner and the payer are not said; a scan alone does not make that certain."""
    path = tmp_path / "scan.png"
    path.write_bytes(_saved(_page(*IMPRINT[:2])))
    result = check(path, jurisdiction="kg").documents[0]
    run_stated = result.imprints[0].print_run
    assert run_stated is not None
    assert (run_stated.value, run_stated.confidence, run_stated.notes) == (500, "low", ("scanned",))
    assert {finding.confidence for finding in result.findings} == {"low"}


@needs_engine
def test_every_page_of_a_tiff_is_read() -> None:
    first, second = _page("Добуш бериңиз, биринчи барак"), _page(*IMPRINT)
    found = _gather(first, "TIFF", save_all=True, append_images=[second])
    assert [one.place.page for one in found.segments if found.text.startswith("Тираж", one.start)] == [2]


@needs_engine
def test_a_scan_in_a_pdf_is_recognised_and_its_own_text_is_not_trusted(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="the extra [documents] is not installed")
    pytest.importorskip("reportlab", reason="ReportLab is not installed")
    from reportlab.lib.utils import ImageReader

    def page(canvas: Any) -> None:
        canvas.drawImage(ImageReader(_page(*IMPRINT)), 0, 0, 504, 216)
        text = canvas.beginText(20, 150)
        text.setTextRenderMode(3)
        text.textOut("Тираж: 900 экз., так думала другая программа")
        canvas.drawText(text)

    content = drawn(page, size=(504, 216))
    found = pdf.gather(content, "scan.pdf")
    assert "Тираж: 500" in found.text
    assert "900" not in found.text
    assert {one.note for one in found.segments} == {"scanned"}
    assert not found.layers
    rows = looked_at(content, tmp_path, dots=144)
    assert all(ink(rows, one.place.box, 144) > 4 for one in found.segments if one.place.box)


@needs_engine
def test_a_scan_with_a_line_of_its_program_is_recognised_too() -> None:
    pytest.importorskip("pypdfium2", reason="the extra [documents] is not installed")
    pytest.importorskip("reportlab", reason="ReportLab is not installed")
    from reportlab.lib.utils import ImageReader

    def page(canvas: Any) -> None:
        canvas.drawImage(ImageReader(_page(*IMPRINT)), 0, 0, 504, 216)
        canvas.drawString(30, 20, "Scanned by an Example Scanner")

    found = pdf.gather(drawn(page, size=(504, 216)), "scan.pdf")
    assert "Тираж: 500" in found.text
    assert found.text.count("Example Scanner") == 1
    assert {one.note for one in found.segments} == {"", "scanned"}


def test_without_the_engine_the_error_says_what_to_install(without_engine: None) -> None:
    with pytest.raises(SourceError, match=r"install tesseract-ocr, tesseract-ocr-kir, tesseract-ocr-rus"):
        picture.read(_saved(Image.new("L", (50, 50), 0)), "scan.png")


def test_damaged_pictures_and_pictures_beyond_bounds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="damaged"):
        picture.read(b"\x89PNG\r\n\x1a\nnothing", "scan.png")
    with pytest.raises(SourceError, match="damaged"):
        picture.read(_saved(Image.effect_noise((400, 400), 80))[:3000], "scan.png")
    monkeypatch.setattr(picture, "MOST_DOTS", 1_000_000)
    with pytest.raises(SourceError, match="more than 1 million dots"):
        picture.read(_saved(Image.new("1", (1001, 1000))), "scan.png")


@needs_engine
def test_an_empty_sheet_is_empty() -> None:
    with pytest.raises(SourceError, match="is empty"):
        picture.read(_saved(Image.new("L", (800, 800), 255)), "scan.png")


@needs_engine
def test_tilted_and_small_print_is_read() -> None:
    tilted = _page(*IMPRINT).rotate(5, fillcolor=255, resample=Image.Resampling.BICUBIC)
    found = _gather(tilted)
    assert "Тираж: 500" in found.text
    assert all(ink((1400, 600, tilted.tobytes()), one.place.box, 200) > 4 for one in found.segments if one.place.box)
    assert "Тираж: 500" in _gather(_page(*IMPRINT, points=6), "JPEG", quality=50).text


@needs_engine
def test_paper_that_is_not_lit_evenly_is_read_to_its_edge() -> None:
    """The right side lies in shadow: one threshold for the whole page takes it for ink."""
    page = _page(*IMPRINT, "Оплачено из избирательного фонда кандидата, г. Бишкек")
    light = Image.linear_gradient("L").rotate(90).resize(page.size).point(lambda level: 255 - level * 9 // 16)
    found = _gather(ImageChops.multiply(page, light))
    assert [line for line in IMPRINT if line.split()[-1] not in found.text] == []


@needs_engine
@pytest.mark.parametrize("left_out", range(len(IMPRINT)))
def test_what_is_not_found_on_a_scan_is_not_said_to_be_missing(left_out: int, tmp_path: Path) -> None:
    kept = [line for number, line in enumerate(IMPRINT) if number != left_out]
    (tmp_path / "scan.png").write_bytes(_saved(_page("30 ноября 2025 года — выборы.", *kept)))
    result = check(tmp_path / "scan.png", jurisdiction="kg").documents[0]
    assert result.verdict == "unclear"
    assert not [finding for finding in result.findings if finding.outcome == "fail" and finding.severity == "error"]
    assert any(finding.message_id == "read_from_picture" for finding in result.findings)
