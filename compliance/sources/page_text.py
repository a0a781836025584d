"""The tokens of a web page → its text as readers see it, with the place of every run, and what they do not see.

Nothing is taken for boilerplate: a footer, an aside or a caption is where imprints stand. Elements are opened and
closed as browsers do it, as far as text turns on it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from compliance.model.document import Unread
from compliance.sources.css_selector import Node, TooMuch
from compliance.sources.css_values import PLAIN
from compliance.sources.page_kinds import GAPS, VOID
from compliance.sources.page_outline import Outline
from compliance.sources.page_pen import Pen
from compliance.sources.page_runs import Full, Runs
from compliance.sources.page_stack import OpenElements
from compliance.sources.page_style import OWN_COLOUR, Sheet, Surface
from compliance.sources.page_tags import Facts, facts_of, with_colours
from compliance.sources.page_tokens import CLOSE, COMMENT, OPEN, RAW_TEXT, TEXT, Tag, decoded, tokens

_SPACES = " \t\n\f\r"
_LEAST = 20  # characters of a comment that are worth telling of
_DEEPEST = 3  # pages within pages


class _Element(NamedTuple):
    """An open element: its name and number, and whether blanks count in it.

    `surface` is how text in it looks, `node` what style rules see of it (None: there are none, or it is not seen).
    """

    name: str
    number: int
    pre: bool
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


class _Tree(OpenElements[_Element]):
    """The elements of a page as they open and close, from its first token to its last."""

    def __init__(
        self, source: str, runs: Runs, number: int, depth: int = 0, origin: Callable[[int], int] | None = None
    ) -> None:
        self._source, self._runs, self._depth = source, runs, depth
        self._pen = Pen(source, runs, origin)
        self._sheet = Sheet(source)
        self._outline = self._outlined(number)
        root = self._outline.root if self._outline else Node("", None) if self._sheet.asks_around else None
        super().__init__(_Element("", number, False, Surface(), root))
        self._counts: list[dict[str, int]] = [{}]  # of children of each name, for each depth that was reached
        self._veils: list[_Veil] = []
        self._behind: dict[int, tuple[str, int, int]] = {}  # words for the end of the element at a depth
        self._is_data = False
        self._opened = 0
        self._read()
        while len(self.stack) > 1:
            self.pop()

    def _outlined(self, number: int) -> Outline | None:
        """Return the outline of the page where rules need one; one that is too large is told, and they fit nothing."""
        outline = Outline(self._source, self._sheet) if self._sheet.looks_ahead else None
        if outline is not None and not outline.whole:
            self._runs.unread.append(Unread("styles", self._runs.place(0, number)))
            self._sheet.forget_ahead()
            return None
        return outline

    def _read(self) -> None:
        for kind, start, first, last, tag in tokens(self._source):
            if kind == TEXT:
                self._text(first, last)
            elif kind == OPEN:
                self._begin(tag, start)
            elif kind == CLOSE:
                if tag.name in ("br", "p") and not self.where.get(tag.name):
                    self._pen.apart("\n" if tag.name == "br" else "\n\n")
                self.close(tag.name)
            elif kind == COMMENT:
                if last - first >= _LEAST:
                    self._layer("comment", first, last, first)
            elif kind == RAW_TEXT:
                self._raw(first, last)
            else:
                self._layer("not_displayed", first, last, start)

    # Tokens

    def _text(self, first: int, last: int) -> None:
        top = self.stack[-1]
        if top.name == "head":
            if not self._source[first:last].strip(_SPACES):
                return
            self.pop()
            top = self.stack[-1]
        if top.pre and self._pen.hidden is None:
            self._pen.lines_of(first, last, top.number, False)
        else:
            self._pen.run(first, last, top.number)

    def _raw(self, first: int, last: int) -> None:
        top = self.stack[-1]
        if top.name in ("xmp", "plaintext") and self._pen.hidden is None:
            self._pen.lines_of(first, last, top.number, True)
        elif top.name == "script" and self._is_data:
            self._runs.data.append(self._source[first:last])
        elif top.name not in ("script", "style"):
            self._layer("not_displayed", first, last, first)

    def _begin(self, tag: Tag, start: int) -> None:
        name = tag.name
        self._opened += 1
        if name == "br":
            counts = self._counts[len(self.stack) - 1]
            counts[name] = counts.get(name, 0) + 1
            self._pen.apart("\n")
            return
        self.end_what_ends(name)
        facts: Facts = tag.facts or facts_of(tag, self._sheet)
        parent = self.stack[-1]
        counts = self._counts[len(self.stack) - 1]
        nth = counts[name] = counts.get(name, 0) + 1
        number = self._runs.element(name, parent.number, nth, facts.identity)
        surface, node, hides, gap = parent.surface, None, facts.hides, facts.gap
        if not facts.plain and not (self._veils and self._veils[-1].final):
            look = facts.look
            if parent.node is not None:
                node = self._node(tag, facts, parent.node, counts, nth)
                look = with_colours(self._sheet.look(node, facts.style), tag) if facts.is_ruled else look
                hides, gap = facts.hidden_by(look), gap or facts.gap_by(look)
            if look is not PLAIN or name in OWN_COLOUR:
                surface = surface.within(look, name)
        if gap:
            self._pen.apart(gap)
        for kind, key in facts.told:
            self._runs.layer(kind, tag.value(key), self._pen.at(start + tag.attributes[key][0]), number)
        if name == "meta":
            self._runs.tell(tag.value("property") or tag.value("name"), tag.value("content"))
        if name in VOID:
            if facts.field and not hides:
                self._pen.run(start + facts.field[0], start + facts.field[1], number)
                self._pen.apart(gap)
            return
        if len(self.stack) < len(self._counts):
            self._counts[len(self.stack)].clear()
        else:
            self._counts.append({})
        self.push(_Element(name, number, parent.pre or facts.pre, surface, node))
        if hides or surface is not parent.surface:
            self._veil(hides, start)
        if facts.makes:
            self._make(facts, node, start, number)
        if facts.is_odd:
            self._open_odd(tag, start, number)

    def _make(self, facts: Facts, node: Node | None, start: int, number: int) -> None:
        """Write the words that rules put before what an element holds, and keep those for behind it."""
        before, behind = facts.made if node is None else self._sheet.made(node)
        if before:
            self._pen.made(before, start, number)
        if behind:
            self._behind[len(self.stack)] = behind, start, number

    def _open_odd(self, tag: Tag, start: int, number: int) -> None:
        """Take in a script, or a page that stands in an attribute."""
        if tag.name == "script":
            self._is_data = "ld+json" in tag.value("type").lower()
        elif self._pen.hidden is None and self._depth < _DEEPEST:
            self._page_within(tag, start, number)

    def _veil(self, hides: str, start: int) -> None:
        """Lay a veil over the last element, or take one off, where it is seen otherwise than what it stands in."""
        lies = self._veils[-1] if self._veils else None
        if lies is not None and lies.final:
            return
        element = self.stack[-1]
        kind = hides or element.surface.unseen(self._sheet)
        if hides or kind != (lies.kind if lies else ""):
            self._veils.append(_Veil(kind, start, element.number, len(self.stack), bool(hides), []))
            self._pen.hidden = self._veils[-1].pieces if kind else None

    def _page_within(self, tag: Tag, start: int, number: int) -> None:
        """Read the page that an attribute holds; its places are those of the attribute's characters."""
        first, last = (start + place for place in tag.attributes["srcdoc"])
        starts, origins, pieces, size = [0], [first], list[str](), 0
        for at, _, said in decoded(self._source, first, last):
            starts.append(size)
            origins.append(at)
            pieces.append(said)
            size += len(said)

        def origin(offset: int) -> int:
            at = bisect_right(starts, offset) - 1
            return self._pen.at(origins[at] + offset - starts[at])

        _Tree("".join(pieces), self._runs, number, self._depth + 1, origin)

    def _node(self, tag: Tag, facts: Facts, around: Node, counts: dict[str, int], nth: int) -> Node:
        """Return what style rules see of an element."""
        if self._outline is not None:
            return self._outline.nodes[self._opened - 1]
        node = Node(tag.name, around, sum(counts.values()) if self._sheet.counts else 1, nth)
        node.marks, node.last = around.of_children, around.of_last
        node.identity, node.classes, node.attributes = facts.identity, facts.classes, facts.attribute
        return node

    def pop(self) -> str:
        """Close the last element, and take off the veil that lies over it."""
        if self._behind and len(self.stack) in self._behind:
            self._pen.made(*self._behind.pop(len(self.stack)))
        name = super().pop()
        if self._veils and self._veils[-1].depth > len(self.stack):
            veil = self._veils.pop()
            lies = self._veils[-1] if self._veils else None
            self._pen.hidden = lies.pieces if lies and lies.kind else None
            if veil.kind:
                self._runs.layer(veil.kind, "".join(veil.pieces), self._pen.at(veil.start), veil.number)
        gap = GAPS.get(name)
        if gap:
            self._pen.apart(gap)
        return name

    def _layer(self, kind: str, first: int, last: int, offset: int) -> None:
        self._runs.layer(kind, self._source[first:last], self._pen.at(offset), self.stack[-1].number)
