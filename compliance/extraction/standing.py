"""What an ad says elsewhere of the one who ordered it: «Кандидат Асанов Б.» above, «Заказчик: Асанов Бакыт» below."""

from __future__ import annotations

from compliance.extraction.find.lexicon import Term
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.pieces.roles import over
from compliance.extraction.window import Window
from compliance.model.fields import FUND
from compliance.model.imprint import Imprint, Leaf
from compliance.text.late import late
from compliance.text.names import compared, is_person

_REACH = 60  # characters behind «кандидат» in which the name stands
_FUNDS = ("election_fund", "special_account")
_BESIDE = 16  # characters behind a name in which it is said what else its bearer is
_OTHERWISE = ("legal_form", "role", "executor")
_AT_ONCE = 2  # characters between the two
_JOINS = (",", "(", "–", "—", "-")  # between a name and what its bearer is: «Асанов Бакыт, кандидат»
_WORD = late(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def with_standing(window: Window, imprint: Imprint) -> Imprint:
    """Return an imprint whose customer, a person of whom it says no more, is what the ad says that person is."""
    name = imprint.leaves.get("customer.name")
    if name is None or name.value is None or "customer.kind" in imprint.leaves or not is_person(name.raw):
        return imprint
    payer, fund = imprint.leaves.get("payer.name"), imprint.leaves.get(f"{FUND}.kind")
    if payer is not None and fund is not None and _pays_himself(window, imprint, name, payer, fund):
        return imprint._replace(leaves={**imprint.leaves, "customer.kind": payer._replace(value="candidate", notes=())})
    for term in window.every("customer_kind"):
        if term.entry.key != "candidate":
            continue
        named = _named_behind(window, term.end)
        said = named and compared(window.text[slice(*named)], name.raw) == "same"
        if said or _called(window, window.clean.locate(name.place[1]), term):
            start, end = window.clean.begin(term.start), window.clean.end(term.end)
            kind = Leaf(term.entry.key, window.clean.source[start:end], start, end, name.confidence)
            return imprint._replace(leaves={**imprint.leaves, "customer.kind": kind})
    return imprint


def _pays_himself(window: Window, imprint: Imprint, name: Leaf, payer: Leaf, fund: Leaf) -> bool:
    """Tell whether who ordered the ad paid for it from an election fund, of nobody else: such a person has one."""
    owner = imprint.leaves.get(f"{FUND}.owner")
    same = payer.value is not None and compared(payer.raw, name.raw) == "same"
    own = owner is None or compared(owner.raw, name.raw) == "same"
    said = any(path in imprint.leaves for path in ("payer.kind", "payer.role")) or any(
        window.within(window.clean.locate(one.place[1]), window.clean.locate(one.place[1]) + _BESIDE, *_OTHERWISE)
        for one in (name, payer)
    )
    return same and own and fund.value in _FUNDS and not said


def _called(window: Window, name: int, term: Term) -> bool:
    """Tell whether a word behind the end of a name says what its bearer is: «Асанов Б., айылдык кеңешке талапкер»."""
    between = window.text[name : term.start].strip()
    if term.start < name or not between.startswith(_JOINS) or len(between) > _REACH:
        return False
    bare = any(one.end == term.end for one in window.within(term.start, term.end, "status"))  # not «талапкердин …»
    sought = window.within(name, term.start, "sought")
    words = [match.span() for match in _WORD.finditer(window.text, name, term.start)]
    return bare and all(any(one.start <= first and last <= one.end for one in sought) for first, last in words)


def _named_behind(window: Window, place: int) -> Place | None:
    """Return the person whose name begins behind a word on its line, or behind what one stands for."""
    end = min(window.sentence_end(place, len(window.text)), place + _REACH)
    place = over(window, place, end, "role_tail")
    named = person(window, place, end)
    return named if named and named[0] - place <= _AT_ONCE else None
