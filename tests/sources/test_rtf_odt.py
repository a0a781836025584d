"""RTF and ODT: read as DOCX is, by hand-made files and by what LibreOffice makes of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from office_files import converted, zipped

from compliance.errors import SourceError
from compliance.sources import docx, odt, rtf
from compliance.sources.gathering import Gathering

_END = "</office:document-content>"
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "svg": "svg-compatible", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def _odt(body: str, styles: str = "", defined: str = "") -> Gathering:
    content = f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{content}<office:body><office:text>{body}</office:text></office:body>{_END}",
        "styles.xml": f"<office:document-styles {_NAMES}>{defined}</office:document-styles>",
    }
    return odt.gather(zipped(parts), "ad.odt")


def _rtf(body: str, head: str = "") -> Gathering:
    return rtf.gather(rf"{{\rtf1\ansi\ansicpg1251{head}\pard {body}}}".encode("cp1251"), "ad.rtf")


def _layers(found: Gathering) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in found.layers]


def _where(found: Gathering, words: str) -> str:
    start = found.text.index(words)
    return next(one.place.where for one in found.segments if one.start <= start < one.end)


def _lines(found: Gathering) -> list[str]:
    return [line for line in found.text.splitlines() if line]


def test_odt_tables_notes_and_boxes_have_their_places() -> None:
    row = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("Тираж", "500"))
    said = "<text:note-body><text:p>Дата: 1 мая</text:p></text:note-body>"
    note = f"<text:note text:note-class='footnote'>{said}</text:note>"
    box = "<draw:frame><draw:text-box><text:p>В рамке</text:p></draw:text-box></draw:frame>"
    found = _odt(
        f"<text:p>Тек<text:span>ст</text:span>{note}<text:s text:c='2'/>{box}.</text:p>"
        f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    )
    assert _lines(found) == ["Текст  .", "В рамке", "Тираж\t500", "Дата: 1 мая"]
    assert _where(found, "500") == "table 1, row 1, cell 2, paragraph 1"
    assert _where(found, "В рамке") == "text box 1, paragraph 1"
    assert _where(found, "Дата") == "footnote 1, paragraph 1"


def test_odt_deletions_hidden_text_and_comments_are_layers() -> None:
    styles = (
        "<style:style style:name='H'><style:text-properties text:display='none'/></style:style>"
        "<style:style style:name='W'><style:text-properties fo:color='#ffffff'/></style:style>"
        "<style:style style:name='S'><style:text-properties style:text-line-through-style='solid'/></style:style>"
    )
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>ушло</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    spans = "".join(f"<text:span text:style-name='{name}'>{name}-текст</text:span>" for name in "HWS")
    found = _odt(
        f"{deleted}<text:p>Видно{spans}<office:annotation><text:p>заметка</text:p></office:annotation></text:p>"
        "<text:section text:display='none'><text:p>раздел</text:p></text:section>",
        styles,
    )
    assert _lines(found) == ["Видно"]
    assert _layers(found) == [
        ("deleted", "ушло"), ("vanish", "H-текст"), ("same_colour", "W-текст"), ("struck_out", "S-текст"),
        ("comment", "заметка"), ("not_displayed", "раздел"),
    ]  # fmt: skip


@pytest.mark.parametrize(("hidden", "seen"), [("true", False), ("false", True)])
def test_an_odt_field_hides_the_paragraph_it_stands_in(hidden: str, seen: bool) -> None:
    field = f"<text:hidden-paragraph text:condition='ooow:1' text:is-hidden='{hidden}'/>"
    found = _odt(f"<text:p>Видно</text:p><text:p>Тираж: <text:span>{field}500</text:span></text:p>")
    assert _lines(found) == ["Видно", *(["Тираж: 500"] if seen else [])]
    assert _layers(found) == ([] if seen else [("vanish", "Тираж: 500")])


def test_odt_headers_of_page_styles_that_are_not_used_are_not_seen() -> None:
    masters = "".join(
        f"<style:master-page style:name='{name}'><style:footer><text:p>низ {name}</text:p></style:footer>"
        "</style:master-page>"
        for name in ("Standard", "Envelope")
    )
    found = _odt("<text:p>Текст</text:p>", "", f"<office:master-styles>{masters}</office:master-styles>")
    assert _lines(found) == ["Текст", "низ Standard"]
    assert _layers(found) == [("not_displayed", "низ Envelope")]
    assert _where(found, "низ") == "footer, paragraph 1"


def test_odt_with_a_password_and_pictures_are_named() -> None:
    locked = zipped({"META-INF/manifest.xml": "<m:encryption-data/>", "content.xml": "x"})
    with pytest.raises(SourceError, match="password"):
        odt.gather(locked, "ad.odt")
    picture = "<draw:frame svg:width='9cm' svg:height='5cm'><draw:image/><svg:desc>Тираж</svg:desc></draw:frame>"
    found = _odt(f"<text:p>Текст{picture}</text:p>")
    assert [(one.what, one.place.where) for one in found.unread] == [("picture", "paragraph 1")]
    assert _layers(found) == [("alternative_text", "Тираж")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\'d2\'e8\'f0\'e0\'e6: 500", "Тираж: 500"),
        (r"{\f1 \'d2}", "Т"),
        (r"\u1058?\u1080?\u1088?\u1072?\u1078?: 500", "Тираж: 500"),
        (r"\uc2\u1257\'d0\'bex", "өx"),
        (r"\u-10179?\u-8703?", "😁".replace("😁", "\U0001f601")),
        (r"a\~b\_c\-d\{e\}", "a\u00a0b\u2011cd{e}"),
        (r"{\field{\*\fldinst DATE}{\fldrslt 6 \'ec\'e0\'ff}}", "6 мая"),
        (r"{\*\unknown never}{\upr{?}{\*\ud{\u1257?}}}", "ө"),
        (r"one\par two\line three", "one\ntwo\nthree"),
        (r"\bin4 {{{{after", "after"),
    ],
)
def test_rtf_letters(body: str, text: str) -> None:
    assert _rtf(body, r"{\fonttbl{\f1\fcharset204 Times;}}").text == text


def test_rtf_hidden_deleted_and_white_text_are_layers() -> None:
    colours = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}"
    found = _rtf(
        r"seen {\v one}{\deleted two}{\strike three}{\cf1 four}{\cf1\highlight2  dark} {\v\v0  back}"
        r"{\*\annotation five}{\headerf six\par}",
        colours,
    )
    assert found.text == "seen  dark  back"
    assert _layers(found) == [
        ("not_displayed", "six"), ("vanish", "one"), ("deleted", "two"), ("struck_out", "three"),
        ("same_colour", "four"), ("comment", "five"),
    ]  # fmt: skip


def test_rtf_rows_footers_and_boxes_have_their_places() -> None:
    found = _rtf(
        r"\trowd a\cell b\cell\row after\par{\footer low\par}{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt box}}}"
    )
    assert _lines(found) == ["a\tb", "after", "low", "box"]
    assert (_where(found, "low"), _where(found, "box")) == ("footer, paragraph 1", "text box 1, paragraph 1")


def test_rtf_within_bounds() -> None:
    with pytest.raises(SourceError, match="nested too deeply"):
        _rtf("{" * 600)
    assert _rtf("a}}}}}}}}b{{{").text
    assert _rtf(r"\bin999999999999999 x").text == ""


@pytest.fixture(scope="module")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A leaflet that python-docx wrote, with a hidden run, a table, a footer and one of the first page."""
    library = pytest.importorskip("docx", reason="python-docx is not installed")
    document = library.Document()
    document.add_paragraph("Добуш бериңиз! ").add_run("Тираж: 9").font.hidden = True
    table = document.add_table(2, 2)
    for number, text in enumerate(("Тираж", "500", "Заказчик", "Омуралиева М.З.")):
        table.cell(number // 2, number % 2).text = text
    section = document.sections[0]
    section.footer.paragraphs[0].text = "Обычный низ"
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "Исполнитель: ОсОО «Печать плюс»"
    path = tmp_path_factory.mktemp("office") / "leaflet.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize(("form", "reader"), [("odt", odt), ("rtf", rtf)])
def test_what_libreoffice_makes_of_a_file_reads_as_the_file(leaflet: Path, form: str, reader: Any) -> None:
    before = docx.gather(leaflet.read_bytes(), "ad.docx")
    found = reader.gather(converted(leaflet, form).read_bytes(), f"ad.{form}")
    assert sorted(_lines(found)) == sorted(_lines(before))
    assert _layers(found) == _layers(before) == [("vanish", "Тираж: 9")]
    assert _where(found, "Исполнитель").startswith("footer")
