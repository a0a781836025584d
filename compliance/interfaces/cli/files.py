"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from typing import TextIO

from compliance.errors import UsageError


class AtomicFile:
    """A file that takes its name when it is complete: until then the text goes to a neighbour of it.

    What is no plain file (a device, a pipe) is written straight. `UsageError` for whatever cannot be written.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._target = os.path.realpath(path)
        plain = not os.path.lexists(self._target) or os.path.isfile(self._target)
        self._written = f"{self._target}.{os.getpid()}.part" if plain else self._target
        self._file: TextIO | None = self._open()

    def put(self, text: str) -> None:
        """Write a piece."""
        if self._file is None or not text:
            return
        try:
            self._file.write(text)
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
                    os.chmod(self._written, os.stat(self._target).st_mode & 0o7777)
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

    def _open(self) -> TextIO:
        if os.path.isdir(self._target):
            raise UsageError(f"{self._path}: cannot be written: is a directory")
        try:
            return open(self._written, "w", encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            raise self._fault(error) from error

    def _fault(self, error: OSError) -> UsageError:
        return UsageError(f"{self._path}: cannot be written: {(error.strerror or str(error)).lower()}")


def content_of(path: str, shown: str | None = None) -> bytes:
    """Return what is in a file; `UsageError` if it cannot be read, or is too large to be what it should."""
    from compliance.sources import read_limited

    try:
        with open(path, "rb") as file:
            return read_limited(file, shown or path)
    except OSError as error:
        raise UsageError(f"{shown or path}: cannot be read: {(error.strerror or str(error)).lower()}") from error


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
