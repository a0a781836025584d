"""The style rules of a page as they hold on a screen: (selectors, declarations) in the order of the source.

A screen is taken to be that of a desk: 1280 by 800 points, light, with a mouse. Rules within `@media` count where such
a screen fits, within `@supports` as if they stood alone, within `@layer` by the order of the layers; of nested rules
the outer selectors go before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_STYLES = re.compile(r"<!--|<(script|style|textarea|title|xmp|iframe|noscript|template)(?=[\s/>])", re.IGNORECASE)
_ANY = re.compile("<style", re.IGNORECASE)
_ENDS = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noscript", "template")
}
_MEDIA_ATTRIBUTE = re.compile(r"\smedia\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]*))", re.IGNORECASE)
_NOT_CSS = re.compile(r"/\*|<!--|-->|<!\[CDATA\[|\]\]>")
_SIGNS = re.compile(r"[{};\"']")
_AT = re.compile(r"@([a-z-]+)\s*(.*)\Z", re.IGNORECASE | re.DOTALL)
_FEATURE = re.compile(r"\(\s*([a-z-]+)\s*(?::\s*([^()]*?)\s*)?\)\Z")
_RANGE = re.compile(r"\(\s*(width|height)\s*([<>]=?|=)\s*([\d.]+[a-z]*)\s*\)\Z")
_BETWEEN = re.compile(r"\(\s*([\d.]+[a-z]*)\s*([<>]=?)\s*(width|height)\s*(?:([<>]=?)\s*([\d.]+[a-z]*)\s*)?\)\Z")
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_LENGTH = re.compile(r"([\d.]{1,9})(px|r?em|)\Z")
_SIZES = {"width": 1280.0, "height": 800.0}
_HOLDS = {
    "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference", "orientation": "landscape",
    "hover": "hover", "any-hover": "hover", "pointer": "fine", "any-pointer": "fine", "color": "",
    "scripting": "enabled",
}  # fmt: skip
_LAYER = re.compile(r"@layer\b", re.IGNORECASE)
_STRONGEST = 1 << 30
Rule = tuple[str, str, tuple[int, ...]]  # selectors, declarations, the layer
_DEEPEST = 6  # rules within rules
_LONGEST = 2_000  # characters of the selectors of a rule, those of the rules around it among them


def style_rules(source: str) -> Iterator[Rule]:
    """Yield the rules in the `<style>` elements of a page that hold on a screen, each with the strength of its layer.

    >>> page = "<style>p{a:b} @media print{p{c:d}} .x{e:f; &.y{g:h}}</style><style media=print>p{i:j}</style>"
    >>> [rule[:2] for rule in style_rules(page)]
    [('p', 'a:b'), (':is(.x).y', 'g:h'), ('.x', 'e:f')]
    """
    layers = _Layers()
    for css in _sheets(source):
        yield from _rules(_without_comments(css), layers)


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
                media = _MEDIA_ATTRIBUTE.search(source, match.end(), min(start, match.end() + 500))
                if media is None or on_screen(media[1] or media[2] or media[3] or ""):
                    found.append(source[start : stop if end else len(source)])
        if stop < 0:
            break
        at = stop + 2
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


class _Layers:
    """The layers of a page's rules, in the order in which they were first named; the later one is the stronger."""

    def __init__(self) -> None:
        self._ranks: dict[tuple[int, ...], dict[str, int]] = {}
        self._unnamed = 0

    def named(self, said: str, around: tuple[int, ...]) -> tuple[int, ...]:
        """Return the layer of a name like `theme.dark` within another one; without a name it is one of its own."""
        if not said:
            self._unnamed += 1
            said = f" {self._unnamed}"
        for name in said.split("."):
            ranks = self._ranks.setdefault(around, {})
            around = (*around, ranks.setdefault(name.strip(), len(ranks)))
        return around


