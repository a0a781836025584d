"""Records of a table or an export → ads: the text of each, and what the record declares of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from compliance.errors import SourceError
from compliance.model.document import Place, Unread
from compliance.model.known import Known
from compliance.rulebook.book import MEDIA
from compliance.sources.assembling import Assembly, Origin
from compliance.sources.column_map import ColumnMap, known_by, parse_map, ready_for, values
from compliance.sources.formats import Asked
from compliance.sources.loading import Loaded, NoAd
from compliance.text.damage import unreadable
from compliance.text.moment import parse_moment

_MOST = 200_000  # records of one file
_TRUE = frozenset(("true", "1", "yes", "y", "t"))


class Record(NamedTuple):
    """One row or object: where it stands (`row 5`), its JSON Pointer or the like, and what it holds."""

    where: str
    pointer: str
    content: Mapping[str, Any]


def map_for(columns: Iterable[str], shown: str, asked: Asked) -> ColumnMap:
    """Return the map that was asked for, else the one that fits the columns; `SourceError` where none does."""
    if asked.table_map:
        return parse_map(asked.table_map)
    made = known_by(list(columns))
    if made is None and not asked.named:
        raise NoAd(shown, "is a table without ads")
    if made is None:
        raise SourceError(shown, "is a table in which no column is called text: say with --map which holds what")
    return made


def ads_of(records: Iterable[Record], columns: ColumnMap, origin: Origin) -> list[Loaded]:
    """Return an ad for each record that has anything of one."""
    found: list[Loaded] = []
    for record in records:
        if len(found) >= _MOST:
            raise SourceError(origin.shown, f"holds more than {_MOST} ads: divide it")
        if one := _ad(record, columns, origin):
            found.append(one)
    if not found:
        raise SourceError(origin.shown, "holds no ads: none of the columns asked for has anything")
    return found


def exported(content: Any, origin: Origin, asked: Asked, pointer: str) -> list[Loaded]:
    """Return the ads in JSON that is an export of a register, or what a map was given for; none if it is neither."""
    for key in ("data", "ads", "results", "items"):
        if isinstance(content, Mapping) and isinstance(content.get(key), list):
            content, pointer = content[key], f"{pointer}/{key}"
    rows = content if isinstance(content, list) else [content]
    if not rows or not all(isinstance(row, Mapping) for row in rows):
        return []
    columns = parse_map(asked.table_map) if asked.table_map else ready_for({key for row in rows[:20] for key in row})
    if columns is None:
        return []
    if rows is content:
        each = [Record(f"item {at + 1}", f"{pointer}/{at}", row) for at, row in enumerate(rows)]
    else:
        each = [Record(f"line {int(pointer[1:]) + 1}" if pointer else "item 1", pointer, rows[0])]
    return ads_of(each, columns, origin)


def _ad(record: Record, columns: ColumnMap, origin: Origin) -> Loaded | None:
    assembly = Assembly()
    for path in columns.columns.get("text", ()):
        for where, said in values(record.content, path):
            assembly.text(said, f"{record.where}, {where}")
    known = known_of(record.content, columns)
    if not assembly and not known.declared:
        return None
    if columns.partial or not assembly:
        assembly.unread.append(Unread("not_disclosed", Place(record.where)))
    document = assembly.document(origin, record.pointer)
    if document.text and (damage := unreadable(document.text)):
        raise SourceError(origin.shown, damage, record.pointer)
    return Loaded(document, None, known)


def known_of(content: Mapping[str, Any], columns: ColumnMap) -> Known:
    """Return what a record says of its ad beside the text."""
    declared: dict[str, str] = {}
    facts: dict[str, Any] = {}
    known: dict[str, str] = {}
    for target, paths in columns.columns.items():
        said = next((said for path in paths for _, said in values(content, path)), "")
        if target == "paid" or target.startswith("fact."):
            if said:
                asks = target == "paid" or any(":" in path for path in paths)
                fact: Any = said.lower() in _TRUE or any(":" in path for path in paths) if asks else _typed(said)
                facts[target.removeprefix("fact.")] = fact
        elif target in ("published", "language", "medium", "election"):
            known[target] = said
        elif target not in ("text", "id") and said:
            declared[target] = said
    return _known(known, declared, facts, columns)


def _known(said: Mapping[str, str], declared: dict[str, str], facts: dict[str, Any], columns: ColumnMap) -> Known:
    medium = said.get("medium") or columns.medium
    language = (said.get("language") or "").partition("-")[0].lower()
    try:
        published = parse_moment(said["published"]) if said.get("published") else None
    except ValueError:
        published = None
    return Known(
        medium=medium if medium in MEDIA else None,
        published=published,
        language=language if language.isalpha() and 2 <= len(language) <= 3 else None,
        election=said.get("election") or None,
        facts=facts,
        declared=declared or None,
    )


def _typed(said: str) -> Any:
    low = said.lower()
    if low in ("true", "false"):
        return low == "true"
    return int(said) if said.isdecimal() and len(said) < 10 else said
