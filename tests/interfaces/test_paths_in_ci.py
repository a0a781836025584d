"""Formats for CI name files from the root of the repository, whatever the working folder."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import Run
from workspace import ADS, repository

from compliance.interfaces.cli.repository import root

FORMS = ("github", "gitlab", "sarif", "rdjson", "rdjsonl", "junit")
BAD = "unlawful/ky-leaflet.txt"


def paths(form: str, out: str) -> set[str]:
    """Return the paths that a format names."""
    if form == "github":
        return {
            found.replace("%3A", ":").replace("%25", "%")
            for found in re.findall(r"^::\w+ file=([^,:]+)", out, re.MULTILINE)
        }
    if form == "junit":
        return {case.get("file") or "" for case in ET.fromstring(out).iter("testcase")}
    if form == "gitlab":
        return {entry["location"]["path"] for entry in json.loads(out)}
    if form == "sarif":
        run = json.loads(out)["runs"][0]
        artifacts = {unquote(artifact["location"]["uri"]) for artifact in run["artifacts"]}
        places = [place["physicalLocation"] for result in run["results"] for place in result["locations"]]
        assert {unquote(place["artifactLocation"]["uri"]) for place in places} <= artifacts
        return artifacts
    found = json.loads(out)["diagnostics"] if form == "rdjson" else [json.loads(line) for line in out.splitlines()]
    return {diagnostic["location"]["path"] for diagnostic in found}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = repository(tmp_path / "site")
    (made / "news" / "deep").mkdir(parents=True)
    (made / "ads" / "good.txt").unlink()
    return made


@pytest.mark.parametrize("form", FORMS)
def test_the_report_is_the_same_from_every_folder(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    outs = []
    for here, named in ((".", "ads"), ("news/deep", "../../ads"), ("ads", "."), (".", str(folder / "ads"))):
        monkeypatch.chdir(folder / here)
        ran = run("check", named, "--format", form)
        assert ran.code == 1
        outs.append(ran.out)
    assert paths(form, outs[0]) == {"ads/bad.txt"}
    assert outs == [outs[0]] * 4


@pytest.mark.parametrize("form", FORMS)
def test_a_file_outside_has_its_absolute_address_and_a_note(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    other = folder.parent / "other ad.txt"
    other.write_bytes((ADS / BAD).read_bytes())
    (folder.parent / "empty.txt").write_bytes(b"")
    monkeypatch.chdir(folder / "news")
    ran = run("check", "../../other ad.txt", "../../empty.txt", "--format", form)
    assert ran.code == 2
    assert {unquote(path) for path in paths(form, ran.out)} == {
        other.as_uri().replace("%20", " "),
        other.with_name("empty.txt").as_uri(),
    }
    assert ran.out.count("outside the repository") >= 2


@pytest.mark.parametrize("form", FORMS)
def test_a_prefix_stands_before_paths_of_the_repository(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.chdir(folder / "ads")
    for prefix in ("site/ads-repository", "site/ads-repository/"):
        ran = run("check", "bad.txt", "--format", form, "--path-prefix", prefix)
        assert paths(form, ran.out) == {"site/ads-repository/ads/bad.txt"}


def test_json_and_text_name_files_from_the_working_folder(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "news")
    assert json.loads(run("check", "../ads", "--format", "json").out)["documents"][0]["path"] == "../ads/bad.txt"
    assert "../ads/bad.txt:" in run("check", "../ads").out


def test_standard_input_stays_what_it_is_called(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "ads")
    content = (ADS / BAD).read_bytes()
    assert paths("gitlab", run("check", "-", "--format", "gitlab", stdin=content).out) == {"-"}
    named = run("check", "-", "--stdin-name", "x.txt", "--format", "gitlab", stdin=content)
    assert paths("gitlab", named.out) == {"ads/x.txt"}


def test_the_root_is_what_ci_names_if_git_starts_there_else_the_nearest_git(tmp_path: Path) -> None:
    inner, link = tmp_path / "module" / "ads", tmp_path / "link"
    inner.mkdir(parents=True)
    here, stated = str(inner), {"GITHUB_WORKSPACE": str(tmp_path)}
    assert root(here, {}) == here
    assert root(here, stated) == root(here, {"CI_PROJECT_DIR": str(tmp_path)}) == str(tmp_path)
    (tmp_path / "module" / ".git").write_text("gitdir: ../.git/modules/module", encoding="utf-8")
    assert root(here, {}) == root(here, stated) == str(tmp_path / "module")
    (tmp_path / ".git").mkdir()
    assert root(here, stated) == str(tmp_path)
    link.symlink_to(tmp_path)
    assert root(here, {"GITHUB_WORKSPACE": str(link)}) == str(tmp_path)
    assert root(here, {"GITHUB_WORKSPACE": str(tmp_path / "none"), "CI_PROJECT_DIR": ""}) == str(tmp_path / "module")
