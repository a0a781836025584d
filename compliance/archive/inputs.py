"""An archive to inputs, one by one in a fixed order: folders, ZIP, JSON Lines, CSV, Parquet, WARC, single files.

Nothing is held but the input at hand. What cannot be read is an input with a fault, so that the rest goes on.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from compliance.archive.columns import FAULT, FILE, RECORD
from compliance.archive.web import web_inputs
from compliance.errors import SourceError, UsageError
from compliance.rulebook.book import MEDIA
from compliance.rulebook.files.opening import MAX_BYTES, odd, opened
from compliance.sources import collect
from compliance.sources.archive_bounds import unpack
from compliance.sources.csv_table import LONGEST_CELL, delimiter
from compliance.sources.decode import Undecodable, decode
from compliance.sources.inner import pointer_of
from compliance.text.late import late

Input = dict[str, Any]
_DAY = late(r"(?<!\d)((?:19|20)\d\d)[-/_.]?(0[1-9]|1[0-2])[-/_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_LONGEST_LINE = MAX_BYTES
_KEYS = ("jurisdiction", "outlet", "medium", "published", "language", "election")


class Entry(NamedTuple):
    """A file of the archive: its path, how it is shown, what its path says of the texts in it, and its size."""

    path: str
    shown: str
    told: dict[str, str | None]
    size: int


class Archive:
    """The files of a source, in order; `read` gives their inputs, `done` is how many bytes of `total` are read."""

    def __init__(self, source: str) -> None:
        if not os.path.exists(source):
            raise UsageError(f"{source}: no such file or directory")
        self.entries = list(_entries(source))
        if not self.entries:
            raise UsageError(f"nothing to read: {source} holds no file of a kind that is read")
        self.total = sum(entry.size for entry in self.entries)
        self.done = 0

    def listing(self) -> list[list[Any]]:
        """Return the names and sizes of the files: what an interrupted scan goes on with must be the same."""
        return [[entry.shown, entry.size] for entry in self.entries]

    def read(self) -> Iterator[Input]:
        """Yield every input."""
        before = 0
        for entry in self.entries:

            def step(count: int, before: int = before, size: int = entry.size) -> None:
                self.done = before + min(count, size)

            try:
                yield from _reader(entry.path)(entry, step)
            except (OSError, BadZipFile, ValueError, SourceError) as error:
                reason = error.reason if isinstance(error, SourceError) else f"cannot be read further: {error}"
                yield made(entry, "", FAULT, b"", reason)
            before += entry.size
            self.done = before


def made(entry: Entry, where: str, kind: str, content: bytes, name: str = "", **others: str | None) -> Input:
    """Return an input; its id is where it stands, unless it has one of its own."""
    told = entry.told | {key: said for key, said in others.items() if said}
    shown = told.pop("path", None) or entry.shown
    return {
        "id": told.pop("id", None) or f"{entry.shown}{'#' if where else ''}{where}", "path": shown, "kind": kind,
        "name": name, "where": where, "content": content, **{key: told.get(key) for key in _KEYS},
    }  # fmt: skip


def _entries(source: str) -> Iterator[Entry]:
    root = os.path.abspath(source)
    paths = [source] if not os.path.isdir(source) else list(_below(source))
    for path in paths:
        inner = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/") if path != source else ""
        name = inner or os.path.basename(path)
        yield Entry(path, name, _told(name), os.path.getsize(path))


def _below(folder: str) -> Iterator[str]:
    """Yield the files below a folder: those that the readers know, and containers that only archives have."""
    known = {os.path.abspath(one.path) for one in collect([folder])}
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(parent, name)
            low = name.lower()
            container = not name.startswith(".") and low.endswith(tuple(_CONTAINERS))
            if (container or os.path.abspath(path) in known) and not odd(os.stat(path).st_mode):
                yield path


def _told(inner: str) -> dict[str, str | None]:
    """Return what a path says: `key=value` parts, a day or a month, and the first folder as the outlet.

    >>> _told("akchabar/2024/11/17/a.html")["published"], _told("akchabar/2024/11/17/a.html")["outlet"]
    ('2024-11-17', 'akchabar')
    """
    parts = inner.split("/")
    told: dict[str, str | None] = {}
    for part in parts[:-1]:
        key, sign, value = part.partition("=")
        if sign and key in _KEYS and (key != "medium" or value in MEDIA):
            told[key] = value
    if "published" not in told and (day := _DAY.search(inner)):
        told["published"] = "-".join(day.groups())
    if "outlet" not in told and len(parts) > 1 and "=" not in parts[0] and parts[0].strip(".0123456789"):
        told["outlet"] = parts[0]
    return told


Step = Callable[[int], None]


def _reader(path: str) -> Callable[[Entry, Step], Iterator[Input]]:
    low = path.lower()
    return next((reader for ending, reader in _CONTAINERS.items() if low.endswith(ending)), _file)


def _file(entry: Entry, step: Step) -> Iterator[Input]:
    with opened(entry.path) as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        yield made(entry, "", FAULT, b"", f"is larger than {MAX_BYTES >> 20} MiB")
    else:
        yield made(entry, "", FILE, content, entry.shown)
    step(entry.size)


def _lines(entry: Entry, step: Step) -> Iterator[Input]:
    with opened(entry.path) as stream:
        number, count = 0, 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            count += len(line)
            step(count)
            if line.strip():
                yield made(entry, f"line {number}", RECORD, line.strip().removeprefix(b"\xef\xbb\xbf"))


def _table(entry: Entry, step: Step) -> Iterator[Input]:
    with opened(entry.path) as stream:
        head = stream.read(1 << 16)
    try:
        text, encoding = decode(head[: head.rfind(b"\n") + 1] or head)
    except Undecodable as error:
        raise SourceError(entry.shown, str(error)) from error
    csv.field_size_limit(LONGEST_CELL)
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    with open(entry.path, "rb") as raw, io.TextIOWrapper(raw, encoding=codec, newline="") as lines:
        rows = csv.reader(lines, delimiter=delimiter(text.removeprefix("\ufeff")))
        try:
            header = [name.strip() for name in next(rows, [])]
            for number, row in enumerate(rows, 2):
                if any(row):
                    record = dict(zip(header, row, strict=False))
                    yield made(entry, f"row {number}", RECORD, _written(record))
                if number % 500 == 0:
                    step(raw.tell())
        except csv.Error as error:
            raise SourceError(entry.shown, f"row {rows.line_num}: {error}") from error


def _parquet(entry: Entry, step: Step) -> Iterator[Input]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(entry.path) as file:
            total, number = max(1, file.metadata.num_rows), 0
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    number += 1
                    yield made(entry, f"row {number}", RECORD, _written(row))
                step(entry.size * number // total)
    except pa.ArrowException as error:
        raise SourceError(entry.shown, f"is no Parquet that can be read: {error}") from error


def _zip(entry: Entry, step: Step) -> Iterator[Input]:
    with ZipFile(entry.path) as archive:
        members = sorted(archive.infolist(), key=lambda one: one.filename)
        for member in members:
            parts = member.filename.split("/")
            if member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in parts if part not in (".", "..")):
                continue
            where, told = pointer_of(member.filename), _told(member.filename)
            step(min(entry.size, member.header_offset))
            try:
                content = unpack(archive, member, MAX_BYTES)
            except (RuntimeError, BadZipFile, NotImplementedError, ValueError, OSError, EOFError, ZlibError) as error:
                yield made(entry, where, FAULT, b"", f"cannot be unpacked: {error}", **told)
                continue
            yield made(entry, where, FILE, content, member.filename, **told)


def _warc(entry: Entry, step: Step) -> Iterator[Input]:
    for page in web_inputs(entry.path, step):
        if page.fault:
            yield made(entry, page.record, FAULT, b"", page.fault, path=page.address, outlet=page.host)
            continue
        day = _DAY.search(page.address)
        yield made(
            entry, page.record, FILE, page.content, page.name, path=page.address, outlet=page.host, medium="online",
            published="-".join(day.groups()) if day else None,
        )  # fmt: skip


def _written(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "replace")


_CONTAINERS = {
    ".jsonl": _lines, ".ndjson": _lines, ".csv": _table, ".tsv": _table, ".parquet": _parquet, ".zip": _zip,
    ".warc": _warc, ".warc.gz": _warc, ".warc.zst": _warc,
}  # fmt: skip
