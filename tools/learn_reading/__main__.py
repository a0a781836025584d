"""Learns the weights of rules/reading.json, or tells how a reader learned from all other hands reads each of them.

python -m tools.learn_reading ../corpora/*.jsonl            writes rules/reading.json, from these and tests/corpus
python -m tools.learn_reading --leave-one-out ../corpora/*.jsonl
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from compliance.extraction.assign.model import Model
from compliance.extraction.reader import read
from compliance.model.document import Document
from compliance.model.imprint import Imprint
from compliance.rulebook import load
from tools.learn_reading.score import HEAD, Score, score
from tools.learn_reading.texts import JURISDICTION, Text, records, tagged
from tools.learn_reading.train import SEED, Settings, learn
from tools.reading import layouts

ROOT = Path(__file__).resolve().parents[2]
OWN = tuple(sorted((ROOT / "tests" / "corpus").glob("*.jsonl")))
TARGET = ROOT / "rules" / "reading.json"
SURE = 0.97  # a value with a smaller share of all labellings is read with low confidence


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the weights, or print the table of hands left out; 0 when done."""
    parser = argparse.ArgumentParser(prog="python -m tools.learn_reading", description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="*", type=Path, help="labelled texts, JSON lines, beside those of the project")
    parser.add_argument("--leave-one-out", action="store_true", help="test on each corpus what was learned without it")
    parser.add_argument("--only", action="append", help="with --leave-one-out: these corpora, by name")
    parser.add_argument("--generated", type=int, default=0, help="generated texts that are learned from as well")
    parser.add_argument("--variants", type=int, default=Settings().variants, help="versions made of each text")
    parser.add_argument("--output", type=Path, default=TARGET)
    chosen = parser.parse_args(arguments)
    settings = Settings(variants=chosen.variants)
    texts = {path.stem: [tagged(record) for record in records(path)] for path in (*OWN, *chosen.corpora)}
    made = [tagged(record) for record in islice(layouts.records(chosen.generated, SEED), chosen.generated)]
    texts["generated"] = [text for text in made if text.record["jurisdiction"].lower() == JURISDICTION]
    if chosen.leave_one_out:
        return _leave_one_out(texts, [path.stem for path in chosen.corpora], chosen.only, settings)
    content = learn([text for part in texts.values() for text in part], settings, SURE)
    content["from"] = _provenance((*OWN, *chosen.corpora), texts, settings)
    chosen.output.write_text(_written(content), encoding="utf-8", newline="\n")
    print(f"{chosen.output.name}: {len(content['seen'])} names, {chosen.output.stat().st_size} bytes")
    return 0


def _leave_one_out(texts: dict[str, list[Text]], names: list[str], only: list[str] | None, settings: Settings) -> int:
    print(HEAD)
    for name in only or names:
        started = time.monotonic()
        rest = [text for other, part in texts.items() if other != name for text in part]
        found = measured([text.record for text in texts[name]], learn(rest, settings, SURE))
        print(found.line(name), f"({time.monotonic() - started:.0f} s)", flush=True)
    return 0


def measured(wanted: list[dict[str, Any]], content: dict[str, Any]) -> Score:
    """Return how the program reads these records under these weights."""
    rulebook = load(JURISDICTION)
    rulebook.derived["reading"] = Model(content)

    def reader(text: str) -> Imprint | None:
        imprints = read(Document(text), rulebook).imprints
        return imprints[0] if imprints else None

    return score(wanted, reader)


def _provenance(paths: Sequence[Path], texts: dict[str, list[Text]], settings: Settings) -> dict[str, Any]:
    made = [
        {"name": path.stem, "texts": len(texts[path.stem]), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in paths
    ]
    generated = {"texts": len(texts["generated"]), "seed": SEED}
    return {"by": "tools/learn_reading", "corpora": made, "generated": generated, "seed": SEED, **settings._asdict()}


def _written(content: dict[str, Any]) -> str:
    """Return the content as JSON, one name a line, so that a change shows what changed."""
    lines = []
    for key in sorted(content):
        value = content[key]
        if isinstance(value, dict) and key != "from":
            rows = (f"{_json(name)}:{_json(value[name])}" for name in sorted(value))
            lines.append(f"{_json(key)}:{{\n" + ",\n".join(rows) + "\n}")
        else:
            lines.append(f"{_json(key)}:{_json(value)}")
    return "{" + ",\n".join(lines) + "}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    sys.exit(main())
