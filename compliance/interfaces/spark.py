"""Archives on Spark: a data frame's batches to rows (`mapInArrow`), and the shards of an archive by a master's workers.

The settings, with the rulebook in them, are broadcast: they go to each worker once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from compliance.archive import columns
from compliance.archive.dataset import table
from compliance.archive.frames import normalized
from compliance.archive.settings import Settings, settings
from compliance.archive.shards import packed, unpacked
from compliance.archive.worker import scanner_of
from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.archive.dataset import Dataset, Summary
    from compliance.archive.scan import Engine, Shard

_AHEAD = 4  # shards a job for each core of the cluster


def scan(df: Any, chosen: Settings | None = None, **options: Any) -> Any:
    """Return the data frame of rows (`columns.ROW`) for one of inputs.

    Columns are those of `columns.INPUT`; `text`, or `content`, will do. Options are those of
    `compliance.archive.settings.settings`. Rows depend on the inputs alone, however they are divided.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    shared = df.sparkSession.sparkContext.broadcast(chosen or settings(**options))

    def batches(given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        scanner = scanner_of(shared.value)
        for batch in given:
            yield scanner.batch(normalized(batch, "data frame"))

    return df.mapInArrow(batches, from_arrow_schema(columns.ROW))


def engine(master: str) -> Engine:
    """Return the engine of a Spark master, such as `spark://host:7077`."""

    def run(shards: Iterable[Shard], chosen: Settings, dataset: Dataset) -> Iterator[Summary]:
        session = _session(master)
        try:
            yield from _scanned(session, shards, chosen, dataset)
        finally:
            session.stop()

    return run


def _session(master: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("--engine spark needs more: pip install 'compliance-imprint[archive,spark]'") from error
    builder = SparkSession.builder.master(master).appName("compliance scan")
    return builder.config("spark.ui.enabled", "false").getOrCreate()


def _scanned(session: Any, shards: Iterable[Shard], chosen: Settings, dataset: Dataset) -> Iterator[Summary]:
    """Send the shards in jobs of a few for each core, one shard a partition, and write what comes back."""
    context = session.sparkContext
    shared = context.broadcast(chosen)

    def scanned(part: tuple[int, int, bytes]) -> tuple[int, int, bytes]:
        from compliance.archive.shards import stream

        number, inputs, content = part
        return number, inputs, stream(scanner_of(shared.value).batch(unpacked(content)))

    waiting = iter(shards)
    most = _AHEAD * max(2, context.defaultParallelism)
    while parts := [(number, len(inputs), packed(inputs)) for number, inputs in islice(waiting, most)]:
        for number, inputs, rows in context.parallelize(parts, len(parts)).map(scanned).collect():
            yield dataset.write(number, inputs, table([unpacked(rows)]))
        gc.collect()  # Spark keeps the texts of a job as long as there is an object here that stands for them
