"""The gate: what fails a run, what is only shown, what is known, and where reports go."""

from __future__ import annotations

import json
import os
import re
import stat
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from conftest import Run
from workspace import ADS, POLLING, documents, findings, repository, write

from compliance.border import report_wire as wire
from compliance.report.gate import Gate

NOTED = (ADS / "lawful" / "ky-leaflet.txt").read_text(encoding="utf-8").replace("Буюртмачы", "Буйуртмачы")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = repository(tmp_path / "repository")
    write(made / "noted.txt", NOTED)
    write(made / "eve.txt", NOTED.replace("02.07.2021", "10.07.2021"))
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize(
    ("path", "arguments", "code"),
    [
        ("ads/bad.txt", [], 1),
        ("ads/bad.txt", ["--fail-level", "never"], 0),
        ("ads/bad.txt", ["--fail-level", "never", "--strict"], 0),
        ("ads/bad.txt", ["--exit-zero"], 0),
        ("ads/bad.txt", ["--min-severity", "error"], 1),
        ("noted.txt", [], 0),
        ("noted.txt", ["--fail-level", "warning"], 0),
        ("noted.txt", ["--fail-level", "note"], 1),
        ("noted.txt", ["--fail-level", "note", "--min-severity", "error"], 1),
        ("eve.txt", [], 0),
        ("eve.txt", ["--strict"], 1),
        ("eve.txt", ["--strict", "--exit-zero"], 0),
        ("none.txt", ["--exit-zero"], 2),
        ("none.txt", ["--fail-level", "never"], 2),
        ("empty", ["--exit-zero"], 2),
        ("empty", ["--allow-empty"], 0),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_gate_decides_the_code_in_every_format(
    run: Run, folder: Path, path: str, arguments: list[str], code: int, form: str
) -> None:
    (folder / "empty").mkdir()
    assert run("check", path, *arguments, "--format", form).code == code


def test_what_is_not_shown_is_not_counted_as_shown_and_changes_no_verdict(run: Run, folder: Path) -> None:
    ran = run("check", "ads", "--format", "json", "--min-severity", "error")
    report = json.loads(ran.out)
    entry = documents(ran)["ads/bad.txt"]
    assert {finding["severity"] for finding in entry["findings"]} == {"error"}
    assert entry["verdict"] == "non_compliant"
    assert report["summary"]["findings"] == {"error": len(entry["findings"]), "warning": 0, "note": 0}
    whole = documents(run("check", "ads", "--format", "json"))["ads/bad.txt"]
    assert entry["passed"] == whole["passed"]


@pytest.mark.parametrize("path", ["ads/bad.txt", "ads/good.txt", "noted.txt", "eve.txt", "unknown.txt"])
@pytest.mark.parametrize(
    "arguments",
    [
        [], ["--strict"], ["--exit-zero"], ["--fail-level", "never", "--strict"], ["--fail-level", "warning"],
        ["--fail-level", "note"], ["--fail-level", "note", "--min-severity", "error"], ["--strict", "--exit-zero"],
    ],
)  # fmt: skip
def test_junit_is_red_exactly_where_the_code_is(run: Run, folder: Path, path: str, arguments: list[str]) -> None:
    write(folder / "unknown.txt", NOTED.replace("Нускасы: 5 000", "Нускасы: беш миң"))
    ran = run("check", path, *arguments, "--format", "junit")
    root = ET.fromstring(ran.out)
    red = [child for case in root.iter("testcase") for child in case if child.tag in ("failure", "error")]
    assert bool(red) == (ran.code == 1)
    assert (int(root.get("failures") or 0) + int(root.get("errors") or 0) > 0) == (ran.code == 1)


def test_what_fails_the_run_is_shown_whatever_is_hidden(run: Run, folder: Path) -> None:
    ran = run("check", "noted.txt", "--fail-level", "note", "--min-severity", "error", "--format", "concise")
    assert ran.code == 1
    assert "note kg/form/label-spelling" in ran.out
    assert "kg/form/label-spelling" not in run("check", "noted.txt", "--min-severity", "error").out


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
@pytest.mark.parametrize("form", ["text", "concise"])
def test_the_last_line_counts_undecided_ads_and_says_how_to_make_them_fail(
    run: Run, folder: Path, form: str, lang: str
) -> None:
    ran = run("check", "ads/good.txt", "eve.txt", "--format", form, "--lang", lang)
    assert ran.code == 0
    assert re.search(r": 1\b.*--strict", ran.out.splitlines()[-1])
    strict = run("check", "ads/good.txt", "eve.txt", "--format", form, "--lang", lang, "--strict")
    assert strict.code == 1
    assert "--strict" not in strict.out
    assert "--strict" not in run("check", "ads/good.txt", "--format", form, "--lang", lang).out


def test_an_ad_that_a_warning_leaves_undecided_fails_with_strict(run: Run, folder: Path) -> None:
    for name in ("ads/good.txt", "ads/bad.txt", "noted.txt", "eve.txt"):
        verdict = documents(run("check", name, "--format", "json"))[name]["verdict"]
        assert run("check", name, "--strict").code == (verdict != "compliant"), name


def test_a_run_with_strict_and_a_gate_counts_every_reason(folder: Path) -> None:
    def entry(verdict: str, *findings: Mapping[str, object]) -> wire.AdResult:
        return cast("wire.AdResult", {"verdict": verdict, "findings": list(findings)})

    warned = {"severity": "warning", "outcome": "fail"}
    strict, plain = Gate(strict=True), Gate()
    assert strict.fails(entry("unclear", warned))
    assert not plain.fails(entry("unclear", warned))
    assert strict.fails(entry("unclear")), "no rule could be put to it"
    assert not strict.fails(entry("unclear", {**warned, "waived": {"by": "A. Editor"}}))
    assert not Gate("never", strict=True).fails(entry("unclear", warned))


def test_known_findings_do_not_fail_and_new_ones_do(run: Run, folder: Path) -> None:
    assert run("check", "ads", "--write-baseline", "--baseline", "base.json").code == 0
    again = run("check", "ads", "--baseline", "base.json", "--format", "json")
    assert again.code == 0
    assert {found["baseline"] for found in findings(again, "ads/bad.txt").values()} == {"known"}
    ad = folder / "ads" / "bad.txt"
    write(ad, "Тема дня\n\n" + ad.read_text(encoding="utf-8"))  # a line above changes no fingerprint
    assert run("check", "ads", "--baseline", "base.json").code == 0
    write(ad, ad.read_text(encoding="utf-8").replace("11.07.2021", "12.07.2021"))
    worse = run("check", "ads", "--baseline", "base.json", "--format", "json")
    assert worse.code == 1
    assert findings(worse, "ads/bad.txt")[POLLING]["baseline"] == "new"
    assert "known from the baseline, " in run("check", "ads", "--baseline", "base.json").out


def test_a_known_fault_in_another_ad_is_new_but_not_in_a_moved_one(run: Run, folder: Path) -> None:
    run("check", "ads", "--write-baseline", "--baseline", "base.json")
    (folder / "ads" / "bad.txt").rename(folder / "ads" / "moved.txt")
    assert run("check", "ads", "--baseline", "base.json").code == 0
    content = (folder / "ads" / "moved.txt").read_text(encoding="utf-8")
    write(folder / "ads" / "other.txt", content + "\n")
    assert run("check", "ads", "--baseline", "base.json").code == 1


@pytest.mark.parametrize("content", [None, "{", "[]", '{"schema": "imprint.v1"}', '{"schema": "report.v1"}'])
def test_a_baseline_that_is_none_is_code_2(run: Run, folder: Path, content: str | None) -> None:
    if content is not None:
        write(folder / "base.json", content)
    ran = run("check", "ads", "--baseline", "base.json")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "base.json" in ran.err
    assert run("check", "ads", "--write-baseline").code == 2


def test_several_reports_come_from_one_run(run: Run, folder: Path) -> None:
    ran = run("check", "ads", "--output", "json=report.json", "-o", "jsonl=report.jsonl", "-o", "text=report.txt")
    assert ran.code == 1
    assert (folder / "report.json").read_text(encoding="utf-8") == run("check", "ads", "--format", "json").out
    assert (folder / "report.jsonl").read_text(encoding="utf-8") == run("check", "ads", "--format", "jsonl").out
    assert (folder / "report.txt").read_text(encoding="utf-8") == ran.out
    assert not list(folder.glob("*.part"))


def test_a_report_that_is_replaced_keeps_its_mode(run: Run, folder: Path) -> None:
    write(folder / "report.json", "old").chmod(0o640)
    run("check", "ads", "-o", "json=report.json")
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert stat.S_IMODE((folder / "report.json").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("report.json", "--output takes FORMAT=FILE"),
        ("xml=report.xml", "there is no format 'xml'"),
        ("json=none/report.json", "none/report.json: cannot be written: no such file or directory"),
        ("json=ads", "ads: cannot be written: is a directory"),
    ],
)
def test_an_output_that_cannot_be_written_is_code_2(run: Run, folder: Path, output: str, said: str) -> None:
    ran = run("check", "ads", "-o", output)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert said in ran.err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_an_output_onto_a_full_disk_is_code_2(run: Run, folder: Path) -> None:
    ran = run("check", "ads", "--exit-zero", "-o", "json=/dev/full")
    assert ran.code == 2
    assert "/dev/full: cannot be written: no space left" in ran.err


def test_a_run_that_fails_leaves_the_former_report(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "report.json", "former")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("out of cheese")

    monkeypatch.setattr("compliance.checker.Checker.judged", fail)
    assert run("check", "ads", "-o", "json=report.json").code == 2
    assert (folder / "report.json").read_text(encoding="utf-8") == "former"
    assert not list(folder.glob("*.part"))


def test_github_gets_a_step_summary_of_at_most_a_mebibyte(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = write(folder / "summary.md", "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("check", "ads")
    assert summary.read_text(encoding="utf-8") == "before\n"
    run("check", "ads", "-o", "github=annotations.txt")
    run("check", "ads", "--format", "github")
    once = summary.read_text(encoding="utf-8")
    assert once.startswith("before\n")
    assert once.count("ads/bad.txt") >= 2
    write(summary, "x" * ((1 << 20) - 200))
    run("check", "ads", "--format", "github")
    assert (1 << 20) - 200 <= summary.stat().st_size <= 1 << 20
    assert summary.read_text(encoding="utf-8").endswith("…\n")
