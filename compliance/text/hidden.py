"""What stands in a text and readers do not see: comments, front matter, struck-out words, alternative text, what HTML
does not display.

Ads come as plain text that holds Markdown and HTML, so this is found in the text itself, in one pass and linear time.
Templates and programs have comments of their own (`{# … #}`, `{% … %}`, `<%-- … --%>`, `/* … */`, `%% … %%`): such a
stretch is hidden where it is closed; in LaTeX a sign of per cent hides the rest of its line. What is not
closed otherwise hides at most what a browser would not show: an open comment or script runs to the end, an open tag
hides nothing. A mere `<` or `~` hides nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

from compliance.model.tuples import NamedTuple
from compliance.text.late import late
from compliance.text.markup import Tag, find_tag
from compliance.text.signs import may_hide

_UNSEEN = "\u200b"  # stands for a character that is not seen: it is dropped wherever text is made clean
_NEXT = late(
    r"(?P<comment><!(?:--|\[|[^\W\d_])|<\?[A-Za-z])|(?P<tag></?[A-Za-z])|(?P<struck>(?<!~)~~(?=[^~\s]))|(?P<picture>!\[)"
    r"|(?P<template>\{[#%]|\{\{!|<%--|/\*|(?<![^\s({\[])%%(?=[ \t\w])|\{\{/\*)"
    r"|(?P<latex>(?<!\\)%)"
    r"|(?P<title>\]\([^()\s\"']{0,300}[ \t]{1,9}[\"'(])"
    r"|(?m:^)[ ]{0,3}(?P<definition>\[(?://|#|_|comment)\]:|\[[^\]\n]{1,80}\]:[ \t]*(?:#|<>)(?=[ \t]))"
)
_ENDS = {
    "comment": late("-->"),
    "declaration": late(">"),
    "struck": late(r"(?<=[^\s~])~~(?!~)|\n[ \t]*\r?\n"),
    "words": late(r"\]\(|\]\[|\n[ \t]*\r?\n"),
    ")": late(r"\)|\n[ \t]*\r?\n"),
    "]": late(r"\]|\n[ \t]*\r?\n"),
    '"': late(r"\"|\n[ \t]*\r?\n"),
    "'": late(r"'|\n[ \t]*\r?\n"),
    "line": late(r"\r?\n"),
    **{close: late(re.escape(close)) for close in ("#}", "%}", "}}", "--%>", "*/", "%%")},
    "block": late(r"\{%-?[ \t]*end(?:comment|raw|verbatim)[ \t]*-?%\}"),
    **{
        name: late(rf"</{name}(?=[\s/>])", re.IGNORECASE | re.ASCII)
        for name in ("script", "style", "title", "iframe", "noframes", "noembed")
    },
}
_COMMENT_BLOCK = late(r"-?[ \t]*comment\b")
_TITLE = late(r"\]\([^()\s\"']{0,300}[ \t]{1,9}[\"'(]")
_TITLES = {"(": ")", '"': '"', "'": "'"}
_YAML = late(r"(?:[^\s:#\[\]{}](?:[^:\n]*[^\s:])?:(?:[ \t].*)?|[ \t]+.*|-[ \t].*|#.*|[ \t]*)\Z")
_TOML = late(r"(?:[\w\"'.-]+[ \t]*=.*|\[.*\]|[ \t]+.*|#.*|[ \t]*|[\"'\]}].*)\Z")
_CLOSED = {"{#": "#}", "{%": "%}", "{{!": "}}", "<%--": "--%>", "/*": "*/", "%%": "%%", "{{/*": "}}"}
_LATEX = ("\\documentclass", "\\begin{document}")
_LEAST = 20  # characters of an attribute's value that is worth telling of


class Hidden(NamedTuple):
    """A stretch that is not seen: `start`–`end` with its marks, `first`–`last` without, and of what `kind` it is."""

    start: int
    end: int
    first: int
    last: int
    kind: str


def hidden_stretches(text: str) -> list[Hidden]:
    """Return the stretches of `text` that readers do not see, in order of place, without overlaps.

    >>> text = "Голосуйте! <!-- Тираж: 500 -->"
    >>> [text[stretch.first : stretch.last] for stretch in hidden_stretches(text)]
    [' Тираж: 500 ']
    """
    return _Finder(text).found if may_hide(text) else []


def visible(text: str, stretches: list[Hidden]) -> str:
    """Return `text` as readers see it, every unseen character in its place as one that is dropped in reading."""
    return _kept(text, [(0, stretches[0].start), *_between(stretches), (stretches[-1].end, len(text))])


def unseen(text: str, stretches: list[Hidden]) -> str:
    """Return the reverse: only what is not seen, in its place, on lines of its own."""
    return _kept(text, [(stretch.first, stretch.last) for stretch in stretches], "\n")


def unseen_words(text: str, stretches: list[Hidden]) -> str:
    """Return what is not seen by itself, each stretch on a line of its own: less to search than `unseen`."""
    return "\n".join(text[stretch.first : stretch.last] for stretch in stretches)


def _between(stretches: list[Hidden]) -> list[tuple[int, int]]:
    return [(one.end, other.start) for one, other in pairwise(stretches)]


def _kept(text: str, kept: list[tuple[int, int]], first: str = "") -> str:
    """Return the kept stretches in their places; what lies between becomes unseen, its first character `first`.

    Line ends stay, so that lines on both sides do not run together.
    """
    pieces, done = [], 0
    for start, end in [*kept, (len(text), len(text))]:
        gap = text[done:start]
        if gap:
            blank = "\n".join(_UNSEEN * len(line) for line in gap.split("\n"))
            pieces.append(first + blank[1:] if first else blank)
        pieces.append(text[start:end])
        done = max(done, end)
    return "".join(pieces)


class _Finder:
    """One pass over a text, with the HTML elements that are open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.found: list[Hidden] = []
        self._ends: dict[str, re.Match[str] | None] = {}  # the next end of each kind, as far as it was looked for
        self._open: list[str] = []  # names of open elements
        self._count: dict[str, int] = {}
        self._hidden_at = 0  # how many elements were open with the one that is not displayed; 0: all are
        self._hidden_from, self._hidden_kind = 0, ""
        self._trusts_quotes = True
        self._is_latex = any(map(text.__contains__, _LATEX))
        place = self._front_matter()
        while match := _NEXT.search(text, place):
            found = getattr(self, f"_{match.lastgroup}")(match.start(match.lastgroup or 0))
            place = max(match.end(), found)
        if self._hidden_at and self._hidden_kind != "struck_out":
            self._element_ends(len(text))

    def _until(self, kind: str, place: int) -> re.Match[str] | None:
        """Return the next end of a kind from `place` on; places come in order, so that none is looked for twice."""
        known = self._ends.get(kind)
        if kind not in self._ends or (known is not None and known.start() < place):
            known = self._ends[kind] = _ENDS[kind].search(self._text, place)
        return known

    def _add(self, start: int, end: int, first: int, last: int, kind: str) -> int:
        self.found.append(Hidden(start, end, first, last, kind))
        return end

    def _comment(self, start: int) -> int:
        text = self._text
        if not text.startswith("<!--", start):
            stop = self._until("declaration", start)
            return start if stop is None else self._add(start, stop.end(), start + 2, stop.start(), "comment")
        for empty in ("<!-->", "<!--->"):
            if text.startswith(empty, start):
                return start + len(empty)
        stop = self._until("comment", start + 4)
        last, end = stop.span() if stop else (len(text), len(text))
        return self._add(start, end, start + 4, last, "comment")

    def _template(self, start: int) -> int:
        """Hide a comment or a tag of a template, and what a block of comment holds; one not closed is none."""
        text = self._text
        opening = next(mark for mark in sorted(_CLOSED, key=len, reverse=True) if text.startswith(mark, start))
        first = start + len(opening)
        stop = self._until(_CLOSED[opening], first)
        if stop is None:
            return start
        if opening == "{%" and _COMMENT_BLOCK.match(text, first):
            block = self._until("block", stop.end())
            if block is not None:
                return self._add(start, block.end(), stop.end(), block.start(), "comment")
        return self._add(start, stop.end(), first, stop.start(), "comment")

    def _latex(self, start: int) -> int:
        """Hide a comment of LaTeX, which runs to the end of its line; in other texts the sign is one of per cent."""
        if not self._is_latex:
            return start
        line = self._until("line", start)
        end = line.start() if line else len(self._text)
        return self._add(start, end, start + 1, end, "comment")

    def _title(self, start: int) -> int:
        """Hide the title of a Markdown link: it shows when the pointer rests on it, and in print never."""
        text = self._text
        first = _TITLE.match(text, start)
        assert first is not None
        closing = _TITLES[text[first.end() - 1]]
        stop = self._until(closing, first.end())
        if stop is None or stop[0] != closing or text[stop.end() : stop.end() + 3].lstrip()[:1] != ")":
            return start
        return self._add(first.end(), stop.start(), first.end(), stop.start(), "alternative_text")

    def _struck(self, start: int) -> int:
        stop = self._until("struck", start + 3)
        if stop is None or stop[0] != "~~":
            return start
        return self._add(start, stop.end(), start + 2, stop.start(), "struck_out")

    def _picture(self, start: int) -> int:
        stop = self._until("words", start + 2)
        if stop is None or stop[0] not in ("](", "]["):
            return start
        close = self._until(")" if stop[0] == "](" else "]", stop.end())
        if close is None or close[0] not in ")]":
            return start
        return self._add(start, close.end(), start + 2, stop.start(), "alternative_text")

    def _definition(self, start: int) -> int:
        """Hide a Markdown comment: a link definition that leads nowhere, with its title or the rest of its line."""
        text = self._text
        line = self._until("line", start)
        line_end = line.start() if line else len(text)
        place = text.find("]:", start) + 2
        while place < line_end and text[place] in " \t#<>":
            place += 1
        closing = _TITLES.get(text[place : place + 1], "")
        stop = self._until(closing, place + 1) if closing else None
        if stop is not None and stop[0] == closing:
            last = max(stop.start(), text.rfind(closing, place + 1, line_end))
            return self._add(start, last + 1, place + 1, last, "comment")
        return self._add(start, line_end, place, line_end, "comment")

    def _front_matter(self) -> int:
        """Hide YAML or TOML at the very beginning, between two lines of `---` or `+++`."""
        text = self._text
        start = 1 if text.startswith("\ufeff") else 0
        fence = text[start : start + 3]
        if fence not in ("---", "+++"):
            return 0
        shape = _YAML if fence == "---" else _TOML
        place = text.find("\n", start)
        if place < 0 or text[start + 3 : place].strip():
            return 0
        first, known = place + 1, False
        while 0 <= place < len(text) - 1:
            stop = text.find("\n", place + 1)
            line = text[place + 1 : stop if stop >= 0 else len(text)].rstrip()
            if line == fence or (line == "..." and fence == "---"):
                last, end = place + 1, place + 1 + len(line)
                return self._add(start, end, first, last, "front_matter") if known else 0
            if not shape.match(line):
                return 0
            known = known or bool(line)
            place = stop
        return 0

    def _tag(self, start: int) -> int:
        """Look at a tag: what its attributes say is not seen, nor what an element that is not displayed holds."""
        tag = find_tag(self._text, start, self._trusts_quotes)
        if tag is None and self._trusts_quotes:
            self._trusts_quotes = False  # a quotation mark without its pair: whoever wrote this wrote no HTML
            tag = find_tag(self._text, start, False)
        if tag is None:
            return start
        if tag.closes:
            self._close(tag)
            return tag.end
        self._attributes(tag)
        if tag.name in _ENDS:
            stop = self._until(tag.name, tag.end)
            last = stop.start() if stop else len(self._text)
            return self._add(tag.end, last, tag.end, last, "not_displayed")
        if not tag.void:
            self._open_element(tag)
        return tag.end

    def _open_element(self, tag: Tag) -> None:
        while self._open and tag.ends(self._open[-1]):  # a paragraph ends where a block begins, an item at the next
            self._pop(tag.start)
        self._open.append(tag.name)
        self._count[tag.name] = self._count.get(tag.name, 0) + 1
        if not self._hidden_at and (tag.struck or tag.hides):
            self._hidden_at, self._hidden_from = len(self._open), tag.end
            self._hidden_kind = "not_displayed" if tag.hides else "struck_out"

    def _attributes(self, tag: Tag) -> None:
        """Hide the values of a tag's attributes where they are long enough to say something."""
        for first, last in tag.values:
            if last - first >= _LEAST:
                self._add(first, last, first, last, "alternative_text" if tag.name == "img" else "attribute")

    def _close(self, tag: Tag) -> None:
        if self._count.get(tag.name):
            while self._pop(tag.start) != tag.name:
                pass

    def _pop(self, place: int) -> str:
        if self._hidden_at == len(self._open):
            self._element_ends(place)
        name = self._open.pop()
        self._count[name] -= 1
        return name

    def _element_ends(self, end: int) -> None:
        """Hide an element's content, with what was found hidden in it."""
        first, self._hidden_at = self._hidden_from, 0
        while self.found and self.found[-1].start >= first:
            self.found.pop()
        self._add(first, end, first, end, self._hidden_kind)
