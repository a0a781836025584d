"""The tokens of a web page → its text as readers see it, with the place of every run, and what they do not see.

Nothing is taken for boilerplate: a footer, an aside or a caption is where imprints stand. Elements are opened and
closed as browsers do it, as far as text turns on it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from compliance.sources.page_runs import Runs
from compliance.sources.page_style import Sheet, declared
from compliance.sources.page_tokens import Token, decoded, tokens, value

_LINE_END = re.compile(r"\r\n?|\n")
_BREAK = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")
_BLANK = re.compile(r"[ \t\n\f\r]*\Z")
_SPACES = " \t\n\f\r"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _words("area base br col embed hr img input link meta param source track wbr")
_SECTIONS = _words(
    "address article aside blockquote center details dialog dir dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header"
    " hgroup hr main menu nav ol p pre section table ul listing plaintext xmp"
)
_BLOCKS = _SECTIONS | _words(
    "body caption dd div dt figcaption frameset html iframe legend li optgroup option search summary tbody tfoot thead"
    " tr amp-ad"
)
_CELLS = _words("td th")
_APART = _words("button input select textarea label img svg video object")
_ENDS_P = _SECTIONS | _words("div li dt dd summary figcaption")
_ROWS = _words("tr tbody thead tfoot")
_ENDS = {
    "li": _words("li"), "dt": _words("dt dd"), "dd": _words("dt dd"), "td": _CELLS | _ROWS, "th": _CELLS | _ROWS,
    "tr": _ROWS, "option": _words("option optgroup"), "head": _words("body"),
}  # fmt: skip
_WALLS = _words("table td th caption object template marquee")
_TABLE = _words("tbody thead tfoot tr td th caption")
_UNSEEN = {
    "head": "metadata", "title": "metadata", "noscript": "no_script", "template": "template",
    "datalist": "not_displayed", "video": "not_displayed", "audio": "not_displayed", "canvas": "not_displayed",
    "s": "struck_out", "del": "struck_out", "strike": "struck_out",
}  # fmt: skip
_IN_HEAD = _words("title style script meta link base noscript template")
_LEAST = 20  # characters of an attribute or a comment that are worth telling of
_SAYS_NOTHING = _words("class style href src srcset sizes d points transform action srcdoc viewbox integrity")
_DEEPEST = 3  # pages within pages
_DEEPEST_TREE = 512


class _Element(NamedTuple):
    """An open element: its name and number, whether blanks count in it, and how many children of each name it has."""

    name: str
    number: int
    pre: bool
    counts: dict[str, int]


class _Hidden(NamedTuple):
    """The element that is not seen, how many were open with it, and the pieces of its text so far."""

    kind: str
    start: int
    number: int
    depth: int
    pieces: list[str]


def read_runs(source: str) -> Runs:
    """Return the text of a page with its places and layers, in linear time.

    >>> read_runs("<p>One  &amp;<br>two<!-- three of four, at least --><footer>Five</footer>").text()
    'One &\\ntwo\\n\\nFive'
    """
    runs = Runs(source)
    _Tree(source, runs, 0)
    runs.close()
    return runs


class _Tree:
    """The elements of a page as they open and close, from its first token to its last."""

    def __init__(
        self, source: str, runs: Runs, number: int, depth: int = 0, origin: Callable[[int], int] | None = None
    ) -> None:
        self._source, self._runs, self._depth, self._origin = source, runs, depth, origin
        self._sheet = Sheet(source)
        self._stack = [_Element("", number, False, {})]
        self._where: dict[str, list[int]] = {}  # of each name, where it stands among the open elements
        self._walls = [0]
        self._hidden: _Hidden | None = None
        self._is_data = False
        take = {
            "text": self._text, "raw": self._raw, "open": self._begin, "close": self._close, "comment": self._comment,
            "dropped": self._dropped,
        }  # fmt: skip
        for token in tokens(source):
            take[token.kind](token)
        while len(self._stack) > 1:
            self._pop()

    # Tokens

    def _text(self, token: Token) -> None:
        if self._stack[-1].name == "head":
            if not self._source[token.first : token.last].strip(_SPACES):
                return
            self._pop()
        top = self._stack[-1]
        if self._hidden is not None:
            self._hidden.pieces.extend(said for _, _, said in decoded(self._source, token.first, token.last))
        elif top.pre:
            self._lines_of(token.first, token.last, top.number)
        else:
            self._run(token.first, token.last, top.number)

    def _raw(self, token: Token) -> None:
        top = self._stack[-1]
        if top.name in ("xmp", "plaintext") and self._hidden is None:
            self._lines_of(token.first, token.last, top.number)
        elif top.name == "script" and self._is_data:
            self._runs.data.append(self._source[token.first : token.last])
        elif top.name not in ("script", "style"):
            self._layer("not_displayed", self._source[token.first : token.last], token.first)

    def _comment(self, token: Token) -> None:
        if token.last - token.first >= _LEAST:
            self._layer("comment", self._source[token.first : token.last], token.first)

    def _dropped(self, token: Token) -> None:
        self._layer("not_displayed", self._source[token.first : token.last], token.start)

    def _close(self, token: Token) -> None:
        name = token.name
        if name in ("br", "p") and not self._where.get(name):
            self._apart("\n" if name == "br" else "\n\n")
            return
        found = self._where.get(name)
        if not found or name in ("html", "body"):  # what comes behind them is shown all the same
            return
        wall = self._where.get("table") or [0] if name in _TABLE else self._walls
        if found[-1] < wall[-1]:
            return
        while self._pop() != name:
            pass

    def _begin(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._apart("\n")
            return
        self._end_what_ends(name)
        parent = self._stack[-1]
        nth = parent.counts[name] = parent.counts.get(name, 0) + 1
        identity = value(self._source, token.attributes.get("id")) if token.attributes else ""
        number = self._runs.element(name, parent.number, nth, identity)
        hides, block = self._looks(token, identity)
        self._around(name, block)
        if token.attributes:
            self._attributes(token, number)
        if name in _VOID:
            return
        if name in _WALLS:
            self._walls.append(len(self._stack))
        self._where.setdefault(name, []).append(len(self._stack))
        pre = parent.pre or name in ("pre", "listing", "textarea", "xmp", "plaintext")
        self._stack.append(_Element(name, number, pre, {}))
        if name == "script":
            self._is_data = "ld+json" in value(self._source, token.attributes.get("type")).lower()
        if hides and self._hidden is None:
            self._hidden = _Hidden(hides, token.start, number, len(self._stack), [])
        elif name == "iframe" and "srcdoc" in token.attributes and self._hidden is None and self._depth < _DEEPEST:
            self._page_within(token, number)

    def _end_what_ends(self, name: str) -> None:
        """Close what a tag ends without saying so; where the tree is too deep, the last, as browsers do."""
        if self._stack[-1].name == "head" and name not in _IN_HEAD:
            self._pop()
        while name in _ENDS.get(self._stack[-1].name, ()):
            self._pop()
        open_p = self._where.get("p")
        if open_p and name in _ENDS_P and open_p[-1] > self._walls[-1]:
            while self._pop() != "p":
                pass
        while len(self._stack) >= _DEEPEST_TREE:
            self._pop()

    def _page_within(self, token: Token, number: int) -> None:
        """Read the page that an attribute holds; its places are those of the attribute's characters."""
        attribute = token.attributes["srcdoc"]
        starts, origins, pieces, size = [0], [attribute.start], list[str](), 0
        for start, _, said in decoded(self._source, attribute.start, attribute.end):
            starts.append(size)
            origins.append(start)
            pieces.append(said)
            size += len(said)

        def origin(offset: int) -> int:
            at = bisect_right(starts, offset) - 1
            return self._at(origins[at] + offset - starts[at])

        _Tree("".join(pieces), self._runs, number, self._depth + 1, origin)

    def _looks(self, token: Token, identity: str) -> tuple[str, bool]:
        """Return how an element hides its content ("": it does not), and whether its style makes it a block."""
        name, attributes, source = token.name, token.attributes, self._source
        if not attributes and not self._sheet and name != "dialog":
            return _UNSEEN.get(name, ""), False
        hides, block, seen = _UNSEEN.get(name, ""), False, None
        kind = "not_displayed"
        if self._sheet:
            classes = value(source, attributes["class"]).split() if "class" in attributes else []
            seen, block, kind = self._sheet.of(name, classes, identity)
        if "style" in attributes:
            own = declared(value(source, attributes["style"]))
            block = block or own.block
            seen, kind = (own.hides, own.kind) if own.hides is not None else (seen, kind)
        if "hidden" in attributes and seen is None and value(source, attributes["hidden"]).lower() != "until-found":
            seen = True
        if name == "dialog" and "open" not in attributes:
            seen = True
        return hides or (kind if seen else ""), block

    def _attributes(self, token: Token, number: int) -> None:
        """Keep what a tag says in attributes that are not shown, where it is long enough to say something."""
        source = self._source
        if token.name == "meta" and len(self._runs.meta) < 100:
            key = value(source, token.attributes.get("property") or token.attributes.get("name")).lower()
            self._runs.meta.setdefault(key, value(source, token.attributes.get("content")))
        for name, (first, last) in token.attributes.items():
            if last - first < _LEAST or name in _SAYS_NOTHING or name.startswith("on"):
                continue
            if source.find(" ", first, last) >= 0 and not source.startswith(("{", "[", "http", "data:"), first):
                kind = "metadata" if token.name == "meta" else "alternative_text" if name == "alt" else "attribute"
                self._runs.layer(kind, value(source, token.attributes[name]), self._at(first), number)

    def _pop(self) -> str:
        element = self._stack.pop()
        self._where[element.name].pop()
        if element.name in _WALLS:
            self._walls.pop()
        hidden = self._hidden
        if hidden is not None and hidden.depth > len(self._stack):
            self._hidden = None
            self._runs.layer(hidden.kind, "".join(hidden.pieces), self._at(hidden.start), hidden.number)
        self._around(element.name, False)
        return element.name

    # Writing

    def _at(self, offset: int) -> int:
        return self._origin(offset) if self._origin else offset

    def _layer(self, kind: str, text: str, offset: int) -> None:
        self._runs.layer(kind, text, self._at(offset), self._stack[-1].number)

    def _around(self, name: str, block: bool) -> None:
        """Put the text before and behind a tag apart, as far as the element does that."""
        if name in _SECTIONS:
            self._apart("\n\n")
        elif block or name in _BLOCKS:
            self._apart("\n")
        elif name in _CELLS:
            self._apart("\t")
        elif name in _APART:
            self._apart(" ")

    def _apart(self, gap: str) -> None:
        if self._hidden is None:
            self._runs.apart(gap)
        elif self._hidden.pieces and self._hidden.pieces[-1] != gap:
            self._hidden.pieces.append(gap)

    def _run(self, first: int, last: int, owner: int) -> None:
        """Write a run of text; blanks become one, and none stands at the edge of a line."""
        if _BLANK.match(self._source, first, last):
            self._runs.apart(" ")
            return
        if self._source.find("&", first, last) < 0 and not _BREAK.search(self._source, first, last):
            self._write(first, last, owner)
            return
        for start, end, said in decoded(self._source, first, last):
            if end - start != len(said):  # a reference is longer than what it stands for
                self._runs.put(said, self._at(start), end - start, owner)
                continue
            at = start
            for match in _BREAK.finditer(self._source, start, end):
                self._write(at, match.start(), owner)
                self._runs.apart(" ")
                at = match.end()
            self._write(at, end, owner)

    def _write(self, start: int, end: int, owner: int) -> None:
        """Write a stretch whose blanks are single ones; those at its edges wait for what comes."""
        source, runs = self._source, self._runs
        if start < end and source[start] == " ":
            runs.apart(" ")
            start += 1
        if start < end:
            blank = source[end - 1] == " "
            said = source[start : end - blank]
            runs.put(said, self._at(start), len(said), owner)
            if blank:
                runs.apart(" ")

    def _lines_of(self, first: int, last: int, owner: int) -> None:
        """Write text in which blanks and line ends count."""
        at = first
        for match in _LINE_END.finditer(self._source, first, last):
            self._as_is(at, match.start(), owner)
            self._runs.line()
            at = match.end()
        self._as_is(at, last, owner)

    def _as_is(self, first: int, last: int, owner: int) -> None:
        raw = self._stack[-1].name in ("xmp", "plaintext")
        stretches = [(first, last, self._source[first:last])] if raw else decoded(self._source, first, last)
        for start, end, said in stretches:
            if said:
                self._runs.put(said, self._at(start), end - start, owner)
