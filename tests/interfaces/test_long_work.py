"""Long work: lists of files, several processes, Ctrl-C, progress; and the same bytes wherever a report is made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run
from workspace import ADS, documents, repository, write

from compliance.interfaces.cli import progress
from compliance.interfaces.cli.judging import FEWEST_FOR_PROCESSES
from compliance.render import FORMATS

COMMAND = [sys.executable, "-m", "compliance", "check"]
HERE = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = repository(tmp_path / "repository")
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def many(folder: Path) -> Path:
    """Fill a folder with more ads than one process takes, some of which cannot be read."""
    origins = sorted(ADS.rglob("*.*"))
    (folder / "many").mkdir()
    for number in range(FEWEST_FOR_PROCESSES + 20):
        origin = origins[number % len(origins)]
        path = folder / "many" / f"{number:03}-{origin.name}"
        path.write_bytes(b"" if number % 50 == 7 else origin.read_bytes())
    return folder


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0"])
def test_paths_come_from_a_list(run: Run, folder: Path, separator: str, mark: str) -> None:
    write(folder / "ads" / "a b.txt", "x")
    content = mark + separator.join(["ads/good.txt", "ads/a b.txt", ""])
    ran = run("check", "--files-from", "-", "--format", "json", stdin=content.encode())
    assert set(documents(ran)) == {"ads/good.txt", "ads/a b.txt"}
    (folder / "list").write_bytes(content.encode())
    both = run("check", "ads/bad.txt", "--files-from", "list", "--format", "json")
    assert set(documents(both)) == {"ads/good.txt", "ads/a b.txt", "ads/bad.txt"}


def test_an_empty_list_is_code_2_unless_allowed(run: Run, folder: Path) -> None:
    assert run("check", "--files-from", "-").code == 2
    assert run("check", "--files-from", "-", "--allow-empty").code == 0
    assert "none: cannot be read" in run("check", "--files-from", "none").err


def test_several_processes_give_the_same_bytes(many: Path) -> None:
    def check(*arguments: str) -> tuple[int, bytes, bytes]:
        ran = subprocess.run([*COMMAND, "many", *arguments], env=HERE, capture_output=True, check=False)
        return ran.returncode, ran.stdout, ran.stderr

    for form in ("json", "text"):
        one = check("--format", form)
        assert one == check("--format", form, "--jobs", "3")
        assert one[0] == 2
        assert one[2].count(b": is empty\n") == 5


# What runs in place of the program: Ctrl-C comes while the fifth result is being taken, whoever judged it.
INTERRUPTED_AT_FIVE = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts tests behind it ignores it for them
from compliance.interfaces.cli import checking
from compliance.interfaces.cli.run import main
take, taken = checking.Run.take, []
def taking(run, one):
    taken.append(one)
    if len(taken) == 5:
        os.kill(os.getpid(), signal.SIGINT)
    take(run, one)
checking.Run.take = taking
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise on Windows")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_leaves_what_is_finished(many: Path, jobs: str) -> None:
    command = [sys.executable, "-c", INTERRUPTED_AT_FIVE, "check", "many", "--format", "jsonl", "--jobs", jobs]
    ran = subprocess.run([*command, "-o", "json=report.json"], env=HERE, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (
        130,
        b"compliance: interrupted: ads that were done, and are in the report: 5\n",
    )
    report = json.loads((many / "report.json").read_text(encoding="utf-8"))
    *lines, rest = map(json.loads, ran.stdout.splitlines())
    assert {**rest, "documents": lines} == report
    assert len(lines) == report["summary"]["documents"] == 5
    assert list(many.glob("*.part")) == []


def test_progress_is_for_terminals_and_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert not progress.wanted(1000)  # standard error is no terminal here
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert progress.wanted(1000)
    assert not progress.wanted(3)
    monkeypatch.setenv("CI", "true")
    assert not progress.wanted(1000)


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_progress_is_drawn_and_taken_away(many: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {name: value for name, value in HERE.items() if name not in ("CI", "NO_COLOR")}
    ran = subprocess.run(
        [*COMMAND, "many", "--format", "json"], env={**environment, "TERM": "xterm"}, stdout=subprocess.PIPE,
        stderr=theirs, check=False,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 65536):
            said += piece
    except OSError:  # how Linux ends a pseudo-terminal
        pass
    os.close(ours)
    assert b" / 220" in said
    assert said.rstrip().endswith(b"\x1b[K") or b"\r\x1b[K" in said
    assert json.loads(ran.stdout)["summary"]["documents"] == 220


@pytest.mark.parametrize("form", FORMATS)
def test_folder_time_zone_locale_and_hash_seed_change_no_byte(tmp_path: Path, form: str) -> None:
    outputs = set()
    for zone, locale, seed in [("UTC", "C", "1"), ("Asia/Bishkek", "C.UTF-8", "2"), ("America/New_York", "POSIX", "3")]:
        folder = repository(tmp_path / f"in {seed}")
        write(folder / "compliance.toml", '[[paths]]\nmatch = "ads/"\nmedium = "print"\n')
        write(folder / "compliance-waivers.toml", "[[waiver]]\n")
        environment = {**HERE, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
        environment.pop("PYTHONUTF8", None)
        arguments = [".", "--format", form, "--lang", "ky", "-o", f"{form}=report.out"]
        ran = subprocess.run([*COMMAND, *arguments], cwd=folder, env=environment, capture_output=True, check=False)
        assert (ran.returncode, ran.stderr) == (1, b"")
        outputs |= {ran.stdout, (folder / "report.out").read_bytes()}
    assert len(outputs) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights_is_code_2(run: Run, folder: Path) -> None:
    (folder / "ads").chmod(0)
    try:
        assert run("check", "ads").code == 2
    finally:
        (folder / "ads").chmod(0o755)


def test_no_network_is_asked_for_and_a_home_that_cannot_be_written_does_no_harm(folder: Path) -> None:
    guard = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise SystemExit('the network was asked for')\n"
        "socket.socket = refuse; socket.getaddrinfo = refuse\n"
        "from compliance.interfaces.cli.run import main; main()"
    )
    home = folder / "home"
    home.mkdir()
    home.chmod(0o555)
    environment = {**HERE, "HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    for form in FORMATS:
        ran = subprocess.run(
            [sys.executable, "-c", guard, "check", "ads", "--format", form], env=environment, capture_output=True,
            check=False,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (1, b"")
    assert list(home.iterdir()) == []
