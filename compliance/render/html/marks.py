"""The text of an ad as HTML: the fields of its imprint in colour with their names, the findings underlined."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.render.display import visible
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHORT = 4000
_AROUND = 400
_MERGED = 300
_LONGEST_REST = 20_000
_LINE_END = re.compile(r"\r\n?|\n")

# The fields that are marked, and the one of six colours that each has.
FIELDS = {
    "executor.name": "executor",
    "executor.address": "executor",
    "customer.name": "customer",
    "payer.role": "payer",
    "payer.name": "payer",
    "funding_source": "funding_source",
    "funding_source.owner": "funding_source",
    "publication_date": "publication_date",
    "print_run": "print_run",
}


class Mark(NamedTuple):
    """A stretch of the text: a field (with its name for people), or a finding (with its anchor and number).

    A finding about a whole imprint is a point at its beginning.
    """

    start: int
    end: int
    kind: str
    label: str = ""
    anchor: str = ""


def plain(text: str) -> str:
    """Return text as HTML in which nothing is markup, hides or turns the writing round; line ends are kept.

    No line of it is a command either, to a build server in whose log the page is printed.

    >>> plain("<b>\\x00\\r\\n&")
    '&lt;b&gt;␀\\n&amp;'
    """
    shown = escape("\n".join(visible(line) for line in _LINE_END.split(text)))
    return shown.replace("::", "&#58;&#58;").replace("##", "&#35;&#35;")


def leaves(imprint: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the stated values of an imprint by path, in the order of the law's list."""
    for path in FIELDS:
        part, _, name = path.partition(".")
        value = imprint.get(part)
        leaf = value.get(name) if value and name else value
        if leaf and "raw" in leaf:
            yield path, leaf


def field_marks(text: str, imprints: list[dict[str, Any]], names: Mapping[str, str]) -> list[Mark]:
    """Return a mark for each field with a place of its own, in order; neighbours of one kind are one."""
    found: list[Mark] = []
    for imprint in imprints:
        for path, leaf in leaves(imprint):
            span = leaf.get("span")
            if span and not any(mark.start < span["end"] and span["start"] < mark.end for mark in found):
                found.append(Mark(span["start"], span["end"], FIELDS[path], names[path]))
    joined: list[Mark] = []
    for mark in sorted(found):
        last = joined[-1] if joined else None
        if last and last.kind == mark.kind and not text[last.end : mark.start].strip(" \t"):
            joined[-1] = Mark(last.start, mark.end, mark.kind, names[f"{mark.kind}.name"])
        else:
            joined.append(mark)
    return joined


def marked(
    text: str, fields: list[Mark], findings: list[Mark], around: list[tuple[int, int]], say: Mapping[str, str]
) -> str:
    """Return the text with its marks; of a long one the stretches `around` them, the rest folded away."""
    windows = [(0, len(text))] if len(text) <= SHORT else _windows(text, around)
    pieces, at = [], 0
    for start, end in windows:
        pieces += [_rest(text[at:start], say), _window(text, start, end, fields, findings)]
        at = end
    pieces.append(_rest(text[at:], say))
    return "".join(pieces)


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


def _rest(text: str, say: Mapping[str, str]) -> str:
    if not text:
        return ""
    label = escape(fill(say["hidden_text"], {"count": len(text)}))
    cut = len(text) - _LONGEST_REST
    left = f"<p class=cut>{escape(fill(say['left_out_text'], {'count': cut}))}</p>" if cut > 0 else ""
    shown = f"<div class=text>{plain(text[:_LONGEST_REST])}</div>"
    return f"<details class=rest><summary>{label}</summary>{shown}{left}</details>"


def _window(text: str, start: int, end: int, fields: list[Mark], findings: list[Mark]) -> str:
    inside = [mark for mark in (*fields, *findings) if mark.start < mark.end and mark.start < end and start < mark.end]
    points = [mark for mark in findings if mark.start == mark.end and start <= mark.start < end]
    edges = sorted({start, end, *(e for m in (*inside, *points) for e in (m.start, m.end) if start < e < end)})
    pieces = [
        _refs(points, a, "ref whole")
        + _stretch(text[a:b], [mark for mark in inside if mark.start <= a and b <= mark.end], a, b)
        + _refs(inside, b, "ref")
        for a, b in pairwise(edges)
    ]
    return f"<div class=text>{''.join(pieces)}</div>"


def _refs(marks: list[Mark], at: int, kind: str) -> str:
    """Return the numbers of the findings that end at a place, leading to what is said of them."""
    found = [mark for mark in marks if mark.anchor and mark.end == at]
    return "".join(f'<a class="{kind}" href=#{mark.anchor}>{mark.label}</a>' for mark in found)


def _stretch(text: str, marks: list[Mark], start: int, end: int) -> str:
    """Return one stretch under the same marks all along; a field's name leads it."""
    shown = plain(text)
    for mark in marks:
        if mark.anchor:
            shown = f'<span class="hit {mark.kind}">{shown}</span>'
    for mark in marks:
        if not mark.anchor:
            name = f"<span class=tag>{escape(mark.label)}</span>" if mark.start == start else ""
            shown = f"<mark class={mark.kind}>{name}{shown}</mark>"
    return shown
