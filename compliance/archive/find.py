"""Is a text a campaign ad? The signs in it and its other words, weighed: signs (`rules/signs.toml`) and weights
(`signs.json`) are data.

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
from compliance.text.late import late

NAMED = "named"  # the sign of the user's list of candidates and parties
_MOST_SHOWN, _MOST_COUNTED = 20, 4
_ENDS = ".!?…"
STEM = 5  # letters with which words are told apart beside the signs: endings do not count
_WORD = late(r"[^\W\d_]+")
_SAID = late(r"[«“\"„]([^«»“”\"„]{25,400})[»”\"“]")  # longer than the name of a party
_NUMBER = late(r"№\s?\d{1,2}(?!\d)")


class Weights(NamedTuple):
    """What each sign and each beginning of a word counts, and the scores from which a text is an ad, or none.

    Of each list in `needs` an ad has at least one sign; a text that has none of any list is editorial. A text with a
    sign in `against` (news, law, trade) is an ad only from the score `wary`: others quote what ads say.
    """

    bias: float
    signs: Mapping[str, float]
    ad: float
    editorial: float
    needs: Sequence[Sequence[str]] = ()
    stems: Mapping[str, float] = {}
    wary: float = 0.0
    against: Sequence[str] = ()

    def met(self, signs: Collection[str]) -> list[bool]:
        """Return of each list in `needs` whether a text with these signs has one of it."""
        return [any(sign in signs for sign in needed) for needed in self.needs]

    def kind(self, score: float, met: Collection[str]) -> str:
        """Return the class of a text without imprint, by its score and the signs met in it."""
        has = self.met(met)
        least = max(self.ad, self.wary) if any(sign in met for sign in self.against) else self.ad
        if score >= least and all(has):
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
    def of(cls, signs: Signs, names: Sequence[str] = ()) -> Finder:
        """Return the finder by the signs of a jurisdiction; where it has none, every text without imprint is unsure."""
        return cls(signs.groups, signs.weights, names)

    def weigh(self, text: str) -> Weighed:
        """Return what the signs make of a text without an imprint; one that has none of those needed has no score."""
        if self._weights is None:
            return Weighed("unsure", None, ())
        found = self._index.search(text)
        counts = features(text, found)
        if self._weights.needs and not any(self._weights.met(counts)):
            return Weighed("editorial", None, ())
        score = round(probability(self._weights, counts, text), 4)
        kind = self._weights.kind(score, counts)
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
    if _NUMBER.search(text):
        counts["shape:numbered"] = 1.0
    return counts | _voices(text, words)


def _voices(text: str, words: int) -> dict[str, float]:
    """Return what tells who speaks: lines, questions, answers to them, and how much of the text is quoted."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    asked = sum(line[0] in "—–-" and line[-1] == "?" for line in lines)
    quoted = sum(len(said[1]) for said in _SAID.finditer(text))
    return {
        "shape:asked": min(1.0, asked / 2),
        "shape:asks": min(1.0, text.count("?") / 3),
        "shape:quoted": min(1.0, 2 * quoted / max(1, len(text))),
        "shape:lines": min(1.0, 5 * len(lines) / words),
    }


def stems(text: str) -> dict[str, float]:
    """Return the beginnings of the words of a text, each once; the longer the text, the less each counts.

    >>> stems("Город городу: голосуй! Дом")
    {'город': 1.7320508075688774, 'голос': 1.7320508075688774, 'дом': 1.7320508075688774}
    """
    found = {word[:STEM].replace("ё", "е"): None for word in _WORD.findall(text.casefold())}
    share = 3 / math.sqrt(len(found) or 1)
    return dict.fromkeys(found, share)


def probability(weights: Weights, counts: Mapping[str, float], text: str) -> float:
    """Return how likely a text of these features is an ad."""
    total = weights.bias + math.fsum(weights.signs.get(name, 0.0) * count for name, count in counts.items())
    if weights.stems:
        total += math.fsum(weights.stems.get(stem, 0.0) * share for stem, share in stems(text).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _shown(text: str, found: Found) -> tuple[dict[str, Any], ...]:
    places = sorted((start, end, name) for name, at in found.items() for start, end in at)
    return tuple(
        {"sign": name, "start": start, "end": end, "raw": text[start:end]} for start, end, name in places[:_MOST_SHOWN]
    )


class Signs(NamedTuple):
    """The signs of a jurisdiction: the words of each, of all its languages, and their weights, if there are any."""

    groups: Mapping[str, Sequence[str]] = {}
    weights: Weights | None = None

    def dumped(self) -> str:
        """Return the signs as JSON text, so that a worker on another machine weighs by these and no others."""
        fitted = self.weights._asdict() if self.weights else None
        return json.dumps([self.groups, fitted], ensure_ascii=False, sort_keys=True)

    @classmethod
    def restored(cls, written: str) -> Signs:
        """Return signs out of their JSON text."""
        groups, fitted = json.loads(written)
        return cls(groups, Weights(**fitted) if fitted else None)


@cache
def signs_of(jurisdiction: str) -> Signs:
    """Return the signs that come with the program for a jurisdiction; none where there are none."""
    with open(os.path.join(RULES, "signs.toml"), "rb") as file:
        words: dict[str, dict[str, list[str]]] = tomllib.load(file).get(jurisdiction, {})
    with open(os.path.join(RULES, "signs.json"), encoding="utf-8") as fitted:
        weights = json.load(fitted).get(jurisdiction)
    groups = {
        sign: list(dict.fromkeys(word for one in by_language.values() for word in one))
        for sign, by_language in words.items()
    }
    return Signs(groups, Weights(**weights) if weights else None)


def names_in(path: str) -> tuple[str, ...]:
    """Return the candidates and parties of a file, one a line; `UsageError` where it cannot be read, or is too long."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = [line.strip() for line in file.read(1 << 22).splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
