"""What follows from a tag wherever it stands: worked out once for each way it is written, as most are written often."""

from __future__ import annotations

from collections.abc import Callable

from compliance.sources.css_selector import Node
from compliance.sources.css_values import PLAIN, Look
from compliance.sources.page_kinds import AS_TYPED, GAPS, SAYS_NOTHING, UNSEEN
from compliance.sources.page_style import OWN_COLOUR, Sheet, by_attributes
from compliance.sources.page_tokens import Tag

_LEAST = 20  # characters of an attribute that are worth telling of
_NO_CLASSES: frozenset[str] = frozenset()
_NOTHING: list[tuple[str, str]] = []
_FIELDS_WITHOUT_WORDS = frozenset(("hidden", "password", "checkbox", "radio", "file", "image", "color", "range"))
_SURELY_SEEN = frozenset(("html", "body"))  # hidden at first only, until a script has loaded


class Facts:
    """What a tag's name and attributes say, and style rules that ask for nothing else.

    `plain`: it changes nothing of how text looks. `is_ruled`: a rule may turn on what stands around it, so that `look`
    is not all. `makes`: a rule may put words into it; `made` are those before and behind what it holds. `told` are
    attributes that are not shown but long enough to say something, with their kinds of layer; `field` is where in the
    tag the words stand that a field of a form shows.
    """

    __slots__ = (
        "attribute", "classes", "field", "gap", "hides", "identity", "is_odd", "is_ruled", "look", "made", "makes",
        "named", "plain", "pre", "style", "told", "unseen",
    )  # fmt: skip

    def __init__(self, tag: Tag, sheet: Sheet) -> None:
        name, attributes = tag.name, tag.attributes
        self.identity = tag.value("id") if "id" in attributes else ""
        self.style = tag.value("style") if "style" in attributes else ""
        self.classes = frozenset(tag.value("class").split()) if "class" in attributes else _NO_CLASSES
        self.unseen = "" if "shadowrootmode" in attributes else UNSEEN.get(name, "")
        self.named = (
            "hidden" in attributes or "popover" in attributes or (name == "dialog" and "open" not in attributes)
        )
        self.pre = name in AS_TYPED
        self.is_odd = name == "script" or (name == "iframe" and "srcdoc" in attributes)
        self.field = _field(tag) if name == "input" else None
        self.told = _told(tag, self.field is not None) if attributes else _NOTHING
        self.is_ruled = sheet.may_rule(name, self.classes, self.identity)
        self.makes = sheet.makes(name, self.classes, self.identity)
        self.attribute: Callable[[str], str | None] = lambda key: tag.value(key) if key in attributes else None
        look, self.made = sheet.own(self.style), ("", "")
        if (self.is_ruled or self.makes) and not sheet.asks_around:
            alone = Node(name, None)
            alone.classes, alone.identity, alone.attributes = self.classes, self.identity, self.attribute
            look, self.made = sheet.look(alone, self.style), sheet.made(alone)
        self.look = with_colours(look, tag)
        self.plain = not sheet.asks_around and self.look is PLAIN and name not in OWN_COLOUR
        self.hides = self.hidden_by(self.look) if name not in _SURELY_SEEN else self.unseen
        self.gap = GAPS.get(name, "") or self.gap_by(self.look)

    def hidden_by(self, look: Look) -> str:
        """Return how an element of this look hides what is in it, "" where it does not."""
        if look.gone or look.shown:
            return self.unseen or look.gone
        return self.unseen or ("not_displayed" if self.named else "")

    def gap_by(self, look: Look) -> str:
        """Return what stands around an element that its look makes a block."""
        return "\n" if look.block else ""


def facts_of(tag: Tag, sheet: Sheet) -> Facts:
    """Return the facts of a tag, and keep them with it."""
    tag.facts = found = Facts(tag, sheet)
    return found


def with_colours(look: Look, tag: Tag) -> Look:
    """Return a look with what `<font color>` and `bgcolor` say."""
    attributes = tag.attributes
    colour = tag.value("color") if tag.name == "font" else ""
    if colour or "bgcolor" in attributes or "background" in attributes:
        return by_attributes(look, colour, tag.value("bgcolor"), "background" in attributes)
    return look


def _field(tag: Tag) -> tuple[int, int] | None:
    """Return where in a tag the words stand that a field of a form shows, None where there are none."""
    return tag.attributes.get("value") if tag.value("type").lower() not in _FIELDS_WITHOUT_WORDS else None


def _told(tag: Tag, but_value: bool) -> list[tuple[str, str]]:
    """Return the attributes that are not shown and long enough to say something, each with its kind of layer."""
    found = []
    for key, (first, last) in tag.attributes.items():
        if last - first < _LEAST or key in SAYS_NOTHING or key.startswith("on") or (but_value and key == "value"):
            continue
        if tag.text.find(" ", first, last) >= 0 and not tag.text.startswith(("{", "[", "http", "data:"), first):
            kind = "metadata" if tag.name == "meta" else "alternative_text" if key == "alt" else "attribute"
            found.append((kind, key))
    return found
