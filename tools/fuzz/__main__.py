"""Runs the targets in turn until time is up, and says how many inputs each took, what broke and what was slow."""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from tools.fuzz.targets import Target, targets

SLOW = 2.0  # seconds of processor time that no input may take: others may be using the machine
HANGS = 60.0  # seconds by the clock after which the process ends with where it stood: it waits for something


class Fault(NamedTuple):
    """An input that broke something, and how."""

    target: str
    seed: int
    what: str
    content: bytes


class Tally(NamedTuple):
    """Inputs, faults and slow inputs of one target."""

    inputs: int
    faults: list[Fault]
    slow: list[Fault]
    slowest: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 when an input crashed something or took too long, else 0."""
    known = targets()
    parser = argparse.ArgumentParser(
        prog="python -m tools.fuzz", description="Random damage to everything that comes in."
    )
    parser.add_argument("--minutes", type=float, default=1.0, help="in all; the targets share them evenly")
    parser.add_argument("--seed", type=int, default=0, help="the first seed; the same seed makes the same inputs")
    parser.add_argument("--target", choices=known, action="append", help="only this one (repeatable)")
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that broke something")
    chosen = parser.parse_args(arguments)
    names = chosen.target or list(known)
    seconds = chosen.minutes * 60 / len(names)
    tallies = {name: fuzz(name, known[name], chosen.seed, seconds) for name in names}
    print(f"{'target':<14} {'inputs':>9} {'crashes':>8} {'over 2 s':>9} {'slowest':>8}")
    for name, tally in tallies.items():
        print(f"{name:<14} {tally.inputs:>9} {len(tally.faults):>8} {len(tally.slow):>9} {tally.slowest:>7.2f}s")
    broken = [fault for tally in tallies.values() for fault in (*tally.faults, *tally.slow)]
    for fault in broken[:20]:
        print(f"{fault.target} seed {fault.seed}: {fault.what}")
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        for fault in broken:
            digest = hashlib.sha256(fault.content).hexdigest()[:12]
            (chosen.keep / f"{fault.target}-{digest}").write_bytes(fault.content)
    return 1 if broken else 0


def fuzz(name: str, target: Target, seed: int, seconds: float = float("inf"), most: int | None = None) -> Tally:
    """Put inputs into one target until the time, or the number of inputs, is used up."""
    faults, slow, slowest, count = [], [], 0.0, 0
    ends = time.monotonic() + seconds
    folder = Path(tempfile.mkdtemp(prefix="compliance-fuzz-"))
    try:
        while time.monotonic() < ends and (most is None or count < most):
            content = target.make(Random(f"{name}:{seed + count}"))
            faulthandler.dump_traceback_later(HANGS, exit=True)
            started = time.process_time()
            try:
                target.run(content, folder)
            except Exception as error:  # whatever it is, it is a fault
                faults.append(Fault(name, seed + count, f"{type(error).__name__}: {error}"[:400], content))
            took = time.process_time() - started
            faulthandler.cancel_dump_traceback_later()
            slowest = max(slowest, took)
            if took > SLOW:
                slow.append(Fault(name, seed + count, f"took {took:.1f} s", content))
            count += 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Tally(count, faults, slow, slowest)


if __name__ == "__main__":
    sys.exit(main())
