"""CSV: an ad a row, its columns by their names in the first one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from hashlib import sha256

from compliance.errors import SourceError
from compliance.sources.assembling import Origin
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
        header = [name.strip() for name in next(rows, [])]
        columns = map_for(header, shown, asked)
        origin = Origin(shown, encoding, len(content), sha256(content).hexdigest(), "csv")
        return ads_of(_records(rows, header), columns, origin)
    except csv.Error as error:
        raise SourceError(shown, f"is not a table that can be read: row {rows.line_num}: {error}") from error


def _records(rows: Iterator[list[str]], header: list[str]) -> Iterator[Record]:
    for number, row in enumerate(rows, 2):
        if any(row):
            yield Record(f"row {number}", f"/{number}", dict(zip(header, row, strict=False)))


def delimiter(text: str) -> str:
    """Return the sign that divides the first line into most columns, outside of quotation marks."""
    head = text.partition("\n")[0][:100_000]
    plain = "".join(head.split('"')[::2])
    return max(_DELIMITERS, key=plain.count)
