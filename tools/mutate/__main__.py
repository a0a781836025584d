"""Makes one mistake at a time in a copy of the package, and tells which of them no test notices.

python -m tools.mutate --package engine --sample 60 --seed 1    a sample of a package
python -m tools.mutate --package engine --each 4 --seed 1       as many of each of its files
python -m tools.mutate --module compliance/report/gate.py       all of one module
python -m tools.mutate --again FILE --thorough                  what survived in a run with --json FILE, with all tests
python -m tools.mutate --kinds                                  the mistakes of kinds.toml: each must be killed
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tools.mutate import plan
from tools.mutate.mutations import Mutant
from tools.mutate.workshop import Outcome, Workshop, workshop

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None, project: Path = ROOT, data: Path = plan.HERE) -> int:
    """Test the mutants that are asked for; 1 if one survives that is not accepted."""
    asked = _parser().parse_args(arguments)
    table = plan.guards(data / "guards.toml")
    why = plan.accepted(data / "accepted.toml")
    stale: list[str] = []
    tests_of: dict[Mutant, list[str]] = {}
    chosen = _by_hand(asked, project, data, stale, tests_of) if asked.kinds else _chosen(asked, project, table)
    rows: list[dict[str, Any]] = []
    with workshop(project) as shop, tempfile.TemporaryDirectory() as scratch:
        calls = asked.calls or Path(scratch)
        calls.mkdir(parents=True, exist_ok=True)
        for mutant in chosen:
            guard = plan.guard_of(mutant.module, table)
            if guard is None:
                raise SystemExit(f"{mutant.module}: no guard in guards.toml")
            outcome = Outcome("accepted", 0.0)
            if mutant.key not in why:
                mutated = mutant.apply((project / mutant.module).read_text(encoding="utf-8"))
                if named := tests_of.get(mutant):
                    outcome = shop.by_hand(mutant, mutated, named)
                else:
                    outcome = _sampled(shop, mutant, mutated, guard, calls, asked)
            rows.append(_row(mutant, guard.package, outcome, why.get(mutant.key, "")))
            print(_line(rows[-1]), file=sys.stderr, flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print("\n".join([*stale, told(rows)]))
    return int(bool(stale) or any(row["outcome"] == "survived" for row in rows))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.mutate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--package", action="append", default=[], help="of guards.toml; all of them if none is named")
    parser.add_argument("--module", default="", help="one file of the package")
    parser.add_argument("--sample", type=int, default=0, help="as many mutants of each package; 0: all")
    parser.add_argument("--each", type=int, default=0, help="as many mutants of each file; 0: all")
    parser.add_argument("--seed", type=int, default=0, help="draws the sample: equal seeds draw equal ones")
    parser.add_argument("--again", type=Path, help="only what survived in a run that wrote this file with --json")
    parser.add_argument("--kinds", action="store_true", help="the mistakes made by hand instead")
    parser.add_argument("--named", default="", help="with --kinds: those whose name has these words")
    parser.add_argument("--thorough", action="store_true", help="on what survives also the tests that take their time")
    parser.add_argument("--calls", type=Path, help="keep in this folder what each test calls, for the next run")
    parser.add_argument("--json", type=Path, help="write every mutant and its outcome to this file")
    return parser


def _sampled(
    shop: Workshop, mutant: Mutant, mutated: str, guard: plan.Guard, calls: Path, asked: argparse.Namespace
) -> Outcome:
    base = shop.baseline(guard.tests, calls / f"calls-{guard.digest}.json")
    return shop.test(mutant, mutated, guard.tests, base, asked.thorough)


def _by_hand(
    asked: argparse.Namespace, project: Path, data: Path, stale: list[str], tests_of: dict[Mutant, list[str]]
) -> list[Mutant]:
    found: list[Mutant] = []
    for row in plan.kinds(data / "kinds.toml"):
        try:
            if asked.named in row["name"]:
                found.append(plan.by_hand(project, row))
                tests_of[found[-1]] = row.get("tests", [])
        except ValueError as error:
            stale.append(str(error))
    return found


def _chosen(asked: argparse.Namespace, project: Path, table: Sequence[plan.Guard]) -> list[Mutant]:
    found: list[Mutant] = []
    for package in asked.package or dict.fromkeys(guard.package for guard in table):
        pool = plan.of_each(plan.of_package(project, table, package, asked.module), asked.each, asked.seed)
        found += plan.sample(pool, asked.sample, asked.seed)
    if asked.again:
        survived = plan.survivors(asked.again)
        found = [mutant for mutant in found if mutant.key in survived]
    return found


def _row(mutant: Mutant, package: str, outcome: Outcome, why: str) -> dict[str, Any]:
    row = {
        "package": package, "module": mutant.module, "function": mutant.function, "at": mutant.line,
        "line": mutant.before, "kind": mutant.kind, "change": mutant.change,
        "outcome": outcome.word, "seconds": round(outcome.seconds, 1),
    }  # fmt: skip
    return {**row, "why": why} if why else row


def _line(row: dict[str, Any]) -> str:
    where = f"{row['module']}:{row['at']}"
    return f"{row['outcome']:8} {row['seconds']:6} s  {where} {row['function']}  {' '.join(row['change'].split())}"


def told(rows: Iterable[dict[str, Any]]) -> str:
    """Return the survivors, and the share that was killed of each package; accepted ones count for neither side."""
    rows = list(rows)
    lines = [
        f"{row['module']}:{row['at']} in {row['function'] or 'the module'} ({row['kind']})\n"
        f"    {row['line']}\n    {row['change']}"
        for row in rows
        if row["outcome"] == "survived"
    ]
    for package in dict.fromkeys(row["package"] for row in rows):
        counts = Counter(row["outcome"] for row in rows if row["package"] == package)
        killed, survived = counts["killed"] + counts["timeout"], counts["survived"]
        share = 100 * killed / (killed + survived) if killed + survived else 100.0
        lines.append(
            f"{package}: {killed} of {killed + survived} killed ({share:.0f} %), "
            f"{counts['timeout']} of them by time, {counts['accepted']} accepted"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
