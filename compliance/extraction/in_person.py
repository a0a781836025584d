"""A payer whom an imprint names by a word for the candidate who ordered it: «оплатил сам», «өзү төлөдү», «он же».

He is the same person where nothing else in that sentence can be one who pays; what is left of it is weighed as always.
"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extraction.find.lexicon import Term
from compliance.extraction.laid import Laid, Value
from compliance.extraction.payers import PAYING
from compliance.extraction.payment import denied
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.model.fields import part_of
from compliance.model.imprint import Imprint, Leaf
from compliance.text.late import late

_CANDIDATE = "candidate"
_BY_OTHERS = ("role", "legal_form", "agent", "nothing", "habit")  # words of one who pays besides, or of none
_REACH = 24  # characters between the labels of two parties who are one
_BEHIND = late(r"[ ]?,[ ]?")


def with_payer(window: Window, imprint: Imprint, values: list[Value]) -> Imprint:
    """Return an imprint without a payer with the candidate who ordered it as one, where it says that he has paid."""
    name, kind = imprint.leaves.get("customer.name"), imprint.leaves.get("customer.kind")
    if name is None or name.value is None or any(part_of(path) == "payer" for path in imprint.leaves):
        return imprint
    if _shares_label(window, name):
        return imprint._replace(leaves={**imprint.leaves, "payer.name": name})
    if kind is None or kind.value != _CANDIDATE or imprint.denied is not None:
        return imprint
    if _who_paid(window, name):
        return imprint._replace(leaves={**imprint.leaves, "payer.name": name})
    word = next(_words(window, Laid(window, imprint, values), imprint), None)
    if word is None:
        return imprint
    start, end = window.clean.begin(word.start), window.clean.end(word.end)
    raw = window.clean.source[start:end]
    return imprint._replace(leaves={**imprint.leaves, "payer.kind": Leaf(_CANDIDATE, raw, start, end)})


def _shares_label(window: Window, name: Leaf) -> bool:
    """Tell whether a label of a payer stands beside that of the customer: «(заказчик и плательщик)»."""
    start, end = window.clean.locate(name.place[0]), window.clean.locate(name.place[1])
    near = window.within(max(0, start - 2 * _REACH), min(len(window.text), end + 3 * _REACH), "label")
    joins = {term.start: term.end for term in window.every("conjunctions")}
    for one in near:
        for other in near:
            gap = window.text[one.end : other.start]
            keys = {one.entry.key, other.entry.key}
            if one.end >= other.start or keys != {"customer", "payer"} or not gap.strip():
                continue
            first = one.end + len(gap) - len(gap.lstrip())
            beside = (one.start >= end and not window.text[end : one.start].strip(" (—–-")) or (
                other.end <= start and not window.text[other.end : start].strip(" :—–-")
            )
            if beside and joins.get(first) == one.end + len(gap.rstrip()):
                return True
    return False


def _who_paid(window: Window, name: Leaf) -> bool:
    """Tell whether a participle behind the name says that its bearer paid: «кандидата Осмонова, оплатившего тираж»."""
    end = window.clean.locate(name.place[1])
    match = _BEHIND.match(window.text, end)
    behind = window.within(match.end(), match.end() + _REACH, "who") if match else []
    return match is not None and any(term.start == match.end() for term in behind)


def _words(window: Window, laid: Laid, imprint: Imprint) -> Iterator[Term]:
    """Yield the words for the one who ordered in sentences of the imprint that say that something is paid."""
    first, last = map(window.clean.locate, imprint.place)
    for start, end in laid.sentences:
        words = window.within(start, end, "in_person") if end > first and start < last else ()
        if not words or not _is_payment(window, start, end) or denied(window, start, end):
            continue
        if not _others(laid, start, end):
            yield from (word for word in words if not any(laid.beside_fund[word.start : word.end]))


def _is_payment(window: Window, start: int, end: int) -> bool:
    labels = (term for term in window.within(start, end, "label") if part_of(term.entry.key) == "payer")
    return bool(window.within(start, end, *PAYING[:2])) or any(True for _ in labels)


def _others(laid: Laid, start: int, end: int) -> bool:
    """Tell whether a sentence speaks of somebody who is no value, and may be the one who pays."""
    window = laid.window
    terms = window.within(start, end, *_BY_OTHERS)
    terms += [term for term in window.within(start, end, "doubt") if term.entry.key in ("party", "backing", "money")]
    places: list[Place] = [(term.start, term.end) for term in terms]
    somebody = person(window, start, end)
    return any(not laid.covered(*place) for place in (*places, *([somebody] if somebody else [])))
