"""Files that are written whole or not at all.

What a run writes goes to a neighbour first (`report.json.3f9c01aa.part`), is brought to the disk, and takes its name in
one step: a full disk, a killed process or a power cut leaves the former file. A neighbour whose writer was killed is
taken away by the next run that writes the same file.
"""

from __future__ import annotations

import contextlib
import os
import stat

from compliance.errors import UsageError
from compliance.rulebook.files.opening import held_open
from compliance.text.late import late

_BUFFER = 1 << 16
_MOST_TRIES = 8
_LONGEST = 80  # characters of the file's own name in that of the neighbour: names end at 255 bytes
_TOKEN = late(r"\.[0-9a-f]{8}\.part")


class AtomicFile:
    """A file that takes its name when it is complete: until then what is written goes to a neighbour of it.

    The neighbour is always new (a link that stands in its place is not followed), and has the rights of the file that
    it replaces. What is no plain file (a device, a pipe) is written straight. `UsageError` for whatever cannot be
    written. Not click's atomic file, which gives its name to what a failed run has written.
    """

    def __init__(self, path: str, ending: str = "part") -> None:
        self._path, self._ending = path, ending
        self._target = os.path.realpath(path)
        self._pieces: list[bytes] = []
        self._waiting = 0
        self._part = ""
        self._open: int | None = None
        if os.path.isdir(self._target):
            raise UsageError(f"{self._path}: cannot be written: is a directory")
        try:
            held = held_open(path)
            if held is not None:
                self._open = os.dup(held)
            elif os.path.lexists(self._target) and not os.path.isfile(self._target):
                self._open = os.open(self._target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
                os.set_blocking(self._open, True)
            else:
                self._open = self._neighbour()
        except OSError as error:
            raise self._fault(error) from error

    def put(self, piece: str | bytes) -> None:
        """Write a piece, text as UTF-8."""
        if self._open is None or not piece:
            return
        content = piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece
        self._pieces.append(content)
        self._waiting += len(content)
        if self._waiting >= _BUFFER:
            self._flush()

    def keep(self) -> None:
        """Bring the file to the disk and give it its name."""
        if self._open is None:
            return
        self._flush()
        try:
            if self._part:
                os.fsync(self._open)
                with contextlib.suppress(OSError):
                    os.chmod(self._part, stat.S_IMODE(os.stat(self._target).st_mode))
                os.replace(self._part, self._target)
                _sync_folder(os.path.dirname(self._target))
            os.close(self._open)
        except OSError as error:
            raise self._fault(error) from error
        self._open = None

    def over(self, content: bytes) -> None:
        """Write `content`, all that was put, over the file itself, and leave the neighbour if that goes wrong."""
        self._flush()
        assert self._open is not None
        try:
            os.fsync(self._open)
            descriptor = os.open(self._target, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise self._fault(error) from error
        kept, self._part = self._part, ""
        try:
            write_all(descriptor, content)
            os.ftruncate(descriptor, len(content))
            os.fsync(descriptor)
        except OSError as error:
            raise UsageError(f"{self._fault(error)}; all of it is in {os.path.basename(kept)}") from error
        finally:
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self._part = kept

    def drop(self) -> None:
        """Leave nothing behind, if it was not kept."""
        if self._open is None:
            return
        with contextlib.suppress(OSError):
            os.close(self._open)
        self._open = None
        if self._part:
            with contextlib.suppress(OSError):
                os.unlink(self._part)

    def _flush(self) -> None:
        content, self._pieces, self._waiting = b"".join(self._pieces), [], 0
        assert self._open is not None
        try:
            write_all(self._open, content)
        except OSError as error:
            raise self._fault(error) from error

    def _neighbour(self) -> int:
        """Open a neighbour that nobody else has; what replaces a file is ours alone until then."""
        _sweep(self._target)
        mode = 0o600 if os.path.exists(self._target) else 0o666
        for _ in range(_MOST_TRIES):
            self._part = f"{_stem(self._target)}.{os.urandom(4).hex()}.{self._ending}"
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
            with contextlib.suppress(FileExistsError):
                found = os.open(self._part, flags, mode)
                if _locked(found) is not False and os.path.exists(self._part):
                    return found
                os.close(found)  # another run took it for left over, in the moment before it was locked
        raise FileExistsError(0, "its .part files are in the way")

    def _fault(self, error: OSError) -> UsageError:
        return UsageError(f"{self._path}: cannot be written: {(error.strerror or str(error)).lower()}")


def rewrite(path: str, content: bytes) -> None:
    """Change a file in place; `UsageError` if that fails. Of a file with several names (hard links) all keep it.

    Such a file cannot be exchanged in one step. Its new content is brought to the disk beside it first
    (`ad.txt.3f9c01aa.whole`), and stays there if the writing is cut short.
    """
    target = os.path.realpath(path)
    several = os.path.isfile(target) and os.stat(target).st_nlink > 1
    file = AtomicFile(path, "whole" if several else "part")
    try:
        file.put(content)
        if several:
            file.over(content)
        else:
            file.keep()
    finally:
        file.drop()


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


def write_all(descriptor: int, content: bytes) -> None:
    """Write all of `content`, however little the system takes at a time."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def _stem(target: str) -> str:
    folder, name = os.path.split(target)
    return os.path.join(folder, name[:_LONGEST])


def _sweep(target: str) -> None:
    """Take away the neighbours of a file that nobody writes any more: a killed run could not."""
    if os.name != "posix":
        return
    folder, stem = os.path.split(_stem(target))
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(stem) and _TOKEN.fullmatch(name, len(stem)):
                _sweep_one(os.path.join(folder, name))


def _sweep_one(part: str) -> None:
    with contextlib.suppress(OSError):
        status = os.lstat(part)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            return
        descriptor = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if _locked(descriptor) is True:
                os.unlink(part)
        finally:
            os.close(descriptor)


def _locked(descriptor: int) -> bool | None:
    """Return whether the file is now ours, None where there are no locks: what is whose is then not known."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return None
    return True


def _sync_folder(folder: str) -> None:
    """Bring the change of names to the disk, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
