"""What an archive's own columns say of a record: its id, outlet and jurisdiction, and which column holds a page.

`--map` names columns for the ad (`text=body,customer=payer`) as everywhere, and besides for the archive: `outlet=site`,
`jurisdiction=land`, `html=page`. Unmapped, columns of those very names are taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from compliance.errors import UsageError
from compliance.sources.column_map import parse_map, values
from compliance.text.late import late

_WITH_DOTS = late(r"\s*(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?!\d)")
OWN = ("id", "outlet", "jurisdiction", "html")


@cache
def divided(table_map: str) -> tuple[dict[str, str], str]:
    """Return the archive's own columns by target, and what is left of the map for the ad.

    >>> divided("text=body,outlet=site")
    ({'outlet': 'site'}, 'text=body')
    """
    if "=" not in table_map:
        return {}, table_map
    own: dict[str, str] = {}
    rest = []
    for part in table_map.split(","):
        target, _, path = part.strip().partition("=")
        if target.strip() in OWN and path.strip():
            own[target.strip()] = path.strip()
        else:
            rest.append(part)
    return own, ",".join(rest)


def verify(table_map: str) -> None:
    """Raise `UsageError` for a map that is none."""
    rest = divided(table_map)[1]
    try:
        if rest:
            parse_map(rest)
    except UsageError as error:
        raise UsageError(f"{error}; an archive's also: {', '.join(OWN)}") from error


def asked(table_map: str) -> list[tuple[str, str]]:
    """Return the columns that a map names for what is told of a text beside its words, by target.

    >>> asked("text=body,published=day,outlet=site")
    [('outlet', 'site'), ('published', 'day')]
    """
    own, rest = divided(table_map)
    found = list(own.items())
    if "=" in rest:
        told = parse_map(rest).columns.items()
        found += [(target, columns[0]) for target, columns in told if columns and target != "text"]
    return found


def overlaid(one: Mapping[str, Any], record: Mapping[str, Any], table_map: str) -> dict[str, Any]:
    """Return an input with what its record says of it: an id and an outlet of its own."""
    own = divided(table_map)[0]
    told = dict(one)
    for target in ("id", "outlet", "jurisdiction"):
        said = values(record, own.get(target, target))
        if said and isinstance(said[0][1], str):
            told[target] = said[0][1]
    return told | _dated(record, table_map)


def _dated(record: Mapping[str, Any], table_map: str) -> dict[str, str]:
    """Return the day of a record that is written with dots: the day is first in those, wherever they are written.

    >>> _dated({"published": "6.07.2021 10:30"}, "")
    {'published': '2021-07-06'}
    """
    column = _day_column(table_map)
    said = values(record, column) if column else []
    found = _WITH_DOTS.match(said[0][1]) if said else None
    return {"published": f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"} if found else {}


@cache
def _day_column(table_map: str) -> str:
    rest = divided(table_map)[1]
    return "published" if not rest else next(iter(parse_map(rest).columns.get("published", ())), "")


def page_in(record: Mapping[str, Any], table_map: str) -> str | None:
    """Return the source of the page in a record, None where no column holds one."""
    path = divided(table_map)[0].get("html", "html")
    found = values(record, path)
    return found[0][1] if found else None
