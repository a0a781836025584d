"""Selectors of style rules: what they ask of an element and of those around it, and whether one fits.

What elements that follow decide (`:last-child`, `:has`, `:empty`) needs the outline of the whole page: nodes that know
their children.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Node:
    """An element as selectors see it: its names and attributes, where it stands among its siblings, its parent.

    `marks` are the numbers of what selectors ask of an earlier sibling (`a ~ b`) that one meets, `last` those that the
    sibling right before it meets (`a + b`); `of_children` and `of_last` are the same for those to come within it.
    In an outline `children` are all of them, of which it is `place` in its parent's, `counts` how many of each name
    there are, and `filled` tells whether it holds text; else `children` is None.
    """

    __slots__ = (
        "attributes", "children", "classes", "counts", "filled", "identity", "last", "marks", "name", "nth", "nth_of",
        "of_children", "of_last", "parent", "place",
    )  # fmt: skip

    def __init__(self, name: str, parent: Node | None, nth: int = 1, nth_of: int = 1) -> None:
        self.name, self.parent, self.nth, self.nth_of = name, parent, nth, nth_of
        self.classes: frozenset[str] = frozenset()
        self.identity = ""
        self.attributes: Callable[[str], str | None] = _no_attribute
        self.marks: frozenset[int] = frozenset()
        self.last: frozenset[int] = frozenset()
        self.of_children: frozenset[int] = frozenset()
        self.of_last: frozenset[int] = frozenset()
        self.children: list[Node] | None = None
        self.counts: dict[str, int] = {}
        self.place, self.filled = 0, False


def _no_attribute(_: str) -> str | None:
    return None


class Attribute(NamedTuple):
    """What is asked of an attribute: that it is there (`how` is ""), or holds a value in a way (`=`, `^=`)."""

    name: str
    how: str
    value: str
    fold: bool


class Count(NamedTuple):
    """Which of its siblings an element has to be: every `step`th from the `first` on.

    Counted are those of its name (`of_name`), or those that fit a selector (`of`), from the last one (`backwards`).
    """

    step: int
    first: int
    of_name: bool = False
    backwards: bool = False
    of: tuple[Selector, ...] = ()


class Compound(NamedTuple):
    """What is asked of one element. `turns`: for each of `:not` and `:is`, whether one of its selectors has to fit.

    `holds`: for each `:has`, the selectors of which something around it has to fit one; they end in `HERE`. `empty`: it
    holds neither elements nor text.
    """

    name: str
    identity: str
    classes: frozenset[str]
    attributes: tuple[Attribute, ...]
    turns: tuple[tuple[bool, tuple[Selector, ...]], ...]
    nth: tuple[Count, ...]
    holds: tuple[tuple[Selector, ...], ...] = ()
    empty: bool = False


class Selector(NamedTuple):
    """What is asked of an element and, with how each stands to the one after it, of others: the last one first.

    `marks` are the numbers of those before a `~` or `+`, by their place in `compounds`. `part` is what is asked for of
    the element (`before`), "" where it is the element itself. `ahead`: elements that follow decide.
    """

    compounds: tuple[Compound, ...]
    combines: tuple[str, ...]
    weight: int
    marks: tuple[int, ...] = ()
    part: str = ""
    ahead: bool = False


HERE = Compound("", "", frozenset(), (), (), ())  # the element of which `:has` asks


class TooMuch(Exception):
    """The rules of a page ask for more comparisons than it is worth."""


class Matcher:
    """Fits selectors to elements, and counts the comparisons, of which there is a most."""

    def __init__(self, most: int) -> None:
        self.left = most
        self._here: Node | None = None

    def fits(self, selector: Selector, node: Node, at: int = 0) -> bool:
        """Tell whether an element, and those around it, are what a selector asks for from its `at`-th part on."""
        self.left -= 1
        if self.left < 0:
            raise TooMuch
        asked = selector.compounds[at]
        if not (node is self._here if asked is HERE else self._is(asked, node)):
            return False
        if at + 1 == len(selector.compounds):
            return True
        how = selector.combines[at]
        if how in "~+":
            return self._fits_before(selector, node, at)
        other = node.parent
        if how == ">":
            return other is not None and self.fits(selector, other, at + 1)
        while other is not None:
            if self.fits(selector, other, at + 1):
                return True
            other = other.parent
        return False

    def _fits_before(self, selector: Selector, node: Node, at: int) -> bool:
        """Tell whether the sibling right before an element, or any before it, is what is asked for there."""
        beside = node.parent.children if node.parent is not None else None
        if beside is None:
            return selector.marks[at] in (node.marks if selector.combines[at] == "~" else node.last)
        first = 0 if selector.combines[at] == "~" else max(node.place - 1, 0)
        return any(self.fits(selector, other, at + 1) for other in reversed(beside[first : node.place]))

    def _is(self, asked: Compound, node: Node) -> bool:
        if (asked.name and asked.name != node.name) or (asked.identity and asked.identity != node.identity):
            return False
        if not asked.classes <= node.classes or (asked.empty and (node.children or node.filled)):
            return False
        return (
            all(_has(one, node) for one in asked.attributes)
            and all(self._counts(one, node) for one in asked.nth)
            and all(any(self.fits(one, node) for one in within) is wanted for wanted, within in asked.turns)
            and all(any(self._holds(one, node) for one in within) for within in asked.holds)
        )

    def _counts(self, asked: Count, node: Node) -> bool:
        beside = (node.parent.children if node.parent is not None else None) or [node]
        if asked.of:
            if not any(self.fits(one, node) for one in asked.of):
                return False
            others = beside[node.place + 1 :] if asked.backwards else beside[: node.place]
            nth = 1 + sum(any(self.fits(one, other) for one in asked.of) for other in others)
        elif asked.backwards:
            alike = node.parent.counts.get(node.name, 1) if node.parent is not None else 1
            nth = alike - node.nth_of + 1 if asked.of_name else len(beside) - node.place
        else:
            nth = node.nth_of if asked.of_name else node.nth
        beyond = nth - asked.first
        return beyond == 0 if asked.step == 0 else beyond % asked.step == 0 and beyond // asked.step >= 0

    def _holds(self, selector: Selector, node: Node) -> bool:
        """Tell whether something within an element, or behind it, fits a selector that ends in it."""
        before, self._here = self._here, node
        try:
            return any(self.fits(selector, other) for other in _around(node, selector))
        finally:
            self._here = before


def _around(node: Node, selector: Selector) -> Iterator[Node]:
    """Yield the elements of which the last part of a selector may ask that begins at a node."""
    how, alone = selector.combines[-1], len(selector.combines) == 1
    if how in ">" or how == " ":
        tops = node.children or []
    else:
        behind = (node.parent.children if node.parent is not None else None) or []
        tops = behind[node.place + 1 : node.place + 2 if how == "+" else None]
    pending = tops[::-1]
    while pending:
        other = pending.pop()
        yield other
        if not alone or how == " ":
            pending += reversed(other.children or [])


def _has(asked: Attribute, node: Node) -> bool:
    value = node.attributes(asked.name)
    if value is None:
        return False
    wanted = asked.value
    if asked.fold:
        value, wanted = value.lower(), wanted.lower()
    if asked.how in ("", "="):
        return not asked.how or value == wanted
    if not wanted:
        return False
    if asked.how == "~=":
        return wanted in value.split()
    if asked.how == "|=":
        return value == wanted or value.startswith(wanted + "-")
    if asked.how == "^=":
        return value.startswith(wanted)
    return value.endswith(wanted) if asked.how == "$=" else wanted in value
