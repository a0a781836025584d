"""The pages of an ad as pictures, with the places of its fields and findings on them."""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from compliance.errors import ComplianceError
from compliance.model.fields import part_of
from compliance.render.html.marks import leaves, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compliance.border import report_wire as wire
    from compliance.border import stated_wire
    from compliance.model.document import Document

MOST = 6
_ROOM = 2.0  # points around a place


def pages_of(result: wire.AdResult) -> list[int]:
    """Return the pages to show: the first, and those on which something of the imprint stands or was found."""
    places = [place for place, *_ in _fields(result)] + [place for place, _ in _findings(result)]
    return sorted({1, *(place["page"] for place in places)})[:MOST]


def pictures(
    result: wire.AdResult, drawn: Sequence[Mapping[str, Any]], terms: Mapping[str, Any], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the drawn pages with what is marked on them; `names` call the fields.

    A page drawn has its number (`page`), its size in points and the address of its picture (`url`).
    """
    shades = parts_of(result["imprints"], terms)
    found = [{**page, "fields": [], "hits": []} for page in drawn]
    by_page = {page["page"]: page for page in found}
    for place, path in _fields(result):
        if page := by_page.get(place["page"]):
            page["fields"].append({**_around(place["box"], page), "shade": shades[part_of(path)], "name": names[path]})
    for place, number in _findings(result):
        if page := by_page.get(place["page"]):
            page["hits"].append({**_around(place["box"], page), "number": number})
    return found


def embedded(
    result: wire.AdResult, source: Document, terms: Mapping[str, Any], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the pages to show of an ad that was read from a file, with their pictures in them.

    None where the file is gone, or is another one by now, or what draws pages is not installed.
    """
    if source.again is None:
        return []
    try:
        from compliance.sources.facsimile import facsimiles

        content = source.again()
        if sha256(content).hexdigest() != source.sha256:
            return []
        drawn = facsimiles(content, source.format, pages_of(result))
    except (ImportError, OSError, ComplianceError):
        return []
    shown = [
        {"page": one.page, "width": one.width, "height": one.height, "url": _data(one.type, one.content)}
        for one in drawn
    ]
    return pictures(result, shown, terms, names)


def _data(type: str, content: bytes) -> str:
    return f"data:{type};base64,{base64.b64encode(content).decode()}"


def _fields(result: wire.AdResult) -> Iterator[tuple[stated_wire.Place, str]]:
    for imprint in result["imprints"]:
        for path, leaf in leaves(imprint):
            place = (leaf.get("span") or {}).get("place")
            if place and "box" in place and "page" in place:
                yield place, path


def _findings(result: wire.AdResult) -> Iterator[tuple[stated_wire.Place, int]]:
    for number, finding in enumerate(result["findings"], 1):
        place = finding.get("place")
        if place and "box" in place and "page" in place:
            yield place, number


def _around(box: Sequence[float], page: Mapping[str, Any]) -> dict[str, float]:
    """Return a frame around a place, as far as the page goes."""
    left, top = max(0, box[0] - _ROOM), max(0, box[1] - _ROOM)
    right, bottom = min(page["width"], box[2] + _ROOM), min(page["height"], box[3] + _ROOM)
    return {
        "x": round(left, 1),
        "y": round(top, 1),
        "width": round(max(0, right - left), 1),
        "height": round(max(0, bottom - top), 1),
    }
