"""Every shell command shown in the documentation is run, and comes out as the page says.

Each page has a folder of its own with a copy of examples/. A `sh` block is run line by line; a line ends with
`# exit N` where its code is not 0. A block with `title="FILE"` is written to that file. A `text` block after a `sh`
block is what it prints, among more; a line of `…` stands for what is left out. `<!-- not run: why -->` before a block
leaves it out; so does setting up an environment, which `.ci/run` does from the same pages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT

GENERATED = ("docs/rules/", "docs/reference/schemas/", "docs/coverage.md", "docs/reference/commands.md")
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "examples/**/*.md")
    for path in ROOT.glob(pattern)
)
_FENCE = re.compile(r"^(<!-- not run: [^\n]*-->\n+)?```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"\s+# exit (\d+)$")
_TITLE = re.compile(r'title="([^"]+)"')
pytestmark = pytest.mark.skipif(os.name != "posix", reason="shell commands")


class Block(NamedTuple):
    """A fenced block: its language, the file it is (or ""), what it holds."""

    kind: str
    file: str
    content: str


def blocks(page: str) -> list[Block]:
    """Return the blocks of a page that are to be run, written or compared."""
    found = []
    for skipped, kind, rest, content in _FENCE.findall((ROOT / page).read_text(encoding="utf-8")):
        title = _TITLE.search(rest)
        if not skipped and "-m venv" not in content:
            found.append(Block(kind, title[1] if title else "", content))
    return found


def commands(content: str) -> list[tuple[str, int]]:
    """Return each command of a block with the exit code it is to end with.

    >>> commands("a \\\\\\n  b\\nc  # exit 1\\n")
    [('a \\\\\\n  b', 0), ('c', 1)]
    """
    lines = [line for line in content.replace("\\\n", "\\\0").splitlines() if line.strip() and line[0] != "#"]
    found = []
    for line in lines:
        code = _EXIT.search(line)
        found.append((_EXIT.sub("", line).replace("\0", "\n"), int(code[1]) if code else 0))
    return found


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which `compliance` and `python` are this checkout's, in a folder with the examples."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, start in (("compliance", "-m compliance"), ("python", "")):
        (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {start} "$@"\n', encoding="utf-8")
        (tools / name).chmod(0o755)
    shutil.copytree(ROOT / "examples", tmp_path / "work" / "examples")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMPLIANCE_", "GITHUB_"))}
    return {**kept, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("page", [page for page in PAGES if any(b.kind == "sh" for b in blocks(page))])
def test_the_commands_of_a_page_do_what_it_says(page: str, shell: dict[str, str], tmp_path: Path) -> None:
    said = ""
    work = tmp_path / "work"
    for block in blocks(page):
        if block.file:
            (work / block.file).parent.mkdir(parents=True, exist_ok=True)
            (work / block.file).write_text(block.content, encoding="utf-8")
        elif block.kind == "sh":
            said = ""
            for command, code in commands(block.content):
                ran = subprocess.run(
                    ["bash", "-c", command], cwd=work, env=shell, capture_output=True, text=True, check=False
                )
                assert ran.returncode == code, f"{page}: {command}\n{ran.stdout}{ran.stderr}"
                said += ran.stdout + ran.stderr
        elif block.kind == "text" and said:
            for line in block.content.splitlines():
                assert line.strip() in ("…", *said.splitlines()) or line.strip() in said, f"{page}: not said: {line}"


def test_pages_with_commands_are_found() -> None:
    shown = [command for page in PAGES for b in blocks(page) if b.kind == "sh" for command in commands(b.content)]
    assert len(shown) > 30


SERVED = "docs/how-to/serve.md"  # its requests are put to a service that runs, in tests/service/test_docs.py


def test_no_command_is_shown_where_it_is_not_run() -> None:
    for page in PAGES:
        if not page.startswith(GENERATED) and page != SERVED:
            text = (ROOT / page).read_text(encoding="utf-8")
            assert not re.search(r"^```(bash|shell|console)", text, re.MULTILINE), page
