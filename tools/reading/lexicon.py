"""Words of evidence, found whatever script or damage they are written in."""

from __future__ import annotations

import re
from functools import cache

from tools.reading.grammar import words

_CYRILLIC = re.compile("[а-яёөүңѳ]", re.IGNORECASE)


@cache
def _tables() -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    damage = words("damage")
    back = str.maketrans({latin: plain for plain, latin in damage["look_alikes"].items()})
    digits = str.maketrans({"0": "о", "3": "з", "6": "б", "8": "в", "ѳ": "ө"})
    return back, digits, str.maketrans(damage["latin"])


@cache
def skeleton(word: str) -> str:
    """A word in plain Latin letters: look-alikes and digits inside Cyrillic undone, ө ү ң as о у н."""
    back, digits, latin = _tables()
    if _CYRILLIC.search(word):
        word = word.translate(back).translate(digits)
    plain = word.translate(latin).lower()
    for old, new in (
        ("zh", "j"),
        ("ts", "c"),
        ("kh", "h"),
        ("yu", "u"),
        ("ya", "a"),
        ("ö", "o"),
        ("ü", "u"),
        ("y", "i"),
        ("ia", "a"),
    ):
        plain = plain.replace(old, new)
    return re.sub(r"[^a-z0-9]", "", plain)


@cache
def _stems() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for kind, stems in words("lexicon").items():
        for stem in stems:
            plain = skeleton(stem)
            table.setdefault(plain[:1], []).append((plain, kind))
    return table


@cache
def kinds(word: str, stopped: bool) -> frozenset[str]:
    """The classes a word may belong to; behind a stop, a beginning of two letters and more is enough."""
    plain = skeleton(word)
    found = set()
    for stem, kind in _stems().get(plain[:1], []):
        if plain.startswith(stem) and (len(stem) > 3 or len(plain) <= len(stem) + 2):
            found.add(kind)
        elif stopped and len(plain) >= 2 and stem.startswith(plain):
            found.add(kind + "~")
        elif len(stem) >= 5 and len(plain) >= 5 and _near(plain[: len(stem) + 1], stem):
            found.add(kind + "≈")
    return frozenset(found)


def _near(word: str, stem: str) -> bool:
    """Whether one letter dropped, added or changed turns the beginning of `word` into `stem`."""
    at = next((at for at, (a, b) in enumerate(zip(word, stem, strict=False)) if a != b), len(stem))
    return at >= 2 and (
        word[at + 1 :].startswith(stem[at + 1 :])
        or word[at:].startswith(stem[at + 1 :])
        or word[at + 1 :].startswith(stem[at:])
    )
