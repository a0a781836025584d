"""A limit to how long a piece of work may take, in whatever thread it runs."""

from __future__ import annotations

import ctypes
import threading
import time
from types import TracebackType

_WALL = -1
_SHORTEST, _LONGEST = 0.0005, 0.1  # seconds between two looks at the clock


class OutOfTime(BaseException):
    """Raised inside work whose time is up; no `Exception`, so that nothing on the way takes it for its own fault."""


class Limit:
    """Ends work that takes longer than `seconds`: `with limit: …` raises `OutOfTime` in it, between steps of Python.

    What counts is the time that the thread had a processor, where the system can tell: a machine that is busy with
    other things puts no text aside that an idle one reads.
    A signal would only reach the main thread, and cluster engines run their tasks in others. One thread at a time works
    under a limit. Whether work was done in time is decided by who takes its note away first, the work or the watch;
    there is no lock that an exception could leave held.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        # by number of the work: until when, by which clock, and in which thread
        self._notes: dict[int, tuple[float, int, int]] = {}
        self._count = 0
        self._watching = False

    def __enter__(self) -> None:
        if not self._watching:
            self._watching = True
            threading.Thread(target=self._watch, daemon=True).start()
        self._count += 1
        thread = threading.get_ident()
        clock = time.pthread_getcpuclockid(thread) if hasattr(time, "pthread_getcpuclockid") else _WALL
        self._notes[self._count] = (_now(clock) + self._seconds, clock, thread)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        due = self._notes.pop(self._count, None) is None and kind is not OutOfTime
        while due:  # fired in this very moment: it arrives at one of these steps, and nowhere later
            pass

    def _watch(self) -> None:
        pause = min(_LONGEST, max(_SHORTEST, self._seconds / 10))
        while True:
            time.sleep(pause)
            for number, (until, clock, worker) in list(self._notes.items()):
                if _now(clock) >= until and self._notes.pop(number, None) is not None:
                    # never called to take one back: the interpreter would go on looking for it at every step
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), ctypes.py_object(OutOfTime))


def _now(clock: int) -> float:
    """Return the time by a clock; that of a thread which has ended stands at the beginning."""
    if clock == _WALL:
        return time.monotonic()
    try:
        return time.clock_gettime(clock)
    except OSError:
        return 0.0
