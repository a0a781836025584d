"""Seeded texts with their labels: imprints in every layout and sloppiness, and what only looks like one.

    python -m tools.reading.layouts --records 6000 --seed 9 --out layouts.jsonl

Records have the form of the labelled corpora; `spans` has the places of all values besides. Each record has a source
of chance of its own, so the same seed gives the same bytes and a longer run begins with the shorter one.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.reading import noise
from tools.reading.arrange import SETTINGS
from tools.reading.facts import Facts, cored, stated
from tools.reading.maker import Maker
from tools.reading.marks import PATHS, Cut, bare, cut, normal

KINDS = [
    ("imprint", 0.68),
    ("repeated", 0.02),
    ("negative", 0.215),
    ("no_imprint", 0.035),
    ("blank", 0.02),
    ("two", 0.015),
    ("bilingual", 0.015),
]
Record = dict[str, Any]


def records(count: int, seed: int) -> Iterator[Record]:
    """`count` records of a seed, one after the other."""
    for at in range(count):
        yield record(f"g{seed}-{at:05}", random.Random(f"{seed}:{at}"))


def record(name: str, rng: random.Random) -> Record:
    """One labelled text."""
    kind = rng.choices([kind for kind, _ in KINDS], [share for _, share in KINDS])[0]
    maker = Maker(rng.choice(["ky", "ru"]), rng)
    if kind in ("negative", "no_imprint"):
        return unlabelled(name, kind, maker, rng)
    facts, text, note = imprint(maker, rng) if kind != "blank" else blank(maker, rng)
    first = cut(text)
    if kind == "repeated":
        text += rng.choice(["\n", "\n\n", "\n———\n"]) + text
    if kind in ("two", "bilingual"):
        other = maker if kind == "two" else Maker("ru" if maker.language == "ky" else "ky", rng)
        facts2, text2, _ = imprint(other, rng)
        second = cut(text2)
        text += rng.choice(["\n", "\n\n", " / "]) + text2
    whole = cut(around(text, maker, rng))
    out = labelled(name, maker, facts, first) | {"text": whole.text, "notes": f"{kind}; {note}"}
    out["spans"] = {path: whole.spans[path] for path in PATHS.values() if path in whole.spans}
    if kind == "blank":
        out["flags"] = ["placeholder_not_filled"]
    if kind in ("two", "bilingual"):
        out["flags"].append("contradictory_imprints")
        out["imprints"] = [out["expected"]["fields"], fields(facts2, second)]
    return out


def imprint(maker: Maker, rng: random.Random) -> tuple[Facts, str, str]:
    """An imprint's facts, its marked text, and what was done."""
    short = rng.choice([0.05, 0.05, 0.15, 0.6])
    facts = stated(maker, rng, short)
    setting = rng.choices(list(SETTINGS), [share for share, _ in SETTINGS.values()])[0]
    text = SETTINGS[setting][1](facts, rng, short)
    if rng.random() < 0.15:
        lead = rng.choice(maker.data["heads"]["lead"])
        text = f"{lead}{rng.choice(['. ', ': ', chr(10), ' | '])}{text}"
    text = re.sub("(?<!\\.)\\.([\ue000-\ue1ff]*)\\.(?!\\.)", r".\1", text)
    style, ways = noise.style(rng)
    for way in ways:
        text = way(text, rng)
    return facts, text, f"{setting} {style} {' '.join(way.__name__ for way in ways)}".strip()


def blank(maker: Maker, rng: random.Random) -> tuple[Facts, str, str]:
    """A form not filled in, or half."""
    facts = stated(maker, rng, 0.1)
    template = rng.choice(maker.data["negatives"]["blank"])
    before, sep, rest = template.partition("‹")
    text = facts.say(before) + (cored("‹" + facts.say(rest)) if sep else "")
    facts.date = None
    return facts, text, "form"


def around(text: str, maker: Maker, rng: random.Random) -> str:
    """The imprint inside an item: at its foot, at its head, inside it, or alone."""
    chance = rng.random()
    if chance < 0.12:
        return text
    prose = (
        maker.pick("titles", "slogans")
        if chance < 0.5
        else f"{maker.pick('titles', 'slogans')}\n{maker.body(rng.choice([2, 3, 5, 9]))}"
    )
    gap = rng.choice(["\n", "\n", "\n\n", " ", "\n***\n", "\n———\n", "\n\n"])
    place = rng.random()
    if place < 0.1:
        return f"{text}{gap}{prose}"
    if place < 0.16:
        return f"{prose}{gap}{text}{gap}{maker.pick('titles', 'slogans')}"
    tail = f"{gap}{maker.pick('noise_words', 'aside')}" if place > 0.93 else ""
    return f"{prose}{gap}{text}{tail}"


def fields(facts: Facts, found: Cut) -> dict[str, Any]:
    """The first value of every field; a date and a run by what they mean."""

    def first(path: str) -> str | None:
        values = found.values(path)
        return normal(values[0]) if values else None

    return {
        "executor": {"name": first("executor.name"), "address": first("executor.address")},
        "customer": {"name": first("customer.name")},
        "payer": {"name": first("payer.name"), "role": first("payer.role")},
        "funding_source": first("funding_source"),
        "publication_date": facts.date if found.values("publication_date") else None,
        "print_run": facts.run if found.values("print_run") else None,
    }


def labelled(name: str, maker: Maker, facts: Facts, found: Cut) -> Record:
    """A record of a text that carries an imprint."""
    accept: dict[str, list[Any]] = {}
    for path in list(PATHS.values())[:6]:
        values = found.values(path)
        readings = found.readings(path, values[0]) if values else []
        if readings:
            accept[path] = readings
    return {
        "id": name,
        "lang": maker.language,
        "jurisdiction": "KG",
        "origin": "generated",
        "text": found.text,
        "expected": {"has_imprint": True, "fields": fields(facts, found)},
        "accept": accept,
        "flags": list(facts.flags),
    }


def unlabelled(name: str, kind: str, maker: Maker, rng: random.Random) -> Record:
    """A record of a text without an imprint."""
    text = maker.pick("negatives", "list" if kind == "negative" else "no_imprint")
    if kind == "negative" and rng.random() < 0.4:
        text = text.replace(". ", ".\n", rng.randint(1, 5))
    style, ways = noise.style(rng)
    for way in ways if rng.random() < 0.5 else []:
        text = way(text, rng)
    empty = {
        "executor": {"name": None, "address": None},
        "customer": {"name": None},
        "payer": {"name": None, "role": None},
        "funding_source": None,
        "publication_date": None,
        "print_run": None,
    }
    return {
        "id": name,
        "lang": maker.language,
        "jurisdiction": "KG",
        "origin": "generated",
        "text": bare(text),
        "expected": {"has_imprint": False, "fields": empty},
        "accept": {},
        "flags": ["hard_negative" if kind == "negative" else "missing:all"],
        "spans": {},
        "notes": f"{kind}; {style}",
    }


def main() -> None:
    """Write the records of a seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with open(options.out, "w", encoding="utf-8", newline="\n") as file:
        for each in records(options.records, options.seed):
            file.write(json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
