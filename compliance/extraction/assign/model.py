"""The best labelling of a window's units under learned weights, and how sure each part of it is.

A linear chain: every unit gets a tag (`O`, or `B-` and `I-` of a field), scored by the weights of what is seen of it
and of the tag before it. The best sequence is found by dynamic programming; the forward and backward sums give each
tag's share of all labellings, which is how sure the reader may be.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from math import exp
from struct import Struct
from typing import Any

from compliance.extraction.assign.lattice import SCALE, Lattice, Steps
from compliance.extraction.assign.sights import EDGE, OPENS, Sights, alone, around, spoken
from compliance.model.tuples import NamedTuple
from compliance.text.late import late

OUTSIDE = "O"
PERHAPS = 0.2  # the share of all labellings from which a field that the best one lacks is worth telling
_BYTES = 4  # of a tag's score among those of its unit
_REMEMBERED = 5_000  # sights of a kind whose weights are kept, about 4 MB of all
_FIRST = ord("a")  # the letter of the first tag
_WEIGHT = late(r"([a-z])(-?\d+)")
_HALF = 1 << (8 * _BYTES - 1)


class Segment(NamedTuple):
    """Units `first` to `last` (exclusive) that state a field, and the share of all labellings that agree."""

    field: str
    first: int
    last: int
    share: float


class Labelling(NamedTuple):
    """The best labelling of a window: its segments in order, and by how much it beats the empty one.

    `perhaps` are the surest segments of the fields that it has not, where a good share of all labellings has them.
    """

    segments: tuple[Segment, ...]
    gain: float
    perhaps: tuple[Segment, ...] = ()


class _Known(dict[Hashable, Any]):
    """What sights weigh for each unit that sees them, reckoned when one is first met.

    Words have no end: all is forgotten when many are kept.
    """

    def __init__(self, weighed: Callable[[Any], Any]) -> None:
        super().__init__()
        self._weighed = weighed

    def __missing__(self, sight: Hashable) -> Any:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[sight] = self._weighed(sight)
        return found


class Model:
    """Learned weights, ready to label; safe to share between threads.

    The weights of what is seen are whole numbers, and those of one name for all tags are the digits of one number: so
    that the scores of a unit are one sum.
    """

    __slots__ = (
        "_fields", "_looks", "_none", "_others", "_row", "_seen", "_stays", "_steps", "_sure", "_words", "_written",
        "evidence", "tags",
    )  # fmt: skip

    def __init__(self, content: dict[str, Any]) -> None:
        self.tags: tuple[str, ...] = tuple(content["tags"])
        self._fields = [tag[2:] for tag in self.tags]  # of the tag outside, none
        outside = self.tags.index(OUTSIDE)
        moves: list[list[float]] = content["moves"]
        self._stays: float = moves[outside][outside]
        # Of a tag that goes on with a field, the one that begins it; -1 for the others.
        begins = [self.tags.index(f"B-{tag[2:]}") if tag.startswith("I-") else -1 for tag in self.tags]
        self._steps = Steps(moves, begins, outside)
        # As written, and as numbers once it was seen: an ad sees a tenth of it, and most runs have one ad.
        self._written: dict[str, dict[str, str]] = content["seen"]
        self._seen: dict[str, int] = {}
        self._looks = _Known(lambda look: self._each(around(look)))
        self._words = _Known(lambda word: self._each(spoken(word)))
        self._others = _Known(lambda sight: self._all(alone(sight)))
        self._row = Struct(f"<{len(self.tags)}I")
        self._none = sum(_HALF << (8 * _BYTES * tag) for tag in range(len(self.tags)))  # keeps every digit positive
        self.evidence: dict[str, float] = content["evidence"]
        self._sure: dict[str, float] = content["sure"]

    def sure(self, segment: Segment) -> bool:
        """Tell whether a segment has so great a share that its value needs no label."""
        return segment.share >= self._sure.get(segment.field, self._sure[""])

    def scores(self, sights: Sights) -> list[tuple[int, ...]]:
        """Return each unit's score for each tag in twentieths: the sum of the weights of what is seen of it."""
        looks = list(map(self._looks.__getitem__, (EDGE, EDGE, *sights.looks, EDGE, EDGE)))
        words = list(map(self._words.__getitem__, ("", *sights.words, "")))
        others = self._others.__getitem__
        everywhere = self._none + others(sights.everywhere)
        opening = self._digits(OPENS)
        rows = []
        for unit, seen in enumerate(sights.others):
            weight = everywhere + looks[unit][1] + looks[unit + 1][2] + looks[unit + 2][0]
            weight += looks[unit + 3][3] + looks[unit + 4][4] + words[unit][1] + words[unit + 1][0] + words[unit + 2][2]
            weight += sum(map(others, seen))
            if sights.opens[unit]:
                weight += opening
            rows.append(self._row.unpack(weight.to_bytes(self._row.size, "little")))
        return rows

    def _each(self, groups: list[list[str]]) -> tuple[int, ...]:
        """Return what names weigh, group by group."""
        return tuple([self._all(names) for names in groups])

    def _all(self, names: list[str]) -> int:
        return sum([self._digits(name) for name in names])

    def _digits(self, name: str) -> int:
        """Return the weights of one thing that is seen as the digits of a number, 0 of what nothing was learned of."""
        found = self._seen.get(name)
        if found is None:
            found = sum(weight << (8 * _BYTES * tag) for tag, weight in self._weights(name))
            if found:
                self._seen[name] = found
        return found

    def _weights(self, name: str) -> list[tuple[int, int]]:
        """Return the weights of one thing that is seen by tag; none of what nothing was learned of."""
        head, rest = parted(name)
        written = self._written.get(head, {}).get(rest, "")
        return [(ord(tag) - _FIRST, int(weight)) for tag, weight in _WEIGHT.findall(written)]

    def label(self, scores: Sequence[Sequence[int]]) -> Labelling:
        """Return the best labelling; of the scores of a unit only their differences count."""
        if not scores:
            return Labelling((), 0.0)
        lattice = Lattice(scores, self._steps)
        tags = lattice.best()
        shares, others = self._shares(lattice, tags)
        segments = self._segments(tags, shares)
        empty = lattice.empty / SCALE + self._stays * (len(scores) - 1)
        return Labelling(tuple(segments), lattice.gain() - empty, _perhaps(others, {one.field for one in segments}))

    def _shares(self, lattice: Lattice, best: list[int]) -> tuple[list[float], list[dict[str, float]]]:
        """Return the share of all labellings that give each unit the field of the best one, and those of the others."""
        found, others = [], []
        none: dict[str, float] = {}
        fields = self._fields
        for tag, alive, shares in zip(best, lattice.alive, lattice.shares(), strict=True):
            if len(alive) == 1:
                found.append(shares[0])
                others.append(none)
                continue
            field = fields[tag]
            same = sum([share for one, share in zip(alive, shares, strict=True) if fields[one] == field])
            found.append(same)
            if same >= 1 - PERHAPS:
                others.append(none)
                continue
            other: dict[str, float] = {}
            for one, share in zip(alive, shares, strict=True):
                other[fields[one]] = other.get(fields[one], 0.0) + share
            others.append(other)
        return found, others

    def rivals(self, scores: Sequence[Sequence[int]]) -> list[dict[str, float]]:
        """Return each unit's tags with their share of all labellings."""
        lattice = Lattice(scores, self._steps)
        return [
            {self.tags[tag]: share for tag, share in zip(tags, shares, strict=True)}
            for tags, shares in zip(lattice.alive, lattice.shares(), strict=True)
        ]

    def deciding(self, seen: list[str], tag: str, other: str) -> list[tuple[str, float]]:
        """Return the names of what is seen of a unit, with how much more it speaks for one tag than for another."""
        one, two = self.tags.index(tag), self.tags.index(other)
        found = []
        for name in seen:
            weights = dict(self._weights(name))
            found.append((name, (weights.get(one, 0) - weights.get(two, 0)) / SCALE))
        return sorted((pair for pair in found if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))

    def _segments(self, tags: list[int], shares: list[float]) -> list[Segment]:
        found: list[Segment] = []
        for index, tag in enumerate(tags):
            name = self.tags[tag]
            if name == OUTSIDE:
                continue
            last = found[-1] if found else None
            if name.startswith("I-") and last and last.last == index and last.field == name[2:]:
                found[-1] = last._replace(last=index + 1, share=min(last.share, shares[index]))
            else:
                found.append(Segment(name[2:], index, index + 1, shares[index]))
        return found

    def likely(self, evidence: dict[str, float]) -> float:
        """Return how likely an imprint is, from 0 to 1, by what speaks for and against it."""
        weights = self.evidence
        total = sum(weights.get(name, 0.0) * amount for name, amount in evidence.items())
        return 1 / (1 + exp(-max(-60.0, min(60.0, total))))


