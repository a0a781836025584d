"""What is written is there whole or not at all: whatever fails, at whatever step, the former file stays."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run

from compliance.errors import UsageError
from compliance.interfaces.cli import atomic
from compliance.interfaces.cli.atomic import AtomicFile, rewrite

OLD, NEW = b"old" * 30_000, b"new" * 50_000
STEPS = ("open", "write", "fsync", "replace", "close", "chmod", "unlink", "ftruncate")


class PowerCut(BaseException):
    """The machine stopped: no line of code runs any more, not even one that cleans up."""


class FailingDisk:
    """The file layer: each step is counted, and from the given one on it fails."""

    def __init__(self, fails_at: int, fault: Callable[[], BaseException], lasting: bool) -> None:
        self.steps: list[str] = []
        self._open: list[int] = []
        self._fails_at, self._fault, self._lasting = fails_at, fault, lasting

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in STEPS:
            return real

        def step(*arguments: Any, **options: Any) -> Any:
            self.steps.append(name)
            now = len(self.steps) - 1
            if now == self._fails_at or (self._lasting and now > self._fails_at):
                if name == "write":  # half of it reached the disk
                    real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                raise self._fault()
            made = real(*arguments, **options)
            if name == "open":
                self._open.append(made)
            return made

        return step

    def off(self) -> None:
        """Close what the process that stopped had open, as the system does."""
        for descriptor in self._open:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def replaced(path: Path) -> None:
    file = AtomicFile(str(path))
    try:
        file.put(NEW[:70_000])
        file.put(NEW[70_000:])
        file.keep()
    finally:
        file.drop()


def rewritten(path: Path) -> None:
    rewrite(str(path), NEW)


def failure(write: Callable[[Path], None], path: Path) -> str:
    try:
        write(path)
    except UsageError as error:
        return str(error)
    return ""


def steps_of(write: Callable[[Path], None], path: Path, patch: pytest.MonkeyPatch) -> list[str]:
    disk = FailingDisk(-1, PowerCut, lasting=False)
    with patch.context() as patched:
        patched.setattr(atomic, "os", disk)
        write(path)
    return disk.steps


@pytest.mark.parametrize("linked", [False, True], ids=["one name", "two names"])
def test_a_power_cut_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(OLD)
    if linked:
        (tmp_path / "other").hardlink_to(path)
    steps = steps_of(rewritten, path, monkeypatch)
    assert steps.index("fsync") < steps.index("ftruncate" if linked else "replace")  # on the disk before it counts
    for number in range(len(steps)):
        path.write_bytes(OLD)
        disk = FailingDisk(number, PowerCut, lasting=True)
        monkeypatch.setattr(atomic, "os", disk)
        with pytest.raises(PowerCut):
            rewritten(path)
        monkeypatch.setattr(atomic, "os", os)
        disk.off()
        whole = [found.read_bytes() for found in tmp_path.glob("*.whole")]
        assert path.read_bytes() in (OLD, NEW) or NEW in whole
        for left in tmp_path.glob("*.whole"):
            left.unlink()
    replaced(path)
    assert path.read_bytes() == NEW
    assert list(tmp_path.glob("*.part")) == []  # what the cuts left was swept up


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("write", [replaced, rewritten])
def test_a_full_disk_at_any_step_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, write: Callable[[Path], None]
) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(OLD)
    for number in [n for n, name in enumerate(steps_of(write, path, monkeypatch)) if name == step]:
        path.write_bytes(OLD)
        fault = FailingDisk(number, lambda: OSError(errno.ENOSPC, "No space left on device"), lasting=False)
        with monkeypatch.context() as patch:
            patch.setattr(atomic, "os", fault)
            said = failure(write, path)
        # a folder that was not brought to the disk is no failure: nothing is lost by it
        assert path.read_bytes() == (OLD if said else NEW)
        assert said in ("", f"{path}: cannot be written: no space left on device")
        assert [found.name for found in tmp_path.iterdir()] == ["report.json"]


def test_a_planted_link_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim, path = tmp_path / "victim", tmp_path / "report.json"
    victim.write_bytes(b"mine")
    tokens = iter([b"\0\0\0\0", b"\0\0\0\1"])
    monkeypatch.setattr("os.urandom", lambda _: next(tokens))
    (tmp_path / "report.json.00000000.part").symlink_to(victim)
    replaced(path)
    assert (victim.read_bytes(), path.read_bytes()) == (b"mine", NEW)


def test_two_runs_that_write_one_file_leave_one_of_both(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    first, second = AtomicFile(str(path)), AtomicFile(str(path))
    first.put(OLD)
    second.put(NEW)
    first.keep()
    assert path.read_bytes() == OLD
    second.keep()
    assert path.read_bytes() == NEW
    assert [found.name for found in tmp_path.iterdir()] == ["report.json"]


def test_a_file_that_is_replaced_is_not_read_by_others_before(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(OLD)
    path.chmod(0o600)
    file = AtomicFile(str(path))
    [part] = tmp_path.glob("*.part")
    assert part.stat().st_mode & 0o777 == 0o600
    file.drop()


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="needs /dev/stdout")
def test_a_report_goes_where_a_shell_leads_it() -> None:
    command = [sys.executable, "-m", "compliance", "check", "examples/ads/lawful/ky-leaflet.txt", "-o"]
    ran = subprocess.run([*command, "json=/dev/stderr"], cwd=ROOT, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr[:1]) == (0, b"{")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_summary_onto_a_full_disk_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/dev/full")
    ran = run("check", "examples/ads/lawful/ky-leaflet.txt", "--format", "github")
    assert (ran.code, ran.err) == (2, "compliance: /dev/full: cannot be written: no space left on device\n")


def test_a_full_disk_under_what_has_to_wait_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format whose end is written first keeps its pieces in a temporary file; the former report stays."""

    class Full:
        def __init__(self, _: int) -> None: ...

        def write(self, _: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self) -> None: ...

    monkeypatch.setattr("tempfile.SpooledTemporaryFile", Full)
    report = tmp_path / "report"
    report.write_bytes(b"former")
    for form in ("sarif", "html", "junit"):
        ran = run("check", "examples/ads/unlawful", "-o", f"{form}={report}")
        assert (ran.code, report.read_bytes()) == (2, b"former")
        assert "no space left on device" in ran.err.lower()
        assert [found.name for found in tmp_path.iterdir()] == ["report"]
