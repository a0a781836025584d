"""Values whose own words hold what no such value has: a bracket in a person's name, a print run in an address.

They are kept, and read in doubt: something of what stands beside them was taken along, or something else is meant.
"""

from __future__ import annotations

from compliance.extraction.window import Window
from compliance.model.tuples import NamedTuple
from compliance.text.late import late

_QUOTED = late(r"«[^«»\n]*»|\"[^\"\n]*\"|“[^”\n]*”|„[^“”\"\n]*[“”\"]")
_PARTED = late(r"\s[–—/|-]\s|@|[^\W\d_]:\s")
_INITIALS = late(r"(?:[^\W\d_]\.\s?){1,2}")
_WITH_INITIALS = late(r"[^\W\d_]{3,}\s(?:[^\W\d_]\.\s?){1,2}$")
_NEXT_LINE = late(r" ?\n(?P<word>[^\W\d_]\w+)(?!\w| ?:)")
_PEOPLE = ("customer.name", "payer.name")
_DAY = late(r"\d\d\.\d\d\.\d\d")
_SHORTEST_ADDRESS = 5
_AROUND = 60  # characters around a name in which no letter is a capital


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
    if path == "payer.role":
        return _odd_role(value)
    return path.endswith(".street") and value.text.endswith(".") and " " not in value.text  # «мкр.» without its number


def _odd_name(value: Value, of_people: bool) -> bool:
    text = value.text
    if of_people and (_half_said(value) or _body_and_person(value) or text[:1] == "№"):
        return True
    if _unclosed(text) or (of_people and "(" in text and not _calls(value)):
        return True
    if text.islower() and not value.has("legal_form", "customer_kind", "status", "role", "executor"):
        # «эл»: a name has a capital letter, or words that tell what it is, or is one of two words where all is small
        return " " not in text or not value.window.text[max(0, value.start - _AROUND) : value.end + _AROUND].islower()
    bare = _QUOTED.sub("", text) if any(mark in text for mark in '«"“„') else text
    return bool(_PARTED.search(bare)) or (not of_people and "," in bare and not _house_and_firm(value))


def _house_and_firm(value: Value) -> bool:
    """Tell whether a maker is named by his house and by his firm: «типография «Шимбет», ИП Шим В.А.», «Тоо», ОсОО»."""
    parts = value.window.parts(value.start, value.end)
    if len(parts) != 2:
        return False
    quoted = [bool(_QUOTED.search(value.window.text, *part)) for part in parts]
    firms = [term for term in value.window.within(*parts[1], "legal_form") if term.entry.key != "outlet"]
    first = value.window.within(*parts[0], "legal_form")
    return quoted[0] and bool(firms) and all(term.entry.key == "outlet" for term in first)


def _calls(value: Value) -> bool:
    """Tell whether a bracket says what the person is, and no more: «Асанова А. (талапкер)»."""
    words = value.text.partition("(")[2].strip(" )")
    statuses = value.window.within(value.end - len(words) - 1, value.end, "status")
    return any(value.window.text[term.start : term.end] == words for term in statuses)


def _unclosed(text: str) -> bool:
    """Tell whether quotation marks do not pair; one mark at the end closes both of «A «B»."""
    opened, closed, straight = text.count("«"), text.count("»"), text.count('"')
    nested = opened == 2 and closed == 1 and text.endswith("»")
    nested_straight = straight == 3 and text.endswith('"') and ' "' in text.partition('"')[2]
    return (opened != closed and not nested) or (straight % 2 == 1 and not nested_straight)


def _half_said(value: Value) -> bool:
    """Tell whether a line ends amid a name: behind initials, one word or «уулу», with a capital letter on the next."""
    text = value.text
    single = _INITIALS.fullmatch(text) or (text.isalpha() and not text.islower())
    if not single and not any(
        term.end == value.end for term in value.window.within(value.start, value.end, "particles")
    ):
        return False
    behind = _NEXT_LINE.match(value.window.text, value.end)
    if behind is None or behind["word"][0].islower():
        return False
    return not value.window.within(behind.start("word"), behind.end("word"), "label")


def _body_and_person(value: Value) -> bool:
    """Tell whether both a body and a person are named: «ОсОО «Лист» Асыловым М.З.» paid as its director."""
    closing = max(value.text.rfind(mark) for mark in '»"”“')
    return closing > 0 and value.has("legal_form") and _WITH_INITIALS.search(value.text, closing) is not None


def _odd_address(value: Value) -> bool:
    text = value.text
    if len(text) < _SHORTEST_ADDRESS or " / " in text or value.has("unit", "made") or _DAY.search(text):
        return True
    parts = value.window.within(value.start, value.end, "address")  # «оф.» is an office there, no foundation
    forms = value.window.within(value.start, value.end, "legal_form")
    if any(not any(part.start <= form.start < part.end for part in parts) for form in forms):
        return True
    if any(not term.entry.key.endswith(".address") for term in value.window.within(value.start, value.end, "label")):
        return True
    return not (parts or any(character.isdigit() or character == "." for character in text))


def _odd_role(value: Value) -> bool:
    return "," in value.text or value.has("address", "fund") or any(map(str.isdigit, value.text))