def parted(name: str) -> tuple[str, str]:
    """Return the beginning that names share, to their last mark, and the rest: what weights are written under.

    >>> parted("L=role/2/,")
    ('L=role/2/', ',')
    """
    cut = max(name.rfind("/"), name.rfind("=")) + 1
    return name[:cut], name[cut:]


def packed(weights: Mapping[int, int]) -> str:
    """Return weights by tag as they are written: a letter for each tag, and its weight.

    >>> packed({0: 12, 3: -4})
    'a12d-4'
    """
    return "".join(f"{chr(_FIRST + tag)}{weight}" for tag, weight in sorted(weights.items()))


def _perhaps(others: list[dict[str, float]], stated: set[str]) -> tuple[Segment, ...]:
    """Return the surest stretch of each field that is not stated, of units that it has a good share of."""
    best: dict[str, Segment] = {}
    running: dict[str, Segment] = {}
    for index, shares in enumerate(others):
        for field, share in shares.items():
            if not field or field in stated or share < PERHAPS:
                continue
            last = running.get(field)
            if last is not None and last.last == index:
                last = last._replace(last=index + 1, share=max(last.share, share))
            else:
                last = Segment(field, index, index + 1, share)
            running[field] = last
            if field not in best or best[field].first == last.first or last.share > best[field].share:
                best[field] = last
    return tuple(best[field] for field in sorted(best))
