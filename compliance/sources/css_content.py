"""Words that style rules put on a page: what `content` says of `::before` and `::after`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_CONTENT = re.compile(
    r"(?:^|;)\s*content\s*:\s*((?:\"(?:[^\"\\]|\\.){0,400}\"|'(?:[^'\\]|\\.){0,400}'|[^;\"']){1,800})",
    re.IGNORECASE | re.DOTALL,
)
_TOKEN = re.compile(
    r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|attr\(\s*([\w-]{1,60})[^()]*\)|(/)|([\w-]+(?:\([^()]*\))?)",
    re.IGNORECASE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(\n)|(.))", re.IGNORECASE | re.DOTALL)
_IMPORTANT = re.compile(r"!\s*important\s*\Z", re.IGNORECASE)


def content_of(said: str) -> dict[str, tuple[str, bool]]:
    """Return what declarations say of `content`, as it is written.

    >>> content_of("color: red; CONTENT: 'Тираж: '")
    {'content': ("'Тираж: '", False)}
    """
    found = [match[1].strip() for match in _CONTENT.finditer(said)] if "ontent" in said or "ONTENT" in said else []
    if not found:
        return {}
    plain = _IMPORTANT.sub("", found[-1]).strip()
    return {"content": (plain, plain != found[-1])}


def words_of(content: str, attributes: Callable[[str], str | None]) -> str:
    """Return the words of a `content`; signs of a font of its own are none.

    >>> words_of("'Тираж' ': ' attr(data-run) / 'x'", {"data-run": "500"}.get)
    'Тираж: 500'
    >>> words_of("'\\\\f101'", {}.get)
    ''
    """
    pieces: list[str] = []
    for double, single, attribute, slash, _ in _TOKEN.findall(content):
        if slash:  # what comes is said by readers of screens
            break
        pieces.append((attributes(attribute.lower()) or "") if attribute else _ESCAPE.sub(_character, double or single))
    words = "".join(pieces)
    return "".join(one for one in words if one == "\n" or unicodedata.category(one)[0] not in "C")


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return chr(min(int(found[1], 16), 0x10FFFF))
    return "" if found[2] else found[3]
