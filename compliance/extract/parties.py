"""Who is named: executor with legal form and address, customer, and persons with their capacity."""

from __future__ import annotations

import re
from typing import NamedTuple

from compliance.extract.lexicon import Term
from compliance.extract.window import Window

Place = tuple[int, int]

_LETTER = r"[^\W\d_]"
_INITIAL = rf"{_LETTER}\.(?:\s?-?{_LETTER}\.)?"
_WORD = rf"{_LETTER}+(?:[-’'`]{_LETTER}+)*"
# Surname and initials, initials and surname; capitals are tested afterwards, so that «к. Ош» is no initial.
_WITH_INITIALS = re.compile(rf"(?P<a>{_WORD})\s{{0,2}}(?P<ai>{_INITIAL})|(?P<bi>{_INITIAL})\s{{0,2}}(?P<b>{_WORD})")
_POSTCODE = re.compile(r"(?<!\d)7\d{5}(?!\d)|(?<!\d)\d{6}(?!\d)")
_INNER_BREAK = re.compile(r"\s[-–—]\s|\.\s+(?=[^\W\d_])")
_TOKEN = re.compile(rf"{_WORD}")


class Party(NamedTuple):
    """The places of a name, its legal form and its address in clean text; None where there is none."""

    name: Place | None
    legal_form: Term | None
    address: Place | None


def read_party(window: Window, start: int, end: int) -> Party:
    """Split the value of an executor's or customer's label into name, legal form and address."""
    start, end = window.trim(start, _stop(window, start, end))
    start = _skip_lead(window, start, end)
    bracket = _bracketed_address(window, start, end)
    if bracket:
        opening, closing = bracket
        rest = window.trim(closing + 1, end)
        name = window.trim(start, opening)
        if rest[0] < rest[1] and not _addressed(window, *rest) and name[0] >= name[1]:
            name = rest
        return _party(window, name, window.trim(opening + 1, closing))
    parts = [part for part in (window.trim(*part) for part in _pieces(window, start, end)) if part[0] < part[1]]
    if len(parts) > 1:  # a tax number between name and address belongs to neither
        parts = [
            part for part in parts if not any(term.start == part[0] for term in window.within(*part, "stop"))
        ] or parts
    flags = [is_address(window, *part) for part in parts]
    if not parts:
        return Party(None, None, None)
    if flags[0]:
        return _address_first(window, parts, flags)
    first = next((index for index, flag in enumerate(flags) if flag), None)
    if first is None:
        return _unparted(window, parts)
    inside = _address_inside(window, *parts[first - 1]) if first else None
    name_end = parts[first - 1][1]
    address_start = parts[first][0]
    if inside is not None and first == 1:
        name_end, address_start = inside, inside
    return _party(
        window, window.trim(parts[0][0], name_end), window.trim(address_start, _address_end(parts, flags, first))
    )


def _pieces(window: Window, start: int, end: int) -> list[Place]:
    """Split at commas, semicolons, line ends, column borders, spaced dashes and stops that are no abbreviation's."""
    found: list[Place] = []
    for begin, stop in window.parts(start, end, ",;\n\t|"):
        cut = begin
        for match in _INNER_BREAK.finditer(window.text, begin, stop):
            place = match.start()
            if window.open_quote(begin, place):
                continue
            if window.text[place] == "." and (window.abbreviation_before(place) or window.initial_before(place)):
                continue
            found.append((cut, place))
            cut = match.end()
        found.append((cut, stop))
    return found


def _stop(window: Window, start: int, end: int) -> int:
    """Return where a value ends because a tax number, a telephone or the like begins, with no address behind it."""
    for term in window.within(start, end, "stop"):
        if term.start > start + 1 and not window.open_quote(start, term.start):
            later = window.parts(term.end, end, ",;\n")[1:]
            if not any(is_address(window, *window.trim(*part)) for part in later):
                return term.start
    return end


def _skip_lead(window: Window, start: int, end: int) -> int:
    """Skip words that open a value without belonging to it: «Отпечатано в типографии ОсОО …»."""
    moved = True
    while moved:
        moved = False
        for term in window.within(start, end, "executor"):
            if term.start != start:
                break
            after = window.trim(term.end, end)[0]
            if after >= end:
                continue
            if term.entry.key == "house" and not _legal_form_at(window, after, end):
                continue
            if term.entry.key == "lead" and after == term.end:
                continue
            start, moved = after, True
            break
    return start


def _legal_form_at(window: Window, place: int, end: int) -> bool:
    return any(term.start == place and term.entry.key != "outlet" for term in window.within(place, end, "legal_form"))


def _bracketed_address(window: Window, start: int, end: int) -> Place | None:
    opening = window.text.find("(", start, end)
    while opening >= 0:
        closing = window.text.find(")", opening, end)
        closing = end if closing < 0 else closing
        if _addressed(window, opening + 1, closing):
            return opening, closing
        opening = window.text.find("(", closing, end)
    return None


def _addressed(window: Window, start: int, end: int) -> bool:
    return bool(_POSTCODE.search(window.text, start, end)) or any(
        _address_term(window, term, start, end) for term in window.within(start, end, "address")
    )


def is_address(window: Window, start: int, end: int) -> bool:
    """Tell whether a comma-part belongs to an address: it has an address word and no quoted name or legal form."""
    text = window.text
    forms = [term for term in window.within(start, end, "legal_form") if _is_form(window, term)]
    quotes = [place for mark in '«„"“' if (place := text.find(mark, start, end)) >= 0]
    if forms or quotes:
        opening = min(quotes, default=end)
        return not forms and _addressed(window, start, opening)
    return _addressed(window, start, end)


