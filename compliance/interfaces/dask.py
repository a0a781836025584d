"""Archives on a Dask cluster: the shards of an archive, or the partitions of a data frame, scanned by its workers.

The settings, with the rulebook in them, are one task of the graph: they go to the workers once, and a worker that is
lost with the only copy loses nothing, which scattered data would. A worker makes one scanner of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from compliance.archive import columns
from compliance.archive.dataset import table
from compliance.archive.frames import normalized
from compliance.archive.settings import Settings, settings
from compliance.archive.shards import packed, stream, unpacked
from compliance.archive.worker import scanner_of
from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.archive.dataset import Dataset, Summary
    from compliance.archive.scan import Engine, Shard

_AHEAD = 3  # shards that are out for each thread of the cluster


def engine(scheduler: str | None) -> Engine:
    """Return the engine of a cluster whose scheduler has that address; without one, a cluster on this machine."""

    def run(shards: Iterable[Shard], chosen: Settings, dataset: Dataset) -> Iterator[Summary]:
        with _client(scheduler) as client:
            yield from _scanned(client, shards, chosen, dataset)

    return run


def scan(batches: Any, chosen: Settings | None = None, **options: Any) -> Any:
    """Return the rows of Arrow tables or batches (a list of delayed ones too), as one delayed Arrow table each.

    Columns are those of `columns.INPUT`; `text`, or `content`, will do. Options are those of
    `compliance.archive.settings.settings`. `dask.compute` does the work, on the current client if there is one.
    """
    import dask

    shared = dask.delayed(_given, pure=False)(chosen or settings(**options))
    return [dask.delayed(_table)(shared, one, number) for number, one in enumerate(batches)]


def _client(scheduler: str | None) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--engine dask needs more: pip install 'compliance-imprint[archive,dask]'") from error
    try:
        return Client(scheduler) if scheduler else Client(processes=True, threads_per_worker=1)
    except OSError as error:
        raise UsageError(f"--scheduler {scheduler}: cannot be reached: {error}") from error


def _scanned(client: Any, shards: Iterable[Shard], chosen: Settings, dataset: Dataset) -> Iterator[Summary]:
    from distributed import as_completed

    shared = client.submit(_given, chosen, pure=False)
    waiting = iter(shards)
    running = as_completed([], with_results=True)
    sizes: dict[str, tuple[int, int]] = {}

    def give() -> None:
        for number, inputs in waiting:
            future = client.submit(_shard, shared, packed(inputs), key=f"scan-{dataset.folder}-{number}", retries=3)
            sizes[future.key] = (number, len(inputs))
            running.add(future)
            return

    for _ in range(_AHEAD * max(1, sum(client.nthreads().values()))):
        give()
    for future, rows in running:
        number, inputs = sizes.pop(future.key)
        yield dataset.write(number, inputs, table([unpacked(rows)]))
        future.release()
        give()


def _given(chosen: Settings) -> Settings:
    return chosen


def _shard(chosen: Settings, content: bytes) -> bytes:
    return stream(scanner_of(chosen).batch(unpacked(content)))


def _table(chosen: Settings, given: Any, number: int) -> pa.Table:
    batches = given.to_batches() if isinstance(given, pa.Table) else [given]
    scanner = scanner_of(chosen)
    return pa.Table.from_batches(
        [scanner.batch(one) for batch in batches for one in [normalized(batch, f"partition {number}")]],
        schema=columns.ROW,
    )
