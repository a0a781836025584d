"""Addresses: which words make one, where it stands in a bracket, its parts, and what follows it."""

from __future__ import annotations

from compliance.extraction.find.lexicon import Term
from compliance.extraction.pieces.persons import Place
from compliance.extraction.window import Window
from compliance.text.late import late

_POSTCODE = late(r"(?<!\d)7\d{5}(?!\d)|(?<!\d)\d{6}(?!\d)")
_STREET = ("street_before", "street_after")
_SETTLEMENT = ("place_before", "place_after", "region", "towns")
_HOUSE = late(r"(?<=\s)\d+[^\W\d_]?(?:[/-]\d+)?$|(?<=\s)\d+[^\W\d_]?(?:[/-]\d+)?(?=\s)")


def bracketed_address(window: Window, start: int, end: int) -> Place | None:
    """Return the places of the brackets around the first address in `start`–`end`."""
    opening = window.text.find("(", start, end)
    while opening >= 0:
        closing = window.text.find(")", opening, end)
        closing = end if closing < 0 else closing
        if addressed(window, opening + 1, closing):
            return opening, closing
        opening = window.text.find("(", closing, end)
    return None


def addressed(window: Window, start: int, end: int) -> bool:
    """Tell whether `start`–`end` holds a postcode or a word that makes an address."""
    return bool(_POSTCODE.search(window.text, start, end)) or any(
        _address_term(window, term, start, end) for term in window.within(start, end, "address")
    )


def is_address(window: Window, start: int, end: int) -> bool:
    """Tell whether a comma-part belongs to an address: it has an address word and no quoted name or legal form."""
    text = window.text
    forms = [term for term in window.within(start, end, "legal_form") if is_form(window, term)]
    quotes = [place for mark in '«„"“' if (place := text.find(mark, start, end)) >= 0]
    if forms or quotes:
        opening = min(quotes, default=end)
        return not forms and (addressed(window, start, opening) or _of_building(window, opening, end))
    return addressed(window, start, end)


def _of_building(window: Window, start: int, end: int) -> bool:
    """Tell whether a quoted name is that of a building: ««Кут» соода борбору»."""
    closing = max(window.text.rfind(mark, start, end) for mark in '»"”“')
    return closing > start and any(
        term.entry.key == "building" and not window.text[closing + 1 : term.start].strip()
        for term in window.within(closing, end, "address")
    )


def _address_term(window: Window, term: Term, start: int, end: int) -> bool:
    """Tell whether an address word does its work: «ш.» behind a name, «ул.» before one, a town by itself."""
    text, kind = window.text, term.entry.key
    short = term.end - term.start <= 3
    if term.end - term.start <= 2 and text[max(0, term.start - 1)] == ".":  # the second of two initials
        return False
    if (
        short
        and text[term.start : term.end].isupper()
        and text[term.start : term.start + 1].isalpha()
        and not text[start:end].isupper()
    ):
        return False
    if kind == "towns":
        rest = text[term.end : end].strip(" .,")
        lower = text[start:end].islower() and window.text[: term.start].islower()
        return (
            (text[term.start].isupper() or lower)
            and (not rest or not rest[0].islower())
            and text[max(0, term.start - 1)] not in '«"„“'
        )
    before, after = text[start : term.start].strip(" ."), text[term.end : end].lstrip(" .")
    if kind.endswith("_after"):
        return before[-1:].isalnum() or (short and bool(after))
    if kind.endswith("_before"):
        return after[:1].isalnum() or after[:1] in '«"„'
    if kind == "house":
        return after[:1].isdigit() or before[-1:].isdigit()
    if kind == "building":
        return after[:1] in ("«", '"', "„", "№") or after[:1].isalnum()
    return bool(before or after)


_ROOM = 4  # characters behind a short word in which a number makes it a room


def is_form(window: Window, term: Term) -> bool:
    """Tell whether a legal form is written as one: abbreviations in capitals, phrases in any case."""
    word = window.text[term.start : term.end]
    if window.text[term.end : term.end + _ROOM].lstrip(". ")[:1].isdigit() and len(word) < _ROOM:
        return False  # «ОФ. 5» in capitals is a room
    return (
        " " in word
        or len(word) > 5
        or sum(character.isupper() for character in word) >= 2
        or term.entry.key == "outlet"
    )


