"""One HTML tag in a text: where it ends, its name, its attributes, and whether its element is displayed."""

from __future__ import annotations

import re

from compliance.model.tuples import NamedTuple
from compliance.text.late import late

_NAME = late(r"</?([A-Za-z][^\s/>]*)")
_STOP = late(r"[>\"']")
_ATTRIBUTE = late(r"""([^\s=/"'>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_NOT_DISPLAYED = late(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0+\s*(?:;|!|\Z)"
    r"|font-size\s*:\s*(?:0(?:\.\d+)?\s*(?:[a-z%]+)?|1\s*p[xt])\s*(?:;|!|\Z)"
    r"|(?<![\w-])(?:max-)?height\s*:\s*0(?:\.0+)?\s*(?:[a-z%]+)?\s*(?:;|!|\Z)|scale\(\s*0\s*\)"
    r"|(?<![\w-])color\s*:\s*(?:transparent|rgba\([^()]{1,40},\s*0(?:\.0+)?\s*\))|clip-path\s*:\s*(?:inset\(50%|circle\(0)"
    r"|(?<![\w-])clip\s*:\s*rect\((?:0|1)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_COLOURS = late(
    r"(?<![\w-])(background(?:-color)?|color)\s*:\s*(#[0-9a-f]{3,8}|[a-z]{3,20}|rgb\([\d,\s]{5,20}\))", re.IGNORECASE
)
_WHITE = frozenset(("#fff", "#ffffff", "white", "rgb(255,255,255)"))
_HIDING_CLASS = late(r"(?<![\w-])(?:hidden|d-none|visually-hidden|sr-only|screen-reader-text)(?![\w-])")
_VOID = frozenset(re.findall("[a-z]+", "area base br col embed hr img input link meta param source track wbr"))
_STRUCK = frozenset(("s", "del", "strike"))
_NEVER = frozenset(("head", "datalist", "template", "noscript", "desc", "metadata"))
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
        " header hr main menu nav ol p pre section table ul",
    )
)
_ENDS = {
    "p": _BLOCKS, "li": frozenset(("li",)), "dt": frozenset(("dt", "dd")), "dd": frozenset(("dt", "dd")),
    "td": frozenset(("td", "th", "tr", "tbody", "tfoot")), "th": frozenset(("td", "th", "tr", "tbody", "tfoot")),
    "tr": frozenset(("tr", "tbody", "tfoot")), "option": frozenset(("option", "optgroup")),
    "head": frozenset(("body",)),
}  # fmt: skip


class Tag(NamedTuple):
    """A tag at `start`–`end`: its name in small letters, the places of its attributes' values, what it hides."""

    start: int
    end: int
    name: str
    closes: bool
    hides: bool
    values: tuple[tuple[int, int], ...]

    @property
    def void(self) -> bool:
        """Whether the element has no content."""
        return self.name in _VOID

    @property
    def struck(self) -> bool:
        """Whether the element's content is struck out."""
        return self.name in _STRUCK

    def ends(self, other: str) -> bool:
        """Tell whether this tag ends an open element `other` that was not closed."""
        return self.name in _ENDS.get(other, ())


def find_tag(text: str, start: int, trusts_quotes: bool = True) -> Tag | None:
    """Return the tag that begins at `start`, None if it has no end; `>` inside quotation marks is none.

    >>> find_tag("<p title='a > b' hidden>", 0).hides
    True
    """
    named = _NAME.match(text, start)
    if named is None:
        return None
    end = _end(text, named.end(), trusts_quotes)
    if end < 0:
        return None
    name, closes = named[1].lower(), text.startswith("</", start)
    values, hides, opened = [], name in _NEVER, False
    for attribute in () if closes else _ATTRIBUTE.finditer(text, named.end(), end - 1):
        key, value = attribute[1].lower(), (attribute[2] or "").strip("\"'")
        hides = hides or (key == "hidden" and value.lower() != "until-found")
        hides = hides or (key == "style" and not_displayed(value))
        hides = hides or (key == "class" and _HIDING_CLASS.search(value) is not None)
        opened = opened or key == "open"
        if attribute[2] and attribute[2][0] in "\"'":
            values.append((attribute.start(2) + 1, attribute.end(2) - 1))
    hides = hides or (name == "dialog" and not closes and not opened)  # shown when a script opens it
    return Tag(start, end, name, closes, hides, tuple(values))


def _end(text: str, place: int, trusts_quotes: bool) -> int:
    """Return the place behind the `>` that ends a tag, or -1."""
    if not trusts_quotes:
        return text.find(">", place) + 1 or -1
    while stop := _STOP.search(text, place):
        if stop[0] == ">":
            return stop.end()
        if (place := text.find(stop[0], stop.end()) + 1) == 0:
            return -1
    return -1


def not_displayed(style: str) -> bool:
    """Tell whether a style sets its element's words so that nobody reads them.

    >>> not_displayed("color: #FFF; background: white"), not_displayed("color: white")
    (True, False)
    """
    if _NOT_DISPLAYED.search(style) is not None:
        return True
    said = {name.lower(): colour.lower().replace(" ", "") for name, colour in _COLOURS.findall(style)}
    paper = said.get("background") or said.get("background-color")
    ink = said.get("color")
    return ink is not None and paper is not None and (ink == paper or {ink, paper} <= _WHITE)
