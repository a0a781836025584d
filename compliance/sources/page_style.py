"""What a page's own styles make of its elements: which are off the screen, and on which ground text stands.

Rules of `<style>`, `style` attributes and old attributes for colours are known; what scripts and other files do is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from compliance.sources.css_colour import WHITE, Colour, alike, as_colour
from compliance.sources.css_content import content_of, words_of
from compliance.sources.css_parser import parse_selectors
from compliance.sources.css_selector import Matcher, Node, Selector
from compliance.sources.css_source import style_rules
from compliance.sources.css_values import PLAIN, Look, cascade, declarations

_PARTS = ("before", "after")
_MOST_RULES = 5_000  # that turn on whether something is seen
_MOST_BESIDE = 50  # parts of selectors that ask of earlier siblings
_MOST_COMPARISONS = 3_000_000
_SURELY_SEEN = frozenset(("html", "body"))  # hidden at first only, until a script has loaded
OWN_COLOUR = frozenset(("a", "button", "input", "select", "textarea", "mark"))
# What may lie under text though it is none of what the text stands in, or come from elsewhere.
_GROUND_UNSURE = re.compile(
    r"rel\s{0,9}=\s{0,9}[\"']?[^\"'>]{0,40}\bstylesheet|position\s{0,9}:\s{0,9}(?:absolute|fixed|sticky)|@import\b"
    r"|\bgrid-(?:area|row)\b|\bmargin[^:;{}]{0,9}:[^;{}]{0,40}-\d",
    re.IGNORECASE,
)
_CANVAS: Colour = (-1, -1, -1)  # the page itself, white where nothing may lie on it
_Declared = Mapping[str, tuple[str, bool]]


class Surface(NamedTuple):
    """How text that stands right in an element looks; what it holds looks the same unless something is said of it."""

    visible: bool = True
    sized: bool = True
    inked: bool = True
    colour: Colour | None = None
    ground: Colour | None = _CANVAS

    def unseen(self, sheet: Sheet) -> str:
        """Return in which way text on it is not seen, "" where it is."""
        if not (self.visible and self.sized and self.inked):
            return "not_displayed"
        if not self.colour:
            return ""
        ground = sheet.ground() if self.ground is _CANVAS else self.ground
        return "same_colour" if ground and alike(self.colour, ground) else ""

    def within(self, look: Look, name: str) -> Surface:
        """Return the surface within an element on this one."""
        if look is PLAIN and not self.colour:
            return self
        ground = look.ground or (None if look.covers or look.floats else self.ground)
        sure = name in _SURELY_SEEN
        return Surface(
            self.visible if look.visible is None or sure else look.visible,
            self.sized if look.sized is None else look.sized,
            self.inked if look.inked is None else look.inked,
            look.colour or (None if name in OWN_COLOUR else self.colour),
            ground,
        )


class _Rule(NamedTuple):
    layer: tuple[int, ...]
    weight: int
    order: int
    selector: Selector
    said: _Declared


class Sheet:
    """The rules of a page by what they name, an id before a class before an element before an attribute."""

    __slots__ = (
        "_beside", "_ground", "_looks", "_matcher", "_parts", "_rules", "_source", "_variables", "asks_around",
        "counts", "looks_ahead",
    )  # fmt: skip

    def __init__(self, source: str) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._parts: dict[str, list[_Rule]] = {}
        self._beside: list[tuple[int, Selector]] = []
        self._looks: dict[tuple[tuple[int, ...], str], Look] = {}
        self._variables: dict[str, str] = {}
        self._matcher = Matcher(_MOST_COMPARISONS)
        self.asks_around = self.counts = self.looks_ahead = False
        order = 0
        for selectors, said, layer in style_rules(source):
            declared, content = declarations(said), content_of(said)
            if (declared or content) and order < _MOST_RULES:
                for selector in parse_selectors(selectors):
                    order += 1
                    if selector.part:
                        self._add_part(selector, declared | content, order, layer)
                    elif declared:
                        self._add(selector, declared, order, layer)
        self._source = source
        self._ground: tuple[Colour | None] | None = None

    def forget_ahead(self) -> None:
        """Let go of the rules that later elements decide, where there is no outline."""
        for rules in (self._rules, self._parts):
            for key, known in rules.items():
                rules[key] = [rule for rule in known if not rule.selector.ahead]

    def ground(self) -> Colour | None:
        """Return the colour of the page itself, None where something may lie on it that is not known."""
        if self._ground is None:
            self._ground = (None if _GROUND_UNSURE.search(self._source) else WHITE,)
        return self._ground[0]

    def may_rule(self, name: str, classes: frozenset[str], identity: str) -> bool:
        """Tell whether a rule names an element of this name, these classes or this id last, or any."""
        if self._beside or name in self._rules or "*" in self._rules:
            return True
        if not classes and not identity:
            return False
        return "#" + identity in self._rules or any("." + one in self._rules for one in classes)

    def look(self, node: Node, style: str) -> Look:
        """Return what rules, and a `style` attribute, make of an element; `TooMuch` where they ask for too much."""
        names = _names(node.name, node.classes, node.identity)
        if self._beside:
            self._mark(node)
        found: list[_Rule] = []
        if not self._rules.keys().isdisjoint(names):
            for key in names:
                found += [rule for rule in self._rules.get(key, ()) if self._matcher.fits(rule.selector, node)]
        if not found:
            return self.own(style)
        found.sort(key=_strength)
        return self._cascaded(found, style)

    def own(self, style: str) -> Look:
        """Return what a `style` attribute makes of an element of which no rule says anything."""
        if not style or ":" not in style:
            return PLAIN
        return self._cascaded([], style)

    def _cascaded(self, rules: list[_Rule], style: str) -> Look:
        known = tuple(rule.order for rule in rules), style
        if known not in self._looks:
            if len(self._looks) > _MOST_RULES:
                self._looks.clear()
            own = [declarations(style)] if style else []
            self._looks[known] = cascade([*(rule.said for rule in rules), *own], self._variables)
        return self._looks[known]

    def makes(self, name: str, classes: frozenset[str], identity: str) -> bool:
        """Tell whether a rule may put words into an element of this name, these classes or this id."""
        return bool(self._parts) and not self._parts.keys().isdisjoint(_names(name, classes, identity))

    def made(self, node: Node) -> tuple[str, str]:
        """Return the words that rules put before and behind what is in an element (`::before`, `::after`)."""
        if not self._parts:
            return "", ""
        rules = [
            rule for key in _names(node.name, node.classes, node.identity) for rule in self._parts.get(key, ())
            if self._matcher.fits(rule.selector, node)
        ]  # fmt: skip
        rules.sort(key=_strength)
        before, behind = (self._words([rule for rule in rules if rule.selector.part == part], node) for part in _PARTS)
        return before, behind

    def _words(self, rules: list[_Rule], node: Node) -> str:
        said = [rule.said["content"][0] for rule in rules if "content" in rule.said]
        if not said:
            return ""
        look = cascade((rule.said for rule in rules), self._variables)
        seen = not look.gone and False not in (look.visible, look.sized, look.inked)
        return words_of(said[-1], node.attributes) if seen else ""

    def _add_part(self, selector: Selector, said: _Declared, order: int, layer: tuple[int, ...]) -> None:
        """Take in what a rule says of a part, whose words it may make."""
        if "+" in selector.combines or "~" in selector.combines:
            selector = self._numbered(selector)
        self._note(selector)
        self._parts.setdefault(_key(selector), []).append(_Rule(layer, selector.weight, order, selector, said))

    def _note(self, selector: Selector) -> None:
        """Note what a selector asks of what stands around an element."""
        self.looks_ahead |= selector.ahead
        self.counts |= any(one.nth or one.turns for one in selector.compounds)
        self.asks_around |= selector.ahead or self.counts or len(selector.compounds) > 1

    def _add(self, selector: Selector, said: _Declared, order: int, layer: tuple[int, ...]) -> None:
        last = selector.compounds[0]
        if last.name in _SURELY_SEEN or (last.turns and not (last.classes or last.identity or last.name)):
            self._variables |= {name: value for name, (value, _) in said.items() if name.startswith("--")}
        said = {name: one for name, one in said.items() if not name.startswith("--")}
        if not said:
            return
        if "+" in selector.combines or "~" in selector.combines:
            selector = self._numbered(selector)
        self._note(selector)
        self._rules.setdefault(_key(selector), []).append(_Rule(layer, selector.weight, order, selector, said))

    def _numbered(self, selector: Selector) -> Selector:
        """Return a selector with a number for each part that asks of earlier siblings: every element is asked it."""
        marks = [0] * len(selector.combines)
        for at in reversed(range(len(marks))):
            if selector.combines[at] in "+~":
                marks[at] = len(self._beside) + 1
                rest = Selector(selector.compounds[at + 1 :], selector.combines[at + 1 :], 0, tuple(marks[at + 1 :]))
                if len(self._beside) < _MOST_BESIDE:
                    self._beside.append((marks[at], rest))
        return selector._replace(marks=tuple(marks))

    def _mark(self, node: Node) -> None:
        """Note on an element's parent what its later siblings may ask of it."""
        parent = node.parent
        if parent is not None:
            met = frozenset(mark for mark, asked in self._beside if self._matcher.fits(asked, node))
            parent.of_last = met
            if not met <= parent.of_children:
                parent.of_children |= met


def _names(name: str, classes: frozenset[str], identity: str) -> list[str]:
    return [name, *("." + one for one in classes), "#" + identity, "*"]


def _key(selector: Selector) -> str:
    last = selector.compounds[0]
    return f"#{last.identity}" if last.identity else f".{min(last.classes)}" if last.classes else last.name or "*"


def _strength(rule: _Rule) -> tuple[tuple[int, ...], int, int]:
    return rule.layer, rule.weight, rule.order


def by_attributes(look: Look, colour: str, ground: str, picture: bool) -> Look:
    """Return a look with what `<font color>` and `bgcolor` say where styles say nothing."""
    if colour and look.colour is None:
        look = look._replace(colour=as_colour(colour.strip().lower()))
    if (ground or picture) and look.ground is None and not look.covers:
        found = as_colour(ground.strip().lower())
        look = look._replace(ground=found, covers=found is None)
    return look
