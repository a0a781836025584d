"""A limit to how long a piece of work may take, in whatever thread it runs."""

from __future__ import annotations

import ctypes
import threading
import time
from types import TracebackType

_SHORTEST, _LONGEST = 0.0005, 0.1  # seconds between two looks at the clock


class OutOfTime(BaseException):
    """Raised inside work whose time is up; no `Exception`, so that nothing on the way takes it for its own fault."""


class Limit:
    """Ends work that takes longer than `seconds`: `with limit: …` raises `OutOfTime` in it, between steps of Python.

    A signal would only reach the main thread, and cluster engines run their tasks in others. One thread at a time works
    under a limit. Whether work was done in time is decided by who takes its note away first, the work or the watch;
    there is no lock that an exception could leave held.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._notes: dict[int, tuple[float, int]] = {}  # by number of the work: until when, and in which thread
        self._count = 0
        self._watching = False

    def __enter__(self) -> None:
        if not self._watching:
            self._watching = True
            threading.Thread(target=self._watch, daemon=True).start()
        self._count += 1
        self._notes[self._count] = (time.monotonic() + self._seconds, threading.get_ident())

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        due = self._notes.pop(self._count, None) is None and kind is not OutOfTime
        while due:  # fired in this very moment: it arrives at one of these steps, and nowhere later
            pass

    def _watch(self) -> None:
        pause = min(_LONGEST, max(_SHORTEST, self._seconds / 10))
        while True:
            time.sleep(pause)
            now = time.monotonic()
            for number, (until, worker) in list(self._notes.items()):
                if now >= until and self._notes.pop(number, None) is not None:
                    # never called to take one back: the interpreter would go on looking for it at every step
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), ctypes.py_object(OutOfTime))
