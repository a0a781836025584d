"""The service under load from a second process, against the library on the same cores.

`python -m benchmarks.service [--seconds 60] [--json FILE]`; needs the extra `serve`, Linux, and two cores: the library
and the service have the first, who asks has the second. Both make whole reports of the same ads. Where others use the
machine, only the ratio of CPU time means something.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_HEADERS = {"Content-Type": "text/plain"}
_LIBRARY = """
import json, sys, time
from compliance.interfaces.http import tasks
ads = [text.encode() for text in json.load(sys.stdin)]
for ad in ads: tasks.check(ad, options={})
began, cpu, count = time.perf_counter(), time.process_time(), 0
while time.perf_counter() - began < float(sys.argv[1]):
    tasks.check(ads[count % len(ads)], options={})
    count += 1
print(count / (time.perf_counter() - began), 1000 * (time.process_time() - cpu) / count)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    ads = corpus()
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[-1]})
    before = library(ads, cores[0])
    figures = {"steady": steady(ads, cores[0], chosen.seconds), "overload": overload(ads, cores[0])}
    after = library(ads, cores[0])
    figures["library"] = {"per_second": [before[0], after[0]], "cpu_ms": [before[1], after[1]]}
    figures["ratio"] = {
        "per_second": round(2 * figures["steady"]["per_second"] / (before[0] + after[0]), 2),
        "cpu": round((before[1] + after[1]) / 2 / figures["steady"]["cpu_ms"], 2),
    }
    text = json.dumps(figures, indent=2)
    print(text)
    if chosen.json:
        chosen.json.write_text(text + "\n", encoding="utf-8")


def corpus() -> list[str]:
    """Return the ads that are sent."""
    lines = (ROOT / "tests" / "corpus" / "kg.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def library(ads: list[str], core: int) -> tuple[float, float]:
    """Return how many whole reports a second one process makes on a core, and the milliseconds of CPU of each."""
    command = ["taskset", "-c", str(core), sys.executable, "-c", _LIBRARY, "8"]
    ran = subprocess.run(command, input=json.dumps(ads), capture_output=True, text=True, check=True, cwd=ROOT)
    rate, cpu = map(float, ran.stdout.split())
    return round(rate, 1), round(cpu, 2)


class Service:
    """A service on one core, with one worker."""

    def __init__(self, core: int, *options: str) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._state = tempfile.TemporaryDirectory()
        command = [
            "taskset", "-c", str(core), sys.executable, "-m", "compliance", "serve", "--port", str(self.port),
            "--state", self._state.name, "--workers", "1", "--rate", "0", *options,
        ]  # fmt: skip
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT)
        while not self._is_ready():
            time.sleep(0.1)

    def _is_ready(self) -> bool:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def memory(self) -> float:
        """Return how many MiB the service and its worker hold."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in (self.process.pid, *children))
        return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)

    def cpu(self) -> float:
        """Return the seconds of CPU that the service and its worker have had."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        stats = (
            Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in (self.process.pid, *children)
        )
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """Stop it."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self._state.cleanup()


def asking(service: Service, ads: list[str], clients: int, seconds: float) -> tuple[Counter[int], list[float]]:
    """Return statuses and times of what so many clients ask, each one after the other."""
    until = time.monotonic() + seconds

    def one(number: int) -> list[tuple[int, float]]:
        connection, found, at = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60), [], number
        while time.monotonic() < until:
            began = time.perf_counter()
            connection.request("POST", "/v1/check", ads[at % len(ads)].encode(), _HEADERS)
            answer = connection.getresponse()
            answer.read()
            found.append((answer.status, time.perf_counter() - began))
            at += clients
        return found

    with ThreadPoolExecutor(clients) as pool:
        answers = [answer for found in pool.map(one, range(clients)) for answer in found]
    return Counter(status for status, _ in answers), sorted(seconds for _, seconds in answers)


def steady(ads: list[str], core: int, seconds: float) -> dict[str, Any]:
    """Return what four clients get, and how much memory that takes, early and in the end."""
    service = Service(core)
    try:
        asking(service, ads, 4, 8)
        early, cpu = service.memory(), service.cpu()
        statuses, times = asking(service, ads, 4, seconds)
        late, cpu = service.memory(), service.cpu() - cpu
    finally:
        service.end()
    return {
        "seconds": seconds, "per_second": round(len(times) / seconds, 1), "statuses": dict(statuses),
        "cpu_ms": round(1000 * cpu / len(times), 2), "p50_ms": at(times, 0.5), "p99_ms": at(times, 0.99),
        "memory_mib": {"early": early, "late": late},
    }  # fmt: skip


def overload(ads: list[str], core: int) -> dict[str, Any]:
    """Return what 32 clients get where no more than four may wait."""
    service = Service(core, "--waiting", "4")
    try:
        statuses, times = asking(service, ads, 32, 8)
    finally:
        service.end()
    return {"statuses": dict(statuses), "p99_ms": at(times, 0.99)}


def at(times: list[float], share: float) -> float:
    """Return the time in milliseconds that this share of requests did not exceed."""
    return round(1000 * times[min(len(times) - 1, int(share * len(times)))], 1)


if __name__ == "__main__":
    main()
