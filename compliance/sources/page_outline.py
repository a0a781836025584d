"""The elements of a page before its text is read, for style rules that later ones decide (`:last-child`, `:has`)."""

from __future__ import annotations

from typing import NamedTuple

from compliance.sources.css_selector import Node
from compliance.sources.page_kinds import VOID
from compliance.sources.page_stack import OpenElements
from compliance.sources.page_style import Sheet
from compliance.sources.page_tags import facts_of
from compliance.sources.page_tokens import CLOSE, OPEN, RAW_TEXT, TEXT, Tag, tokens

_MOST_ELEMENTS = 200_000  # that are kept at a time
_SPACES = " \t\n\f\r"


class _Element(NamedTuple):
    name: str
    node: Node


class Outline:
    """The elements of a page in the order of their start tags; `whole` is False where there are too many."""

    def __init__(self, source: str, sheet: Sheet) -> None:
        self.root = Node("", None)
        self.root.children = []
        self.nodes: list[Node] = []
        self.whole = True
        self._open = OpenElements(_Element("", self.root))
        for kind, _, first, last, tag in tokens(source):
            if kind in (TEXT, RAW_TEXT):
                self._text(source[first:last])
            elif kind == CLOSE:
                self._open.close(tag.name)
            elif kind == OPEN:
                self._begin(tag, sheet)
                if len(self.nodes) > _MOST_ELEMENTS:
                    self.whole = False
                    self.nodes.clear()
                    break

    def _text(self, said: str) -> None:
        top = self._open.stack[-1]
        top.node.filled = True
        if top.name == "head" and said.strip(_SPACES):
            self._open.pop()

    def _begin(self, tag: Tag, sheet: Sheet) -> None:
        name = tag.name
        if name != "br":
            self._open.end_what_ends(name)
        parent = self._open.stack[-1].node
        facts = tag.facts or facts_of(tag, sheet)
        siblings = parent.children if parent.children is not None else []
        parent.counts[name] = nth = parent.counts.get(name, 0) + 1
        node = Node(name, parent, len(siblings) + 1, nth)
        node.identity, node.classes, node.attributes = facts.identity, facts.classes, facts.attribute
        node.place, node.children = len(siblings), []
        siblings.append(node)
        self.nodes.append(node)
        if name not in VOID:
            self._open.push(_Element(name, node))
