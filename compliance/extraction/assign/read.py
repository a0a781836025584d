"""One window read under learned weights: what it states, and how likely that is an imprint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compliance.extraction.assign.evidence import chosen, evidence
from compliance.extraction.assign.explain import explained
from compliance.extraction.assign.features import features
from compliance.extraction.assign.model import Labelling, Model, Segment
from compliance.extraction.assign.units import Unit, cut
from compliance.extraction.labelled import Labelled, Step
from compliance.extraction.leaves import Leaves
from compliance.extraction.parties import legal_form
from compliance.extraction.payment import denied, fund_owner
from compliance.extraction.pieces.dates import read_date
from compliance.extraction.pieces.names import bare_name
from compliance.extraction.pieces.numbers import read_number
from compliance.extraction.pieces.persons import Place
from compliance.extraction.pieces.roles import role_code
from compliance.extraction.window import Window
from compliance.model.fields import FUND, PAYMENT, part_of
from compliance.model.imprint import Leaf
from compliance.text.folding import QUOTES
from compliance.text.late import late

_BY_VALUE = ("publication_date", "print_run")
_TELLING = 0.8  # the share at which a payer needs no sign of a name
_ADOPTED = 0.35  # the share from which a field that the best labelling lacks is read, in doubt
_OPENING = "«„“‘"
_INTRODUCED = late(  # a word with a colon, or a number of a list, before a value: «Место: г. Ош», «2.1) «Нур»»
    r"[^\W\d_]{3,}:[ \t]+(?=\w)|\d{1,2}(?:\.\d{1,2})?\)[ \t]*(?=[\w«\"])"
)
_PART_OF_WORD = late(r"(?:/\d{1,3}|-?[^\W\d_](?!\w)|-\d{1,3}(?!\d))+")  # of a house: «12/3», «2б», «16-А», «22-4»
_BESIDE = 30  # characters beside a date in which a word of voting makes it polling day
MOST_UNITS = 1_500  # of one window: an imprint has about sixty


class Read(NamedTuple):
    """What a window states, how likely it is that an imprint does, and the share of labellings that give each field.

    `perhaps` are values of fields that it may state, though the best labelling does not have them.
    """

    leaves: Leaves
    likely: float
    shares: dict[str, float]
    perhaps: tuple[tuple[str, Leaf], ...] = ()


def read_window(window: Window, model: Model, labels: Labelled, trace: list[Step] | None = None) -> Read | None:
    """Return the best reading of a window, knowing what its labels come to; None where no field was found in it."""
    units = cut(window)
    if len(units) > MOST_UNITS:
        return None
    seen = features(window, units, labels.said)
    labelling = model.label(model.scores(seen))
    if trace is not None:
        for start, end, reason in explained(window, units, seen, labelling, model):
            trace.append(Step("weighed", window.clean.begin(start), window.clean.end(end), reason))
    if not labelling.segments:
        return None
    leaves = _leaves(window, units, _as_said(labelling, units, labels), model)
    if not leaves.leaves:
        return None
    shares = {segment.field: segment.share for segment in (*_adopted(labelling), *chosen(labelling).values())}
    likely = model.likely(evidence(window, units, labelling, labels.verdict))
    return Read(leaves, likely, shares, _perhaps(window, units, labelling))


def _as_said(labelling: Labelling, units: list[Unit], labels: Labelled) -> Labelling:
    """Return the labelling without what states a field elsewhere than labels do, where it states it there as well."""
    said = [(one.field, one.start, one.end) for one in labels.said if one.sure]

    def there(segment: Segment) -> bool:
        first, last = units[segment.first].start, units[segment.last - 1].end
        return any(field == segment.field and start < last and first < end for field, start, end in said)

    told = {segment.field for segment in labelling.segments if there(segment)}
    kept = [segment for segment in labelling.segments if segment.field not in told or there(segment)]
    return labelling._replace(segments=tuple(kept))


def _leaves(window: Window, units: list[Unit], labelling: Labelling, model: Model) -> Leaves:
    """Return the surest value of each field, and in doubt those of a field that only a good share of labellings has."""
    found = Leaves(window)
    for segment in (*chosen(labelling).values(), *_adopted(labelling)):
        start, end = _edges(window, units, segment)
        if start < end and (segment.share >= _TELLING or segment.field != "payer.name" or _names(window, start, end)):
            _state(found, segment, start, end, units)
            leaf = found.leaves.get(segment.field)
            if leaf is not None and not model.sure(segment):
                found.leaves[segment.field] = leaf._replace(confidence="low")
    return found


def _adopted(labelling: Labelling) -> Iterator[Segment]:
    """Yield what may state a field that the best labelling lacks, where it has a good share and no other value is."""
    stated = chosen(labelling).values()
    for segment in labelling.perhaps:
        free = not any(segment.first < other.last and other.first < segment.last for other in stated)
        if segment.share >= _ADOPTED and free:
            yield segment


def _edges(window: Window, units: list[Unit], segment: Segment) -> Place:
    """Return where the value of a segment stands: without what introduces it, and to the end of its last word."""
    start, end = units[segment.first].start, units[segment.last - 1].end
    if segment.field in _BY_VALUE:
        return start, end
    introduced = _INTRODUCED.match(window.text, start, end)
    if introduced:
        start = introduced.end()
    if segment.field == "executor.address":
        labels = [term.end for term in window.within(start, end, "label") if term.start == start]
        start = max([start, *labels])
        house = _PART_OF_WORD.match(window.text, end)
        return window.trim(start, house.end() if house and window.text[end - 1].isdigit() else end)
    start, end = bare_name(window, *window.trim(start, end))
    if start and window.text[start - 1] in _OPENING and sum(mark in QUOTES for mark in window.text[start:end]) == 1:
        start -= 1  # «‘Ак-Терек’ ЖЧК»
    short = (
        segment.field in (FUND, "payer.role") and window.text[end : end + 1] == "." and window.abbreviation_before(end)
    )
    return start, end + short


def _names(window: Window, start: int, end: int) -> bool:
    """Tell whether words can be a name: they have a capital letter, or no words around them have, or one of a kind."""
    kinds = ("status", "legal_form", "customer_kind", "role")
    around = window.text[max(0, start - _BESIDE) : end + _BESIDE]
    return not window.text[start:end].islower() or around.islower() or bool(window.within(start, end, *kinds))


def _perhaps(window: Window, units: list[Unit], labelling: Labelling) -> tuple[tuple[str, Leaf], ...]:
    found = Leaves(window)
    for segment in labelling.perhaps:
        start, end = window.trim(*_edges(window, units, segment))
        if start < end and (segment.field != "payer.name" or _names(window, start, end)):
            found.store(segment.field, (start, end), None)
    return tuple((path, leaf._replace(confidence="low")) for path, leaf in found.leaves.items())


def _state(found: Leaves, segment: Segment, start: int, end: int, units: list[Unit]) -> None:
    """Add the leaf of a segment, and the leaves that are parts of it."""
    window, field = found.window, segment.field
    if field == "publication_date":
        stated = read_date(window, start, end)
        if stated is not None and not _polling_day(window, start, end):
            found.stated_date(stated)
        return
    if field == "print_run":
        behind = units[min(segment.last + 1, len(units) - 1)].end if segment.last < len(units) else end
        number = read_number(window, start, behind)
        if number is not None:
            found.state_run(number)
        return
    if part_of(field) in PAYMENT and denied(window, start, end):
        return
    found.store(field, (start, end), None)
    if field == "executor.name":
        form = legal_form(window, start, end)
        if form is not None:
            found.store("executor.legal_form", (form.start, form.end), form.entry.key)
    elif field == "executor.address":
        found.address_parts((start, end))
    elif field == "customer.name":
        found.customer_kind((start, end))
    elif field == "payer.name":
        found.payer_kind((start, end))
    elif field == "payer.role":
        if code := role_code(window, start, end):
            found.store("payer.kind", (start, end), code)
    elif field == FUND:
        _fund(found, start, end)


def _fund(found: Leaves, start: int, end: int) -> None:
    window = found.window
    terms = window.within(start, end, "fund")
    if terms:
        found.store(f"{FUND}.kind", (start, end), terms[0].entry.key)
        owner = fund_owner(window, terms[0])
        if owner is not None:
            found.store(f"{FUND}.owner", owner, None)


def _polling_day(window: Window, start: int, end: int) -> bool:
    """Tell whether words of voting stand beside a date, and no label that makes it a day of issue."""
    near = window.within(max(0, start - _BESIDE), end + _BESIDE, "cue")
    funds = window.within(max(0, start - 2 * _BESIDE), end + 2 * _BESIDE, "fund")  # «шайлоо фонду» is no voting
    voting = [
        term
        for term in near
        if term.entry.key == "polling" and not any(fund.start <= term.start < fund.end for fund in funds)
    ]
    labels = [
        term
        for term in window.within(max(0, start - _BESIDE), start, "label")
        if term.entry.key == "publication_date" and not any(0 <= term.start - other.end <= 2 for other in voting)
    ]
    return bool(voting) and not labels
