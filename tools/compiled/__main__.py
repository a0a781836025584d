"""Reads the same texts with a compiled installation and with this checkout, and says where their answers differ.

python -m tools.compiled PYTHON [CORPUS ...]     PYTHON: of an environment that has a compiled wheel

Texts are those of tests/corpus, of the corpora given, of the generator of layouts, and ads of the benchmarks. Exit
code 1: an answer differs, or that installation is not compiled.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks.corpus import ads
from tools.reading import layouts

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = Path(__file__).with_name("answers.py")
CORPORA = sorted((ROOT / "tests" / "corpus").glob("*.jsonl"))
MADE, SEED, ADS = 400, 11, 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many answers are equal and how long both took; 0 where all are."""
    parser = argparse.ArgumentParser(prog="python -m tools.compiled", description=__doc__.split("\n")[0])
    parser.add_argument("python", type=Path, help="the Python that has the compiled wheel")
    parser.add_argument("corpora", nargs="*", type=Path, help="further texts, JSON lines with `text`")
    chosen = parser.parse_args(arguments)
    texts = list(_texts([*CORPORA, *chosen.corpora]))
    source, compiled = _answers(Path(sys.executable), texts, ROOT), _answers(chosen.python, texts, None)
    heads = [json.loads(source[0]), json.loads(compiled[0])]
    if not heads[1]["from"].endswith((".so", ".pyd")):
        print(f"not compiled: {heads[1]['from']}")
        return 1
    differ = [place for place, (one, other) in enumerate(zip(source[1:], compiled[1:], strict=True)) if one != other]
    for place in differ[:5]:
        print(f"differs: {texts[place]!r}")
    print(f"{len(texts)} texts, {len(differ)} answers differ")
    print(f"{heads[0]['milliseconds']} ms a text from source, {heads[1]['milliseconds']} ms compiled")
    return 1 if differ else 0


def _texts(corpora: Sequence[Path]) -> list[str]:
    lines = (line for path in corpora for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
    found = [str(json.loads(line)["text"]) for line in lines]
    found += [record["text"] for record in layouts.records(MADE, SEED)]
    return found + [ad.text for ad in islice(ads(ADS), ADS)]


def _answers(python: Path, texts: list[str], path: Path | None) -> list[str]:
    """Return the lines that answers.py writes; `path` is where it finds `compliance`, None for what is installed."""
    environment = {**os.environ, "PYTHONHASHSEED": "0"} | ({"PYTHONPATH": str(path)} if path else {})
    done = subprocess.run(
        [python, *([] if path else ["-I"]), ANSWERS],
        input=json.dumps(texts),
        env=environment,
        cwd=ANSWERS.parent,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
