"""What a long text says of the ad far from its imprint: where it was made, who paid, that its imprint does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compliance.extraction.find.clean import Clean
from compliance.extraction.laid import folded_names, folded_values, values_of
from compliance.extraction.of_payments import OfPayments
from compliance.extraction.pieces.dates import dates_of
from compliance.extraction.said_of_ad import MASTHEAD, issued, said_of_ad
from compliance.extraction.window import Window
from compliance.model.imprint import Imprint, Unweighed
from compliance.text.folding import fold
from compliance.text.late import late

BEFORE, BEHIND = 1_500, 600  # characters beyond a window in which a text still speaks of the ad


_LONGEST = 220  # characters of a sentence that a window cuts in two
_ENDS = late(r"[.!?\n](?=\s|\Z)|\n")
Stretch = tuple[int, int]


def with_far(window: Window, imprints: list[Imprint], before: Stretch, behind: Stretch, text: str) -> list[Imprint]:
    """Return the imprints of a window with what the text beyond it says of the ad; the stretches are places in it."""
    found = list(imprints)
    first, last = _whole_sentences(before, behind, imprints, text)
    for (start, end), index in ((first, 0), (last, -1)):
        if start < end and (window.lexicon.tells(fold(text[start:end])) or (not start and "№" in text[:MASTHEAD])):
            stretch = Window(Clean(text, start, end, window.clean.source), window.lexicon)
            places = tuple(_said(stretch, window, found[index], imprints))
            if places:
                found[index] = found[index]._replace(unweighed=(*found[index].unweighed, *places))
    return found


def _whole_sentences(before: Stretch, behind: Stretch, imprints: list[Imprint], text: str) -> tuple[Stretch, Stretch]:
    """Return the stretches with the sentences that the window cut in two, as far as no imprint stands in them."""
    start, end = before
    last, stop = behind
    first = next(iter(_ENDS.finditer(text, end, min(end + _LONGEST, imprints[0].place[0]))), None)
    ends = [found.end() for found in _ENDS.finditer(text, max(last - _LONGEST, imprints[-1].place[1]), last)]
    return (start, first.start() if first and start < end else end), (ends[-1] if ends and last < stop else last, stop)


class _Far(OfPayments):
    """A stretch of text beyond an imprint, which has none of its values."""

    any_label = False

    def __init__(self, stretch: Window, window: Window, imprint: Imprint, imprints: list[Imprint]) -> None:
        size = len(stretch.text)
        place = (stretch.clean.begin(0), stretch.clean.end(size))
        super().__init__(stretch, imprint._replace(leaves={}, start=place[0], end=place[1]), [])
        values = values_of(window, imprints)
        self._names, self._known = folded_names(window, values), folded_values(window, values)


def _said(stretch: Window, window: Window, imprint: Imprint, imprints: list[Imprint]) -> Iterator[Unweighed]:
    laid = _Far(stretch, window, imprint, imprints)
    dates = dates_of(stretch)
    days = {leaf.value for one in imprints for leaf in one.leaves.values() if isinstance(leaf.value, date)}
    for start, end in laid.sentences:
        for term in stretch.within(start, end, "doubt"):
            if term.entry.key == "whole" and " " in stretch.text[term.start : term.end]:
                yield Unweighed(*laid.source(term.start, term.end))
        for place in (*issued(laid, start, end, dates, days), *said_of_ad(laid, start, end, dates, days)):
            yield Unweighed(*laid.source(*place))
