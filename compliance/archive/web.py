"""Web archives (WARC): the pages and documents in their responses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from compliance.errors import UsageError
from compliance.rulebook.files.opening import MAX_BYTES

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


class Page(NamedTuple):
    """A response: its record's id, address, host, a name that tells its format, and its bytes or why there are none."""

    record: str
    address: str
    host: str
    name: str
    content: bytes
    fault: str = ""


def web_inputs(path: str, step: Callable[[int], None]) -> Iterator[Page]:
    """Yield the pages of a web archive, compressed or not; styles, scripts, pictures and failures are passed over."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise UsageError("reading web archives needs FastWARC: pip install 'compliance-imprint[archive]'") from error
    with open(path, "rb") as stream:
        number = 0
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
            number += 1
            step(stream.tell())
            head = record.http_headers
            if head is None or head.status_code != 200:
                continue
            address = record.headers.get("WARC-Target-URI") or f"record {number}"
            ending = _TYPES.get((record.http_content_type or "").lower())
            if ending is None:
                continue
            name = record.record_id or f"record {number}"
            content = record.reader.read(MAX_BYTES + 1)
            fault = f"is larger than {MAX_BYTES >> 20} MiB" if len(content) > MAX_BYTES else ""
            yield Page(name, address, _host(address), "page" + ending, b"" if fault else content, fault)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
