"""What the styles of an ODT say of whether text is seen, and which page styles its text uses."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NS = {
    **{name: f"{{{_OASIS}{name}:1.0}}" for name in ("office", "text", "table", "style")},
    "draw": f"{{{_OASIS}drawing:1.0}}",
    "svg": f"{{{_OASIS}svg-compatible:1.0}}",
    "fo": f"{{{_OASIS}xsl-fo-compatible:1.0}}",
    "xlink": "{http://www.w3.org/1999/xlink}",
    "dc": "{http://purl.org/dc/elements/1.1/}",
}
_S, _F, _T, _TABLE = NS["style"], NS["fo"], NS["text"], NS["table"]
_MOST_BASES = 20
_TOLD = (
    (f"{_T}display", "display"), (f"{_S}text-line-through-style", "struck"), (f"{_F}color", "color"),
    (f"{_F}background-color", "ground"), (f"{_S}text-line-through-type", "struck"),
)  # fmt: skip
_PROPERTIES = tuple(f"{_S}{name}-properties" for name in ("text", "paragraph", "table-cell", "graphic"))


class Styles:
    """The styles of a document by name; automatic ones of the content come after those of styles.xml."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._said: dict[str, tuple[str, dict[str, str]]] = {}
        self._known: dict[str, dict[str, str]] = {}
        self._masters: dict[str, str] = {}
        for root in roots:
            for style in root.iter(f"{_S}style"):
                self._take(style)

    def _take(self, style: Element) -> None:
        said: dict[str, str] = {}
        for properties in style:
            if properties.tag in _PROPERTIES:
                said |= {name: value for key, name in _TOLD if (value := properties.get(key)) is not None}
        name = style.get(f"{_S}name", "")
        self._said[name] = (style.get(f"{_S}parent-style-name", ""), said)
        self._known.pop(name, None)
        if master := style.get(f"{_S}master-page-name"):
            self._masters[name] = master

    def look(self, name: str) -> dict[str, str]:
        """Return what a style says with all it builds on."""
        known = self._known.get(name)
        if known is None:
            chain, base = [], name
            for _ in range(_MOST_BASES):
                if base not in self._said:
                    break
                base, said = self._said[base]
                chain.append(said)
            known = self._known[name] = {key: value for said in reversed(chain) for key, value in said.items()}
        return known

    def ground(self, name: str) -> bool:
        """Return whether a style paints something on which white letters are seen."""
        fill = self.look(name).get("ground", "transparent").lower()
        return fill not in ("transparent", "#ffffff")

    def unseen(self, names: Sequence[str], ground: bool) -> str:
        """Return why text in these styles, the outermost first, is not seen; "" if it is."""
        look = {key: value for name in names for key, value in self.look(name).items()}
        if look.get("display") == "none":
            return "vanish"
        if look.get("struck", "none") != "none":
            return "struck_out"
        fill = look.get("ground", "transparent").lower()
        if look.get("color", "").lower() == "#ffffff" and not ground and fill in ("transparent", "#ffffff"):
            return "same_colour"
        return ""

    def masters(self, root: Element) -> set[str]:
        """Return the page styles that paragraphs and tables of a text begin; "" if its first one names none."""
        used = set()
        first = True
        for element in root.iter():
            if element.tag in (f"{_T}p", f"{_T}h", f"{_TABLE}table"):
                name = element.get(f"{_T}style-name") or element.get(f"{_TABLE}style-name") or ""
                master = self._masters.get(name, "")
                if master or first:
                    used.add(master)
                first = False
        return used
