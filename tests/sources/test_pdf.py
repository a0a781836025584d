"""PDF: text in reading order with boxes; what the drawn page does not show is no text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from office_files import converted
from pdf_files import FONT, IMPRINT, Box, by_hand, drawn, ink, looked_at, written

from compliance import check
from compliance.errors import SourceError
from compliance.sources import ocr
from compliance.sources import pdf as reader
from compliance.sources.gathering import Gathering

pytest.importorskip("pypdfium2", reason="the extra [documents] is not installed")
LEFT = (
    "Мы строим школы и больницы для всех",
    "жителей нашего города. Голосуйте за",
    "нашего кандидата одиннадцатого июля и",
    "приходите на встречу с избирателями.",
)
RIGHT = (
    "Заказчик: кандидат Омуралиева М.З.",
    "Исполнитель: ОсОО «Печать плюс», г.",
    "Бишкек, ул. Чуй 1. Тираж: 500 экз.",
    "Дата выпуска: 06.07.2021, Бишкек",
)


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tesseract is not found, so that pages are not recognised as pictures."""
    ocr.command.cache_clear()
    monkeypatch.setattr("shutil.which", lambda _name: None)
    yield
    ocr.command.cache_clear()


def _gather(*pages: Any, **options: Any) -> Gathering:
    return reader.gather(drawn(*pages, **options), "ad.pdf")


def _words(lines: Sequence[str]) -> list[str]:
    return " ".join(lines).split()


def _boxes(found: Gathering, words: str) -> list[Box]:
    start = found.text.index(words)
    boxes = [one.place.box for one in found.segments if one.start < start + len(words) and start < one.end]
    return [box for box in boxes if box is not None]


def _layers(found: Gathering) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in found.layers]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_box_of_every_word_holds_its_ink(tmp_path: Path, rotation: int) -> None:
    def page(canvas: Any) -> None:
        written(*IMPRINT)(canvas)
        canvas.setPageRotation(rotation)

    content = drawn(page, size=(500, 480))
    found = reader.gather(content, "ad.pdf")
    assert found.text.split() == _words(IMPRINT)
    picture = looked_at(content, tmp_path, dots=144)
    for segment in found.segments:
        assert segment.place.page == 1
        assert segment.place.box is not None
        assert ink(picture, segment.place.box, 144) > 4, found.text[segment.start : segment.end]
    boxes = [one.place.box for one in found.segments if one.place.box]
    outside = sum(ink(picture, box, 144) for box in boxes) / ink(picture, (0, 0, 500, 500), 144)
    assert outside > 0.97  # nearly all ink lies in the boxes


def test_columns_that_are_drawn_across_are_read_one_after_the_other() -> None:
    def page(canvas: Any) -> None:
        for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(20, 400 - 14 * number, left)
            canvas.drawString(260, 400 - 14 * number, right)

    assert _gather(page).text.split() == _words([*LEFT, *RIGHT])


def test_rows_of_a_table_keep_label_and_value_side_by_side() -> None:
    def page(canvas: Any) -> None:
        for number, (label, value) in enumerate(
            (("Заказчик", "Омуралиева М.З."), ("Тираж", "500"), ("Дата", "06.07.2021"))
        ):
            canvas.drawString(20, 400 - 14 * number, label)
            canvas.drawString(260, 400 - 14 * number, value)

    assert "Тираж\t500" in _gather(page).text.splitlines()


def test_writing_along_an_edge_is_read_as_its_own_line(tmp_path: Path) -> None:
    def page(canvas: Any) -> None:
        written(*LEFT)(canvas)
        canvas.translate(480, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Тираж: 700 экз. Заказ 12")

    content = drawn(page)
    found = reader.gather(content, "ad.pdf")
    assert found.text.splitlines()[-1] == "Тираж: 700 экз. Заказ 12"
    picture = looked_at(content, tmp_path, dots=144)
    assert all(ink(picture, box, 144) > 4 for box in _boxes(found, "Тираж: 700 экз."))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Тираж, нус-", "касы: 500 экземпляров"), "Тираж, нускасы: 500 экземпляров"),
        (("Тираж, нус\u00ad", "касы: 500 экземпляров"), "Тираж, нускасы: 500 экземпляров"),
        (("Жарнама берүүчү: Ак-", "Суу айылы, көчө 12"), "Жарнама берүүчү: Ак-Суу айылы, көчө 12"),
        (("Телефон: 0312 66-", "12-34, Бишкек шаары"), "Телефон: 0312 66-12-34, Бишкек шаары"),
    ],
)
def test_a_word_broken_at_a_line_end_is_one_word(lines: tuple[str, str], text: str) -> None:
    assert _gather(written(*lines)).text == text


