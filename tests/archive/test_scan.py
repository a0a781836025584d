from __future__ import annotations

import csv
import gzip
import json
import random
import signal
import subprocess
import time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

pytest.importorskip("pyarrow", reason="archives are scanned with the extra [archive]")
pytest.importorskip("datasketch", reason="archives are scanned with the extra [archive]")
pytest.importorskip("duckdb", reason="archives are scanned with the extra [archive]")

import pyarrow as pa
from making import AD, BARE, MAP, NEWS, command, files, records, rows, scan, written

from compliance.archive.columns import INPUT
from compliance.archive.dataset import Dataset
from compliance.archive.find import Signs
from compliance.archive.look.page import page
from compliance.archive.look.query import opened
from compliance.archive.parts import joined, parquet
from compliance.archive.settings import finder_of, settings
from compliance.archive.shards import digest
from compliance.archive.web import web_inputs


def test_each_input_has_one_row_with_its_class_verdict_and_evidence(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", records(40))
    said = scan(source, "--out", tmp_path / "d", "--map", MAP).stdout
    found = {row["id"]: row for row in rows(tmp_path / "d")}
    assert sorted(found) == sorted(f"r{number}" for number in range(40))
    assert {row["class"] for row in found.values()} == {"imprint", "ad_without_imprint", "editorial"}
    assert found["r3"]["class"] == "imprint"
    assert {leaf["field"]: leaf["value"] for leaf in found["r3"]["imprints"][0]}["print_run"] == "500"
    assert found["r7"]["verdict"] == "non_compliant"
    assert "kg/imprint/present" in {one["rule"] for one in found["r7"]["findings"]}
    for sign in found["r7"]["signs"]:
        assert BARE[sign["start"] : sign["end"]] == sign["raw"]
    assert found["r0"]["verdict"] is None
    assert found["r0"]["month"] == "2021-01"
    assert json.loads(found["r3"]["report"])["verdict"] == found["r3"]["verdict"]
    assert "40 texts of 40 inputs" in said


def test_one_process_or_two_a_dataset_has_the_same_bytes(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", records(1200))
    scan(source, "--out", tmp_path / "one", "--map", MAP)
    scan(source, "--out", tmp_path / "two", "--map", MAP, "--jobs", "2")
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.parametrize("seed", range(2))
def test_a_scan_killed_at_a_random_moment_and_resumed_leaves_the_same_dataset(tmp_path: Path, seed: int) -> None:
    source = written(tmp_path / "a.jsonl", records(2300))
    scan(source, "--out", tmp_path / "whole", "--map", MAP)
    chance = random.Random(seed)
    for _ in range(2):
        running = subprocess.Popen(command("scan", source, "--out", tmp_path / "killed", "--map", MAP))
        time.sleep(chance.uniform(1.0, 4.5))
        running.send_signal(signal.SIGKILL)
        running.wait()
    scan(source, "--out", tmp_path / "killed", "--map", MAP)
    assert files(tmp_path / "killed") == files(tmp_path / "whole")


def test_a_month_is_one_part_however_many_shards_have_rows_of_it(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", records(2300))
    scan(source, "--out", tmp_path / "d", "--map", MAP)
    manifest = json.loads((tmp_path / "d" / "manifest.json").read_bytes())
    assert manifest["shards"] == 3
    months = {row["month"] for row in rows(tmp_path / "d")}
    assert [part["path"] for part in manifest["parts"]] == [
        f"rows/jurisdiction=kg/month={month}/00000.parquet" for month in sorted(months)
    ]
    assert sum(part["rows"] for part in manifest["parts"]) == 2300


def test_parts_hold_all_rows_in_order_where_not_all_may_be_held(tmp_path: Path) -> None:
    made, paths = 0, []
    for number in range(6):
        months = ["2021-01", "2021-01", f"2021-0{number % 3 + 1}"]
        shard = pa.table({"jurisdiction": ["kg"] * 3, "month": months, "n": range(made, made + 3)})
        made += 3
        paths.append(str(tmp_path / f"{number}.parquet"))
        Path(paths[-1]).write_bytes(
            parquet(shard.append_column("class", pa.array([""] * 3)).append_column("verdict", pa.array([""] * 3)))
        )
    few, many = list(joined(paths)), list(joined(paths, most_held=100))
    assert [name for name, _ in few] == [
        f"rows/jurisdiction=kg/month=2021-0{month}/00000.parquet" for month in (1, 2, 3)
    ]
    assert len(many) > len(few)
    assert len({name for name, _ in many}) == len(many)
    for month in ("2021-01", "2021-02", "2021-03"):
        held, whole = (
            [n for name, rows in parts if month in name for n in rows["n"].to_pylist()] for parts in (many, few)
        )
        assert held == whole == sorted(whole)


def test_what_a_scan_left_that_was_killed_at_its_last_step_is_taken_away(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", records(10))
    scan(source, "--out", tmp_path / "d", "--map", MAP)
    (tmp_path / "d" / "_scan").mkdir()
    (tmp_path / "d" / "_scan" / "00000.parquet").write_bytes(b"")
    assert "complete already" in scan(source, "--out", tmp_path / "d", "--map", MAP).stdout
    assert not (tmp_path / "d" / "_scan").exists()


def test_what_ends_stops_or_fails_a_process_is_put_aside_with_its_reason(tmp_path: Path) -> None:
    made = records(30)
    for number, poison in ((4, "KILL"), (11, "LOOP"), (25, "RAISE")):
        made[number]["body"] = f"POISON {poison}"
    source = written(tmp_path / "a.jsonl", made)
    scan(source, "--out", tmp_path / "d", "--map", MAP, "--seconds", "2", poisoned=True)
    found = {row["id"]: row for row in rows(tmp_path / "d")}
    assert len(found) == 30
    assert found["r4"]["aside"] == "failed: its process ended (signal 9)"
    assert found["r11"]["aside"] == "took longer than 2 seconds"
    assert found["r25"]["aside"] == "failed: ZeroDivisionError: poison"
    assert {row["id"] for row in found.values() if row["class"] == "unreadable"} == {"r4", "r11", "r25"}


def test_a_finished_dataset_is_left_alone_and_another_scan_refused(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", records(10))
    scan(source, "--out", tmp_path / "d", "--map", MAP)
    before = files(tmp_path / "d")
    assert "complete already" in scan(source, "--out", tmp_path / "d", "--map", MAP).stdout
    assert "another scan" in scan(source, "--out", tmp_path / "d", "--map", MAP, "--medium", "press", code=2).stderr
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("years of work")
    assert "not empty" in scan(source, "--out", tmp_path / "other", code=2).stderr
    assert files(tmp_path / "d") == before


def test_a_source_that_changed_is_not_gone_on_with_though_names_and_sizes_are_the_same(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", records(1500))
    scan(source, "--out", tmp_path / "d", "--map", MAP)
    before = files(tmp_path / "d")
    source.write_text(source.read_text(encoding="utf-8").replace("kichi.example", "tunku.example"), encoding="utf-8")
    assert "has changed" in scan(source, "--out", tmp_path / "d", "--map", MAP, code=2).stderr
    assert files(tmp_path / "d") == before


def test_a_scan_is_not_gone_on_with_by_what_another_source_left(tmp_path: Path) -> None:
    dataset = Dataset(str(tmp_path))
    (tmp_path / "_scan").mkdir()
    one, other = records(2)
    assert dataset.is_from(0, digest([made_of(one)]))
    assert dataset.is_from(0, digest([made_of(one)]))
    assert not dataset.is_from(0, digest([made_of(other)]))


def made_of(record: dict[str, str]) -> dict[str, Any]:
    """Return an input that is a record."""
    return dict.fromkeys(INPUT.names, "") | {"kind": "record", "content": json.dumps(record).encode()}


def test_other_signs_or_other_shipped_rules_are_another_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = settings()
    changed = Signs.restored(chosen.signs)._replace(weights=None).dumped()
    assert chosen._replace(signs=changed).sha256 != chosen.sha256
    monkeypatch.setattr("compliance.archive.settings._shipped", lambda: "others")
    assert settings().sha256 != chosen.sha256


def test_a_worker_weighs_by_the_signs_that_it_is_sent() -> None:
    sent = settings()._replace(signs=Signs({}, None).dumped())
    assert finder_of(sent, "kg").weigh(BARE).kind == "unsure"
    assert finder_of(settings(), "kg").weigh(BARE).kind == "ad_without_imprint"


def test_a_dataset_in_its_own_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(NEWS, encoding="utf-8")
    assert "lies in" in scan(tmp_path / "pages", "--out", tmp_path / "pages" / "d", code=2).stderr
    scan(tmp_path / "pages", "--out", tmp_path / "pages-d")


def test_what_was_asked_in_vain_is_said(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", records(10))
    said = scan(source, "--out", tmp_path / "a", "--map", "text=body,outlet=nowhere,published=day").stderr
    assert "--map outlet=nowhere: no text has anything there" in said
    assert "published" not in said
    said = scan(source, "--out", tmp_path / "b", "--map", "text=nothing").stderr
    assert "10 put aside; 10 of them: holds no ads" in said
    said = scan(source, "--out", tmp_path / "e").stderr
    assert "say which column holds it: --map text=COLUMN" in said
    assert "is a file: a dataset is a folder" in scan(source, "--out", source, code=2).stderr
    said = scan(source, "--out", tmp_path / "c", "--map", MAP, "-j", "nz").stderr
    assert "no signs of campaigning for nz" in said
    said = scan(source, "--out", tmp_path / "d", "--map", MAP, "-j", "ru").stderr
    assert "the signs of campaigning for ru are borrowed, and not measured there" in said


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("cut", [6, 60, 200, 560])
def test_a_web_archive_that_is_cut_off_says_so_wherever_the_cut_is(tmp_path: Path, cut: int, packed: bool) -> None:
    pytest.importorskip("fastwarc", reason="web archives are read with the extra [archive]")

    def record(number: int) -> bytes:
        sent = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + random.Random(number).randbytes(400).hex().encode()
        )
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tan.example/{number}\r\n"
        kind = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(sent)}\r\n\r\n"
        return head.encode() + kind.encode() + sent + b"\r\n\r\n"

    made = [gzip.compress(record(number)) if packed else record(number) for number in range(3)]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(made))
    assert [page.fault for page in web_inputs(str(path), lambda at: None)] == ["", "", ""]
    path.write_bytes(b"".join(made)[:-cut])
    faults = [page.fault for page in web_inputs(str(path), lambda at: None)]
    assert faults[:2] == ["", ""]
    assert any("cut off" in fault or "damaged" in fault for fault in faults[2:])


def _told(folder: Path) -> set[tuple[str, str, str | None]]:
    return {(row["class"], row["month"], row["outlet"]) for row in rows(folder)}


def test_csv_parquet_and_json_lines_of_the_same_records_give_the_same_findings(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = records(20)
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, made[0])
        table.writeheader()
        table.writerows(made)
    pq.write_table(pa.Table.from_pylist(made), tmp_path / "a.parquet")
    written(tmp_path / "a.jsonl", made)
    for ending in ("csv", "parquet", "jsonl"):
        scan(tmp_path / f"a.{ending}", "--out", tmp_path / ending, "--map", MAP)
    told = [[(row["id"], row["class"], row["verdict"], row["outlet"]) for row in rows(tmp_path / one)]
            for one in ("csv", "parquet", "jsonl")]  # fmt: skip
    assert told[0] == told[1] == told[2]
    assert len(told[0]) == 20


def test_folders_and_zips_say_outlet_and_day_by_their_paths(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    page = f"<!doctype html><html><body><p>{AD.format(run=700)}</p></body></html>"
    (folder / "tan.example" / "2024" / "11" / "17").mkdir(parents=True)
    (folder / "tan.example" / "2024" / "11" / "17" / "a.html").write_text(page, encoding="utf-8")
    (folder / "keche.example").mkdir()
    (folder / "keche.example" / "2023-05-01-b.txt").write_text(NEWS, encoding="utf-8")
    (folder / "keche.example" / "empty.txt").write_text("", encoding="utf-8")
    with ZipFile(folder / "more.zip", "w") as packed:
        packed.writestr("tan.example/2024-10-02.txt", BARE)
    scan(folder, "--out", tmp_path / "d")
    assert _told(tmp_path / "d") == {
        ("imprint", "2024-11", "tan.example"),
        ("editorial", "2023-05", "keche.example"),
        ("unreadable", "undated", "keche.example"),
        ("ad_without_imprint", "2024-10", "tan.example"),
    }


def test_pages_of_a_web_archive_say_their_day_themselves(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="web archives are read with the extra [archive]")
    warcio = pytest.importorskip("warcio.warcwriter", reason="writes the archive that is read here")
    status = pytest.importorskip("warcio.statusandheaders", reason="writes the archive that is read here")
    head = '<meta property="article:published_time" content="2021-07-06T10:00:00+06:00">'
    page = f"<!doctype html><html><head>{head}</head><body><p>{BARE}</p></body></html>".encode()
    with (tmp_path / "crawl.warc.gz").open("wb") as file:
        writer = warcio.WARCWriter(file, gzip=True)
        for address, kind, content in (
            ("https://www.tan.example/1", "text/html; charset=utf-8", page),
            ("https://tan.example/a.css", "text/css", b"p {}"),
        ):
            headers = status.StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            made = writer.create_warc_record(address, "response", BytesIO(content), http_headers=headers)
            writer.write_record(made)
            made.raw_stream.close()
    scan(tmp_path / "crawl.warc.gz", "--out", tmp_path / "d")
    (row,) = rows(tmp_path / "d")
    assert (row["class"], row["month"], row["outlet"]) == ("ad_without_imprint", "2021-07", "tan.example")
    assert row["path"] == "https://www.tan.example/1"


def test_a_broken_container_is_one_fault_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "broken.zip").write_bytes(b"PK\x03\x04nonsense")
    (folder / "broken.parquet").write_bytes(b"PAR1nonsense")
    (folder / "broken.warc.gz").write_bytes(b"\x1f\x8bnonsense")
    (folder / "lines.jsonl").write_text('{"text": "Мост закрыт."}\nno json\n[1]\n', encoding="utf-8")
    scan(folder, "--out", tmp_path / "d")
    found = rows(tmp_path / "d")
    asides = {row["path"]: row["aside"] for row in found if row["path"] != "lines.jsonl"}
    assert set(asides) <= {"broken.zip", "broken.parquet", "broken.warc.gz"}
    assert asides["broken.zip"]
    assert asides["broken.parquet"]
    lines = [row["aside"] for row in found if row["path"] == "lines.jsonl"]
    assert lines[0] is None
    assert "no JSON" in str(lines[1])
    assert lines[2] == "is a record that is no object"


def test_a_damaged_record_of_a_web_archive_costs_that_one_alone(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="web archives are read with the extra [archive]")
    page = f"<!doctype html><html><body><p>{BARE}</p></body></html>".encode()

    def record(number: int, more: str = "", length: int = 0) -> bytes:
        sent = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n".encode() + page
        head = f"WARC-Type: response\r\nWARC-Record-ID: <urn:{number}>\r\nWARC-Target-URI: https://tan.example/{number}"
        kind = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(sent)}"
        return f"WARC/1.0\r\n{head}\r\n{kind}\r\n\r\n".encode() + sent + b"\r\n\r\n"

    packed = [record(1), record(2, "Content-Encoding: gzip\r\n"), b"no record\r\n", record(3, length=10), record(4)]
    (tmp_path / "a.warc").write_bytes(b"".join(packed))
    scan(tmp_path / "a.warc", "--out", tmp_path / "d")
    found = {row["path"]: row for row in rows(tmp_path / "d")}
    assert sorted(found) == ["a.warc", *(f"https://tan.example/{number}" for number in (1, 2, 4))]
    assert found["a.warc"]["aside"].startswith("is damaged behind this byte")


def test_names_and_records_that_cannot_be_are_rows_like_others(tmp_path: Path) -> None:
    made = [
        {"id": "half \ud800", "text": BARE}, {"id": "a\nb", "text": BARE, "outlet": "\u202eevil"},
        {"id": "same", "text": BARE}, {"id": "same", "text": BARE},
        {"id": "dots", "text": NEWS, "published": "6.07.2021"},
        {"id": "nowhere", "text": BARE, "jurisdiction": "../../etc", "published": "2021-99-99"},
    ]  # fmt: skip
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    said = scan(source, "--out", tmp_path / "d").stderr
    found = {row["id"]: row for row in rows(tmp_path / "d")}
    assert sorted(found) == ["a\nb", "dots", "half ?", "nowhere", "same"]
    assert (found["dots"]["month"], found["nowhere"]["month"]) == ("2021-07", "undated")
    assert found["nowhere"]["jurisdiction"] == "kg"
    assert "no jurisdiction '../../etc'" in found["nowhere"]["aside"]
    assert "1 ids are met twice" in said
    with opened(str(tmp_path / "d")) as tables:
        assert tables.ask("SELECT count(*), any_value(copies) FROM ads WHERE id = 'same'").rows == [(2, 4)]


def test_an_archive_of_nothing_is_a_dataset_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("id,text\n", encoding="utf-8")
    scan(tmp_path / "empty.csv", "--out", tmp_path / "d")
    with opened(str(tmp_path / "d")) as tables:
        assert tables.ask("SELECT count(*) FROM ads").rows == [(0,)]
        assert "<h1>" in page(tables, "empty")
