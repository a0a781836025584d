"""How a run ends that is told to, or killed: no worker outlives it, and nothing half-written stays."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run
from workspace import ADS, repository

from compliance.interfaces.cli import judging
from compliance.interfaces.cli.judging import FEWEST_FOR_PROCESSES

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise on Windows")
HERE = {**os.environ, "PYTHONPATH": str(ROOT)}

# What runs in place of the program: after the twentieth result it says who works for it, and then waits to be ended.
WAITING = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts tests behind it ignores it for them
from compliance.interfaces.cli import checking
from compliance.interfaces.cli.run import main
take, taken = checking.Run.take, []
def taking(run, one):
    taken.append(one)
    if len(taken) == 20:
        from multiprocessing import active_children
        print(*(child.pid for child in active_children()), file=sys.stderr, flush=True)
        time.sleep(60)
    take(run, one)
checking.Run.take = taking
main()
"""


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = repository(tmp_path / "repository")
    (folder / "many").mkdir()
    content = (ADS / "lawful" / "ky-leaflet.txt").read_bytes()
    for number in range(FEWEST_FOR_PROCESSES + 20):
        (folder / "many" / f"{number:03}.txt").write_bytes(content)
    monkeypatch.chdir(folder)
    return folder


def started(code: str, *arguments: str) -> tuple[subprocess.Popen[bytes], list[int]]:
    """Start a run that waits, and return it with the ids of its workers."""
    command = [sys.executable, "-c", code, "check", "many", "--format", "jsonl", "-o", "json=report.json", *arguments]
    run = subprocess.Popen(command, env=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, bufsize=0)
    assert run.stderr is not None
    return run, [int(number) for number in run.stderr.readline().split()]


def is_alive(process: int) -> bool:
    try:
        return not re.search(r"^State:\s+Z", Path(f"/proc/{process}/status").read_text(encoding="ascii"), re.MULTILINE)
    except OSError:
        return False


def all_end(processes: list[int]) -> bool:
    until = time.monotonic() + 20
    while any(map(is_alive, processes)) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(is_alive, processes))


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL"])
def test_workers_and_part_files_go_with_their_parent(many: Path, name: str, jobs: str) -> None:
    (many / "report.json").write_bytes(b"former")
    number = getattr(signal, name)
    run, workers = started(WAITING, "--jobs", jobs)
    assert len(workers) == (2 if jobs == "2" else 0)
    assert len(list(many.glob("*.part"))) == 1
    run.send_signal(number)
    assert run.wait(20) == (-number if name == "SIGKILL" else 128 + number)
    run.communicate()
    assert all_end(workers)
    assert (many / "report.json").read_bytes() == b"former"
    assert len(list(many.glob("*.part"))) == (1 if name == "SIGKILL" else 0)
    command = [sys.executable, "-m", "compliance", "check", "ads/good.txt", "-o", "json=report.json"]
    assert subprocess.run(command, env=HERE, capture_output=True, check=False).returncode == 0
    assert list(many.glob("*.part")) == []  # the next run takes away what the killed one could not
    assert json.loads((many / "report.json").read_bytes())["summary"]["documents"] == 1


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks at processes as Linux shows them")
def test_a_worker_that_is_killed_ends_the_run_and_leaves_the_former_report(many: Path) -> None:
    (many / "report.json").write_bytes(b"former")
    code = WAITING.replace("time.sleep(60)", "[os.kill(c.pid, 9) for c in active_children()]")
    run, workers = started(code, "--jobs", "2")
    _, said = run.communicate(timeout=60)
    assert run.returncode == 2
    assert b"a process that judged ads ended early" in said
    assert all_end(workers)
    assert (many / "report.json").read_bytes() == b"former"
    assert list(many.glob("*.part")) == []


# What runs in place of the program: a worker is killed at one of its steps, whatever it does then.
KILLED_AT = {
    "start": "judging._start = lambda shared: os.kill(os.getpid(), 9)",
    "its first ads": "kill_in = '020.txt'",
    "its last ads": "kill_in = '219.txt'",
}
KILLING = """
import os
from multiprocessing import parent_process
from compliance.interfaces.cli import judging
from compliance.interfaces.cli.run import main
kill_in, chunk = '', judging._chunk
def killing(jobs):
    if kill_in and parent_process() and any(job.source.path.endswith(kill_in) for job in jobs):
        chunk(jobs)
        os.kill(os.getpid(), 9)
    return chunk(jobs)
judging._chunk = killing
{step}
main()
"""


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="workers are forked as on Linux")
@pytest.mark.parametrize("step", KILLED_AT)
def test_a_worker_that_is_killed_at_any_of_its_steps_ends_the_run(many: Path, step: str) -> None:
    (many / "report.json").write_bytes(b"former")
    command = [sys.executable, "-c", KILLING.replace("{step}", KILLED_AT[step]), "check", "many", "--jobs", "2"]
    ran = subprocess.run([*command, "-o", "json=report.json"], env=HERE, capture_output=True, timeout=120, check=False)
    assert (ran.returncode, ran.stderr.count(b"a process that judged ads ended early")) == (2, 1)
    assert b"Traceback" not in ran.stderr
    assert (many / "report.json").read_bytes() == b"former"
    assert list(many.glob("*.part")) == []


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="workers are forked as on Linux")
def test_a_worker_told_to_end_before_it_is_ready_ends_silently(many: Path) -> None:
    code = KILLING.replace("{step}", "judging._start = lambda shared: os.kill(os.getpid(), 15)")
    command = [sys.executable, "-c", code, "check", "many", "--jobs", "2"]
    ran = subprocess.run(command, env=HERE, capture_output=True, timeout=120, check=False)
    assert (ran.returncode, ran.stderr.count(b"\n")) == (2, 1)
    assert b"a process that judged ads ended early" in ran.stderr


