"""Precision and recall by language, with the interval in which they lie with a likelihood of 95 in 100."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from compliance.archive.find import Finder, Weights, probability
from tools.learn_signs.generated import Example


def interval(right: int, count: int) -> tuple[float, float]:
    """Return Wilson's interval for a share.

    >>> [round(one, 3) for one in interval(48, 50)]
    [0.865, 0.989]
    """
    if not count:
        return 0.0, 1.0
    share, z = right / count, 1.96
    middle, width = share + z * z / (2 * count), z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, (middle - width) / (1 + z * z / count)), min(1.0, (middle + width) / (1 + z * z / count))


def at_share(share: float, recall: float, wrong: float) -> float:
    """Return the precision where ads are that share of all texts, and so many of the others are called ads.

    >>> round(at_share(0.01, 0.5, 0.001), 3)
    0.835
    """
    right = share * recall
    return right / (right + (1 - share) * wrong) if right else 0.0


def prevalence(finder: Finder, weights: Weights, ads: Sequence[Example], others: Sequence[Example]) -> None:
    """Print what is left of the precision where ads without imprint are few among others: the usual archive."""

    def called(texts: Sequence[Example]) -> int:
        met = ((one, finder.features(one.text)) for one in texts)
        return sum(weights.kind(probability(weights, c, one.text), c) == "ad_without_imprint" for one, c in met)

    right, wrong = called(ads), called(others)
    recall, (least, most) = right / len(ads), interval(wrong, len(others))
    print(
        f"\nof {len(ads)} ads {right} called so, of {len(others)} other texts {wrong}; precision where so many are ads:"
    )
    for share in (0.1, 0.03, 0.01, 0.003):
        worst, best = at_share(share, recall, most), at_share(share, recall, least)
        middle = at_share(share, recall, wrong / len(others))
        print(f"  {share:6.1%}: {middle:.3f} [{worst:.3f}, {best:.3f}]")


class Called(NamedTuple):
    """A text with the class it was given and its score."""

    kind: str
    score: float
    text: Example


def table(title: str, texts: Sequence[Called], errors: int, brief: bool = False) -> None:
    """Print what becomes of the texts: by language how many are ads, how many are called so, rightly, and wrongly."""
    print(f"\n{title}" if not brief else title)
    for language in ("all",) if brief else ("ky", "ru", "mixed", "all"):
        if mine := [one for one in texts if language in ("all", one.text.language)]:
            _row(language, mine, brief)
    wrong = [one for one in texts if (one.kind == "ad_without_imprint") > one.text.is_ad]
    wrong += [one for one in texts if one.kind == "editorial" and one.text.is_ad]
    for kind, score, one in wrong[:errors]:
        print(f"    {kind} {score:.2f}, {one.name}: {' '.join(one.text.split())[:180]}")


def _row(language: str, mine: Sequence[Called], brief: bool) -> None:
    called = [one.text for one in mine if one.kind == "ad_without_imprint"]
    ads, right = sum(one.text.is_ad for one in mine), sum(one.is_ad for one in called)
    ruled_out = [one.text for one in mine if one.kind == "editorial"]
    shares = f"{_said('precision', right, len(called))}, {_said('recall', right, ads)}"
    print(f"  {language:6} {len(mine):5} texts, {ads:4} ads: called ads {len(called):4}, {shares};")
    if not brief:
        lost, unsure = sum(one.is_ad for one in ruled_out), len(mine) - len(called) - len(ruled_out)
        print(f"         editorial {len(ruled_out):4} (ads among them {lost}); unsure {unsure}")


def _said(name: str, right: int, count: int) -> str:
    low, high = interval(right, count)
    return f"{name} {right / count:.3f} [{low:.3f}, {high:.3f}]" if count else f"{name} —"
