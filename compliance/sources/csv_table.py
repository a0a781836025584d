"""CSV: an ad a row, its columns by their names in the first one, or in one of the first few."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, islice

from compliance.errors import SourceError
from compliance.sources.assembling import Origin
from compliance.sources.column_map import HEAD, header_among
from compliance.sources.decode import Undecodable, decode
from compliance.sources.formats import ASKED, Asked
from compliance.sources.loading import Loaded
from compliance.sources.records import Record, ads_of, map_for

_DELIMITERS = ",;\t|"
LONGEST_CELL = 1 << 24


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the ads of a table; `SourceError` where it has no header, or none that says what its columns are."""
    try:
        text, encoding = decode(content)
    except Undecodable as error:
        raise SourceError(shown, str(error)) from error
    text = text.removeprefix("\ufeff")
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    try:
        first = list(islice(rows, HEAD))
        at = header_among([[name.strip() for name in row] for row in first], asked.table_map)
        header = [name.strip() for name in first[at]] if first else []
        columns = map_for(header, shown, asked)
        origin = Origin(shown, encoding, len(content), sha256(content).hexdigest(), "csv")
        return ads_of(_records(chain(first[at + 1 :], rows), header, at + 2), columns, origin)
    except csv.Error as error:
        raise SourceError(shown, f"is not a table that can be read: row {rows.line_num}: {error}") from error


def _records(rows: Iterable[list[str]], header: list[str], first: int) -> Iterator[Record]:
    for number, row in enumerate(rows, first):
        if any(row):
            yield Record(f"row {number}", f"/{number}", dict(zip(header, row, strict=False)))


def delimiter(text: str) -> str:
    """Return the sign that divides one of the first lines into most columns, outside of quotation marks.

    >>> delimiter("Register\\nno;text\\n"), delimiter("sep=|\\na|b"), delimiter('text,by\\n"a;b;c",d')
    (';', '|', ',')
    """
    lines = ["".join(line.split('"')[::2]) for line in text[:100_000].split("\n", HEAD)[:HEAD]]
    if lines[0].rstrip("\r").startswith("sep=") and lines[0][4:5] in tuple(_DELIMITERS):
        return lines[0][4]
    first = next((line for line in lines if any(sign in line for sign in _DELIMITERS)), lines[0])
    return max(_DELIMITERS, key=first.count)
