"""Inputs cut into shards, by their order and size alone, and shards as bytes that can be sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from compliance.archive.columns import INPUT, batch_of

MOST_INPUTS = 1_000
MOST_BYTES = 16 << 20


def shards(inputs: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the inputs in lists of a thousand, fewer where they are large."""
    held: list[dict[str, Any]] = []
    size = 0
    for one in inputs:
        if held and (len(held) >= MOST_INPUTS or size + len(one["content"]) > MOST_BYTES):
            yield held
            held, size = [], 0
        held.append(one)
        size += len(one["content"])
    if held:
        yield held


def digest(inputs: Iterable[dict[str, Any]]) -> str:
    """Return the digest of all that inputs say: equal ones give equal rows."""
    found = hashlib.sha256()
    for one in inputs:
        for key in INPUT.names:
            value = one[key]
            content = value if isinstance(value, bytes) else repr(value).encode("utf-8", "replace")
            found.update(len(content).to_bytes(8, "big") + content)
    return found.hexdigest()


def packed(inputs: list[dict[str, Any]]) -> bytes:
    """Return inputs as an Arrow stream."""
    return stream(batch_of(inputs, INPUT))


def stream(batch: pa.RecordBatch) -> bytes:
    """Return a batch as an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue().to_pybytes())


def unpacked(content: bytes) -> pa.RecordBatch:
    """Return the batch in an Arrow stream of one."""
    with pa.ipc.open_stream(content) as reader:
        return reader.read_next_batch()