NARROW = ("Заказчик: кандидат Омуралиева", "Мария Замировна. Исполнитель:", "ОсОО «Печать плюс», г. Бишкек")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (NARROW, " ".join(NARROW)),
        (("Тираж: пятьсот экземпляров, цена", "договорная"), "Тираж: пятьсот экземпляров, цена договорная"),
        (("Исполнитель: ОсОО «Печать плюс»", "Тираж: 500"), "Исполнитель: ОсОО «Печать плюс»\nТираж: 500"),
        (("Тираж 500 экземпляров", "Заказчик Омуралиева М.З."), "Тираж 500 экземпляров\nЗаказчик Омуралиева М.З."),
        (("Мы построим школу и сад", "1. Дороги", "2. Вода"), "Мы построим школу и сад\n1. Дороги\n2. Вода"),
        (
            ("Голосуйте 11 июля.", "Приходите вовремя и берите друзей"),
            "Голосуйте 11 июля.\nПриходите вовремя и берите друзей",
        ),
        (
            ("Заказчик: кандидат Омуралиева", "Замировна", "Тираж: 500 экз.", "Номер: 12"),
            "Заказчик: кандидат Омуралиева Замировна\nТираж: 500 экз.\nНомер: 12",
        ),
        (
            ("Заказчик: Омуралиева", "Замировна", "Исполнитель: ОсОО «Печать плюс»", "Тираж: 500", "Номер: 12"),
            "Заказчик: Омуралиева\nЗамировна\nИсполнитель: ОсОО «Печать плюс»\nТираж: 500\nНомер: 12",
        ),
        (("Оплатил: представитель Омуралиева М.", "З. Тираж: 5"), "Оплатил: представитель Омуралиева М. З. Тираж: 5"),
    ],
)
def test_a_sentence_goes_on_where_the_next_word_would_not_have_fitted(lines: tuple[str, ...], text: str) -> None:
    assert _gather(written(*lines)).text == text


def test_a_name_goes_on_within_its_cell_of_a_table() -> None:
    def page(canvas: Any) -> None:
        written("Заказчик")(canvas)
        written("кандидат Омуралиева", "Замировна", left=200)(canvas)
        written("Тираж", top=422)(canvas)
        written("500 экз.", left=200, top=422)(canvas)

    assert _gather(page).text == "Заказчик\tкандидат Омуралиева Замировна\nТираж\t500 экз."


def test_blanks_that_fill_a_column_divide_nothing() -> None:
    """Words are spread to both edges; a table of as many parts keeps them apart."""

    def spread(canvas: Any, words: Sequence[str], right: float, top: float) -> None:
        free = right - 30 - sum(canvas.stringWidth(word) for word in words)
        left = 30.0
        for word in words:
            canvas.drawString(left, top, word)
            left += canvas.stringWidth(word) + free / max(len(words) - 1, 1)

    def page(canvas: Any) -> None:
        first, *_ = lines = ("Мы построим две школы и сад, заказчик", "Омуралиева Мария Замировна,", "тираж: 500")
        for number, line in enumerate([*lines, "экземпляров. Приходите на выборы и"]):
            spread(canvas, line.split(), 30 + canvas.stringWidth(first), 450 - 14 * number)
        for number, (label, value) in enumerate((("Тираж", "500"), ("Номер", "12"))):
            canvas.drawString(30, 340 - 14 * number, label)
            canvas.drawString(150, 340 - 14 * number, value)

    assert _gather(page).text.splitlines() == [
        "Мы построим две школы и сад, заказчик Омуралиева Мария Замировна,",
        "тираж: 500 экземпляров. Приходите на выборы и",
        "",
        "Тираж\t500",
        "Номер\t12",
    ]


