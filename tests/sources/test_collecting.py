"""Arguments become inputs: each once, in one order, with the path that reports show."""

from __future__ import annotations

import glob
import os
import socket
from pathlib import Path

import pytest

from compliance.errors import SourceError
from compliance.sources import collect, load_file
from compliance.sources.globbing import globbed


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
        "g.gif",
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
    assert shown(".hidden.txt", "g.gif") == [".hidden.txt", "g.gif"]


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


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_names_that_look_alike_are_two_inputs(tree: Path) -> None:
    folder = os.fsencode(tree / "sub" / "alike")
    os.mkdir(folder)
    for name in (b"\xff.txt", b"\\xff.txt", b"\\x5cxff.txt"):
        with open(folder + b"/" + name, "wb") as file:
            file.write(b"x")
    assert shown("sub/alike") == [f"sub/alike/{name}" for name in (r"\x5cx5cxff.txt", r"\x5cxff.txt", r"\xff.txt")]


def test_dots_behind_a_link_lead_where_the_system_goes(tree: Path) -> None:
    (tree / "far").mkdir()
    (tree / "far" / "b.txt").write_text("y", encoding="utf-8")
    (tree / "far" / "inner").mkdir()
    os.symlink("far/inner", tree / "lnk")
    assert shown("lnk/../b.txt", "b.txt", "far/b.txt", "sub/../b.txt") == ["b.txt", "far/b.txt"]
    os.symlink("b.txt", tree / "c.txt")
    assert shown("b.txt", "c.txt") == ["b.txt", "c.txt"]  # another name, where other settings may hold


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_pipes_and_sockets_are_said_and_not_waited_for(tree: Path) -> None:
    os.mkfifo(tree / "sub" / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(tree / "sub")
        server.bind("socket.txt")
        os.chdir(tree)
        found = shown("sub", "sub/*.txt")
    assert found[:1] == ["sub/c.json"]
    assert "sub/pipe.txt!is a pipe, not a file" in found
    assert "sub/socket.txt!is a socket, not a file" in found
    with pytest.raises(SourceError, match="is a pipe, not a file"):
        load_file("sub/pipe.txt")  # it took the place of a file after that was found
    assert "/dev/zero!is a device, not a file" in shown("/dev/zero")[0].replace("../", "/").replace("//", "/")


def test_loops_of_links_end_in_globs_too(tree: Path) -> None:
    for number in range(6):
        os.symlink(tree, tree / "sub" / f"loop{number}")
    os.symlink("round.txt", tree / "round.txt")
    assert shown("**/*.txt") == ["b.txt", "node_modules/f.txt", "round.txt!is a link in a circle of links"]
    assert shown("sub/**") == ["sub/c.json", "sub/deep/d.TXT"]
    assert shown("sub/loop1/b.*") == ["sub/loop1/b.txt"]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    "pattern", ["*", "*.txt", "**", "**/*", "sub/**", "sub/*", "**/d*", ".*", "sub/**/d.TXT", "./**/*.md", "s?b/[c].*"]
)
def test_globs_name_what_the_standard_library_names(pattern: str) -> None:
    """Where no links lead around: those are the difference."""
    named = (path for path in glob.glob(pattern, recursive=True) if "**" not in pattern or not os.path.isdir(path))
    ours = (path for path in globbed(pattern) if "**" not in pattern or not os.path.isdir(path))
    assert sorted(map(os.path.normpath, ours)) == sorted(map(os.path.normpath, named))
