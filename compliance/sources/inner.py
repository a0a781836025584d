"""Files within a file: members of an archive, attachments of a mail; each is read as what it is, and bounded."""

from __future__ import annotations

from compliance.errors import SourceError
from compliance.model.document import Document
from compliance.sources.formats import Asked
from compliance.sources.loading import Loaded, load_bytes

MOST_DEEP = 3


def inner_ads(content: bytes, shown: str, name: str, asked: Asked) -> list[Loaded]:
    """Return the ads in a file within `shown`, each with the file's name before its own pointer.

    One that cannot be read is an ad with that fault, so that the others go on.
    """
    pointer = pointer_of(name)
    try:
        found = load_bytes(content, name, True, asked._replace(depth=asked.depth + 1))
    except SourceError as error:
        return [Loaded(Document("", shown, pointer=pointer + error.pointer), fault=error.reason)]
    for one in found:
        one.document.path = shown
        one.document.pointer = pointer + one.document.pointer
    return found


def pointer_of(name: str) -> str:
    """Return the JSON Pointer under which a report names a file within another."""
    return "/" + name.replace("~", "~0").replace("/", "~1")
