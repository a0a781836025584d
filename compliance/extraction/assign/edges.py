"""Where the value of a segment stands: without what introduces it or follows it, to the end of its last word."""

from __future__ import annotations

from compliance.extraction.assign.model import Segment
from compliance.extraction.assign.units import Unit
from compliance.extraction.blocks import RULE
from compliance.extraction.find.lexicon import Term
from compliance.extraction.marks import mark_behind
from compliance.extraction.parties import INTRODUCED
from compliance.extraction.pieces.names import bare_name
from compliance.extraction.pieces.numbers import number_before
from compliance.extraction.pieces.persons import Place
from compliance.extraction.window import Window
from compliance.model.fields import FUND
from compliance.text.folding import QUOTES
from compliance.text.late import late

BY_VALUE = ("publication_date", "print_run")
_ADDRESS, _ROLE = "executor.address", "payer.role"
_OPENING = "«„“‘"
_PART_OF_WORD = late(r"(?:/\d{1,3}|-?[^\W\d_](?!\w)|-\d{1,3}(?!\d))+")  # of a house: «12/3», «2б», «16-А», «22-4»
_SPOKEN = ("active", "paid", "made")  # verbs that no name begins or ends with
_BEFORE = ("modifiers", "prepositions")  # small words before a name: «её С. Асанов»
_BESIDE_NAMES = (*_BEFORE, "in_person")
_COLON = late(r"[ ]?:(?!\d)")
_UNIT, _DIGITS = 4, 8  # characters from an address to a unit of copies behind it; of the number between


def edges(window: Window, units: list[Unit], segment: Segment) -> Place:
    """Return where the value of a segment stands in clean text; nothing, where none of its words is its own."""
    start, end = units[segment.first].start, units[segment.last - 1].end
    field = segment.field
    if field in BY_VALUE:
        return start, end
    ruled = RULE.search(window.text, start, end)
    end = ruled.start() if ruled else end
    introduced = INTRODUCED.match(window.text, start, end)
    if introduced:
        start = introduced.end()
    if field == _ADDRESS:
        labels = [term.end for term in window.within(start, end, "label") if term.start == start]
        start = max([start, *labels])
        start, end = window.trim(start, min(_before_label(window, start, end), copies(window, start, end) or end))
        seated = (term.start for term in window.within(start, end, "executor") if term.entry.key == "located")
        end = window.trim(start, next((place for place in seated if place > start), end))[1]
        house = _PART_OF_WORD.match(window.text, end)
        return window.trim(start, house.end() if house and window.text[end - 1].isdigit() else end)
    start, end = bare_name(window, *window.trim(start, end))
    if field.endswith(".name") and _COLON.match(
        window.text, end
    ):  # «Асанов А⏎Каржы: …»: the last word introduces another
        end = window.trim(start, max(start, *(window.text.rfind(blank, start, end) for blank in " \n")))[1] or end
    if field != FUND:
        start, end = window.trim(*_own(window, start, end, field.endswith(".name")))
    if start and window.text[start - 1] in _OPENING and sum(mark in QUOTES for mark in window.text[start:end]) == 1:
        start -= 1  # «‘Ак-Терек’ ЖЧК»
    short = field in (FUND, _ROLE) and window.text[end : end + 1] == "." and window.abbreviation_before(end)
    return start, end + short


def _own(window: Window, start: int, end: int, name: bool) -> Place:
    """Return a name or a capacity without labels and verbs beside it: «төлөдү Асанова», «Асанов #адрес»."""
    start, end = window.trim(start, _before_label(window, start, end, marked=True))
    before = start, -1
    while before != (start, end) and start < end:
        before = start, end
        for term in window.within(start, end, "label", *_SPOKEN, *(_BESIDE_NAMES if name else ())):
            if term.start == start and _leads(window, term, end):
                start = window.trim(min(term.end, end), end)[0]
            elif term.end == end and term.start > start and _ends(window, term, start):
                end = window.trim(start, term.start)[1]
            else:
                continue
            break
        start += window.text[start : start + 1] == "#"
    return start, end


def _leads(window: Window, term: Term, end: int) -> bool:
    """Tell whether a word at the beginning of a value only leads to it: a label, a verb, a small word before a name."""
    if term.entry.category not in _BESIDE_NAMES or term.end >= end:
        return term.entry.category not in _BESIDE_NAMES and not _in_name(window, term, term.start)
    after = window.trim(term.end, end)[0]
    small = window.text[term.start : term.end].islower() and window.text[term.end : term.end + 1] == " "
    kinds = (kind for kind in window.within(after, end, "legal_form", "status") if kind.start == after)
    opens = window.text[after].isupper() or window.text[after] in _OPENING or next(kinds, None) is not None
    return term.entry.category in _BEFORE and small and opens


def _ends(window: Window, term: Term, start: int) -> bool:
    """Tell whether a word at the end of a value is not of it: a verb; «өзү» behind a name."""
    if term.entry.category == "in_person":
        return window.text[start].isupper() and window.text[term.start : term.end].islower()
    return term.entry.category in _SPOKEN


def _before_label(window: Window, start: int, end: int, marked: bool = False) -> int:
    """Return where a value ends because a label begins in it; with `marked`, one that a mark or a new line shows."""
    for term in window.within(start + 1, end, "label"):
        if term.entry.form != "words" or _in_name(window, term, start):
            continue
        before = window.text[term.start - 1]
        shown = before in "#\n" or mark_behind(window, term.end)[0] == "colon"
        of_maker = term.entry.key.startswith("executor")
        if shown if marked or of_maker else before in "# \n":
            return term.start - (before == "#")
    return end


def _in_name(window: Window, term: Term, start: int) -> bool:
    """Tell whether a label word is part of a name: a kind of house, a part of an address, a word in quotation marks."""
    kinds = ("legal_form", "executor", "address", "role", "status", "customer_kind")
    same = (other for other in window.within(term.start, term.end, *kinds) if other.start == term.start)
    return next(same, None) is not None or window.open_quote(start, term.start)


def copies(window: Window, start: int, end: int) -> int | None:
    """Return where the number of copies begins that an address took along: «Кара-Суу айылы 20» before «шт»."""
    unit = next(iter(window.within(end, end + _UNIT + _DIGITS, "unit")), None)
    if unit is None or window.text[end : unit.start].strip(" ") or _label_at(window, unit):
        return None
    number = number_before(window, max(start, end - _DIGITS), unit.start)
    return number.start if number is not None and number.start > start else None


def _label_at(window: Window, term: Term) -> bool:
    """Tell whether a word is a label as well: «71⏎НУСКАСЫ 450»."""
    return any(other.start == term.start for other in window.within(term.start, term.end, "label"))
