"""In which line of a TOML file a value stands: tomllib does not tell, and a fault without a line is half a fault."""

from __future__ import annotations

import re

from compliance.text.late import late

Path = tuple[str | int, ...]

_HEADER = late(r"\s*(\[\[?)([^\]]+)\]\]?\s*(?:#.*)?$")
_KEY = late(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=\s*(.*)$""", re.S)
_PART = late(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*(?:\.|$)""")
# Possessive repetition of alternatives matches too little in Python 3.11.0 to 3.11.4: none here, and none is needed.
_TOKEN = late(r'"""|\'\'\'|"(?:\\.|[^"\\])*(?:"|\\?$)|\'[^\']*(?:\'|$)|#|[\[{\]}]')
_ENDS = {'"""': re.compile(r'(?:\\.|(?!""")[^\\])*"""', re.S), "'''": re.compile(r"(?:(?!''').)*'''", re.S)}


def lines_of(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table and key of a TOML text, by path; array items count from 0.

    >>> lines_of('id = "a"\\n[[case]]\\nname = "x"\\n[[case]]\\nname = "y"')[("case", 1, "name")]
    5
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    number, lines = 0, text.split("\n")
    while number < len(lines):
        first, line = number + 1, lines[number]
        header = _HEADER.match(line)
        key = None if header else _KEY.match(line)
        number += 1
        if header:
            table = _table(_parts(header[2]), counts, is_array=header[1] == "[[")
            _note(found, table, first)
        elif key:
            _note(found, (*table, *_parts(key[1])), first)
            value = _Value()
            value.take(key[2])
            while value.is_open and number < len(lines):
                value.take(lines[number])
                number += 1
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of `path`, or of the nearest table around it that has one; the first line if none has."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1


def _note(found: dict[Path, int], path: Path, line: int) -> None:
    """Keep the line of a path, and of the tables around it that no earlier line opened: `[a.b]` is of `a` as well."""
    while path and path not in found:
        found[path] = line
        path = path[:-1]


def _parts(key: str) -> list[str]:
    return [next(part for part in match.groups() if part is not None) for match in _PART.finditer(key)]


def _table(parts: list[str], counts: dict[Path, int], *, is_array: bool) -> Path:
    """Return the path of a table header, with the index of the item that is open in every array on the way."""
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, parts[-1]) if parts else path
    if is_array:
        counts[path] = counts.get(path, -1) + 1
    return (*path, counts[path]) if path in counts else path


class _Value:
    """A value that may go on in the next lines: an array or a multi-line string that has not been closed."""

    __slots__ = ("_depth", "_quotes")

    def __init__(self) -> None:
        self._depth, self._quotes = 0, ""

    @property
    def is_open(self) -> bool:
        """Whether the next line belongs to it."""
        return bool(self._quotes) or self._depth > 0

    def take(self, line: str) -> None:
        """Read one more line; each is looked at once."""
        at = 0
        while True:
            if self._quotes:
                end = _ENDS[self._quotes].match(line, at)
                if end is None:
                    return
                self._quotes, at = "", end.end()
            token = _TOKEN.search(line, at)
            if token is None or token[0] == "#":
                return
            at = token.end()
            if token[0] in _ENDS:
                self._quotes = token[0]
            elif token[0] in "[{":
                self._depth += 1
            elif token[0] in "]}":
                self._depth -= 1
