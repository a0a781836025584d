"""What the README says of CI is so: its commands run, its files are valid."""

from __future__ import annotations

import json
import shlex
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, Run
from jsonschema import Draft202012Validator
from workspace import repository, write

from compliance.border import schemas

SECTION = (ROOT / "README.md").read_text(encoding="utf-8").split("## In CI\n", 1)[1].split("\n## ", 1)[0]
COMMANDS = [
    line[line.index("compliance ") :].partition("  #")[0].partition("    ")[0]
    for line in SECTION.split("```text\n", 1)[1].split("```", 1)[0].splitlines()
]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    folder = repository(tmp_path / "repository")
    (folder / "ads").joinpath("bad.txt").rename(folder / "bad.txt")
    (folder / "archive").mkdir()
    (folder / "bad.txt").rename(folder / "archive" / "bad.txt")
    monkeypatch.chdir(folder)
    assert run(*shlex.split(command)[1:], stdin=b"ads/good.txt\0").code == 0
    files = [word.partition("=")[2] for word in shlex.split(command) if "=" in word]
    assert all((folder / name).stat().st_size > 0 for name in files)
    if "--write-baseline" in command:
        assert run(*shlex.split(command.replace(" --write-baseline", ""))[1:]).code == 0


def test_the_files_are_valid(run: Run, tmp_path: Path) -> None:
    blocks = [block.split("```", 1)[0].replace("\n  ", "\n") for block in SECTION.split("```toml\n")[1:]]
    assert len(blocks) == 2
    for block, name in zip(blocks, ("config.v1", "waivers.v1"), strict=True):
        path = write(tmp_path / f"{name}.toml", block)
        ran = run("schema", name, "--validate", str(path))
        assert (ran.code, ran.err) == (0, "")
    assert tomllib.loads(blocks[1])["waiver"][0]["rule"].startswith("kg/")
    Draft202012Validator.check_schema(json.loads(schemas.read("config.v1")))
