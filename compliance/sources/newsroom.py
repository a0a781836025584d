"""Items of newsroom systems in JSON: ninjs 1 to 3, Superdesk's own, Arc XP's ANS, WordPress's REST, bids of OpenRTB.

Texts are those that are published: headline, body, footer, captions; dates, language and marks of paid content become
what is known of the ad. The place of a text is its JSON Pointer, and in HTML the element.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from compliance.model.document import Place, Unread
from compliance.model.known import Known
from compliance.rulebook.files.load import RULES
from compliance.sources.assembling import Assembly, Origin
from compliance.sources.column_map import parse_map, values
from compliance.sources.formats import TableMap
from compliance.sources.loading import Loaded
from compliance.text.moment import parse_moment

_DEEPEST = 20
_WRAPS = ("items", "_items", "results", "content_elements", "posts", "stories")
_PICTURES = ("picture", "photo", "graphic", "video", "audio", "image")
_HTML = ("application/xhtml+xml", "text/html", "application/html")


class Item(NamedTuple):
    """One item: the format it is in, its JSON Pointer in the file, and its content."""

    format: str
    pointer: str
    content: Mapping[str, Any]


def items_in(content: Any, pointer: str = "", depth: int = 0) -> list[Item]:
    """Return the items of newsroom systems in JSON, none if it is something else.

    >>> [item.format for item in items_in({"uri": "x:1", "bodies": [{"value": "Text"}], "versionCreated": "…"})]
    ['ninjs']
    """
    if isinstance(content, Mapping):
        if name := _format(content):
            return [Item(name, pointer, content)]
        for key in _WRAPS if depth < _DEEPEST else ():
            if isinstance(content.get(key), list) and (found := items_in(content[key], f"{pointer}/{key}", depth + 1)):
                return found
        return []
    if isinstance(content, list) and content and isinstance(content[0], Mapping):
        each = [items_in(one, f"{pointer}/{at}", depth + 1) for at, one in enumerate(content)]
        return [item for found in each for item in found] if all(each) else []
    return []


def _format(item: Mapping[str, Any]) -> str:
    """Return which system's item this is, "" for none."""
    if "text" in item or "imprint" in item:
        return ""
    if "guid" in item and isinstance(item["guid"], str) and _has_body(item):
        return "superdesk"
    if isinstance(item.get("uri"), str) and (_has_body(item) or "$standard" in item or _ninjs_parts(item)):
        return "ninjs"
    if isinstance(item.get("content"), Mapping) and ({"rendered", "raw"} & set(item["content"])):
        return "wordpress"
    if isinstance(item.get("content_elements"), list) and isinstance(item.get("type"), str):
        return "ans"
    if "_id" in item and isinstance(item.get("type"), str) and ("canonical_url" in item or "created_date" in item):
        return "ans"
    return "openrtb" if isinstance(item.get("seatbid"), list) else ""


def _has_body(item: Mapping[str, Any]) -> bool:
    return any(key.startswith(("body_", "headline", "description_")) or key == "bodies" for key in item)


def _ninjs_parts(item: Mapping[str, Any]) -> bool:
    return isinstance(item.get("standard"), Mapping) or any(key in item for key in ("headlines", "renditions"))


def ads_in(items: list[Item], origin: Origin, table_map: TableMap = "") -> list[Loaded]:
    """Return an ad for each item, and for each bid of an OpenRTB response."""
    found: list[Loaded] = []
    for item in items:
        own = origin._replace(format=item.format)
        if item.format == "openrtb":
            found += _bids(item, own)
        else:
            found.append(_ad(item, own, table_map))
    return found


def _ad(item: Item, origin: Origin, table_map: TableMap) -> Loaded:
    assembly = Assembly()
    read = {"ninjs": _ninjs, "superdesk": _ninjs, "ans": _ans, "wordpress": _wordpress}[item.format]
    read(assembly, item.content, "", 0)
    if item.content.get("type") in _PICTURES and "renditions" in item.content:
        assembly.unread.append(Unread("picture", Place("/renditions")))
    if not assembly and not assembly.unread:
        assembly.unread.append(Unread("no_text", Place("/")))
    return Loaded(assembly.document(origin, item.pointer), None, _known(item, table_map))


def _ninjs(assembly: Assembly, item: Mapping[str, Any], here: str, depth: int) -> None:
    """Add the texts of a ninjs item of any generation, and of the items within it."""
    for kind in ("headline", "description", "body"):
        plural = {"headline": "headlines", "description": "descriptions", "body": "bodies"}[kind]
        for key, said in item.items():
            if isinstance(said, str) and (key == kind or key.startswith(f"{kind}_")) and key != "body_footer":
                assembly.either(said, f"{here}/{_escaped(key)}", True if key.endswith("_html") else None)
        entries = item.get(plural)
        for at, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, Mapping) and isinstance(entry.get("value"), str):
                form = str(entry.get("contentType") or entry.get("contenttype") or "")
                assembly.either(entry["value"], f"{here}/{plural}/{at}/value", _is_html(form))
    if isinstance(item.get("body_footer"), str):  # Superdesk puts it behind the body when it publishes
        assembly.page(item["body_footer"], f"{here}/body_footer")
    within = item.get("associations")
    if isinstance(within, list):
        within = {str(at): one for at, one in enumerate(within)}
    for name, other in within.items() if isinstance(within, Mapping) and depth < _DEEPEST else ():
        if isinstance(other, Mapping):
            _ninjs(assembly, other, f"{here}/associations/{_escaped(name)}", depth + 1)


def _is_html(content_type: str) -> bool | None:
    if content_type.startswith(_HTML):
        return True
    return False if content_type.startswith("text/plain") else None


