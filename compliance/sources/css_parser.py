"""The selectors of style rules as they are written → what they ask for.

Known are elements, classes, ids, attributes, `:not`, `:is`, `:where`, `:has`, `:root`, `:empty`, `:nth-child` and its
like, `::before` and `::after`, and all four ways to combine them. States that a page at rest is not in (`:hover`) fit
no element; what is not known makes a selector that is left out.
"""

from __future__ import annotations

import re

from compliance.sources.css_selector import HERE, Attribute, Compound, Count, Selector

_NAME = r"(?:[-\w\u0080-\uffff]|\\[0-9a-fA-F]{1,6}\s?|\\.)+"
_SIMPLE = re.compile(
    rf"(?P<sign>[.#])(?P<word>{_NAME})|(?P<name>{_NAME}|\*)|::?(?P<pseudo>[a-z-]+)(?P<opens>\()?"
    rf"|\[\s*(?P<attribute>{_NAME})\s*(?:(?P<how>[~|^$*]?=)\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>{_NAME}))"
    r"\s*(?P<fold>[iIsS])?\s*)?\]"
)
_COMBINES = re.compile(r"\s*([>+~])\s*|\s+")
_NTH = re.compile(r"(?:(odd)|(even)|([+-]?\d{0,4})n\s*(?:([+-])\s*(\d{1,4}))?|([+-]?\d{1,6}))\Z")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_LEADS = re.compile(r"\s*([>+~])\s*")
_MOST_PARTS, _DEEPEST = 12, 3
# States that nothing on a page is in before somebody does something.
_NEVER = frozenset((
    "hover", "focus", "focus-visible", "focus-within", "active", "target", "visited", "fullscreen", "modal",
    "popover-open",
))  # fmt: skip
_MEANS = {
    "root": "html", "scope": "html", "link": "a[href]", "any-link": "a[href]", "checked": "[checked]",
    "disabled": "[disabled]",
}  # fmt: skip
_COUNTED = {
    "nth-child": (False, False), "nth-of-type": (True, False), "nth-last-child": (False, True),
    "nth-last-of-type": (True, True),
}  # fmt: skip
_ENDS = {
    "first-child": (False,), "last-child": (True,), "only-child": (False, True),
    "first-of-type": (False,), "last-of-type": (True,), "only-of-type": (False, True),
}  # fmt: skip


def parse_selectors(said: str, depth: int = 0) -> list[Selector]:
    """Return the selectors of a list that are known here; others fit nothing, and are left out.

    >>> [one.weight for one in parse_selectors("p.note > a[href^='x'], #i:unheard-of, *")]
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


class _Asked:
    """What is asked of one element, as it is read."""

    def __init__(self) -> None:
        self.name = self.identity = ""
        self.classes: set[str] = set()
        self.attributes: list[Attribute] = []
        self.turns: list[tuple[bool, tuple[Selector, ...]]] = []
        self.nth: list[Count] = []
        self.holds: list[tuple[Selector, ...]] = []
        self.empty = False

    def compound(self) -> Compound:
        return Compound(
            self.name, self.identity, frozenset(self.classes), tuple(self.attributes), tuple(self.turns),
            tuple(self.nth), tuple(self.holds), self.empty,
        )  # fmt: skip


class _Parser:
    def __init__(self, said: str, depth: int) -> None:
        self._said, self._at, self._depth, self._weight = said, 0, depth, 0
        self._part, self._ahead = "", False

    def selector(self, of_here: bool = False) -> Selector:
        """Return the whole; one `of_here` asks for something around the element that `:has` stands at."""
        compounds, combines = list[Compound](), list[str]()
        if of_here:
            lead = _LEADS.match(self._said)
            compounds.append(HERE)
            combines.append((lead and lead[1]) or " ")
            self._at = lead.end() if lead else 0
        compounds.append(self._compound())
        while self._at < len(self._said):
            match = _COMBINES.match(self._said, self._at)
            if not match or len(compounds) >= _MOST_PARTS or self._part:
                raise _Unknown
            self._at = match.end()
            combines.append(match[1] or " ")
            compounds.append(self._compound())
        return Selector(
            tuple(reversed(compounds)), tuple(reversed(combines)), self._weight, part=self._part, ahead=self._ahead
        )

    def _compound(self) -> Compound:
        asked = _Asked()
        began = self._at
        while not self._part and (match := _SIMPLE.match(self._said, self._at)):
            if match["name"] and self._at != began:
                raise _Unknown
            self._at = match.end()
            if match["name"]:
                asked.name = "" if match["name"] == "*" else match["name"].lower()
                self._weight += bool(asked.name)
            elif match["pseudo"]:
                name = match["pseudo"].lower()
                if match["opens"]:
                    self._of(name, self._argument(), asked)
                else:
                    self._alone(name, asked)
            elif match["sign"] == "#":
                asked.identity = _plain(match["word"])
                self._weight += 10_000
            else:
                self._weight += 10
                if match["attribute"]:
                    asked.attributes.append(_attribute(match))
                else:
                    asked.classes.add(_plain(match["word"]))
        if self._at == began:
            raise _Unknown
        return asked.compound()

    def _argument(self) -> str:
        depth, start = 1, self._at
        while self._at < len(self._said):
            sign = self._said[self._at]
            self._at += 1
            depth += (sign == "(") - (sign == ")")
            if not depth:
                return self._said[start : self._at - 1]
        raise _Unknown

    def _within(self, argument: str, of_here: bool = False) -> tuple[Selector, ...]:
        """Return the selectors in brackets; of a list all have to be known."""
        if self._depth >= _DEEPEST:
            raise _Unknown
        found = [_Parser(one.strip(), self._depth + 1).selector(of_here) for one in _divided(argument)]
        self._ahead |= of_here or any(one.ahead or not set("+~").isdisjoint(one.combines) for one in found)
        return tuple(found)

    def _of(self, name: str, argument: str, asked: _Asked) -> None:
        """Take a pseudo-class with an argument."""
        if name in ("is", "where", "matches", "-webkit-any"):
            within = [one for one in _divided(argument) if (one.strip() and parse_selectors(one, self._depth + 1))]
            found = self._within(",".join(within)) if within else ()
            if not found:
                raise _Unknown
            asked.turns.append((True, found))
            self._weight += 0 if name == "where" else max(one.weight for one in found)
        elif name in ("not", "has"):
            found = self._within(argument, name == "has")
            self._weight += max(one.weight for one in found)
            if name == "not":
                asked.turns.append((False, found))
            else:
                asked.holds.append(found)
        elif name in _COUNTED:
            of_name, backwards = _COUNTED[name]
            steps, _, of = argument.partition(" of ")
            of_these = self._within(of) if of else ()
            asked.nth.append(Count(*_steps(steps), of_name, backwards, of_these))
            self._weight += 10 + max((one.weight for one in of_these), default=0)
            self._ahead |= backwards or bool(of)
        else:
            raise _Unknown

    def _alone(self, name: str, asked: _Asked) -> None:
        """Take a pseudo-class or a part without an argument."""
        if name in ("before", "after"):
            self._part = name
            self._weight += 1
            return
        self._weight += 10
        if name in _NEVER:
            asked.turns.append((True, ()))
        elif name in _MEANS:
            asked.turns.append((True, tuple(parse_selectors(_MEANS[name]))))
        elif name == "empty":
            asked.empty = self._ahead = True
        elif name in _ENDS:
            of_name = name.endswith("of-type")
            asked.nth += [Count(0, 1, of_name, backwards) for backwards in _ENDS[name]]
            self._ahead |= True in _ENDS[name]
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
