"""What stands in or beside an imprint and speaks of money, makers, days or copies, and was read as none of its values.

A verdict weighs every statement or says that it did not: what is found here makes it `unclear`, with the place to look.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from compliance.extraction.periods import with_hour, with_period
from compliance.extraction.pieces.dates import read_dates
from compliance.extraction.pieces.numbers import number_before, number_words
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.model.fields import part_of
from compliance.model.imprint import Imprint, Leaf, Unweighed
from compliance.text.late import late

_BESIDE = 240  # characters before and behind an imprint in which a statement still belongs to it
_LONGEST = 400  # characters of a value that may reach into a sentence from before it
_QUOTED = late(r"[«„][^»”“\n]{2,60}[»”“]")
_PAYMENT = frozenset(("payer", "funding_source"))
_SPEAKING = ("paid", "active", "fund", "made", "label")  # words of a sentence that states something of an imprint
_NEAR = 24  # characters beside a number or a day in which a word of doubt belongs to it


def with_unweighed(window: Window, imprints: list[Imprint]) -> list[Imprint]:
    """Return the imprints of a window, with period and hour, and the places beside each that are no value."""
    dates = read_dates(window, 0, len(window.text))
    imprints = [with_hour(window, with_period(window, one, dates)) for one in imprints]
    leaves = sorted(((path, leaf) for one in imprints for path, leaf in one.leaves.items()), key=_begin)
    sentences = list(_sentences(window))
    found = []
    for one in imprints:
        near = _near(sentences, leaves, one)
        found.append(one._replace(unweighed=tuple(dict.fromkeys(_Search(window, one, *near).found()))))
    return found


def _begin(stated: tuple[str, Leaf]) -> int:
    return stated[1].place[0]


def _sentences(window: Window) -> Iterator[Sentence]:
    text, start = window.text, 0
    while start < len(text):
        end = window.sentence_end(start, len(text))
        if text[start:end].strip():
            yield Sentence(window.clean.begin(start), window.clean.end(end), start, end)
        start = end + 1


def _near(
    sentences: list[Sentence], leaves: list[tuple[str, Leaf]], imprint: Imprint
) -> tuple[list[Sentence], list[tuple[str, Leaf]]]:
    """Return the sentences that an imprint stands in and those beside it, and the values that may stand in them."""
    first, last = imprint.place[0] - _BESIDE, imprint.place[1] + _BESIDE
    found = sentences[max(0, bisect_left(sentences, (first,)) - 1) : bisect_left(sentences, (last,))]
    found = [sentence for sentence in found if sentence.last > first]
    begin = found[0].first if found else first
    until = found[-1].last if found else last
    values = leaves[bisect_left(leaves, begin - _LONGEST, key=_begin) : bisect_left(leaves, until, key=_begin)]
    return found, values


class Sentence(NamedTuple):
    """A sentence by its places in the source, `first`–`last`, and in clean text."""

    first: int
    last: int
    start: int
    end: int


class _Search:
    """The values of the imprints of a window, against the sentences that one of them stands in."""

    def __init__(
        self, window: Window, imprint: Imprint, sentences: list[Sentence], leaves: list[tuple[str, Leaf]]
    ) -> None:
        self._window, self._sentences = window, sentences
        self._start = min((leaf.place[0] for leaf in imprint.leaves.values()), default=imprint.place[0])
        self._used = [(*leaf.place, part_of(path)) for path, leaf in leaves]
        self._named = [leaf.place for path, leaf in leaves if ".address" not in path]
        self._ranges = [leaf.place for _, leaf in leaves if "range" in leaf.notes]
        self._days_known = {leaf.value for _, leaf in leaves if isinstance(leaf.value, date)}
        self._runs = {leaf.value for path, leaf in leaves if part_of(path) == "print_run"}
        self._quoted = {quoted for _, leaf in leaves for quoted in _QUOTED.findall(leaf.raw)}

    def found(self) -> Iterator[Unweighed]:
        for _, last, start, end in self._sentences:
            before = last <= self._start
            for begin, stop in self._money(start, end):
                others = self._window.within(begin, stop, "legal_form", "doubt")
                pays = any(term.entry.category == "legal_form" or term.entry.key == "money" for term in others)
                if pays or not before:
                    yield Unweighed(*self._source(begin, stop), pays=pays)
            if before:
                continue  # the ad's own words: its days and numbers are none of the imprint
            for find in (self._names, self._days, self._copies, self._doubts):
                for begin, stop in find(start, end):
                    yield Unweighed(*self._source(begin, stop))

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
