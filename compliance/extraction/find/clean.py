"""A window of the source as a reader sees it, with the way back to the characters it came from.

Invisible characters vanish, decomposed letters are composed, HTML character references are decoded, inline markup and
emphasis marks vanish, words broken at a line end are joined, runs of blanks become one, wide gaps become a tab (the
border of a column), arrows and middle dots between blanks a bar. Places of the clean text lead back to the
source exactly: a value is always cut from the source.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from compliance.text.folding import COMBINING, INVISIBLE, SPACES, fold
from compliance.text.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPACE = re.escape(SPACES)
_HIDDEN = re.escape(INVISIBLE)
_MARKS = re.escape(COMBINING)
_BARS = "\u00b7\u2219\u22c5\u2192\u21d2\u27a1\u2794\u279c"  # dots and arrows that part as bars do, blanks around them
_DRAWN = "\u2502\u2503\u2551"
_IRREGULAR = late(
    rf"(?P<break>(?<=[^\W\d_])(?:-|[\u2010\u00ad\ufffe])[ \t]*\r?\n[ \t]*(?=[^\W\d_]))"
    rf"|(?P<hidden>[{_HIDDEN}]+)"
    rf"|(?P<marks>[^\W\d_][{_MARKS}]+)"
    rf"|(?P<escaped>&lt;/?[A-Za-z][^<>&\n]{{0,60}}&gt;)"
    rf"|(?P<entity>&(?:[A-Za-z]{{2,8}}|#\d{{1,6}}|#[xX][0-9A-Fa-f]{{1,5}});)"
    rf"|(?P<guillemet><<|>>)"
    rf"|(?P<tag></?[A-Za-z][^<>\n]{{0,200}}>)"
    rf"|(?P<emphasis>\*{{1,3}}|(?<![_\w])__(?=[^\W_])|(?<=[^\W_])__(?![_\w]))"
    rf"|(?P<hashtag>#[^\W\d_][\w.]{{0,200}})"
    rf"|(?P<bar>[{_DRAWN}]|(?<=[ \t])[{_BARS}](?=[ \t]))"
    rf"|(?P<newline>\r\n?|[\u0085\u2028\u2029])"
    rf"|(?P<gap>[ {_SPACE}]*\t[ \t{_SPACE}]*|[ {_SPACE}]{{3,}})"
    rf"|(?P<blank>[ {_SPACE}]{{2}}|[{_SPACE}])"
)
# What none of the above can match without; most windows hold none of it.
_SUSPECT = (
    *INVISIBLE,
    *COMBINING,
    *SPACES,
    *_BARS,
    *_DRAWN,
    *"#&<>*\r\t\u0085\u2028\u2029\ufffe",
    "  ",
    "__",
    "-\n",
    "- \n",
    "\u2010",
)
_BLOCK_TAGS = frozenset(
    ("br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "footer", "section", "article")
)


def _irregular(source: str, start: int, end: int) -> Iterable[re.Match[str]]:
    piece = source[start:end]
    return _IRREGULAR.finditer(source, start, end) if any(map(piece.__contains__, _SUSPECT)) else ()


class Clean:
    """Clean text of `seen[start:end]`; `notes` names what was mended (`invisible`, `entity`, …).

    `source` is what values are cut from, where that is more than is seen: places are the same in both.
    """

    __slots__ = ("_begins", "_ends", "_places", "folded", "notes", "source", "start", "text")

    def __init__(self, seen: str, start: int, end: int, source: str = "") -> None:
        self.source = source or seen
        self.start = start
        pieces: list[str] = []
        self._places: list[int] = [0]  # clean offsets from which a new shift holds
        self._begins: list[int] = [start]  # source offset of that clean offset
        self._ends: dict[int, int] = {}  # clean offset of a composed character → source offset behind it
        self.notes: set[str] = set()
        done, length = start, 0
        for match in _irregular(seen, start, end):
            begin, stop = match.span()
            replacement = self._replacement(match.lastgroup or "", match[0])
            if replacement is None:
                continue
            pieces.append(seen[done:begin])
            length += begin - done
            if replacement:
                self._places.append(length)
                self._begins.append(begin)
                self._ends[length + len(replacement) - 1] = stop
                pieces.append(replacement)
                length += len(replacement)
            self._places.append(length)
            self._begins.append(stop)
            done = stop
        pieces.append(seen[done:end])
        self.text = "".join(pieces)
        self.folded = fold(self.text).decode("latin-1")

    def _replacement(self, kind: str, found: str) -> str | None:
        if kind == "marks":
            composed = unicodedata.normalize("NFC", found)
            self.notes.add("decomposed")
            return composed if len(composed) == 1 else None
        if kind == "entity":
            from html import unescape

            character = unescape(found)
            if len(character) != 1:
                return None
            self.notes.add("entity")
            return "" if character in INVISIBLE else " " if character in SPACES else character
        if kind == "escaped":  # «&lt;br&gt;»
            kind, found = "tag", f"<{found[4:-4]}>"
        if kind == "tag":
            return "\n" if found.strip("</> ").split(" ")[0].split("/")[0].lower() in _BLOCK_TAGS else ""
        if kind in ("hidden", "break"):
            self.notes.add("invisible" if kind == "hidden" else "hyphen")
            return ""
        if kind == "guillemet":
            return "«" if found == "<<" else "»"
        if kind == "hashtag":  # «#дата_12_11_2025»
            return found.replace("_", " ") if "_" in found else None
        return {"bar": "|", "emphasis": "", "newline": "\n", "gap": "\t", "blank": " "}[kind]

    def begin(self, place: int) -> int:
        """Return the source offset of the clean character at `place`."""
        if len(self._places) == 1:
            return self.start + place
        index = bisect_right(self._places, place) - 1
        return self._begins[index] + place - self._places[index]

    def locate(self, offset: int) -> int:
        """Return the clean place of the source character at `offset`: the nearest one where it was left out."""
        if len(self._places) == 1:
            return offset - self.start
        index = bisect_right(self._begins, offset) - 1
        if index < 0:
            return 0
        place = self._places[index] + offset - self._begins[index]
        return min(place, self._places[index + 1]) if index + 1 < len(self._places) else place

    def end(self, place: int) -> int:
        """Return the source offset behind the clean character at `place - 1`."""
        if place <= 0:
            return self.begin(0)
        special = self._ends.get(place - 1)
        return special if special is not None else self.begin(place - 1) + 1
