"""What speaks for and against an imprint in a labelled window, as named amounts that weights are learned for."""

from __future__ import annotations

from compliance.extraction.assign.model import Labelling, Segment
from compliance.extraction.assign.units import Unit
from compliance.extraction.window import Window
from compliance.text.folding import plain

_AROUND = 12
_COUNTED = frozenset(("habit", "denied", "stop", "nothing"))
_KINDS = ("fund", "customer_kind", "role", "legal_form", "status")
_STEM = 6
_OPENING = 8  # units at the start of a text, whose words tell what kind of text it is
_TITLE = 48  # characters at the start of a text in which such papers name themselves
_QUOTED = 240  # characters before the first value in which a quotation opens that it stands in
_LABELS_BEFORE = 3


def evidence(window: Window, units: list[Unit], labelling: Labelling, labels: str) -> dict[str, float]:
    """Return the amounts by name, each between 0 and 1 but for the gain over the empty labelling.

    `labels` says what the labels alone come to: `sure`, `unsure`, `doubted`, `refused`, or `none` where there are none.
    """
    best = chosen(labelling)
    parts = {field.partition(".")[0] for field in best}
    found: dict[str, float] = {"bias": 1.0, f"labels:{labels}": 1.0, "n": min(len(parts), 6) / 6}
    found.update({f"p:{field}": segment.share for field, segment in best.items()})
    found["n2"] = float(len(parts) <= 1)
    found["n3"] = float(len(parts) == 2)
    found["gain"] = min(max(labelling.gain / 40, -1.0), 3.0)
    anywhere = {name for unit in units for name in unit.classes}
    found["political"] = float(any(_political(name) for name in anywhere))
    found.update({f"any:{name}": 1.0 for name in anywhere if name.startswith("cue:")})
    found.update({f"o:{_stem(window, unit)}": 1.0 for unit in units[:_OPENING] if unit.kind in ("word", "phrase")})
    found.update(_papers(window))
    if best:
        found["least"] = min(segment.share for segment in best.values())
        found.update(_near(window, units, list(best.values()), labelling))
    return found


def _stem(window: Window, unit: Unit) -> str:
    return plain(window.text[unit.start : unit.end])[:_STEM]


def chosen(labelling: Labelling) -> dict[str, Segment]:
    """Return the surest segment of each field."""
    found: dict[str, Segment] = {}
    for segment in labelling.segments:
        if segment.field not in found or segment.share > found[segment.field].share:
            found[segment.field] = segment
    return found


def _papers(window: Window) -> dict[str, float]:
    """Return the kinds of paper that the words of a text speak for, those of its opening apart."""
    counts: dict[str, int] = {}
    for term in window.every("paper"):
        key = term.entry.key
        counts[key] = counts.get(key, 0) + 1
        if term.start < _TITLE:
            counts[f"{key}, first"] = 4
    return {f"paper:{key}": min(count, 4) / 4 for key, count in counts.items()}


def _political(name: str) -> bool:
    return name in ("cue:election", "cue:polling", "status") or name.startswith("customer_kind")


def _near(window: Window, units: list[Unit], best: list[Segment], labelling: Labelling) -> dict[str, float]:
    """Return what stands in and around the surest segments: words that mislead, labels, kinds, single words."""
    first, last = min(s.first for s in labelling.segments), max(s.last for s in labelling.segments)
    found = {"dense": sum(s.last - s.first for s in labelling.segments) / max(1, last - first)}
    inside = {index for segment in best for index in range(segment.first, segment.last)}
    counts: dict[str, int] = {}
    first, last = min(s.first for s in best), max(s.last for s in best)
    for index in range(max(0, first - _AROUND), min(len(units), last + _AROUND)):
        unit = units[index]
        for name in unit.classes:
            head = name.partition(":")[0]
            if head == "label":
                counts["lab"] = counts.get("lab", 0) + 1
            elif name == "cue:election" or (head == "cue" and index not in inside) or head in _COUNTED:
                counts[name] = counts.get(name, 0) + 1
        if index not in inside and unit.kind in ("word", "phrase"):
            found[f"w:{_stem(window, unit)}"] = 1.0
    found["quoted"] = float(window.open_quote(max(0, units[first].start - _QUOTED), units[first].start))
    for name, count in counts.items():
        found[name] = min(count, 4) / 4
        found[f"{name}>0"] = 1.0
    for segment in best:
        for unit in units[segment.first : segment.last]:
            found.update({f"in:{name}": 1.0 for name in unit.classes if name.startswith(_KINDS)})
        for unit in units[max(0, segment.first - _LABELS_BEFORE) : segment.first]:
            labels = (name for name in unit.classes if name.startswith("label:"))
            found.update({f"{segment.field}<{name}": 1.0 for name in labels})
    return found
