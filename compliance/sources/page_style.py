"""What a page's own style rules hide: simple selectors of `<style>`, and `style` attributes.

Only what surely holds on a screen is taken: rules for a class, an id or an element, alone or together (`p.note`), at
the top or within `@media screen` and `@media all`. What scripts, other files and wider selectors do is not known here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HIDES = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none\b|visibility\s*:\s*(?:hidden|collapse)\b|opacity\s*:\s*0?\.?0+\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:\.0+)?\s*(?:[a-z%]+)?\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\d{4,}"
    r"|clip\s*:\s*rect\(\s*0(?:px)?[\s,]+0(?:px)?[\s,]+0(?:px)?[\s,]+0(?:px)?\s*\)|content-visibility\s*:\s*hidden\b)"
)
_SHOWS = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*(?!none\b)[a-z]|visibility\s*:\s*visible\b|opacity\s*:\s*0?\.?0*[1-9])"
)
_BLOCK = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|list-item|table|flow-root)\b")
_COLOUR = re.compile(
    r"(?:^|[;\s])(background(?:-color)?|color)\s*:\s*(#[0-9a-f]{3,8}|[a-z]+|rgba?\([\d\s,.%/]{1,40}\))"
)
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9-]*|\*)?(?:[.#][\w-]+)*\Z", re.IGNORECASE)
_PART = re.compile(r"([.#])([\w-]+)")
_STYLES = re.compile(r"<!--|<(script|style|textarea|title|xmp|iframe|noscript|template)(?=[\s/>])", re.IGNORECASE)
_ANY = re.compile("<style", re.IGNORECASE)
_ENDS = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noscript", "template")
}
_NOT_CSS = re.compile(r"/\*|<!--|-->")
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*\Z|@layer\b[^,]*\Z")
_WHITE = {"white": "#fff", "#ffffff": "#fff", "black": "#000", "#000000": "#000"}
_NO_COLOUR = frozenset(("inherit", "initial", "unset", "transparent", "currentcolor", "none"))
_MOST_RULES = 100  # that turn on the same class, id or element
_SURELY_SEEN = frozenset(("html", "body"))  # hidden at first only, until a script has loaded


class Style(NamedTuple):
    """What is said of an element: whether it is hidden (None: nothing), in which way, and whether it is a block."""

    hides: bool | None
    block: bool
    kind: str = "not_displayed"


_PLAIN = Style(None, False)


def declared(declarations: str) -> Style:
    """Return what declarations say.

    >>> declared("color: red; DISPLAY: none").hides, declared("display:block")
    (True, Style(hides=False, block=True, kind='not_displayed'))
    """
    said = declarations.lower()
    if ":" not in said:
        return _PLAIN
    if _HIDES.search(said):
        return Style(True, False)
    colours = {name[:5]: _WHITE.get(colour, colour) for name, colour in _COLOUR.findall(said)}
    if len(colours) == 2 and colours["color"] == colours["backg"] and colours["color"] not in _NO_COLOUR:
        return Style(True, False, "same_colour")
    return Style(False if _SHOWS.search(said) else None, _BLOCK.search(said) is not None)


class Sheet:
    """The rules of a page by what they name first, an id before a class before an element; later ones come after."""

    __slots__ = ("_rules",)

    def __init__(self, source: str) -> None:
        self._rules: dict[str, list[tuple[int, frozenset[str], Style]]] = {}
        for css in _sheets(source):
            for selector, style in _rules(css):
                self._add(selector, style)

    def __bool__(self) -> bool:
        return bool(self._rules)

    def of(self, name: str, classes: list[str], identity: str) -> Style:
        """Return what the rules say of an element; the most specific one decides, of equals the last."""
        names = [name, *("." + one for one in classes), "#" + identity]
        if self._rules.keys().isdisjoint(names):
            return _PLAIN
        own = frozenset(names)
        hides: tuple[int, bool | None, str] = (-1, None, "not_displayed")
        block = False
        for key in names:
            for weight, parts, style in self._rules.get(key, ()):
                if parts <= own:
                    if style.hides is not None and weight >= hides[0]:
                        hides = (weight, style.hides, style.kind)
                    block = block or style.block
        return Style(hides[1], block, hides[2])

    def _add(self, selector: str, style: Style) -> None:
        if not _SELECTOR.match(selector) or not selector:
            return
        parts = [sign + word for sign, word in _PART.findall(selector)]
        element = selector[: min((selector.find(sign) for sign in ".#" if sign in selector), default=len(selector))]
        if element not in ("", "*"):
            parts.append(element.lower())
        if not parts or _SURELY_SEEN & set(parts):
            return
        weight = sum({"#": 100, ".": 10}.get(part[0], 1) for part in parts)
        key = max(parts, key=lambda part: {"#": 2, ".": 1}.get(part[0], 0))
        rules, named = self._rules.setdefault(key, []), frozenset(parts)
        same = next((at for at, rule in enumerate(rules) if rule[1] == named), None)
        if same is not None:
            said = style if style.hides is not None else rules[same][2]._replace(block=True)
            rules[same] = (weight, named, said)
        elif len(rules) < _MOST_RULES:
            rules.append((weight, named, style))


def _sheets(source: str) -> list[str]:
    """Return the contents of a page's `<style>` elements, but those in comments, scripts and what is not displayed."""
    found: list[str] = []
    at = 0
    if not _ANY.search(source):
        return found
    while match := _STYLES.search(source, at):
        if match[1] is None:
            stop = source.find("-->", match.end())
        else:
            name = match[1].lower()
            start = source.find(">", match.end()) + 1
            end = _ENDS[name].search(source, start) if start else None
            stop = end.start() if end else -1
            if name == "style" and start:
                found.append(source[start : stop if end else len(source)])
        if stop < 0:
            break
        at = stop + 2
    return found


def _rules(css: str) -> list[tuple[str, Style]]:
    """Return selectors with what they say, as far as it hides, shows or makes a block; nested rules are left out."""
    css = _without_comments(css)
    found: list[tuple[str, Style]] = []
    at, depth, within = 0, 0, 0  # `within`: how many of the open braces are of @media screen and the like
    for match in re.finditer(r"[{};]", css):
        sign, head = match[0], css[at : match.start()]
        at = match.end()
        if sign == "{":
            transparent = depth == within and _SCREEN.search(" ".join(head.lower().split())) is not None
            if transparent:
                within += 1
            elif depth == within and "@" not in head:
                stop = css.find("}", at)
                style = declared(css[at : stop if stop >= 0 else len(css)])
                if style.hides is not None or style.block:
                    found += [(one.strip(), style) for one in head.split(",")]
            depth += 1
        elif sign == "}" and depth:
            within -= depth == within
            depth -= 1
    return found


def _without_comments(css: str) -> str:
    pieces, at = [], 0
    while match := _NOT_CSS.search(css, at):
        pieces.append(css[at : match.start()])
        stop = css.find("*/", match.end()) + 2 if match[0] == "/*" else match.end()
        if stop < 2:
            return "".join(pieces)
        at = stop
    return "".join([*pieces, css[at:]])
