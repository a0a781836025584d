"""Known kinds of texts, which weights are learned from as well: each is read as it is labelled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compliance.model.imprint import Imprint

from .places import Extract

KINDS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "known_kinds.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]
PATHS = ("executor.name", "executor.address", "customer.name", "payer.name", "payer.role")


def _labelled(record: dict[str, Any], path: str) -> list[str | None]:
    """Return what counts as right for a field."""
    part, _, name = path.partition(".")
    return [record["expected"]["fields"][part].get(name), *record.get("accept", {}).get(path, ())]


def _read(imprint: Imprint, path: str) -> str | None:
    return imprint.leaves[path].raw.strip(" .") if path in imprint.leaves else None


def test_there_are_kinds_with_and_without_an_imprint() -> None:
    assert {record["expected"]["has_imprint"] for record in KINDS} == {True, False}
    assert len({record["id"] for record in KINDS}) == len({record["text"] for record in KINDS}) == len(KINDS)


@pytest.mark.parametrize("record", KINDS, ids=lambda record: record["id"])
def test_a_known_kind_is_read_as_it_is_labelled(extract: Extract, record: dict[str, Any]) -> None:
    imprints = extract(record["text"]).imprints
    assert bool(imprints) == record["expected"]["has_imprint"]
    for path in PATHS if imprints else ():
        right = [value.strip(" .") for value in _labelled(record, path) if value]
        assert not right or _read(imprints[0], path) in right, path
