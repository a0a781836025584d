"""A scan in processes of this machine. What ends a process, or stops it for too long, is one input: it is put aside."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator
from multiprocessing import connection
from typing import TYPE_CHECKING, Any

from compliance.archive.dataset import Dataset, Summary, table
from compliance.archive.scanner import Scanner
from compliance.archive.settings import Settings
from compliance.archive.shards import packed, unpacked
from compliance.errors import UsageError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# how long until the process of an input is ended from outside, in seconds on top of its own and in times of those
PATIENCE, SLACK = 10.0, 4
_SLOWEST_START = 120.0
Shard = tuple[int, list[dict[str, Any]]]


class Worker:
    """A process that scans one shard after the other and writes its part of the dataset."""

    def __init__(self, settings: Settings, folder: str) -> None:
        self._settings, self._folder = settings, folder
        self._aside: dict[int, str] = {}
        self._seen = (-1, 0.0)  # the input that it was at, and since when
        self.shard: tuple[int, int, bytes] | None = None  # its number, inputs, and bytes
        self._start()

    def give(self, number: int, inputs: int, content: bytes) -> None:
        """Hand over a shard."""
        self.shard, self._aside = (number, inputs, content), {}
        self._send()

    def result(self) -> Summary | None:
        """Return the note on the shard if it is done, None if the process ended over it and was replaced."""
        try:
            summary: Summary = self.pipe.recv()
        except (EOFError, ConnectionError):
            self._ended(f"failed: its process ended ({_why(self._process)})")
            return None
        if isinstance(summary, str):
            raise UsageError(summary)
        self.shard = None
        return summary

    def check(self) -> None:
        """End the process if it has been at one input for too long."""
        now = time.monotonic()
        if self._at.value != self._seen[0]:
            self._seen = (self._at.value, now)
        patience = SLACK * self._settings.seconds + PATIENCE if self._at.value >= 0 else _SLOWEST_START
        if self.shard is not None and now - self._seen[1] > patience:
            self._process.kill()
            self._ended(f"took longer than {self._settings.seconds:g} seconds, and could not be interrupted")

    def close(self) -> None:
        """End the process."""
        self.pipe.close()
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        # a process of its own from the ground up: forked ones would inherit the threads of Arrow
        context = multiprocessing.get_context("spawn")
        self._at = context.RawValue("l", -1)
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(theirs, self._at, self._settings, self._folder), daemon=True, name="scan"
        )
        self._process.start()
        theirs.close()
        self._seen = (-1, time.monotonic())

    def _send(self) -> None:
        assert self.shard is not None
        number, inputs, content = self.shard
        self._at.value, self._seen = -1, (-1, time.monotonic())
        self.pipe.send((number, inputs, content, self._aside))

    def _ended(self, reason: str) -> None:
        at = self._at.value
        self._process.join()
        self.pipe.close()
        if at < 0:
            raise UsageError(f"a process of the scan ended before it began ({_why(self._process)})")
        self._aside[at] = reason
        self._start()
        self._send()


def _why(process: Any) -> str:
    process.join(5)
    return ended(process.exitcode)


def ended(code: int | None) -> str:
    """Return how a process ended, from its exit code.

    >>> ended(-9), ended(3)
    ('signal 9', 'exit code 3')
    """
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"


def _work(pipe: Connection, at: Any, settings: Settings, folder: str) -> None:
    """Be a worker: take shards until there are none, or nobody gives any more."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    scanner, dataset = Scanner(settings), Dataset(folder)

    def before(index: int) -> None:
        at.value = index

    while True:
        try:
            number, inputs, content, aside = pipe.recv()
        except (EOFError, ConnectionError):
            return
        rows = scanner.batch(unpacked(content), before, aside)
        try:
            pipe.send(dataset.write(number, inputs, table([rows])))
        except OSError as error:
            pipe.send(f"cannot write: {error}")


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def scanned(shards: Iterable[Shard], settings: Settings, folder: str, processes: int) -> Iterator[Summary]:
    """Yield the notes on the shards as they are done; no more of them are held than there are processes, and one."""
    waiting = iter(shards)
    workers: list[Worker] = []
    try:
        following = _packed(next(waiting, None))
        while following is not None or any(worker.shard for worker in workers):
            if following is not None and (free := _free(workers, settings, folder, processes)):
                free.give(*following)
                following = _packed(next(waiting, None))
                continue
            busy = {worker.pipe: worker for worker in workers if worker.shard}
            for pipe in connection.wait(list(busy), timeout=1.0):
                summary = busy[pipe].result()  # type: ignore[index]
                if summary is not None:
                    yield summary
            for worker in workers:
                worker.check()
    finally:
        for worker in workers:
            worker.close()


def _packed(shard: Shard | None) -> tuple[int, int, bytes] | None:
    return None if shard is None else (shard[0], len(shard[1]), packed(shard[1]))


def _free(workers: list[Worker], settings: Settings, folder: str, processes: int) -> Worker | None:
    """Return a worker without a shard, a new one where there may be more."""
    for worker in workers:
        if worker.shard is None:
            return worker
    if len(workers) < processes:
        workers.append(Worker(settings, folder))
        return workers[-1]
    return None
