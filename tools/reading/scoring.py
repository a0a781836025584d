"""The corpora's scoring, rule by rule as their own tool does it, per record, so that it can be resampled."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tools.reading.marks import normal

LEAVES = [
    "executor.name",
    "executor.address",
    "customer.name",
    "payer.name",
    "payer.role",
    "funding_source",
    "publication_date",
    "print_run",
]
Record = dict[str, Any]


@dataclass(frozen=True)
class Leaf:
    """A value read from a text, and whether the reader is sure of it."""

    value: str | int
    sure: bool = False


Reading = dict[str, Leaf]  # field path to value: one imprint
Extract = Callable[[str], list[Reading]]


def dug(tree: Any, path: str) -> Any:
    """What stands under a dotted path, or None."""
    for key in path.split("."):
        if not isinstance(tree, dict):
            return None
        tree = tree.get(key)
    return tree


def compared(value: Any) -> Any:
    """A value as it is compared."""
    return normal(value) if isinstance(value, str) else value


def paths(fields: dict[str, Any]) -> list[str]:
    """The leaves that are scored: the eight base leaves, and what the record has besides."""
    found = list(LEAVES)
    for key, value in fields.items():
        if isinstance(value, dict):
            found += [f"{key}.{inner}" for inner in value]
        elif value is not None:
            found.append(key)
    return list(dict.fromkeys(found))


def stripped(value: str) -> str:
    """A name without quotes and stops at its ends."""
    return value.strip(" .,;:\"'«»„“”()")


def matches(path: str, want: Any, got: Any, accept: Sequence[Any]) -> bool:
    """Whether `got` counts as right."""
    for choice in (compared(each) for each in [want, *accept]):
        if choice == got:
            return True
        if not isinstance(choice, str) or not isinstance(got, str):
            continue
        if path == "funding_source" and choice in got:
            return True
        if path.endswith(("name", "address", "role")) and stripped(choice) == stripped(got):
            return True
    return False


def judged(record: Record, found: list[Reading]) -> tuple[Counter[str], list[tuple[str, Any, Any]]]:
    """The counts of one record, and its misses."""
    count: Counter[str] = Counter(documents=1)
    misses: list[tuple[str, Any, Any]] = []
    has = record["expected"]["has_imprint"]
    count["negatives"] += not has
    if found and not has:
        count["false_alarms"] += 1
        count["sure"] += sum(leaf.sure for leaf in found[0].values())
        count["sure_wrong"] += sum(leaf.sure for leaf in found[0].values())
        misses.append(("has_imprint", False, {path: leaf.value for path, leaf in found[0].items()}))
    if has and not found:
        count["imprints_missed"] += 1
        misses.append(("has_imprint", True, None))
    right = bool(found) == has
    for path in paths(record["expected"]["fields"]) if has else []:
        want, leaf = dug(record["expected"]["fields"], path), found[0].get(path) if found else None
        got = compared(leaf.value) if leaf else None
        fits = matches(path, want, got, record.get("accept", {}).get(path, []))
        if leaf and leaf.sure:
            count["sure"] += 1
            count["sure_wrong"] += not fits
        if fits:
            count["tp"] += want is not None
            continue
        right = False
        count["fn"] += want is not None
        count["fp"] += got is not None
        count[f"miss {path}"] += 1
        misses.append((path, want, got))
    count["exact"] += right
    return count, misses


def summary(counts: Sequence[Counter[str]]) -> dict[str, float]:
    """F1, precision, recall and the rest over records."""
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    precision = total["tp"] / max(1, total["tp"] + total["fp"])
    recall = total["tp"] / max(1, total["tp"] + total["fn"])
    return {
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "precision": precision,
        "recall": recall,
        "exact": total["exact"],
        "documents": total["documents"],
        "imprints_missed": total["imprints_missed"],
        "false_alarms": total["false_alarms"],
        "negatives": total["negatives"],
        "sure": total["sure"],
        "sure_wrong": total["sure_wrong"] / max(1, total["sure"]),
    }


def interval(counts: Sequence[Counter[str]], key: str = "f1", times: int = 400, seed: int = 1) -> tuple[float, float]:
    """The middle 95 % of a figure over resampled records."""
    rng = random.Random(seed)
    values = sorted(summary(rng.choices(counts, k=len(counts)))[key] for _ in range(times))
    return values[int(times * 0.025)], values[int(times * 0.975)]
