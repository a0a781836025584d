"""Bytes → Document: files, folders, globs, standard input and JSON ads."""

from __future__ import annotations

from compliance.sources.collecting import collect
from compliance.sources.loading import (
    MAX_BYTES,
    STANDARD_INPUT,
    Loaded,
    NoAd,
    Source,
    load_bytes,
    load_file,
    load_source,
    read_limited,
)

__all__ = [
    "MAX_BYTES",
    "STANDARD_INPUT",
    "Loaded",
    "NoAd",
    "Source",
    "collect",
    "load_bytes",
    "load_file",
    "load_source",
    "read_limited",
]
