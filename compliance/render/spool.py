"""Text that must wait for what stands before it and is known only at the end: kept on disk, not in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from tempfile import SpooledTemporaryFile

_IN_MEMORY = 1 << 18
_PIECE = 1 << 16


class Spool:
    """Takes pieces of text and gives them back in order, once; a long text lies in a temporary file without a name."""

    __slots__ = ("_file", "count")

    def __init__(self) -> None:
        self._file: SpooledTemporaryFile[bytes] | None = None
        self.count = 0

    def put(self, text: str) -> None:
        """Keep a piece, and count it."""
        if self._file is None:
            from tempfile import SpooledTemporaryFile

            self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it is read
        self._file.write(text.encode("utf-8", "surrogatepass"))
        self.count += 1

    def pieces(self) -> Iterator[str]:
        """Yield the text in pieces of bounded size, and let go of it."""
        from codecs import getincrementaldecoder

        if self._file is None:
            return
        decoder = getincrementaldecoder("utf-8")("surrogatepass")
        with self._file as file:
            file.seek(0)
            while content := file.read(_PIECE):
                yield decoder.decode(content)
        self._file = None

    def __del__(self) -> None:
        if self._file is not None:  # a run was broken off, or what was kept is not needed
            self._file.close()
