"""The text of an ad with its marks: the fields of its imprint in colour with their names, the findings underlined."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.model.fields import LEAVES, PARTS, part_of, unindexed, walk
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compliance.border.imprint import ImprintWire

SHORT = 4000
COLOURS = 8
_AROUND = 400
_MERGED = 300
_LONGEST_REST = 20_000

# What is shown of an imprint: every leaf but codes and lists, and an address as a whole.
SHOWN = tuple(path for path, leaf in LEAVES.items() if leaf.kind not in ("code", "list") and ".address." not in path)


class Mark(NamedTuple):
    """A stretch of the text: a field (`label` is its name for people), or a finding (its number, with an anchor).

    A finding about a whole imprint is a point at its beginning. `kind` is the part, or the weight of the finding, and
    `shade` the part's colour.
    """

    start: int
    end: int
    kind: str
    label: str = ""
    anchor: str = ""
    shade: str = ""


class Piece(NamedTuple):
    """A stretch of text under the same marks all along: points before it, fields, findings, and findings that end."""

    start: int
    text: str
    points: list[Mark]
    fields: list[Mark]
    hits: list[Mark]
    ends: list[Mark]


class Window(NamedTuple):
    """A stretch of the text that is shown."""

    pieces: list[Piece]


class Rest(NamedTuple):
    """A stretch of the text that is folded away; `cut` says how much of it is left out."""

    label: str
    text: str
    cut: str


def parts_of(imprints: Sequence[ImprintWire], terms: Mapping[str, Any]) -> dict[str, str]:
    """Return the parts to show, in the order of the table of fields, with the class of the colour that each has.

    They are those that the law has a term for, and those that the ad states.
    """
    parts = [part for part in PARTS if part in terms or any(part in imprint for imprint in imprints)]
    return {part: f"f{number % COLOURS}" for number, part in enumerate(parts)}


def leaves(imprint: ImprintWire) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the stated values of an imprint by path, in the order of the table; all statements of a part."""
    for path, leaf in walk(imprint):
        if (named := unindexed(path)) in SHOWN and "raw" in leaf:
            yield named, leaf


def field_marks(
    text: str, imprints: Sequence[ImprintWire], names: Mapping[str, str], shades: Mapping[str, str]
) -> list[Mark]:
    """Return a mark for each field with a place of its own, in order; neighbours of one part are one."""
    found: list[Mark] = []
    for imprint in imprints:
        for path, leaf in leaves(imprint):
            span, part = leaf.get("span"), part_of(path)
            if span and not any(mark.start < span["end"] and span["start"] < mark.end for mark in found):
                found.append(Mark(span["start"], span["end"], part, names[path], shade=shades[part]))
    joined: list[Mark] = []
    for mark in sorted(found):
        last = joined[-1] if joined else None
        if last and last.kind == mark.kind and not text[last.end : mark.start].strip(" \t"):
            label = names.get(f"{mark.kind}.name", last.label)
            joined[-1] = last._replace(end=mark.end, label=label)
        else:
            joined.append(mark)
    return joined


def marked(
    text: str, fields: list[Mark], hits: list[Mark], around: list[tuple[int, int]], say: Mapping[str, str]
) -> list[Window | Rest]:
    """Return the text with its marks; of a long one the stretches `around` them, the rest folded away."""
    windows = [(0, len(text))] if len(text) <= SHORT else _windows(text, around)
    parts: list[Window | Rest] = []
    at = 0
    for start, end in windows:
        parts += [*_rest(text[at:start], say), Window(_pieces(text, start, end, fields, hits))]
        at = end
    return [*parts, *_rest(text[at:], say)]


def _windows(text: str, around: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what to show of a long text: some lines around each place, near ones joined; its beginning without any."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(around) or [(0, SHORT // 2)]:
        first, last = _line_start(text, max(0, start - _AROUND)), _line_end(text, min(len(text), end + _AROUND))
        if found and first - found[-1][1] < _MERGED:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _line_start(text: str, at: int) -> int:
    """Return the beginning of the line `at` stands on, or `at` itself where that is far."""
    start = text.rfind("\n", max(0, at - _MERGED), at) + 1
    return start or (0 if at < _MERGED else at)


def _line_end(text: str, at: int) -> int:
    """Return the end of the line `at` stands on, or `at` itself where that is far."""
    end = text.find("\n", at, at + _MERGED) + 1
    return end or (len(text) if len(text) - at < _MERGED else at)


def _rest(text: str, say: Mapping[str, str]) -> list[Rest]:
    if not text:
        return []
    left = len(text) - _LONGEST_REST
    cut = fill(say["left_out_text"], {"count": left}) if left > 0 else ""
    return [Rest(fill(say["hidden_text"], {"count": len(text)}), text[:_LONGEST_REST], cut)]


def _pieces(text: str, start: int, end: int, fields: list[Mark], hits: list[Mark]) -> list[Piece]:
    inside = [mark for mark in (*fields, *hits) if mark.start < mark.end and mark.start < end and start < mark.end]
    points = [mark for mark in hits if mark.start == mark.end and start <= mark.start < end]
    edges = sorted({start, end, *(e for m in (*inside, *points) for e in (m.start, m.end) if start < e < end)})
    return [
        Piece(
            first,
            text[first:last],
            [mark for mark in points if mark.start == first],
            [mark for mark in inside if not mark.anchor and mark.start <= first and last <= mark.end],
            [mark for mark in inside if mark.anchor and mark.start <= first and last <= mark.end],
            [mark for mark in inside if mark.anchor and mark.end == last],
        )
        for first, last in pairwise(edges)
    ]
