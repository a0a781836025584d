"""Who is named: executor with legal form and address, customer, and persons with their capacity."""

from __future__ import annotations

from compliance.extraction.find.lexicon import Term
from compliance.extraction.pieces.addresses import addressed, bracketed_address, is_address, is_form
from compliance.extraction.pieces.names import bare_name, quoted_party
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.model.tuples import NamedTuple
from compliance.text.folding import QUOTES
from compliance.text.late import late

_HOUSE = late(r"\d{1,3}(?:[-/ ]?[^\W\d_])?(?:[-/]\d{1,3})?$")  # «Калык Акиев 66» is a street
INTRODUCED = late(  # a word with a colon, or a number of a list, before a value: «Место: г. Ош», «2.1) «Нур»»
    r"[^\W\d_]{3,}:[ \t]+(?=\w)|\d{1,2}(?:\.\d{1,2})?\)[ \t]*(?=[\w«\"])"
)
_HOUSE_FIRST = late(r"\d{1,3}[^\W\d_]?(?:/\d{1,3})?\s+")
_INNER_BREAK = late(r"\s[-–—]\s|\.\s+(?=[^\W\d_])")


class Party(NamedTuple):
    """The places of a name, its legal form and its address in clean text; None where there is none."""

    name: Place | None
    legal_form: Term | None
    address: Place | None


def read_party(window: Window, start: int, end: int) -> Party:
    """Split the value of an executor's or customer's label into name, legal form and address."""
    start, end = window.trim(start, _stop(window, start, end))
    seated = next(iter(term for term in window.within(start, end, "executor") if term.entry.key == "located"), None)
    if seated is not None and addressed(window, start, seated.start):
        return _party(window, window.trim(seated.end, end), window.trim(start, seated.start))
    start = _skip_lead(window, start, end)
    bracket = bracketed_address(window, start, end)
    if bracket:
        opening, closing = bracket
        rest = window.trim(closing + 1, end)
        name = window.trim(start, opening)
        if rest[0] < rest[1] and not addressed(window, *rest) and name[0] >= name[1]:
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
    if first > 1 and _is_place(window, parts[:first]):
        first -= 1
    inside = _address_inside(window, *parts[first - 1]) if first else None
    name_end = parts[first - 1][1]
    address_start = parts[first][0]
    if inside is not None and first == 1:
        name_end, address_start = inside, inside
    return _party(window, window.trim(parts[0][0], name_end), window.trim(address_start, parts[-1][1]))


_PLACE = late(r"[^\W\d_]{3,}(?:-[^\W\d_]{2,})*")


def _is_place(window: Window, parts: list[Place]) -> bool:
    """Tell whether the last of some comma-parts, which an address follows, is where it lies: «…, Кызыл-Суу, ул. …».

    It is one word with a capital letter behind a name that is whole: one with a legal form or in quotation marks.
    """
    start, end = parts[-1]
    if not (window.text[start].isupper() and _PLACE.fullmatch(window.text, start, end)):
        return False
    begin, stop = parts[0][0], parts[-2][1]
    known = window.within(start, end, "legal_form", "role", "status", "customer_kind", "label", "executor")
    whole = window.text[stop - 1] in QUOTES or person(window, begin, stop) or window.within(begin, stop, "legal_form")
    return bool(whole) and not known


