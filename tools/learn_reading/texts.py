"""Labelled texts as units with tags: where each labelled value stands, in the words that a window has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from compliance.extraction.assign.units import Unit, cut
from compliance.extraction.find.clean import Clean
from compliance.extraction.find.lexicon import Lexicon
from compliance.extraction.pieces.dates import read_dates
from compliance.extraction.pieces.numbers import read_number
from compliance.extraction.window import Window
from compliance.rulebook import load

FIELDS = (
    "executor.name", "executor.address", "customer.name", "payer.name", "payer.role", "funding_source",
    "publication_date", "print_run",
)  # fmt: skip
JURISDICTION = "kg"
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_REACH = 600  # characters around the first version in which a second one of the same imprint is looked for
_WITH_FACTOR = 14  # characters behind a number for «миң 500»

Span = tuple[int, int]


class Text(NamedTuple):
    """One labelled text: its record, its window and units, and a tag for each unit."""

    record: dict[str, Any]
    window: Window
    units: list[Unit]
    tags: list[str]

    @property
    def has_imprint(self) -> bool:
        """Whether the text carries an imprint by its label."""
        return bool(self.record["expected"]["has_imprint"])


@cache
def lexicon() -> Lexicon:
    """Return the words of the home jurisdiction, compiled once."""
    return Lexicon(load(JURISDICTION).labels)


def records(path: Path) -> list[dict[str, Any]]:
    """Return the records of a corpus that are of the home jurisdiction."""
    lines = path.read_text(encoding="utf-8").split("\n")
    found = [json.loads(line) for line in lines if line.strip()]
    return [record for record in found if record["jurisdiction"].lower() == JURISDICTION]


def tagged(record: dict[str, Any]) -> Text:
    """Return a record with a tag for each unit of its text."""
    window = window_of(record["text"])
    units = cut(window)
    spans = list(_spans(window, units, record)) if record["expected"]["has_imprint"] else []
    return Text(record, window, units, tags_of(units, spans))


def window_of(text: str) -> Window:
    """Return the whole text as one window."""
    return Window(Clean(text, 0, len(text)), lexicon())


def tags_of(units: list[Unit], spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """Return a tag for each unit: `B-` at the first unit of a span, `I-` at the others, `O` elsewhere."""
    tags = ["O"] * len(units)
    for start, end, field in sorted(spans):
        begun = False
        for index, unit in enumerate(units):
            if unit.start < end and start < unit.end and tags[index] == "O":
                tags[index] = f"{'I' if begun else 'B'}-{field}"
                begun = True
    return tags


def dig(tree: Any, path: str) -> Any:
    """Return the value at a dotted path, None where there is none."""
    for key in path.split("."):
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def _spans(window: Window, units: list[Unit], record: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Yield where the labelled values stand: of several places those that lie closest together."""
    fields = record["expected"]["fields"]
    places = {field: _places(window, units, field, dig(fields, field)) for field in FIELDS}
    found = _closest({field: spans for field, spans in places.items() if spans})
    if not found:
        return
    first, last = min(start for start, _ in found.values()), max(end for _, end in found.values())
    taken = list(found.values())
    yield from ((start, end, field) for field, (start, end) in found.items())
    for field, values in record.get("accept", {}).items():
        if field not in FIELDS or field in ("publication_date", "print_run"):
            continue
        for value in values:
            for start, end in _stands(window.text, value) if isinstance(value, str) else ():
                near = first - _REACH <= start <= last + _REACH
                if near and not any(start < stop and begin < end for begin, stop in taken):
                    taken.append((start, end))
                    yield start, end, field


def _places(window: Window, units: list[Unit], field: str, value: Any) -> list[Span]:
    if value is None:
        return []
    if field == "publication_date":
        return [(unit.start, unit.end) for unit in units if unit.kind == "date" and _day(window, unit) == value]
    if field == "print_run":
        return [span for unit in units for span in _runs(window, unit, value)]
    return _stands(window.text, str(value))


def _day(window: Window, unit: Unit) -> str | None:
    dates = read_dates(window, unit.start, unit.end)
    return dates[0].value.isoformat() if dates and dates[0].value else None


def _runs(window: Window, unit: Unit, value: int) -> Iterator[Span]:
    if unit.kind == "num":
        number = read_number(window, unit.start, min(len(window.text), unit.end + _WITH_FACTOR))
        if number is not None and number.start == unit.start and number.value == value:
            yield number.start, number.end


def _stands(text: str, value: str) -> list[Span]:
    words = " ".join(_INVISIBLE.sub("", value).split()).strip(" .,;:").split()
    if not words:
        return []
    pattern = r"\s+".join(map(re.escape, words))
    whole = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]
    return whole or [match.span() for match in re.finditer(pattern, text)]


def _closest(places: dict[str, list[Span]]) -> dict[str, Span]:
    """Return one place of each field, so that all lie close together; begun from the field with the fewest."""
    if not places:
        return {}
    order = sorted(places, key=lambda field: len(places[field]))
    best: tuple[int, int, dict[str, Span]] | None = None
    for anchor in places[order[0]]:
        chosen, spread = {order[0]: anchor}, 0
        for field in order[1:]:
            free = [s for s in places[field] if not any(s[0] < t[1] and t[0] < s[1] for t in chosen.values())]
            if free:
                distance, nearest = min((min(abs(s[0] - t[0]) for t in chosen.values()), s) for s in free)
                chosen[field] = nearest
                spread += distance
        if best is None or (len(chosen), -spread) > (best[0], best[1]):
            best = (len(chosen), -spread, chosen)
    return best[2] if best else {}
