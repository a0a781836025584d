"""What stands in or beside an imprint and speaks of money, makers, days or copies, and was read as none of its values.

A verdict weighs every statement or says that it did not: what is found here makes it `unclear`, with the place to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from compliance.extraction.pieces.dates import Stated, read_dates
from compliance.extraction.pieces.numbers import number_before, number_words
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.model.fields import part_of
from compliance.model.imprint import Imprint, Leaf, Unweighed

_BESIDE = 240  # characters before and behind an imprint in which a statement still belongs to it
_QUOTED = re.compile(r"[«„][^»”“\n]{2,60}[»”“]")
_PAYMENT = frozenset(("payer", "funding_source"))
_SPEAKING = ("paid", "active", "fund", "made", "label")  # words of a sentence that states something of an imprint
_BETWEEN, _BEHIND = 16, 20  # characters between two days of a period, and from the second to a word behind it
_NEAR = 24  # characters beside a number or a day in which a word of doubt belongs to it


def with_unweighed(window: Window, imprints: list[Imprint]) -> list[Imprint]:
    """Return the imprints of a window, each with the places beside it that are no value of any of them."""
    imprints = [_with_period(window, one) for one in imprints]
    leaves = [(path, leaf) for one in imprints for path, leaf in one.leaves.items()]
    return [one._replace(unweighed=tuple(dict.fromkeys(_Search(window, one, leaves).found()))) for one in imprints]


def _with_period(window: Window, imprint: Imprint) -> Imprint:
    """Return an imprint with the last day of a period, where its day is the first: both are judged."""
    day = imprint.leaves.get("publication_date")
    if day is None or not isinstance(day.value, date) or "publication_date[1]" in imprint.leaves:
        return imprint
    begin, end = window.clean.begin, window.clean.end
    dates = read_dates(window, 0, len(window.text))
    for first, last in pairwise(dates):
        if (begin(first.start), end(first.end)) == day.place and last.value and _is_period(window, first.end, last):
            start, stop = begin(last.start), end(last.end)
            closing = Leaf(last.value, window.clean.source[start:stop], start, stop, day.confidence, ("period_end",))
            return imprint._replace(leaves={**imprint.leaves, "publication_date[1]": closing})
    return imprint


def _is_period(window: Window, start: int, last: Stated) -> bool:
    """Tell whether what stands between two days, or behind the second, makes them the ends of a period."""
    between = window.text[start : last.start].strip(" ,.г")
    joins = [term.start for term in window.within(start, last.start, "period") if term.entry.key == "between"]
    ends = [term.start for term in window.within(last.end, last.end + _BEHIND, "period") if term.entry.key == "behind"]
    return len(between) <= _BETWEEN and (bool(joins or ends) or between in ("-", "–", "—"))


class _Search:
    """The values of the imprints of a window, against the sentences that one of them stands in."""

    def __init__(self, window: Window, imprint: Imprint, leaves: list[tuple[str, Leaf]]) -> None:
        self._window = window
        self._start = min((leaf.place[0] for leaf in imprint.leaves.values()), default=imprint.place[0])
        self._end = imprint.place[1]
        self._used = [(*leaf.place, part_of(path)) for path, leaf in leaves]
        self._named = [leaf.place for path, leaf in leaves if ".address" not in path]
        self._ranges = [leaf.place for _, leaf in leaves if "range" in leaf.notes]
        self._days_known = {leaf.value for _, leaf in leaves if isinstance(leaf.value, date)}
        self._runs = {leaf.value for path, leaf in leaves if part_of(path) == "print_run"}
        self._quoted = {quoted for _, leaf in leaves for quoted in _QUOTED.findall(leaf.raw)}

    def found(self) -> Iterator[Unweighed]:
        for start, end in self._sentences():
            before = self._source(start, end)[1] <= self._start
            for begin, stop in self._money(start, end):
                body = self._window.within(begin, stop, "legal_form")
                if body or not before:
                    yield Unweighed(*self._source(begin, stop), pays=bool(body))
            if before:
                continue  # the ad's own words: its days and numbers are none of the imprint
            for find in (self._names, self._days, self._copies, self._doubts):
                for begin, stop in find(start, end):
                    yield Unweighed(*self._source(begin, stop))

    def _sentences(self) -> Iterator[Place]:
        """Yield the sentences of the window that the imprint stands in, and those beside it."""
        text, start = self._window.text, 0
        while start < len(text):
            end = self._window.sentence_end(start, len(text))
            first, last = self._source(start, max(start + 1, end))
            if last > self._start - _BESIDE and first < self._end + _BESIDE and text[start:end].strip():
                yield start, end
            start = end + 1

    def _money(self, start: int, end: int) -> Iterator[Place]:
        """Yield a sentence that says who paid or from what, and none of it is a value; another payer in one that is."""
        window = self._window
        backing = [term for term in window.within(start, end, "doubt") if term.entry.key == "backing"]
        labels = [term for term in window.within(start, end, "label") if part_of(term.entry.key) in _PAYMENT]
        if not (backing or labels or window.within(start, end, "paid", "active", "fund")):
            return
        if not any(part in _PAYMENT for part in self._parts(start, end)):
            if backing or self._names_somebody(start, end):
                yield window.trim(start, end)
            return
        for term in (*backing, *window.within(start, end, "fund")):
            if not self._covered(term.start, term.end):
                yield term.start, term.end

    def _names_somebody(self, start: int, end: int) -> bool:
        """Tell whether words that are no value name a body, a person or a fund, unlike «материал оплачен»."""
        window = self._window
        terms = window.within(start, end, "fund", "legal_form", "role")
        terms += [term for term in window.within(start, end, "doubt") if term.entry.key == "money"]
        named = person(window, start, end)
        places = [(term.start, term.end) for term in terms] + [
            match.span() for match in _QUOTED.finditer(window.text, start, end)
        ]
        return any(not self._covered(*place) for place in (*places, *([named] if named else [])))

    def _names(self, start: int, end: int) -> Iterator[Place]:
        """Yield bodies that a sentence of the imprint names beside its values."""
        window = self._window
        if not (window.within(start, end, *_SPEAKING) and self._parts(start, end)):
            return
        for term in window.within(start, end, "legal_form"):
            short = sum(map(str.isupper, window.text[term.start : term.end])) > 1  # «ОсОО», «ЖЧК»: no common noun
            if short and not self._within(self._named, term.start, term.end):
                yield term.start, term.end
        for match in _QUOTED.finditer(window.text, self._first_value(start, end), end):
            if not (self._covered(*match.span()) or match[0] in self._quoted):
                yield match.span()

    def _days(self, start: int, end: int) -> Iterator[Place]:
        """Yield whole dates that are no value, no polling day and no date of a paper."""
        window = self._window
        if any(term.entry.key == "polling" for term in window.within(start, end, "cue")):
            return
        papers = [term.end for term in window.within(start, end, "stop", "cue") if term.entry.key != "election"]
        for stated in read_dates(window, start, end):
            told = any(place <= stated.start for place in papers)
            known = stated.value in self._days_known
            if stated.value and not told and not known and not self._covered(stated.start, stated.end):
                yield stated.start, stated.end

    def _copies(self, start: int, end: int) -> Iterator[Place]:
        """Yield counted copies that are not the print run, and a run of which two numbers are given."""
        if self._within(self._ranges, start, end):
            yield self._window.trim(start, end)
        said = number_words(self._window, start, end)
        bracketed = said and self._window.text[start : said.start].rstrip().endswith("(")
        if said and bracketed and said.value not in self._runs and "print_run" in self._parts(start, end):
            yield said.start, said.end
        for unit in self._window.within(start, end, "unit"):
            number = number_before(self._window, max(start, unit.start - 16), unit.start)
            if number and not self._covered(number.start, number.end):
                yield number.start, unit.end

    def _doubts(self, start: int, end: int) -> Iterator[Place]:
        """Yield words that leave open what a value beside them states: «менее», «до», «частично»."""
        for term in self._window.within(start, end, "doubt"):
            field = term.entry.key
            first, last = self._source(term.start, term.end)
            for begin, stop, part in self._used:
                within = begin <= first and last <= stop
                beside = not within and begin - _NEAR <= last and first <= stop + _NEAR
                payment = field == "payment" and part in _PAYMENT
                if (field == part and beside) or (payment and (within or beside)) or (field == "party" and within):
                    yield term.start, term.end
                    break

    def _first_value(self, start: int, end: int) -> int:
        """Return where the first value in a sentence begins."""
        place = start
        while place < end and not self._covered(place, place + 1):
            place += 1
        return place

    def _parts(self, start: int, end: int) -> set[str]:
        first, last = self._source(start, end)
        return {part for begin, stop, part in self._used if begin < last and first < stop}

    def _covered(self, start: int, end: int) -> bool:
        return self._within(((begin, stop) for begin, stop, _ in self._used), start, end)

    def _within(self, places: Iterable[Place], start: int, end: int) -> bool:
        first, last = self._source(start, end)
        return any(begin < last and first < stop for begin, stop in places)

    def _source(self, start: int, end: int) -> Place:
        return self._window.clean.begin(start), self._window.clean.end(end)
