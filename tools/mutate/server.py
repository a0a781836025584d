"""Runs the tests on a mutant in a forked child: what is not mutated has been imported already.

It is started in a copy of the project (`workshop.py`), reads one task a line as JSON, and answers with one line each:
`{"code": …, "seconds": …}`. The exit code is pytest's, or one of those below.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

TIMED_OUT, ELSEWHERE = 124, 99
# What tests and the package import and nothing here mutates; one that is missing is left out.
_HEAVY = (
    "hypothesis", "hypothesis.strategies", "pydantic", "pydantic.deprecated", "jsonschema", "click", "ahocorasick_rs",
    "dateutil.parser", "jinja2", "xmlschema", "tomllib", "difflib", "multiprocessing.pool", "_pytest.doctest",
    "concurrent.futures.process", "_pytest.assertion.rewrite", "unittest.mock", "http.client",
)  # fmt: skip
_OPTIONS = (
    "-q", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0",
    "-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning",
)  # fmt: skip


def main() -> int:
    """Answer tasks until standard input ends."""
    sys.path[0] = os.getcwd()
    for name in _HEAVY:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    assert "compliance" not in sys.modules, "what is mutated must be imported by the child"
    for line in sys.stdin:
        began = time.monotonic()
        code = _forked(json.loads(line))
        print(json.dumps({"code": code, "seconds": round(time.monotonic() - began, 2)}), flush=True)
    return 0


def _forked(task: dict[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        _child(task)
    until = time.monotonic() + task["limit"]
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            _end_group(child)
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    _end_group(child)
    os.waitpid(child, 0)
    return TIMED_OUT


def _end_group(leader: int) -> None:
    """End the child and what it has started; the child leads a group of its own."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def _child(task: dict[str, Any]) -> None:
    code = ELSEWHERE
    try:
        os.setsid()
        sink = os.open(task["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        source = os.open(os.devnull, os.O_RDONLY)
        for stream, target in ((0, source), (1, sink), (2, sink)):
            os.dup2(target, stream)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        plugins: list[object] = [_InTheCopy()]
        if "trace" in task:
            plugins.append(_Traced(Path(task["trace"])))
        elif "known" in task:
            plugins.append(_Chosen(json.loads(Path(task["known"]).read_text(encoding="utf-8")), task["function"]))
        options = [*_OPTIONS, *(() if "trace" in task else ("-x",)), "--basetemp", task["temporary"]]
        code = int(pytest.main([*options, *task["tests"]], plugins=plugins))
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)


class _InTheCopy:
    """Ends the run where the package would come from elsewhere: every mutant would survive."""

    def pytest_collection_finish(self) -> None:
        package = sys.modules.get("compliance")
        if package is not None and not Path(str(package.__file__)).is_relative_to(Path.cwd()):
            os._exit(ELSEWHERE)


class _Traced:
    """Writes down which functions of the package each test calls, and how long it takes.

    What it sets up is not counted: many share it, and the first would pay for all.
    """

    def __init__(self, target: Path) -> None:
        self._target, self._root = target, f"{Path.cwd()}/"
        self._called: set[tuple[str, str]] = set()
        self._found: dict[str, Any] = {}
        self._seconds = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        began = time.monotonic()
        try:
            return (yield)
        finally:
            self._seconds = time.monotonic() - began

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._called, self._seconds = set(), 0.0
        sys.setprofile(self._event)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            called = {
                f"{file.removeprefix(self._root)}::{_dotted(name)}"
                for file, name in self._called
                if file.startswith(f"{self._root}compliance/")
            }
            self._found[item.nodeid] = {"seconds": round(self._seconds, 3), "calls": sorted(called)}

    def pytest_sessionfinish(self) -> None:
        self._target.write_text(json.dumps(self._found), encoding="utf-8")

    def _event(self, frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            self._called.add((frame.f_code.co_filename, frame.f_code.co_qualname))


def touches(row: dict[str, Any], function: str) -> bool:
    """Tell whether a test calls a function; any function of a module where only that is named, as `module.py::`."""
    calls: list[str] = row["calls"]
    return any(call.startswith(function) for call in calls) if function.endswith("::") else function in calls


def _dotted(name: str) -> str:
    return ".".join(part for part in name.split(".") if not part.startswith("<"))


class _Chosen:
    """Leaves only tests that call the mutated function, and those of which nothing is known, the fastest first."""

    def __init__(self, known: dict[str, Any], function: str) -> None:
        self._known, self._function = known, function

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        kept: list[tuple[float, pytest.Item]] = []
        for item in items:
            row = self._known.get(item.nodeid)
            if row is None or touches(row, self._function):
                kept.append((row["seconds"] if row else 0.0, item))
        items[:] = [item for _, item in sorted(kept, key=lambda pair: pair[0])]


if __name__ == "__main__":
    raise SystemExit(main())
