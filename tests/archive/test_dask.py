from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

for needed in ("pyarrow", "datasketch", "distributed"):
    pytest.importorskip(needed, reason="Dask carries archives with the extras [archive] and [dask]")

from making import MAP, PATIENCE, environment, files, records, scan, written

pytestmark = pytest.mark.cluster


class Cluster:
    """A scheduler and two workers as processes of their own, on loopback."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.workers = folder, list[subprocess.Popen[bytes]]()
        place = folder / "scheduler.json"
        self._scheduler = self._started(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(place)
        )
        _wait_for(place)
        import json

        self.address = str(json.loads(place.read_text())["address"])
        for _ in range(2):
            self.add_worker()

    def add_worker(self) -> None:
        self.workers.append(
            self._started(
                "worker",
                self.address,
                "--no-nanny",
                "--nthreads",
                "1",
                "--no-dashboard",
                "--local-directory",
                str(self._folder),
            )
        )

    def close(self) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()

    def _started(self, role: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + role, *arguments]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self._folder, env=environment(poisoned=True), stdout=quiet, stderr=quiet)


def _wait_for(path: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not path.exists() or not path.stat().st_size:
        assert time.monotonic() < until, "the scheduler did not start"
        time.sleep(0.1)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.close()


def _archive(folder: Path, count: int) -> Path:
    made = records(count)
    made[5]["body"], made[7]["body"] = "POISON RAISE", "POISON KILL"
    return written(folder / "a.jsonl", made)


def test_a_cluster_with_a_poison_record_writes_the_bytes_of_a_local_scan(cluster: Cluster, tmp_path: Path) -> None:
    source = _archive(tmp_path, 2100)
    scan(source, "--out", tmp_path / "local", "--map", MAP, poisoned=True)
    scan(source, "--out", tmp_path / "dask", "--map", MAP, "--engine", "dask", "--scheduler", cluster.address)
    assert files(tmp_path / "dask") == files(tmp_path / "local")


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(cluster: Cluster, tmp_path: Path) -> None:
    source = _archive(tmp_path, 4100)
    scan(source, "--out", tmp_path / "local", "--map", MAP, "--jobs", "2", poisoned=True)
    import threading

    def kill() -> None:
        notes = tmp_path / "dask" / "_scan"
        until = time.monotonic() + PATIENCE
        while not (notes / "00000.json").exists() and time.monotonic() < until:
            time.sleep(0.02)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)

    killing = threading.Thread(target=kill, daemon=True)
    killing.start()
    scan(source, "--out", tmp_path / "dask", "--map", MAP, "--engine", "dask", "--scheduler", cluster.address)
    killing.join()
    assert cluster.workers[0].wait(10) == -signal.SIGKILL
    assert files(tmp_path / "dask") == files(tmp_path / "local")


def test_partitions_of_any_size_give_the_same_rows(cluster: Cluster) -> None:
    import dask
    import pyarrow as pa
    from distributed import Client

    from compliance.interfaces.dask import scan as scan_batches

    made = [{"id": row["id"], "text": row["body"], "outlet": row["site"]} for row in records(60)]

    def told(sizes: tuple[int, ...]) -> list[dict[str, Any]]:
        batches, at = [], 0
        for size in sizes:
            batches.append(pa.RecordBatch.from_pylist(made[at : at + size]))
            at += size
        tables = dask.compute(*scan_batches(batches))
        return sorted((row for table in tables for row in table.to_pylist()), key=lambda row: str(row["id"]))

    with Client(cluster.address):
        assert told((58, 1, 1)) == told((10,) * 6)
