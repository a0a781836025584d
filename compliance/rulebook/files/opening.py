"""Files opened for reading so that nothing is waited for: regular ones, and what this process holds open already."""

from __future__ import annotations

import os
import stat
from typing import BinaryIO

from compliance.text.late import late

STANDARD_INPUT = "-"
_HELD = late(r"/dev/std(in|out|err)|/(?:dev|proc/self)/fd/(\d{1,9})")
_NAMING = ("/dev/", "/proc/self/")
_STANDARD = ("in", "out", "err")
MAX_BYTES = 64 << 20  # what is larger is not read: endless input ends
_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def opened(path: str) -> BinaryIO:
    """Return a file open for reading; `OSError` for a pipe, a socket, a device and whatever else may never answer.

    `/dev/stdin` and `/dev/fd/N` are what the process was given, and stand for what a shell writes as `<(…)`: they are
    read whatever they are. The null device is an empty file.
    """
    held = held_open(path)
    if held is not None:
        return os.fdopen(os.dup(held), "rb")
    _refuse_odd(os.stat(path).st_mode, path)
    # what stands there may have been exchanged since: without waiting, looked at again once it is open
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        _refuse_odd(os.fstat(descriptor).st_mode, path)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def held_open(path: str) -> int | None:
    """Return the descriptor of this process that a path names, None for any other path.

    >>> held_open("/dev/stdin"), held_open("/dev/fd/63"), held_open("/dev/sda")
    (0, 63, None)
    """
    found = _HELD.fullmatch(path) if os.name == "posix" and path.startswith(_NAMING) else None
    if found is None:
        return None
    return _STANDARD.index(found[1]) if found[1] else int(found[2])


def is_standard_input(path: str) -> bool:
    """Return whether a path names standard input: `-`, or what the system calls it."""
    return path == STANDARD_INPUT or held_open(path) == 0


def odd(mode: int) -> str:
    """Return what a file is if it is not a regular one, "" if it is."""
    if stat.S_ISREG(mode):
        return ""
    return next((f"is {kind}, not a file" for test, kind in _KINDS if test(mode)), "is not a file")


def _refuse_odd(mode: int, path: str) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(0, "is a directory", path)
    if reason := odd(mode):
        if stat.S_ISCHR(mode) and os.path.realpath(path) == os.devnull:
            return
        raise OSError(0, reason, path)
