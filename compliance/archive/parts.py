"""Rows of shards to the parts of a dataset: by jurisdiction and month, few, however many shards a month is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

MOST_HELD = 128 << 20  # bytes of rows of which parts are made at once
_KEYS = ("jurisdiction", "month")


def joined(paths: Iterable[str], most_held: int = MOST_HELD) -> Iterator[tuple[str, pa.Table]]:
    """Yield the parts that the rows in files make, each with its path below the dataset's folder.

    Rows keep their order. Files of `most_held` bytes are taken together, those after them make further parts: what a
    part holds, and what it is called, follows from the files alone.
    """
    written: Counter[tuple[str, ...]] = Counter()
    held: list[pa.Table] = []
    for path in paths:
        rows = pq.read_table(path)
        if held and rows.nbytes + sum(one.nbytes for one in held) > most_held:
            yield from _parts(held, written)
            held.clear()
        held.append(rows)
    if held:
        yield from _parts(held, written)


def _parts(tables: list[pa.Table], written: Counter[tuple[str, ...]]) -> Iterator[tuple[str, pa.Table]]:
    rows = pa.concat_tables(tables)
    numbered = rows.select(_KEYS).append_column("n", pa.array(range(rows.num_rows)))
    numbered = numbered.sort_by([(key, "ascending") for key in (*_KEYS, "n")])
    rows, at = rows.take(numbered["n"]), 0
    for key, same in groupby(zip(*(numbered[name].to_pylist() for name in _KEYS), strict=True)):
        count = sum(1 for _ in same)
        jurisdiction, month = (quote(one, safe="") for one in key)
        yield f"rows/jurisdiction={jurisdiction}/month={month}/{written[key]:05d}.parquet", rows.slice(at, count)
        written[key] += 1
        at += count


def parquet(rows: pa.Table) -> bytes:
    """Return rows as the bytes of a Parquet file."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd", use_dictionary=[*_KEYS, "class", "verdict"])
    return bytes(sink.getvalue().to_pybytes())
