"""Is a text a campaign ad? The signs in it, weighed; words (`rules/signs.toml`) and weights (`signs.json`) are data.

A text is called an ad without imprint only above a score at which that was right at least 95 times in 100 on labelled
texts that were not used to fit the weights; below another score it is called editorial, and `unsure` between them.
"""

from __future__ import annotations

import json
import math
import os
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from string import digits
from typing import Any, NamedTuple

from compliance.engine.words import Found, WordIndex
from compliance.errors import UsageError
from compliance.rulebook.files.load import RULES

NAMED = "named"  # the sign of the user's list of candidates and parties
_MOST_SHOWN, _MOST_COUNTED = 20, 4
_ENDS = ".!?…"


class Weights(NamedTuple):
    """What each sign counts, and the scores from which a text is an ad, and up to which it is none.

    Of each list in `needs` an ad has at least one sign; a text that has none of any list is editorial.
    """

    bias: float
    signs: Mapping[str, float]
    ad: float
    editorial: float
    needs: Sequence[Sequence[str]] = ()

    def kind(self, score: float, met: Collection[str]) -> str:
        """Return the class of a text without imprint, by its score and the signs met in it."""
        has = [any(sign in met for sign in needed) for needed in self.needs]
        if score >= self.ad and all(has):
            return "ad_without_imprint"
        return "editorial" if score <= self.editorial or (has and not any(has)) else "unsure"


class Weighed(NamedTuple):
    """What was made of a text: its class, how likely it is an ad, and the signs that say so, with their places."""

    kind: str
    score: float | None
    signs: tuple[dict[str, Any], ...]

    def columns(self) -> dict[str, Any]:
        """Return the columns of a row."""
        return {"class": self.kind, "score": self.score, "signs": list(self.signs)}


class Finder:
    """Finds campaign ads by the signs of one jurisdiction; safe to share between threads."""

    def __init__(self, groups: Mapping[str, Sequence[str]], weights: Weights | None, names: Sequence[str] = ()) -> None:
        words = {name: {"words": list(one)} for name, one in groups.items()}
        if names:
            words[NAMED] = {"words": [name.casefold() for name in names]}
        self._index, self._weights = WordIndex(words), weights

    @classmethod
    def of(cls, jurisdiction: str, names: Sequence[str] = ()) -> Finder:
        """Return the finder of a jurisdiction; one that has no signs calls every text without imprint unsure."""
        return cls(groups_of(jurisdiction), weights_of(jurisdiction), names)

    def weigh(self, text: str, language: str | None = None) -> Weighed:
        """Return what the signs make of a text without an imprint."""
        if self._weights is None:
            return Weighed("unsure", None, ())
        found = self._index.search(text)
        score = round(probability(self._weights, features(text, found)), 4)
        kind = self._weights.kind(score, found.keys())
        return Weighed(kind, score, () if kind == "editorial" else _shown(text, found))

    def features(self, text: str) -> dict[str, float]:
        """Return what is weighed of a text."""
        return features(text, self._index.search(text))


def features(text: str, found: Found) -> dict[str, float]:
    """Return the features of a text: how often each sign is met, a few times at most, and what shape it has."""
    counts = {name: math.log2(1 + min(len(places), _MOST_COUNTED)) for name, places in found.items() if places}
    if NAMED in counts:  # somebody on the list: as if the text presented them as a candidate
        counts["candidate"] = max(counts.get("candidate", 0.0), counts.pop(NAMED))
    sentences = max(1, sum(map(text.count, _ENDS)))
    words = max(1, len(text.split()))
    counts["shape:exclaims"] = min(1.0, text.count("!") / sentences)
    counts["shape:hashtags"] = 1.0 if "#" in text else 0.0
    counts["shape:short"] = max(0.0, math.log2(40 / words))
    counts["shape:long"] = max(0.0, math.log2(words / 60))
    counts["shape:short_sentences"] = 1.0 if words / sentences < 7 else 0.0
    counts["shape:digits"] = min(1.0, 10 * sum(map(text.count, digits)) / max(1, len(text)))
    return counts


def probability(weights: Weights, counts: Mapping[str, float]) -> float:
    """Return how likely a text of these features is an ad."""
    total = weights.bias + math.fsum(weights.signs.get(name, 0.0) * count for name, count in sorted(counts.items()))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _shown(text: str, found: Found) -> tuple[dict[str, Any], ...]:
    places = sorted((start, end, name) for name, at in found.items() for start, end in at)
    return tuple(
        {"sign": name, "start": start, "end": end, "raw": text[start:end]} for start, end, name in places[:_MOST_SHOWN]
    )


@cache
def _words() -> dict[str, dict[str, dict[str, list[str]]]]:
    with open(os.path.join(RULES, "signs.toml"), "rb") as file:
        return tomllib.load(file)


@cache
def _fitted() -> dict[str, Any]:
    with open(os.path.join(RULES, "signs.json"), encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    return found


def groups_of(jurisdiction: str) -> dict[str, list[str]]:
    """Return the words of each sign of a jurisdiction, of all its languages; nothing where it has none."""
    return {
        sign: list(dict.fromkeys(word for words in by_language.values() for word in words))
        for sign, by_language in _words().get(jurisdiction, {}).items()
    }


def weights_of(jurisdiction: str) -> Weights | None:
    """Return the weights fitted for a jurisdiction, None where there are none."""
    found = _fitted().get(jurisdiction)
    return Weights(**found) if found else None


def names_in(path: str) -> tuple[str, ...]:
    """Return the candidates and parties of a file, one a line; `UsageError` where it cannot be read, or is too long."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = [line.strip() for line in file.read(1 << 22).splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
