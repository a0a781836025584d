"""What an ad says elsewhere of the one who ordered it: «Кандидат Асанов Б.» above, «Заказчик: Асанов Бакыт» below."""

from __future__ import annotations

from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.pieces.roles import over
from compliance.extraction.window import Window
from compliance.model.imprint import Imprint, Leaf
from compliance.text.names import compared, is_person

_REACH = 60  # characters behind «кандидат» in which the name stands
_AT_ONCE = 2  # characters between the two
_JOINS = (",", "(", "–", "—", "-")  # between a name and what its bearer is: «Асанов Бакыт, кандидат»


def with_standing(window: Window, imprint: Imprint) -> Imprint:
    """Return an imprint whose customer, a person of whom it says no more, is what the ad says that person is."""
    name = imprint.leaves.get("customer.name")
    if name is None or name.value is None or "customer.kind" in imprint.leaves or not is_person(name.raw):
        return imprint
    for term in window.every("customer_kind"):
        if term.entry.key != "candidate":
            continue
        named = _named_behind(window, term.end)
        said = named and compared(window.text[slice(*named)], name.raw) == "same"
        if said or window.text[window.clean.locate(name.place[1]) : term.start].strip() in _JOINS:
            start, end = window.clean.begin(term.start), window.clean.end(term.end)
            kind = Leaf(term.entry.key, window.clean.source[start:end], start, end, name.confidence)
            return imprint._replace(leaves={**imprint.leaves, "customer.kind": kind})
    return imprint


def _named_behind(window: Window, place: int) -> Place | None:
    """Return the person whose name begins behind a word on its line, or behind what one stands for."""
    end = min(window.sentence_end(place, len(window.text)), place + _REACH)
    place = over(window, place, end, "role_tail")
    named = person(window, place, end)
    return named if named and named[0] - place <= _AT_ONCE else None
