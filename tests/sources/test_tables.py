"""Tables and exports: an ad a row, what columns hold by a map, and what an export does not disclose."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from conftest import Run

from compliance import check, check_many, extract
from compliance.checker import Checker
from compliance.errors import SourceError, UsageError
from compliance.sources.column_map import parse_map, ready, values
from compliance.sources.formats import Asked
from compliance.sources.loading import Loaded, load_bytes

IMPRINT = "Исполнитель: ОсОО «Ак Кар Принт», г. Бишкек, ул. Тыныстанова, 14. Тираж: 500 экз."
META: list[dict[str, Any]] = [
    {
        "id": "1", "ad_creative_bodies": ["Голосуйте за парки!", "Голосуйте за парки!"], "bylines": "Асанов Б.",
        "ad_creative_link_titles": ["Парки"], "ad_delivery_start_time": "2021-11-15", "languages": ["ru"],
    },
    {"id": "2", "ad_creative_bodies": ["Голосуйте!"], "bylines": None, "ad_delivery_start_time": "нет"},
]  # fmt: skip


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker("kg")


def load(content: str | bytes, name: str, table_map: str = "") -> list[Loaded]:
    return load_bytes(content if isinstance(content, bytes) else content.encode(), name, asked=Asked(table_map))


def workbook(rows: list[list[str]]) -> bytes:
    """Return an XLSX file, written by hand as the standard has it."""
    cells = "".join(
        f'<row r="{number}">'
        + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Реклама" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_row_is_an_ad_with_its_row_and_column_for_a_place(delimiter: str, checker: Checker) -> None:
    table = f'n{delimiter}text\r\n1{delimiter}"Голосуйте!\r\n{IMPRINT}"\r\n\r\n2{delimiter}"Город ""наш"""\r\n'
    first, second = load(table, "ads.csv")
    assert (first.document.pointer, second.document.pointer) == ("/2", "/4")
    assert second.document.text == 'Город "наш"'
    (found,) = checker.read(first.document).imprints
    place = first.document.place(*found.leaves["print_run"].place)
    assert place is not None
    assert place.where == "row 2, text"


def test_a_workbook_is_read_like_a_table(checker: Checker) -> None:
    pytest.importorskip("openpyxl", reason="tables of spreadsheets need the extra `documents`")
    one, two = load(workbook([["text", "published"], [IMPRINT, "2021-11-15"], ["", ""], ["Город", ""]]), "ads.xlsx")
    entry = checker.judge(one)
    assert (entry["pointer"], entry["published"], entry["format"]) == ("/Реклама/2", "2021-11-15", "xlsx")
    assert entry["imprints"][0]["print_run"]["span"]["place"] == {"where": "sheet Реклама, row 2, text"}
    assert two.document.pointer == "/Реклама/4"


def test_a_workbook_is_known_by_its_content() -> None:
    pytest.importorskip("openpyxl", reason="tables of spreadsheets need the extra `documents`")
    assert load(workbook([["text"], ["Город"]]), "ads.bin")[0].document.format == "xlsx"


@pytest.mark.parametrize("damage", [b"PK\x03\x04" + b"x" * 50, workbook([["text"], ["Город"]])[:-200]])
def test_a_damaged_workbook_is_one_entry_that_says_so(damage: bytes) -> None:
    pytest.importorskip("openpyxl", reason="tables of spreadsheets need the extra `documents`")
    with pytest.raises(SourceError, match=r"damaged archive|not a workbook"):
        load(damage, "ads.xlsx")


def test_a_workbook_that_unpacks_without_end_is_refused() -> None:
    pytest.importorskip("openpyxl", reason="tables of spreadsheets need the extra `documents`")
    with pytest.raises(SourceError, match="packed so tightly"):
        load(workbook([["text"], ["0" * 50_000_000]]), "ads.xlsx")


def test_a_table_without_a_text_needs_a_map() -> None:
    table = f"номер,тело,кто\n1,{IMPRINT.replace(',', ' ')},Асанов Б.\n"
    with pytest.raises(SourceError, match="--map"):
        load(table, "ads.csv")
    (one,) = load(table, "ads.csv", "text=тело,customer=кто")
    assert one.document.text.startswith("Исполнитель")
    assert one.known.declared == {"customer.name": "Асанов Б."}


def test_what_a_row_declares_stands_where_its_text_states_nothing(checker: Checker) -> None:
    text = "Заказчик: партия «Күмүш Булут». " + IMPRINT
    stated, silent = load(
        json.dumps([{"b": text, "p": "X"}, {"b": IMPRINT, "p": "Асанов Б."}]), "a.json", "text=b,customer=p"
    )
    assert checker.judge(stated)["imprints"][0]["customer"]["name"]["raw"] == "партия «Күмүш Булут»"
    assert checker.judge(silent)["imprints"][0]["customer"]["name"] == {"raw": "Асанов Б."}


@pytest.mark.parametrize("form", ["array", "wrapped", "lines", "csv"])
def test_an_export_of_meta_is_known_and_what_it_does_not_disclose_is_not_missing(form: str, checker: Checker) -> None:
    name, content = "ads.json", json.dumps(META)
    if form == "wrapped":
        content = json.dumps({"data": META, "paging": {}})
    elif form == "lines":
        name, content = "ads.jsonl", "\n".join(map(json.dumps, META))
    elif form == "csv":
        rows = [[json.dumps(ad.get(key)) for key in ("ad_creative_bodies", "byline")] for ad in META]
        rows[0][1], rows[1][1] = "Асанов Б.", ""
        quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
        name, content = "ads.csv", "\n".join(["ad_creative_bodies,byline", *quoted])
    first, second = (checker.judge(one) for one in load(content, name))
    assert first["imprints"][0]["payer"]["name"]["raw"] == "Асанов Б."
    assert first["medium"] == "social"
    for entry in (first, second):
        assert "missing" not in {one["message_id"] for one in entry["findings"]}
        assert "not_disclosed" in {one["message_id"] for one in entry["findings"]}
        assert entry["verdict"] == "unclear"
    assert second["imprints"] == []  # a payer that is null is nobody


