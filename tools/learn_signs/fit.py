"""Logistic regression over the signs of a text, and the two scores between which nothing is said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np

from compliance.archive.find import Finder, Weights, probability
from tools.learn_signs.generated import Example
from tools.learn_signs.measure import at_share


class Scored(NamedTuple):
    """A text's score, the signs met in it, and whether it is an ad."""

    score: float
    met: Collection[str]
    is_ad: bool


_STRENGTH, _ROUNDS = 3.0, 60
PRECISE = 0.97  # where the threshold is set: measured elsewhere, 0.95 has to be left of it
FLOOR = 90  # hundredths: the lowest such score
SHARE, RARE = 0.01, 0.95  # of texts that are ads in an archive, and how precise a call has to be there
RULED_OUT = 0.02  # share of ads that may be lost as editorial


def fitted(finder: Finder, texts: Sequence[Example], names: Sequence[str]) -> Weights:
    """Return the weights that fit the texts best, both kinds counting the same; Newton's method, ridge penalty."""
    matrix, is_ad = _matrix(finder, texts, names), np.array([float(one.is_ad) for one in texts])
    share = is_ad.mean()
    counts = np.where(is_ad == 1, 0.5 / share, 0.5 / (1 - share))
    found = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], _STRENGTH)
    penalty[0] = 1e-3
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ found, -30, 30)))
        slope = matrix.T @ (counts * (is_ad - likely)) - penalty * found
        curve = (matrix * (counts * likely * (1 - likely))[:, None]).T @ matrix + np.diag(penalty)
        found = found + np.linalg.solve(curve, slope)
    return Weights(
        round(float(found[0]), 2),
        {name: round(float(one), 2) for name, one in zip(names, found[1:], strict=True)},
        1.0,
        0.0,
    )


def apart(finder: Finder, texts: Sequence[Example], names: Sequence[str]) -> list[Scored]:
    """Return the score of each text by weights learned without its hand."""
    found = []
    for hand in sorted({one.hand for one in texts}):
        weights = fitted(finder, [one for one in texts if one.hand != hand], names)
        found += weighed(finder, weights, [one for one in texts if one.hand == hand])
    return found


def thresholds(
    scored: Sequence[Scored], plain: Sequence[Scored], needs: Sequence[Sequence[str]]
) -> tuple[float, float]:
    """Return from which score a text is an ad with the precision wanted, and up to which it is editorial.

    It is wanted among texts that resemble ads, as many as there are ads, and where ads are few among `plain` ones.
    """

    def does(at: float) -> bool:
        right, wrong = _called([one for one in scored if one.is_ad], at, needs), _called(plain, at, needs)
        return _precision(scored, at, needs) >= PRECISE and at_share(SHARE, right, wrong) >= RARE

    ad = next((at for at in (n / 100 for n in range(FLOOR, 100)) if does(at)), 1.0)
    lost = sorted(one.score for one in scored if one.is_ad)
    return ad, round(min(lost[int(RULED_OUT * len(lost))], ad - 0.01), 2)


def _precision(scored: Sequence[Scored], threshold: float, needs: Sequence[Sequence[str]]) -> float:
    """Return the precision where there are as many ads as other texts."""
    right = _called([one for one in scored if one.is_ad], threshold, needs)
    wrong = _called([one for one in scored if not one.is_ad], threshold, needs)
    return at_share(0.5, right, wrong)


def _called(scored: Sequence[Scored], threshold: float, needs: Sequence[Sequence[str]]) -> float:
    """Return the share of texts that are called ads."""
    weights = Weights(0.0, {}, threshold, 0.0, needs)
    return sum(weights.kind(one.score, one.met) == "ad_without_imprint" for one in scored) / len(scored)


def weighed(finder: Finder, weights: Weights, texts: Sequence[Example]) -> list[Scored]:
    """Return the score of each text."""
    found = []
    for one in texts:
        counts = finder.features(one.text)
        found.append(Scored(probability(weights, counts), counts.keys(), one.is_ad))
    return found


def _matrix(finder: Finder, texts: Sequence[Example], names: Sequence[str]) -> Any:
    rows = [finder.features(one.text) for one in texts]
    return np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row in rows])
