"""What an archive costs: the peak memory of each format, what a second process brings, how rules add up."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import ads
from benchmarks.measure import Ratio, Row, interleave, process, row, spawn, timed
from compliance.checker import Checker
from compliance.render import FORMATS

if TYPE_CHECKING:
    from benchmarks.sections import Plan

MEGABYTE = 1 << 20
MANY_RULES = 500
COPIED = "imprint/print-run-stated"


def memory(plan: Plan, folder: Path) -> list[Row]:
    """Return the peak memory, in MB, of checking all ads of a folder, one row a format."""
    rows = []
    for name in FORMATS:
        ended = spawn([_command(), "check", str(folder), "--format", name])
        if ended.code not in (0, 1):
            raise RuntimeError(f"compliance check --format {name} ended with {ended.code}")
        peak = ended.peak / MEGABYTE
        rows.append(
            Row(f"archives.memory-{name}", f"{plan.ads} ads, {name}", "1 MB", Ratio(peak, peak, peak), 1, ended.wall)
        )
    return rows


def jobs(plan: Plan, folder: Path) -> Row:
    """Return how many times as fast two processes are as one."""
    check = [_command(), "check", str(folder), "--format", "jsonl"]
    runners = {"one": process(check, accepted=(0, 1)), "two": process([*check, "--jobs", "2"], accepted=(0, 1))}
    times = interleave(runners, 3)
    return row("archives.jobs", f"{plan.ads} ads, --jobs 2", "--jobs 1", times["two"], times["one"], of_speed=True)


def rules(plan: Plan) -> Row:
    """Return what 500 rules cost against the shipped ones: the same ads, copies of one rule beside it."""
    own = plan.folder / "many-rules"
    few = Checker("kg")
    _copies(few, own, MANY_RULES - len(few.rulebook.rules))
    many = Checker("kg", rules=own)
    texts = [item.text for item in ads(plan.slice)]
    runners = {
        name: timed(lambda _, checker=checker: [checker.check(text) for text in texts])  # type: ignore[misc]
        for name, checker in (("few", few), ("many", many))
    }
    times = interleave(runners, plan.rounds)
    what = f"an ad, {len(many.rulebook.rules)} rules"
    return row(
        "archives.rules", what, f"{len(few.rulebook.rules)} rules", times["many"], times["few"], units=plan.slice
    )


def _copies(checker: Checker, folder: Path, count: int) -> None:
    """Write `count` copies of a shipped rule, each under an id of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    name = f"{checker.rulebook.id}/{COPIED}"
    text = Path(checker.rulebook.directory, f"{COPIED}.toml").read_text(encoding="utf-8")
    for number in range(count):
        path = folder / f"copy/number-{number}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        own = re.sub(re.escape(name), f"{checker.rulebook.id}/copy/number-{number}", text, count=1)
        path.write_text(own, encoding="utf-8", newline="\n")


def _command() -> str:
    return os.path.join(os.path.dirname(sys.executable), "compliance")