def _unwrapped(window: Window, parts: list[Place]) -> list[Place]:
    """Join parts that only the end of a line parts: «саясий⏎партиясы», «Осмонов⏎Т.К.»."""
    joined: list[Place] = []
    for start, end in parts:
        begin = window.trim(start, end)[0]
        wrapped = window.text[start - 1 : start] == "\n" and begin < end
        before = window.trim(*joined[-1])[1] if joined else 0
        goes_on = window.text[begin : begin + 1].islower() or window.initial_at(begin)
        if joined and wrapped and (goes_on or window.given_name_at(begin, before)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _pieces(window: Window, start: int, end: int) -> list[Place]:
    """Split at commas, semicolons, line ends, column borders, spaced dashes and stops that are no abbreviation's."""
    found: list[Place] = []
    for begin, stop in _unwrapped(window, window.parts(start, end, ",;\n\t|")):
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


def bracket_behind(window: Window, place: int) -> Place | None:
    """Return an address in brackets behind the verb: «… ЖЧК басты (Ош ш., Навои көч., 9)»."""
    text = window.text
    if not text[place:].lstrip(" ").startswith("("):
        return None
    opening = text.find("(", place)
    closing = text.find(")", opening, opening + 160)
    return _behind_its_label(window, *window.trim(opening + 1, closing)) if closing > 0 else None


def last_clause(window: Window, start: int, end: int) -> int:
    """Return where the name begins that stands before its label («… «Нур» ЖЧК тарабынан басылды»)."""
    made = [term.end for term in window.within(start, end, "made", "agent")]
    start = max([start, *made])
    if (party := quoted_party(window, start, end)) is not None:
        return party
    if window.text[start:end].rstrip().endswith(")"):
        opening = window.text.rfind("(", start, end)
        head = window.text.rfind(")", start, opening)
    else:
        opening, head = end, window.text.rfind(")", start, end)
    start = max(start, head + 1)
    names = [window.text.find(mark, start, opening) for mark in '«"„']
    names += [
        term.start
        for term in window.within(start, opening, "legal_form", "status", "customer_kind")
        if term.entry.key != "candidate"
    ]
    named = person(window, start, opening)
    names += [named[0]] if named else []
    first = min((place for place in names if place >= 0), default=start)
    return (
        first
        if window.within(start, first, "lead", "label", "made") or start == head + 1 or "," in window.text[start:first]
        else start
    )


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
            if term.start != start or term.entry.key == "located":
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


def _address_first(window: Window, parts: list[Place], flags: list[bool]) -> Party:
    """Read «Бишкек ш., Манас көч., 40, «Нур» ЖЧК»: the address before the name."""
    for index in range(1, len(parts)):
        start, end = parts[index]
        named = any(mark in window.text[start:end] for mark in '«"„“”') or any(
            is_form(window, term) for term in window.within(start, end, "legal_form")
        )
        if not flags[index] and (named or (person(window, start, end) and not _HOUSE.search(window.text, start, end))):
            house = _HOUSE_FIRST.match(window.text, start, end)  # «…, ул. Навои, 55 ОсОО «Лист»»
            begin = house.end() if house and _legal_form_at(window, house.end(), end) else start
            return _party(window, (begin, parts[-1][1]), window.trim(parts[0][0], begin))
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
        if is_form(window, term) and term.entry.key != "outlet"
    ]
    later = [place for place in places if place > start]
    return min(later, default=None)


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
    return any(is_form(window, term) for term in window.within(start, end, "legal_form")) or window.text[start] in '«"„'


def _address_inside(window: Window, start: int, end: int) -> int | None:
    """Return where an address begins inside one comma-part: behind the legal form, the quotes or the initials."""
    text = window.text
    if not addressed(window, start, end):
        return None
    cut = start
    for mark in '»”"':
        place = text.rfind(mark, start, end)
        if place > start:
            cut = max(cut, place + 1)
    if text.find("„", start, end) >= 0:
        cut = max(cut, text.rfind("“", start, end) + 1)
    for term in window.within(start, end, "legal_form"):
        if is_form(window, term) and term.end > cut and (cut == start or not text[cut : term.start].strip()):
            cut = term.end
    if cut == start and (named := person(window, start, end)):
        cut = named[1]
    if cut > start and cut < end and addressed(window, cut, end):
        return window.trim(cut, end)[0]
    return None


def _behind_its_label(window: Window, start: int, end: int) -> Place:
    """Skip the word that says that an address follows: «дареги Талас ш., …», «офис: г. Ош, …»."""
    label = next((term for term in window.within(start, end, "label") if term.start == start), None)
    if label and label.entry.key.endswith(".address"):
        start = window.trim(label.end, end)[0]
    introduced = INTRODUCED.match(window.text, start, end)
    return window.trim(introduced.end() if introduced else start, end)


def _party(window: Window, name: Place | None, address: Place | None) -> Party:
    name = bare_name(window, *name) if name else None
    if name and name[0] >= name[1]:
        name = None
    address = _behind_its_label(window, *address) if address else None
    if address and address[0] >= address[1]:
        address = None
    return Party(name, legal_form(window, *name) if name else None, address)


def legal_form(window: Window, start: int, end: int) -> Term | None:
    """Return the legal form written in a name: a real one before a kind of house, outside quotation marks first."""
    forms = [term for term in window.within(start, end, "legal_form") if is_form(window, term)]
    forms.sort(
        key=lambda term: (term.entry.key == "outlet", window.open_quote(start, term.start), term.start - term.end)
    )
    return forms[0] if forms else None
