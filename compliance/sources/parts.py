"""The parts of an office file: members of a ZIP archive within bounds, and XML that declares no entities."""

from __future__ import annotations

import zipfile
import zlib
from xml.etree import ElementTree

from compliance.errors import SourceError
from compliance.sources.archive_bounds import bounded

MOST_BYTES = 96 << 20  # of one member, and of all that are read
MOST_DEPTH = 400
MOST_ELEMENTS = 3_000_000
_STRICT = (  # ISO 29500's own names for what everybody writes by those of ECMA-376
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError)


class Parts:
    """The members of an office file by name; what is too large, packed like a bomb or damaged is a `SourceError`."""

    def __init__(self, content: bytes, shown: str) -> None:
        self._shown = shown
        self._read = 0
        self._archive, members = bounded(content, shown)
        self._members = {member.filename: member for member in members}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def names(self) -> list[str]:
        """The names of all members, as they stand in the archive."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """Return a member's bytes; b"" if there is none of that name."""
        member = self._members.get(name)
        if member is None:
            return b""
        if member.flag_bits & 1:
            raise SourceError(self._shown, "is protected by a password")
        try:
            with self._archive.open(member) as stream:
                content = stream.read(MOST_BYTES - self._read + 1)
        except _BROKEN as error:
            raise SourceError(self._shown, f"is damaged: its part {name[:80]} cannot be unpacked") from error
        self._read += len(content)
        if self._read > MOST_BYTES:
            raise SourceError(self._shown, f"would unpack to more than {MOST_BYTES >> 20} MiB")
        return content


def elements(xml: bytes, shown: str, name: str) -> ElementTree.Element:
    """Return a part as a tree; `SourceError` for what is no well-formed XML, declares entities, or is beyond bounds."""
    for strict, transitional in _STRICT:
        xml = xml.replace(strict, transitional)
    parser = ElementTree.XMLParser(target=_Tree())
    try:
        parser.feed(xml)
        return parser.close()
    except ElementTree.ParseError as error:
        raise SourceError(shown, f"is damaged: its part {name[:80]} is no well-formed XML ({error})") from error
    except (ValueError, LookupError) as error:
        raise SourceError(shown, f"is not read: its part {name[:80]} {error}") from error


class _Tree(ElementTree.TreeBuilder):
    """A tree within bounds; office files declare no document type, and entities are declared in one."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: str, attributes: dict[str, str], /) -> ElementTree.Element:
        self._depth += 1
        self._count += 1
        if self._depth > MOST_DEPTH or self._count > MOST_ELEMENTS:
            raise ValueError("is nested too deeply" if self._depth > MOST_DEPTH else "has too many elements")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, *_: object) -> None:
        raise ValueError("declares a document type")
