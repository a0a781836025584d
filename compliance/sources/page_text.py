"""The tokens of a web page → its text as readers see it, with the place of every run, and what they do not see.

Nothing is taken for boilerplate: a footer, an aside or a caption is where imprints stand. Elements are opened and
closed as browsers do it, as far as text turns on it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from compliance.sources.css_selector import Node, TooMuch
from compliance.sources.css_values import PLAIN, Look
from compliance.sources.page_kinds import (
    AS_TYPED,
    ENDS,
    ENDS_P,
    GAPS,
    IN_HEAD,
    SAYS_NOTHING,
    TABLE,
    UNSEEN,
    VOID,
    WALLS,
)
from compliance.sources.page_pen import Pen
from compliance.sources.page_runs import Full, Runs
from compliance.sources.page_style import OWN_COLOUR, Sheet, Surface, by_attributes
from compliance.sources.page_tokens import Token, decoded, tokens, value

_SPACES = " \t\n\f\r"
_LEAST = 20  # characters of an attribute or a comment that are worth telling of
_DEEPEST = 3  # pages within pages
_DEEPEST_TREE = 512


class _Element(NamedTuple):
    """An open element: its name and number, whether blanks count in it, how many children of each name it has.

    `surface` is how text in it looks, `node` what style rules see of it (None: there are none, or it is not seen).
    """

    name: str
    number: int
    pre: bool
    counts: dict[str, int]
    surface: Surface
    node: Node | None = None


class _Veil(NamedTuple):
    """What lies over an element from a depth on: how it hides it ("" shows it again), and its text so far."""

    kind: str
    start: int
    number: int
    depth: int
    final: bool  # nothing in it can be seen, whatever is said of it
    pieces: list[str]


def read_runs(source: str) -> Runs:
    """Return the text of a page with its places and layers; the rest of one that has, or asks for, too much is unread.

    >>> read_runs("<p>One  &amp;<br>two<!-- three of four, at least --><footer>Five</footer>").text()
    'One &\\ntwo\\n\\nFive'
    """
    runs = Runs(source)
    try:
        _Tree(source, runs, 0)
    except (Full, TooMuch):
        runs.close(whole=False)
    else:
        runs.close()
    return runs


class _Tree:
    """The elements of a page as they open and close, from its first token to its last."""

    def __init__(
        self, source: str, runs: Runs, number: int, depth: int = 0, origin: Callable[[int], int] | None = None
    ) -> None:
        self._source, self._runs, self._depth = source, runs, depth
        self._pen = Pen(source, runs, origin)
        self._sheet = Sheet(source)
        root = Node("", None) if self._sheet else None
        self._stack = [_Element("", number, False, {}, Surface(ground=self._sheet.ground), root)]
        self._where: dict[str, list[int]] = {}  # of each name, where it stands among the open elements
        self._walls = [0]
        self._veils: list[_Veil] = []
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
        if top.pre and self._pen.hidden is None:
            self._pen.lines_of(token.first, token.last, top.number, False)
        else:
            self._pen.run(token.first, token.last, top.number)

    def _raw(self, token: Token) -> None:
        top = self._stack[-1]
        if top.name in ("xmp", "plaintext") and self._pen.hidden is None:
            self._pen.lines_of(token.first, token.last, top.number, True)
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
        found = self._where.get(name)
        if not found and name in ("br", "p"):
            self._pen.apart("\n" if name == "br" else "\n\n")
        if not found or name in ("html", "body"):  # what comes behind them is shown all the same
            return
        wall = self._where.get("table") or [0] if name in TABLE else self._walls
        if found[-1] < wall[-1]:
            return
        while self._pop() != name:
            pass

    def _begin(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._pen.apart("\n")
            return
        self._end_what_ends(name)
        parent = self._stack[-1]
        nth = parent.counts[name] = parent.counts.get(name, 0) + 1
        identity = value(self._source, token.attributes.get("id")) if token.attributes else ""
        number = self._runs.element(name, parent.number, nth, identity)
        hides, block, element = self._looks(token, identity, parent, number, nth)
        gap = GAPS.get(name, "\n" if block else "")
        if gap:
            self._pen.apart(gap)
        if token.attributes:
            self._attributes(token, number)
        if name in VOID:
            return
        if name in WALLS:
            self._walls.append(len(self._stack))
        self._where.setdefault(name, []).append(len(self._stack))
        self._stack.append(element)
        if name == "script":
            self._is_data = "ld+json" in value(self._source, token.attributes.get("type")).lower()
        self._veil(hides, element, token.start)
        if name == "iframe" and "srcdoc" in token.attributes and self._pen.hidden is None and self._depth < _DEEPEST:
            self._page_within(token, number)

    def _veil(self, hides: str, element: _Element, start: int) -> None:
        """Lay a veil over an element, or take one off, where it is seen otherwise than what it stands in."""
        lies = self._veils[-1] if self._veils else None
        if lies is not None and lies.final:
            return
        kind = hides or element.surface.unseen() if element.surface is not self._stack[-2].surface else hides
        if not hides and element.surface is self._stack[-2].surface:
            return
        if hides or kind != (lies.kind if lies else ""):
            self._veils.append(_Veil(kind, start, element.number, len(self._stack), bool(hides), []))
            self._pen.hidden = self._veils[-1].pieces if kind else None

    def _end_what_ends(self, name: str) -> None:
        """Close what a tag ends without saying so; where the tree is too deep, the last, as browsers do."""
        if self._stack[-1].name == "head" and name not in IN_HEAD:
            self._pop()
        while name in ENDS.get(self._stack[-1].name, ()):
            self._pop()
        open_p = self._where.get("p")
        if open_p and name in ENDS_P and open_p[-1] > self._walls[-1]:
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
            return self._pen.at(origins[at] + offset - starts[at])

        _Tree("".join(pieces), self._runs, number, self._depth + 1, origin)

    def _looks(
        self, token: Token, identity: str, parent: _Element, number: int, nth: int
    ) -> tuple[str, bool, _Element]:
        """Return how an element hides what is in it ("": it does not), whether it is made a block, and the element."""
        name, attributes = token.name, token.attributes
        hides, surface, node, block = UNSEEN.get(name, ""), parent.surface, None, False
        if (self._sheet or attributes or name == "dialog") and not (self._veils and self._veils[-1].final):
            if parent.node is not None:
                node = self._node(token, identity, parent.node, parent, nth)
            look = self._look(token, node)
            if name not in ("html", "body"):
                hides, block = hides or self._gone(token, look), look.block
            if look is not PLAIN or name in OWN_COLOUR:
                surface = parent.surface.within(look, name)
        return hides, block, _Element(name, number, parent.pre or name in AS_TYPED, {}, surface, node)

    def _look(self, token: Token, node: Node | None) -> Look:
        """Return what styles and old attributes make of an element."""
        name, attributes, source = token.name, token.attributes, self._source
        style = value(source, attributes["style"]) if "style" in attributes else ""
        look = self._sheet.own(style) if node is None else self._sheet.look(node, style)
        if "bgcolor" in attributes or "background" in attributes or (name == "font" and "color" in attributes):
            colour, ground = (value(source, attributes.get(key)) for key in ("color", "bgcolor"))
            look = by_attributes(look, colour if name == "font" else "", ground, "background" in attributes)
        return look

    def _gone(self, token: Token, look: Look) -> str:
        if look.gone or look.shown:
            return look.gone
        attributes = token.attributes
        named = "hidden" in attributes and value(self._source, attributes["hidden"]).lower() != "until-found"
        return "not_displayed" if named or (token.name == "dialog" and "open" not in attributes) else ""

    def _node(self, token: Token, identity: str, around: Node, parent: _Element, nth: int) -> Node:
        """Return what style rules see of an element."""
        attributes, source = token.attributes, self._source
        node = Node(token.name, around, sum(parent.counts.values()) if self._sheet.counts else 1, nth)
        node.marks, node.last = around.of_children, around.of_last
        if attributes:
            node.identity = identity
            if "class" in attributes:
                node.classes = frozenset(value(source, attributes["class"]).split())
            if self._sheet.asks_attributes:
                node.attributes = lambda key: value(source, attributes[key]) if key in attributes else None
        return node

    def _attributes(self, token: Token, number: int) -> None:
        """Keep what a tag says in attributes that are not shown, where it is long enough to say something."""
        source = self._source
        if token.name == "meta" and len(self._runs.meta) < 100:
            key = value(source, token.attributes.get("property") or token.attributes.get("name")).lower()
            self._runs.meta.setdefault(key, value(source, token.attributes.get("content")))
        for name, (first, last) in token.attributes.items():
            if last - first < _LEAST or name in SAYS_NOTHING or name.startswith("on"):
                continue
            if source.find(" ", first, last) >= 0 and not source.startswith(("{", "[", "http", "data:"), first):
                kind = "metadata" if token.name == "meta" else "alternative_text" if name == "alt" else "attribute"
                self._runs.layer(kind, value(source, token.attributes[name]), self._pen.at(first), number)

    def _pop(self) -> str:
        element = self._stack.pop()
        name = element.name
        self._where[name].pop()
        if name in WALLS:
            self._walls.pop()
        if self._veils and self._veils[-1].depth > len(self._stack):
            veil = self._veils.pop()
            lies = self._veils[-1] if self._veils else None
            self._pen.hidden = lies.pieces if lies and lies.kind else None
            if veil.kind:
                self._runs.layer(veil.kind, "".join(veil.pieces), self._pen.at(veil.start), veil.number)
        gap = GAPS.get(name)
        if gap:
            self._pen.apart(gap)
        return name

    def _layer(self, kind: str, text: str, offset: int) -> None:
        self._runs.layer(kind, text, self._pen.at(offset), self._stack[-1].number)
