"""ZIP archives: every member that is read is an ad, or several, under its name."""

from __future__ import annotations

import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

from compliance.errors import SourceError
from compliance.model.document import Document
from compliance.sources.archive_bounds import TIGHT, bounded, is_tight, unpack
from compliance.sources.formats import ASKED, Asked, suffixes
from compliance.sources.inner import MOST_DEEP, inner_ads, pointer_of
from compliance.sources.loading import MAX_BYTES, Loaded

_READ = (".txt", ".text", ".md", ".markdown", ".json", ".jsonl", ".ndjson")
_NOT_OURS = ("__MACOSX", ".")


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the ads in an archive, in the order of their names; `SourceError` where there is none, or too much.

    Nothing is written to disk, so that a member's name is a mere name, whatever path it spells.
    """
    if asked.depth >= MOST_DEEP:
        raise SourceError(shown, "is nested too deeply")
    archive, members = bounded(content, shown, each=True)
    found: list[Loaded] = []
    with archive:
        for member in sorted(members, key=lambda one: one.filename):
            if _is_read(member):
                found += _member(archive, member, shown, asked)
    if not found:
        raise SourceError(shown, "holds no file that is read")
    return found


def _is_read(member: ZipInfo) -> bool:
    name = member.filename
    hidden = any(part.startswith(_NOT_OURS) and part not in (".", "..") for part in name.split("/"))
    return not member.is_dir() and not hidden and name.lower().endswith((*_READ, *suffixes()))


def _member(archive: ZipFile, member: ZipInfo, shown: str, asked: Asked) -> list[Loaded]:
    if is_tight(member):
        return _fault(shown, member, TIGHT)
    try:
        content = unpack(archive, member, MAX_BYTES)
    except RuntimeError:
        return _fault(shown, member, "is locked with a password")
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, zlib.error) as error:
        return _fault(shown, member, f"cannot be unpacked: {error}")
    return inner_ads(content, shown, member.filename, asked)


def _fault(shown: str, member: ZipInfo, why: str) -> list[Loaded]:
    return [Loaded(Document("", shown, pointer=pointer_of(member.filename)), fault=why)]
