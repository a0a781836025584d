"""The dataset a scan writes: parts by jurisdiction and month, a manifest, and what is needed to go on after a kill.

An archive is cut into shards by its order alone, and every file's name and bytes follow from the shards: a scan that
was killed and resumed leaves the same files as one that was not. A file appears whole or not at all; a shard is done
when its note is written, after its rows, so that each input is in the dataset exactly once. When all are done, their
rows are joined into the parts.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from compliance.archive.columns import ROW
from compliance.archive.parts import joined, parquet
from compliance.archive.settings import Settings
from compliance.errors import UsageError
from compliance.version import VERSION

SCHEMA = "archive.v1"
TOLD = ("outlet", "published")  # of which the manifest says how many rows have it
_MOST_REASONS = 5
Summary = dict[str, Any]


class Dataset:
    """A folder in which a scan writes; `UsageError` where another scan's dataset, or something else, lies there."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._notes = os.path.join(folder, "_scan")
        self._held: Any = None

    def begin(self, settings: Settings, listing: list[list[Any]]) -> bool:
        """Make the folder ready for a scan; False where this very scan is complete already."""
        plan = {"schema": SCHEMA, "settings": settings.sha256, "source": _digest(listing)}
        if os.path.exists(self.folder) and not os.path.isdir(self.folder):
            raise UsageError(f"{self.folder} is a file: a dataset is a folder")
        found = self._json("manifest.json") or self._json("_scan/plan.json")
        if found is not None and {key: found.get(key) for key in plan} != plan:
            raise UsageError(f"{self.folder} holds the dataset of another scan (other source, options or rules)")
        if found is None and os.path.isdir(self.folder) and os.listdir(self.folder):
            raise UsageError(f"{self.folder} is not empty, and no dataset")
        if self._json("manifest.json") is not None:
            shutil.rmtree(self._notes, ignore_errors=True)  # what was killed between the last two steps left them
            return False
        os.makedirs(self._notes, exist_ok=True)
        self._lock()
        for parent, _, names in os.walk(self.folder):
            for name in names:
                if name.endswith(".tmp"):
                    with contextlib.suppress(FileNotFoundError):
                        os.unlink(os.path.join(parent, name))
        write(os.path.join(self._notes, "plan.json"), _json(plan))
        return True

    def done(self, shard: int) -> Summary | None:
        """Return the note on a shard that is done, None where it is not."""
        return self._json(f"_scan/{shard:05d}.json")

    def is_from(self, shard: int, digest: str) -> bool:
        """Note of what inputs a shard is made; False where it was begun with others."""
        path = f"_scan/{shard:05d}.source"
        known = self._json(path)
        if known is None:
            write(os.path.join(self.folder, path), _json({"digest": digest}))
        return known is None or known["digest"] == digest

    def is_made_of(self, digests: list[str]) -> bool:
        """Return whether the complete dataset was made of shards of these inputs."""
        manifest = self._json("manifest.json")
        return manifest is not None and manifest["inputs_sha256"] == _digest(digests)

    def write(self, shard: int, inputs: int, rows: pa.Table) -> Summary:
        """Write the rows of a shard, and then its note, which is returned."""
        write(os.path.join(self._notes, f"{shard:05d}.parquet"), parquet(rows))
        summary: Summary = {
            "shard": shard,
            "inputs": inputs,
            "rows": rows.num_rows,
            "class": _counted(rows, "class"),
            "verdict": _counted(rows, "verdict"),
            "aside": rows.num_rows - rows["aside"].null_count,
            "reasons": _counted(rows, "aside"),
            "told": {name: rows.num_rows - rows[name].null_count for name in TOLD},
        }
        write(os.path.join(self._notes, f"{shard:05d}.json"), _json(summary))
        return summary

    def join(self, shards: int) -> list[Summary]:
        """Write the parts of the dataset from the rows of all shards; return the path, rows and digest of each."""
        parts = []
        for name, rows in joined(os.path.join(self._notes, f"{number:05d}.parquet") for number in range(shards)):
            path, content = os.path.join(self.folder, name), parquet(rows)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write(path, content)
            parts.append({"path": name, "rows": rows.num_rows, "sha256": hashlib.sha256(content).hexdigest()})
        return sorted(parts, key=lambda part: str(part["path"]))

    def end(
        self, settings: Settings, listing: list[list[Any]], shards: int, parts: list[Summary], beside: dict[str, Any]
    ) -> Summary:
        """Write the manifest over all shards, and take away what was only needed to go on."""
        counts: dict[str, Counter[str]] = {key: Counter() for key in ("class", "verdict", "reasons", "told")}
        manifest: Summary = {
            "schema": SCHEMA, "tool": VERSION, "settings": settings.sha256, "source": _digest(listing),
            "jurisdiction": settings.jurisdiction, "shards": shards, "inputs": 0, "rows": 0, "aside": 0, **beside,
        }  # fmt: skip
        digests: list[str] = []
        for number in range(shards):
            summary, source = self.done(number), self._json(f"_scan/{number:05d}.source")
            assert summary is not None
            assert source is not None
            digests.append(source["digest"])
            for key in ("inputs", "rows", "aside"):
                manifest[key] += summary[key]
            for key, counter in counts.items():
                counter.update(summary[key])
        most = sorted(counts.pop("reasons").items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_REASONS]
        manifest |= {key: dict(sorted(counter.items())) for key, counter in counts.items()} | {"reasons": dict(most)}
        manifest["inputs_sha256"] = _digest(digests)
        manifest["parts"] = parts
        write(os.path.join(self.folder, "manifest.json"), _json(manifest, indent=1))
        shutil.rmtree(self._notes)
        return manifest

    def _lock(self) -> None:
        """Keep a second scan from the folder while this process lives, where the system can."""
        try:
            import fcntl
        except ImportError:
            return
        self._held = open(os.path.join(self._notes, "lock"), "wb")  # noqa: SIM115 - held until the process ends
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"{self.folder}: another scan is at work there") from error

    def _json(self, name: str) -> Summary | None:
        try:
            with open(os.path.join(self.folder, name), encoding="utf-8") as file:
                found: Summary = json.load(file)
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise UsageError(f"{self.folder}/{name} is damaged: {error}") from error
        return found


