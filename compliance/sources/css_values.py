"""What declarations make of an element: whether they take it off the screen, and what the text in it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from compliance.sources.css_colour import Colour, as_colour, is_clear

_DECLARATION = re.compile(r"(?:^|;)\s*(--[\w-]{1,60}|[a-z-]{3,24})\s*:\s*([^;]{1,400})")
_IMPORTANT = re.compile(r"\s*!\s*important\s*\Z")
_PROPERTIES = (
    "display visibility opacity content-visibility clip clip-path position left right top text-indent margin-left"
    " margin-top transform scale font-size font color background background-color background-image background-clip"
    " -webkit-background-clip -webkit-text-fill-color overflow overflow-x overflow-y width height max-width max-height"
    " filter all animation animation-name bottom inset translate rotate text-decoration text-decoration-line"
)
_RELEVANT = frozenset(_PROPERTIES.split())
_BLOCKS = frozenset(["block", "flex", "grid", "list-item", "table", "flow-root", "table-row", "table-caption"])
_NUMBER = re.compile(r"[+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})")
_SIZE = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(px|r?em|ex|ch|pt|%|v[wh]|)\Z")
_CLIP_NONE = re.compile(r"rect\(\s*([01])(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?\s*\)")
_CLIP_PATH_NONE = re.compile(r"inset\(\s*(?:5\d|[6-9]\d|\d{3,})(?:\.\d{1,9})?%|circle\(\s*0(?:px|%)?\s*[) ]")
_SCALED_OFF = re.compile(r"scale(?:3d|x|y)?\(\s*0?\.?0*\s*[,)]")
_MOVED = re.compile(r"translate(?:3d|x|y)?\(([^)]{1,60})\)")
_EDGEWISE = re.compile(r"rotate[xy]\(\s*-?(?:90deg|\.25turn|0\.25turn|270deg|100grad)\s*\)")
_PARTS = re.compile(r"[\s,]+")
_FILTERED = re.compile(r"opacity\(\s*0?\.?0*%?\s*\)")
_TOKEN = re.compile(r"#[0-9a-f]{3,8}|[a-z-]+\([^)]{0,200}\)|[a-z]+")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]{1,60})\s*(?:,\s*([^()]{0,80}))?\)")
_LITTLE = {"px": 1.0, "": 1.0, "pt": 0.75, "em": 0.06, "rem": 0.06, "%": 6.0}
_FAR = {"px": 900, "": 900, "pt": 700, "em": 60, "rem": 60, "ex": 120, "ch": 120, "%": 100, "vw": 100, "vh": 100}


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
    inked = None if not ink or ink in ("inherit", "unset") else not is_clear(ink)
    if "text" in (said.get("background-clip"), said.get("-webkit-background-clip")):
        inked, covers = True, True  # letters cut out of a picture or a gradient
    visibility = said.get("visibility", "")
    struck = "line-through" in said.get("text-decoration", "") or "line-through" in said.get("text-decoration-line", "")
    return Look(
        gone="not_displayed" if display == "none" or _is_off(said) else "struck_out" if struck else "",
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
    if _is_moved_off(said):
        return True
    if any(_is_far(said.get(side, "")) for side in ("text-indent", "margin-left", "margin-top")):
        return True
    cut = any(said.get(way, "").startswith(("hidden", "clip")) for way in ("overflow", "overflow-x", "overflow-y"))
    return cut and any(_is_zero(said.get(side, "")) for side in ("width", "height", "max-width", "max-height"))


def _is_moved_off(said: Mapping[str, str]) -> bool:
    """Tell whether an element stands far off the page, or is made nothing, by where it is put or how it is turned."""
    transform = said.get("transform", "")
    if _SCALED_OFF.search(transform) or _EDGEWISE.search(transform) or said.get("scale") in ("0", "0%"):
        return True
    moves = [*(found[1] for found in _MOVED.finditer(transform)), said.get("translate", "")]
    if any(_is_far(part, both=True) for move in moves for part in _PARTS.split(move)):
        return True
    if said.get("position", "static") == "static":
        return False
    sides = [said.get(side, "") for side in ("left", "right", "top", "bottom")]
    return any(_is_far(side) for side in (*sides, *_PARTS.split(said.get("inset", ""))))


def _is_far(said: str, both: bool = False) -> bool:
    found = _SIZE.match(said)
    if found is None:
        return False
    moved = float(found[1])
    return -moved >= _FAR.get(found[2], 900) or (both and moved >= 3 * _FAR.get(found[2], 900))


def _is_zero(said: str, most: float = 1.0) -> bool:
    """Tell whether a length is none, or so little that nothing can be read at it."""
    found = _SIZE.match(said)
    if found is None:
        return False
    size = abs(float(found[1]))
    return size == 0 or size <= most * _LITTLE.get(found[2], 0.0)


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
    return None, not any(is_clear(one) for one in _TOKEN.findall(plain)) and plain not in ("0", "none")