def test_a_text_that_an_export_repeats_is_read_once() -> None:
    assert load(json.dumps(META), "ads.json")[0].document.text == "Парки\n\nГолосуйте за парки!"


def test_an_export_without_texts_is_judged_by_what_it_declares(checker: Checker) -> None:
    table = "Ad_ID,Advertiser_Name,Date_Range_Start\nCR1,Асанов Б.,2021-11-15\n"
    (one,) = load(table, "google-political-ads-creative-stats.csv")
    entry = checker.judge(one)
    assert (entry["verdict"], entry["published"]) == ("unclear", "2021-11-15")
    assert entry["imprints"][0]["payer"]["name"]["raw"] == "Асанов Б."


def test_bids_carry_customer_and_payer(checker: Checker) -> None:
    bids = [
        {"adm": "<p>Голосуйте за парки!</p>", "ext": {"dsa": {"behalf": "Партия А", "paid": "Асанов Б."}}},
        {"adm": "<p>Парки</p>", "ext": {"dsainfo": [{"behalf": "Партия Б", "paid": 5}]}},
        {"ext": {"dsa": None}},
    ]
    found = load(json.dumps({"id": "1", "seatbid": [{"bid": bids}]}), "response.json")
    assert [one.known.declared for one in found] == [
        {"customer.name": "Партия А", "payer.name": "Асанов Б."}, {"customer.name": "Партия Б"}, None,
    ]  # fmt: skip
    assert [checker.judge(one)["verdict"] for one in found] == ["unclear"] * 3


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("nope", "there is no map 'nope'"),
        ("text", "no map 'text'"),
        ("text=", "TARGET=COLUMN"),
        ("x=y", "an ad has no 'x'"),
    ],
)
def test_a_map_that_is_none_is_refused(given: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        parse_map(given)


def test_every_ready_map_leads_to_what_ads_have() -> None:
    for name, (made, marks) in ready().items():
        spelt = ",".join(f"{target}={'+'.join(paths)}" for target, paths in made.columns.items())
        assert parse_map(spelt).columns == made.columns, name
        assert marks


def test_a_value_can_be_asked_for() -> None:
    assert values({"profile": "advert"}, "profile:advert") == [("profile", "advert")]
    assert values({"profile": "news"}, "profile:advert") == []


def test_the_command_takes_a_map(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(f'body,who\n"{IMPRINT}",Асанов Б.\n', encoding="utf-8")
    told = run("extract", str(path), "--map", "text=body,customer=who").out
    assert "Асанов Б." in told
    assert "[row 2, body]" in told
    entry = json.loads(run("check", str(path), "--map", "text=body,customer=who", "--format", "json").out)
    assert entry["documents"][0]["imprints"][0]["customer"]["name"]["raw"] == "Асанов Б."
    assert run("check", str(path), "--map", "nope").code == 2


def test_a_table_of_another_kind_in_a_folder_is_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "ads.csv").write_text(f'text\n"{IMPRINT}"\n', encoding="utf-8")
    ran = run("check", str(tmp_path), "--format", "json")
    assert [Path(entry["path"]).name for entry in json.loads(ran.out)["documents"]] == ["ads.csv"]
    assert "prices.csv" in ran.err


@pytest.mark.parametrize("table_map", ["text=title+body,customer=by", {"text": ["title", "body"], "customer": "by"}])
def test_the_library_takes_a_map_as_a_text_or_a_dict(tmp_path: Path, table_map: str | dict[str, Any]) -> None:
    path = tmp_path / "register.csv"
    path.write_text(f'title,body,by\nВыборы,"{IMPRINT}",Омуралиева М.З.\n', encoding="utf-8")
    (entry,) = check(path, table_map=table_map).documents
    (same,) = check_many([path], table_map=table_map)
    assert entry.imprints[0].customer is not None
    assert entry.imprints[0].customer.name is not None
    assert (entry.imprints[0].customer.name.value, same.imprints) == ("Омуралиева М.З.", entry.imprints)
    assert extract(path, table_map=table_map).imprints == list(entry.imprints)


@pytest.mark.parametrize(
    ("wrong", "said"), [("colour=body", "has no 'colour'"), ({"text": []}, "or a list of columns")]
)
def test_the_library_refuses_a_map_that_is_none(wrong: str | dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=f"^table_map: .*{said}"):
        check("Тираж: 500", table_map=wrong)


@pytest.mark.parametrize("head", ["Реестр объявлений\n\n", "sep=;\n", "Всего;2\n"])
def test_columns_may_be_named_below_a_title(head: str) -> None:
    (one,) = load_bytes(f"{head}№;Text\n1;{IMPRINT}\n".encode(), "register.csv")
    assert (one.document.text, one.document.pointer) == (IMPRINT, f"/{head.count(chr(10)) + 2}")


def test_columns_of_a_sheet_may_be_named_below_a_title() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="tables of spreadsheets need the extra `documents`")
    book = openpyxl.Workbook()
    for row in (["Реестр"], [], ["№", "text"], [1, IMPRINT]):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    (one,) = load_bytes(target.getvalue(), "register.xlsx")
    assert (one.document.text, one.document.pointer) == (IMPRINT, "/Sheet/4")