def test_letters_set_one_by_one_along_an_edge_make_words() -> None:
    def page(canvas: Any) -> None:
        written(*LEFT)(canvas)
        canvas.translate(480, 100)
        canvas.rotate(90)
        across = 0.0
        for piece in ("Т", "ираж: 700 экз. З", "аказ 12"):
            canvas.drawString(across, 0, piece)
            across += canvas.stringWidth(piece)

    assert _gather(page).text.splitlines()[-1] == "Тираж: 700 экз. Заказ 12"


def test_what_the_drawn_page_does_not_show_is_a_layer() -> None:
    def page(canvas: Any) -> None:
        written(*LEFT)(canvas)
        canvas.drawString(900, 50, "Тираж: 1 вне страницы")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(30, 150, "Тираж: 4 белым по белому")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(30, 100, "Тираж: 3 под крышкой")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(20, 90, 300, 30, fill=1, stroke=0)
        text = canvas.beginText(30, 200)
        text.setTextRenderMode(3)
        text.textOut("Тираж: 2 без чернил")
        canvas.drawText(text)

    found = _gather(page)
    assert found.text.split() == _words(LEFT)
    assert sorted(_layers(found)) == [
        ("invisible", "Тираж: 3 под крышкой\nТираж: 2 без чернил"),
        ("off_page", "Тираж: 1 вне страницы"),
        ("same_colour", "Тираж: 4 белым по белому"),
    ]


@pytest.mark.parametrize(("red", "seen"), [(0.3, False), (0.31, False), (0.9, True)])
def test_letters_in_the_colour_of_any_ground_are_a_layer(red: float, seen: bool) -> None:
    def page(canvas: Any) -> None:
        written(*LEFT)(canvas)
        canvas.setFillColorRGB(0.3, 0.1, 0.2)
        canvas.rect(20, 190, 300, 40, fill=1, stroke=0)
        canvas.setFillColorRGB(red, 0.1 if red < 0.5 else 0.9, 0.2)
        canvas.drawString(30, 200, "Тираж: 500")

    assert ("Тираж" in _gather(page).text) is seen


@pytest.mark.parametrize(("level", "seen"), [(60, False), (255, True)])
def test_letters_on_a_picture_are_text_where_they_show(level: int, seen: bool) -> None:
    image_module = pytest.importorskip("PIL.Image", reason="the extra [ocr] is not installed")
    from reportlab.lib.utils import ImageReader

    def page(canvas: Any) -> None:
        written(*LEFT)(canvas)
        canvas.drawImage(ImageReader(image_module.new("RGB", (300, 40), (60, 60, 60))), 20, 190, 300, 40)
        canvas.setFillColorRGB(level / 255, level / 255, level / 255)
        canvas.drawString(30, 200, "Тираж: 500")

    assert ("Тираж" in _gather(page).text) is seen


def test_letters_that_nobody_can_read_are_a_layer() -> None:
    def page(canvas: Any) -> None:
        written(*LEFT)(canvas)
        canvas.scale(0.02, 0.02)
        written("Тираж: 500", top=9000)(canvas)

    found = _gather(page)
    assert (found.text.split(), _layers(found)) == (_words(LEFT), [("invisible", "Тираж: 500")])


def test_letters_that_are_cut_away_are_a_layer() -> None:
    def page(canvas: Any) -> None:
        written(*LEFT)(canvas)
        canvas.saveState()
        corner = canvas.beginPath()
        corner.rect(0, 0, 20, 20)
        canvas.clipPath(corner, stroke=0)
        written("Тираж: 9 за краем", top=300)(canvas)
        canvas.restoreState()

    found = _gather(page)
    assert (found.text.split(), _layers(found)) == (_words(LEFT), [("invisible", "Тираж: 9 за краем")])


def _as_shapes(canvas: Any, line: str, left: float, top: float) -> None:
    """Draw a line as programs for layout do that turn letters into shapes: a path for each, here of small oblongs."""
    image_module = pytest.importorskip("PIL.Image", reason="the extra [ocr] is not installed")
    from PIL import ImageDraw, ImageFont

    font = ImageFont.truetype(str(FONT), 80)
    for letter in line:
        width = round(font.getlength(letter))
        mask = image_module.new("1", (width + 8, 110), 0)
        ImageDraw.Draw(mask).text((0, 0), letter, font=font, fill=1)
        path = canvas.beginPath()
        for row in range(mask.height):
            column = 0
            while column < mask.width:
                end = column
                while end < mask.width and mask.getpixel((end, row)):
                    end += 1
                if end > column:
                    path.rect(left + column / 8, top - row / 8, (end - column) / 8, 0.13)
                column = end + 1
        canvas.drawPath(path, stroke=0, fill=1)
        left += width / 8


