"""Batches of a user's own columns, as the inputs of a scan."""

from __future__ import annotations

import hashlib

import pyarrow as pa

from compliance.archive.columns import FILE, INPUT, TEXT
from compliance.errors import UsageError


def normalized(batch: pa.RecordBatch, where: str = "") -> pa.RecordBatch:
    """Return a batch with exactly the columns of `INPUT`.

    `text` (or `content`, bytes that are read by their `name`) must be there. Without `id` a row is called by the digest
    of what it holds, so that its id does not depend on partitions; without `path`, by its id. `UsageError` for a batch
    that has no text, or where one of the columns is of another type.
    """
    names = batch.schema.names
    if "text" not in names and "content" not in names:
        raise UsageError(f"{where}: a batch needs a column text or content; it has: {', '.join(names)}")
    count = batch.num_rows
    content = (
        batch.column("content").cast(pa.binary())
        if "content" in names
        else pa.array([(one or "").encode("utf-8", "replace") for one in batch.column("text").to_pylist()], pa.binary())
    )
    found: dict[str, pa.Array] = {"content": content}
    kind = FILE if "content" in names else TEXT
    try:
        for field in INPUT:
            if field.name in names:
                found.setdefault(field.name, batch.column(field.name).cast(field.type))
    except (pa.ArrowException, ValueError) as error:
        raise UsageError(f"{where}: a column is of another type: {error}") from error
    if "id" not in found:
        found["id"] = pa.array([hashlib.sha256(one or b"").hexdigest() for one in content.to_pylist()], pa.string())
    found.setdefault("path", found["id"])
    found.setdefault("kind", pa.array([kind] * count, pa.string()))
    found.setdefault("name", found["path"])
    found.setdefault("where", pa.array([""] * count, pa.string()))
    empty = pa.nulls(count, pa.string())
    return pa.RecordBatch.from_arrays([found.get(field.name, empty) for field in INPUT], schema=INPUT)
