"""The examples run, and come out as their README says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

from compliance import Checker
from compliance.interfaces.cli import group as cli

ADS = ROOT / "examples" / "ads"
WRONG = {
    "ky-leaflet.txt": {"kg/timing/before-polling-day", "kg/imprint/print-run-stated", "kg/form/label-spelling"},
    "ru-newspaper.txt": {"kg/imprint/customer-stated", "kg/timing/within-campaign", "kg/form/print-run-positive"},
    "fields.json": {"kg/timing/not-in-silence", "kg/imprint/payer-stated", "kg/timing/date-real"},
}


def test_lawful_and_unlawful_ads_come_in_pairs() -> None:
    names = [sorted(path.name for path in (ADS / side).iterdir()) for side in ("lawful", "unlawful")]
    assert names[0] == names[1] == sorted(WRONG)


@pytest.mark.parametrize("name", sorted(WRONG))
def test_the_lawful_one_passes_and_the_unlawful_one_fails_as_said(checker: Checker, name: str) -> None:
    assert checker.check(ADS / "lawful" / name).verdict == "compliant"
    found = checker.check(ADS / "unlawful" / name)
    assert found.verdict == "non_compliant"
    assert WRONG[name] <= {finding.rule for finding in found.findings if finding.outcome == "fail"}


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which `compliance` is the checkout's command line."""
    program = folder / "compliance"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m compliance "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize(
    ("side", "code", "said"), [("lawful", 0, "3 of 3 may go out"), ("unlawful", 1, "0 of 3 may go out")]
)
def test_the_library_example_runs(side: str, code: int, said: str) -> None:
    paths = [str(path) for path in sorted((ADS / side).iterdir())]
    script = str(ROOT / "examples" / "library" / "check_ad.py")
    ran = subprocess.run(
        [sys.executable, script, *paths],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (code, "")
    assert ran.stdout.splitlines()[-1] == said


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_the_shell_example_runs(tmp_path: Path) -> None:
    script = str(ROOT / "examples" / "ci" / "check-ads.sh")
    ran = subprocess.run(
        ["bash", script, str(ADS / "unlawful")],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "not compliant: 3" in ran.stdout
    assert '"schema": "report.v1"' in (tmp_path / "ads-report.json").read_text(encoding="utf-8")


def test_every_command_in_the_readmes_exists() -> None:
    texts = [ROOT / "README.md", ROOT / "examples" / "README.md", ROOT / "examples" / "ci" / "github.yml"]
    found = [
        line.split("compliance ", 1)[1].split()[0]
        for path in texts
        for line in path.read_text(encoding="utf-8").replace("`", "\n").splitlines()
        if line.strip()
        .removeprefix("- run: ")
        .removeprefix("run: ")
        .startswith((".venv/bin/compliance ", "compliance "))
    ]
    assert found
    assert set(found) <= {*cli.COMMANDS, "--version", "--help", "--lang"}


def test_the_report_in_the_readme_is_a_real_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = (ROOT / "README.md").read_text(encoding="utf-8").split("```text\n", 1)[1].split("```", 1)[0]
    out = run("check", "examples/ads/unlawful/ky-leaflet.txt").out
    for block in shown.strip().split("\n\n"):
        assert block in out
