"""What a file is, by how it begins and then by its name, and the module that reads it: the one table of formats.

Content comes first: a PDF called `.txt` is a PDF. A module is imported when a file of its format is read, so that
a plain text costs none of them.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from compliance.model.tuples import NamedTuple
from compliance.text.late import late

if TYPE_CHECKING:
    from compliance.sources.loading import Loaded

TableMap = str | Mapping[str, str | Sequence[str]]
TEXT, JSON, LINES = "text", "json", "lines"


class Asked(NamedTuple):
    """What a caller wants of reading: which columns hold what, or the name of a ready map (`--map`)."""

    table_map: TableMap = ""
    depth: int = 0  # how many containers lie around the content
    named: bool = True  # whether a person named the file, and so meant it as an ad


ASKED = Asked()


class Reader(Protocol):
    """What a module that reads a format has as `read`: content, shown name and wishes in, ads out."""

    def __call__(self, content: bytes, shown: str, asked: Asked = ..., /) -> list[Loaded]:
        """Return the ads in the content; `SourceError` where it cannot be read."""


class Format(NamedTuple):
    """A format that files come in.

    `name` is what reports call it, `said` what messages do. `module` of this package reads it ("": nothing does).
    `suffixes` are endings of names, `begins` how its content begins; `medium` is where such an ad usually appears.
    """

    name: str
    said: str
    suffixes: tuple[str, ...]
    module: str = ""
    begins: tuple[bytes, ...] = ()
    medium: str | None = None


FORMATS = (
    Format("html", "a web page (HTML)", (".html", ".htm", ".xhtml"), "web_page", medium="online"),
    Format("docx", "a document of a word processor", (".docx",), "docx"),
    Format("odt", "a document of a word processor", (".odt",), "odt"),
    Format("rtf", "a document of a word processor", (".rtf",), "rtf", begins=(b"{\\rtf",)),
    Format("pdf", "a PDF", (".pdf",), module="pdf", begins=(b"%PDF",)),
    Format("picture", "a picture", (".png", ".jpg", ".jpeg", ".tif", ".tiff"), "picture", begins=(
        b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*",
    )),
    Format("email", "an e-mail", (".eml",), "mail", medium="online"),
    Format("csv", "a table", (".csv", ".tsv"), "csv_table"),
    Format("xlsx", "a table", (".xlsx",), "xlsx_table"),
    Format("xml", "an XML document", (".xml", ".rss", ".atom"), "newsroom_xml"),
    Format("zip", "an archive", (".zip",), "archive"),
    Format("", "a web page (HTML)", (".mhtml",)),
    Format("", "a document of a word processor", (".doc", ".pages")),
    Format("", "an e-mail", (".msg",)),
    Format("", "a table", (".xls", ".ods")),
    Format("", "a presentation", (".pptx", ".ppt", ".odp")),
    Format("", "an e-book", (".epub",)),
    Format("", "a picture", (".gif", ".webp", ".svg", ".heic")),
)  # fmt: skip
_BY_SUFFIX = {suffix: one for one in FORMATS for suffix in one.suffixes}
_BY_NAME = {one.name: one for one in FORMATS if one.name}
_MEDIA = {one.name: one.medium for one in FORMATS if one.medium} | dict.fromkeys(("wordpress", "rss", "atom"), "online")
_READ = {".json": JSON, ".jsonl": LINES, ".ndjson": LINES}
_MAGIC = tuple((begin, one) for one in FORMATS for begin in one.begins)
_BEGINS = tuple(begin for begin, _ in _MAGIC)
_HEADS = tuple(
    b"From: |Received: |Return-Path: |Delivered-To: |MIME-Version: |Message-ID: |Subject: |Date: |X-".split(b"|")
)
_HEADER = late(rb"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.IGNORECASE)
_NEWS = late(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE\s+nitf\b[^>]*>\s*)?<(?:\w{1,20}:)?"
    r"(?:newsItem|newsMessage|packageItem|rss|feed|RDF|nitf)[\s>]"
)
_ZIP = b"PK\x03\x04"
_MARKUP = late(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def format_of(content: bytes, name: str) -> Format | None:
    """Return the format of a file that is no text or JSON, by its content, else by its name; None for a text.

    >>> format_of(b"%PDF-1.7", "leaflet.txt").name, format_of(b"Vote!", "leaflet.txt")
    ('pdf', None)
    """
    if content.startswith(_BEGINS):
        return next(one for begin, one in _MAGIC if content.startswith(begin))
    if content.startswith(_ZIP):
        return _packed(content, name)
    if written := _written(content):
        return _BY_NAME[written]
    return _BY_SUFFIX.get(_suffix(name))


def usual_medium(format_name: str) -> str | None:
    """Return where ads of a format usually appear, None where the format does not say."""
    return _MEDIA.get(format_name)


def suffixes() -> tuple[str, ...]:
    """Return the endings of names that are read."""
    return tuple(suffix for suffix, one in _BY_SUFFIX.items() if one.module)


def kind_of(name: str) -> str:
    """Return how a text of this name is read: `TEXT`, `JSON` or `LINES`; other names are those of texts."""
    return _READ.get(_suffix(name), TEXT)


def disguised(text: str) -> str:
    """Return what a text really is if it is no prose: JSON, JSON Lines; else "".

    >>> disguised('{"text": "Vote!"}'), disguised("{Vote!}")
    ('JSON', '')
    """
    start = text.removeprefix("\ufeff").lstrip()
    if start[:1] not in ("{", "["):
        return ""
    if _is_json(start):
        return "JSON"
    first, end, _ = start.partition("\n")
    return "JSON Lines" if end and first.startswith("{") and _is_json(first) else ""


def _packed(content: bytes, name: str) -> Format:
    """Return which of the formats that are ZIP archives one is, by the files in it."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    named = _BY_SUFFIX.get(_suffix(name), _BY_NAME["zip"])
    try:
        with ZipFile(BytesIO(content)) as archive:
            inside = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in inside else b""
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, KeyError):
        return named
    if "word/document.xml" in inside:
        return _BY_NAME["docx"]
    if "xl/workbook.xml" in inside:
        return _BY_NAME["xlsx"]
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return _BY_NAME["odt"]
    return named if kind or "[Content_Types].xml" in inside else _BY_NAME["zip"]


def _written(content: bytes) -> str:
    """Return which format of its own a text is written in, by its beginning: a page, an e-mail, XML of a newsroom."""
    head = content[:2048]
    if head.startswith(_HEADS):
        return "email" if _is_mail(content[:8192]) else ""
    if b"<" not in head:
        return ""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    text = head[: len(head) & ~1].decode(encoding, "replace").removeprefix("\xef\xbb\xbf").removeprefix("\ufeff")
    return "html" if _MARKUP.match(text) else "xml" if _NEWS.match(text) else ""


def _is_mail(head: bytes) -> bool:
    """Tell whether content begins with the headers of an e-mail: three of them, one that only programs write."""
    lines = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].split(b"\n")
    names = {match[0].lower() for line in lines if (match := _HEADER.match(line))}
    return len(names) >= 3 and not names.isdisjoint((b"mime-version:", b"message-id:", b"received:"))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _is_json(text: str) -> bool:
    """Return whether a text is an object, or a list of objects, in JSON."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return False
    items = content if isinstance(content, list) else [content]
    return bool(items) and all(isinstance(item, dict) for item in items)
