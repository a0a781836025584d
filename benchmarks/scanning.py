"""A generated archive and what scanning it costs: one process, two, Dask, Spark, and proselint on the same articles.

`python -m benchmarks.scanning [--texts 200000] [--folder DIR] [--runs one,two,dask,spark] [--proselint 300]`; needs the
extra `archive`, and `dask` and `spark` for those runs: two workers of one thread each on this machine. Times of day
mean something on an idle machine alone; processor time is told beside them, and is what to go by elsewhere (that of
workers counts where they end with the run: not for Dask).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.corpus import ads, articles
from tools.learn_signs.generated import generated

_BASE = 10_000  # different articles, of which the archive's are made by another order of their paragraphs
_SLICE = 25
_COMMAND = [sys.executable, "-m", "compliance", "scan"]


def main() -> None:
    """Generate, scan, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=200_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--runs", default="one,two")
    parser.add_argument("--proselint", type=int, default=300)
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"archive-{chosen.texts}.jsonl"
    if not source.exists():
        with source.open("w", encoding="utf-8") as file:
            file.writelines(archive(chosen.texts))
    figures: dict[str, Any] = {"texts": chosen.texts, "bytes": source.stat().st_size}
    runs = [name for name in chosen.runs.split(",") if name]
    for name in runs:
        with _RUNS[name]() as options:
            figures[name] = scanned(source, folder / name, options, chosen.texts)
        print(json.dumps({name: figures[name]}), file=sys.stderr, flush=True)
    if runs:
        figures["equal"] = len({figures[name]["digest"] for name in runs}) == 1
    if chosen.proselint:
        figures["proselint"] = peer(chosen.proselint)
    print(json.dumps(figures, indent=1))


def archive(count: int, seed: int = 1) -> Iterator[str]:
    """Yield JSON Lines: articles, 3 % ads, 1 % ads without imprint, 5 % copies, 2.5 % pages, 0.5 % damaged."""
    chance = random.Random(seed)
    plain = [one.text.split("\n\n") for one in articles(min(count, _BASE), seed)]
    lawful = [one.text for one in ads(max(1, count // 40), seed)]
    bare = [one.text for one in generated("held_out", 500) if one.is_ad]
    before: list[str] = []
    for number in range(count):
        at = chance.random()
        paragraphs = chance.choice(plain)
        text = "\n\n".join(chance.sample(paragraphs, len(paragraphs)))
        if at < 0.03:
            text = chance.choice(lawful)
        elif at < 0.04:
            text = chance.choice(bare)
        elif at < 0.09 and before:
            text = chance.choice(before)
        if len(before) < 2_000:
            before.append(text)
        day = f"20{chance.randint(19, 24)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        row = {"id": f"t{number}", "outlet": f"outlet{number % 40}.example", "published": day, "text": text}
        if at > 0.975:
            row["html"] = f"<!doctype html><html><body><p>{row.pop('text')}</p></body></html>"
        line = json.dumps(row, ensure_ascii=False)
        yield (line[: len(line) // 2] if 0.97 < at < 0.975 else line) + "\n"


@contextmanager
def _dask() -> Iterator[list[str]]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield ["--engine", "dask", "--scheduler", cluster.scheduler_address]


_RUNS: dict[str, Callable[[], AbstractContextManager[list[str]]]] = {
    "one": lambda: nullcontext(["--jobs", "1"]),
    "two": lambda: nullcontext(["--jobs", "2"]),
    "dask": _dask,
    "spark": lambda: nullcontext(["--engine", "spark", "--master", "local[2]"]),
}


def scanned(source: Path, folder: Path, options: Sequence[str], texts: int) -> dict[str, Any]:
    """Scan into a folder and return what it took; memory is that of the largest process, in MB."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*_COMMAND, str(source), "--out", str(folder), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "seconds": round(time.perf_counter() - began, 1), "cpu": round(cpu, 1), "cpu_ms": round(1000 * cpu / texts, 2),
        "peak": after.ru_maxrss >> 10, "digest": _digest(folder),
    }  # fmt: skip


def peer(count: int) -> dict[str, float]:
    """Return the milliseconds of processor time that proselint, and a scan in one process, take for an article."""
    import pyarrow as pa

    from benchmarks.sections import proselint
    from compliance.archive.frames import normalized
    from compliance.archive.scanner import Scanner
    from compliance.archive.settings import settings

    lint = proselint()
    if lint is None:
        raise SystemExit("proselint is not installed")
    texts = [one.text for one in articles(count, 9)]
    scanner = Scanner(settings())
    batch = normalized(pa.RecordBatch.from_pylist([{"id": str(n), "text": text} for n, text in enumerate(texts)]))
    lint(texts[0])
    scanner.batch(batch.slice(0, _SLICE))
    rounds = []
    for start in range(_SLICE, count - _SLICE + 1, _SLICE):
        began = time.process_time()
        for text in texts[start : start + _SLICE]:
            lint(text)
        between = time.process_time()
        scanner.batch(batch.slice(start, _SLICE))
        rounds.append((1000 * (between - began) / _SLICE, 1000 * (time.process_time() - between) / _SLICE))
    theirs, ours = (round(median(times), 2) for times in zip(*rounds, strict=True))
    return {"proselint_ms": theirs, "scan_ms": ours, "times": round(median(one / two for one, two in rounds), 1)}


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    return found.hexdigest()[:16]


if __name__ == "__main__":
    main()
