"""The comparisons: each returns rows of ratios, measured in turn with their anchors."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.corpus import Item, ads, articles, pages, write
from benchmarks.disguise import DISGUISES, disguised
from benchmarks.hostile import families, hostile
from benchmarks.measure import Ratio, Row, Runner, Times, clock, interleave, process, ratio, row, timed
from benchmarks.readers import readers
from compliance import extract
from compliance.extraction import read
from compliance.model.document import Document

if TYPE_CHECKING:
    from compliance import AdResult
    from compliance.checker import Checker

MEGABYTE = 1_000_000
LONG_ENOUGH = 0.2  # seconds of one size of a hostile text in one round
BASE = "python -c pass"


class Plan(NamedTuple):
    """How much is measured, where files may be put, and where skipped parts are reported to."""

    rounds: int
    slice: int  # ads of one round
    articles: int  # articles of one round
    files: int  # articles of the whole-process comparison
    ads: int  # ads of the archive whose peak memory is taken
    sizes: tuple[int, ...]  # bytes of the doubling test
    folder: Path
    installed: bool  # compliance is an installed wheel, and its commands may be timed
    skip: Callable[[str], None]


def startup(plan: Plan, checker: Checker) -> list[Row]:
    """Whole processes on one ad: the command and the import against Python's own start, the command against peers."""
    if not plan.installed:
        plan.skip("startup: needs the installed wheel (leave out --here)")
        return []
    ad = plan.folder / "ad.txt"
    ad.write_text(next(iter(ads(1))).text, encoding="utf-8", newline="\n")
    scripts = os.path.dirname(sys.executable)
    check = [os.path.join(scripts, "compliance"), "check", str(ad)]
    runners: dict[str, Runner] = {
        BASE: process([sys.executable, "-c", "pass"]),
        "check": process(check),
        "check-json": process([*check, "--format", "json"]),
        "import": process([sys.executable, "-c", "import compliance"]),
        "version": process([check[0], "--version"]),
    }
    peers = {"proselint": ["check", str(ad)], "yamllint": [str(ad)]}
    for peer, arguments in peers.items():
        if os.path.exists(os.path.join(scripts, peer)):
            runners[peer] = process([os.path.join(scripts, peer), *arguments], accepted=(0, 1, 2))
        else:
            plan.skip(f"startup against {peer}: it is not installed beside {sys.executable}")
    times = interleave(runners, plan.rounds)
    one = "compliance check ONE_AD"
    rows = [
        row("startup.import", "import compliance", BASE, times["import"], times[BASE]),
        row("startup.version", "compliance --version", BASE, times["version"], times[BASE]),
        row("startup.check", one, BASE, times["check"], times[BASE]),
        row("startup.check-json", f"{one} --format json", BASE, times["check-json"], times[BASE]),
    ]
    for peer in peers.keys() & times.keys():
        rows.append(row(f"startup.{peer}", f"{peer} ONE_AD", BASE, times[peer], times[BASE]))
        rows.append(row(f"startup.check-{peer}", one, f"{peer} ONE_AD", times["check"], times[peer]))
    return sorted(rows, key=lambda found: found.name)


def ads_section(plan: Plan, checker: Checker) -> list[Row]:
    """2 KB ads in a warm process against proselint: what a caller pays who reads findings, or prints JSON."""
    texts = [item.text for item in ads(plan.slice * plan.rounds)]
    runners: dict[str, Runner] = {
        "check": over_slices(texts, plan.slice, lambda text: checker.check(text).verdict),
        "read": over_slices(texts, plan.slice, lambda text: _everything(checker.check(text))),
        "json": over_slices(texts, plan.slice, lambda text: checker.check(text).model_dump_json()),
        "extract": over_slices(texts, plan.slice, lambda text: read(Document(text), checker.rulebook)),
    }
    lint = proselint()
    rows = []
    if lint is None:
        plan.skip("ads against proselint: it is not installed")
    else:
        names = {
            "check": "check, the verdict alone",
            "read": "check, imprints and findings read",
            "json": "check and JSON",
            "extract": "extraction alone",
        }
        times = interleave({**runners, "proselint": over_slices(texts, plan.slice, lint)}, plan.rounds)
        for name, what in names.items():
            over, under = times[name], times["proselint"]
            found = row(f"ads.{name}", f"2 KB ads/s, {what}", "proselint", over, under, units=plan.slice, of_speed=True)
            rows.append(found)
    return [*rows, _one_shot(plan, checker, texts), *_disguises(plan, checker)]


