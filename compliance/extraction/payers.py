"""Who may be the payer, or the maker, of an imprint that states none."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extraction.laid import Laid, Value, values_of
from compliance.extraction.payment import denied
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.model.imprint import Imprint, Leaf
from compliance.text.late import late

PAYING = ("paid", "active", "fund")  # words of a payment
_OFFICES = ("finance_representative", "representative")  # who holds one pays, whether a verb says so or not
_NAME = 80  # characters of a maker's name
_NO_VALUE = late(rb"\0+")


def payer_perhaps(window: Window, imprint: Imprint, values: list[Value] | None = None) -> Leaf | None:
    """Return somebody who is no value and stands beside a payment, or holds an office of the fund; else None."""
    laid = Laid(window, imprint, values_of(window, [imprint]) if values is None else values)
    for start, end in laid.sentences:
        offices = [term for term in window.within(start, end, "role") if term.entry.key in _OFFICES]
        if end <= laid.start or not (offices or window.within(start, end, *PAYING)):
            continue
        named = None if denied(window, start, end) else next(_somebody(laid, start, end), None)
        if named is None and window.within(start, end, "active"):  # «Публикацию заказала и оплатила кандидат …»
            named = next(
                (one[:2] for one in laid.near if one.path == "customer.name" and start <= one.start < end), None
            )
        if named is not None:
            first, last = laid.source(*named)
            return Leaf(None, window.clean.source[first:last], first, last, "low")
    return None


def customer_perhaps(window: Window, imprint: Imprint, values: list[Value]) -> Leaf | None:
    """Return a sentence that says that somebody ordered the ad, and not by whom in a way that is read; else None.

    «Листовку заказала и оплатила я сама», «талапкер Атаканов Каныбектин тапшырыгы (буюртмасы) боюнча даярдалды».
    """
    laid = Laid(window, imprint, values)
    for start, end in laid.sentences:
        ordered = [term for term in window.within(start, end, "label") if term.entry.key == "customer"]
        if not ordered or window.within(start, end, "nothing", "denied"):
            continue
        if window.within(start, end, "in_person", "status") or person(window, start, end):
            first, last = laid.source(*window.trim(start, end))
            return Leaf(None, window.clean.source[first:last], first, last, "low")
    return None


def maker_perhaps(window: Window, imprint: Imprint, values: list[Value]) -> Leaf | None:
    """Return the words right before a maker's address that no value covers; None where a label or nothing stands there.

    «Мөңгү-Таш» полиграфиялык комбинаты (Ош ш., …): a house of a kind that no list has.
    """
    address = next((one for one in values if one.path == "executor.address" and one.path in imprint.leaves), None)
    if address is None:
        return None
    laid = Laid(window, imprint, values)
    begin = max(laid.sentence_of(address)[0], laid.mask.rfind(1, 0, address.start) + 1, address.start - _NAME)
    begin = max([begin, *(term.end for term in window.within(begin, address.start, "label"))])
    start, end = window.trim(begin, address.start)
    if not any(map(str.isupper, window.text[start:end])):
        return None
    first, last = laid.source(start, end)
    return Leaf(None, window.clean.source[first:last], first, last, "low")


def _somebody(laid: Laid, start: int, end: int) -> Iterator[Place]:
    """Yield the persons, capacities and words such as «сам» of a sentence that are no values."""
    window = laid.window
    for free in _NO_VALUE.finditer(bytes(laid.mask[start:end])):
        first, last = start + free.start(), start + free.end()
        if named := person(window, first, last):
            yield named
        yield from ((term.start, term.end) for term in window.within(first, last, "role", "in_person"))
        if window.within(start, end, "agent", "active"):  # «талапкер тарабынан төлөндү»
            yield from ((term.start, term.end) for term in window.within(first, last, "status"))
