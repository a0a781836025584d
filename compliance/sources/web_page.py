"""Web pages (HTML, XHTML, AMP): the text that readers see, with line, column and element of each run."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable
from hashlib import sha256

from compliance.errors import SourceError
from compliance.model.document import Document, Layer, Place
from compliance.model.known import NOTHING, Known
from compliance.sources.decode import Undecodable, decode
from compliance.sources.formats import ASKED, Asked
from compliance.sources.loading import Loaded
from compliance.sources.page_runs import Runs
from compliance.sources.page_text import read_runs
from compliance.text.damage import unreadable
from compliance.text.moment import parse_moment

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:-]{1,40})",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes in which a page says its encoding
_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "pubdate")
_PAID = "AdvertiserContentArticle"
_LONGEST_DATA = 1 << 20
_AS_BROWSERS = {
    "iso8859-1": "windows-1252",
    "ascii": "windows-1252",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
}


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the page as one ad; `SourceError` where it shows no text, or is in no encoding that can be told."""
    try:
        source, encoding = page_of(content)
    except Undecodable as error:
        raise SourceError(shown, str(error)) from error
    document, known = read_page(source, shown, encoding, content)
    return [Loaded(whole(document), None, known)]


def whole(document: Document) -> Document:
    """Return a document with text that can be trusted; `SourceError` for any other."""
    if not document.text.strip():
        raise SourceError(document.path, "shows no text", document.pointer)
    if damage := unreadable(document.text):
        raise SourceError(document.path, damage, document.pointer)
    return document


def read_page(
    source: str, shown: str, encoding: str = "utf-8", content: bytes | None = None, pointer: str = ""
) -> tuple[Document, Known]:
    """Return a page as a document, and what it says of itself: the moment of publication, and that it was paid for."""
    runs = read_runs(source)
    types: list[str] = []
    layers = [*runs.layers, *(Layer("data", _words(said, runs, types), Place("script")) for said in runs.data)]
    raw = content if content is not None else source.encode("utf-8", "surrogatepass")
    document = Document(
        runs.text(), shown, encoding, len(raw), sha256(raw).hexdigest(), pointer,
        format="html", segments=runs, layers=layers, unread=runs.unread,
    )  # fmt: skip
    return document, _known(runs, types)


def page_of(content: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return the source of a page and its encoding: by its mark, as valid UTF-8, by `charset`, by what it declares.

    What is valid UTF-8 is taken for that, whatever a page that was saved anew still says of itself. `Undecodable` where
    nothing fits.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace"), name
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(content[:_HEAD])
    for label in (charset, declared[1].decode("ascii", "replace") if declared else None):
        codec = _codec(label)
        if codec not in ("", "utf-8"):
            return content.decode(codec, "replace"), codec
    return decode(content)


def _codec(name: str | None) -> str:
    """Return the codec of a charset as browsers take it, "" for one that is not known."""
    try:
        found = codecs.lookup(name or "").name
        b"a".decode(found)
    except (LookupError, ValueError):
        return ""
    return _AS_BROWSERS.get(found, found)


def _words(data: str, runs: Runs, types: list[str]) -> str:
    """Return the words in JSON-LD, taking in the types it names and the day of publication."""
    try:
        pending = [json.loads(data)] if len(data) <= _LONGEST_DATA else []
    except (ValueError, RecursionError):
        pending = []
    words: list[str] = []
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            types.append(str(value.get("@type")))
            if isinstance(value.get("datePublished"), str):
                runs.meta.setdefault("datepublished", value["datePublished"])
            pending += reversed(value.values())
        elif isinstance(value, list):
            pending += reversed(value)
        elif isinstance(value, str):
            words.append(value)
    return "\n".join(words) or data


def _known(runs: Runs, types: Iterable[str]) -> Known:
    facts = {"paid": True} if _PAID in types else {}
    for key in _PUBLISHED:
        try:
            return Known(published=parse_moment(runs.meta[key]), facts=facts)
        except (KeyError, ValueError):
            continue
    return Known(facts=facts) if facts else NOTHING
