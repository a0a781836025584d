"""One error line and code 2 for what no parser can take; the rest of a batch is judged; nothing steers a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run
from workspace import documents, repository, write

DEEP_JSON, DEEP_TOML = '{"a":' * 50_000, "x = " + "[" * 50_000
LESS_DEEP_JSON = '{"a":' * 900 + "1" + "}" * 900
FACTS: dict[str, Any] = {
    "executor": {"name": "ОсОО «Ак»", "address": "г. Бишкек, ул. Киевская, 1"},
    "customer": {"name": "партия «Булут»", "kind": "party"},
    "payer": {"name": "Токоева Н.С.", "kind": "finance_representative"},
    "funding_source": {"kind": "election_fund"},
    "publication_date": "2021-07-06",
    "print_run": 500,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = repository(tmp_path / "repository")
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize("content", [DEEP_JSON, DEEP_TOML, LESS_DEEP_JSON, "[" * 900 + "]" * 900, "x = " + "9" * 5_000])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "ads/good.txt", "--config", "FILE"],
        ["check", "ads/good.txt", "--elections", "FILE"],
        ["check", "ads/good.txt", "--baseline", "FILE"],
        ["check", "ads/good.txt", "--rules", "own"],
        ["compose", "--language", "ru", "--json", "FILE"],
        ["schema", "config.v1", "--validate", "FILE"],
        ["check", "ad.json"],
    ],
)
def test_what_is_nested_too_deeply_is_one_error(run: Run, folder: Path, content: str, arguments: list[str]) -> None:
    toml = content.startswith("x") and arguments[0] != "compose"
    file = folder / ("file.toml" if toml else "file.json")
    (folder / "own" / "kg" / "own").mkdir(parents=True)
    for path in (file, folder / "own" / "kg" / "own" / "rule.toml", folder / "ad.json"):
        write(path, content)
    ran = run(*(argument.replace("FILE", str(file)) for argument in arguments))
    assert ran.code in ((1, 2) if arguments[0] == "schema" else (2,))
    assert "internal error" not in ran.err
    assert len(ran.err) < 5_000


@pytest.mark.skipif(os.name != "posix", reason="needs devices and pipes with a name")
@pytest.mark.parametrize("option", ["--config", "--elections", "--waivers", "--baseline", "--files-from"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_file_that_never_ends_or_never_answers_is_refused(run: Run, folder: Path, option: str, kind: str) -> None:
    os.mkfifo(folder / "pipe")
    path = "pipe" if kind == "pipe" else "/dev/zero"
    ran = run("check", "ads/good.txt", option, path)
    assert ran.code == 2
    assert f"is a {kind}, not a file" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="needs pipes with a name")
def test_a_pipe_among_the_rules_is_a_fault_of_them(run: Run, folder: Path) -> None:
    (folder / "own" / "kg" / "own").mkdir(parents=True)
    os.mkfifo(folder / "own" / "kg" / "own" / "x.toml")
    ran = run("check", "ads/good.txt", "--rules", "own")
    assert (ran.code, "own/x.toml: is a pipe, not a file" in ran.err) == (2, True)


@pytest.mark.skipif(not os.path.exists("/dev/stdin"), reason="needs /dev/stdin")
@pytest.mark.parametrize("argument", ["/dev/stdin", "/dev/fd/0", "-"])
def test_standard_input_by_any_of_its_names(argument: str) -> None:
    ad = (ROOT / "examples" / "ads" / "lawful" / "ky-leaflet.txt").read_bytes()
    command = [sys.executable, "-m", "compliance", "check", argument, "--format", "json"]
    ran = subprocess.run(command, cwd=ROOT, input=ad, capture_output=True, check=False)
    assert (ran.returncode, [entry["path"] for entry in json.loads(ran.stdout)["documents"]]) == (0, ["-"])


@pytest.mark.parametrize(
    "said",
    [
        {"election": "no-such-election"},
        {"published": "9999-12-31T23:59-12:00"},
        {"published": "0001-01-01T00:00+14:00"},
        {"facts": {"paid_at": "9999-12-31T23:59-12:00"}},
        {"facts": {"paid_at": "0001-01-01T00:00+14:00"}},
        {"election_date": "0001-01-01"},
        {"election_date": "9999-12-31"},
    ],
)
def test_an_ad_that_cannot_be_is_unreadable_and_the_rest_is_judged(
    run: Run, folder: Path, said: dict[str, object]
) -> None:
    write(folder / "ads" / "both.json", json.dumps([{"text": "Тираж: 5", **said}, {"text": "Тираж: 5"}]))
    ran = run("check", "ads", "--format", "json")
    entries = json.loads(ran.out)["documents"]
    assert (ran.code, len(entries)) == (2, 4)
    assert [entry["pointer"] for entry in entries if entry["verdict"] == "unreadable"] == ["/0/text"]


@pytest.mark.parametrize("option", ["--published", "--on", "--today", "--election-date"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_edge_of_the_calendar_are_no_internal_error(run: Run, folder: Path, option: str, day: str) -> None:
    ran = run("check", "ads", option, day)
    assert ran.code in (0, 1, 2)
    assert "internal error" not in ran.err
    zoned = run("check", "ads", "--published", "9999-12-31T23:59-12:00")
    assert zoned.code == 2
    assert "published: 9999-12-31T23:59:00-12:00 lies at the edge of the calendar" in zoned.err


@pytest.mark.parametrize("part", ["executor", "customer", "payer"])
def test_compose_prints_nothing_that_steers_a_terminal(run: Run, folder: Path, part: str) -> None:
    name = FACTS[part]["name"]
    hostile = {**FACTS[part], "name": f"{name[:-3]}\x1b[31m\x1b]8;;http://x.example\x07\u202e{name[-3:]}"}
    write(folder / "facts.json", json.dumps({**FACTS, part: hostile}))
    ran = run("compose", "--language", "ru", "--json", "facts.json", "--lang", "ru")
    assert ran.code == 1 or "␛[31m␛]8;;http://x.example␇<U+202E>" in ran.out  # such a name may be none that is read
    assert ran.out or "compliance: " in ran.err
    assert not {"\x1b", "\u202e", "\x07"} & set(ran.out + ran.err)


@pytest.mark.parametrize("name", ["::error::x.txt", "##[error]x.txt", " ::warning::x.txt"])
@pytest.mark.parametrize("content", ["", "Тираж: 0\n"])
def test_no_line_of_text_begins_as_a_command(run: Run, folder: Path, name: str, content: str) -> None:
    write(folder / name, content)
    write(folder / "ads" / "x.txt", content)
    ran = run("check", ".")
    assert name.lstrip() in ran.out + ran.err
    assert not [line for line in (ran.out + ran.err).splitlines() if line.lstrip().startswith(("::", "##["))]


def test_two_files_whose_names_look_alike_are_both_judged(run: Run, folder: Path) -> None:
    inner = os.fsencode(folder / "ads")
    for name in (b"\xff.txt", b"\\xff.txt"):
        with open(inner + b"/" + name, "wb") as file:
            file.write("Тираж: 0".encode())
    assert len(documents(run("check", "ads", "--format", "json"))) == 4


def test_an_error_quotes_a_bounded_part_of_what_it_found(run: Run, tmp_path: Path) -> None:
    ad = tmp_path / "ad.json"
    ad.write_text(json.dumps({"text": "x", "published": "9" * 1_000_000}), encoding="utf-8")
    ran = run("check", str(ad), "--format", "json")
    assert ran.code == 2
    assert len(ran.err) < 2_000
    assert len(ran.out) < 4_000
