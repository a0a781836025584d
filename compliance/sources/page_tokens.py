"""HTML into tokens, as the standard's tokeniser splits it: text, tags with attributes, comments, each with its place.

Python's `html.parser` would do, but before its repairs of 2025 it takes quadratic time on markup that is not closed,
and its positions are lines; here every step moves on, and places are offsets. What the standard drops at the end of a
file (a tag that is not closed) is a token of its own, so that nothing is lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_NEXT = re.compile(r"<(?=[A-Za-z/!?])")
_BARE = re.compile(r"<(/?)([A-Za-z][^\t\n\f\r />]*)>")  # a tag without attributes, as most are
_NAME = re.compile(r"</?([A-Za-z][^\t\n\f\r />]*)")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*+(?:(?P<end>>)|(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?P<quote>[\"'])?(?P<bare>(?(quote)|[^\t\n\f\r >]*+)))?)"
)
_COMMENT_END = re.compile(r"--!?>")
RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes"))
_DECODED = frozenset(("title", "textarea"))
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{1,31};?)")


class Attribute(NamedTuple):
    """The value of an attribute as it stands in the source (`start`–`end`), its references not yet resolved."""

    start: int
    end: int


class Token(NamedTuple):
    """A token at `start`–`end` of the source.

    `kind` is `text`, `raw` (text without references), `open`, `close`, `comment` or `dropped`. `name` is that of a tag,
    in small letters; `first`–`last` are the text or comment without its marks. `attributes` are those of a tag that
    opens, the first of a name.
    """

    kind: str
    start: int
    end: int
    first: int
    last: int
    name: str = ""
    attributes: dict[str, Attribute] = {}  # noqa: RUF012 - a named tuple's default, never written to


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of a page in order, in linear time.

    >>> [(token.kind, token.name or source[token.first : token.last]) for source in ["<p>a<!--b--></P>"]
    ...  for token in tokens(source)]
    [('open', 'p'), ('text', 'a'), ('comment', 'b'), ('close', 'p')]
    """
    at, size = int(source.startswith("\ufeff")), len(source)
    while at < size:
        mark = _NEXT.search(source, at)
        stop = mark.start() if mark else size
        if stop > at:
            yield Token("text", at, stop, at, stop)
        if mark is None:
            return
        bare = _BARE.match(source, stop)
        if bare:
            at = bare.end()
            token = Token("close" if bare[1] else "open", stop, at, at, at, bare[2].lower())
        else:
            token = _marked(source, stop)
        yield token
        at = token.end
        if token.kind == "open" and (token.name in RAW or token.name in _DECODED or token.name == "plaintext"):
            last = size if token.name == "plaintext" else _raw_end(source, at, token.name)
            if last > at:
                yield Token("text" if token.name in _DECODED else "raw", at, last, at, last)
            at = last


def _marked(source: str, start: int) -> Token:
    """Return the tag or comment that begins at a `<`."""
    size = len(source)
    if source.startswith("<!--", start):
        for empty in ("<!-->", "<!--->"):
            if source.startswith(empty, start):
                return Token("comment", start, start + len(empty), start + 4, start + 4)
        stop = _COMMENT_END.search(source, start + 4)
        return Token("comment", start, stop.end() if stop else size, start + 4, stop.start() if stop else size)
    named = _NAME.match(source, start)
    if named is None:  # a declaration, or `</` before what is no name
        stop_at = source.find(">", start)
        last = stop_at if stop_at >= 0 else size
        return Token("comment", start, min(last + 1, size), min(start + 2, last), last)
    closes, name = source[start + 1] == "/", named[1].lower()
    found: dict[str, Attribute] = {}
    at = named.end()
    while match := _ATTRIBUTE.match(source, at):
        if match["end"]:
            return Token("close" if closes else "open", start, match.end(), at, at, name, found)
        first, last, at = match.start("bare"), match.end("bare"), match.end()
        if match["quote"]:
            last = source.find(match["quote"], at)
            if last < 0:
                break
            at = last + 1
        if first < 0:
            first = last = match.end()
        found.setdefault(match["name"].lower(), Attribute(first, last))
    return Token("dropped", start, size, start, size, name)


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


def value(source: str, attribute: Attribute | None) -> str:
    """Return the value of an attribute, "" where there is none."""
    return unescape(source[attribute.start : attribute.end]) if attribute else ""
