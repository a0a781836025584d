"""What time, malice and slips of the hand do to texts, bytes and trees; all chance comes from a given `Random`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any, TypeAlias

Tree: TypeAlias = Any  # what JSON can hold

ODD = (
    "\x00", "\x07", "\x1b[31m", "\x1b]8;;x\x07", "\u200b", "\u200d", "\u202e", "\u2066", "\u2028", "\x85", "\u00ad",
    "\ufeff", "\u0306", "\ufffd", "\ufffe", "\U0010ffff", "👍🏽", "ﬀ", "İ", "ß", "\t", "\r", "\r\n",
    "\n\n", "\u00a0", "\u3000",
)  # fmt: skip
MARKS = (
    "::error::x", "##[error]x", "%0A", "]]>", "<script>", "&#1058;", "«", "»", "„", "\"", "'", "(",
    ")", "[", "{{", "}}", "____",
    "…", ":", ";", ",", ".", "—", "-", "|", "/", "\\", "*", "#", "`", "$", "\u2116",
)  # fmt: skip
NUMBERS = (
    "0",
    "-1",
    "31.02.2021",
    "00.00.0000",
    "29.02.2023",
    "9" * 40,
    "1e309",
    "٣",
    "²",
    "O",
    "½",
    "1.5.1.5",
    "12.13.14",
)
SCALARS: tuple[Tree, ...] = (
    None, True, False, 0, -1, 2**63, 10**400, 1e308, 5e-324, "", " ", "\x00", "\u202e", "9999-12-31T23:59-12:00",
    "0001-01-01", "0001-01-01T00:00+14:00", "2021-02-30", "²", "x" * 5_000, [], {}, [[]], {"": None},
    ["x"] * 50, {"value": None, "raw": ""},
)  # fmt: skip
DEEPEST = 2_000


def damaged_text(text: str, chance: Random, words: Sequence[str]) -> str:
    """Return the text with one to six changes: pieces cut, doubled, moved, replaced, or strange ones put in."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 0, 1, 1, 2, 5, 20, 100)))
        piece = text[start:end]
        text = text[:start] + chance.choice(_TEXT)(piece, chance, words) + text[end:]
    return text


def _repeat(piece: str, chance: Random, words: Sequence[str]) -> str:
    return (piece or chance.choice(MARKS)) * chance.choice((2, 3, 50, 2_000))


def _recase(piece: str, chance: Random, words: Sequence[str]) -> str:
    return chance.choice((str.upper, str.lower, str.swapcase, str.title))(piece)


def _shuffle(piece: str, chance: Random, words: Sequence[str]) -> str:
    return "".join(chance.sample(piece, len(piece)))


_TEXT: tuple[Callable[[str, Random, Sequence[str]], str], ...] = (
    lambda piece, chance, words: "",
    lambda piece, chance, words: piece + piece,
    lambda piece, chance, words: piece + chance.choice(ODD),
    lambda piece, chance, words: chance.choice(MARKS) + piece,
    lambda piece, chance, words: chance.choice(NUMBERS),
    lambda piece, chance, words: f" {chance.choice(words)} {piece}",
    lambda piece, chance, words: piece.replace(" ", chance.choice(("\n", "\u00a0", "", "  "))),
    _repeat,
    _recase,
    _shuffle,
)


def damaged_bytes(content: bytes, chance: Random) -> bytes:
    """Return the bytes with some of them changed, cut out or put in."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randint(0, len(found))
        kind = chance.randrange(4)
        if kind == 0:
            found[place : place + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del found[place : place + chance.choice((1, 2, 3, 64))]
        elif kind == 2:
            found[place:place] = chance.choice(
                (b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xd0", b"\xed\xa0\x80", b"\x80" * 40)
            )
        else:
            found[place:place] = found[: chance.choice((1, 7, 400))]
    return bytes(found)


def damaged_tree(tree: Tree, chance: Random) -> Tree:
    """Return a JSON value with one to four of its parts replaced, dropped, doubled, renamed or nested."""
    tree = json.loads(json.dumps(tree))
    for _ in range(chance.randint(1, 4)):
        places = list(_places(tree))
        if not places:
            return deepcopy(chance.choice(SCALARS))
        holder, key = chance.choice(places)
        kind = chance.randrange(5)
        if kind < 2:
            holder[key] = deepcopy(chance.choice(SCALARS))  # what is put in may be damaged next
        elif kind == 2:
            del holder[key]
        elif kind == 3:
            holder[key] = [holder[key], holder[key]]
        elif isinstance(holder, dict):
            holder[str(key) + chance.choice(("", "s", "\x00", "é"))] = holder.pop(key)
    return tree


def _places(tree: Tree) -> list[tuple[Any, Any]]:
    keys: list[Any] = list(tree) if isinstance(tree, dict) else list(range(len(tree))) if isinstance(tree, list) else []
    found = [(tree, key) for key in keys]
    for key in keys:
        found += _places(tree[key])
    return found


def nested(open_: str, close: str, chance: Random) -> str:
    """Return brackets in brackets, deeper than any parser may recurse."""
    depth = chance.randint(100, DEEPEST * 50)
    return open_ * depth + close * chance.choice((0, depth))
