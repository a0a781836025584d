"""Labelled texts without imprint: hard negatives as they are, ads with their imprint cut out."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

from compliance.checker import Checker
from compliance.model.document import Document
from tools.learn_signs.generated import Example

PARTS = 10  # of the whole texts of a hand
FEWEST = 8  # words that must be left of an ad
_NEGATIVE = frozenset(("hard_negative", "quoted_template"))


def from_corpus(path: Path) -> Iterator[Example]:
    """Yield the texts of a corpus that are, or can be made, texts without imprint of a kind that is known."""
    checker = Checker("kg")
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["jurisdiction"].upper() != "KG":
            continue
        flags = set(record.get("flags") or ())
        if record["expected"]["has_imprint"]:
            text = _without_imprint(checker, record["text"])
            if len(text.split()) >= FEWEST:
                yield Example(record["id"], text, True, record["lang"], path.stem)
        elif "missing:all" in flags:
            yield Example(record["id"], record["text"], True, record["lang"], path.stem)
        elif flags & _NEGATIVE and not checker.read(Document(record["text"])).imprints:
            yield Example(record["id"], record["text"], False, record["lang"], path.stem)


def _without_imprint(checker: Checker, text: str) -> str:
    """Return an ad without the lines in which its imprint was found, "" where it was not."""
    places = sorted(place for one in checker.read(Document(text)).imprints for place in one.occurrences)
    if not places:
        return ""
    kept, at = [], 0
    for start, end in places:
        kept.append(
            text[at : max(at, text.rfind("\n", 0, start) + 1 if start - text.rfind("\n", 0, start) < 40 else start)]
        )
        line_end = text.find("\n", end)
        at = max(at, line_end if 0 <= line_end < end + 40 else end)
    return "".join([*kept, text[at:]]).strip()


def own_texts(path: Path) -> list[Example]:
    """Return the whole texts of a file, in parts of one hand: each part is weighed by what the others taught."""
    if path.suffix == ".jsonl":
        records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        return [
            Example(one["id"], one["text"], one["is_ad"], one["lang"], f"{path.stem} {int(one['id'][-2:]) % PARTS}")
            for one in records
        ]
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    found = []
    for language, kinds in content.items():
        for kind, texts in kinds.items():
            for number, text in enumerate(texts):
                name = f"{path.stem}-{language}-{kind}-{number}"
                found.append(Example(name, text.strip(), kind == "ad", language, f"{path.stem} {number % PARTS}"))
    return found
