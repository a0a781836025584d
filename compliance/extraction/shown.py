"""Whether an imprint in a page's source is shown at all, where only a style sheet or the ground behind would tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.extraction.laid import Laid
from compliance.extraction.pieces.persons import Place
from compliance.text.late import late
from compliance.text.markup import find_tag, not_displayed

_OPENING = late(r"<[A-Za-z]")
_LIGHT = late(
    r"(?<![\w-])color\s{0,3}[:=]\s{0,3}[\"']?(?:white|#fff(?:fff)?|rgb\(255,\s?255,\s?255\))(?![\w])", re.IGNORECASE
)
_GROUND = late(r"\sbgcolor\s*=|background", re.IGNORECASE)
_STYLED = late(r"\s(?:class|id)\s*=", re.IGNORECASE)
_SHEET = late(r"<style[^>]{0,200}>([^<]{0,20000})", re.IGNORECASE)
_REACH = 400  # characters of the source before an imprint in which the tags stand that it is shown by
_MOST_TAGS = 20
_TO_SHEET = 40_000  # characters of the source before an imprint in which a style sheet stands


def perhaps_unseen(laid: Laid) -> Iterator[Place]:
    """Yield the place in the source of a tag before the imprint that makes its letters white, or leaves it to a sheet.

    What hides an element by itself is known (`text/hidden.py`); of which class a sheet says so is not looked up.
    """
    source = laid.window.clean.source
    start = laid.source(laid.start, laid.start)[0]
    first = max(0, start - _REACH)
    if "<" not in source[first:start]:
        return
    sheets = [match[1] for match in _SHEET.finditer(source, max(0, start - _TO_SHEET), start)]
    sheet = any(not_displayed(one) or _LIGHT.search(one) for one in sheets)
    for number, match in enumerate(_OPENING.finditer(source, first, start)):
        tag = find_tag(source, match.start()) if number < _MOST_TAGS else None
        if tag is None or tag.end > start or f"</{tag.name}" in source[tag.end : start].lower():
            continue
        words = source[tag.start : tag.end]
        white = _LIGHT.search(words) is not None and _GROUND.search(source, first, start) is None
        if white or (sheet and _STYLED.search(words)):
            yield tag.start, tag.end
