"""What a person at a terminal sees of long work, and how Ctrl-C ends it."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType

FEWEST = 20
_SECONDS = 0.1


def wanted(count: int) -> bool:
    """Return whether to show progress: many files, a terminal to show it on, and no CI."""
    if count < FEWEST or os.environ.get("TERM") == "dumb" or os.environ.get("CI", "").lower() not in ("", "0", "false"):
        return False
    return sys.stderr.isatty()


class Progress:
    """A line on standard error that says how many of the inputs are done, and goes when the report is written."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._shown = wanted(count)
        self._next = 0.0
        self._drawn = False

    def step(self, done: int) -> None:
        """Say that so many ads are done."""
        if not self._shown or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _SECONDS
        sys.stderr.write(f"\r\x1b[Kcompliance: {done} / {self._count}")
        sys.stderr.flush()
        self._drawn = True

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False


class Interrupt:
    """Turns the first Ctrl-C into a wish to stop after the ad at hand; a second one stops at once."""

    def __init__(self, several: bool) -> None:
        self.asked = False
        self._several = several
        self._before: Any = None

    def __enter__(self) -> Interrupt:
        if self._several:
            import signal

            try:
                self._before = signal.getsignal(signal.SIGINT)
                self._several = self._before is not signal.SIG_IGN  # started in the background: not ours to answer
                if self._several:
                    signal.signal(signal.SIGINT, self._ask)
            except ValueError:  # not the main thread, which is where signals go
                self._several = False
        return self

    def __exit__(self, *_: object) -> None:
        if self._several:
            import signal

            signal.signal(signal.SIGINT, self._before)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


class Ended(BaseException):
    """Somebody told the process to end; `code` is what it leaves with."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


class Ending:
    """Lets SIGTERM and SIGHUP end a run like an error, so that it takes away what it has half-written."""

    def __init__(self) -> None:
        self._before: dict[int, Any] = {}
        self._process = os.getpid()

    def __enter__(self) -> Ending:
        import signal

        for number in filter(None, (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP"))):
            try:
                if signal.getsignal(number) is signal.SIG_DFL:
                    signal.signal(number, self._end)
                    self._before[number] = signal.SIG_DFL
            except ValueError:  # not the main thread, which is where signals go
                break
        return self

    def __exit__(self, *_: object) -> None:
        import signal

        for number, before in self._before.items():
            signal.signal(number, before)

    def _end(self, number: int, frame: FrameType | None) -> None:
        import signal

        if os.getpid() != self._process:  # a worker just forked, told to end before it has answers of its own
            os._exit(128 + number)
        for each in self._before:
            signal.signal(each, signal.SIG_IGN)  # once is enough: cleaning up is not to be broken off
        raise Ended(number)
