"""What the body of an ad says of the ad itself, beside its imprint: who paid for it, ordered or made it, and where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compliance.extraction.find.lexicon import Term
from compliance.extraction.marks import opens_clause
from compliance.extraction.of_payments import QUOTED, OfPayments
from compliance.extraction.pieces.dates import Stated
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.model.fields import FUND, PARTIES, part_of
from compliance.text.late import late
from compliance.text.names import compared

_PAYING = ("paid", "active")
_OF_PARTIES = (*PARTIES, FUND)
_STOP = late(r"[\n;|]")
_BEHIND_LABEL = late(r"[ ]?:|[ ]{1,2}[–—-][ ]|[ ]?[|][ ]?|\t")
_WORD = late(r"[^\W\d_]{3,}")
_GOES_ON = (",", "-", "–", "—", "!", "(")
_DIGITS = late(r"\d+")
_LINE = 240  # characters of a line before a label
MASTHEAD = 240  # characters from the beginning of a text in which the head of a newspaper stands
_LONGEST = 80  # characters of what a label is put to
_KNOWN = 5  # letters by which a name of the imprint is known in any case
_SHORTEST = 4  # letters of a word that may be a name


def unread_labels(laid: OfPayments) -> Iterator[Place]:
    """Yield the labels of parties with what they are put to and no value has: «Плательщик: ОсОО «Юг»» elsewhere."""
    window = laid.window
    labels = [term for term in window.within(laid.first, laid.last, "label") if term.entry.form != "after"]
    for index, label in enumerate(labels):
        part = part_of(label.entry.key)
        mark = _BEHIND_LABEL.match(window.text, label.end)
        if part not in _OF_PARTIES or mark is None:
            continue
        behind = min([one.start for one in labels[index + 1 :] if one.start >= label.end], default=laid.last)
        line = _STOP.search(window.text, label.end, min(behind, label.end + _LONGEST))
        start, end = window.trim(mark.end(), line.start() if line else min(behind, label.end + _LONGEST))
        end = min(end, window.sentence_end(start, end))
        plain = opens_clause(window, label.start) and not window.open_quote(_line(window, label.start), label.start)
        if ":" not in mark[0] and not (plain and _names(laid, start, end)):
            continue  # «Буюртмачы — эл»: a slogan
        known = laid.covered(start, end) or _is_known(laid, label.entry.key, window.text[start:end])
        if start < end and not known:
            yield label.start, end


def _line(window: Window, place: int) -> int:
    return window.text.rfind("\n", max(0, place - _LINE), place) + 1 or max(0, place - _LINE)


def _names(laid: OfPayments, start: int, end: int) -> bool:
    """Tell whether words name a body, a person or a place."""
    window = laid.window
    named = ("legal_form", "customer_kind", "status", "address")
    return bool(window.within(start, end, *named) or person(window, start, end))


def _is_known(laid: OfPayments, field: str, words: str) -> bool:
    """Tell whether words are those of a value of the part, as where an imprint stands twice."""
    address = field.endswith(".address")
    numbers = _DIGITS.findall(words) if address else []
    return any(
        part_of(one.path) == part_of(field)
        and (not address or (one.path.endswith(".address") and _DIGITS.findall(one.leaf.raw) == numbers))
        and compared(words, one.leaf.raw) == "same"
        for one in laid.near
    )


def said_of_ad(laid: OfPayments, start: int, end: int, dates: list[Stated], days: set[date]) -> Iterator[Place]:
    """Yield a sentence without a value that says of the ad what its imprint does not; `days` are those it states.

    «Эту листовку оплатил бизнесмен», «баракча Алматыда басылды»: a word for the ad tells them from its own story.
    """
    window = laid.window
    if laid.covered(start, end):
        return
    doubts = {term.entry.key for term in window.within(start, end, "doubt")}
    day_ahead = "spread" in doubts and _has_day(dates, start, end, days)
    refused = window.within(start, end, "fund") and window.within(start, end, "nothing", "denied")
    if refused or day_ahead or ("backing" in doubts and window.within(start, end, "made")):
        yield window.trim(start, end)
        return
    if "this_ad" not in doubts and not _opens_made(laid, start, end):
        return
    named = window.within(start, end, "label")
    labels = any(laid.any_label or part_of(term.entry.key) in _OF_PARTIES for term in named)
    said = window.within(start, end, *_PAYING, "made") or labels or bool(doubts & {"backing", "money", "making"})
    houses = [term for term in window.within(start, end, "executor") if term.entry.key == "house"]
    said = said or ("party" in doubts and bool(houses))  # «Листовка из китайской типографии»
    day = _has_day(dates, start, end, days)
    if (day and (said or "spread" in doubts)) or (
        said and not _repeats(laid, start, end) and (_acts(laid, start, end) or _tells(laid, start, end, doubts))
    ):
        yield window.trim(start, end)


def issued(laid: OfPayments, start: int, end: int, dates: list[Stated], days: set[date]) -> Iterator[Place]:
    """Yield the day in the head of a newspaper that is not the stated one: «Гезит, 2025-жылдын 15-ноябры, №46»."""
    window = laid.window
    if laid.source(start, end)[0] > MASTHEAD or not days or window.text.find("№", start, end) < 0:
        return
    if any(term.entry.key == "outlet" for term in window.within(start, end, "legal_form")):
        yield from (
            (one.start, one.end) for one in dates if start <= one.start < end and one.value and one.value not in days
        )


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


def _names_another(laid: OfPayments, start: int, end: int) -> bool:
    """Tell whether a sentence has a name or a place that no value has."""
    window = laid.window
    first = window.trim(start, end)[0]
    words = [place for place in laid.unknown(start, end, laid.mask, capitals=True) if window.text[place[0]].isupper()]
    words = [place for place in words if place[0] > first]
    for quoted in QUOTED.finditer(window.text, start, end):
        words += [match.span() for match in _WORD.finditer(window.text, *quoted.span())]
    return any(window.folded[begin : min(stop, begin + _KNOWN)] not in laid.known for begin, stop in words)


def _acts(laid: OfPayments, start: int, end: int) -> bool:
    """Tell whether a sentence says that somebody, in words that no list has, has paid: «заплатил фермерский союз»."""
    window = laid.window
    paid = window.within(start, end, "active") or [
        term for term in window.within(start, end, "label") if term.entry.key == "payer" and term.entry.form == "words"
    ]
    return any(True for _ in laid.unknown(start, end, laid.mask)) if paid else False


def _repeats(laid: OfPayments, start: int, end: int) -> bool:
    """Tell whether a sentence has a name of the imprint and none besides: «Материал партии «Нур», оплачен ею»."""
    window = laid.window
    if _names_another(laid, start, end):
        return False
    for name in laid.names:
        words = name.split()
        if any(len(word) > _SHORTEST and word[:_KNOWN] in window.folded[start:end] for word in words):
            return True
    return False


def takes_back(window: Window, term: Term, start: int, end: int) -> bool:
    """Tell whether a word takes an imprint back: such a phrase, or such a word that is a sentence by itself, or opens
    one in capitals: «ЧЕРНОВИК», «ДОЛБООР, таратылбасын»."""
    first, last = window.trim(start, end)
    if term.entry.key != "alone" or term.start != first:
        return term.entry.key == "whole"
    words = window.text[term.start : term.end]
    return term.end == last or (words.isupper() and window.text[term.end : term.end + 2].strip()[:1] in _GOES_ON)
