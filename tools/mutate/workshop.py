"""A copy of the project in a temporary folder, in which one mutant after another is written and tested."""

from __future__ import annotations

import compileall
import json
import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from tools.mutate.mutations import Mutant
from tools.mutate.server import ELSEWHERE, TIMED_OUT, touches

_LEFT_OUT = shutil.ignore_patterns(
    ".git", "__pycache__", ".*_cache", ".venv", ".hypothesis", "*.egg-info", "dist", "build", "site", "node_modules"
)
_GREEN, _NO_TESTS = 0, 5  # pytest's exit codes
SLOWER, LEAST_SECONDS = 10, 60  # a mutant may take ten times as long as the tests do without it, and a minute
_BASELINE_SECONDS = 1800
_QUICK = 0.3  # share of the time that the cheapest files may take; the others are run on what survives these


class NotGreen(Exception):
    """The tests fail without any mutant, or do not see the copy."""


class Outcome(NamedTuple):
    """How the tests ended on a mutant: `killed`, `timeout` (killed too), `survived`; or it was `accepted` before."""

    word: str
    seconds: float


class Baseline(NamedTuple):
    """What every test calls and how long it takes where nothing is wrong; `path` holds the same for the server."""

    path: Path
    rows: dict[str, Any]

    def files(self, function: str) -> list[str]:
        """Return the test files in which a function is called."""
        return list(dict.fromkeys(name.split("::")[0] for name, row in self.rows.items() if touches(row, function)))

    @property
    def all_files(self) -> set[str]:
        """The test files of which it is known what they call."""
        return {name.split("::")[0] for name in self.rows}

    def seconds(self, function: str = "", file: str = "") -> float:
        """Return how long the tests take: all of them, or those that call a function, in all files or in one."""
        return sum(
            float(row["seconds"])
            for name, row in self.rows.items()
            if (not function or touches(row, function)) and name.startswith(f"{file}::" if file else "")
        )


class Workshop:
    """A copy and the server in it. Bytecode is checked by the hash of its source, so that none outlives a mutant."""

    def __init__(self, project: Path, folder: Path) -> None:
        self._copy, self._log, self._temporary = folder / "copy", folder / "log.txt", folder / "temporary"
        shutil.copytree(project, self._copy, ignore=_LEFT_OUT)
        mode = py_compile.PycInvalidationMode.CHECKED_HASH
        for name in ("compliance", "tests", "tools", "benchmarks"):
            compileall.compile_dir(self._copy / name, quiet=2, invalidation_mode=mode)
        environment = {**os.environ, "PYTHONPATH": str(self._copy), "PYTHONDONTWRITEBYTECODE": "1"}
        self._green: dict[tuple[str, ...], float] = {}
        self._server = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("server.py"))],
            cwd=self._copy, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def close(self) -> None:
        """End the server."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(10)
        self._server.stdout.close()

    def baseline(self, tests: Sequence[str], target: Path) -> Baseline:
        """Return what each test calls and how long it takes; `NotGreen` if one fails without a mutant.

        It is written to `target`, and taken from there where that is a file already.
        """
        if not target.is_file():
            code = self._run({"tests": list(tests), "trace": str(target)}, _BASELINE_SECONDS)[0]
            if code:
                target.unlink(missing_ok=True)
                raise NotGreen(self._why(code))
        return Baseline(target, json.loads(target.read_text(encoding="utf-8")))

    def by_hand(self, mutant: Mutant, mutated: str, tests: Sequence[str]) -> Outcome:
        """Return how a mistake made by hand fares under the tests that it names; they must be green without it."""
        if tuple(tests) not in self._green:
            code, seconds = self._run({"tests": list(tests)}, _BASELINE_SECONDS)
            if code != _GREEN:
                raise NotGreen(self._why(code))
            self._green[tuple(tests)] = seconds
        return self._mutated(mutant, mutated, [({"tests": list(tests)}, self._green[tuple(tests)])])

    def test(self, mutant: Mutant, mutated: str, tests: Sequence[str], base: Baseline, thorough: bool) -> Outcome:
        """Return how a mutant fares: by the tests that call its function, then, where `thorough`, by all of them.

        Without that only the cheaper files of those tests are run, so that what survives may still be killed.

        A cache or a fixture is filled by the first test that needs it, so what calls a function is not the whole truth.
        """
        calls = f"{mutant.module}::{mutant.function}"
        rounds = self._narrow(mutant.module, calls, tests, base)
        if not thorough:
            del rounds[1:]
        if thorough or not rounds:
            rounds.append(({"tests": list(tests)}, base.seconds()))
        return self._mutated(mutant, mutated, rounds)

    def _mutated(self, mutant: Mutant, mutated: str, rounds: Sequence[tuple[dict[str, Any], float]]) -> Outcome:
        target = self._copy / mutant.module
        original = target.read_bytes()
        spent = 0.0
        try:
            target.write_bytes(mutated.encode())
            for task, usual in rounds:
                code, seconds = self._run(task, max(LEAST_SECONDS, SLOWER * usual))
                spent += seconds
                if code == ELSEWHERE:
                    raise NotGreen(self._why(code))
                if code == _NO_TESTS:
                    raise NotGreen(f"no test of {mutant.module} was run: the table of calls is out of date")
                if code != _GREEN:
                    return Outcome("timeout" if code == TIMED_OUT else "killed", spent)
        finally:
            target.write_bytes(original)
        return Outcome("survived", spent)

    def _narrow(
        self, module: str, calls: str, tests: Sequence[str], base: Baseline
    ) -> list[tuple[dict[str, Any], float]]:
        """Return the runs of the tests that call a function: the quick files first, then those that take their time."""
        files = base.files(calls)
        if not files:
            return []
        cost = {file: base.seconds(calls, file) for file in files}
        by_cost = sorted(files, key=lambda file: cost[file])
        spent = accumulate(cost[file] for file in by_cost)
        quick = [file for file, sum_of in zip(by_cost, spent, strict=True) if sum_of <= _QUICK * sum(cost.values())]
        quick = quick or by_cost[:1]
        quick += [file for file in self._files(tests) if file not in base.all_files]
        slow = [file for file in files if file not in quick]
        parts = [([*quick, module], sum(cost[file] for file in files if file in quick))]
        parts += [(slow, sum(cost[file] for file in slow))] if slow else []
        common = {"known": str(base.path), "function": calls}
        return [({"tests": part, **common}, seconds) for part, seconds in parts]

    def _files(self, tests: Sequence[str]) -> Iterator[str]:
        for name in tests:
            path = self._copy / name
            for file in sorted(path.rglob("test_*.py")) if path.is_dir() else (path,):
                yield file.relative_to(self._copy).as_posix()

    def _why(self, code: int) -> str:
        why = "the package came from elsewhere, or pytest broke" if code == ELSEWHERE else f"pytest ended with {code}"
        return f"{why}\n{self._log.read_text(encoding='utf-8', errors='replace')[-2000:]}"

    def _run(self, task: dict[str, Any], limit: float) -> tuple[int, float]:
        common = {"limit": limit, "log": str(self._log), "temporary": str(self._temporary)}
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        print(json.dumps({**common, **task}), file=self._server.stdin, flush=True)
        answer = json.loads(self._server.stdout.readline())
        return answer["code"], answer["seconds"]


@contextmanager
def workshop(project: Path) -> Iterator[Workshop]:
    """Yield a workshop on a copy of a project, and take it away afterwards."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        shop = Workshop(project, Path(folder))
        try:
            yield shop
        finally:
            shop.close()
