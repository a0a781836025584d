"""Seeded test texts: ads with a known imprint, articles without one, and what time and malice make of them.

    python -m benchmarks.corpus ads DIRECTORY --count 2000

Sentences come from a chain of word pairs over the texts in benchmarks/text/, so that letters, word lengths and
punctuation are those of the language. The same seed gives the same bytes on every machine and Python version: all
chance is drawn from `Random.random`, whose sequence Python guarantees.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

TEXT = Path(__file__).resolve().parent / "text"
AD_BYTES, ARTICLE_BYTES, PAGE_BYTES = 2_100, 5_100, 45_000
SHARE_KY, SHARE_NEAR_MISSES, SHARE_ADS = 0.65, 0.06, 0.03
BLOCKS = 8  # times that a page repeats its imprint

T = TypeVar("T")
_SLOT = re.compile(r"\{(\w+)\}")


class Fact(NamedTuple):
    """One value that a text states: as data, and its place in the text."""

    value: str | int
    start: int
    end: int


class Item(NamedTuple):
    """One text; `imprints` are the places of its imprint (empty: it has none), `facts` what the first one states."""

    name: str
    language: str
    text: str
    imprints: tuple[tuple[int, int], ...] = ()
    facts: tuple[tuple[str, Fact], ...] = ()

    def record(self) -> dict[str, Any]:
        """Return the truth about the text as plain JSON values."""
        facts = {field: fact._asdict() for field, fact in self.facts}
        return {"name": self.name, "language": self.language, "imprints": self.imprints, "facts": facts}


class Chance:
    """Draws that do not depend on the Python version."""

    def __init__(self, *seed: str | int) -> None:
        self._random = random.Random(":".join(map(str, seed)))

    def below(self, limit: int) -> int:
        """Return a number from 0 up to, not including, `limit`."""
        return int(self._random.random() * limit)

    def of(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.below(len(options))]

    def happens(self, share: float) -> bool:
        """Tell whether something of this probability happens."""
        return self._random.random() < share


class Chain:
    """Word pairs of a text: which words open a sentence, and which follow which."""

    def __init__(self, text: str) -> None:
        self.openers: list[str] = []
        self.followers: dict[str, list[str]] = {}
        previous = ""
        for word in text.split():
            if previous and previous[-1] not in ".!?":
                self.followers.setdefault(previous, []).append(word)
            else:
                self.openers.append(word)
            previous = word

    def sentence(self, chance: Chance, longest: int = 40) -> str:
        """Return a sentence that begins and goes on as sentences of the text do."""
        words = [chance.of(self.openers)]
        while words[-1][-1] not in ".!?" and len(words) < longest:
            words.append(chance.of(self.followers[words[-1]]))
        sentence = " ".join(words)
        balanced = sentence.count("«") == sentence.count("»") and sentence.find("«") <= sentence.find("»")
        return sentence if balanced else sentence.replace("«", "").replace("»", "")

    def prose(self, chance: Chance, size: int) -> list[str]:
        """Return sentences of `size` bytes together, or slightly more."""
        sentences: list[str] = []
        while size > 0:
            sentences.append(self.sentence(chance))
            size -= len(sentences[-1].encode()) + 1
        return sentences


@cache
def chain(language: str) -> Chain:
    """Return the chain of a language."""
    return Chain((TEXT / f"{language}.txt").read_text(encoding="utf-8"))


@cache
def words() -> dict[str, Any]:
    """Return what ads are made of."""
    return tomllib.loads((TEXT / "ads.toml").read_text(encoding="utf-8"))


def ads(count: int, seed: int = 1) -> Iterator[Item]:
    """Yield ads of 2.1 KB with one complete imprint: at the end (80 %), in the middle or at the top."""
    for number in range(count):
        chance = Chance("ad", seed, number)
        language = "ky" if chance.happens(SHARE_KY) else "ru"
        imprint = _imprint(chance, language)
        sentences = chain(language).prose(chance, AD_BYTES - len(imprint.text.encode()) - 80)
        sentences.append(chance.of(words()[language]["calls"]))
        paragraphs = _paragraphs(chance, sentences)
        place = len(paragraphs) if chance.happens(0.8) else chance.below(len(paragraphs))
        yield _joined(f"ad-{number:05}", imprint, paragraphs, [place])


def articles(count: int, seed: int = 1) -> Iterator[Item]:
    """Yield articles of 5.1 KB without an imprint; 6 % have a sentence that uses an imprint's words."""
    for number in range(count):
        chance = Chance("article", seed, number)
        language = "ky" if chance.happens(SHARE_KY) else "ru"
        sentences = chain(language).prose(chance, ARTICLE_BYTES)
        if chance.happens(SHARE_NEAR_MISSES):
            sentences.insert(chance.below(len(sentences)), chance.of(words()[language]["near_misses"]))
        text = "\n\n".join(_paragraphs(chance, sentences)) + "\n"
        yield Item(f"article-{number:05}", language, text)


