"""HTML into tokens, as the standard's tokeniser splits it: text, tags with attributes, comments, each with its place.

Python's `html.parser` would do, but before its repairs of 2025 it takes quadratic time on markup that is not closed,
and its positions are lines; here every step moves on, and places are offsets. What the standard drops at the end of a
file (a tag that is not closed) is a token of its own, so that nothing is lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

_STARTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/!?")
_NAME = re.compile(r"</?([A-Za-z][^\t\n\f\r />]*)")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*+(?:(?P<end>>)|(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?P<quote>[\"'])?(?P<bare>(?(quote)|[^\t\n\f\r >]*+)))?)"
)
_COMMENT_END = re.compile(r"--!?>")
RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes"))
_DECODED = frozenset(("title", "textarea"))
_WITHOUT_TAGS = RAW | _DECODED | {"plaintext"}
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_MOST_KNOWN, _LONGEST_KNOWN = 4_096, 400  # tags that are kept, as most are written again and again

TEXT, RAW_TEXT, OPEN, CLOSE, COMMENT, DROPPED = range(6)


class Tag:
    """A tag as it is written, wherever it stands: its name in small letters, and where in it the values are.

    `attributes` are the offsets of each value from the tag's `<`, references not yet resolved, the first of a name.
    `facts` is for who reads the tags to keep what follows from one.
    """

    __slots__ = ("attributes", "facts", "name", "text")

    def __init__(self, name: str, text: str = "", attributes: dict[str, tuple[int, int]] | None = None) -> None:
        self.name, self.text = name, text
        self.attributes = attributes or {}
        self.facts: Any = None

    def value(self, name: str) -> str:
        """Return the value of an attribute, "" where there is none."""
        place = self.attributes.get(name)
        return unescape(self.text[place[0] : place[1]]) if place else ""


_NO_TAG = Tag("")
# The kind of a token, where it starts, its text or comment without its marks (`first`–`last`), and the tag.
Token = tuple[int, int, int, int, Tag]


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of a page in order, in linear time.

    >>> [(kind, tag.name or source[first:last]) for source in ["<p>a<!--b--></P>"]
    ...  for kind, _, first, last, tag in tokens(source)]
    [(2, 'p'), (0, 'a'), (4, 'b'), (3, 'p')]
    """
    at, size = int(source.startswith("\ufeff")), len(source)
    known: dict[str, tuple[int, Tag]] = {}
    find = source.find
    while at < size:
        stop = find("<", at)
        while stop >= 0 and source[stop + 1 : stop + 2] not in _STARTS:
            stop = find("<", stop + 1)
        if stop < 0:
            yield TEXT, at, at, size, _NO_TAG
            return
        if stop > at:
            yield TEXT, at, at, stop, _NO_TAG
        written = source[stop : find(">", stop) + 1]
        found = known.get(written)
        if found is not None:
            at = stop + len(written)
            kind, tag = found
            yield kind, stop, at, at, tag
        else:
            kind, at, first, last, tag = _marked(source, stop)
            if kind in (OPEN, CLOSE) and at - stop == len(written) < _LONGEST_KNOWN:
                if len(known) >= _MOST_KNOWN:
                    known.clear()
                known[written] = kind, tag
            yield kind, stop, first, last, tag
        if kind == OPEN and tag.name in _WITHOUT_TAGS:
            last = size if tag.name == "plaintext" else _raw_end(source, at, tag.name)
            if last > at:
                yield TEXT if tag.name in _DECODED else RAW_TEXT, at, at, last, _NO_TAG
            at = last


def _marked(source: str, start: int) -> tuple[int, int, int, int, Tag]:
    """Return the tag or comment that begins at a `<`: its kind, where it ends, its text, the tag."""
    size = len(source)
    if source.startswith("<!--", start):
        for empty in ("<!-->", "<!--->"):
            if source.startswith(empty, start):
                return COMMENT, start + len(empty), start + 4, start + 4, _NO_TAG
        stop = _COMMENT_END.search(source, start + 4)
        return COMMENT, stop.end() if stop else size, start + 4, stop.start() if stop else size, _NO_TAG
    named = _NAME.match(source, start)
    if named is None:  # a declaration, or `</` before what is no name
        stop_at = source.find(">", start)
        last = stop_at if stop_at >= 0 else size
        return COMMENT, min(last + 1, size), min(start + 2, last), last, _NO_TAG
    closes, name = source[start + 1] == "/", named[1].lower()
    found: dict[str, tuple[int, int]] = {}
    at = named.end()
    while match := _ATTRIBUTE.match(source, at):
        at = match.end()
        if match["end"]:
            return CLOSE if closes else OPEN, at, at, at, Tag(name, source[start:at], found)
        first, last = match.span("bare")
        if match["quote"]:
            last = source.find(match["quote"], at)
            if last < 0:
                break
            at = last + 1
        if first < 0:
            first = last = match.end()
        found.setdefault(match["name"].lower(), (first - start, last - start))
    return DROPPED, size, start, size, Tag(name)


def _raw_end(source: str, at: int, name: str) -> int:
    """Return where the content of an element ends that holds no tags: at its end tag, else at the end of the file."""
    found = _ENDS[name].search(source, at)
    return found.start() if found else len(source)


_ENDS = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII) for name in RAW | _DECODED}


def decoded(source: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield a stretch with its character references resolved, as (start, end, text) of the source in order.

    >>> list(decoded("a&amp;b", 0, 7))
    [(0, 1, 'a'), (1, 6, '&'), (6, 7, 'b')]
    """
    at = start
    if source.find("&", start, end) >= 0:
        for match in _REFERENCE.finditer(source, start, end):
            said = unescape(match[0])
            if said == match[0]:
                continue
            if match.start() > at:
                yield at, match.start(), source[at : match.start()]
            at = match.end()
            yield match.start(), at, said
    if at < end:
        yield at, end, source[at:end]
