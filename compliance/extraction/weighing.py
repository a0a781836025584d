"""The imprints of a window with all that was found beside their values: period and hour, doubts, what may be meant."""

from __future__ import annotations

from compliance.extraction.blanks import without_blanks, without_misplaced
from compliance.extraction.in_person import with_payer
from compliance.extraction.laid import values_of
from compliance.extraction.payers import customer_perhaps, maker_perhaps, payer_perhaps
from compliance.extraction.periods import with_hour, with_period
from compliance.extraction.pieces.dates import dates_of
from compliance.extraction.standing import with_standing
from compliance.extraction.unweighed import Search
from compliance.extraction.window import Window
from compliance.model.fields import FUND
from compliance.model.imprint import Imprint, Leaf


def with_unweighed(window: Window, imprints: list[Imprint]) -> list[Imprint]:
    """Return the imprints of a window, with period and hour, and the places beside each that are no value."""
    dates = dates_of(window)
    imprints = [
        with_hour(window, with_period(window, without_blanks(window, without_misplaced(window, one)), dates))
        for one in imprints
    ]
    imprints = [with_standing(window, one) for one in imprints]
    once_read = values_of(window, imprints)
    imprints = [with_payer(window, one, once_read) for one in imprints]
    values = values_of(window, imprints)
    found = []
    for one in imprints:
        search = Search(window, one, values, dates)
        perhaps = one.perhaps
        known = "payer.name" in one.leaves or any(path == "payer.name" for path, _ in perhaps)
        if not known and (payer := payer_perhaps(window, one, values)):
            perhaps = (*perhaps, ("payer.name", payer))
        named = "customer.name" in one.leaves or any(path == "customer.name" for path, _ in perhaps)
        if not named and (customer := customer_perhaps(window, one, values)):
            perhaps = (*perhaps, ("customer.name", customer))
        denied = None if FUND in one.leaves else search.denied()
        places = list(search.found())
        one = _without_certain_day(one, [fields for _, fields in places])
        if "executor.name" not in one.leaves and (maker := maker_perhaps(window, one, values)):
            perhaps = (*perhaps, ("executor.name", maker))
        for place, fields in places:
            stated = {*one.leaves, *(path for path, _ in perhaps)}
            leaf = Leaf(None, window.clean.source[place.start : place.end], place.start, place.end, "low")
            perhaps += tuple((field, leaf) for field in fields if field not in stated)
        unweighed = tuple(dict.fromkeys(place for place, _ in places))
        found.append(one._replace(unweighed=unweighed, perhaps=perhaps, denied=denied))
    return found


def _without_certain_day(imprint: Imprint, fields: list[tuple[str, ...]]) -> Imprint:
    """Return an imprint whose day, said without a label, is in doubt where it is not the only one that may be meant."""
    day = imprint.leaves.get("publication_date")
    if day is None or "no_label" not in day.notes or ("publication_date",) not in fields:
        return imprint
    return imprint._replace(leaves={**imprint.leaves, "publication_date": day._replace(confidence="low")})
