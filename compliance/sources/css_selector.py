"""Selectors of style rules: what they ask of an element and of those around it, and whether one fits.

Known are elements, classes, ids, attributes, `:not`, `:is`, `:where`, `:root`, `:nth-child` and its like counted from
the first, and all four ways to combine them. States (`:hover`), parts (`::before`) and what only elements that follow
decide (`:last-child`, `:has`) fit nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_NAME = r"(?:[-\w\u0080-\uffff]|\\[0-9a-fA-F]{1,6}\s?|\\.)+"
_SIMPLE = re.compile(
    rf"(?P<sign>[.#])(?P<word>{_NAME})|(?P<name>{_NAME}|\*)|:(?P<pseudo>[a-z-]+)(?P<opens>\()?"
    rf"|\[\s*(?P<attribute>{_NAME})\s*(?:(?P<how>[~|^$*]?=)\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>{_NAME}))"
    r"\s*(?P<fold>[iIsS])?\s*)?\]"
)
_COMBINES = re.compile(r"\s*([>+~])\s*|\s+")
_NTH = re.compile(r"(?:(odd)|(even)|([+-]?\d{0,4})n\s*(?:([+-])\s*(\d{1,4}))?|([+-]?\d{1,6}))\Z")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_MOST_PARTS, _DEEPEST = 12, 3


class Node:
    """An element as selectors see it: its names and attributes, where it stands among its siblings, its parent.

    `marks` are the numbers of what selectors ask of an earlier sibling (`a ~ b`) that one meets, `last` those that the
    sibling right before it meets (`a + b`); `of_children` and `of_last` are the same for those to come within it.
    """

    __slots__ = (
        "attributes", "classes", "identity", "last", "marks", "name", "nth", "nth_of", "of_children", "of_last",
        "parent",
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


def _no_attribute(_: str) -> str | None:
    return None


class Attribute(NamedTuple):
    """What is asked of an attribute: that it is there (`how` is ""), or holds a value in a way (`=`, `^=`)."""

    name: str
    how: str
    value: str
    fold: bool


class Compound(NamedTuple):
    """What is asked of one element. `turns`: for each of `:not` and `:is`, whether one of its selectors has to fit."""

    name: str
    identity: str
    classes: frozenset[str]
    attributes: tuple[Attribute, ...]
    turns: tuple[tuple[bool, tuple[Selector, ...]], ...]
    nth: tuple[tuple[int, int, bool], ...]  # every so many, from which on, of its own name


class Selector(NamedTuple):
    """What is asked of an element and, with how each stands to the one after it, of others: the last one first.

    `marks` are the numbers of those before a `~` or `+`, by their place in `compounds`.
    """

    compounds: tuple[Compound, ...]
    combines: tuple[str, ...]
    weight: int
    marks: tuple[int, ...] = ()


class TooMuch(Exception):
    """The rules of a page ask for more comparisons than it is worth."""


class Matcher:
    """Fits selectors to elements, and counts the comparisons, of which there is a most."""

    def __init__(self, most: int) -> None:
        self.left = most

    def fits(self, selector: Selector, node: Node, at: int = 0) -> bool:
        """Tell whether an element, and those around it, are what a selector asks for from its `at`-th part on."""
        self.left -= 1
        if self.left < 0:
            raise TooMuch
        if not self._is(selector.compounds[at], node):
            return False
        if at + 1 == len(selector.compounds):
            return True
        how = selector.combines[at]
        if how == "~":
            return selector.marks[at] in node.marks
        if how == "+":
            return selector.marks[at] in node.last
        other = node.parent
        if how == ">":
            return other is not None and self.fits(selector, other, at + 1)
        while other is not None:
            if self.fits(selector, other, at + 1):
                return True
            other = other.parent
        return False

    def _is(self, asked: Compound, node: Node) -> bool:
        if (asked.name and asked.name != node.name) or (asked.identity and asked.identity != node.identity):
            return False
        if not asked.classes <= node.classes:
            return False
        return (
            all(_has(one, node) for one in asked.attributes)
            and all(_counts(one, node) for one in asked.nth)
            and all(any(self.fits(one, node) for one in within) is wanted for wanted, within in asked.turns)
        )


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


def _counts(asked: tuple[int, int, bool], node: Node) -> bool:
    step, first, of_name = asked
    beyond = (node.nth_of if of_name else node.nth) - first
    return beyond == 0 if step == 0 else beyond % step == 0 and beyond // step >= 0


def parse_selectors(said: str, depth: int = 0) -> list[Selector]:
    """Return the selectors of a list that are known here; others fit nothing, and are left out.

    >>> [one.weight for one in parse_selectors("p.note > a[href^='x'], #i:hover, *")]
    [22, 0]
    """
    found = []
    for one in _divided(said):
        try:
            found.append(_Parser(one.strip(), depth).selector())
        except _Unknown:
            continue
    return found


class _Unknown(Exception):
    """A selector has a part that is not known here."""


class _Parser:
    def __init__(self, said: str, depth: int) -> None:
        self._said, self._at, self._depth, self._weight = said, 0, depth, 0

    def selector(self) -> Selector:
        compounds, combines = [self._compound()], list[str]()
        while self._at < len(self._said):
            match = _COMBINES.match(self._said, self._at)
            if not match or len(compounds) >= _MOST_PARTS:
                raise _Unknown
            self._at = match.end()
            combines.append(match[1] or " ")
            compounds.append(self._compound())
        return Selector(tuple(reversed(compounds)), tuple(reversed(combines)), self._weight)

    def _compound(self) -> Compound:
        name = identity = ""
        classes: set[str] = set()
        attributes: list[Attribute] = []
        turns: list[tuple[bool, tuple[Selector, ...]]] = []
        nth: list[tuple[int, int, bool]] = []
        began = self._at
        while match := _SIMPLE.match(self._said, self._at):
            if match["name"] and self._at != began:
                raise _Unknown
            self._at = match.end()
            if match["name"]:
                name = "" if match["name"] == "*" else match["name"].lower()
                self._weight += bool(name)
            elif match["pseudo"]:
                self._pseudo(match["pseudo"], self._argument() if match["opens"] else None, turns, nth)
            elif match["sign"] == "#":
                identity = _plain(match["word"])
                self._weight += 10_000
            else:
                self._weight += 10
                if match["attribute"]:
                    attributes.append(_attribute(match))
                else:
                    classes.add(_plain(match["word"]))
        if self._at == began:
            raise _Unknown
        return Compound(name, identity, frozenset(classes), tuple(attributes), tuple(turns), tuple(nth))

    def _argument(self) -> str:
        depth, start = 1, self._at
        while self._at < len(self._said):
            sign = self._said[self._at]
            self._at += 1
            depth += (sign == "(") - (sign == ")")
            if not depth:
                return self._said[start : self._at - 1]
        raise _Unknown

    def _pseudo(
        self,
        name: str,
        argument: str | None,
        turns: list[tuple[bool, tuple[Selector, ...]]],
        nth: list[tuple[int, int, bool]],
    ) -> None:
        if argument is not None and name in ("not", "is", "where", "matches", "-webkit-any"):
            within = parse_selectors(argument, self._depth + 1) if self._depth < _DEEPEST else []
            beside = any("+" in one.combines or "~" in one.combines for one in within)
            if not within or beside or (name == "not" and len(within) != len(_divided(argument))):
                raise _Unknown
            turns.append((name != "not", tuple(within)))
            self._weight += 0 if name == "where" else max(one.weight for one in within)
            return
        self._weight += 10
        if name == "root" and argument is None:
            turns.append((True, tuple(parse_selectors("html"))))
        elif name in ("first-child", "first-of-type") and argument is None:
            nth.append((0, 1, name == "first-of-type"))
        elif name in ("nth-child", "nth-of-type") and argument is not None:
            nth.append((*_steps(argument), name == "nth-of-type"))
        elif name in ("link", "any-link") and argument is None:
            turns.append((True, tuple(parse_selectors("a[href]"))))
        else:
            raise _Unknown


def _divided(said: str) -> list[str]:
    """Divide a list at the commas that stand in no brackets."""
    if "(" not in said and "[" not in said:
        return said.split(",")
    found, depth, start = [], 0, 0
    for at, sign in enumerate(said):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append(said[start:at])
            start = at + 1
    return [*found, said[start:]]


def _steps(said: str) -> tuple[int, int]:
    match = _NTH.match(said.strip().lower())
    if not match:
        raise _Unknown
    odd, even, step, sign, first, alone = match.groups()
    if odd or even:
        return 2, 1 if odd else 0
    if alone:
        return 0, int(alone)
    return int(step + "1" if step in ("", "+", "-") else step), int((sign or "") + (first or "0"))


def _attribute(match: re.Match[str]) -> Attribute:
    value = match["double"] if match["double"] is not None else match["single"]
    bare = _plain(match["bare"]) if match["bare"] else ""
    fold = (match["fold"] or "").lower() == "i"
    return Attribute(_plain(match["attribute"]).lower(), match["how"] or "", bare if value is None else value, fold)


def _plain(word: str) -> str:
    """Return a name without its escapes: `md\\:hidden` is `md:hidden`."""
    if "\\" not in word:
        return word
    return _ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)) if found[1] else found[2], word)
