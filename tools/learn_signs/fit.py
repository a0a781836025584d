"""Logistic regression over the signs and words of a text, and the two scores between which nothing is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np

from compliance.archive.find import Finder, Weights, probability, stems
from tools.learn_signs.generated import Example
from tools.learn_signs.measure import at_share


class Scored(NamedTuple):
    """A text's score, the signs met in it, and whether it is an ad."""

    score: float
    met: Collection[str]
    is_ad: bool


_STRENGTH, _ROUNDS, _STILL = 3.0, 60, 1e-4
_WHOLE = 3.0  # how often a whole text counts: ads with the imprint cut out are many, and less like what is looked for
_FEWEST, _HANDS = 4, 2  # texts and hands in which the beginning of a word is met that is weighed
PRECISE, WARY = 0.98, 0.985  # where the thresholds are set: measured elsewhere, 0.95 has to be left of it
FLOOR = 75  # hundredths: the lowest such score
SHARE, RARE = 0.01, 0.95  # of texts that are ads in an archive, and how precise a call has to be there
RULED_OUT = 0.02  # share of ads that may be lost as editorial


def fitted(finder: Finder, texts: Sequence[Example], names: Sequence[str]) -> Weights:
    """Return the weights that fit the texts best, both kinds counting the same; Newton's method, ridge penalty."""
    words = _common(texts)
    matrix, is_ad = _matrix(finder, texts, names, words), np.array([float(one.is_ad) for one in texts])
    share = is_ad.mean()
    counts = np.where(is_ad == 1, 0.5 / share, 0.5 / (1 - share))
    counts *= np.array([_WHOLE if one.hand.startswith("texts") else 1.0 for one in texts])
    found = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], _STRENGTH)
    penalty[0] = 1e-3
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ found, -30, 30)))
        slope = matrix.T @ (counts * (is_ad - likely)) - penalty * found
        curve = (matrix * (counts * likely * (1 - likely))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found = found + step
        if abs(step).max() < _STILL:
            break
    rounded = [round(float(one), 2) for one in found]
    signs, rest = rounded[1 : len(names) + 1], rounded[len(names) + 1 :]
    return Weights(
        rounded[0], dict(zip(names, signs, strict=True)), 1.0, 0.0,
        stems={stem: weight for stem, weight in zip(words, rest, strict=True) if weight},
    )  # fmt: skip


def _common(texts: Sequence[Example]) -> list[str]:
    """Return the beginnings of words that several texts of several hands have."""
    met: defaultdict[str, list[str]] = defaultdict(list)
    for one in texts:
        for stem in stems(one.text):
            met[stem].append(one.hand)
    return sorted(stem for stem, hands in met.items() if len(hands) >= _FEWEST and len(set(hands)) >= _HANDS)


def apart(finder: Finder, texts: Sequence[Example], names: Sequence[str]) -> list[Scored]:
    """Return the score of each text by weights learned without its hand."""
    found = []
    for hand in sorted({one.hand for one in texts}):
        weights = fitted(finder, [one for one in texts if one.hand != hand], names)
        found += weighed(finder, weights, [one for one in texts if one.hand == hand])
    return found


def thresholds(scored: Sequence[Scored], plain: Sequence[Scored], weights: Weights) -> Weights:
    """Return the weights with the scores from which a text is an ad with the precision wanted, or editorial.

    It is wanted among texts that resemble ads, as many as there are ads, and where ads are few among `plain` ones. The
    score for texts with a sign against them is set first, as if it held for all.
    """
    wary = _lowest(scored, plain, weights, WARY)
    ad = _lowest(scored, plain, weights._replace(wary=wary), PRECISE)
    lost = sorted(one.score for one in scored if one.is_ad)
    editorial = round(min(lost[int(RULED_OUT * len(lost))], ad - 0.01), 2)
    return weights._replace(ad=ad, wary=wary, editorial=editorial)


def _lowest(scored: Sequence[Scored], plain: Sequence[Scored], weights: Weights, precise: float) -> float:
    """Return the lowest score from which calls are that precise; 1.0 where none is."""
    ads, others = [one for one in scored if one.is_ad], [one for one in scored if not one.is_ad]
    for at in (number / 100 for number in range(FLOOR, 100)):
        right, wrong, plainly = (_called(texts, weights._replace(ad=at)) for texts in (ads, others, plain))
        if at_share(0.5, right, wrong) >= precise and at_share(SHARE, right, plainly) >= RARE:
            return at
    return 1.0


def _called(scored: Sequence[Scored], weights: Weights) -> float:
    """Return the share of texts that are called ads."""
    return sum(weights.kind(one.score, one.met) == "ad_without_imprint" for one in scored) / len(scored)


def weighed(finder: Finder, weights: Weights, texts: Sequence[Example]) -> list[Scored]:
    """Return the score of each text."""
    found = []
    for one in texts:
        counts = finder.features(one.text)
        found.append(Scored(probability(weights, counts, one.text), counts.keys(), one.is_ad))
    return found


def _matrix(finder: Finder, texts: Sequence[Example], names: Sequence[str], words: Sequence[str]) -> Any:
    places = {word: at for at, word in enumerate(words, 1 + len(names))}
    made = np.zeros((len(texts), 1 + len(names) + len(words)))
    for row, one in zip(made, texts, strict=True):
        counts = finder.features(one.text)
        row[: 1 + len(names)] = [1.0, *(counts.get(name, 0.0) for name in names)]
        for stem, share in stems(one.text).items():
            if stem in places:
                row[places[stem]] = share
    return made
