"""How far a scan is: texts done, how many a second, and the time left."""

from __future__ import annotations

import os
import sys
import time

_ON_TERMINAL, _IN_LOG = 0.5, 30.0


class Pace:
    """A line on standard error: drawn over on a terminal, a new one every half minute elsewhere."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._started = time.monotonic()
        self._next = self._started + (_ON_TERMINAL if self._terminal else _IN_LOG)
        self._first: tuple[int, int] | None = None
        self._drawn = False

    def step(self, inputs: int, done: int, total: int) -> None:
        """Say that so many inputs are done, and so many bytes of the source's total are read."""
        now = time.monotonic()
        if self._first is None:  # what was done before, or while processes started, says nothing of the rate
            self._first, self._started = (inputs, done), now
        if now < self._next:
            return
        self._next = now + (_ON_TERMINAL if self._terminal else _IN_LOG)
        text = f"compliance: {self._said(inputs, done, total, now)}"
        sys.stderr.write(f"\r\x1b[K{text}" if self._terminal else f"{text}\n")
        sys.stderr.flush()
        self._drawn = self._terminal

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def _said(self, inputs: int, done: int, total: int, now: float) -> str:
        assert self._first is not None
        seconds = max(now - self._started, 0.001)
        rate = (inputs - self._first[0]) / seconds
        read = done - self._first[1]
        left = "" if read <= 0 else f", {_clock((total - done) * seconds / read)} left"
        return f"{inputs} texts, {rate:.0f} a second, {100 * done // max(1, total)} %{left}"


def _clock(seconds: float) -> str:
    """Return a length of time as people say it.

    >>> _clock(3725), _clock(65), _clock(9)
    ('1 h 02 min', '1 min 05 s', '9 s')
    """
    whole = int(seconds)
    if whole >= 3600:
        return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
    return f"{whole // 60} min {whole % 60:02d} s" if whole >= 60 else f"{whole} s"
