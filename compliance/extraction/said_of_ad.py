"""What the body of an ad says of the ad itself, beside its imprint: who paid for it, ordered or made it, and where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compliance.extraction.of_payments import OfPayments
from compliance.extraction.pieces.dates import Stated
from compliance.extraction.pieces.persons import Place
from compliance.model.fields import FUND, PARTIES, part_of
from compliance.text.late import late
from compliance.text.names import compared

_PAYING = ("paid", "active")
_OF_PARTIES = (*PARTIES, FUND)
_STOP = late(r"[\n;|]")
_LONGEST = 80  # characters of what a label is put to
_KNOWN = 5  # letters by which a name of the imprint is known in any case
_SHORTEST = 4  # letters of a word that may be a name


def said_again(laid: OfPayments) -> Iterator[Place]:
    """Yield what a party's label is put to and no value has: «Плательщик: ОсОО «Юг»» above the true payment."""
    window = laid.window
    labels = [term for term in window.within(laid.first, laid.last, "label") if term.entry.form != "after"]
    for index, label in enumerate(labels):
        part = part_of(label.entry.key)
        if part not in _OF_PARTIES or window.text[label.end : label.end + 2].strip()[:1] != ":":
            continue
        behind = min([one.start for one in labels[index + 1 :] if one.start >= label.end], default=laid.last)
        line = _STOP.search(window.text, label.end, min(behind, label.end + _LONGEST))
        start, end = window.trim(label.end + 1, line.start() if line else min(behind, label.end + _LONGEST))
        if start < end and not laid.covered(start, end) and not _is_known(laid, part, window.text[start:end]):
            yield label.start, end


def _is_known(laid: OfPayments, part: str, words: str) -> bool:
    """Tell whether words are those of a value of the part, as where an imprint stands twice."""
    return any(part_of(one.path) == part and compared(words, one.leaf.raw) == "same" for one in laid.near)


def said_of_ad(laid: OfPayments, start: int, end: int, dates: list[Stated], days: set[date]) -> Iterator[Place]:
    """Yield a sentence without a value that says of the ad what its imprint does not; `days` are those it states.

    «Эту листовку оплатил бизнесмен», «баракча Алматыда басылды»: a word for the ad tells them from its own story.
    """
    window = laid.window
    if laid.covered(start, end):
        return
    doubts = {term.entry.key for term in window.within(start, end, "doubt")}
    if "this_ad" not in doubts and not _opens_made(laid, start, end):
        day_ahead = "spread" in doubts and _has_day(dates, start, end, days)
        refused = window.within(start, end, "fund") and window.within(start, end, "nothing", "denied")
        if refused or day_ahead or ("backing" in doubts and window.within(start, end, "made")):
            yield window.trim(start, end)
        return
    labels = {term.entry.key for term in window.within(start, end, "label")}
    said = window.within(start, end, *_PAYING, "made") or labels or doubts & {"backing", "money"}
    day = _has_day(dates, start, end, days)
    if (day and (said or "spread" in doubts)) or (
        said and not _repeats(laid, start, end) and _tells(laid, start, end, doubts)
    ):
        yield window.trim(start, end)


def _has_day(dates: list[Stated], start: int, end: int, known: set[date]) -> bool:
    return any(start <= one.start < end and one.value and one.value not in known for one in dates)


def _opens_made(laid: OfPayments, start: int, end: int) -> bool:
    """Tell whether a sentence opens with what was done with the ad: «Отпечатано в г. Алматы»."""
    first = laid.window.trim(start, end)[0]
    terms = laid.window.within(first, end, "made", "label")
    return any(term.start == first and term.entry.key in ("made", "executor") for term in terms)


def _tells(laid: OfPayments, start: int, end: int, doubts: set[str]) -> bool:
    """Tell whether a sentence names somebody or something: «листовка оплачена» alone says nothing new."""
    window = laid.window
    if doubts & {"backing", "money", "party", "free"} or window.within(
        start, end, "legal_form", "address", "unit", "role"
    ):
        return True
    first = window.trim(start, end)[0]
    unknown = laid.unknown(start, end, laid.mask, capitals=True)
    return any(begin > first and window.text[begin].isupper() for begin, _ in unknown)


def _repeats(laid: OfPayments, start: int, end: int) -> bool:
    """Tell whether a sentence has a name of the imprint: «Материал партии «Нур», оплачен ею»."""
    window = laid.window
    for value in laid.near:
        if not value.path.endswith((".name", ".owner")):
            continue
        words = window.folded[value.start : value.end].split()
        if any(len(word) > _SHORTEST and word[:_KNOWN] in window.folded[start:end] for word in words):
            return True
    return False