def test_two_runs_at_once_that_write_one_report_leave_one_of_both_whole(many: Path) -> None:
    (many / "few").mkdir()
    (many / "few" / "a.txt").write_bytes((many / "many" / "000.txt").read_bytes())
    command = [sys.executable, "-m", "compliance", "check", "-o", "json=report.json"]
    runs = [
        subprocess.Popen([*command, folder], env=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for folder in ("many", "few", "many", "few")
    ]
    assert [(run.communicate(timeout=120)[1], run.returncode) for run in runs] == [(b"", 0)] * 4
    assert json.loads((many / "report.json").read_bytes())["summary"]["documents"] in (1, FEWEST_FOR_PROCESSES + 20)
    assert list(many.glob("*.part")) == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_second_interrupt_claims_no_report(many: Path, jobs: str) -> None:
    code = WAITING.replace("time.sleep(60)", "[os.kill(os.getpid(), 2) for _ in range(2)]")
    run, _ = started(code, "--jobs", jobs)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (130, b"compliance: interrupted: what was not finished was not written\n")
    assert list(many.glob("report.json*")) == []


def test_no_more_processes_than_there_is_work_for(run: Run, many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import concurrent.futures

    asked = []

    class Pool(concurrent.futures.ProcessPoolExecutor):
        def __init__(self, processes: int, **options: Any) -> None:
            asked.append(processes)
            super().__init__(1, **options)

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", Pool)
    assert run("check", "many", "--jobs", "5000", "--format", "jsonl").code == 0
    assert asked == [-(-(FEWEST_FOR_PROCESSES + 20 - judging._CHUNK) // judging._CHUNK)]


def test_a_file_that_goes_while_a_folder_is_read_is_said_and_the_rest_judged(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = judging.Judge.judge

    def judging_last(self: judging.Judge, job: judging.Job) -> object:
        (many / "many" / "100.txt").unlink(missing_ok=True)
        (many / "many" / "zzz.txt").write_text("new", encoding="utf-8")
        return judge(self, job)

    monkeypatch.setattr(judging.Judge, "judge", judging_last)
    ran = run("check", "many", "--format", "json")
    report = json.loads(ran.out)
    assert (ran.code, report["summary"]["unreadable"]) == (2, 1)
    assert report["summary"]["documents"] == FEWEST_FOR_PROCESSES + 20
    assert ran.err == "compliance: many/100.txt: no such file or directory\n"


AD = ADS / "lawful" / "ky-leaflet.txt"


@pytest.mark.parametrize(
    ("command", "closed", "code", "out", "err"),
    [
        (f"check {AD} --format concise", "2>&-", 0, "compliance 0", ""),
        ("check none.txt --format concise", "2>&-", 2, "none.txt:1:1: error unreadable no such file", ""),
        (f"check {AD}", ">&-", 2, "", "compliance: standard output is closed\n"),
        ("rules list", ">&-", 2, "", "compliance: standard output is closed\n"),
        ("check -", "<&-", 2, "", "compliance: -: standard input is closed\n"),
        ("extract -", "<&-", 2, "", "compliance: -: standard input is closed\n"),
        (f"extract {AD} --format json", "<&-", 0, "{", ""),
    ],
)
def test_a_stream_that_whoever_starts_it_has_closed_is_no_mishap(
    tmp_path: Path, command: str, closed: str, code: int, out: str, err: str
) -> None:
    """A lawful ad failed its run where standard error was closed, and errors went into the report."""
    line = f"{shlex.quote(sys.executable)} -m compliance {command} {closed}"
    ran = subprocess.run(["sh", "-c", line], cwd=tmp_path, env=HERE, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (code, err)
    assert ran.stdout.startswith(out)
    assert out or not ran.stdout


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe_instead(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def without_its_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


@pytest.mark.parametrize(
    ("becomes", "said"),
    [
        (emptied, "is empty"),
        (folder_instead, "is a directory"),
        (pipe_instead, "is a pipe, not a file"),
        (link_to_itself, "too many levels of symbolic links"),
        (without_its_folder, "no such file or directory"),
    ],
)
def test_whatever_a_file_becomes_while_a_folder_is_read_the_rest_is_judged(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, becomes: Callable[[Path], None], said: str
) -> None:
    monkeypatch.chdir(repository(tmp_path / "repository"))
    content = (ADS / "lawful" / "ky-leaflet.txt").read_bytes()
    for name in ("b/first.txt", "c/changes.txt", "d/last.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(content)
    judge = judging.Judge.judge
    judged: list[judging.Job] = []

    def judging_last(self: judging.Judge, job: judging.Job) -> object:
        if not judged:
            becomes(Path("c/changes.txt"))
        judged.append(job)
        return judge(self, job)

    monkeypatch.setattr(judging.Judge, "judge", judging_last)
    ran = run("check", "b", "c", "d", "--format", "json")
    assert [one["verdict"] for one in json.loads(ran.out)["documents"]] == ["compliant", "unreadable", "compliant"]
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert said in ran.err
