"""`--exclude` patterns mean what they mean in `.gitignore`; `git check-ignore` is asked where it is at hand."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a*a*a*a*a*a*a*ab", "a" * 4_000),
        ("/" + "*a" * 60 + "b", "a" * 4_000),
        ("**/**/**/**/**/b.txt", "x/" * 2_000 + "c.txt"),
        ("/**/x/**/x/**/x/**/x/**/w", "x/" * 2_000 + "b"),
        ("[ab]*?[ab]*?[ab]*?[ab]*?[ab]*?c", "a" * 4_000),
    ],
)
def test_no_pattern_makes_matching_try_again(pattern: str, path: str) -> None:
    """A pattern of 15 signs took 23 s; the tries are counted, so that no slow machine fails."""
    before = _tries(pattern, path[: len(path) // 2])
    assert _tries(pattern, path) <= 2.5 * before + 100
    started = time.process_time()
    assert not Excludes([pattern]).excludes(path)
    assert time.process_time() - started < 1


def _tries(pattern: str, path: str) -> int:
    """Return how often Python code was entered while a path was matched."""
    excludes, count = Excludes([pattern]), 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        excludes.excludes(path)
    finally:
        sys.setprofile(None)
    return count


@given(st.lists(st.sampled_from(["a", "b", "*", "?", "**", "/", "[ab]", "!"]), max_size=9).map("".join))
@pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_git_agrees_on_any_pattern(tmp_path: Path, pattern: str) -> None:
    if not (tmp_path / ".git").exists():
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    if "//" in pattern or pattern.startswith("!") or "***" in pattern:
        return  # Git has readings of its own for these
    (tmp_path / ".gitignore").write_text(pattern + "\n", encoding="utf-8")
    paths = ["a", "b", "a/b", "b/a", "a/a/b", "ab", "a/b/a/b", "ba/ab"]
    asked = subprocess.run(
        ["git", "check-ignore", "--no-index", *paths], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert [path for path in paths if Excludes([pattern]).excludes(path)] == asked.stdout.split(), pattern


def test_a_list_twice_as_long_takes_a_path_no_more_work() -> None:
    """Of 8,000 lines without a sign none is tried that does not fit."""
    for say in ("ads/{}.txt", "{}.txt", "/x{}/"):
        few, many = ([say.format(number) for number in range(count)] for count in (1_000, 2_000))
        assert _tries_of(Excludes(many)) <= _tries_of(Excludes(few)) + 100


def _tries_of(excludes: Excludes) -> int:
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        assert excludes.excludes("ads/900.txt") or excludes.excludes("x900/a")
    finally:
        sys.setprofile(None)
    return count
