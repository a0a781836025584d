"""Files out of a form (`multipart/form-data`), and the names that reports show them by."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from compliance.errors import SourceError
from compliance.sources.loading import MAX_BYTES, STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

FIELD = "file"
MOST_FILES = 1_000
_LONGEST = 255
_PIECE = 1 << 16


def files_in(content: bytes, media: str) -> list[tuple[str, bytes]]:
    """Return name and content of each file in a form; `SourceError` for a form that is none, or holds no file."""
    return asyncio.run(_files_in(content, media))


async def _files_in(content: bytes, media: str) -> list[tuple[str, bytes]]:
    parser = MultiPartParser(
        Headers({"content-type": media}), _pieces(content), max_files=MOST_FILES, max_fields=MOST_FILES
    )
    parser.spool_max_size = MAX_BYTES + 1  # in memory, whatever the disk says
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError, UnicodeError) as error:
        raise SourceError("the form", "cannot be read as multipart/form-data") from error
    try:
        files = [one for field, one in form.multi_items() if field == FIELD and isinstance(one, UploadFile)]
        if not files:
            raise SourceError("the form", f"has no file in its field {FIELD!r}")
        return [(shown(file.filename or ""), await file.read()) for file in files]
    finally:
        await form.close()


async def _pieces(content: bytes) -> AsyncGenerator[bytes, None]:
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]


def shown(name: str) -> str:
    """Return the name that reports show a file by: never a path, and nothing in it that steers a terminal.

    >>> shown("../../etc/passwd"), shown("C:\\\\ads\\\\leaflet.txt"), shown("..")
    ('passwd', 'leaflet.txt', '-')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(letter for letter in last if letter.isprintable())[:_LONGEST].strip()
    return clean if clean.strip(".") else STANDARD_INPUT
