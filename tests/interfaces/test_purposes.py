"""No file serves two purposes, and none that a person wrote is destroyed; what is no ad is left out, and counted."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import Run
from workspace import documents, repository, write

from compliance.render import FORMATS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = repository(tmp_path / "repository")
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize(
    "arguments",
    [
        ["ads/bad.txt", "-o", "json=ads/bad.txt"],
        ["ads/bad.txt", "-o", "json=link.txt"],
        ["ads/bad.txt", "-o", "json=hard.txt"],
        [".", "-o", "text=ads/bad.txt"],
        ["ads", "-o", "json=./ads/../ads/bad.txt"],
        ["ads/*.txt", "-o", "json=ads/bad.txt"],
        ["ads/bad.txt", "--baseline", "ads/bad.txt", "--write-baseline"],
        ["ads", "--baseline", "ads/bad.txt", "--write-baseline"],
        ["ads", "-o", "json=out", "-o", "sarif=./out"],
        ["ads", "-o", "json=base.json", "--baseline", "base.json"],
        ["ads", "-o", "json=base.json", "--baseline", "base.json", "--write-baseline"],
        ["ads", "-o", "json=w.toml", "--waivers", "w.toml"],
        ["ads", "-o", "json=c.toml", "--config", "c.toml"],
        ["ads", "-o", "json=e.toml", "--elections", "e.toml"],
        ["-o", "json=list", "--files-from", "list"],
        ["ads", "-o", "json=compliance-waivers.toml"],
        ["ads", "-o", "json=pyproject.toml"],
        ["ads", "-o", "json=rules/own/x.toml", "--rules", "rules"],
        ["-", "--files-from", "-"],
        ["ads/bad.txt", "--waivers", "ads/bad.txt"],
    ],
)
def test_one_file_for_two_purposes_is_refused_and_stays_what_it_was(
    run: Run, folder: Path, arguments: list[str]
) -> None:
    (folder / "link.txt").symlink_to("ads/bad.txt")
    os.link(folder / "ads" / "bad.txt", folder / "hard.txt")
    (folder / "rules" / "own").mkdir(parents=True)
    for name in ("base.json", "w.toml", "e.toml", "list", "compliance-waivers.toml", "pyproject.toml"):
        write(folder / name, "")
    write(folder / "c.toml", "")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    ran = run("check", *arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_device_takes_several_reports(run: Run, folder: Path) -> None:
    assert run("check", "ads/good.txt", "-o", f"json={os.devnull}", "-o", f"sarif={os.devnull}").code == 0


@pytest.mark.parametrize(
    ("form", "suffix"),
    [
        (form, "txt" if form in ("text", "concise") else "md" if form == "markdown" else "json")
        for form in FORMATS
        if form not in ("junit", "html", "github")
    ],
)
def test_a_report_in_the_folder_is_no_ad(run: Run, folder: Path, form: str, suffix: str) -> None:
    """It is left out while the run writes it, and known for what it is when another run finds it."""
    name = f"report.{suffix}"
    first = run("check", ".", "-o", f"{form}={name}", "--format", "json")
    report = (folder / name).read_bytes()
    second = run("check", ".", "-o", f"{form}={name}", "--format", "json")
    assert (first.code, first.out, (folder / name).read_bytes()) == (second.code, second.out, report)
    assert second.err == f"compliance: files without an ad, passed over: 1 ({name})\n"
    third = run("check", ".", "--format", "json")
    assert (third.code, third.out, third.err) == (second.code, second.out, second.err)
    assert run("extract", ".").err == second.err


def test_a_baseline_in_the_folder_is_no_ad(run: Run, folder: Path) -> None:
    assert run("check", ".", "--baseline", "base.json", "--write-baseline").code == 0
    for arguments in (["--baseline", "base.json", "--write-baseline"], ["--baseline", "base.json"], ["--exit-zero"]):
        ran = run("check", ".", *arguments, "--format", "json")
        assert (ran.code, list(documents(ran))) == (0, ["ads/bad.txt", "ads/good.txt"])
        assert "passed over: 1 (base.json)" in ran.err


def test_json_of_other_programs_is_passed_over_with_a_count(run: Run, folder: Path) -> None:
    for number, content in enumerate(({"name": "x", "scripts": {}}, [], [1], {}, "text", {"language": "ru"}, None)):
        write(folder / "ads" / f"{number}.json", json.dumps(content))
    ran = run("check", ".", "--format", "json", "--lang", "ru")
    assert set(documents(ran)) == {"ads/bad.txt", "ads/good.txt"}
    assert ran.err == (
        "compliance: файлы без материала пропущены: 7 (ads/0.json, ads/1.json, ads/2.json, ads/3.json, ads/4.json, …)\n"
    )
    assert run("check", "ads/0.json").code == 2  # named, it is meant


@pytest.mark.parametrize("content", ['{"txt": 1, "medium": "print"}', '{"text": ""}', "{", '[{"imprint": 5}]'])
def test_a_broken_ad_in_a_folder_is_no_other_programs_json(run: Run, folder: Path, content: str) -> None:
    write(folder / "ads" / "x.json", content)
    ran = run("check", ".", "--format", "json")
    assert ran.code == 2
    assert any(path == "ads/x.json" for path in documents(ran))


def test_a_folder_without_any_ad_is_not_green(run: Run, folder: Path) -> None:
    (folder / "other").mkdir()
    write(folder / "other" / "package.json", "{}")
    for command in ("check", "extract"):
        ran = run(command, "other")
        assert ran.code == 2
        assert "nothing to read" in ran.err
        assert run(command, "other", "--allow-empty").code == 0


def test_a_report_too_large_to_be_read_is_known_by_its_beginning(run: Run, folder: Path) -> None:
    with (folder / "report.json").open("wb") as file:
        file.write(b'{\n  "documents": [')
        file.truncate((64 << 20) + 1)
    assert run("check", ".", "--exit-zero").code == 0
    assert run("check", "report.json").code == 2
