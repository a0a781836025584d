from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

for needed in ("pyarrow", "datasketch", "pyspark"):
    pytest.importorskip(needed, reason="Spark carries archives with the extras [archive] and [spark]")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17", allow_module_level=True)

from making import MAP, PATIENCE, environment, files, records, scan, written

pytestmark = pytest.mark.cluster
_MASTER, _WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"


class Cluster:
    """A standalone master and two workers of one core as processes, on loopback."""

    def __init__(self, folder: Path) -> None:
        self._folder, port = folder, _free_port()
        self.environment = {
            **environment(poisoned=True), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
        }  # fmt: skip
        self.address = f"spark://127.0.0.1:{port}"
        self._master = self._started(
            _MASTER, "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(_free_port())
        )
        _wait_for(port)
        self.workers = [
            self._started(_WORKER, self.address, "--host", "127.0.0.1", "--cores", "1", "--memory", "1g",
                          "--webui-port", str(_free_port()), "--work-dir", str(folder / f"work{number}"))
            for number in range(2)
        ]  # fmt: skip

    def scan(self, *arguments: str | Path) -> None:
        scan(*arguments, "--engine", "spark", "--master", self.address, given=self.environment)

    def close(self) -> None:
        for process in (*self.workers, self._master):
            process.kill()
            process.wait()

    def _started(self, role: str, *arguments: str) -> subprocess.Popen[bytes]:
        import pyspark

        home = Path(str(pyspark.__file__)).parent
        command = [str(home / "bin" / "spark-class"), role, *arguments]
        told = {**self.environment, "SPARK_HOME": str(home)}
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self._folder, env=told, stdout=quiet, stderr=quiet)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert time.monotonic() < until, "the master did not start"
            time.sleep(0.2)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("spark"))
    yield made
    made.close()


def test_partitions_of_any_size_give_the_same_rows_one_of_them_skewed(cluster: Cluster, tmp_path: Path) -> None:
    script = tmp_path / "frame.py"
    script.write_text(_FRAME, encoding="utf-8")
    here = Path(__file__).parent
    told = cluster.environment | {"PYTHONPATH": os.pathsep.join((cluster.environment["PYTHONPATH"], str(here)))}
    run = [sys.executable, str(script), cluster.address]
    done = subprocess.run(run, capture_output=True, text=True, timeout=PATIENCE, env=told)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.split()[-2:] == ["60", "equal"]


def test_a_worker_killed_in_the_middle_and_a_poison_record_change_nothing(cluster: Cluster, tmp_path: Path) -> None:
    made = records(9100)
    made[5]["body"], made[7]["body"] = "POISON RAISE", "POISON KILL"
    source = written(tmp_path / "a.jsonl", made)
    scan(source, "--out", tmp_path / "local", "--map", MAP, "--jobs", "2", poisoned=True)

    def kill() -> None:
        until = time.monotonic() + PATIENCE
        while not (tmp_path / "spark" / "_scan" / "00000.json").exists() and time.monotonic() < until:
            time.sleep(0.02)
        _kill_tree(cluster.workers[0].pid)

    killing = threading.Thread(target=kill, daemon=True)
    killing.start()
    cluster.scan(source, "--out", tmp_path / "spark", "--map", MAP)
    killing.join()
    assert cluster.workers[0].wait(10) != 0
    assert files(tmp_path / "spark") == files(tmp_path / "local")


def _kill_tree(pid: int) -> None:
    """Kill a worker with its executors: a machine that goes away."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    for child in map(int, listed.stdout.split()):
        _kill_tree(child)
    os.kill(pid, signal.SIGKILL)


_FRAME: Any = """
import sys

import pyarrow as pa
from making import records
from pyspark.sql import SparkSession

from compliance.archive.frames import normalized
from compliance.archive.scanner import Scanner
from compliance.archive.settings import settings
from compliance.interfaces.spark import scan

made = [{"id": row["id"], "text": row["body"], "outlet": row["site"]} for row in records(60)]
made[5]["text"] = "POISON RAISE"
spark = SparkSession.builder.master(sys.argv[1]).config("spark.ui.enabled", "false").getOrCreate()
local = Scanner(settings()).batch(normalized(pa.RecordBatch.from_pylist(made))).to_pylist()


def told(df):
    return sorted((row.asDict(recursive=True) for row in scan(df).collect()), key=lambda row: row["id"])


frame = spark.createDataFrame(made)
skewed = spark.createDataFrame(made[:1]).coalesce(1).union(spark.createDataFrame(made[1:]).coalesce(1))
wanted = sorted(local, key=lambda row: row["id"])
assert told(frame.repartition(7)) == wanted
assert told(skewed) == wanted
print(len(wanted), "equal")
spark.stop()
"""
