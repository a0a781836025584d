"""Logistic regression over the signs and words of a text, and the two scores between which nothing is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from compliance.archive.features import stems
from compliance.archive.find import Finder, Weights, probability
from tools.learn_signs.generated import Example
from tools.learn_signs.measure import at_share, interval


class Scored(NamedTuple):
    """A text's score, the signs met in it, whether it is an ad, and its hand."""

    score: float
    met: Collection[str]
    is_ad: bool
    hand: str

    @property
    def is_whole(self) -> bool:
        """Whether the text is as it was written, not an ad with its imprint cut out."""
        return is_whole(self.hand)


_STRENGTH, _ROUNDS, _STILL = 3.0, 40, 1e-3
_STEPS, _EXACT = 60, 1e-3  # of the conjugate gradients inside each round
_WHOLE = 3.0  # how often a whole text counts: ads with the imprint cut out are many, and less like what is looked for
_FEWEST, _HANDS = 4, 2  # texts and hands in which the beginning or end of a word is met that is weighed
SHOWN = 0.95  # the lower end of the interval in which the precision of calls lies, on hands and on whole texts
FLOOR, PARTS = 150, 200  # the lowest score from which a text may be called an ad, in so many parts
NEVER = 1.01  # a score that no text has
MARGIN = 0.01  # by which the score is higher than the lowest that is shown: it is set on the texts that show it
SHARE, RARE = 0.01, 0.95  # of texts that are ads in an archive, and how precise a call has to be there
RULED_OUT = 0.02  # share of ads that may be lost as editorial


def is_whole(hand: str) -> bool:
    """Tell whether the texts of a hand are whole."""
    return hand.startswith(("texts", "trades", "kept", "held_out", "unseen"))


class Learner:
    """Texts as features, made once, to be fitted with one hand or another left out."""

    def __init__(self, finder: Finder, texts: Sequence[Example], needed: Weights) -> None:
        self.texts = texts
        self.counts = [finder.features(one.text) for one in texts]
        self._stems = [stems(one.text) for one in texts]
        self._teaches = [
            not one.is_ad or all(needed.met(counts)) for one, counts in zip(texts, self.counts, strict=True)
        ]
        self._needed = needed

    def fitted(self, without: str | None = None) -> Weights:
        """Return the weights that fit the texts of all hands but one best, both kinds counting the same.

        An ad without a word of campaigning can teach nothing, and is left out. Newton's method, ridge penalty.
        """
        rows = [at for at, one in enumerate(self.texts) if self._teaches[at] and one.hand != without]
        names = sorted({name for at in rows for name in self.counts[at]})
        words = self._common(rows)
        matrix = _Sparse.of([{**self.counts[at], **self._stems[at]} for at in rows], [*names, *words])
        is_ad = np.array([float(self.texts[at].is_ad) for at in rows])
        share = is_ad.mean()
        counts = np.where(is_ad == 1, 0.5 / share, 0.5 / (1 - share))
        counts *= np.array([_WHOLE if is_whole(self.texts[at].hand) else 1.0 for at in rows])
        found = [round(float(one), 2) for one in _solved(matrix, is_ad, counts)]
        signs, rest = found[1 : len(names) + 1], found[len(names) + 1 :]
        return self._needed._replace(
            bias=found[0], signs=_kept(names, signs), stems=_kept(words, rest), ad=NEVER, editorial=0.0
        )

    def apart(self) -> list[Scored]:
        """Return the score of each text by weights learned without its hand."""
        found = []
        for hand in sorted({one.hand for one in self.texts}):
            weights = self.fitted(hand)
            for one, counts in zip(self.texts, self.counts, strict=True):
                if one.hand == hand:
                    found.append(Scored(probability(weights, counts, one.text), counts.keys(), one.is_ad, hand))
        return found

    def _common(self, rows: Iterable[int]) -> list[str]:
        """Return the beginnings and ends of words that several texts of several hands have."""
        met: defaultdict[str, list[str]] = defaultdict(list)
        for at in rows:
            for stem in self._stems[at]:
                met[stem].append(self.texts[at].hand.partition(" ")[0])
        return sorted(stem for stem, hands in met.items() if len(hands) >= _FEWEST and len(set(hands)) >= _HANDS)