def mix(count: int, seed: int = 1) -> Iterator[Item]:
    """Yield articles, 3 % of them replaced by ads."""
    chance = Chance("mix", seed)
    for article, ad in zip(articles(count, seed), ads(count, seed), strict=True):
        yield ad if chance.happens(SHARE_ADS) else article


def pages(count: int, seed: int = 1) -> Iterator[Item]:
    """Yield pages of 45 KB as crawlers save them, nested: the same imprint stands in them eight times."""
    for number in range(count):
        chance = Chance("page", seed, number)
        language = "ky" if chance.happens(SHARE_KY) else "ru"
        imprint = _imprint(chance, language)
        story = chain(language).prose(chance, PAGE_BYTES // BLOCKS - len(imprint.text.encode()))
        paragraphs, places = [], []
        for _ in range(BLOCKS):
            paragraphs += _paragraphs(chance, story)
            places.append(len(paragraphs))
        yield _joined(f"page-{number:05}", imprint, paragraphs, places)


def _paragraphs(chance: Chance, sentences: Sequence[str]) -> list[str]:
    paragraphs, place = [], 0
    while place < len(sentences):
        size = 3 + chance.below(4)
        paragraphs.append(" ".join(sentences[place : place + size]))
        place += size
    return paragraphs


class _Imprint(NamedTuple):
    language: str
    text: str
    facts: tuple[tuple[str, Fact], ...]


_FIELDS = {
    "executor": "executor.name",
    "address": "executor.address",
    "customer": "customer.name",
    "payer": "payer.name",
    "role": "payer.role",
    "fund": "funding_source",
    "date": "publication_date",
    "run": "print_run",
}


def _imprint(chance: Chance, language: str) -> _Imprint:
    """Fill a template, and keep where each value came to stand."""
    of = words()[language]
    party = chance.of(of["parties"])
    day = date.fromisoformat(chance.of(words()["days"]))
    run, unit, number = chance.of(of["runs"])
    form, year = chance.of(of["dates"])
    parts = {"year": day.year, "month": day.month, "day": day.day, **of["months"][str(day.month)]}
    values = {
        **{name: chance.of(of[f"{name}s"]) for name in ("executor", "payer", "role", "fund")},
        "address": chance.of(of["addresses"]),
        "customer": party,
        "party": party,
        "date": form.format(**parts),
        "run": run,
    }
    behind = {"date": year, "run": unit}
    meant: dict[str, str | int] = {**values, "date": day.isoformat(), "run": number}
    text, facts = "", []
    for place, piece in enumerate(_SLOT.split(chance.of(of["templates"]))):
        if place % 2 == 0:
            text += piece[1:] if text.endswith(".") and piece.startswith(".") else piece
        else:
            if piece in _FIELDS:
                facts.append((_FIELDS[piece], Fact(meant[piece], len(text), len(text) + len(values[piece]))))
            text += values[piece] + behind.get(piece, "")
    return _Imprint(language, text, tuple(facts))


def _joined(name: str, imprint: _Imprint, paragraphs: Sequence[str], places: Sequence[int]) -> Item:
    """Put the imprint before the paragraphs of the given numbers, and shift its facts there."""
    pieces: list[str] = []
    imprints: list[tuple[int, int]] = []
    size = 0
    for number in range(len(paragraphs) + 1):
        for piece in [imprint.text] * (number in places) + list(paragraphs[number : number + 1]):
            if piece is imprint.text:
                imprints.append((size, size + len(piece)))
            pieces.append(piece)
            size += len(piece) + 2
    shift = imprints[0][0]
    facts = tuple((field, Fact(fact.value, fact.start + shift, fact.end + shift)) for field, fact in imprint.facts)
    return Item(name, imprint.language, "\n\n".join(pieces) + "\n", tuple(imprints), facts)


KINDS: dict[str, Callable[[int, int], Iterator[Item]]] = {"ads": ads, "articles": articles, "mix": mix, "pages": pages}


def write(items: Iterator[Item], directory: Path) -> int:
    """Write each text into a file of its own, and the truth about all into `<directory>.truth.jsonl` beside it."""
    directory.mkdir(parents=True, exist_ok=True)
    count = 0
    with open(directory.with_suffix(".truth.jsonl"), "w", encoding="utf-8", newline="\n") as truth:
        for item in items:
            (directory / f"{item.name}.txt").write_text(item.text, encoding="utf-8", newline="\n")
            truth.write(json.dumps(item.record(), ensure_ascii=False) + "\n")
            count += 1
    return count


def main() -> None:
    """Write a corpus to a directory."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=main.__doc__)
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("directory", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(f"{write(KINDS[chosen.kind](chosen.count, chosen.seed), chosen.directory)} files in {chosen.directory}")


if __name__ == "__main__":
    main()
