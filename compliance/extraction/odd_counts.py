"""What stands in or beside a number of copies or a day, and leaves it open: a bound, a share, another weekday."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from compliance.extraction.laid import Laid, Value
from compliance.extraction.pieces.persons import Place
from compliance.text.late import late

Search = Callable[[Laid, Value], Iterator[Place]]

_WORD_BEFORE = late(r"(?<![\w-])([^\W\d_]{3,30})[ \t]{1,2}\Z")
_BEHIND_RUN = late(r"[ \t]?[(]?[ \t]?([^\W\d_]{1,30}|[%?])")
_JOINED = late(r"[ \t]?[^\W\d_]{3,12}(?![^\W\d_])")
_BOUND = late(r"[<>~≈±≤≥][ \t]?\Z")
_MORE = late(r"[ \t]?[+$€₽]|[ \t]?\((?:[^\W\d_]{1,3} )?\d{2,}")  # «3000+», «3000 (из 10000)»
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TO_WEEKDAY = late(r"[^\d\n.:;]{0,8}\.?[^\d\n:;.]{0,8}")  # between a day and the word for its day of the week
_OF_MORE = late(r"[ ,(]{1,3}([^\W\d_]{1,12}) (\d[\d ]{1,9})")
_FIRST_OF_TWO = late(r"(?<![\d.])\d{1,2}(?:\.\d{1,2})?[ ]?[–—-][ ]?\Z")  # «21–28.03.2021»
_HOUR = late(r"[ \t,(]{1,4}\d{1,2}[:.]\d\d(?!\d|\.\d)")
_UNIT_REACH = 24  # characters beside a number or a day


def _weekday(laid: Laid, value: Value) -> Iterator[Place]:
    """A word for a day of the week beside a day that is another: «понедельник, 13.11.2025»."""
    window, day = laid.window, value.leaf.value
    if not isinstance(day, date):
        return
    for term in window.within(max(0, value.start - _UNIT_REACH), value.end + _UNIT_REACH, "weekday"):
        between = (term.end, value.start) if term.end <= value.start else (value.end, term.start)
        if _TO_WEEKDAY.fullmatch(window.text, *between) and _WEEKDAYS[day.weekday()] != term.entry.key:
            yield term.start, term.end


def _share(laid: Laid, place: int) -> Iterator[Place]:
    """A larger number of which the run is a part: «3 экз. из 3000»."""
    window = laid.window
    match = _OF_MORE.match(window.text, place)
    words = window.within(*match.span(1), "doubt") if match else ()
    if match and any(term.entry.key == "share" for term in words):
        yield match.span()


def _about(laid: Laid, place: int) -> Iterator[Place]:
    """An ending behind a number, or on the word behind it, by which it is not exact: «500дөй», «8 жүздөй»."""
    window = laid.window
    word = _JOINED.match(window.text, place)
    if word and word[0].strip().islower() and window.folded[: word.end()].endswith(window.lexicon.about):
        yield word.span()


def _run(laid: Laid, value: Value) -> Iterator[Place]:
    """A bound, what is counted and is no copies, or a denial: «>2000», «2000 сом», «2000 экз. (не печатался)»."""
    window = laid.window
    place = value.end
    if "vague" in value.leaf.notes and "in_words" in value.leaf.notes:
        yield value.start, value.end
    for bound in (_BOUND.search(window.text, max(0, value.start - 2), value.start), _MORE.match(window.text, place)):
        if bound:
            yield bound.span()
    yield from _about(laid, place)
    for _ in range(2):  # the number's own unit may stand between
        yield from _share(laid, place)
        match = _BEHIND_RUN.match(window.text, place)
        if match is None:
            return
        first, last = match.span(1)
        terms = [
            term
            for term in window.within(first, min(len(window.text), last + _UNIT_REACH), "doubt", "nothing", "unit")
            if term.start == first
        ]
        if match[1] in "%?" or any(term.entry.key in ("other_unit", "nothing") for term in terms):
            yield first, last
            return
        unit = next((term for term in terms if term.entry.category == "unit"), None)
        if unit is None:
            return
        place = unit.end + (window.text[unit.end : unit.end + 1] == ".")


def _day(laid: Laid, value: Value) -> Iterator[Place]:
    """A day of which this is the last of several, «21–28.11.2025»; an hour that no clock has: «15.11.2025, 23:70»."""
    before = _FIRST_OF_TWO.search(laid.window.text, max(0, value.start - _UNIT_REACH), value.start)
    if before and not laid.covered(*before.span()):
        yield before.start(), value.end
    if value.path == "publication_date" and not any(one.path == "publication_date.time" for one in laid.near):
        match = _HOUR.match(laid.window.text, value.end)
        if match:
            yield match.span()


def _of_what(laid: Laid, value: Value) -> Iterator[Place]:
    """A word that no list has right before a day without a label: «Родился 24.11.1975», «счёт выписан 24.11.2025»."""
    window = laid.window
    if value.path != "publication_date" or "no_label" not in value.leaf.notes:
        return
    before = _WORD_BEFORE.search(window.text, max(0, value.start - _UNIT_REACH), value.start)
    if before is None or laid.covered(*before.span(1)):
        return
    first, last = before.span(1)
    if any(
        term.start <= first < term.end
        for term in window.between(max(0, first - _UNIT_REACH), last)
        if term.entry.category != "doubt"
    ):
        return
    yield first, last


def _made_later(laid: Laid, value: Value) -> Iterator[Place]:
    """A day on which the ad was made that lies behind the day on which it appeared."""
    issued = next((one.leaf.value for one in laid.near if one.path == "publication_date"), None)
    made = value.leaf.value
    if "day_made" in value.leaf.notes and isinstance(made, date) and isinstance(issued, date) and made > issued:
        yield value.start, value.end


ODD: dict[str, tuple[Search, ...]] = {
    "print_run": (_run,),
    "publication_date": (_day, _weekday, _made_later, _of_what),
}
