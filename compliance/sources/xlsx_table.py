"""XLSX: an ad a row of every sheet that names its columns in one of its first rows; openpyxl runs nothing of it."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from itertools import chain, islice
from typing import Any

from compliance.errors import SourceError
from compliance.sources.archive_bounds import bounded
from compliance.sources.assembling import Origin
from compliance.sources.column_map import HEAD, header_among, known_by
from compliance.sources.formats import ASKED, Asked
from compliance.sources.loading import Loaded, NoAd
from compliance.sources.records import Record, ads_of, map_for

_MOST_COLUMNS = 500
_MOST_ROWS = 200_000


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the ads of a workbook; `SourceError` where it cannot be read, or openpyxl is not there."""
    try:
        import openpyxl
    except ImportError as error:
        raise SourceError(shown, "needs the extra documents: pip install 'compliance-imprint[documents]'") from error
    bounded(content, shown)
    origin = Origin(shown, "utf-8", len(content), sha256(content).hexdigest(), "xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
                return _ads(sheets, origin, asked)
            finally:
                book.close()
    except SourceError:
        raise
    except Exception as error:  # a damaged workbook fails in many ways, none of which is to end a batch
        raise SourceError(shown, f"is not a workbook that can be read: {type(error).__name__}") from error


def _ads(sheets: list[Any], origin: Origin, asked: Asked) -> list[Loaded]:
    found: list[Loaded] = []
    for sheet in sheets:
        rows = sheet.iter_rows(max_col=_MOST_COLUMNS, max_row=_MOST_ROWS, values_only=True)
        first = [list(row) for row in islice(rows, HEAD)]
        at = header_among([[_said(cell) for cell in row] for row in first], asked.table_map)
        header = [_said(cell) for cell in first[at]] if first else []
        if not any(header) or (len(sheets) > 1 and not asked.table_map and known_by(header) is None):
            continue
        columns = map_for(header, origin.shown, asked)
        try:
            found += ads_of(_records(chain(first[at + 1 :], rows), header, sheet.title, at + 2), columns, origin)
        except SourceError:
            if len(sheets) == 1:
                raise
    if not found and not asked.named:
        raise NoAd(origin.shown, "is a table without ads")
    if not found:
        raise SourceError(origin.shown, "is a table in which no column is called text: say with --map which holds what")
    return found


def _records(rows: Iterable[Sequence[Any]], header: list[str], sheet: str, first: int) -> Iterator[Record]:
    name = sheet.replace("~", "~0").replace("/", "~1")
    for number, row in enumerate(rows, first):
        cells = {key: _said(cell) for key, cell in zip(header, row, strict=False) if key and cell is not None}
        if cells:
            yield Record(f"sheet {sheet}, row {number}", f"/{name}/{number}", cells)


def _said(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time().isoformat() == "00:00:00" else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
