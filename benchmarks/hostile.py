"""Texts made to be slow: families of repeated units, of any size."""

from __future__ import annotations

import tomllib

from benchmarks.corpus import TEXT


def families() -> dict[str, str]:
    """Return the repeated unit of each family."""
    with open(TEXT / "hostile.toml", "rb") as file:
        return {family["name"]: family["unit"] for family in tomllib.load(file)["family"]}


def hostile(unit: str, size: int) -> str:
    """Return the unit repeated, each time with its number, until `size` bytes of UTF-8 are reached or just missed."""
    unit = unit.replace("{nbsp1000}", "\u00a0" * 1000)
    if "{n}" not in unit:
        return unit * (size // len(unit.encode()))
    pieces = []
    number = 1
    while size > 0:
        pieces.append(unit.replace("{n}", str(number)))
        size -= len(pieces[-1].encode())
        number += 1
    return "".join(pieces[:-1])
