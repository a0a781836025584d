"""A repository of 200 ads, checked as CI does it: every way names the same files, from every folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import ROOT
from test_integrations import HOOKS, step

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shell scripts")
ADS = ROOT / "examples" / "ads"
TEMPLATE = (ROOT / "templates" / "imprint-check.yml").read_text(encoding="utf-8")
PATH = re.compile(r"^::\w+ file=([^,:]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the repository: 160 lawful ads and 40 that fail, in folders whose names have blanks and other letters."""
    made = tmp_path_factory.mktemp("ci") / "site"
    for number in range(200):
        side = "unlawful" if number % 5 == 0 else "lawful"
        place = made / "ads" / ("шайлоо 2021" if number % 2 else "city") / f"{number:03} {side}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        text = (ADS / side / "ky-leaflet.txt").read_text(encoding="utf-8")
        place.write_text(f"{number}-квартал.\n{text}", encoding="utf-8")
    (made / "news" / "deep").mkdir(parents=True)
    git = ["git", "-c", "user.name=A. Asanova", "-c", "user.email=a@news.example"]
    for arguments in (["init", "-q", "."], ["add", "."], ["commit", "-q", "-m", "ads"]):
        subprocess.run([*git, *arguments], cwd=made, check=True, capture_output=True)
    return made


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which `compliance` is this checkout's, and pip installs nothing."""
    tools = tmp_path_factory.mktemp("temp") / "imprints" / "bin"
    tools.mkdir(parents=True)
    for name, script in (("compliance", f'exec "{sys.executable}" -m compliance "$@"'), ("pip", ":")):
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    ours = ("GITHUB_", "CI_", "COMPLIANCE_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "RUNNER_TEMP": str(tools.parent.parent)}


def failing(folder: Path) -> set[str]:
    """Return the ads that fail, as Git names them."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=folder, capture_output=True, text=True, check=True).stdout
    found = {path for path in listed.split("\0") if path.endswith("unlawful.txt")}
    assert len(found) == 40
    return found


def ran(script: str, folder: Path, environment: dict[str, str]) -> str:
    """Run a script of a CI and return what it printed; it ends with 1, since ads fail."""
    shell = ["bash", "-e", "-o", "pipefail", "-c", script]
    result = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1, result.stdout[-500:] + result.stderr
    return result.stdout


def quality(path: Path) -> set[str]:
    return {entry["location"]["path"] for entry in json.loads(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize(("here", "ads"), [(".", "ads"), ("news/deep", "../../ads")])
def test_the_action(folder: Path, environment: dict[str, str], tmp_path: Path, here: str, ads: str) -> None:
    files = {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    given = {"PATHS": ads, "ARGS": "", "SARIF": str(tmp_path / "out.sarif"), "COMPLIANCE_STRICT": "true"}
    workspace = {"GITHUB_WORKSPACE": str(folder), "GITHUB_ACTIONS": "true", "CI": "true"}
    said = ran(step("Check"), folder / here, {**environment, **files, **given, **workspace})
    assert set(PATH.findall(said)) == failing(folder)
    [run] = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    assert {place["uriBaseId"] for place in places} == {"%SRCROOT%"}
    from urllib.parse import unquote

    assert {unquote(place["uri"]) for place in places} == failing(folder)


@pytest.mark.parametrize(("here", "ads"), [(".", "ads"), ("news/deep", "../../ads")])
def test_the_template(folder: Path, environment: dict[str, str], tmp_path: Path, here: str, ads: str) -> None:
    block = TEMPLATE.split("  script:\n", 1)[1].split("  artifacts:", 1)[0]
    lines = [line.strip().removeprefix("- ") for line in block.splitlines()]
    given = {"IMPRINT_PATHS": ads, "IMPRINT_ARGS": "", "COMPLIANCE_STRICT": "true", "IMPRINT_PACKAGE": "x"}
    ran("\n".join(lines), folder / here, {**environment, **given, "CI_PROJECT_DIR": str(folder), "CI": "true"})
    report, tests = (folder / here / name for name in ("imprints.codequality.json", "imprints.junit.xml"))
    assert quality(report) == failing(folder)
    suites = ElementTree.fromstring(tests.read_text(encoding="utf-8"))
    red = {case.get("file") for case in suites.iter("testcase") if case.find("failure") is not None}
    assert red == failing(folder)
    report.unlink()
    tests.unlink()


def test_the_ways_give_equal_fingerprints_from_every_folder(folder: Path, environment: dict[str, str]) -> None:
    outs = [
        ran(f"compliance check {ads} --format gitlab", folder / here, environment)
        for here, ads in ((".", "ads"), ("news/deep", "../../ads"), ("ads/city", "../../ads"))
    ]
    assert outs == [outs[0]] * 3


@pytest.mark.skipif(find_spec("pre_commit") is None, reason="needs pre-commit")
@pytest.mark.parametrize("here", [".", "news/deep"])
def test_the_hook(folder: Path, environment: dict[str, str], here: str) -> None:
    """pre-commit itself passes the files, in several calls, whatever folder it is started in."""
    entry = re.findall(r"entry: (compliance check .+)", HOOKS)[0]
    config = folder / ".pre-commit-config.yaml"
    config.write_text(
        "repos:\n  - repo: local\n    hooks:\n      - id: imprint-check\n        name: imprints\n"
        f"        entry: {entry}\n        args: [--strict, --format, github]\n        language: system\n"
        "        files: ^ads/\n        types_or: [plain-text, markdown, json]\n",
        encoding="utf-8",
    )
    subprocess.run(["git", "add", config.name], cwd=folder, check=True)
    command = f'"{sys.executable}" -m pre_commit run --all-files --verbose'
    said = ran(command, folder / here, {**environment, "PRE_COMMIT_HOME": str(folder.parent / "cache")})
    assert set(PATH.findall(said)) == failing(folder)
