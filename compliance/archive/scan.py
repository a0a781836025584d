"""A scan from beginning to end: read the archive, hand its shards to an engine, write the manifest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from compliance.archive.dataset import Dataset, Summary
from compliance.archive.inputs import Archive
from compliance.archive.near import write_duplicates
from compliance.archive.settings import Settings
from compliance.archive.shards import digest, shards
from compliance.errors import UsageError

Shard = tuple[int, list[dict[str, Any]]]
# an engine takes shards and yields the notes on those that are done, in whatever order
Engine = Callable[[Iterable[Shard], Settings, Dataset], Iterator[Summary]]
# told how many inputs are done, and how many bytes of how many of the source were read
Told = Callable[[int, int, int], None]


def local(processes: int) -> Engine:
    """Return the engine of this machine, with so many processes (0: as many as it has cores)."""

    def engine(parts: Iterable[Shard], settings: Settings, dataset: Dataset) -> Iterator[Summary]:
        from compliance.archive.local import scanned

        return scanned(parts, settings, dataset.folder, processes or os.cpu_count() or 1)

    return engine


def scan(source: str, folder: str, settings: Settings, engine: Engine, told: Told) -> Summary | None:
    """Scan an archive into a dataset and return its manifest; None where the folder holds this very dataset already.

    What a killed scan left is gone on with; all of the source is read for that, and must say what it said. `UsageError`
    for a source that is none or has changed, and for a folder that is not free.
    """
    _apart(source, folder)
    archive, dataset = Archive(source), Dataset(folder)
    if not dataset.begin(settings, archive.listing()):
        _same(dataset, archive, told)
        return None
    counts = {"shards": 0, "inputs": 0}

    def waiting() -> Iterator[Shard]:
        for number, inputs in enumerate(shards(archive.read())):
            counts["shards"] = number + 1
            if not dataset.is_from(number, digest(inputs)):
                raise _changed(folder)
            if dataset.done(number) is not None:
                counts["inputs"] += len(inputs)
                continue
            yield number, inputs

    for summary in engine(waiting(), settings, dataset):
        counts["inputs"] += summary["inputs"]
        told(counts["inputs"], archive.done, archive.total)
    parts = dataset.join(counts["shards"])
    beside = write_duplicates(folder)
    return dataset.end(settings, archive.listing(), counts["shards"], parts, beside)


def _same(dataset: Dataset, archive: Archive, told: Told) -> None:
    """Raise `UsageError` where the archive is no longer what a complete dataset was made of."""
    found, count = [], 0
    for inputs in shards(archive.read()):
        found.append(digest(inputs))
        count += len(inputs)
        told(count, archive.done, archive.total)
    if not dataset.is_made_of(found):
        raise _changed(dataset.folder)


def _changed(folder: str) -> UsageError:
    return UsageError(f"the source has changed since {folder} was begun: scan it into another folder")


def _apart(source: str, folder: str) -> None:
    """Raise `UsageError` for a dataset inside its own source: the next scan would read it."""
    root, out = os.path.realpath(source), os.path.realpath(folder)
    if os.path.isdir(root) and Path(out).is_relative_to(root):
        raise UsageError(f"{folder} lies in {source}: the dataset would be read as part of the archive")
