"""Which columns of a table, or keys of a record, hold what of an ad: ready maps (rules/maps.json) and others."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from compliance.errors import UsageError
from compliance.model.fields import LEAVES
from compliance.model.tuples import NamedTuple
from compliance.rulebook.files.load import RULES
from compliance.sources.formats import TableMap

HEAD = 10  # rows of a table among which the one that names the columns is looked for
OF_ADS = ("text", "published", "language", "medium", "election", "paid", "id")


class ColumnMap(NamedTuple):
    """What of an ad stands where: for each target the paths that hold it, of which for all but texts the first counts.

    A path is a column, or keys and numbers with dots between them (`ad_creative_bodies.0`); `column:value` asks whether
    it holds that value. A `partial` source does not disclose everything: what it does not say is not missing.
    """

    columns: Mapping[str, tuple[str, ...]]
    partial: bool = False
    medium: str | None = None


@cache
def ready() -> dict[str, tuple[ColumnMap, tuple[str, ...]]]:
    """Return the ready maps by name, each with the columns by which such a table is known."""
    with open(os.path.join(RULES, "maps.json"), encoding="utf-8") as file:
        rows = json.load(file)
    return {
        name: (
            ColumnMap({key: tuple(paths) for key, paths in row["columns"].items()}, row["partial"], row["medium"]),
            tuple(row["known_by"]),
        )
        for name, row in rows.items()
    }


def known_by(columns: Collection[str]) -> ColumnMap | None:
    """Return the map for a table of these columns: a ready one, else that of columns named as the parts of an ad."""
    if (made := ready_for(columns)) is not None:
        return made
    own = {name.lower(): (name,) for name in columns if _is_of_ads(name.lower())}
    return ColumnMap(_targets(own)) if "text" in own else None


def fits(columns: Collection[str], given: TableMap) -> bool:
    """Tell whether columns are those of a table of ads: with `given` as the map, one that it names is among them."""
    if not given:
        return known_by(columns) is not None
    asked = (path.partition(":")[0] for paths in parse_map(given).columns.values() for path in paths)
    return any(path in columns or path.partition(".")[0] in columns for path in asked)


def header_among(rows: Sequence[Sequence[str]], given: TableMap) -> int:
    """Return which of the first rows of a table names its columns: the first that fits, else the first of all.

    >>> header_among([["Register"], [], ["No", "text"], ["1", "Vote!"]], "")
    2
    """
    return next((number for number, row in enumerate(rows) if row and fits(row, given)), 0)


def _is_of_ads(name: str) -> bool:
    return name in OF_ADS or name in LEAVES or f"{name}.name" in LEAVES


def ready_for(columns: Collection[str]) -> ColumnMap | None:
    """Return the ready map for a table that has the columns by which it is known."""
    found = (made for made, marks in ready().values() if all(mark in columns for mark in marks))
    return next(found, None)


def parse_map(given: TableMap) -> ColumnMap:
    """Return the map that a text names or spells out: `meta-api`, `text=body,published=day,customer=payer.name`.

    As a mapping it says the same, with several columns in a list: `{"text": ["title", "body"]}`.

    `UsageError` for a name that is not known, and for a target that ads do not have.

    >>> parse_map("text=title+body,customer=bylines").columns
    {'text': ('title', 'body'), 'customer.name': ('bylines',)}
    """
    if not isinstance(given, str):
        return ColumnMap(_targets({name: _listed_columns(paths) for name, paths in given.items()}))
    if "=" not in given:
        if given not in ready():
            raise UsageError(f"there is no map {given!r}; there is: {', '.join(ready())}")
        return ready()[given][0]
    found: dict[str, tuple[str, ...]] = {}
    for part in given.split(","):
        target, sign, paths = part.strip().partition("=")
        named = tuple(path.strip() for path in paths.split("+") if path.strip())
        if not sign or not named:
            raise UsageError(f"--map takes TARGET=COLUMN, such as text=body, not {part.strip()!r}")
        found[target.strip()] = (*found.get(target.strip(), ()), *named)
    return ColumnMap(_targets(found))


def _listed_columns(paths: str | Sequence[str]) -> tuple[str, ...]:
    found = (paths,) if isinstance(paths, str) else tuple(paths) if isinstance(paths, Sequence) else ()
    if not found or not all(isinstance(one, str) and one for one in found):
        raise UsageError(f"--map: a target takes a column or a list of columns, not {paths!r:.60}")
    return found


def _targets(given: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for target, paths in given.items():
        name = f"{target}.name" if f"{target}.name" in LEAVES else target
        if name not in OF_ADS and not name.startswith("fact.") and name not in LEAVES:
            raise UsageError(f"--map: an ad has no {target!r}; it has: {', '.join(OF_ADS)}, fact.NAME, and fields")
        found[name] = paths
    return found


def values(record: Any, path: str) -> list[tuple[str, str]]:
    """Return the texts at a path of a record, each with the path it stands at; a list gives all in it, each once.

    What a cell holds as a list in JSON is taken for that list.

    >>> values({"a": ["x", "y", "x"], "b": {"c": 5}}, "a"), values({"b": {"c": 5}}, "b.c")
    ([('a.0', 'x'), ('a.1', 'y')], [('b.c', '5')])
    """
    path, sign, wanted = path.partition(":")
    at, here = record, ""
    for key in [path] if isinstance(record, Mapping) and path in record else path.split("."):
        at = _listed(at)
        if isinstance(at, list) and key.isdecimal() and int(key) < len(at):
            at = at[int(key)]
        elif isinstance(at, Mapping) and key in at:
            at = at[key]
        else:
            return []
        here = f"{here}.{key}" if here else key
    at = _listed(at)
    found = list(enumerate(at)) if isinstance(at, list) else [(-1, at)]
    told: dict[str, str] = {}
    for number, one in found:
        said = _said(one)
        if said and (not sign or said == wanted):
            told.setdefault(said, f"{here}.{number}" if number >= 0 else here)
    return [(where, said) for said, where in told.items()]


def _listed(cell: Any) -> Any:
    """Return the list that a text writes in JSON, anything else as it is."""
    if isinstance(cell, str) and cell.startswith("[") and cell.endswith("]"):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return cell
    return cell


def _said(value: Any) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()
