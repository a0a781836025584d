"""Leave one hand out: a reader trained on the other hands reads the one it has not seen.

    python -m tools.reading.evaluate CORPUS_FOLDER --reader tools.reading.crf:train [--extra layouts.jsonl]

A reader is a factory, `train(records) -> extract`, `extract(text) -> [ {path: Leaf}, … ]`. Scores are those of the
corpora's own tool; the brackets are the middle 95 % over resampled records.
"""

from __future__ import annotations

import argparse
import importlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tools.reading.scoring import Extract, Record, interval, judged, summary

Train = Callable[[list[Record]], Extract]


def loaded(path: Path) -> list[Record]:
    """The records of a file that are of the jurisdiction the hands share."""
    with open(path, encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines if line.strip()]
    return [record for record in found if record["jurisdiction"].upper() == "KG"]


def hands(folder: Path) -> dict[str, list[Record]]:
    """Every corpus of the folder by name."""
    return {path.stem: loaded(path) for path in sorted(folder.glob("*.jsonl"))}


def measured(extract: Extract, records: Iterable[Record]) -> tuple[list[Counter[str]], list[tuple[str, str, Any, Any]]]:
    """Counts per record, and all misses with their record."""
    counts, misses = [], []
    for record in records:
        count, missed = judged(record, extract(record["text"]))
        counts.append(count)
        misses += [(record["id"], *miss) for miss in missed]
    return counts, misses


def row(name: str, counts: list[Counter[str]]) -> str:
    """One line of the table."""
    got = summary(counts)
    low, high = interval(counts)
    cells = [name, f"{got['documents']:.0f}", f"**{got['f1']:.3f}** [{low:.3f}, {high:.3f}]", f"{got['precision']:.3f}"]
    cells += [f"{got['recall']:.3f}", f"{got['exact']:.0f}", f"{got['imprints_missed']:.0f}"]
    cells += [
        f"{got['false_alarms']:.0f} of {got['negatives']:.0f}",
        f"{got['sure']:.0f}",
        f"{100 * got['sure_wrong']:.2f} %",
    ]
    return f"| {' | '.join(cells)} |"


_COLUMNS = ["hand", "texts", "F1", "precision", "recall", "exact", "imprints missed", "false alarms"]
_COLUMNS += ["sure leaves", "sure and wrong"]
HEAD = f"| {' | '.join(_COLUMNS)} |\n|{' --- |' * len(_COLUMNS)}"


def main() -> None:
    """Print the table, and write the misses where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reader", default="tools.reading.crf:train")
    parser.add_argument("--extra", type=Path, help="further records to train with")
    parser.add_argument("--most", type=int, default=3000, help="how many of the further records")
    parser.add_argument("--hand", action="append", help="only these hands")
    parser.add_argument("--misses", type=Path)
    parser.add_argument("--only-extra", action="store_true", help="train with the further records alone")
    options = parser.parse_args()
    module, _, name = options.reader.partition(":")
    train: Train = getattr(importlib.import_module(module), name)
    known = hands(options.folder)
    extra = loaded(options.extra)[: options.most] if options.extra else []
    print(HEAD, flush=True)
    everything, all_misses = [], []
    shared = train(extra) if options.only_extra else None
    for hand, records in known.items():
        if options.hand and hand not in options.hand:
            continue
        rest = [record for other, found in known.items() if other != hand for record in found]
        counts, misses = measured(shared or train(rest + extra), records)
        everything += counts
        all_misses += misses
        print(row(hand, counts), flush=True)
    print(row("all", everything))
    if options.misses:
        options.misses.write_text(
            "".join(json.dumps(miss, ensure_ascii=False) + "\n" for miss in all_misses), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
