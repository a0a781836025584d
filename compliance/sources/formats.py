"""What a file is, by its name and by how it begins: a text, JSON, JSON Lines, or a format that is not read.

Markup or JSON judged as if it were prose would be an ad that nobody published: it is refused by name instead.
"""

from __future__ import annotations

import json
import os
import re

from compliance.text.late import late

TEXT, JSON, LINES = "text", "json", "lines"
_READ = {".json": JSON, ".jsonl": LINES, ".ndjson": LINES}
_NOT_READ = {
    "a web page (HTML)": (".html", ".htm", ".xhtml", ".mhtml"),
    "a document of a word processor": (".docx", ".doc", ".odt", ".rtf", ".pages"),
    "a PDF": (".pdf",),
    "an e-mail": (".eml", ".msg"),
    "a table": (".xlsx", ".xls", ".ods", ".csv", ".tsv"),
    "a presentation": (".pptx", ".ppt", ".odp"),
    "an e-book": (".epub",),
    "a picture": (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".svg", ".heic"),
}
_BY_SUFFIX = {suffix: name for name, suffixes in _NOT_READ.items() for suffix in suffixes}
_MARKUP = late(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def kind_of(name: str) -> str:
    """Return how a file of this name is read: `TEXT`, `JSON` or `LINES`; other names are those of texts."""
    return _READ.get(_suffix(name), TEXT)


def not_read(name: str) -> str:
    """Return what a file of this name is if that is not read, else "".

    >>> not_read("leaflet.DOCX"), not_read("leaflet.txt")
    ('a document of a word processor', '')
    """
    return _BY_SUFFIX.get(_suffix(name), "")


def disguised(text: str) -> str:
    """Return what a text really is if it is no prose: a web page, JSON, JSON Lines; else "".

    >>> disguised("<!DOCTYPE html><p>Vote!"), disguised('{"text": "Vote!"}'), disguised("{Vote!}")
    ('a web page (HTML)', 'JSON', '')
    """
    text = text.removeprefix("\ufeff")
    if _MARKUP.match(text):
        return "a web page (HTML)"
    start = text.lstrip()
    if start[:1] not in ("{", "["):
        return ""
    if _is_json(start):
        return "JSON"
    first, end, _ = start.partition("\n")
    return "JSON Lines" if end and first.startswith("{") and _is_json(first) else ""


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
