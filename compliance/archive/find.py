"""Is a text a campaign ad? The signs in it and its other words, weighed: signs (`rules/signs.toml`) and weights
(`signs.json`) are data.

A text is called an ad without imprint only above a score at which that was shown to be right at least 95 times in 100,
the lower end of the interval, on labelled texts that were not used to fit the weights; below another score it is
called editorial, and `unsure` between them.
"""

from __future__ import annotations

import json
import math
import os
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from compliance.archive.features import NAMED, features, signs_in, stems
from compliance.engine.words import Found, WordIndex
from compliance.errors import UsageError
from compliance.rulebook.files.load import RULES

_MOST_SHOWN = 20


class Weights(NamedTuple):
    """What each sign and each beginning or end of a word counts, and the scores from which a text is an ad, or none.

    Of each list in `needs` an ad has at least one sign; a text that has none of any list is editorial. By weights that
    were not `measured` on texts of the jurisdiction nothing is claimed: they put in order what a person should look at.
    """

    bias: float
    signs: Mapping[str, float]
    ad: float
    editorial: float
    needs: Sequence[Sequence[str]] = ()
    stems: Mapping[str, float] = {}
    measured: bool = True

    def met(self, signs: Collection[str]) -> list[bool]:
        """Return of each list in `needs` whether a text with these signs has one of it."""
        return [any(sign in signs for sign in needed) for needed in self.needs]

    def kind(self, score: float, met: Collection[str]) -> str:
        """Return the class of a text without imprint, by its score and the signs met in it."""
        if not self.measured:
            return "unsure"
        has = self.met(met)
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
    def of(cls, signs: Signs, names: Sequence[str] = ()) -> Finder:
        """Return the finder by the signs of a jurisdiction; where it has none, every text without imprint is unsure."""
        return cls(signs.groups, signs.weights, names)

    def weigh(self, text: str) -> Weighed:
        """Return what the signs make of a text without an imprint; one that has none of those needed has no score."""
        if self._weights is None:
            return Weighed("unsure", None, ())
        found = self._index.search(text)
        if self._weights.needs and not any(self._weights.met(signs_in(text, found))):
            return Weighed("editorial" if self._weights.measured else "unsure", None, ())
        counts = features(text, found)
        score = round(probability(self._weights, counts, text), 4)
        kind = self._weights.kind(score, counts)
        return Weighed(kind, score, () if kind == "editorial" else _shown(text, found))

    def features(self, text: str) -> dict[str, float]:
        """Return what is weighed of a text."""
        return features(text, self._index.search(text))


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
    """Return the signs that come with the program for a jurisdiction; none where there are none.

    One that has no labelled texts of its own may borrow those of another whose languages it shares (`like`): they are
    weighed alike, but were not measured there.
    """
    with open(os.path.join(RULES, "signs.toml"), "rb") as file:
        words: dict[str, Any] = tomllib.load(file)
    with open(os.path.join(RULES, "signs.json"), encoding="utf-8") as fitted:
        weights = json.load(fitted)
    own = words.get(jurisdiction, {})
    like = own.get("like", jurisdiction)
    spoken = frozenset(own.get("languages", ()))
    groups = {
        sign: list(dict.fromkeys(word for code, one in said.items() if not spoken or code in spoken for word in one))
        for sign, said in words.get(like, {}).items()
    }
    found = Weights(**weights[like]) if like in weights else None
    return Signs(groups, found._replace(measured=False) if found and like != jurisdiction else found)


def names_in(path: str) -> tuple[str, ...]:
    """Return the candidates and parties of a file, one a line; `UsageError` where it cannot be read, or is too long."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = [line.strip() for line in file.read(1 << 22).splitlines()]
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file or directory") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
