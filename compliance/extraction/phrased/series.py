"""Participles in a row, in any order, before one «by»: «designed, printed & promoted by»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from compliance.extraction.phrased.words import Head, plain, whole

_FEWEST, _MOST = 2, 7
_GLUE = r"[\s\u00a0,;&/()+-]"


class Series:
    """The participles of one language, and which parts of an imprint each makes of who is named behind the row."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.language: str = row["language"]
        self.verbs: dict[str, dict[str, Any]] = {plain(word): verb for verb in row["verb"] for word in verb["words"]}
        joints = "|".join(map(re.escape, sorted(row.get("joints", ()), key=len, reverse=True)))
        self.glue = rf"(?:{_GLUE}|(?<!\w)(?:{joints})(?!\w)){{1,8}}" if joints else rf"{_GLUE}{{1,8}}"
        self.one = _either(self.verbs)
        self._verb = re.compile(self.one, re.IGNORECASE)
        self.pattern = (
            rf"{self.one}(?:{self.glue}{self.one}){{{_FEWEST - 1},{_MOST - 1}}}{self.glue}{_either(row['ends'])}"
        )
        self._whole = re.compile(self.pattern, re.IGNORECASE)

    def head(self, words: str) -> Head | None:
        """Return what a row of participles introduces; None where none of them makes anybody a part of an imprint."""
        if self._whole.fullmatch(words) is None:
            return None
        said = [self.verbs[plain(match[0])] for match in self._verb.finditer(words)]
        fields = tuple(dict.fromkeys(field for verb in said for field in verb.get("fields", ())))
        if not fields:
            return None
        weak = all(verb.get("weak", False) for verb in said if verb.get("fields"))
        states = next((verb for verb in said if verb.get("states")), {})
        return Head(
            tuple(sorted(fields, key=self._order().index)), self.language, weak=weak,
            statement=states.get("states", ""), code=states.get("code", ""),
            political=any(verb.get("political", False) for verb in said),
        )  # fmt: skip

    def _order(self) -> list[str]:
        return [field for verb in self.verbs.values() for field in verb.get("fields", ())]


def _either(words: Iterable[str]) -> str:
    return "(?<!\\w)(?:" + "|".join(map(whole, sorted(words, key=lambda word: (-len(word), word)))) + ")"
