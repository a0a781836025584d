"""Ads that are the same on many pages: joined by their words and by what their imprints state, whatever the order.

DuckDB does it, in bounded memory: what does not fit lies on the disk. Only a number for each different text is held.
"""

from __future__ import annotations

import os
import shutil
from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from compliance.archive.dataset import write
from compliance.archive.duck import show_rows, text
from compliance.archive.sameness import PERMUTATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

ALIKE = 0.8  # of the sketch: estimated share of shingles that two texts have in common
MEMORY = "256MB"
_ROWS = 4  # numbers of a sketch in one band; 16 bands: texts of 0.8 are met with a likelihood of 0.9998
_BANDS = PERMUTATIONS // _ROWS
_BATCH = 50_000
DUPLICATES = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("path", pa.string()),
        pa.field("pointer", pa.string()),
        pa.field("group", pa.string()),
        pa.field("size", pa.int64()),
    ]
)
# in each band a text is compared with the first of its bucket alone, so that the work grows with their number
_PAIRS = """INSERT INTO pairs SELECT n, first FROM
(SELECT n, min(n) OVER (PARTITION BY imprint, sketch[{start}:{end}]) AS first FROM texts) WHERE n <> first"""
_COMPARED = """SELECT p.n, p.first, a.content = b.content AS same, a.sketch AS one, b.sketch AS other
FROM (SELECT DISTINCT n, first FROM pairs) p JOIN texts a ON a.n = p.n JOIN texts b ON b.n = p.first"""
_MEMBERS = """SELECT id, path, pointer, named AS "group", count(*) OVER (PARTITION BY named) AS size FROM
(SELECT m.id, m.path, m.pointer, left(top.content, 32) || '.' || left(t.imprint, 8) AS named
    FROM members m JOIN texts t ON (m.content, m.imprint) = (t.content, t.imprint)
    JOIN roots r ON r.n = t.n JOIN texts top ON top.n = r.root)
ORDER BY id, path, pointer, "group" """


def write_duplicates(folder: str) -> dict[str, int]:
    """Write `duplicates.parquet`: for each ad the group it belongs to and how many are in it; return the counts.

    An ad is in a group with those that state the same imprint in the same or nearly the same text. A text whose imprint
    differs in one word, such as another print run, is another ad and was judged by itself.
    """
    import duckdb

    room = os.path.join(folder, "_scan", "near")
    shutil.rmtree(room, ignore_errors=True)
    os.makedirs(room)
    connection = duckdb.connect(os.path.join(room, "near.duckdb"))
    try:
        for setting in (f"memory_limit = '{MEMORY}'", "threads = 2", f"temp_directory = {text(room)}"):
            connection.execute(f"SET {setting}")
        show_rows(connection, folder)
        connection.execute(
            "CREATE TABLE members AS SELECT id, path, pointer, content, coalesce(imprint, '') AS imprint, sketch "
            "FROM rows WHERE sketch IS NOT NULL"
        )
        join(connection)
        sink = pa.BufferOutputStream()
        with pq.ParquetWriter(sink, DUPLICATES, compression="zstd") as writer:
            for batch in _batches(connection, _MEMBERS):
                writer.write_table(pa.Table.from_batches([batch]).cast(DUPLICATES))
        write(os.path.join(folder, "duplicates.parquet"), sink.getvalue())
        ads, groups = _one(connection, "SELECT count(*), (SELECT count(DISTINCT root) FROM roots) FROM members")
        (again,) = _one(connection, "SELECT count(*) - count(DISTINCT id) FROM rows")
    finally:
        connection.close()
        shutil.rmtree(room, ignore_errors=True)
    return {"ads": ads, "groups": groups} | ({"ids_met_twice": again} if again else {})


def join(connection: Any) -> None:
    """Make the table `roots` of the texts of `members`: to each the first of those that are one ad with it.

    Texts are numbered by their digests (the table `texts`), so that it depends on the set of them and on no order.
    """
    connection.execute(
        "CREATE TABLE texts AS SELECT row_number() OVER (ORDER BY content, imprint) - 1 AS n, * FROM "
        "(SELECT content, imprint, any_value(sketch) AS sketch FROM members GROUP BY content, imprint)"
    )
    connection.execute("CREATE TABLE pairs (n BIGINT, first BIGINT)")
    for band in range(_BANDS):
        connection.execute(_PAIRS.format(start=band * _ROWS + 1, end=(band + 1) * _ROWS))
    (count,) = _one(connection, "SELECT count(*) FROM texts")
    roots = _roots(count, (pair for batch in _batches(connection, _COMPARED) for pair in _alike(batch)))
    numbers = pa.table({"n": pa.array(range(count), pa.int64()), "root": pa.array(roots, pa.int64())})
    connection.from_arrow(numbers).create("roots")


def _alike(batch: pa.RecordBatch) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a batch that are the same text, or nearly."""
    import numpy as np

    one, other = (batch.column(name).flatten().to_numpy().reshape(-1, PERMUTATIONS) for name in ("one", "other"))
    close = (one == other).mean(axis=1) >= ALIKE
    wanted = np.logical_or(close, batch.column("same").to_numpy(zero_copy_only=False))
    for at in np.flatnonzero(wanted).tolist():
        yield batch.column("n")[at].as_py(), batch.column("first")[at].as_py()


def _roots(count: int, pairs: Iterable[tuple[int, int]]) -> array[int]:
    """Return to each number the smallest that it is joined with, over any number of steps.

    >>> list(_roots(5, [(2, 1), (4, 2)]))
    [0, 1, 1, 3, 1]
    """
    root = array("q", range(count))

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for one, other in pairs:
        first, second = sorted((top(one), top(other)))
        root[second] = first
    for number in range(count):
        root[number] = top(number)
    return root


def _batches(connection: Any, sql: str) -> Iterator[pa.RecordBatch]:
    yield from connection.sql(sql).to_arrow_reader(_BATCH)


def _one(connection: Any, sql: str) -> tuple[int, ...]:
    (row,) = connection.execute(sql).fetchall()
    found: tuple[int, ...] = row
    return found
