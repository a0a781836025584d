"""Web archives (WARC): the pages and documents in their responses. What is broken in one costs that one alone."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from compliance.errors import UsageError
from compliance.rulebook.files.opening import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

# What of the web is read, and the ending by which the readers know it.
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_MARKS = (b"WARC/1.", b"\x1f\x8b\x08")  # with which a record begins, plain or compressed
_PIECE = 1 << 20
_MOST_DAMAGES = 1_000  # of one file, until it is given up
_CUT = "is cut off: the archive ends before the record does"


class Page(NamedTuple):
    """A response: its record's id, address, host, a name that tells its format, and its bytes or why there are none."""

    record: str
    address: str
    host: str
    name: str
    content: bytes
    fault: str = ""


def web_inputs(path: str, step: Callable[[int], None]) -> Iterator[Page]:
    """Yield the pages of a web archive, compressed or not; styles, scripts, pictures and failures are passed over.

    After a record that is none, reading goes on at the next that begins like one. A file that ends in the middle of a
    record says so: the library takes what there is of it for the whole.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise UsageError("reading web archives needs FastWARC: pip install 'compliance-imprint[archive]'") from error
    with open(path, "rb") as stream:
        start: int | None = 0
        damages = 0
        while start is not None and damages < _MOST_DAMAGES:
            stream.seek(start)
            last, page = start, None
            try:
                for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, auto_decode="none"):
                    last, page = record.stream_pos, None
                    step(stream.tell())
                    if record.record_type == WarcRecordType.response and (page := _page(record, last)) is not None:
                        yield page
                if (page is None or page.fault != _CUT) and _ends_inside(stream, last):
                    yield Page(f"byte {last}", "", "", "", b"", _CUT)
                return
            except OSError as error:
                start, damages = _following(stream, last + 1), damages + 1
                yield Page(f"byte {last}", "", "", "", b"", f"is damaged behind this byte: {error}")


def _page(record: Any, at: int) -> Page | None:
    """Return the page in a response, None where it holds none that is read; it is known by where its record stands."""
    head = record.http_headers
    if head is None or head.status_code != 200:
        return None
    ending = _TYPES.get((record.http_content_type or "").lower())
    if ending is None:
        return None
    address = record.headers.get("WARC-Target-URI") or f"byte {at}"
    name = record.record_id or f"byte {at}"
    raw = record.reader.read(MAX_BYTES + 1)
    if len(raw) < min(record.content_length, MAX_BYTES + 1):
        return Page(name, address, _host(address), "", b"", _CUT)
    try:
        content = _decoded(raw, head.get("Transfer-Encoding"), head.get("Content-Encoding"))
    except OSError as error:
        return Page(name, address, _host(address), "", b"", f"cannot be unpacked: {error}")
    if len(content) > MAX_BYTES:
        return Page(name, address, _host(address), "", b"", f"is larger than {MAX_BYTES >> 20} MiB")
    return Page(name, address, _host(address), "page" + ending, content)


def _ends_inside(stream: IO[bytes], start: int) -> bool:
    """Return whether a file ends before the record that begins there does; of what is packed otherwise, False."""
    stream.seek(start)
    begun = stream.read(_PIECE)
    if begun.startswith(b"\x1f\x8b"):
        return _is_open(stream, begun)
    head, end, _ = begun.partition(b"\r\n\r\n")
    if not head.startswith(b"WARC/"):
        return False
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    size = stream.seek(0, io.SEEK_END) - start - len(head) - len(end)
    return not lengths or (lengths[0].strip().isdigit() and size < int(lengths[0]))


def _is_open(stream: IO[bytes], packed: bytes) -> bool:
    """Return whether the last of the gzip members in `packed` and behind it in the file is not closed."""
    member = zlib.decompressobj(31)
    while packed:
        try:
            member.decompress(packed, _PIECE)
        except zlib.error:
            return False  # no member: what else stands there is no record
        packed = member.unconsumed_tail or member.unused_data
        if member.eof:
            member = zlib.decompressobj(31)
            packed = packed or stream.read(_PIECE)
            if not packed:
                return False
        else:
            packed = packed or stream.read(_PIECE)
    return True


def _decoded(content: bytes, transfer: str | None, packed: str | None) -> bytes:
    """Return a body as it was before it was sent, one byte more than is read at the most; `OSError` if it is damaged.

    Archives that unpack what they keep often leave the header as it was: such a body is taken as it is.
    """
    from fastwarc import stream_io

    for said in (*_named(transfer), *reversed(_named(packed))):
        inner = io.BytesIO(content)
        if said == "chunked" and _is_chunked(content):
            content = stream_io.ChunkedReader(inner).read(MAX_BYTES + 1)
        elif said in ("gzip", "x-gzip") and content.startswith(b"\x1f\x8b"):
            content = stream_io.GzipReader(inner).read(MAX_BYTES + 1)
        elif said == "deflate" and content[:1] == b"\x78":
            content = stream_io.GzipReader(inner, zlib=True).read(MAX_BYTES + 1)
        elif said == "zstd" and content.startswith(b"\x28\xb5\x2f\xfd"):
            content = stream_io.ZstdReader(inner).read(MAX_BYTES + 1)
        elif said == "br" and content.lstrip()[:1] != b"<":
            content = stream_io.BrotliReader(inner).read(MAX_BYTES + 1)
    return content


def _named(header: str | None) -> Sequence[str]:
    return [one.strip().lower() for one in (header or "").split(",")][:4]


def _is_chunked(content: bytes) -> bool:
    size = content[:12].partition(b"\r\n")[0].partition(b";")[0].strip()
    return bool(size) and all(letter in b"0123456789abcdefABCDEF" for letter in size)


def _following(stream: IO[bytes], start: int) -> int | None:
    """Return where the next record seems to begin, None where none does."""
    stream.seek(start)
    before = b""
    while piece := stream.read(_PIECE):
        window = before + piece
        found = [at for mark in _MARKS if (at := window.find(mark)) >= 0]
        if found:
            return stream.tell() - len(window) + min(found)
        before = window[-8:]
    return None


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
