"""A file, standard input or a JSON ad → documents with what is known of them besides the text."""

from __future__ import annotations

import contextlib
import os
import re
from functools import partial
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO

from compliance.errors import SourceError
from compliance.model.digest import digest_of
from compliance.model.document import PAGED, Document
from compliance.model.known import NOTHING, Known
from compliance.model.tuples import NamedTuple
from compliance.rulebook.files.opening import MAX_BYTES as MAX_BYTES
from compliance.rulebook.files.opening import STANDARD_INPUT as STANDARD_INPUT
from compliance.rulebook.files.opening import opened
from compliance.sources.decode import Undecodable, decode
from compliance.sources.formats import ASKED, JSON, TEXT, Asked, disguised, format_of, kind_of
from compliance.text.damage import unreadable
from compliance.text.late import late

if TYPE_CHECKING:
    from compliance.border.ad import Ad
    from compliance.sources.formats import Format, Reader

_TAIL = 1_000
_REPORT = late(r"\(compliance\s+coverage\)|^compliance \d+\.\d+[^\n]*\s*\Z", re.MULTILINE)
_REPORT_HEAD = late(rb'\s*\{\s*"(?:documents|diagnostics|schema|\$schema)"')
_ESCAPED = late(r"\\(?=x[0-9a-f]{2})")


class Source(NamedTuple):
    """One input: where to open it, the path that reports show, and why it cannot be read ("" if it may be).

    `named`: a person named it, so it is meant as an ad; what was found in a folder may be something else.
    """

    path: str
    shown: str
    fault: str = ""
    named: bool = True


class NoAd(SourceError):
    """A file from a folder that was never meant as an ad: another program's JSON, or a report of this one."""


class Loaded(NamedTuple):
    """One ad of a source: its document, the JSON ad it came from (None: another source), and what that says of it.

    `fault` tells why one of several in a source cannot be read; its document is then empty.
    """

    document: Document
    ad: Ad | None = None
    known: Known = NOTHING
    fault: str = ""


def load_file(path: str, shown: str | None = None, named: bool = True, asked: Asked = ASKED) -> list[Loaded]:
    """Return the ads in the file at `path`: one, or as many as a JSON array holds.

    `shown` is the path that errors and documents carry. Raises `SourceError` for whatever cannot be read, `NoAd` for
    what nobody `named` and what is no ad.
    """
    shown = shown if shown is not None else display_path(path)
    try:
        with opened(path) as stream:
            head = stream.peek(1) if not named and isinstance(stream, BufferedReader) else b""
            if os.fstat(stream.fileno()).st_size > MAX_BYTES and _REPORT_HEAD.match(head):
                raise NoAd(shown, "is a report of this program")
            content = read_limited(stream, shown)
    except OSError as error:
        raise SourceError(shown, reason(error)) from error
    loaded = load_bytes(content, shown, named, asked)
    for one in loaded:
        if one.document.format in PAGED:
            one.document.again = partial(_again, path, shown)
    return loaded


def _again(path: str, shown: str) -> bytes:
    with opened(path) as stream:
        return read_limited(stream, shown)


def load_source(
    source: Source, standard_input: BinaryIO | None = None, name: str = "-", asked: Asked = ASKED
) -> list[Loaded]:
    """Return the ads in one collected source; `name` is what standard input is called in reports."""
    if source.fault:
        raise SourceError(source.shown, source.fault)
    if source.path == STANDARD_INPUT and standard_input is not None:
        return load_bytes(read_limited(standard_input, name), name, asked=asked)
    return load_file(source.path, source.shown, source.named, asked)


def load_bytes(content: bytes, shown: str, named: bool = True, asked: Asked = ASKED) -> list[Loaded]:
    """Return the ads in `content`, read as what it begins as or is called: a text, JSON, a format of the table.

    `SourceError` for what is named as, or begins as, a format that is not read.
    """
    if not content.strip():
        raise SourceError(shown, "is empty")
    if form := format_of(content, shown):
        return _read_as(form, content, shown, asked, named)
    try:
        text, encoding = decode(content)
    except Undecodable as error:
        raise SourceError(shown, str(error)) from error
    if not text.lstrip("\ufeff").strip():
        raise SourceError(shown, "is empty")
    digest = digest_of(content)
    if (kind := kind_of(shown)) != TEXT:
        from compliance.sources.json_ad import load_json, load_lines

        load = load_json if kind == JSON else load_lines
        return load(text, shown, encoding, len(content), digest, named, asked)
    if not named and is_own_report(text):
        raise NoAd(shown, "is a report of this program")
    if what := disguised(text):
        advice = "call it .json" if what == "JSON" else "call it .jsonl"
        raise SourceError(shown, f"is {what}, not a text: {advice}")
    if damage := unreadable(text):
        raise SourceError(shown, damage)
    return [Loaded(Document(text, shown, encoding, len(content), digest))]


def _read_as(form: Format, content: bytes, shown: str, asked: Asked, named: bool) -> list[Loaded]:
    """Return the ads in content of a format that has a reader of its own, which is loaded here."""
    if not form.module:
        raise SourceError(shown, f"is {form.said}, which is not read: save it as text")
    from importlib import import_module

    reader: Reader = import_module(f"compliance.sources.{form.module}").read
    return reader(content, shown, asked if named else asked._replace(named=False))


def is_own_report(text: str) -> bool:
    """Return whether a text is a report of this program for people: at its end it says so itself."""
    return _REPORT.search(text[-_TAIL:]) is not None


def read_limited(stream: BinaryIO, shown: str) -> bytes:
    """Return the whole of `stream`; `SourceError` above 64 MiB, before more than that is held."""
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise SourceError(shown, f"is larger than {MAX_BYTES >> 20} MiB")
    return content


def display_path(path: str) -> str:
    """Return `path` as reports show it: relative to the current folder, with `/`, whatever the system.

    Bytes of a file name that are no UTF-8 become `\\xNN`; a backslash that would look like one of them becomes `\\x5c`.
    Two files are never shown as one: a `..` behind a link to a folder leads where the system goes, not the letters.
    """
    shown = os.path.normpath(path)
    if ".." in path and os.pardir in path.replace(os.sep, "/").split("/"):
        shown = _without_detours(path, shown)
    if os.path.isabs(shown):
        with contextlib.suppress(ValueError):  # another drive
            shown = os.path.relpath(shown)
    if os.sep != "/":
        shown = shown.replace(os.sep, "/")
    shown = _ESCAPED.sub(r"\\x5c", shown)
    if shown.isascii():
        return shown
    return shown.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _without_detours(path: str, shown: str) -> str:
    real = os.path.realpath(os.path.dirname(path) or os.curdir)
    if os.path.realpath(os.path.dirname(shown) or os.curdir) == real:
        return shown
    return os.path.join(real, os.path.basename(path))


def reason(error: OSError) -> str:
    """Return why a file cannot be opened, in a few words."""
    if isinstance(error, FileNotFoundError):
        return "no such file or directory"
    if isinstance(error, IsADirectoryError):
        return "is a directory"
    if isinstance(error, PermissionError):
        return "permission denied"
    return (error.strerror or type(error).__name__).lower()
