"""Measures the checker against anchors and peers, in one run; see README.md.

python -m benchmarks                         build the wheel, install it with its peers, verify, measure everything
python -m benchmarks --quick --gate          fewer rounds; exit 1 when a budget is missed
python -m benchmarks --only ads,articles --here      this interpreter and checkout, nothing is installed
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SECTIONS = ("startup", "ads", "articles", "scan", "doubling", "latency", "archives", "readers")


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0; 1 when --gate is given and a budget missed; 2 when imprints are wrong or nothing can be measured."""
    chosen = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="compliance-benchmarks-") as name:
        folder = Path(name)
        if chosen.here or chosen.inside:
            return _measure(chosen, folder)
        return _elsewhere(chosen, folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", type=_sections, default=SECTIONS, metavar="NAMES", help=f"of {','.join(SECTIONS)}")
    parser.add_argument("--quick", action="store_true", help="fewer and smaller rounds")
    parser.add_argument("--rounds", type=int, help="rounds of each comparison (21, with --quick 7)")
    parser.add_argument("--gate", action="store_true", help="exit 1 when a budget of benchmarks/budgets.toml is missed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures as JSON")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table as Markdown")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--python", type=Path, metavar="PATH", help="a Python with the wheel installed, not a fresh one")
    where.add_argument("--here", action="store_true", help="measure this checkout in this Python; no whole processes")
    where.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser


def _sections(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    for name in chosen:
        if name not in SECTIONS:
            raise argparse.ArgumentTypeError(f"no section {name!r} (there is: {', '.join(SECTIONS)})")
    return chosen


def _elsewhere(chosen: argparse.Namespace, folder: Path) -> int:
    """Measure in an environment that holds the installed wheel."""
    from benchmarks.prepare import compile_all, fresh_environment, has_wheel, run_in

    try:
        python = Path(os.path.abspath(chosen.python)) if chosen.python else fresh_environment(folder)
    except subprocess.CalledProcessError as error:
        return _void(f"the environment could not be built: {' '.join(map(str, error.cmd))}\n{error.stderr}")
    if not has_wheel(python, folder):
        return _void(f"{python} has no installed wheel of compliance (pip install .)")
    compile_all(python)
    passed = ["--only", ",".join(chosen.only)]
    passed += [f"--{name}" for name in ("quick", "gate") if getattr(chosen, name)]
    passed += ["--rounds", str(chosen.rounds)] if chosen.rounds else []
    for name in ("json", "markdown"):
        if getattr(chosen, name):
            passed += [f"--{name}", os.path.abspath(getattr(chosen, name))]
    return run_in(python, folder, passed)


def _measure(chosen: argparse.Namespace, folder: Path) -> int:
    """Verify, measure, print; write the files asked for."""
    from benchmarks.budgets import budgets, missed
    from benchmarks.output import as_json, markdown, table
    from benchmarks.sections import MEASURES, MEGABYTE, Plan
    from benchmarks.verify import faults
    from compliance.checker import Checker
    from compliance.errors import ComplianceError

    try:
        checker = Checker("kg")
    except ComplianceError as error:
        return _void(str(error))
    wrong = faults(checker.rulebook, 60 if chosen.quick else 300)
    if wrong:
        return _void("\n".join(["imprints are wrong, so nothing is timed:", *wrong[:20], f"({len(wrong)} in all)"]))
    skipped: list[str] = []
    rounds = chosen.rounds or (7 if chosen.quick else 21)
    sizes = tuple(int(size * MEGABYTE) for size in ((1.25, 2.5) if chosen.quick else (1.25, 2.5, 5, 10)))
    amounts = (10, 60, 300, 2_000) if chosen.quick else (25, 200, 2000, 20_000)
    plan = Plan(rounds, *amounts, sizes, folder, chosen.inside, skipped.append)
    rows = []
    for name in chosen.only:
        print(f"… {name}", file=sys.stderr, flush=True)
        rows += MEASURES[name](plan, checker)
    known = budgets()
    print(table(rows, known))
    for reason in skipped:
        print(f"skipped: {reason}")
    for file, text in ((chosen.json, as_json), (chosen.markdown, markdown)):
        if file:
            file.write_text(text(rows, known, skipped), encoding="utf-8", newline="\n")
    over = missed(rows, known)
    for row, budget in over:
        print(f"missed: {row.name} is {row.ratio.median:.2f}, the budget is {budget}")
    return 1 if over and chosen.gate else 0


def _void(reason: str) -> int:
    print(f"benchmarks: {reason}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
