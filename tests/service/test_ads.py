"""Ads over HTTP: the bytes are those of the command line and of the library, whatever way an ad is sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import ROOT, Run

from compliance.api import check as library_check
from compliance.border.report import Report
from compliance.interfaces.http import tasks
from compliance.render.machine import dumps
from service.desks import Server

ADS = sorted(path for path in (ROOT / "examples" / "ads").rglob("*.*") if path.suffix in (".txt", ".json", ".html"))
BASE = "http://127.0.0.1"
PROBLEM = "application/problem+json"
BAD: dict[str, tuple[dict[str, Any], int]] = {
    "no such jurisdiction": ({"params": {"jurisdiction": "zz"}}, 422),
    "no such language": ({"params": {"lang": "xx"}}, 422),
    "no such option": ({"params": {"colour": "red"}}, 422),
    "no such medium": ({"params": {"medium": "smoke"}}, 422),
    "no day": ({"params": {"on": "2021-02-30"}}, 422),
    "no such election": ({"params": {"election": "none"}}, 422),
    "no such map": ({"params": {"map": "text"}}, 422),
    "two jurisdictions, one of which is none": ({"params": {"jurisdiction": "gb,zz"}}, 422),
    "an option given twice": ({"params": [("jurisdiction", "gb"), ("jurisdiction", "eu")]}, 422),
    "a kind of body that is not taken": ({"headers": {"Content-Type": "application/xml"}}, 415),
    "letters in an encoding that is not read": ({"headers": {"Content-Type": "text/plain; charset=koi8-r"}}, 415),
    "letters in an encoding that is none": ({"headers": {"Content-Type": "text/plain; charset=none-such"}}, 415),
}


def corpus(folder: Path) -> list[Path]:
    """Return files with every tenth ad of the corpus."""
    found = []
    for number, line in enumerate((ROOT / "tests" / "corpus" / "kg.jsonl").read_text(encoding="utf-8").splitlines()):
        if number % 10 == 0:
            found.append(folder / f"{number}.txt")
            found[-1].write_text(json.loads(line)["text"], encoding="utf-8")
    return found


def form(path: Path) -> httpx.Request:
    return httpx.Request("POST", f"{BASE}/v1/check", files={"file": (path.name, path.read_bytes())})


def test_an_uploaded_file_has_the_bytes_of_the_command_line(
    shared: Server, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paths = [*ADS, *corpus(tmp_path)]
    assert len(paths) > 20
    for path, answer in zip(paths, shared.each(*map(form, paths)), strict=True):
        monkeypatch.chdir(path.parent)
        assert answer.status_code == 200
        assert answer.text == run("check", path.name, "--format", "json").out, path.name


def test_a_text_has_the_bytes_of_standard_input_and_of_the_library(shared: Server, run: Run) -> None:
    texts = [path.read_bytes() for path in ADS if path.suffix == ".txt"]
    headers = {"Content-Type": "text/plain"}
    asked = [httpx.Request("POST", f"{BASE}/v1/check", content=text, headers=headers) for text in texts]
    for text, answer in zip(texts, shared.each(*asked), strict=True):
        assert answer.text == run("check", "-", "--format", "json", stdin=text).out
        answered = Report.model_validate_json(answer.text)
        assert dumps(answered.model_dump(mode="json")) == dumps(library_check(text).model_dump(mode="json"))


def test_an_ad_in_json_has_the_bytes_of_its_file(
    shared: Server, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ad.json"
    path.write_text('{"text": "Тираж: 500", "medium": "print", "published": "2021-07-06"}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    headers = {"Content-Type": "application/json"}
    query = {"lang": "ky,ru", "on": "2021-07-06"}
    options = ("--lang", "ky,ru", "--on", "2021-07-06")
    asked = {"content": path.read_bytes(), "headers": headers, "params": query}
    checked, extracted = shared.each(
        httpx.Request("POST", f"{BASE}/v1/check", **asked),  # type: ignore[arg-type]
        httpx.Request("POST", f"{BASE}/v1/extract", **asked),  # type: ignore[arg-type]
    )
    assert checked.text == run("check", "ad.json", "--format", "json", *options).out
    assert extracted.text == run("extract", "ad.json", "--format", "json", "--lang", "ky,ru").out


@pytest.mark.parametrize("output", ["json", "jsonl", "html"])
def test_several_jurisdictions_judge_as_on_the_command_line(shared: Server, run: Run, output: str) -> None:
    text = b"Promoted by Ann Example, 1 High Street, Leeds.\n"
    asked = {"content": text, "headers": {"Content-Type": "text/plain"}}
    checked, extracted = shared.each(
        httpx.Request("POST", f"{BASE}/v1/check?jurisdiction=gb,eu&format={output}", **asked),  # type: ignore[arg-type]
        httpx.Request("POST", f"{BASE}/v1/extract?jurisdiction=gb,eu", **asked),  # type: ignore[arg-type]
    )
    assert checked.text == run("check", "-", "-j", "gb,eu", "--format", output, stdin=text).out
    assert extracted.text == run("extract", "-", "-j", "gb,eu", "--format", "json", stdin=text).out


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "UTF-16", "utf-32"])
def test_a_text_in_an_encoding_that_is_read_has_all_its_letters(shared: Server, charset: str) -> None:
    headers = {"Content-Type": f"text/plain; charset={charset}"}
    answer = shared.one("POST", "/v1/extract", content="Тираж: 500 экз.".encode(charset), headers=headers)
    whole = shared.one("POST", "/v1/extract", content="Тираж: 500 экз.".encode())
    assert answer.json()["documents"][0]["imprints"] == whole.json()["documents"][0]["imprints"]


@pytest.mark.parametrize("output", ["jsonl", "concise", "sarif", "junit", "gitlab", "rdjson", "markdown", "html"])
def test_reports_come_in_every_format(shared: Server, run: Run, output: str) -> None:
    text = "Тираж: 500\n".encode()
    answer = shared.one("POST", f"/v1/check?format={output}", content=text, headers={"Content-Type": "text/plain"})
    assert answer.text == run("check", "-", "--format", output, stdin=text).out
    if output == "html":
        assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_asked_is_a_problem(shared: Server, name: str) -> None:
    more, status = BAD[name]
    answer = shared.one("POST", "/v1/check", content=b"x", **{"headers": {"Content-Type": "text/plain"}, **more})
    assert answer.status_code == status
    assert answer.headers["content-type"] == PROBLEM
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"].startswith("urn:compliance:problem:")
    assert problem["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b"{", ""), (b"[]", ""), (b'"x"', ""), (b'{"txt": "x"}', "/txt"), (b'{"text": 5}', "/text"),
        (b"[" * 99_999, ""),
        (b'{"text": "x", "text": "y"}', ""), (b'{"text": "x", "published": "never"}', "/published"), (b"\xff", ""),
    ],
)  # fmt: skip
def test_json_that_is_no_ad_is_refused_with_its_place(shared: Server, body: bytes, pointer: str) -> None:
    answer = shared.one("POST", "/v1/check", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json().get("errors", [])] == ([pointer] if pointer else [])


def test_what_is_wrong_with_a_file_is_told_in_the_report(shared: Server) -> None:
    answer = shared.one("POST", "/v1/check", files={"file": ("broken.json", b"{")})
    assert answer.status_code == 200
    assert answer.json()["documents"][0]["verdict"] == "unreadable"


@pytest.mark.parametrize("name", ["../../x.txt", "..\\..\\x.txt", "/etc/x.txt", "C:\\ads\\x.txt"])
def test_the_name_of_an_upload_is_never_a_path(shared: Server, name: str) -> None:
    answer = shared.one("POST", "/v1/check", files={"file": (name, b"Vote!")})
    assert answer.json()["documents"][0]["path"] == "x.txt"


def test_a_form_without_a_file_or_with_two_is_refused(shared: Server) -> None:
    two = [("file", ("a.txt", b"Vote!")), ("file", ("b.txt", b"Vote!"))]
    answers = shared.each(
        httpx.Request("POST", f"{BASE}/v1/check", files={"other": ("a.txt", b"Vote!")}),
        httpx.Request("POST", f"{BASE}/v1/check", files=two),
        httpx.Request("POST", f"{BASE}/v1/check", content=b"x", headers={"Content-Type": "multipart/form-data"}),
    )
    assert [answer.status_code for answer in answers] == [422, 422, 422]


def test_a_fix_touches_the_form_alone(shared: Server) -> None:
    text = "Тираж:500".encode()
    answer = shared.one("POST", "/v1/fix", content=text, headers={"Content-Type": "text/plain"})
    assert answer.content == tasks.fix(text, options={})
    assert set(answer.json()) == {"text", "edits"}


def test_an_imprint_is_composed_or_what_is_missing_is_named(shared: Server) -> None:
    facts = {
        "executor": {"name": "«Ак Кар Басма» ЖЧК", "address": "Бишкек ш., Киев көч., 14"},
        "customer": {"name": "«Күмүш Булут»", "kind": "party"},
        "payer": {"name": "Токоева Н.С.", "kind": "finance_representative"},
        "funding_source": {"kind": "election_fund"}, "publication_date": "2021-07-06", "print_run": 500,
    }  # fmt: skip
    whole, part, wrong, unknown = shared.each(
        httpx.Request("POST", f"{BASE}/v1/compose", json={"language": "ky", "facts": facts}),
        httpx.Request("POST", f"{BASE}/v1/compose", json={"language": "ky", "facts": {"print_run": 5}}),
        httpx.Request("POST", f"{BASE}/v1/compose", json={"language": "ky", "facts": {"colour": "red"}}),
        httpx.Request("POST", f"{BASE}/v1/compose", json={"language": "xx", "facts": {"print_run": 5}}),
    )
    assert "500" in whole.json()["text"]
    assert whole.json()["result"]["findings"] is not None
    assert "executor.name" in part.json()["missing"]
    assert wrong.status_code == unknown.status_code == 422


def test_the_catalogue_tells_what_the_rulebooks_hold(shared: Server) -> None:
    books, rules, one, other, none, elections, schema, missing = shared.each(
        *(
            httpx.Request("GET", f"{BASE}/v1/{path}")
            for path in (
                "jurisdictions", "rules?lang=ky", "rules/kg/imprint/print-run-stated?lang=ru",
                "rules/nz/imprint/present", "rules/none", "elections", "schemas/report.v1", "schemas/none",
            )
        )
    )  # fmt: skip
    assert {"kg", "nz"} <= {book["id"] for book in books.json()["jurisdictions"]}
    assert all(rule["summary"]["ky"] for rule in rules.json()["rules"])
    assert one.json()["summary"]["ru"]
    assert other.json()["id"] == "nz/imprint/present"
    assert none.status_code == missing.status_code == 404
    assert "kg-2021-07-11-city-repeat" in [election["id"] for election in elections.json()["elections"]]
    assert schema.text == (ROOT / "schemas" / "report.v1.json").read_text(encoding="utf-8")


def test_report_bytes_do_not_depend_on_what_was_asked_before() -> None:
    first = tasks.check(b"Vote!", options={})
    tasks.check(b"Vote!", options={"jurisdiction": "nz"})
    assert tasks.check(b"Vote!", options={}) == first
    lines = first.decode().splitlines()
    assert [line.strip().rstrip(",") for line in lines if line.startswith('    {"')] == [
        dumps(ad, indent=None).strip() for ad in json.loads(first)["documents"]
    ]