class _Sparse(NamedTuple):
    """A matrix of which most is nothing, with a column of ones before the others."""

    rows: Any
    columns: Any
    values: Any
    height: int
    width: int

    @classmethod
    def of(cls, texts: Sequence[Mapping[str, float]], names: Sequence[str]) -> _Sparse:
        places = {name: at for at, name in enumerate(names, 1)}
        cells = [(row, 0, 1.0) for row in range(len(texts))]
        cells += [
            (row, places[name], value) for row, one in enumerate(texts) for name, value in one.items() if name in places
        ]
        rows, columns, values = (np.array(one) for one in zip(*cells, strict=True))
        return cls(rows, columns, values, len(texts), 1 + len(names))

    def times(self, vector: Any) -> Any:
        return np.bincount(self.rows, self.values * vector[self.columns], self.height)

    def turned_times(self, vector: Any) -> Any:
        return np.bincount(self.columns, self.values * vector[self.rows], self.width)

    def squares(self, vector: Any) -> Any:
        return np.bincount(self.columns, self.values**2 * vector[self.rows], self.width)


def _solved(matrix: _Sparse, is_ad: Any, counts: Any) -> Any:
    found, penalty = np.zeros(matrix.width), np.full(matrix.width, _STRENGTH)
    penalty[0] = 1e-3
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(matrix.times(found), -30, 30)))
        slope = matrix.turned_times(counts * (is_ad - likely)) - penalty * found
        step = _step(matrix, counts * likely * (1 - likely), penalty, slope)
        found = found + step
        if abs(step).max() < _STILL:
            break
    return found


def _step(matrix: _Sparse, curve: Any, penalty: Any, slope: Any) -> Any:
    """Return Newton's step by conjugate gradients."""
    step, left = np.zeros(matrix.width), slope.copy()
    scale = 1 / (penalty + matrix.squares(curve))
    ahead = scale * left
    size = left @ ahead
    for _ in range(_STEPS):
        bent = matrix.turned_times(curve * matrix.times(ahead)) + penalty * ahead
        far = size / (ahead @ bent)
        step, left = step + far * ahead, left - far * bent
        if abs(left).max() < _EXACT:
            break
        before, size = size, left @ (scale * left)
        ahead = scale * left + size / before * ahead
    return step


def _kept(names: Sequence[str], values: Sequence[float]) -> dict[str, float]:
    return {name: value for name, value in zip(names, values, strict=True) if value}


def thresholds(scored: Sequence[Scored], plain: Sequence[Scored], weights: Weights) -> Weights:
    """Return the weights with the scores from which a text is an ad, or editorial.

    The first is a little more than the lowest from which calls are shown to be precise, on the hands and on whole texts
    each, and where ads are few among `plain` texts; `NEVER` where none is.
    """
    groups = [[one for one in scored if one.is_whole == whole] for whole in (False, True)]
    found = NEVER
    for at in (number / PARTS for number in range(FLOOR, PARTS)):
        tried = weights._replace(ad=at)
        if all(_is_shown(group, tried) for group in groups) and _is_rarely_wrong(scored, plain, tried):
            found = round(at + MARGIN, 3)
            break
    lost = sorted(one.score for one in scored if one.is_ad)
    editorial = round(min(lost[int(RULED_OUT * len(lost))], found - 0.01), 2)
    return weights._replace(ad=found, editorial=editorial)


def _is_shown(scored: Sequence[Scored], weights: Weights) -> bool:
    called = _called(scored, weights)
    return interval(sum(one.is_ad for one in called), len(called))[0] >= SHOWN


def _is_rarely_wrong(scored: Sequence[Scored], plain: Sequence[Scored], weights: Weights) -> bool:
    ads = [one for one in scored if one.is_ad]
    recall, wrong = len(_called(ads, weights)) / len(ads), len(_called(plain, weights)) / len(plain)
    return at_share(SHARE, recall, wrong) >= RARE


def _called(scored: Sequence[Scored], weights: Weights) -> list[Scored]:
    return [one for one in scored if weights.kind(one.score, one.met) == "ad_without_imprint"]


def weighed(finder: Finder, weights: Weights, texts: Sequence[Example]) -> list[Scored]:
    """Return the score of each text."""
    found = []
    for one in texts:
        counts = finder.features(one.text)
        found.append(Scored(probability(weights, counts, one.text), counts.keys(), one.is_ad, one.hand))
    return found
