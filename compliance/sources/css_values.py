"""What declarations make of an element: whether they take it off the screen, and what the text in it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

Colour = tuple[int, int, int]
_DECLARATION = re.compile(r"(?:^|;)\s*(--[\w-]{1,60}|[a-z-]{3,24})\s*:\s*([^;]{1,400})")
_IMPORTANT = re.compile(r"\s*!\s*important\s*\Z")
_PROPERTIES = (
    "display visibility opacity content-visibility clip clip-path position left right top text-indent margin-left"
    " margin-top transform scale font-size font color background background-color background-image background-clip"
    " -webkit-background-clip -webkit-text-fill-color overflow overflow-x overflow-y width height max-width max-height"
    " filter all animation animation-name"
)
_RELEVANT = frozenset(_PROPERTIES.split())
_BLOCKS = frozenset(["block", "flex", "grid", "list-item", "table", "flow-root", "table-row", "table-caption"])
_NUMBER = re.compile(r"[+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})")
_SIZE = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(px|r?em|ex|ch|pt|%|v[wh]|)\Z")
_CLIP_NONE = re.compile(r"rect\(\s*([01])(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?\s*\)")
_CLIP_PATH_NONE = re.compile(r"inset\(\s*(?:5\d|[6-9]\d|\d{3,})(?:\.\d{1,9})?%|circle\(\s*0(?:px|%)?\s*[) ]")
_SCALED_OFF = re.compile(r"scale(?:3d|x|y)?\(\s*0?\.?0*\s*[,)]")
_MOVED_OFF = re.compile(r"translate(?:3d|x|y)?\([^)]{0,40}-\d{4,}")
_FILTERED = re.compile(r"opacity\(\s*0?\.?0*%?\s*\)")
_HEX = re.compile(
    r"#(?:([0-9a-f])([0-9a-f])([0-9a-f])([0-9a-f])?|([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?)\Z"
)
_RGB = re.compile(r"rgba?\(\s*([\d.]{1,9})[\s,]+([\d.]{1,9})[\s,]+([\d.]{1,9})(?:[\s,/]+([\d.]{1,9})(%)?)?\s*\)\Z")
_TOKEN = re.compile(r"#[0-9a-f]{3,8}|rgba?\([^)]{1,60}\)|[a-z-]+\([^)]{0,200}\)|[a-z]+")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]{1,60})\s*(?:,\s*([^()]{0,80}))?\)")
_NAMED: dict[str, Colour] = {
    "white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240), "red": (255, 0, 0),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240), "blue": (0, 0, 255),
    "silver": (192, 192, 192), "gray": (128, 128, 128), "grey": (128, 128, 128), "navy": (0, 0, 128),
    "green": (0, 128, 0), "yellow": (255, 255, 0), "orange": (255, 165, 0), "maroon": (128, 0, 0),
}  # fmt: skip
_ALIKE = 10  # of 255, between two colours that nobody tells apart
_FAR = {"px": 900, "": 900, "pt": 700, "em": 60, "rem": 60, "ex": 120, "ch": 120, "%": 100, "vw": 100, "vh": 100}
WHITE: Colour = (255, 255, 255)


class Look(NamedTuple):
    """What is said of an element (None: nothing). `gone` tells how all of it is off the screen ("": it is not).

    `visible`, `sized` (its letters have a size) and `colour` pass on to what it holds; `inked` is False for letters
    without a colour. `ground` is the colour that it lays under them, `covers` that it lays something else there,
    `floats` that it may lie over anything. `shown`: it is said to be displayed, whatever its attributes say.
    """

    gone: str = ""
    shown: bool = False
    block: bool = False
    visible: bool | None = None
    sized: bool | None = None
    inked: bool | None = None
    colour: Colour | None = None
    ground: Colour | None = None
    covers: bool = False
    floats: bool = False


PLAIN = Look()


def declarations(said: str) -> dict[str, tuple[str, bool]]:
    """Return the declarations that turn on whether an element is seen, and custom properties.

    >>> declarations("Color: red; DISPLAY: none !important; margin: 0")
    {'color': ('red', False), 'display': ('none', True)}
    """
    found: dict[str, tuple[str, bool]] = {}
    for name, value in _DECLARATION.findall(said.lower()):
        if name in _RELEVANT or name.startswith("--"):
            plain = _IMPORTANT.sub("", value).strip()
            if not found.get(name, ("", False))[1] or plain != value.strip():
                found[name] = (plain, plain != value.strip())
    return found


def cascade(rules: Iterable[Mapping[str, tuple[str, bool]]], variables: Mapping[str, str]) -> Look:
    """Return what the declarations of rules come to, the weakest first; `variables` are custom properties."""
    final: dict[str, tuple[str, bool]] = {}
    for rule in rules:
        for name, (value, important) in rule.items():
            if important or not final.get(name, ("", False))[1]:
                if name == "background":
                    final = {key: one for key, one in final.items() if not key.startswith("background-") or one[1]}
                final[name] = (value, important)
    return look({name: _resolved(value, variables) for name, (value, _) in final.items()})


def _resolved(value: str, variables: Mapping[str, str]) -> str:
    for _ in range(4):
        if "var(" not in value:
            break
        value = _VARIABLE.sub(lambda found: variables.get(found[1], found[2] or ""), value)[:400]
    return value.strip()


def look(said: Mapping[str, str]) -> Look:
    """Return what values come to.

    >>> look({"display": "none"}).gone, look({"color": "#fff", "background": "white"}).ground
    ('not_displayed', (255, 255, 255))
    """
    display = said.get("display", "")
    size, colour = said.get("font-size", ""), said.get("color", "")
    ink = said.get("-webkit-text-fill-color") or colour
    ground, covers = _ground(said)
    inked = None if not ink or ink in ("inherit", "unset") else not _is_clear(ink)
    if "text" in (said.get("background-clip"), said.get("-webkit-background-clip")):
        inked, covers = True, True  # letters cut out of a picture or a gradient
    visibility = said.get("visibility", "")
    return Look(
        gone="not_displayed" if display == "none" or _is_off(said) else "",
        shown=display not in ("", "none") or said.get("all") in ("revert", "unset"),
        block=display in _BLOCKS,
        visible=visibility == "visible" if visibility in ("visible", "hidden", "collapse") else None,
        sized=not _is_zero(size or _font_size(said.get("font", ""))) if size or "font" in said else None,
        inked=inked,
        colour=as_colour(ink),
        ground=ground,
        covers=covers,
        floats=said.get("position", "static") not in ("static", "relative") or "transform" in said,
    )


def _is_off(said: Mapping[str, str]) -> bool:
    """Tell whether an element is laid out, but where or so that nobody sees it, and no animation brings it in."""
    if said.get("animation", said.get("animation-name", "none")) != "none":
        return False
    opacity = _NUMBER.match(said.get("opacity", ""))
    if opacity and float(opacity[0]) < (3 if said["opacity"].endswith("%") else 0.03):
        return True
    if said.get("content-visibility") == "hidden" or _FILTERED.search(said.get("filter", "")):
        return True
    if _CLIP_NONE.match(said.get("clip", "")) or _CLIP_PATH_NONE.match(said.get("clip-path", "")):
        return True
    transform = said.get("transform", "")
    if _SCALED_OFF.search(transform) or _MOVED_OFF.search(transform) or said.get("scale") in ("0", "0%"):
        return True
    moved = said.get("position", "static") != "static"
    if moved and any(_is_far(said.get(side, "")) for side in ("left", "right", "top")):
        return True
    if any(_is_far(said.get(side, "")) for side in ("text-indent", "margin-left", "margin-top")):
        return True
    cut = any(said.get(way, "").startswith(("hidden", "clip")) for way in ("overflow", "overflow-x", "overflow-y"))
    return cut and any(_is_zero(said.get(side, ""), 1) for side in ("width", "height", "max-width", "max-height"))


def _is_far(said: str) -> bool:
    found = _SIZE.match(said)
    return found is not None and -float(found[1]) >= _FAR.get(found[2], 900)


def _is_zero(said: str, most: float = 0.5) -> bool:
    found = _SIZE.match(said)
    return found is not None and (float(found[1]) == 0 or (found[2] in ("px", "") and 0 < float(found[1]) <= most))


def _font_size(font: str) -> str:
    return next((part.partition("/")[0] for part in font.split(" ") if _SIZE.match(part.partition("/")[0])), "1px 1px")


def _ground(said: Mapping[str, str]) -> tuple[Colour | None, bool]:
    """Return the colour that is laid under what an element holds, and whether it is a picture or the like."""
    short, picture = said.get("background", ""), said.get("background-image", "")
    if "(" in picture or "url(" in short or "gradient(" in short or "image" in short:
        return None, True
    plain = said.get("background-color") or short
    if not plain or plain in ("none", "inherit", "initial", "unset", "transparent", "0", "0 0"):
        return None, False
    found = [one for one in map(as_colour, _TOKEN.findall(plain)) if one]
    if found:
        return found[0], False
    return None, not any(_is_clear(one) for one in _TOKEN.findall(plain)) and plain not in ("0", "none")


def _is_clear(said: str) -> bool:
    """Tell whether a colour is none."""
    if said == "transparent":
        return True
    if found := _HEX.match(said):
        return (found[4] or found[8]) in ("0", "00")
    if found := _RGB.match(said):
        return found[4] is not None and float(found[4]) * (0.01 if found[5] else 1) < 0.03
    return said.startswith("hsla(") and re.search(r"[,/]\s*0?\.?0*%?\s*\)\Z", said) is not None


@lru_cache(maxsize=512)
def as_colour(said: str) -> Colour | None:
    """Return a colour as red, green and blue, None where it is none or is not known.

    >>> as_colour("#FFF".lower()), as_colour("rgb(1, 2, 3)"), as_colour("currentcolor")
    ((255, 255, 255), (1, 2, 3), None)
    """
    if said in _NAMED:
        return _NAMED[said]
    if _is_clear(said):
        return None
    if found := _HEX.match(said):
        short = found[1] is not None
        red, green, blue = (int(one * 2 if short else one, 16) for one in found.groups()[0 if short else 4 :][:3])
        return red, green, blue
    if found := _RGB.match(said):
        try:
            return tuple(min(255, round(float(one))) for one in found.groups()[:3])  # type: ignore[return-value]
        except ValueError:
            return None
    return None


def alike(one: Colour, other: Colour) -> bool:
    """Tell whether nobody tells two colours apart."""
    return all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))
