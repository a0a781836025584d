"""The columns of what goes into a scan and what comes out, as Arrow types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

# What an input is: the bytes of a file (read by its name), a record of a table (JSON), a text (UTF-8), or nothing that
# could be read: then its name is the reason.
FILE, RECORD, TEXT, FAULT = "file", "record", "text", "fault"

INPUT = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("path", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("where", pa.string(), nullable=False),
        pa.field("content", pa.binary(), nullable=False),
        pa.field("jurisdiction", pa.string()),
        pa.field("outlet", pa.string()),
        pa.field("medium", pa.string()),
        pa.field("published", pa.string()),
        pa.field("language", pa.string()),
        pa.field("election", pa.string()),
    ]
)

_SIGN = pa.struct([("sign", pa.string()), ("start", pa.int32()), ("end", pa.int32()), ("raw", pa.string())])
_LEAF = pa.struct(
    [
        ("field", pa.string()),
        ("value", pa.string()),
        ("raw", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("confidence", pa.string()),
    ]
)
_FOUND = pa.struct(
    [
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("outcome", pa.string()),
        ("reason", pa.string()),
        ("message", pa.string()),
        ("law", pa.list_(pa.string())),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("line", pa.int32()),
        ("column", pa.int32()),
    ]
)

ROW = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("path", pa.string()),
        pa.field("pointer", pa.string()),
        pa.field("jurisdiction", pa.string()),
        pa.field("month", pa.string()),
        pa.field("outlet", pa.string()),
        pa.field("medium", pa.string()),
        pa.field("published", pa.string()),
        pa.field("on", pa.date32()),
        pa.field("language", pa.string()),
        pa.field("election", pa.string()),
        pa.field("class", pa.string()),
        pa.field("score", pa.float64()),
        pa.field("signs", pa.list_(_SIGN)),
        pa.field("verdict", pa.string()),
        pa.field("imprints", pa.list_(pa.list_(_LEAF))),
        pa.field("findings", pa.list_(_FOUND)),
        pa.field("content", pa.string()),
        pa.field("imprint", pa.string()),
        pa.field("sketch", pa.list_(pa.int64())),
        pa.field("report", pa.string()),
        pa.field("aside", pa.string()),
    ]
)


def batch_of(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Return rows as a batch; what no Unicode text can hold (half of a pair of letters) becomes `?`."""
    try:
        return pa.RecordBatch.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([_sound(row) for row in rows], schema=schema)


def _sound(value: Any) -> Any:
    """Return a value with every letter that UTF-8 has no bytes for replaced by one that it has: places stay true."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_sound(one) for one in value]
    return {key: _sound(one) for key, one in value.items()} if isinstance(value, Mapping) else value