def _ans(assembly: Assembly, item: Mapping[str, Any], here: str, depth: int) -> None:
    """Add the texts of a story, element after element."""
    for key in ("headlines", "subheadlines", "description", "label"):
        basic = item.get(key)
        said = basic.get("basic") if isinstance(basic, Mapping) else None
        if isinstance(said, Mapping):
            said = said.get("text")
        if isinstance(said, str):
            assembly.either(said, f"{here}/{key}/basic")
    for key in ("content", "caption", "text", "subtitle", "credits_display"):
        if isinstance(item.get(key), str):
            markup = True if item.get("type") in ("raw_html", "text", "header", "blockquote") else None
            assembly.either(item[key], f"{here}/{key}", markup)
    if depth >= _DEEPEST:
        return
    for key in ("content_elements", "items"):
        for at, one in enumerate(item[key] if isinstance(item.get(key), list) else ()):
            if isinstance(one, Mapping):
                _ans(assembly, one, f"{here}/{key}/{at}", depth + 1)
    if item.get("type") == "table" and (rows := _table(item)):
        assembly.page(rows, here)
    if isinstance(item.get("citation"), Mapping):
        _ans(assembly, item["citation"], f"{here}/citation", depth + 1)


def _table(item: Mapping[str, Any]) -> str:
    """Return the rows of a table as HTML, which their cells are written in."""
    header, rows = item.get("header"), item.get("rows")
    written = []
    for row in ([header] if header else []) + (rows if isinstance(rows, list) else []):
        cells = [cell.get("content") for cell in row if isinstance(cell, Mapping)] if isinstance(row, list) else []
        written.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells if isinstance(cell, str)))
    return f"<table>{''.join(written)}</table>" if written else ""


def _wordpress(assembly: Assembly, item: Mapping[str, Any], here: str, depth: int) -> None:
    """Add title and content of a post; what it displays counts, its block comments do not."""
    for key in ("title", "content", "excerpt", "caption", "description"):
        part = item.get(key)
        if key == "excerpt" and assembly:
            continue  # it repeats the beginning
        for form in ("rendered", "raw"):
            if isinstance(part, Mapping) and isinstance(part.get(form), str) and part[form].strip():
                assembly.page(part[form], f"{here}/{key}/{form}")
                break


def _bids(item: Item, origin: Origin) -> Iterator[Loaded]:
    """Yield an ad for each bid; what its transparency object does not say is not disclosed."""
    for seat_at, seat in enumerate(item.content["seatbid"]):
        bids = seat.get("bid") if isinstance(seat, Mapping) else None
        for at, bid in enumerate(bids if isinstance(bids, list) else ()):
            if not isinstance(bid, Mapping):
                continue
            here = f"/seatbid/{seat_at}/bid/{at}"
            assembly = Assembly()
            if isinstance(bid.get("adm"), str):
                assembly.either(bid["adm"], f"{here}/adm")
            dsa = _dsa(bid)
            declared = {
                path: dsa[key].strip()
                for key, path in (("behalf", "customer.name"), ("paid", "payer.name"))
                if isinstance(dsa.get(key), str) and dsa[key].strip()
            }
            assembly.unread.append(Unread("not_disclosed", Place(f"{here}/ext/dsa")))
            document = assembly.document(origin, item.pointer + here)
            yield Loaded(document, None, Known(medium="online", declared=declared or None))


def _dsa(bid: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the transparency object of a bid, which drafts called `dsainfo` or put in a list."""
    ext = bid.get("ext")
    found = (ext.get("dsa") or ext.get("dsainfo")) if isinstance(ext, Mapping) else None
    if isinstance(found, list):
        found = found[0] if found else None
    return found if isinstance(found, Mapping) else {}


@cache
def marks() -> dict[str, tuple[str, ...]]:
    """Return what marks paid content, and which keys hold the day of publication, in order (rules/newsroom.json)."""
    with open(os.path.join(RULES, "newsroom.json"), encoding="utf-8") as file:
        return {key: tuple(row) for key, row in json.load(file).items()}


def _known(item: Item, table_map: TableMap) -> Known:
    content = item.content
    columns = parse_map(table_map).columns if table_map else {}
    facts: dict[str, Any] = {}
    if _is_paid(content) or any(values(content, path) for path in columns.get("paid", ())):
        facts["paid"] = True
    published = None
    for path in (*columns.get("published", ()), *marks()["published"]):
        if said := next((said for _, said in values(content, path)), ""):
            published = moment_of(said)
            break
    if item.format == "wordpress":
        zone = "Z" if content.get("date_gmt") else ""
        published = moment_of(f"{content.get('date_gmt') or content.get('date') or ''}{zone}")
    return Known(published=published, language=language_of(content.get("language")), facts=facts)


def moment_of(said: str) -> Any:
    """Return the moment that an ISO 8601 text states, None for any other text."""
    try:
        return parse_moment(said)
    except ValueError:
        return None


def language_of(tag: Any) -> str | None:
    """Return the language of a BCP 47 tag, None for what is none.

    >>> language_of("ky-Cyrl-KG"), language_of("")
    ('ky', None)
    """
    code = tag.replace("_", "-").partition("-")[0].lower() if isinstance(tag, str) else ""
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else None


def _is_paid(content: Mapping[str, Any]) -> bool:
    known = marks()
    owner = content.get("owner")
    if isinstance(owner, Mapping) and owner.get("sponsored") is True:
        return True
    if content.get("subtype") in known["paid_subtypes"]:
        return True
    for key in ("genre", "genres"):
        for one in content[key] if isinstance(content.get(key), list) else ():
            said = " ".join(str(value) for value in one.values()) if isinstance(one, Mapping) else str(one)
            if any(code in said.replace("/", " ").replace(":", " ").split() for code in known["paid_genres"]):
                return True
    return False


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
