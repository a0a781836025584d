"""Arguments become inputs: each once, in one order, with the path that reports show."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compliance.sources import collect


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = [
        "b.txt",
        "a.md",
        "sub/c.json",
        "sub/deep/d.TXT",
        ".git/e.txt",
        "node_modules/f.txt",
        ".hidden.txt",
        "g.png",
    ]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(*arguments: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return [source.shown + (f"!{source.fault}" if source.fault else "") for source in collect(arguments, exclude)]


@pytest.mark.usefixtures("tree")
def test_a_folder_gives_its_ads_sorted_without_hidden_and_tool_folders() -> None:
    assert shown(".") == ["a.md", "b.txt", "sub/c.json", "sub/deep/d.TXT"]


@pytest.mark.usefixtures("tree")
def test_each_file_counts_once_in_any_order() -> None:
    assert shown("sub", "b.txt", "./b.txt", ".") == shown(".", "b.txt")


def test_absolute_paths_are_shown_relative(tree: Path) -> None:
    assert shown(str(tree / "sub")) == ["sub/c.json", "sub/deep/d.TXT"]


@pytest.mark.usefixtures("tree")
def test_globs_are_expanded_also_in_depth() -> None:
    assert shown("*.txt") == ["b.txt"]
    assert shown("**/*.json") == ["sub/c.json"]
    assert shown("su[b]") == ["sub/c.json", "sub/deep/d.TXT"]
    assert shown("*.docx") == ["*.docx!matches no file"]


@pytest.mark.usefixtures("tree")
def test_a_file_named_outright_is_taken_whatever_its_name() -> None:
    assert shown(".hidden.txt", "g.png") == [".hidden.txt", "g.png"]


@pytest.mark.usefixtures("tree")
def test_excludes_hold_for_folders_and_for_files_named_outright() -> None:
    assert shown(".", exclude=("sub/deep/",)) == ["a.md", "b.txt", "sub/c.json"]
    assert shown("sub", exclude=("/deep",)) == ["sub/c.json"]
    assert shown("b.txt", "a.md", exclude=("*.txt",)) == ["a.md"]
    assert shown(".", exclude=("*", "!b.txt")) == ["b.txt"]


@pytest.mark.usefixtures("tree")
def test_what_is_missing_is_an_input_with_a_fault() -> None:
    assert shown("b.txt", "no.txt") == ["b.txt", "no.txt!no such file or directory"]


def test_links_to_nothing_are_said_and_loops_end(tree: Path) -> None:
    os.symlink("nowhere.txt", tree / "broken.txt")
    os.symlink(".", tree / "sub" / "loop")
    assert shown(".") == ["a.md", "b.txt", "broken.txt!is a link to nothing", "sub/c.json", "sub/deep/d.TXT"]


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_file_name_that_is_no_text_is_still_shown(tree: Path) -> None:
    name = b"caf\xe9.txt"
    try:
        (Path(os.fsdecode(os.fsencode(tree) + b"/" + name))).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip(reason="this file system takes UTF-8 names only")
    assert "caf\\xe9.txt" in shown(".")
