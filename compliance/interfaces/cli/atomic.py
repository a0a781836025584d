"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import BinaryIO

from compliance.errors import UsageError

_MOST_NEIGHBOURS = 100


class AtomicFile:
    """A file that takes its name when it is complete: until then what is written goes to a neighbour of it.

    The neighbour is always new (a link that stands in its place is not followed), and has the rights of the file that
    it replaces. What is no plain file (a device, a pipe) is written straight. `UsageError` for whatever cannot be
    written. Not click's atomic file, which gives its name to what a failed run has written.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._target = os.path.realpath(path)
        plain = not os.path.lexists(self._target) or os.path.isfile(self._target)
        self._written = "" if plain else self._target
        self._file: BinaryIO | None = self._open()

    def put(self, piece: str | bytes) -> None:
        """Write a piece, text as UTF-8."""
        if self._file is None or not piece:
            return
        try:
            self._file.write(piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece)
        except OSError as error:
            raise self._fault(error) from error

    def keep(self) -> None:
        """Close the file and give it its name."""
        if self._file is None:
            return
        try:
            self._file.close()
            if self._written != self._target:
                with contextlib.suppress(OSError):
                    os.chmod(self._written, stat.S_IMODE(os.stat(self._target).st_mode))
                os.replace(self._written, self._target)
        except OSError as error:
            raise self._fault(error) from error
        self._file = None

    def drop(self) -> None:
        """Leave nothing behind, if it was not kept."""
        if self._file is None:
            return
        with contextlib.suppress(OSError):
            self._file.close()
        self._file = None
        if self._written != self._target:
            with contextlib.suppress(OSError):
                os.unlink(self._written)

    def _open(self) -> BinaryIO:
        if os.path.isdir(self._target):
            raise UsageError(f"{self._path}: cannot be written: is a directory")
        try:
            return open(self._written, "wb") if self._written else self._neighbour()
        except OSError as error:
            raise self._fault(error) from error

    def _neighbour(self) -> BinaryIO:
        for number in range(_MOST_NEIGHBOURS):
            self._written = f"{self._target}.{os.getpid()}{f'-{number}' if number else ''}.part"
            with contextlib.suppress(FileExistsError):
                return open(self._written, "xb")
        raise FileExistsError(0, "its .part files are in the way")

    def _fault(self, error: OSError) -> UsageError:
        return UsageError(f"{self._path}: cannot be written: {(error.strerror or str(error)).lower()}")


def append_limited(path: str, text: str, most: int) -> None:
    """Append `text` to a file as far as the file stays within `most` bytes, cut at the end of a line."""
    try:
        with open(path, "ab") as file:
            room = most - file.tell()
            content = text.encode("utf-8", "backslashreplace")
            if len(content) > room:
                end = "\n\n…\n".encode()
                content = content[: max(0, room - len(end))]
                content = content[: content.rfind(b"\n") + 1] + end if room > len(end) else b""
            file.write(content)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error