class _Block:
    """An open block: the selectors its declarations are for (None: it is left out), those said so far, its layer."""

    __slots__ = ("layer", "said", "selectors")

    def __init__(self, selectors: str | None, layer: tuple[int, ...] = ()) -> None:
        self.selectors, self.layer = selectors, layer
        self.said: list[str] = []

    def rule(self) -> Iterator[Rule]:
        """Yield what it says, if it does; what is in no layer of those around is the strongest."""
        if self.selectors and self.said:
            yield self.selectors, ";".join(self.said), (*self.layer, _STRONGEST)


def _rules(css: str, layers: _Layers) -> Iterator[Rule]:
    """Yield selectors with their declarations, in one pass."""
    blocks = [_Block("")]
    at = start = 0
    while match := _SIGNS.search(css, at):
        sign, at = match[0], match.end()
        if sign in "\"'":
            at = css.find(sign, at) + 1 or len(css)
            continue
        said, start = css[start : match.start()].strip(), at
        block = blocks[-1]
        if sign == "{":
            within = _within(block.selectors, said) if len(blocks) <= _DEEPEST else None
            named = _LAYER.match(said)
            blocks.append(
                _Block(within, layers.named(said[named.end() :].strip(), block.layer) if named else block.layer)
            )
            continue
        if said and (named := _LAYER.match(said)):
            for name in said[named.end() :].split(","):
                layers.named(name.strip(), block.layer)
        elif said and block.selectors:
            block.said.append(said)
        if sign == "}" and len(blocks) > 1:
            blocks.pop()
            yield from block.rule()
    for block in blocks[1:]:
        yield from block.rule()


def _within(around: str | None, head: str) -> str | None:
    """Return the selectors of a block within others, None where it does not hold or is not known."""
    if around is None:
        return None
    at_rule = _AT.match(head)
    if at_rule:
        name, asked = at_rule[1].lower(), at_rule[2].lower()
        holds = name == "layer" or (name == "media" and on_screen(asked))
        return around if holds or (name == "supports" and not asked.startswith("not")) else None
    if not head or len(head) + len(around) > _LONGEST:
        return None
    if not around:
        return head
    return ",".join(
        one.replace("&", f":is({around})") if "&" in one else f":is({around}) {one.strip()}" for one in head.split(",")
    )


def on_screen(media: str) -> bool:
    """Tell whether a list of media queries fits a screen; what is not known does not.

    >>> [on_screen(one) for one in ("", "print", "screen and (min-width: 40em)", "print, (width < 600px)", "not print")]
    [True, False, True, False, True]
    """
    return any(_fits(" ".join(one.lower().split())) for one in media.split(","))


def _fits(query: str) -> bool:
    denied = query.startswith("not ")
    parts = query.removeprefix("not ").removeprefix("only ").split(" and ")
    known = [_holds(part.strip()) for part in parts]
    if denied:
        return False in known
    return all(one is True for one in known)


def _holds(part: str) -> bool | None:
    """Return whether a type or a feature fits, None where that is not known."""
    if not part.startswith("("):
        return part in ("", "all", "screen")
    if found := _RANGE.match(part):
        return _compares(found[1], found[2], found[3])
    if found := _BETWEEN.match(part):
        first = _compares(found[3], _TURNED[found[2]], found[1])
        return first if not found[4] or not first else _compares(found[3], found[4], found[5])
    feature = _FEATURE.match(part)
    if feature is None:
        return None
    name, value = feature[1], (feature[2] or "").strip()
    bound = re.match(r"(min|max)-(?:device-)?(width|height)\Z", name)
    if bound:
        asked = _length(value)
        if asked is None:
            return None
        return asked <= _SIZES[bound[2]] if bound[1] == "min" else asked >= _SIZES[bound[2]]
    return value in ("", _HOLDS[name]) if name in _HOLDS else None


def _compares(size: str, how: str, length: str) -> bool | None:
    have, asked = _SIZES[size], _length(length)
    if asked is None:
        return None
    return {"<": have < asked, "<=": have <= asked, ">": have > asked, ">=": have >= asked}.get(how, False)


def _length(said: str) -> float | None:
    found = _LENGTH.match(said)
    try:
        return float(found[1]) * (16 if found[2].endswith("em") else 1) if found else None
    except ValueError:
        return None
