"""Answers of whichever `compliance` this Python has: texts in, JSON lines out. Run by its path, isolated (-I).

The first line says from which file the hot module comes, and how many milliseconds of one core a text took.
"""

from __future__ import annotations

import json
import sys
import time

from compliance import Checker, extract
from compliance.extraction.assign import lattice


def main() -> None:
    """Read a JSON list of texts from standard input, and write what is read of and said on each."""
    texts = json.load(sys.stdin)
    checker = Checker("kg")
    for text in texts[:10]:
        checker.check(text)
    started = time.process_time()
    results = [checker.check(text) for text in texts]
    spent = (time.process_time() - started) / len(texts) * 1000
    print(json.dumps({"from": lattice.__file__, "milliseconds": round(spent, 3)}))
    for text, result in zip(texts, results, strict=True):
        told = extract(text, jurisdiction="kg")
        print(json.dumps([result.model_dump(mode="json"), told.model_dump(mode="json")], ensure_ascii=False))


if __name__ == "__main__":
    main()
