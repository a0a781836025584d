"""The text of a page as it is written down: runs with blanks as browsers collapse them, or into what is not seen."""

from __future__ import annotations

import re
from collections.abc import Callable

from compliance.sources.page_runs import Runs
from compliance.sources.page_tokens import decoded

_LINE_END = re.compile(r"\r\n?|\n")
_BREAK = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")
_SPACES = " \t\n\f\r"


class Pen:
    """Writes stretches of a source; while `hidden` is a list, their text goes there, as nobody sees it."""

    def __init__(self, source: str, runs: Runs, origin: Callable[[int], int] | None) -> None:
        self._source, self._runs, self._origin = source, runs, origin
        self.hidden: list[str] | None = None

    def at(self, offset: int) -> int:
        """Return the offset in the file; a page within a page has its own."""
        return self._origin(offset) if self._origin else offset

    def apart(self, gap: str) -> None:
        """Put apart what was written and what comes."""
        if self.hidden is None:
            self._runs.apart(gap)
        elif self.hidden and self.hidden[-1] != gap:
            self.hidden.append(gap)

    def run(self, first: int, last: int, owner: int) -> None:
        """Write a run of text; blanks become one, and none stands at the edge of a line."""
        if self.hidden is not None:
            self.hidden.extend(said for _, _, said in decoded(self._source, first, last))
            return
        said = self._source[first:last]
        words = said.strip(_SPACES)
        if not words:
            self._runs.apart(" ")
            return
        if "&" not in words and not _has_breaks(words):
            size = len(words)
            if size == len(said):
                self._runs.put(words, self._origin(first) if self._origin else first, size, owner)
            else:
                self._between_blanks(said, words, first, owner)
            return
        for start, end, said in decoded(self._source, first, last):
            if end - start != len(said):  # a reference is longer than what it stands for
                self._runs.put(said, self.at(start), end - start, owner)
                continue
            at = start
            for match in _BREAK.finditer(self._source, start, end):
                self._write(at, match.start(), owner)
                self._runs.apart(" ")
                at = match.end()
            self._write(at, end, owner)

    def made(self, said: str, offset: int, owner: int) -> None:
        """Write words that stand nowhere in the source: a rule puts them where the tag at an offset stands."""
        words = said.strip()
        if self.hidden is not None:
            self.hidden.append(said)
        elif words:
            if said[0].isspace():
                self._runs.apart(" ")
            self._runs.put(words, self.at(offset), 0, owner)
            if said[-1].isspace():
                self._runs.apart("\n" if "\n" in said[len(words) :] else " ")
        elif said:
            self._runs.apart("\n" if "\n" in said else " ")

    def _write(self, start: int, end: int, owner: int) -> None:
        """Write a stretch whose blanks are single ones; those at its edges wait for what comes."""
        source, runs = self._source, self._runs
        if start < end and source[start] == " ":
            runs.apart(" ")
            start += 1
        if start < end:
            blank = source[end - 1] == " "
            said = source[start : end - blank]
            runs.put(said, self.at(start), len(said), owner)
            if blank:
                runs.apart(" ")

    def _between_blanks(self, said: str, words: str, first: int, owner: int) -> None:
        lead = len(said) - len(said.lstrip(_SPACES))
        if lead:
            self._runs.apart(" ")
        self._runs.put(words, self.at(first + lead), len(words), owner)
        if lead + len(words) < len(said):
            self._runs.apart(" ")

    def lines_of(self, first: int, last: int, owner: int, raw: bool) -> None:
        """Write text in which blanks and line ends count; `raw` text has no references."""
        at = first
        for match in _LINE_END.finditer(self._source, first, last):
            self._as_is(at, match.start(), owner, raw)
            self._runs.line()
            at = match.end()
        self._as_is(at, last, owner, raw)

    def _as_is(self, first: int, last: int, owner: int, raw: bool) -> None:
        stretches = [(first, last, self._source[first:last])] if raw else decoded(self._source, first, last)
        for start, end, said in stretches:
            if said:
                self._runs.put(said, self.at(start), end - start, owner)


def _has_breaks(words: str) -> bool:
    """Tell whether there are blanks that browsers collapse; one look for each is quicker than a pattern."""
    return "\n" in words or "  " in words or "\t" in words or "\r" in words or "\f" in words
