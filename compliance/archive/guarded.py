"""A scanner in a process of its own, for workers of a cluster: an engine that loses a worker tries the task again,
and would lose the next one over the same input. Here what ends the process, or stops it for too long, is put aside.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import weakref
from typing import TYPE_CHECKING, Any, BinaryIO

from compliance.archive.local import PATIENCE, SLACK, ended
from compliance.archive.scanner import Scanner
from compliance.archive.settings import Settings
from compliance.archive.shards import stream, unpacked
from compliance.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

_GIVEN = struct.Struct(">II")  # how long the list of what is put aside is, and the batch behind it
_TOLD = struct.Struct(">cI")  # the input that is next, or how long the rows behind this are
_NEXT, _ROWS = b"n", b"r"


class Guarded:
    """Scans batches as `Scanner` does, and outlives what the inputs in them do to the process that reads them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._start()

    def batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the rows of a batch; `UsageError` where no process can even begin."""
        content, aside = stream(batch), dict[int, str]()
        while True:
            at, rows = self._asked(content, aside)
            if rows is not None:
                return unpacked(rows)
            code = self._process.wait()
            self._start()
            if at < 0:
                raise UsageError(f"a process of the scan ended before it began ({ended(code)})")
            aside[at] = self._reason(code)

    def _reason(self, code: int) -> str:
        if code == -getattr(signal, "SIGALRM", 0):
            return f"took longer than {self._settings.seconds:g} seconds, and could not be interrupted"
        return f"failed: its process ended ({ended(code)})"

    def _start(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-c", f"from {__name__} import main; main()"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        weakref.finalize(self, _end, self._process)
        given = json.dumps(self._settings).encode()
        self._write(_GIVEN.pack(len(given), 0) + given)

    def _asked(self, content: bytes, aside: dict[int, str]) -> tuple[int, bytes | None]:
        """Return at which input the process was last, and the rows, None where it ended."""
        assert self._process.stdout is not None
        told, at = json.dumps(aside).encode(), -1
        self._write(_GIVEN.pack(len(told), len(content)) + told + content)
        while len(head := self._process.stdout.read(_TOLD.size)) == _TOLD.size:
            kind, number = _TOLD.unpack(head)
            if kind == _ROWS:
                rows = self._process.stdout.read(number)
                return at, rows if len(rows) == number else None
            at = number
        return at, None

    def _write(self, content: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(content)
            self._process.stdin.flush()
        except OSError:  # it has ended, which is told where its answer is read
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def main() -> None:
    """Be the process: take batches until nobody gives any more; an alarm ends it over an input that never ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for rows
    first = _taken(sys.stdin.buffer)
    if first is None:
        return
    settings = _settings(json.loads(first[0]))
    scanner, patience = Scanner(settings), int(SLACK * settings.seconds + PATIENCE) + 1

    def before(index: int) -> None:
        answers.write(_TOLD.pack(_NEXT, index))
        answers.flush()
        _alarm(patience)

    while (given := _taken(sys.stdin.buffer)) is not None:
        aside = {int(at): reason for at, reason in json.loads(given[0]).items()}
        rows = stream(scanner.batch(unpacked(given[1]), before, aside))
        _alarm(0)
        answers.write(_TOLD.pack(_ROWS, len(rows)) + rows)
        answers.flush()


def _settings(stated: list[Any]) -> Settings:
    return Settings._make(tuple(one) if isinstance(one, list) else one for one in stated)


def _taken(given: BinaryIO) -> tuple[bytes, bytes] | None:
    head = given.read(_GIVEN.size)
    if len(head) < _GIVEN.size:
        return None
    first, second = _GIVEN.unpack(head)
    told, content = given.read(first), given.read(second)
    return None if len(content) < second else (told, content)


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