def verify(folder: str) -> None:
    """Raise `UsageError` where a complete dataset is not what its manifest says: parts are missing, or are too many."""
    dataset = Dataset(folder)
    manifest = dataset._json("manifest.json")
    stated = manifest.get("parts") if isinstance(manifest, dict) else None
    if not isinstance(stated, list) or not all(isinstance(part, dict) and "path" in part for part in stated):
        raise UsageError(f"{folder}/manifest.json is damaged: it does not list the parts of the dataset")
    wanted, found = {str(part["path"]) for part in stated}, set(_parts(folder))
    for name in sorted(wanted ^ found):
        lacks = "is missing" if name in wanted else "is not of this scan"
        raise UsageError(f"{folder} is damaged: {name} {lacks}; scan the archive into another folder")
    if not os.path.isfile(os.path.join(folder, "duplicates.parquet")):
        raise UsageError(f"{folder} is damaged: duplicates.parquet is missing; scan the archive into another folder")


def _parts(folder: str) -> Iterator[str]:
    for parent, _, names in os.walk(os.path.join(folder, "rows")):
        inner = os.path.relpath(parent, folder).replace(os.sep, "/")
        yield from (f"{inner}/{name}" for name in names if name.endswith(".parquet"))


def write(path: str, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    temporary = f"{path}.{os.getpid()}.tmp"
    with open(temporary, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def _counted(rows: pa.Table, column: str) -> dict[str, int]:
    return dict(sorted(Counter(value for value in rows[column].to_pylist() if value).items()))


def _digest(listing: list[Any]) -> str:
    return hashlib.sha256(_json(listing)).hexdigest()


def _json(content: Any, indent: int | None = None) -> bytes:
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=indent) + "\n").encode("utf-8", "replace")


def table(batches: list[pa.RecordBatch]) -> pa.Table:
    """Return rows as one table."""
    return pa.Table.from_batches(batches, schema=ROW)
