"""The files by which other programs run this one: the GitHub action, the hooks for pre-commit, the container."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from conftest import ROOT, Run

ADS = ROOT / "examples" / "ads"
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")


def step(name: str) -> str:
    """Return the script of a step of the action."""
    after = ACTION.split(f"name: {name}\n", 1)[1].split("run: |\n", 1)[1]
    return textwrap.dedent(re.split(r"^ {0,6}\S", after, maxsplit=1, flags=re.MULTILINE)[0])


def act(tmp_path: Path, **inputs: str) -> tuple[int, str, str]:
    """Run the checking step as GitHub would; return its code, what it prints and the outputs it sets."""
    program = tmp_path / "temp" / "imprints" / "bin" / "compliance"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m compliance "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    files = {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    given = {"PATHS": "", "ARGS": "", "SARIF": "", **inputs}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RUNNER_TEMP": str(tmp_path / "temp"), **files, **given}
    ran = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step("Check")],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran.returncode, ran.stdout + ran.stderr, (tmp_path / "output").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
@pytest.mark.parametrize(("side", "code"), [("lawful", 0), ("unlawful", 1)])
def test_the_action_annotates_writes_sarif_and_ends_with_the_code(tmp_path: Path, side: str, code: int) -> None:
    found, said, outputs = act(tmp_path, PATHS=f"{ADS / side}\n", ARGS="--lang=ru\n--strict", SARIF="imprints.sarif")
    assert found == code, said
    assert ("::error file=" in said) == (code == 1)
    assert f"code={code}\n" in outputs
    assert "imprints.sarif" in outputs
    assert (tmp_path / "imprints.sarif").is_file()
    assert (tmp_path / "summary").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
@pytest.mark.parametrize(
    "text", ["$(touch pwned)", "`touch pwned`", "; touch pwned", '"; touch pwned; "', "--exit-zero"]
)
def test_nothing_in_a_path_is_read_by_the_shell_or_as_an_option(tmp_path: Path, text: str) -> None:
    found, _, _ = act(tmp_path, PATHS=f"{ADS / 'unlawful'}\n{text}")
    assert found == 2, "no such file"
    assert not (tmp_path / "pwned").exists()


def test_inputs_reach_the_shell_through_the_environment_only() -> None:
    for script in (step("Set up"), step("Check")):
        assert "${{" not in script
    template = (ROOT / "templates" / "imprint-check.yml").read_text(encoding="utf-8")
    assert "$[[" not in template.split("script:", 1)[1]


def test_the_hooks_are_commands_that_run(run: Run) -> None:
    entries = re.findall(r"entry: compliance (.+)", HOOKS)
    assert [entry.split()[0] for entry in entries] == ["check", "rules"]
    checking, testing = (entry.split() for entry in entries)
    good, bad = (str(ADS / side / "ky-leaflet.txt") for side in ("lawful", "unlawful"))
    assert "--force-exclude" in checking
    assert "args: [--strict]" in HOOKS
    assert run(*checking, good).code == 0
    assert run(*checking, good, bad).code == 1
    assert run(*testing, str(ROOT / "rules")).code == 0


def test_the_container_copies_what_is_there_and_is_not_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [
        word for line in lines if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]
    ]
    assert copied
    for name in copied:
        assert (ROOT / name).exists(), name
        assert f"!{name.removeprefix('./')}" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    stages = dict(re.findall(r"^FROM \S+ AS (\S+)\n(.*?)(?=^FROM |\Z)", "\n".join(lines), re.DOTALL | re.MULTILINE))
    run = [stage for stage in stages.values() if "ENTRYPOINT" in stage]
    assert len(run) == 2
    assert all(re.search(r"^USER [1-9]\d*:[1-9]\d*$", stage, re.MULTILINE) for stage in run)
    compose = (ROOT / "examples" / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"target: (\S+)", compose)) <= stages.keys()


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
@pytest.mark.parametrize(("strict", "code"), [("true", 1), ("false", 0)])
def test_the_action_fails_on_an_undecided_ad_unless_told_otherwise(tmp_path: Path, strict: str, code: int) -> None:
    text = (ADS / "lawful" / "ky-leaflet.txt").read_text(encoding="utf-8")
    (tmp_path / "eve.txt").write_text(text.replace("02.07.2021", "10.07.2021"), encoding="utf-8")
    assert 'default: "true"' in ACTION.split("  strict:\n", 1)[1].split("  args:", 1)[0]
    found, said, outputs = act(tmp_path, PATHS="eve.txt", COMPLIANCE_STRICT=strict)
    assert found == code, said
    assert f"code={code}\n" in outputs


def test_the_template_is_strict_unless_told_otherwise() -> None:
    template = (ROOT / "templates" / "imprint-check.yml").read_text(encoding="utf-8")
    assert "default: true" in template.split("    strict:\n", 1)[1].split("    stage:", 1)[0]
    assert "COMPLIANCE_STRICT: $[[ inputs.strict ]]" in template
