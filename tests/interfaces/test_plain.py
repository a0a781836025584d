"""A check that is asked for plainly is what click would have understood, without loading click."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, Run
from test_start_up import check_command, modules_after

from compliance.interfaces.cli.asked import Asked
from compliance.interfaces.cli.commands.check import command
from compliance.interfaces.cli.plain import plainly

AD = "examples/ads/lawful/ky-leaflet.txt"


@pytest.mark.parametrize(
    "arguments",
    [
        ["leaflet.txt"],
        ["-"],
        ["leaflet.txt", "ads/", "*.txt"],
        ["leaflet.txt", "--format", "json"],
        ["--format=sarif", "leaflet.txt"],
        ["--format", "json", "leaflet.txt", "--format", "text"],
    ],
)
def test_what_is_asked_for_plainly_is_what_click_understands(arguments: list[str]) -> None:
    with command.make_context("check", list(arguments), auto_envvar_prefix="NOTHING_OF_THE_KIND") as context:
        by_click = Asked(**context.params)
    assert plainly(["check", *arguments], ()) == by_click


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["leaflet.txt"],
        ["extract", "leaflet.txt"],
        ["--lang", "ky", "check", "leaflet.txt"],
        ["check"],
        ["check", ""],
        ["check", "--format", "json"],
        ["check", "leaflet.txt", "--format"],
        ["check", "leaflet.txt", "--format", "jso"],
        ["check", "leaflet.txt", "--format="],
        ["check", "leaflet.txt", "--lang", "ky"],
        ["check", "--", "leaflet.txt"],
        ["check", "leaflet.txt", "-h"],
        ["check", "leaflet.txt", "--form", "json"],
    ],
)
def test_anything_else_is_left_to_click(arguments: list[str]) -> None:
    assert plainly(arguments, ()) is None


@pytest.mark.parametrize("name", ["COMPLIANCE_FORMAT", "COMPLIANCE_JOBS", "compliance_lang"])
def test_a_variable_may_be_an_option(name: str) -> None:
    assert plainly(["check", "leaflet.txt"], ("PATH", "HOME")) is not None
    assert plainly(["check", "leaflet.txt"], ("PATH", name)) is None


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_plain_check_loads_no_click(form: str) -> None:
    assert "click" not in modules_after(check_command(AD, "--format", form))
    assert "click" in modules_after(check_command(AD, "--format", form, "--color", "auto"))


def test_both_ways_report_the_same(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ad = (ROOT / AD).read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("leaflet.txt").write_text(ad, encoding="utf-8")
    for arguments in (["leaflet.txt"], ["leaflet.txt", "--format", "json"], ["nowhere.txt"], ["."]):
        assert run("check", *arguments) == run("check", *arguments, "--jobs", "1")


def test_a_file_of_settings_holds_for_a_plain_check(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ad = (ROOT / AD).read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("leaflet.txt").write_text(ad, encoding="utf-8")
    Path("compliance.toml").write_text('format = "json"\nlang = ["ru"]\n', encoding="utf-8")
    assert run("check", "leaflet.txt").out.startswith("{")
    Path("compliance.toml").write_text('format = "jsn"\n', encoding="utf-8")
    ended = run("check", "leaflet.txt")
    assert (ended.code, ended.out) == (2, "")
    assert "compliance.toml:1" in ended.err
