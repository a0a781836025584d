"""Values whose own words hold what no such value has: a bracket in a person's name, a print run in an address.

They are kept, and read in doubt: something of what stands beside them was taken along, or something else is meant.
"""

from __future__ import annotations

from typing import NamedTuple

from compliance.extraction.window import Window
from compliance.text.late import late

_QUOTED = late(r"«[^«»\n]*»|\"[^\"\n]*\"|“[^”\n]*”|„[^“”\"\n]*[“”\"]")
_PARTED = late(r"\s[–—/|-]\s|@|[^\W\d_]:\s")
_PEOPLE = ("customer.name", "payer.name")
_SHORTEST_ADDRESS = 5


class Value(NamedTuple):
    """A value at `start`–`end` of the clean text."""

    window: Window
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.window.text[self.start : self.end]

    def has(self, *categories: str) -> bool:
        """Tell whether words of these categories stand in it."""
        return bool(self.window.within(self.start, self.end, *categories))


def doubted(window: Window, path: str, start: int, end: int) -> bool:
    """Tell whether the words at `start`–`end` hold what no value of this field has."""
    value = Value(window, start, end)
    if path.endswith(".name") and "." not in path[:-5]:
        return _odd_name(value, path in _PEOPLE)
    if path == "executor.address":
        return _odd_address(value)
    return path == "payer.role" and _odd_role(value)


def _odd_name(value: Value, of_people: bool) -> bool:
    text = value.text
    if text.count("«") != text.count("»") or text.count('"') % 2 or (of_people and "(" in text):
        return True
    bare = _QUOTED.sub("", text) if any(mark in text for mark in '«"“„') else text
    return bool(_PARTED.search(bare)) or (not of_people and "," in bare)


def _odd_address(value: Value) -> bool:
    text = value.text
    if len(text) < _SHORTEST_ADDRESS or " / " in text or value.has("legal_form", "unit", "month", "made"):
        return True
    if any(not term.entry.key.endswith(".address") for term in value.window.within(value.start, value.end, "label")):
        return True
    return not any(character.isdigit() or character == "." for character in text) and not value.has("address")


def _odd_role(value: Value) -> bool:
    return "," in value.text or value.has("address", "fund") or any(map(str.isdigit, value.text))
