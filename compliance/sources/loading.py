"""A file, standard input or a JSON ad → documents with what is known of them besides the text."""

from __future__ import annotations

import contextlib
import os
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from compliance.errors import SourceError
from compliance.model.document import Document
from compliance.sources.decode import Undecodable, decode
from compliance.text.damage import unreadable

if TYPE_CHECKING:
    from compliance.border.ad import Ad

MAX_BYTES = 64 << 20
# Pages: what they display turns on style sheets and scripts, so that an imprint in the source may be seen by nobody.
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
STANDARD_INPUT = "-"


class Source(NamedTuple):
    """One input: where to open it, the path that reports show, and why it cannot be read ("" if it may be)."""

    path: str
    shown: str
    fault: str = ""


class Loaded(NamedTuple):
    """One ad of a source: its document, and the JSON ad it came from (None: a plain text)."""

    document: Document
    ad: Ad | None = None


def load_file(path: str, shown: str | None = None) -> list[Loaded]:
    """Return the ads in the file at `path`: one, or as many as a JSON array holds.

    `shown` is the path that errors and documents carry. Raises `SourceError` for whatever cannot be read.
    """
    shown = shown if shown is not None else display_path(path)
    try:
        with open(path, "rb") as stream:
            content = read_limited(stream, shown)
    except OSError as error:
        raise SourceError(shown, _reason(error)) from error
    return load_bytes(content, shown)


def load_source(source: Source, standard_input: BinaryIO | None = None, name: str = "-") -> list[Loaded]:
    """Return the ads in one collected source; `name` is what standard input is called in reports."""
    if source.fault:
        raise SourceError(source.shown, source.fault)
    if source.path == STANDARD_INPUT and standard_input is not None:
        return load_bytes(read_limited(standard_input, name), name)
    return load_file(source.path, source.shown)


def load_bytes(content: bytes, shown: str) -> list[Loaded]:
    """Return the ads in `content`, read as JSON if the name `shown` ends in `.json`, else as text.

    `SourceError` for what is none, HTML pages among them.
    """
    if not content.strip():
        raise SourceError(shown, "is empty")
    if shown.lower().endswith(_PAGES):
        raise SourceError(shown, "is an HTML page, which is not read yet: save what it shows as text")
    try:
        text, encoding = decode(content)
    except Undecodable as error:
        raise SourceError(shown, str(error)) from error
    if not text.lstrip("\ufeff").strip():
        raise SourceError(shown, "is empty")
    digest = sha256(content).hexdigest()
    if not shown.lower().endswith(".json") and (damage := unreadable(text)):
        raise SourceError(shown, damage)
    if shown.lower().endswith(".json"):
        from compliance.sources.json_ad import load_json

        return load_json(text, shown, encoding, len(content), digest)
    return [Loaded(Document(text, shown, encoding, len(content), digest))]


def read_limited(stream: BinaryIO, shown: str) -> bytes:
    """Return the whole of `stream`; `SourceError` above 64 MiB, before more than that is held."""
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise SourceError(shown, f"is larger than {MAX_BYTES >> 20} MiB")
    return content


def display_path(path: str) -> str:
    """Return `path` as reports show it: relative to the current folder, with `/`, whatever the system.

    Bytes of a file name that are no UTF-8 become `\\xNN`.
    """
    shown = os.path.normpath(path)
    if os.path.isabs(shown):
        with contextlib.suppress(ValueError):  # another drive
            shown = os.path.relpath(shown)
    if os.sep != "/":
        shown = shown.replace(os.sep, "/")
    if shown.isascii():
        return shown
    return shown.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or directory"
    if isinstance(error, IsADirectoryError):
        return "is a directory"
    if isinstance(error, PermissionError):
        return "permission denied"
    return (error.strerror or type(error).__name__).lower()