def _address_term(window: Window, term: Term, start: int, end: int) -> bool:
    """Tell whether an address word does its work: «ш.» behind a name, «ул.» before one, a town by itself."""
    text, kind = window.text, term.entry.key
    short = term.end - term.start <= 3
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


def _is_form(window: Window, term: Term) -> bool:
    """Tell whether a legal form is written as one: abbreviations in capitals, phrases in any case."""
    word = window.text[term.start : term.end]
    return (
        " " in word
        or len(word) > 5
        or sum(character.isupper() for character in word) >= 2
        or term.entry.key == "outlet"
    )


def _address_first(window: Window, parts: list[Place], flags: list[bool]) -> Party:
    """Read «Бишкек ш., Манас көч., 40, «Нур» ЖЧК»: the address before the name."""
    for index in range(1, len(parts)):
        start, end = parts[index]
        named = any(mark in window.text[start:end] for mark in '«"„“”') or any(
            _is_form(window, term) for term in window.within(start, end, "legal_form")
        )
        if not flags[index] and (named or person(window, start, end)):
            return _party(window, (start, parts[-1][1]), (parts[0][0], parts[index - 1][1]))
    start, end = parts[0]
    inside = _name_behind_address(window, start, end)
    if inside is not None:
        return _party(window, window.trim(inside, parts[-1][1]), window.trim(start, inside))
    inside = _address_inside(window, start, end)
    if inside is not None and inside > start:
        return _party(window, window.trim(start, inside), window.trim(inside, parts[-1][1]))
    return _party(window, None, (start, parts[-1][1]))


def _name_behind_address(window: Window, start: int, end: int) -> int | None:
    """Return where a quoted name or a legal form begins behind an address in the same comma-part."""
    places = [window.text.find(mark, start, end) for mark in '«„"']
    places += [
        term.start
        for term in window.within(start, end, "legal_form")
        if _is_form(window, term) and term.entry.key != "outlet"
    ]
    later = [place for place in places if place > start]
    return min(later, default=None)


def _address_end(parts: list[Place], flags: list[bool], first: int) -> int:
    return parts[-1][1]


def _unparted(window: Window, parts: list[Place]) -> Party:
    """Read a value whose parts show no address: a name, and an address that follows it without a comma."""
    inside = _address_inside(window, *parts[0])
    if inside is not None:
        return _party(window, window.trim(parts[0][0], inside), window.trim(inside, parts[-1][1]))
    return _party(
        window, (parts[0][0], parts[-1][1] if len(parts) > 1 and _continues(window, parts) else parts[0][1]), None
    )


def _continues(window: Window, parts: list[Place]) -> bool:
    """Tell whether later comma-parts still name the party (a legal form or a quoted name), not something else."""
    start, end = parts[-1]
    return (
        any(_is_form(window, term) for term in window.within(start, end, "legal_form")) or window.text[start] in '«"„'
    )


def _address_inside(window: Window, start: int, end: int) -> int | None:
    """Return where an address begins inside one comma-part: behind the legal form, the quotes or the initials."""
    text = window.text
    if not _addressed(window, start, end):
        return None
    cut = start
    for mark in '»”"':
        place = text.rfind(mark, start, end)
        if place > start:
            cut = max(cut, place + 1)
    if text.find("„", start, end) >= 0:
        cut = max(cut, text.rfind("“", start, end) + 1)
    for term in window.within(start, end, "legal_form"):
        if _is_form(window, term) and term.end > cut and (cut == start or not text[cut : term.start].strip()):
            cut = term.end
    if cut == start and (named := person(window, start, end)):
        cut = named[1]
    if cut > start and cut < end and _addressed(window, cut, end):
        return window.trim(cut, end)[0]
    return None


def _party(window: Window, name: Place | None, address: Place | None) -> Party:
    if name and name[0] >= name[1]:
        name = None
    if address and address[0] >= address[1]:
        address = None
    forms = [term for term in window.within(*name, "legal_form") if _is_form(window, term)] if name else []
    forms.sort(
        key=lambda term: (
            term.entry.key == "outlet",
            window.open_quote(name[0] if name else 0, term.start),
            term.start - term.end,
        )
    )
    return Party(name, forms[0] if forms else None, address)


def person(window: Window, start: int, end: int) -> Place | None:
    """Return the place of a person's name in `start`–`end`: surname with initials, or a run of capitalised words."""
    text = window.text
    for match in _WITH_INITIALS.finditer(text, start, end) if text.find(".", start, end) >= 0 else ():
        word, initials = (match["a"], match["ai"]) if match["a"] else (match["b"], match["bi"])
        if len(word) > 1 and word[0].isupper() and all(letter.isupper() for letter in initials if letter.isalpha()):
            if window.within(match.start(), match.end(), "address") and len(initials) <= 2:
                continue
            begin = match.start()
            return begin, match.end()
    return _capitalised(window, start, end)


def _capitalised(window: Window, start: int, end: int) -> Place | None:
    """Return the last run of two to four capitalised words («Сыдыкова Айнура», «Осмонов Нурлан Бакыт уулу»)."""
    text = window.text
    run: list[re.Match[str]] = []
    best: list[re.Match[str]] = []
    particles = {term.start for term in window.within(start, end, "particles")}
    for match in _TOKEN.finditer(text, start, end):
        joined = bool(run) and not text[run[-1].end() : match.start()].strip()
        if (match.start() in particles and joined) or (match[0][0].isupper() and (joined or not run)):
            run.append(match)
        else:
            run = [match] if match[0][0].isupper() else []
        if len(run) >= 2 and len(run) >= len(best):
            best = list(run)
    return (best[0].start(), best[-1].end()) if 2 <= len(best) <= 5 else None
