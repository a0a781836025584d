"""A limit to how long a piece of work may take, in whatever thread it runs."""

from __future__ import annotations

import ctypes
import threading
import time
from types import TracebackType

_IDLE = 5.0


class OutOfTime(BaseException):
    """Raised inside work whose time is up; no `Exception`, so that nothing on the way takes it for its own fault."""


class Limit:
    """Ends work that takes longer than `seconds`: `with limit: …` raises `OutOfTime` in it, between steps of Python.

    A signal would only reach the main thread, and cluster engines run their tasks in others.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Condition()
        self._until: float | None = None
        self._worker = 0
        self._watching = self._fired = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._watching:
                threading.Thread(target=self._watch, daemon=True).start()
                self._watching = True
            idle = self._until is None
            self._worker, self._until = threading.get_ident(), time.monotonic() + self._seconds
            if idle:
                self._lock.notify()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._lock:
            self._until = None
            due, self._fired = self._fired and kind is not OutOfTime, False
        while due:  # fired in this very moment: it arrives at one of these steps, and nowhere later
            pass

    def _watch(self) -> None:
        with self._lock:
            while True:
                if self._until is None:
                    self._lock.wait(_IDLE)
                    continue
                left = self._until - time.monotonic()
                if left > 0:
                    self._lock.wait(left)
                    continue
                self._until, self._fired = None, True
                # never called to take one back: the interpreter would go on looking for it at every step
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._worker), ctypes.py_object(OutOfTime))
