"""What a ZIP archive may hold: so many members, of such a size, packed no tighter than documents are."""

from __future__ import annotations

import io
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from compliance.errors import SourceError

MOST_MEMBERS = 10_000
MOST_UNPACKED = 512 << 20
_TIGHTEST = 200  # unpacked to packed, of a member that is large
_LARGE = 1 << 20
TIGHT = "is packed so tightly that it is no document"


class Packed(NamedTuple):
    """An archive within the bounds."""

    archive: ZipFile
    members: list[ZipInfo]


def bounded(content: bytes, shown: str, each: bool = False) -> Packed:
    """Return an archive whose members are within bounds, as it says of them; `SourceError` for any other.

    `each`: how tightly a member may be packed (`is_tight`) is asked of each by itself. `unpack` holds a member to
    what was said here.
    """
    try:
        archive = ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise SourceError(shown, f"is a damaged archive: {error}") from error
    if len(members) > MOST_MEMBERS:
        raise SourceError(shown, f"holds more than {MOST_MEMBERS} files")
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise SourceError(shown, f"would unpack to more than {MOST_UNPACKED >> 20} MiB")
    if not each and any(is_tight(member) for member in members):
        raise SourceError(shown, TIGHT)
    return Packed(archive, members)


def is_tight(member: ZipInfo) -> bool:
    """Tell whether a member is packed tighter than documents are, as what is made to fill a memory is."""
    return member.file_size > _LARGE and member.file_size > _TIGHTEST * max(1, member.compress_size)


def unpack(archive: ZipFile, member: ZipInfo, most: int) -> bytes:
    """Return a member's content; `ValueError` where it is longer than it says, or than `most`."""
    if member.file_size > most:
        raise ValueError(f"is larger than {most >> 20} MiB")
    with archive.open(member) as stream:
        content = stream.read(member.file_size + 1)
    if len(content) > member.file_size:
        raise ValueError("is longer than the archive says")
    return content
