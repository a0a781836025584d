"""Times held against an anchor that was measured in the same breath: only ratios survive a shared machine.

All commands of a comparison run in turn (A B C A B C …), after one round that does not count. A ratio is taken within
each round; reported are the median of these ratios and the least and the greatest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

PYTHON_SETTINGS = (
    "PYTHONDEVMODE",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONOPTIMIZE",
    "PYTHONPATH",
    "PYTHONPROFILEIMPORTTIME",
    "PYTHONSTARTUP",
    "PYTHONUNBUFFERED",
)


# Work in this process is timed by its own processor time, so that waiting for a busy processor does not count; where
# that clock is coarse (Windows), by the wall clock.
clock = time.process_time if time.get_clock_info("process_time").resolution < 1e-6 else time.perf_counter


class Times(NamedTuple):
    """Seconds of each round; `cpu` only of processes."""

    wall: list[float]
    cpu: list[float]


class Ratio(NamedTuple):
    """A ratio over rounds: its median, least and greatest value."""

    median: float
    low: float
    high: float


class Row(NamedTuple):
    """One measured ratio: `what` against `anchor`; `seconds` is what one unit of `what` took, for orientation only."""

    name: str
    what: str
    anchor: str
    ratio: Ratio
    rounds: int
    seconds: float
    cpu: float | None = None


class Process(NamedTuple):
    """What a finished process took, its exit code, and its peak memory in bytes (0 where the system does not tell)."""

    wall: float
    cpu: float
    code: int
    peak: int = 0


Runner = Callable[[int], "float | Process"]  # does the work of a round, returns its time


def interleave(runners: Mapping[str, Runner], rounds: int) -> dict[str, Times]:
    """Run all runners in turn, `rounds` times and once before that to warm up; return their times."""
    times = {name: Times([], []) for name in runners}
    for number in range(-1, rounds):
        for name, run in runners.items():
            took = run(max(number, 0))
            if number < 0:
                continue
            if isinstance(took, Process):
                times[name].cpu.append(took.cpu)
                took = took.wall
            times[name].wall.append(took)
    return times


def ratio(over: Sequence[float], under: Sequence[float]) -> Ratio:
    """Return the ratio of two series, round by round."""
    ratios = [one / other for one, other in zip(over, under, strict=True)]
    return Ratio(median(ratios), min(ratios), max(ratios))


def row(name: str, what: str, anchor: str, over: Times, under: Times, *, units: int = 1, of_speed: bool = False) -> Row:
    """Return a row for two series of times; `of_speed` turns the ratio round: how many times as fast as the anchor."""
    first, second = (under, over) if of_speed else (over, under)
    cpu = ratio(first.cpu, second.cpu).median if over.cpu and under.cpu and min(second.cpu) > 0 else None
    return Row(name, what, anchor, ratio(first.wall, second.wall), len(over.wall), median(over.wall) / units, cpu)


def environment() -> dict[str, str]:
    """Return the environment of measured processes: nothing that changes how Python starts, no colours."""
    clean = {name: value for name, value in os.environ.items() if name not in PYTHON_SETTINGS}
    return {**clean, "NO_COLOR": "1"}


def spawn(command: Sequence[str]) -> Process:
    """Run a command without a shell, its output thrown away, and return what it took."""
    if not hasattr(os, "posix_spawn"):  # Windows
        start = time.perf_counter()
        code = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment()).returncode
        return Process(time.perf_counter() - start, 0.0, code)
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    settings = environment()
    start = time.perf_counter()
    child = os.posix_spawn(command[0], list(command), settings, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Process(wall, used.ru_utime + used.ru_stime, os.waitstatus_to_exitcode(status), peak)


def process(command: Sequence[str], accepted: Sequence[int] = (0,)) -> Runner:
    """Return a runner for a command; RuntimeError when it ends with a code that is not accepted."""

    def run(_: int) -> Process:
        ended = spawn(command)
        if ended.code not in accepted:
            raise RuntimeError(f"{' '.join(command)} ended with {ended.code}")
        return ended

    return run


def timed(work: Callable[[int], object]) -> Runner:
    """Return a runner for work in this process."""

    def run(number: int) -> float:
        start = clock()
        work(number)
        return clock() - start

    return run
