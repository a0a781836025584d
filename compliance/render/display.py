"""Text made fit for a terminal: nothing in an ad moves the cursor, turns the writing round or hides itself."""

from __future__ import annotations

import unicodedata

from compliance.model.tuples import NamedTuple

ELLIPSIS = "…"


def visible(text: str) -> str:
    """Return `text` on one line, its control characters shown as pictures and direction marks by their number.

    >>> visible("a\\x1b[31mb\\nc")
    'a␛[31mb c'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_cell(character)[0] for character in text)


def width(text: str) -> int:
    """Return the number of terminal columns that `text`, made visible, takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_cell(character)[1] for character in text)


def _cell(character: str) -> tuple[str, int]:
    """Return what is shown of a character, and in how many columns."""
    code = ord(character)
    if 0x20 <= code < 0x7F:
        return character, 1
    if character in "\t\n\r\x85\u2028\u2029":
        return " ", 1
    if code < 0x20:
        return chr(0x2400 + code), 1
    if code == 0x7F:
        return "\u2421", 1
    category = unicodedata.category(character)
    if category in ("Mn", "Me"):
        return character, 0
    if category == "Cf":
        if unicodedata.bidirectional(character) == "BN" or code in (0x200E, 0x200F, 0x061C):
            return "", 0
        return _numbered(code)
    if category in ("Cc", "Cs", "Co"):
        return _numbered(code)
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _numbered(code: int) -> tuple[str, int]:
    shown = f"<U+{code:04X}>"
    return shown, len(shown)


class Excerpt(NamedTuple):
    """A stretch of one source line around the evidence, and how many columns lie before and under it."""

    line: str
    before: int
    under: int


def excerpt(text: str, start: int, end: int, columns: int) -> Excerpt:
    """Return the line of `text` around `[start, end)`, at most `columns` wide, cut with … where it is longer.

    Evidence over several lines, or wider than the window, is shown from its beginning. The work done does not grow
    with the length of the line.
    """
    before, cut_before = _before(text, start, columns // 3)
    room = columns - width(before) - cut_before
    evidence, cut = _after(text, start, end, room - 1)
    after = ""
    if not cut:
        after, cut = _after(text, end, len(text), room - width(evidence) - 1)
    line = (ELLIPSIS if cut_before else "") + visible(before) + visible(evidence) + visible(after)
    return Excerpt(line + (ELLIPSIS if cut else ""), cut_before + width(before), max(1, width(evidence)))


def _before(text: str, start: int, room: int) -> tuple[str, bool]:
    """Return what stands on the line before `start`, its last `room` columns, and whether some was cut."""
    at, used = start, 0
    while at > 0 and text[at - 1] not in "\r\n":
        used += _cell(text[at - 1])[1]
        if used > room:
            while at < start and _cell(text[at])[1] == 0:  # an accent does not go without its letter
                at += 1
            return text[at:start], True
        if start - at > 8 * room + 64:  # a run of invisible characters
            return text[at:start], True
        at -= 1
    return text[at:start], False


def _after(text: str, start: int, end: int, room: int) -> tuple[str, bool]:
    """Return what stands on the line from `start` up to `end`, its first `room` columns, and whether some was cut."""
    at, used = start, 0
    while at < end and text[at] not in "\r\n":
        used += _cell(text[at])[1]
        if used > room or at - start > 8 * max(room, 0) + 64:
            return text[start:at], True
        at += 1
    return text[start:at], at < end and end < len(text)


def inert(text: str) -> str:
    """Return what may stand at the beginning of a line: never a command to the build server in whose log it is printed.

    >>> inert("##[error]x.txt")
    '\\\\##[error]x.txt'
    """
    return "\\" + text if text.lstrip().startswith(("::", "##[")) else text


def wrap(text: str, columns: int) -> list[str]:
    """Return `text`, made visible, in lines of at most `columns`, broken at blanks; a longer word keeps its line.

    No line of it begins as a command to the build server in whose log it is printed, which overlooks blanks before it.

    >>> wrap("stop ::error::x", 5)
    ['stop', '\\\\::error::x']
    """
    lines: list[str] = []
    line, used = "", 0
    for word in map(inert, visible(text).split()):
        size = width(word)
        if line and used + 1 + size > columns:
            lines.append(line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, line] if line else lines
