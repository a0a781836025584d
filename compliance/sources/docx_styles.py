"""What the styles of a DOCX say of whether text is seen: hidden, struck out, white."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BASES = 20  # styles that build on one another
_TINY = ("0", "1", "2")  # half points
_OFF = ("0", "false", "off", "none")


class Look(NamedTuple):
    """How a run looks, as far as it decides whether it is seen; None: not said here."""

    vanish: bool | None = None
    struck: bool | None = None
    white: bool | None = None
    ground: bool | None = None  # something coloured lies under it
    tiny: bool | None = None  # nobody can read letters of this size
    clear: bool | None = None  # its letters are not filled

    def over(self, base: Look) -> Look:
        """Return this look, and where it says nothing, that of `base`."""
        return Look(*(mine if mine is not None else other for mine, other in zip(self, base, strict=True)))

    def with_property(self, name: str, attributes: Mapping[str, str]) -> Look:
        """Return the look with one more property of a run said."""
        value = attributes.get(f"{W}val", "")
        on = value.lower() not in _OFF
        if name == "vanish":
            return self._replace(vanish=on)
        if name in ("strike", "dstrike"):
            return self._replace(struck=on or bool(self.struck and name == "dstrike"))
        if name == "color":
            return self._replace(white=_is_white(value))
        if name == "sz":
            return self._replace(tiny=value in _TINY)
        if name == "highlight":
            return self._replace(ground=on and value.lower() != "white")
        if name == "shd":
            return self._replace(ground=is_ground(attributes))
        return self


PLAIN = Look()
PROPERTIES = ("vanish", "strike", "dstrike", "color", "highlight", "shd", "sz")


def is_ground(attributes: Mapping[str, str]) -> bool:
    """Return whether a shading paints something on which white letters are seen."""
    fill = attributes.get(f"{W}fill", "auto").lower()
    pattern = attributes.get(f"{W}val", "clear")
    return pattern not in ("clear", "nil") or not (fill == "auto" or _is_white(fill))


def is_on(element: ElementTree.Element | None) -> bool:
    """Return whether a setting is there and not switched off."""
    return element is not None and element.get(f"{W}val", "").lower() not in _OFF


def _is_white(color: str) -> bool:
    """Return whether a colour of six hexadecimal digits is white, or so near to it that nobody sees it on white."""
    try:
        return len(color) == 6 and all(int(color[place : place + 2], 16) >= 0xF8 for place in (0, 2, 4))
    except ValueError:
        return False


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: ElementTree.Element | None) -> None:
        self._looks: dict[str, tuple[str, Look]] = {}  # by id: what the style builds on, and what it says itself
        self._known: dict[str, Look] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            base = style.find(f"{W}basedOn")
            look = PLAIN
            for owner in ("pPr", "rPr"):
                properties = style.find(f"{W}{owner}")
                for one in properties if properties is not None else ():
                    if one.tag.startswith(W) and (name := one.tag[len(W) :]) in PROPERTIES:
                        look = look.with_property(name, one.attrib)
            named = base.get(f"{W}val", "") if base is not None else ""
            self._looks[style.get(f"{W}styleId", "")] = (named, look)

    def look(self, name: str) -> Look:
        """Return what a style says with all it builds on."""
        known = self._known.get(name)
        if known is None:
            look, base = PLAIN, name
            for _ in range(_MOST_BASES):
                if base not in self._looks:
                    break
                base, said = self._looks[base]
                look = look.over(said)
            known = self._known[name] = look
        return known
