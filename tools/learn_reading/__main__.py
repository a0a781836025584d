"""Learns the weights of rules/reading.json, and tells how a reader learned from all other hands reads each of them.

python -m tools.learn_reading ../corpora/*.jsonl                     the table, then rules/reading.json, from all
python -m tools.learn_reading --leave-one-out ../corpora/*.jsonl     the table only

Each corpus is a hand; those that the reader was made with are one hand together. Hands are left out a few at a time,
which is harder than one by one, and sooner done. What speaks for an imprint is weighed on texts whose
hand the labelling was learned without, as every text that the reader will meet is of a hand it has not seen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from compliance.extraction.assign.model import Model
from compliance.extraction.reader import read
from compliance.model.document import Document
from compliance.model.imprint import Imprint
from compliance.rulebook import load
from tools.learn_reading.score import HEAD, Score, score
from tools.learn_reading.texts import JURISDICTION, Text, records, tagged
from tools.learn_reading.train import GENERATED, KNOWN, OWN, SEED, SURE, Amounts, Content, Learner, Settings, weighed
from tools.reading import layouts

ROOT = Path(__file__).resolve().parents[2]
CORPORA = tuple(sorted((ROOT / "tests" / "corpus").glob("*.jsonl")))
KINDS = ROOT / "tests" / "data" / "known_kinds.jsonl"  # texts that tests hold: what is learned anew must read them
TRIED = ("kg", "kg-heldout")  # what labels are read by was tried on these: they are one hand
FEW = 100  # texts of a hand that are too few to test on: they go with the project's own
TARGET = ROOT / "rules" / "reading.json"
MOST_BYTES = 204_800  # of the file that is written
_WEIGHT = re.compile(r"[a-z](-?\d+)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of hands left out, and write the weights; 0 when done."""
    parser = argparse.ArgumentParser(prog="python -m tools.learn_reading", description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="*", type=Path, help="labelled texts, JSON lines, beside those of the project")
    parser.add_argument("--leave-one-out", action="store_true", help="print the table, and write nothing")
    parser.add_argument("--generated", type=int, default=2000, help="generated texts that are learned from as well")
    parser.add_argument("--variants", type=int, default=Settings().variants, help="versions made of each text")
    parser.add_argument("--rounds", type=int, default=Settings().rounds, help="rounds of learning")
    parser.add_argument("--output", type=Path, default=TARGET)
    chosen = parser.parse_args(arguments)
    settings = Settings(variants=chosen.variants, rounds=chosen.rounds)
    hands = _hands(chosen.corpora, chosen.generated)
    learner = Learner(hands, settings)
    apart = {name: (content, amounts) for name, content, amounts in learner.apart(whole=not chosen.leave_one_out)}
    whole, _ = apart.pop("", ({}, []))
    _table(hands, apart)
    if not chosen.leave_one_out:
        known = [pair for _, amounts in apart.values() for pair in amounts]
        content = whole | {"evidence": weighed(known), "sure": SURE}
        content["from"] = _provenance((*CORPORA, KINDS, *chosen.corpora), len(hands[GENERATED]), settings)
        chosen.output.write_text(fitting(content, MOST_BYTES), encoding="utf-8", newline="\n")
        print(f"{chosen.output.name}: {chosen.output.stat().st_size} bytes")
    return 0


def _hands(corpora: Sequence[Path], generated: int) -> dict[str, list[Text]]:
    hands: dict[str, list[Text]] = {OWN: []}
    for path in (*CORPORA, *corpora):
        texts = [tagged(record) for record in records(path)]
        if path.stem in TRIED or len(texts) < FEW:
            hands[OWN] += texts
        else:
            hands[path.stem] = texts
    hands[KNOWN] = [tagged(record) for record in records(KINDS)]
    made = [record for record in layouts.records(generated, SEED) if record["jurisdiction"].lower() == JURISDICTION]
    hands[GENERATED] = [tagged(record) for record in made]
    return hands


def _table(hands: dict[str, list[Text]], apart: dict[str, tuple[Content, Amounts]]) -> None:
    print(HEAD)
    for name, (labelling, _) in apart.items():
        known = [pair for other, (_, amounts) in apart.items() if other != name for pair in amounts]
        content = labelling | {"evidence": weighed(known), "sure": SURE}
        print(measured([text.record for text in hands[name]], content).line(name), flush=True)


def measured(wanted: list[dict[str, Any]], content: dict[str, Any]) -> Score:
    """Return how the program reads these records under these weights."""
    rulebook = load(JURISDICTION)
    rulebook.derived["reading"] = Model(content)

    def reader(text: str) -> Imprint | None:
        imprints = read(Document(text), rulebook).imprints
        return imprints[0] if imprints else None

    return score(wanted, reader)


def _provenance(paths: Sequence[Path], generated: int, settings: Settings) -> dict[str, Any]:
    made = [
        {"name": path.stem, "texts": len(records(path)), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in paths
    ]
    drawn = {"texts": generated, "seed": SEED}
    return {"by": "tools/learn_reading", "corpora": made, "generated": drawn, "seed": SEED, **settings._asdict()}


def fitting(content: dict[str, Any], most: int) -> str:
    """Return the content as JSON of at most so many bytes: the slightest weights of what is seen are left out first."""
    written, least = _written(content), 0
    while len(written.encode()) > most and content["seen"]:
        least += 1
        content = content | {"seen": _from(content["seen"], least)}
        written = _written(content)
    return written


def _from(seen: dict[str, dict[str, str]], least: int) -> dict[str, dict[str, str]]:
    """Return the weights of what is seen that are at least so great, in twentieths."""
    found: dict[str, dict[str, str]] = {}
    for head, names in seen.items():
        for rest, weights in names.items():
            kept = "".join(one[0] for one in _WEIGHT.finditer(weights) if abs(int(one[1])) >= least)
            if kept:
                found.setdefault(head, {})[rest] = kept
    return found


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