def _with_shapes(canvas: Any) -> None:
    written(*LEFT)(canvas)
    _as_shapes(canvas, "Заказчик: кандидат Омуралиева М.З.", 30, 200)


def test_letters_that_were_made_shapes_are_told_as_not_read(without_engine: None) -> None:
    found = _gather(_with_shapes)
    assert found.text.split() == _words(LEFT)
    assert [(one.what, one.place.where) for one in found.unread] == [("picture", "page 1")]


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_letters_that_were_made_shapes_are_recognised_beside_the_text() -> None:
    found = _gather(_with_shapes)
    assert found.text.split() == _words([*LEFT, "Заказчик: кандидат Омуралиева М.З."])
    assert [one.what for one in found.unread] == ["recognised"]
    assert {one.note for one in found.segments[-4:]} == {"scanned"}


def test_white_letters_on_a_dark_ground_are_text() -> None:
    def page(canvas: Any) -> None:
        canvas.rect(20, 380, 450, 90, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        written(*IMPRINT)(canvas)

    found = _gather(page)
    assert (found.text.split(), found.layers) == (_words(IMPRINT), ())


def test_a_layer_that_is_switched_off_is_not_seen() -> None:
    content = (
        "BT /F 12 Tf 30 400 Td (Vote for the first candidate in July) Tj ET "
        "/OC /Off BDC BT /F 12 Tf 30 300 Td (Print run 500 copies) Tj ET EMC "
        "/OC /On BDC BT /F 12 Tf 30 200 Td (Made by Example Press) Tj ET EMC"
    )
    catalog = "/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]/Order[6 0 R 7 0 R]>>>>"
    objects = "6 0 obj<</Type/OCG/Name(off)>>endobj\n7 0 obj<</Type/OCG/Name(on)>>endobj"
    made = by_hand(content, "/Properties<</Off 6 0 R/On 7 0 R>>", catalog, objects)
    found = reader.gather(made, "ad.pdf")
    assert "Print run" not in found.text
    assert "Made by Example Press" in found.text
    assert [text for _, text in _layers(found)] == ["Print run 500 copies"]


def test_values_of_a_form_stand_beside_their_labels() -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(30, 400, "Тираж, экземпляров:")
        canvas.drawString(30, 380, "Дата выпуска: 06.07.2021")
        canvas.acroForm.textfield(name="run", x=150, y=396, width=100, height=16, value="500", fontSize=10)

    assert "Тираж, экземпляров: 500" in _gather(page).text.replace("\t", " ")


def test_letters_without_a_meaning_are_not_judged(without_engine: None) -> None:
    content = drawn(written(*IMPRINT), pageCompression=0).replace(b"/ToUnicode", b"/ToUnicodX")
    with pytest.raises(SourceError, match="a PDF without text: to read it, install tesseract"):
        reader.read(content, "ad.pdf")


@pytest.mark.parametrize("shift", [1, 5, 13])
def test_letters_that_say_others_than_they_show_are_not_judged(shift: int, without_engine: None) -> None:
    letters = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
    turned = letters[shift:] + letters[:shift]
    table = str.maketrans(letters + letters.upper(), turned + turned.upper())
    found = _gather(written(*(line.translate(table) for line in IMPRINT)), written(*LEFT))
    assert {(one.what, one.place.where) for one in found.unread} == {("page", "page 1"), ("letters", "page 1")}
    assert found.text.split() == _words(LEFT)


def test_a_footer_on_every_page_is_read_once_and_pages_are_told() -> None:
    def page(number: int) -> Any:
        def draw(canvas: Any) -> None:
            written(f"Статья номер {number} о выборах в городе", *LEFT)(canvas)
            written(*IMPRINT, top=60)(canvas)

        return draw

    found = _gather(*(page(number) for number in range(1, 5)))
    assert found.text.count("Тираж: 500") == 1
    assert [one.place.where for one in found.segments if found.text.startswith("Статья", one.start)] == [
        f"page {number}" for number in range(1, 5)
    ]


def test_lines_that_two_leaflets_share_are_read_in_both() -> None:
    def page(count: int) -> Any:
        return written("Заказчик: кандидат Омуралиева М.З.", f"Тираж: {count} экз.", "Дата выпуска: 06.07.2021")

    found = _gather(page(500), page(700))
    assert found.text.count("Дата выпуска") == 2
    assert found.text.count("Заказчик") == 2


def test_a_password_and_damage_are_named() -> None:
    encrypt = pytest.importorskip("reportlab.lib.pdfencrypt", reason="ReportLab is not installed")
    locked = drawn(written(*IMPRINT), encrypt=encrypt.StandardEncryption("secret", canPrint=0))
    with pytest.raises(SourceError, match="password"):
        reader.read(locked, "ad.pdf")
    with pytest.raises(SourceError, match="damaged"):
        reader.read(b"%PDF-1.7 and nothing more", "ad.pdf")


def test_a_cut_file_gives_what_can_be_read_or_is_refused() -> None:
    content = drawn(written(*IMPRINT))
    for share in (0.3, 0.6, 0.9, 0.99):
        try:
            found = reader.gather(content[: int(len(content) * share)], "ad.pdf")
        except SourceError:
            continue
        assert found.text.split() in ([], _words(IMPRINT))


def test_five_hundred_pages_are_read_in_bounded_memory() -> None:
    import tracemalloc

    def page(number: int) -> Any:
        return written(f"Страница {number}", *LEFT)

    content = drawn(*(page(number) for number in range(500)))
    tracemalloc.start()
    try:
        found = reader.gather(content, "ad.pdf")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found.segments[-1].place.page == 500
    assert peak < 30 << 20  # of which most are the places of 12,000 words


def test_an_office_file_printed_by_libreoffice_is_checked_with_boxes(tmp_path: Path) -> None:
    docx_library = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx_library.Document()
    document.add_paragraph("Биринчи кадам үчүн добуш бериңиз!")
    document.sections[0].footer.paragraphs[0].text = " ".join(IMPRINT)
    path = tmp_path / "leaflet.docx"
    document.save(str(path))
    printed = converted(path, "pdf")
    imprint = check(printed, jurisdiction="kg").documents[0].imprints[0]
    assert imprint.print_run is not None
    assert imprint.print_run.value == 500
    span = imprint.print_run.span
    assert span is not None
    assert span.place is not None
    assert span.place.where == "page 1"
    assert span.place.box is not None
    picture = looked_at(printed.read_bytes(), tmp_path, dots=144)
    left, top, right, bottom = span.place.box
    assert ink(picture, (left, top, right, bottom), 144) > 4


def test_a_page_set_wide_throughout_has_no_blocks(tmp_path: Path) -> None:
    """Two heights from line to line all over the page: the address on the next line belongs to the maker."""

    def page(canvas: Any) -> None:
        for number, line in enumerate(IMPRINT):
            canvas.drawString(40, 440 - 22 * number, line)
        canvas.drawString(40, 440 - 22 * len(IMPRINT), "Голосуйте!")

    (tmp_path / "wide.pdf").write_bytes(drawn(page))
    imprint = check(tmp_path / "wide.pdf", jurisdiction="kg").documents[0].imprints[0]
    assert imprint.executor is not None
    assert imprint.executor.address is not None
    assert imprint.executor.address.raw == "г. Бишкек, ул. Чуй 1"


def test_the_html_report_shows_the_page_with_the_places_on_it(tmp_path: Path, run: Run) -> None:
    def page(canvas: Any) -> None:
        for number, line in enumerate(IMPRINT):
            canvas.drawString(40, 440 - 14 * number, line)

    (tmp_path / "ad.pdf").write_bytes(drawn(page))
    report = tmp_path / "report.html"
    run("check", str(tmp_path / "ad.pdf"), "-o", f"html={report}")
    shown = report.read_text(encoding="utf-8")
    assert shown.count('<image href="data:image/png;base64,') == 1
    assert shown.count("<rect ") >= 5
    assert "img-src data:" in shown
