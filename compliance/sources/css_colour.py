"""Colours as style rules write them → red, green and blue, and whether anybody tells two of them apart."""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache
from math import cos, radians, sin

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
_CLEAR = 0.03  # an opacity below which nothing is seen
_HEX = re.compile(
    r"#(?:([0-9a-f])([0-9a-f])([0-9a-f])([0-9a-f])?|([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?)\Z"
)
_FUNCTION = re.compile(r"(rgb|hsl|hwb|oklch|oklab|lch|lab)a?\(\s*([^()]{1,80}?)\s*\)\Z")
_PARTS = re.compile(r"[\s,/]+")
_PART = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(%|deg|turn|)\Z")
_NAMED: dict[str, Colour] = {
    "white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240), "red": (255, 0, 0),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240), "blue": (0, 0, 255),
    "silver": (192, 192, 192), "gray": (128, 128, 128), "grey": (128, 128, 128), "navy": (0, 0, 128),
    "green": (0, 128, 0), "yellow": (255, 255, 0), "orange": (255, 165, 0), "maroon": (128, 0, 0),
}  # fmt: skip
_ALIKE = 10  # of 255, between two colours that nobody tells apart


def is_clear(said: str) -> bool:
    """Tell whether a colour is none."""
    if said == "transparent":
        return True
    if found := _HEX.match(said):
        return (found[4] or found[8]) in ("0", "00")
    parts = _numbers(said)
    return len(parts) == 4 and parts[3][0] * (0.01 if parts[3][1] == "%" else 1) < _CLEAR


def _numbers(said: str) -> list[tuple[float, str]]:
    """Return the numbers of a colour that is written as a function, with their units; none of any other."""
    found = _FUNCTION.match(said)
    parts = [_PART.match(part.replace("none", "0")) for part in _PARTS.split(found[2])] if found else []
    known = [(float(part[1]), part[2]) for part in parts if part]
    return known if len(known) == len(parts) and len(known) in (3, 4) else []


@lru_cache(maxsize=512)
def as_colour(said: str) -> Colour | None:
    """Return a colour as red, green and blue, None where it is none or is not known.

    >>> as_colour("#FFF".lower()), as_colour("rgb(1, 2, 3)"), as_colour("currentcolor")
    ((255, 255, 255), (1, 2, 3), None)
    """
    if said in _NAMED:
        return _NAMED[said]
    if is_clear(said):
        return None
    if found := _HEX.match(said):
        short = found[1] is not None
        red, green, blue = (int(one * 2 if short else one, 16) for one in found.groups()[0 if short else 4 :][:3])
        return red, green, blue
    parts = _numbers(said)
    written = _FUNCTION.match(said)
    return _of_function(written[1], parts) if written and parts else None


def _of_function(name: str, parts: list[tuple[float, str]]) -> Colour | None:
    """Return the colour of numbers in one of CSS's ways; those of Lab are not known but for white, grey and black."""
    (one, unit), (two, second), (three, third) = parts[:3]
    if name == "rgb":
        return _bytes(*(number * (2.55 if way == "%" else 1) / 255 for number, way in parts[:3]))
    if name in ("hsl", "hwb"):
        hue = (one if unit == "turn" else one / 360) % 1
        if name == "hsl":
            return _bytes(*colorsys.hls_to_rgb(hue, three / 100, two / 100))
        pure = colorsys.hls_to_rgb(hue, 0.5, 1)
        return _bytes(*(part * (1 - two / 100 - three / 100) + two / 100 for part in pure))
    if name in ("lab", "lch"):
        return _bytes(*[_grey(one / 100)] * 3) if abs(two) < 1 and (name == "lch" or abs(three) < 1) else None
    light = one / 100 if unit == "%" else one
    two, three = (two * 0.004 if second == "%" else two), (three * 0.004 if third == "%" else three)
    if name == "oklch":
        angle = radians(three * 360 if third == "turn" else three)
        two, three = two * cos(angle), two * sin(angle)
    return _bytes(*_of_oklab(light, two, three))


def _grey(lightness: float) -> float:
    linear = ((lightness * 100 + 16) / 116) ** 3 if lightness > 0.08 else lightness * 100 / 903.3
    return _shown(linear)


def _of_oklab(light: float, a: float, b: float) -> tuple[float, float, float]:
    """Return red, green and blue of a colour of Oklab (B. Ottosson, 2020), each from 0 to 1."""
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _shown(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _shown(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _shown(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _shown(linear: float) -> float:
    """Return a part of a colour as screens take it, from its share of light."""
    if linear <= 0.0031308:
        return 12.92 * max(linear, 0.0)
    return float(1.055 * min(linear, 1.0) ** (1 / 2.4) - 0.055)


def _bytes(red: float, green: float, blue: float) -> Colour:
    return _byte(red), _byte(green), _byte(blue)


def _byte(part: float) -> int:
    return min(255, max(0, round(part * 255)))


def alike(one: Colour, other: Colour) -> bool:
    """Tell whether nobody tells two colours apart."""
    return all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))
