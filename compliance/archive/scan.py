"""A scan from beginning to end: read the archive, hand its shards to an engine, write the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from compliance.archive.dataset import Dataset, Summary
from compliance.archive.inputs import Archive
from compliance.archive.near import write_duplicates
from compliance.archive.settings import Settings
from compliance.archive.shards import shards

Shard = tuple[int, list[dict[str, Any]]]
# an engine takes shards and yields the notes on those that are done, in whatever order
Engine = Callable[[Iterable[Shard], Settings, Dataset], Iterator[Summary]]
# told how many inputs are done, and how many bytes of how many of the source were read
Told = Callable[[int, int, int], None]


def local(processes: int) -> Engine:
    """Return the engine of this machine, with so many processes (0: as many as it has cores)."""

    def engine(parts: Iterable[Shard], settings: Settings, dataset: Dataset) -> Iterator[Summary]:
        import os

        from compliance.archive.local import scanned

        return scanned(parts, settings, dataset.folder, processes or os.cpu_count() or 1)

    return engine


def scan(source: str, folder: str, settings: Settings, engine: Engine, told: Told) -> Summary | None:
    """Scan an archive into a dataset and return its manifest; None where the folder holds this very dataset already.

    What a killed scan left is gone on with. `UsageError` for a source that is none, and a folder that is not free.
    """
    archive, dataset = Archive(source), Dataset(folder)
    if not dataset.begin(settings, archive.listing()):
        return None
    counts = {"shards": 0, "inputs": 0}

    def waiting() -> Iterator[Shard]:
        for number, inputs in enumerate(shards(archive.read())):
            counts["shards"] = number + 1
            if dataset.done(number) is not None:
                counts["inputs"] += len(inputs)
                continue
            yield number, inputs

    for summary in engine(waiting(), settings, dataset):
        counts["inputs"] += summary["inputs"]
        told(counts["inputs"], archive.done, archive.total)
    beside = write_duplicates(folder)
    return dataset.end(settings, archive.listing(), counts["shards"], beside)
