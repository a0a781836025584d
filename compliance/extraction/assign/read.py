"""One window read under learned weights: what it states, and how likely that is an imprint."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extraction.assign.edges import copies, edges
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
from compliance.extraction.pieces.numbers import read_number
from compliance.extraction.pieces.roles import role_code
from compliance.extraction.window import Window
from compliance.model.fields import FUND, PAYMENT, part_of
from compliance.model.imprint import Leaf
from compliance.model.tuples import NamedTuple

_RUN = "print_run"
_TELLING = 0.8  # the share at which a payer needs no sign of a name
_ADOPTED = 0.35  # the share from which a field that the best labelling lacks is read, in doubt
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
    leaves = _leaves(window, units, _labelled_run(_as_said(labelling, units, labels), units), model)
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


def _labelled_run(labelling: Labelling, units: list[Unit]) -> Labelling:
    """Return the labelling without the runs that no label stands before, where one stands before another run.

    What is copied from a screen has other numbers: «♡ 214  …  нускасы 38».
    """
    runs = [segment for segment in labelling.segments if segment.field == _RUN]
    told = [segment for segment in runs if _has_label(units, segment)]
    if not told or len(told) == len(runs):
        return labelling
    kept = [segment for segment in labelling.segments if segment.field != _RUN or segment in told]
    return labelling._replace(segments=tuple(kept))


def _has_label(units: list[Unit], segment: Segment) -> bool:
    """Tell whether a label of its field stands right before a segment, with a mark between at most."""
    before = [unit for unit in units[max(0, segment.first - 2) : segment.first] if unit.kind != "punct"]
    return bool(before) and any(name.startswith(f"label:{segment.field}:") for name in before[-1].classes)


def _leaves(window: Window, units: list[Unit], labelling: Labelling, model: Model) -> Leaves:
    """Return the surest value of each field, and in doubt those of a field that only a good share of labellings has."""
    found = Leaves(window)
    for segment in (*chosen(labelling).values(), *_adopted(labelling)):
        start, end = edges(window, units, segment)
        if start < end and (segment.share >= _TELLING or segment.field != "payer.name" or _names(window, start, end)):
            _state(found, segment, start, end, units)
            leaf = found.leaves.get(segment.field)
            if leaf is not None and not model.sure(segment):
                found.leaves[segment.field] = leaf._replace(confidence="low")
        if segment.field == "executor.address":
            _copies(found, start, units[segment.last - 1].end, labelling)
    return found


def _copies(found: Leaves, start: int, end: int, labelling: Labelling) -> None:
    """Read in doubt the number of copies that an address took along, where no other one is stated."""
    place = copies(found.window, start, end)
    if place is None or any(segment.field == _RUN for segment in labelling.segments):
        return
    number = read_number(found.window, place, end)
    if number is not None and " " not in found.window.text[number.start : number.end]:  # «Ленина 33 200 шт»
        found.state_run(number, ("no_label",))


def _adopted(labelling: Labelling) -> Iterator[Segment]:
    """Yield what may state a field that the best labelling lacks, where it has a good share and no other value is."""
    stated = chosen(labelling).values()
    for segment in labelling.perhaps:
        free = not any(segment.first < other.last and other.first < segment.last for other in stated)
        if segment.share >= _ADOPTED and free:
            yield segment


def _names(window: Window, start: int, end: int) -> bool:
    """Tell whether words can be a name: they have a capital letter, or no words around them have, or one of a kind."""
    kinds = ("status", "legal_form", "customer_kind", "role")
    around = window.text[max(0, start - _BESIDE) : end + _BESIDE]
    return not window.text[start:end].islower() or around.islower() or bool(window.within(start, end, *kinds))


def _perhaps(window: Window, units: list[Unit], labelling: Labelling) -> tuple[tuple[str, Leaf], ...]:
    found = Leaves(window)
    for segment in labelling.perhaps:
        start, end = window.trim(*edges(window, units, segment))
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
    if field == _RUN:
        behind = units[min(segment.last + 1, len(units) - 1)].end if segment.last < len(units) else end
        number = read_number(window, start, behind)
        if number is not None:
            found.state_run(number)
        return
    if part_of(field) in PAYMENT and denied(window, start, end):
        return
    if field == "payer.name" and window.within(start, end, "bank"):
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
