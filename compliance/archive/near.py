"""Ads that are the same on many pages: joined by their words and by what their imprints state, whatever the order."""

from __future__ import annotations

import glob
import os
from collections import defaultdict
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from compliance.archive.dataset import write
from compliance.archive.sameness import PERMUTATIONS

ALIKE = 0.8  # of the sketch: estimated share of shingles that two texts have in common
_ROWS = 4  # numbers of a sketch in one band; 16 bands: texts of 0.8 are met with a likelihood of 0.9998
_BANDS = PERMUTATIONS // _ROWS
DUPLICATES = pa.schema([("id", pa.string()), ("group", pa.string()), ("size", pa.int64())])


class Text(NamedTuple):
    """A text with the digest of its words, of what its imprints state, and its sketch."""

    content: str
    imprint: str
    sketch: tuple[int, ...]


def write_duplicates(folder: str) -> dict[str, int]:
    """Write `duplicates.parquet`: for each ad the group it belongs to and how many are in it; return the counts.

    An ad is in a group with those that state the same imprint in the same or nearly the same text. A text whose imprint
    differs in one word, such as another print run, is another ad and was judged by itself.
    """
    ids: list[tuple[str, Text]] = []
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "rows", "*", "*", "*.parquet"))):
        rows = pq.read_table(path, columns=["id", "content", "imprint", "sketch"])
        for row in rows.filter(rows["sketch"].is_valid()).to_pylist():
            ids.append((row["id"], Text(row["content"], row["imprint"] or "", tuple(row["sketch"]))))
    named = groups({text for _, text in ids})
    members = sorted((one, named[text]) for one, text in ids)
    sizes: dict[str, int] = defaultdict(int)
    for _, group in members:
        sizes[group] += 1
    table = pa.Table.from_arrays(
        [
            pa.array([one for one, _ in members], pa.string()),
            pa.array([group for _, group in members], pa.string()),
            pa.array([sizes[group] for _, group in members], pa.int64()),
        ],
        schema=DUPLICATES,
    )
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    write(os.path.join(folder, "duplicates.parquet"), sink.getvalue().to_pybytes())
    again = len(members) - len({one for one, _ in members})
    return {"ads": len(members), "groups": len(sizes)} | ({"ids_met_twice": again} if again else {})


def groups(texts: set[Text]) -> dict[Text, str]:
    """Return the group of each text, named by the smallest digest in it and by its imprint.

    It depends on the set alone, not on an order.

    In each band texts are compared with the first of their bucket, so that the work grows with their number.
    """
    ordered = sorted(texts)
    root = {text: text for text in ordered}

    def top(text: Text) -> Text:
        while root[text] is not text:
            root[text] = root[root[text]]
            text = root[text]
        return text

    for band in range(_BANDS):
        first: dict[tuple[str, tuple[int, ...]], Text] = {}
        for text in ordered:
            key = (text.imprint, text.sketch[band * _ROWS : (band + 1) * _ROWS])
            other = first.setdefault(key, text)
            if other is not text and (text.content == other.content or likeness(text, other) >= ALIKE):
                one, two = sorted((top(text), top(other)))
                if one is not two:
                    root[two] = one
    return {text: f"{top(text).content[:32]}.{text.imprint[:8]}" for text in ordered}


def likeness(one: Text, other: Text) -> float:
    """Return the share of equal numbers in two sketches."""
    return sum(map(int.__eq__, one.sketch, other.sketch)) / PERMUTATIONS
