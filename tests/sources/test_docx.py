"""DOCX: what a reader of the print sees is text, with its place; the rest is a layer, or told as not read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from office_files import docx, paragraph, run, zipped

from compliance import check
from compliance.errors import SourceError
from compliance.sources import docx as reader
from compliance.sources.gathering import Gathering
from compliance.sources.parts import MOST_DEPTH

_BOX = "<w:txbxContent>" + paragraph(run("Тираж: 500")) + "</w:txbxContent>"


def _gather(body: str, related: dict[str, tuple[str, str, str]] | None = None) -> Gathering:
    found = reader.gather(docx(body, related), "ad.docx")
    for segment in found.segments:
        assert found.text[segment.start : segment.end].strip("\n")
    return found


def _where(found: Gathering, words: str) -> str:
    start = found.text.index(words)
    return next(one.place.where for one in found.segments if one.start <= start < one.end)


def _layers(found: Gathering) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in found.layers]


def test_body_and_table_have_their_places() -> None:
    row = f"<w:tr><w:tc>{paragraph(run('Тираж'))}</w:tc><w:tc>{paragraph(run('500'))}</w:tc></w:tr>"
    found = _gather(paragraph(run("Голо"), run("суйте!")) + f"<w:tbl>{row}</w:tbl>" + paragraph(run("Конец")))
    assert found.text.splitlines() == ["Голосуйте!", "Тираж\t500", "Конец"]
    assert _where(found, "500") == "table 1, row 1, cell 2, paragraph 1"
    assert _where(found, "Конец") == "paragraph 2"


def test_cells_of_several_paragraphs_are_read_one_after_the_other() -> None:
    cell = f"<w:tc>{paragraph(run('один'))}{paragraph(run('два'))}</w:tc>"
    found = _gather(f"<w:tbl><w:tr>{cell}<w:tc>{paragraph(run('три'))}</w:tc></w:tr></w:tbl>")
    assert found.text.splitlines() == ["один", "два", "три"]


def test_a_cell_of_labels_is_read_beside_its_values() -> None:
    labels, values = (
        f"<w:tc>{''.join(paragraph(run(one)) for one in lines)}</w:tc>"
        for lines in (("Заказчик:", "Тираж:"), ("«Рассвет»", "500"))
    )
    values = values.replace(paragraph(run("500")), "").replace(
        "</w:r></w:p>", "</w:r><w:r><w:br/><w:t>500</w:t></w:r></w:p>"
    )
    assert _gather(f"<w:tbl><w:tr>{labels}{values}</w:tr></w:tbl>").text.splitlines() == [
        "Заказчик:\t«Рассвет»", "Тираж:\t500",
    ]  # fmt: skip


def test_insertions_count_and_deletions_do_not() -> None:
    found = _gather(
        paragraph(
            run("Тираж: "),
            f"<w:del>{run('900').replace('w:t', 'w:delText')}</w:del>",
            f"<w:ins>{run('500')}</w:ins>",
            f"<w:moveFrom>{run('ушло')}</w:moveFrom><w:moveTo>{run(' экз.')}</w:moveTo>",
        )
    )
    assert found.text.strip() == "Тираж: 500 экз."
    assert _layers(found) == [("deleted", "900 ушло")]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert _gather(f"<w:p>{mark}{run('Нус')}</w:p>" + paragraph(run("касы"))).text.strip() == "Нускасы"


@pytest.mark.parametrize(("mark", "kind"), [("del", "deleted"), ("hidden", "vanish")])
def test_a_row_that_is_deleted_or_hidden_is_no_text(mark: str, kind: str) -> None:
    row = f"<w:tr><w:trPr><w:{mark}/></w:trPr><w:tc>{paragraph(run('Тираж: 1'))}</w:tc></w:tr>"
    found = _gather(f"<w:tbl>{row}</w:tbl>" + paragraph(run("Текст")))
    assert (found.text.strip(), _layers(found)) == ("Текст", [(kind, "Тираж: 1")])


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ("<w:vanish/>", "vanish"),
        ('<w:vanish w:val="0"/>', ""),
        ("<w:strike/>", "struck_out"),
        ("<w:dstrike/>", "struck_out"),
        ('<w:color w:val="FFFFFF"/>', "same_colour"),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', ""),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="C00000"/>', ""),
        ('<w:color w:val="000000"/>', ""),
        ('<w:rStyle w:val="secret"/>', "vanish"),
        ('<w:sz w:val="2"/>', "invisible"),
        ('<w:rStyle w:val="little"/>', "invisible"),
        ('<w:rStyle w:val="little"/><w:sz w:val="12"/>', ""),
        ("<w14:textFill><w14:noFill/></w14:textFill>", "invisible"),
        ("<w14:textFill><w14:solidFill/></w14:textFill>", ""),
    ],
)
def test_what_is_not_seen_is_a_layer(properties: str, kind: str) -> None:
    style = (
        '<w:style w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="secret"><w:basedOn w:val="base"/></w:style>'
        '<w:style w:styleId="little"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
    )
    found = _gather(paragraph(run("Текст "), run("Тираж: 7", properties)), {"s": ("styles", "styles.xml", style)})
    assert _layers(found) == ([(kind, "Тираж: 7")] if kind else [])
    assert ("Тираж: 7" in found.text) is not bool(kind)


def test_a_text_box_is_read_once_and_not_again_from_its_fallback() -> None:
    alternatives = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wp:inline>{_BOX}</wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = _gather(paragraph(run("до"), f"<w:r>{alternatives}</w:r>", run(" и после")) + paragraph(run("дальше")))
    assert found.text.splitlines() == ["до и после", "Тираж: 500", "дальше"]
    assert _where(found, "Тираж") == "text box 1, paragraph 1"
    assert _where(found, "дальше") == "paragraph 2"


def test_content_controls_and_results_of_fields_are_text_and_codes_are_not() -> None:
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{{{kind}}}' for kind in ("begin", "separate", "end")
    )
    field = field.format(begin="<w:r><w:instrText>DATE</w:instrText></w:r>" + run("код"), separate=run("500"), end="")
    control = (
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{paragraph(run('Тираж: '), field)}</w:sdtContent></w:sdt>"
    )
    assert _gather(control).text.strip() == "Тираж: 500"


def test_headers_and_footers_are_read_where_pages_have_them() -> None:
    related = {
        "h": ("header", "header1.xml", paragraph(run("обычный верх"))),
        "f": ("footer", "footer1.xml", paragraph(run("первый низ"))),
        "e": ("footer", "footer2.xml", paragraph(run("чётный низ"))),
    }
    references = (
        '<w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="first" r:id="f"/>'
        '<w:footerReference w:type="even" r:id="e"/>'
    )
    found = _gather(paragraph(run("Текст")) + f"<w:sectPr>{references}<w:titlePg/></w:sectPr>", related)
    assert [line for line in found.text.splitlines() if line] == ["обычный верх", "Текст", "первый низ"]
    assert _where(found, "первый") == "footer of the first page, paragraph 1"
    assert _layers(found) == [("not_displayed", "чётный низ")]


def test_notes_that_the_text_refers_to_are_read_and_comments_are_not_seen() -> None:
    related = {
        "n": ("footnotes", "footnotes.xml", f'<w:footnote w:id="2">{paragraph(run("Тираж: 500"))}</w:footnote>'
              f'<w:footnote w:id="3">{paragraph(run("никто не видит"))}</w:footnote>'),
        "c": ("comments", "comments.xml", f'<w:comment w:id="1">{paragraph(run("проверить"))}</w:comment>'),
    }  # fmt: skip
    found = _gather(paragraph(run("Текст"), '<w:r><w:footnoteReference w:id="2"/></w:r>'), related)
    assert _where(found, "Тираж") == "footnote 2, paragraph 1"
    assert _layers(found) == [("not_displayed", "никто не видит"), ("comment", "проверить")]


def test_a_picture_is_told_as_not_read_unless_it_is_a_mere_sign() -> None:
    def picture(side: int) -> str:
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{side}" cy="{side}"/><wp:docPr descr="Тираж: 5"/><a:blip/>'
            "</wp:inline></w:drawing></w:r>"
        )

    found = _gather(paragraph(run("Текст"), picture(2_000_000)))
    assert [(one.what, one.place.where) for one in found.unread] == [("picture", "paragraph 1")]
    assert _layers(found) == [("alternative_text", "Тираж: 5")]
    assert not _gather(paragraph(run("Текст"), picture(100_000))).unread


def test_a_picture_alone_makes_the_file_unreadable_and_names_the_place() -> None:
    with pytest.raises(SourceError, match="look at paragraph 1"):
        reader.read(docx(paragraph("<w:r><w:drawing><a:blip/></w:drawing></w:r>")), "ad.docx")


def test_a_file_of_iso_29500_strict_is_read_alike() -> None:
    content = docx(paragraph(run("Тираж: 500")))
    import zipfile

    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
        )
        for name, part in parts.items()
    }  # fmt: skip
    assert reader.gather(zipped(dict(parts)), "ad.docx").text.strip() == "Тираж: 500"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (docx(paragraph(run("Текст")))[:-40], "damaged"),
        (docx("<w:p><w:r>"), "well-formed"),
        (zipped({"word/document.xml": "<x/>"}), "no main document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "protected by a password"),
        (docx("<w:sdt>" * MOST_DEPTH + "</w:sdt>" * MOST_DEPTH), "nested too deeply"),
        (docx(paragraph(run("x" * (4 << 20)))), "packed so tightly"),
    ],
)
def test_what_is_damaged_or_beyond_bounds_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        reader.gather(content, "ad.docx")


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "Тираж: 500">]><x>&a;</x>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="m" '
        'Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    with pytest.raises(SourceError, match="document type"):
        reader.gather(zipped({"_rels/.rels": relations, "word/document.xml": bomb}), "ad.docx")


def test_a_file_written_by_another_program_is_checked_with_places(tmp_path: Path) -> None:
    docx_library = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx_library.Document()
    document.add_paragraph("Биринчи кадам үчүн добуш бериңиз!")
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[
        0
    ].text = (
        "Заказчик: кандидат Омуралиева М.З. Исполнитель: ОсОО «Печать плюс». Тираж: 500 экз. Дата выпуска: 06.07.2021"
    )
    path = tmp_path / "leaflet.docx"
    document.save(str(path))
    result = check(path, jurisdiction="kg").documents[0]
    run_stated = result.imprints[0].print_run
    assert run_stated is not None
    assert run_stated.value == 500
    assert run_stated.span is not None
    assert run_stated.span.place is not None
    assert run_stated.span.place.where == "footer of the first page, paragraph 1"
