"""Where a party's name begins and ends: what stands before and behind it without belonging to it."""

from __future__ import annotations

from compliance.extraction.pieces.dates import read_dates
from compliance.extraction.pieces.numbers import number_before
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.text.late import late

_YEAR_MARK = late(r"[\s-]*[^\W\d_]{1,6}\.?\s+")
_PAPER = late(r"\s?\([^()\n]{0,60}(?:№|\d{4})[^()\n]{0,40}\)?$")


def bare_name(window: Window, start: int, end: int) -> Place:
    """Return a name without what stands beside it: the number of a paper, «himself».

    «ИП Асанов Т. (патент № 45127)», «Асанов Темир өзү», «партиянын өзү, «Жаңы Күн»».
    """
    paper = _PAPER.search(window.text, start, end) if window.text[start:end].endswith(")") else None
    if paper:
        return window.trim(start, paper.start())
    for term in window.within(start + 1, end, "in_person"):
        if term.end == end and window.text[start].isupper() and person(window, start, term.start):
            return window.trim(start, term.start)
        kinds = window.within(start, term.start, "customer_kind", "status")
        kind = any((one.start, one.end) == window.trim(start, term.start) for one in kinds)
        if kind and window.text[term.end : term.end + 1] == "," and term.end + 2 < end:
            return window.trim(term.end + 1, end)
    return start, end


def quoted_party(window: Window, start: int, end: int) -> int | None:
    """Return where a party's name in quotation marks opens that its kind ends: «… орун «Тоо» партиясынын»."""
    stop = window.trim(start, end)[1]
    kinds = [term for term in window.within(start, stop, "customer_kind") if term.end == stop]
    closing = len(window.text[: min(term.start for term in kinds)].rstrip()) - 1 if kinds else start
    if closing <= start or window.text[closing] not in '»”"“':
        return None
    opening = max(window.text.rfind(mark, start, closing) for mark in '«„“"')
    before = window.trim(start, opening)[1]
    forms = window.within(start, max(start, before), "legal_form", "customer_kind")
    return None if opening < 0 or any(term.end == before for term in forms) else opening


def names_the_ad(window: Window, start: int, end: int) -> bool:
    """Tell whether words before a verb of making are the ad itself and nobody who made it: «Роликти даярдаган …»."""
    start, end = window.trim(start, end)
    words = (term for term in window.within(start, end, "doubt") if term.entry.key == "this_ad")
    return any((term.start, term.end) == (start, end) for term in words)


_REACH = 60  # characters before a verb in which somebody is named


def named_before(window: Window, place: int) -> Place | None:
    """Return the person whose name ends right before `place`: «Асанов Т. төлөгөн»."""
    start = max(0, place - _REACH)
    start = max([start, *(term.end for term in window.within(start, place, "fund", "label", "role"))])
    named = person(window, start, place)
    return named if named and not window.text[named[1] : place].strip() else None


def before_foreign(window: Window, start: int, end: int) -> int:
    """Return where a party's value ends because a date or a number of copies follows without a label."""
    cuts = [
        stated.start for stated in read_dates(window, start, end) if stated.value or "impossible_date" in stated.notes
    ]
    for unit in window.within(start, end, "unit"):
        number = number_before(window, max(start, unit.start - 14), unit.start)
        if number:
            cuts.append(number.start)
    return min([cut for cut in cuts if cut > start], default=end)


def behind_year(window: Window, start: int, end: int) -> int:
    """Return where words go on behind a year and its mark: «2024 г. в салоне …»."""
    mark = _YEAR_MARK.match(window.text, start, end)
    leads = window.within(mark.end(), end, "executor") if mark else ()
    return mark.end() if mark and any(term.start == mark.end() for term in leads) else start


def names_somebody(window: Window, place: Place) -> bool:
    """Tell whether words look like a name: quotation marks, a capital letter, a word of a kind."""
    letters = window.text[place[0] : place[1]]
    return (
        any(mark in letters for mark in '«"„“')
        or letters[:1].isupper()
        or bool(window.within(*place, "legal_form", "status", "customer_kind", "role"))
    )


def only_words_of_kind(window: Window, place: Place) -> bool:
    """Tell whether a name is nothing but «кандидат» or a legal form."""
    terms = window.within(*place, "status", "legal_form", "customer_kind")
    return any((term.start, term.end) == place for term in terms)
