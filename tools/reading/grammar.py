"""Templates of the data files: `[a|b|]` takes one alternative, `{slot}` is filled by the caller, `\\` quotes a sign."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def words(name: str) -> dict[str, Any]:
    """One data file: `ky`, `ru` or `stems`."""
    with open(DATA / f"{name}.toml", "rb") as file:
        return tomllib.load(file)


def expand(template: str, rng: random.Random, fill: Callable[[str], str]) -> str:
    """The template with its alternatives taken and its slots filled.

    >>> expand("[на|на] {x}\\\\[1]", random.Random(1), str.upper)
    'на X[1]'
    """
    text, at = _sequence(template, 0, rng, fill, "")
    return text if at == len(template) else text + template[at:]


def _sequence(source: str, at: int, rng: random.Random, fill: Callable[[str], str], ends: str) -> tuple[str, int]:
    out: list[str] = []
    while at < len(source) and source[at] not in ends:
        sign = source[at]
        if sign == "\\":
            out.append(source[at + 1])
            at += 2
        elif sign == "{":
            close = source.index("}", at)
            out.append(fill(source[at + 1 : close]))
            at = close + 1
        elif sign == "[":
            text, at = _choice(source, at + 1, rng, fill)
            out.append(text)
        else:
            out.append(sign)
            at += 1
    return "".join(out), at


def _choice(source: str, at: int, rng: random.Random, fill: Callable[[str], str]) -> tuple[str, int]:
    options: list[str] = []
    while True:
        text, at = _sequence(source, at, rng, fill, "|]")
        options.append(text)
        if at >= len(source) or source[at] == "]":
            return rng.choice(options), at + 1
        at += 1


def slots(template: str) -> set[str]:
    """The capital slots a template needs."""
    return {part[0] for part in template.replace("\\{", "").split("{")[1:] if part[0].isupper()}
