"""Numbers in a register («ИНН 7700000000»): taken out before labels are read, given back to the party beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from compliance.model.fields import PARTIES, unindexed
from compliance.model.imprint import Imprint, Leaf
from compliance.model.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_FAR = 160  # characters from a value of a party to its number at most
_DOUBLED = {(",", ","), ("(", ","), (";", ","), (";", ";"), ("(", ";")}  # of two marks around a number one is enough
_MOST = 500  # numbers of one text
_NUMBER = r"[\s:№#()-]{0,5}(?P<number>\d(?:[ \u00a0]?\d){4,14})(?:\s{0,2}/\s{0,2}\d{9})?(?!\w)"


class Number(NamedTuple):
    """A number in a register at `start`–`end`."""

    start: int
    end: int


def pattern(labels: dict[str, Any]) -> re.Pattern[str] | None:
    """Return what finds a number behind the words of `[identifiers]`, None where a rulebook has none."""
    words: list[str] = labels.get("identifiers", {}).get("words", [])
    if not words:
        return None
    leads = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{leads}){_NUMBER}", re.IGNORECASE)


def parted(text: str, numbers: re.Pattern[str] | None) -> tuple[str, list[Number]]:
    """Return the text with blanks for its numbers, every character in its place, and the numbers."""
    if numbers is None:
        return text, []
    found: list[Number] = []
    pieces: list[str] = []
    last = 0
    for match in numbers.finditer(text):
        start, end = match.span()
        before = text[:start].rstrip() if start < 80 else text[start - 80 : start].rstrip()
        if (before[-1:], text[end : end + 1]) in _DOUBLED:
            end += 1
        elif before[-1:] == "(" and text[end : end + 1] == ")":
            start, end = text.rindex("(", 0, start), end + 1
        elif before[-1:] in (",", ";") and text[end : end + 1] == ")":  # «(…, д. 11; ИНН 7700000000)»
            start = text.rindex(before[-1], 0, start)
        pieces += [text[last:start], " " * (end - start)]
        last = end
        found.append(Number(*match.span("number")))
        if len(found) >= _MOST:
            break
    return "".join([*pieces, text[last:]]), found


def with_numbers(imprint: Imprint, numbers: Sequence[Number], source: str) -> Imprint:
    """Return the imprint with the numbers that stand in it, each that of the party named last before it."""
    leaves = dict(imprint.leaves)
    end = imprint.end
    for number in numbers:
        part = _party(imprint, number)
        if part and f"{part}.id" not in leaves:
            raw = source[number.start : number.end]
            value = "".join(raw.split())
            leaves[f"{part}.id"] = Leaf(value, raw, number.start, number.end, "high", ())
            end = max(end, number.end)
    return imprint._replace(leaves=leaves, end=end) if len(leaves) > len(imprint.leaves) else imprint


def _party(imprint: Imprint, number: Number) -> str:
    """Return the part whose value stands nearest before a number, else the one right behind it, "" for none."""
    before: tuple[int, str] | None = None
    behind: tuple[int, str] | None = None
    for path, leaf in imprint.leaves.items():
        part = path.partition(".")[0]
        if unindexed(part) not in PARTIES or not isinstance(leaf.start, int) or not isinstance(leaf.end, int):
            continue
        if leaf.start <= number.start:
            before = max(before or (-1, ""), (leaf.start, part))
        elif leaf.start - number.end <= _FAR // 2:
            behind = min(behind or (leaf.start, part), (leaf.start, part))
    if before is not None and number.start - before[0] <= 2 * _FAR:
        return before[1]
    return behind[1] if behind is not None else ""
