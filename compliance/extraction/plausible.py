"""Values whose own words hold what no such value has: a bracket in a person's name, a print run in an address.

They are kept, and read in doubt: something of what stands beside them was taken along, or something else is meant.
"""

from __future__ import annotations

from compliance.extraction.window import Window
from compliance.model.fields import FUND
from compliance.model.tuples import NamedTuple
from compliance.text.late import late

_QUOTED = late(r"«[^«»\n]*»|\"[^\"\n]*\"|“[^”\n]*”|„[^“”\"\n]*[“”\"]")
_PARTED = late(r"\s[–—/|-]\s|@|[^\W\d_]:\s")
_INITIALS = late(r"(?:[^\W\d_]\.\s?){1,2}")
_WITH_INITIALS = late(r"[^\W\d_]{3,}\s(?:[^\W\d_]\.\s?){1,2}$")
_NEXT_LINE = late(r" ?\n(?P<word>[^\W\d_]\w+)(?!\w| ?:)")
_PEOPLE = ("customer.name", "payer.name")
_DAY = late(r"(?<!\d)\d\d?[.,]\d\d?[.,]\d\d")
_STRAY = frozenset("=#{}|*;")  # marks that stand between values, or in a form that nobody filled in
_INITIAL_BEHIND = late(r" [^\W\d_]\.")
_HOUSE_BEHIND = late(r"(?:, ?|\n)(?:[^\W\d_][\w.]{0,30}[ ,]{1,2}){0,3}\d{1,3}(?![\d.])")
_OF_NAMES = (
    "legal_form", "customer_kind", "status", "role", "executor", "modifiers", "particles", "in_person", "label",
    "agent", "fund",
)  # fmt: skip
_WORDED = frozenset(("executor.name", "executor.address", "customer.name", "payer.name", "payer.role", FUND))
_SHORTEST_ADDRESS = 5
_CLOSING = "»\"”“'‘’"
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
    if path in _WORDED and (not _STRAY.isdisjoint(value.text) or "__" in value.text or _cut(value)):
        return True
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
    if _PARTED.search(bare) or ":" in bare or bare.count(")") > bare.count("("):
        return True
    if not of_people and "," in bare and not _house_and_firm(value):
        return True
    return _went_on(value, of_people) or (not of_people and _place_in(value))


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


def _cut(value: Value) -> bool:
    """Tell whether a value begins or ends within a word or a number: «Сов» of «Сов.15», «фонд» of «ш.фонд»."""
    text, start, end = value.window.text, value.start, value.end
    before, behind, own = text[max(0, start - 2) : start], text[end : end + 2], value.text
    if own[-1].isalnum() and behind and (behind[0].isalnum() or behind[0] == "_"):
        return True
    if own[-1].isalnum() and len(behind) == 2 and behind[0] in ".-" and behind[1].isalnum() and not behind[1].isupper():
        return True
    if not before or not own[0].isalnum():
        return False
    if before[-1].isalnum() or before[-1] == "_":
        return True
    if len(before) < 2 or before[1] not in ".-" or not before[0].isalnum():
        return False
    terms = value.window.within(max(0, start - _AROUND), start, "label", "paid", "role", "made", "agent", "unit")
    return not any(term.end >= start - 1 for term in terms)


def _went_on(value: Value, of_people: bool) -> bool:
    """Tell whether a name goes on with a word that no name ends with, or stops before what ends it.

    «Асанов Р. там», «ИП Дыйканова» before «А.».
    """
    window, text = value.window, value.text
    if _INITIAL_BEHIND.match(window.text, value.end) and text[-1].isalpha() and "." not in text and '"' not in text:
        return window.text[value.end + 1].isupper() and not window.within(value.end, value.end + 3, "label")
    if of_people and len(text) == 1:
        return True
    place = max(text.rfind(mark) for mark in " \n.") + 1
    word = text[place:]
    if not word.replace("-", "").isalpha() or not word[0].islower() or text.islower():
        return False
    if not of_people and len(word) > 1 and (word.isascii() or text[:place].rstrip()[-1:] in _CLOSING):
        return False
    known = window.within(value.start, value.end, *_OF_NAMES)
    return not any(term.end >= value.start + place - 1 for term in known)


def _place_in(value: Value) -> bool:
    """Tell whether the name of a maker took a place along: «типографии г. Ош»."""
    window = value.window
    return any(
        window.text[term.start].islower()
        and term.start > value.start
        and not window.open_quote(value.start, term.start)
        and not window.within(term.start, term.end, "particles", "executor", "legal_form")
        for term in window.within(value.start, value.end, "address")
    )


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
    if not any(map(str.isdigit, text)) and _HOUSE_BEHIND.match(value.window.text, value.end):
        return True  # «Бишкек, Тепличная» before «, 16 А»
    parts = value.window.within(value.start, value.end, "address")  # «оф.» is an office there, no foundation
    forms = value.window.within(value.start, value.end, "legal_form")
    if any(not any(part.start <= form.start < part.end for part in parts) for form in forms):
        return True
    if any(not term.entry.key.endswith(".address") for term in value.window.within(value.start, value.end, "label")):
        return True
    return not (parts or any(character.isdigit() or character == "." for character in text))


def _odd_role(value: Value) -> bool:
    text = value.text
    return "," in text or value.has("address", "fund") or any(map(str.isdigit, text)) or bool(_PARTED.search(text))