def another_body(window: Window, start: int, end: int) -> tuple[int, Place] | None:
    """Return where an address really ends and what follows: «…, 12; ОсОО «Б», г. Ош» names a second body."""
    for term in window.within(start + 1, end, "legal_form"):
        form = window.text[term.start : term.end]
        between = window.text[start : term.start].rstrip()
        joins = window.within(max(start, term.start - 6), term.start, "conjunctions")
        below = "\n" in window.text[start + len(between) : term.start] and between.rstrip(" ,")[-1:].isdigit()
        if sum(map(str.isupper, form)) > 1 and (between.endswith(";") or joins or below):
            stop = joins[-1].start if joins else term.start
            return window.trim(start, stop)[1], (term.start, end)
    return None


def split_address(window: Window, start: int, end: int) -> dict[str, Place]:
    """Return place, street and house of an address where its comma-parts tell them apart; each may be missing."""
    found: dict[str, Place] = {}
    for part in (window.trim(*part) for part in window.parts(start, end, ",;\n")):
        if part[0] >= part[1]:
            continue
        kinds = {
            term.entry.key for term in window.within(*part, "address") if _address_term(window, term, part[0], part[1])
        }
        if kinds & set(_STREET) and "street" not in found:
            found["street"], house = _street(window, *part)
            if house:
                found["house"] = house
        elif "street" in found and (window.text[part[0]].isdigit() or "house" in kinds):
            found["house"] = (found.get("house", part)[0], part[1])
        elif kinds & set(_SETTLEMENT) and "street" not in found:
            found["place"] = (found.get("place", part)[0], part[1])
    return found


def _street(window: Window, start: int, end: int) -> tuple[Place, Place | None]:
    """Split «Манас көч. 40» into street and house number."""
    match = _HOUSE.search(window.text, start, end)
    if match is None or match.start() == start:
        return (start, end), None
    street = window.trim(start, match.start())
    if any((term.start, term.end) == street for term in window.within(*street, "address")):  # «мкр. 3»
        return (start, end), None
    return street, window.trim(match.start(), end)


_HOUSE_ROOM = 8  # characters of a house behind the last word of an address
_AHEAD = 120  # characters of an address before the body that sits there
_NAMES = 3  # words between two address words: «улица Юсупа Абдрахманова, дом»


def address_ahead(window: Window, name: int) -> Place | None:
    """Return the address before a name that begins at `name`: «Ош ш., Навои көч., 9 дарегиндеги «Нур» ЖЧК».

    Without a word between them its last word has the ending of what stands there: «77-үйүндөгү «Кагаз» басмаканасы».
    """
    first = max(0, name - _AHEAD)
    seated = [term for term in window.within(first, name, "executor") if term.entry.key == "located"]
    if seated and not window.text[seated[-1].end : name].strip():
        start = end = seated[-1].start
    elif _seated(window, first, name):
        start = end = window.trim(first, name)[1]
    else:
        return None
    for part in reversed(window.parts(first, end, ",;")):
        begin, stop = window.trim(*part)
        terms = window.within(begin, stop, "address")
        if begin < stop and window.text[begin].isdigit():
            start = begin
        elif terms and stop - terms[-1].end < _HOUSE_ROOM:
            term = _chained(window, terms)
            after = term.entry.key.endswith("_after")
            start = window.word_before(len(window.text[: term.start].rstrip()))[0] if after else term.start
        else:
            break
    return window.trim(start, end) if start < end and window.within(start, end, "address") else None


def _seated(window: Window, first: int, name: int) -> bool:
    """Tell whether the word before a name is of an address and says that what is named stands there."""
    end = window.trim(first, name)[1]
    words = (term for term in window.within(first, end, "address") if term.end == end)
    return window.folded[first:end].endswith(window.lexicon.seated or ("\n",)) and next(words, None) is not None


def _chained(window: Window, terms: list[Term]) -> Term:
    """Return the first of the address words before the last between which stand names and numbers alone."""
    found = terms[-1]
    for term in reversed(terms[:-1]):
        between = window.text[term.end : found.start].strip(" .-").split()
        if len(between) > _NAMES or not all(word[0].isupper() or word[0].isdigit() for word in between):
            break
        found = term
    return found