def _everything(result: AdResult) -> int:
    """Touch every imprint and finding of a result, as a caller does who shows them."""
    return sum(len(finding.message) for finding in result.findings) + sum(
        imprint.print_run is not None for imprint in result.imprints
    )


def _one_shot(plan: Plan, checker: Checker, texts: Sequence[str]) -> Row:
    """The library's function for one ad against the method of a checker that is kept."""
    times = interleave(
        {
            "once": over_slices(texts, plan.slice, lambda text: extract(text)),
            "warm": over_slices(texts, plan.slice, checker.extract),
        },
        plan.rounds,
    )
    what = "compliance.extract(text)"
    return row("ads.one-shot", what, "Checker.extract(text)", times["once"], times["warm"], units=plan.slice)


def _disguises(plan: Plan, checker: Checker) -> list[Row]:
    items = list(ads(plan.slice))
    groups: dict[str, list[Item]] = {"clean": items}
    groups |= {kind: list(disguised(items, kind)) for kind in DISGUISES}
    groups["page"] = list(pages(max(2, plan.slice // 10)))
    runners = {
        name: over_slices([item.text for item in group], len(group), lambda text: checker.result(Document(text)))
        for name, group in groups.items()
    }
    times = interleave(runners, plan.rounds)
    each = {name: Times([took / len(groups[name]) for took in times[name].wall], []) for name in groups}
    rows = [row(f"ads.{kind}", f"ad in disguise: {kind}", "clean ad", each[kind], each["clean"]) for kind in DISGUISES]
    return [*rows, row("ads.page", "45 KB page, 8 times the imprint", "2 KB ad", each["page"], each["clean"])]


def articles_section(plan: Plan, checker: Checker) -> list[Row]:
    """Imprint-free articles in a warm process against `bytes.decode()` of the same bytes."""
    rulebook = checker.rulebook
    texts = [item.text for item in articles(plan.articles)]
    contents = [text.encode() for text in texts]
    times = interleave(
        {
            "decode": over_slices(contents, plan.articles, bytes.decode),
            "read": over_slices(texts, plan.articles, lambda text: read(Document(text), rulebook)),
            "bytes": over_slices(contents, plan.articles, lambda content: read(Document(content.decode()), rulebook)),
            "public": over_slices(texts, plan.articles, lambda text: extract(text)),
        },
        plan.rounds * 3,
    )
    anchor, units = "its bytes.decode()", plan.articles
    return [
        row("articles.read", "5 KB article, read(Document(text))", anchor, times["read"], times["decode"], units=units),
        row("articles.public", "5 KB article, extract(text)", anchor, times["public"], times["decode"], units=units),
        row("articles.bytes", "5 KB article, decoded and read", anchor, times["bytes"], times["decode"], units=units),
    ]


def scan(plan: Plan, checker: Checker) -> list[Row]:
    """Whole processes over many imprint-free articles, against ripgrep with the same labels."""
    if not plan.installed:
        plan.skip("scan: needs the installed wheel (leave out --here)")
        return []
    ripgrep = shutil.which("rg")
    if ripgrep is None:
        plan.skip("scan: ripgrep is absent (Debian and Ubuntu: apt-get install ripgrep)")
        return []
    folder = plan.folder / "articles"
    write(articles(plan.files), folder)
    patterns = plan.folder / "labels.txt"
    patterns.write_text("\n".join(labels(checker)) + "\n", encoding="utf-8", newline="\n")
    runners: dict[str, Runner] = {
        "rg": process([ripgrep, "-j1", "-iFf", str(patterns), "-l", str(folder)], accepted=(0, 1)),
        "lean": process([sys.executable, str(Path(__file__).with_name("lean_scan.py")), str(folder)]),
    }
    command = os.path.join(os.path.dirname(sys.executable), "compliance")
    runners["extract"] = process([command, "extract", str(folder), "--format", "jsonl"])
    runners["check"] = process([command, "check", str(folder), "--format", "jsonl"], accepted=(1,))
    times = interleave(runners, max(3, plan.rounds // 3))
    whats = {
        "lean": "read() in a loop",
        "extract": "compliance extract",
        "check": "compliance check (all lack an imprint)",
    }
    anchor = "rg -j1 -iFf labels -l"
    return [
        row(f"scan.{name}", f"{plan.files} articles, {whats[name]}", anchor, times[name], times["rg"], units=plan.files)
        for name in runners
        if name != "rg"
    ]


def doubling(plan: Plan, checker: Checker) -> list[Row]:
    """Hostile texts of doubling size: the time of the greater against the time of the smaller."""
    rows = []
    for name, unit in families().items():
        runners = {str(size): _hostile_runner(checker, hostile(unit, size)) for size in plan.sizes}
        rounds = 7 if runners[str(plan.sizes[0])](0) < LONG_ENOUGH else 3
        times = interleave(runners, rounds)
        series = [times[str(size)].wall for size in plan.sizes]
        steps = [_step(under, over) for under, over in pairwise(series)]
        worst = max(steps, key=lambda step: step.median)
        sizes = f"{plan.sizes[0] / MEGABYTE:g}–{plan.sizes[-1] / MEGABYTE:g} MB"
        rows.append(Row(f"doubling.{name}", f"{sizes} of {name}", "half of it", worst, rounds, median(series[-1])))
    return rows


def _step(under: Sequence[float], over: Sequence[float]) -> Ratio:
    """Return the ratio of the fastest runs, with the range of the rounds: noise only adds to equal work."""
    return ratio(over, under)._replace(median=min(over) / min(under))


def _hostile_runner(checker: Checker, text: str) -> Callable[[int], float]:
    """Return the fastest of some runs, of more where they are short: a neighbour's turn is no verdict."""
    size = len(text.encode())

    def run(_: int) -> float:
        took: list[float] = []
        while not took or (sum(took) < LONG_ENOUGH and len(took) < 12):
            document = Document(text, size=size, sha256="0" * 64)
            start = clock()
            checker.result(document)
            took.append(clock() - start)
        return min(took)

    return run


def latency(plan: Plan, checker: Checker) -> list[Row]:
    """How far the slowest hundredth of 2 KB ads is from the typical one, in a warm process."""
    texts = [item.text for item in ads(plan.slice * plan.rounds)]
    works: dict[str, Callable[[str], object]] = {
        "check": lambda text: checker.check(text).verdict,
        "json": lambda text: checker.check(text).model_dump_json(),
    }
    rows = []
    for name, work in works.items():
        half, high = [], []
        for number in range(-1, 5):
            took = [_seconds(work, text) for text in texts]
            if number >= 0:
                cuts = quantiles(took, n=100)
                half.append(cuts[49])
                high.append(cuts[98])
        rows.append(Row(f"latency.{name}", f"p99 of a 2 KB ad, {name}", "its p50", ratio(high, half), 5, median(half)))
    return rows


def _seconds(work: Callable[[str], object], text: str) -> float:
    start = clock()
    work(text)
    return clock() - start


def over_slices(items: Sequence[object], size: int, work: Callable[..., object]) -> Runner:
    """Return a runner that does `work` for the `size` items of its round, so that no round repeats another's."""
    slices = [items[start : start + size] for start in range(0, len(items), size)]

    def run(number: int) -> None:
        for item in slices[number % len(slices)]:
            work(item)

    return timed(run)


def proselint() -> Callable[[str], object] | None:
    """Return proselint's check of one text, all its checks on; None where it is not installed."""
    if importlib.util.find_spec("proselint") is None:
        return None
    import_module = importlib.import_module
    import_module("proselint.registry").CheckRegistry().register_many(import_module("proselint.checks").__register__)
    lint_file = import_module("proselint.tools").LintFile
    return lambda text: lint_file("ad", text).lint()


def labels(checker: Checker) -> list[str]:
    """Return every label of the rulebook once, sorted."""
    found: set[str] = set()
    for label in checker.rulebook.labels["label"]:
        for kind in ("words", "prose", "after", "misspelt"):
            found.update(label.get(kind, ()))
    return sorted(found)


def archives(plan: Plan, checker: Checker) -> list[Row]:
    """Whole processes over many ads: peak memory by format, two processes against one, and many rules."""
    from benchmarks.archives import jobs, memory, rules

    if not plan.installed:
        plan.skip("archives: needs the installed wheel (leave out --here)")
        return [rules(plan)]
    folder = plan.folder / "ads"
    write(ads(plan.ads), folder)
    return [*memory(plan, folder), jobs(plan, folder), rules(plan)]


MEASURES: dict[str, Callable[[Plan, Checker], list[Row]]] = {
    "startup": startup,
    "ads": ads_section,
    "articles": articles_section,
    "scan": scan,
    "doubling": doubling,
    "latency": latency,
    "archives": archives,
    "readers": readers,
}
