"""The best labelling of a window's units under learned weights, and how sure each part of it is.

A linear chain: every unit gets a tag (`O`, or `B-` and `I-` of a field), scored by the weights of what is seen of it
and of the tag before it. The best sequence is found by dynamic programming; the forward and backward sums give each
tag's share of all labellings, which is how sure the reader may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import Any, NamedTuple

OUTSIDE = "O"
SCALE = 20  # weights of what is seen are written as whole numbers of twentieths
PERHAPS = 0.2  # the share of all labellings from which a field that the best one lacks is worth telling
_NEVER = -1e9
_HOPELESS = 9.0  # how far below the best tag of a unit a tag may score and still be followed


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


class Model:
    """Learned weights, ready to label; immutable, safe to share between threads."""

    __slots__ = ("_first", "_moves", "_outside", "_seen", "_shares_of_moves", "_sure", "evidence", "tags")

    def __init__(self, content: dict[str, Any]) -> None:
        self.tags: tuple[str, ...] = tuple(content["tags"])
        self._outside = self.tags.index(OUTSIDE)
        moves = content["moves"]
        size = len(self.tags)
        # The weight of each step from tag to tag; a field goes on only where it has begun.
        self._moves = [
            [float(moves[other][tag]) if self._follows(other, tag) else _NEVER for tag in range(size)]
            for other in range(size)
        ]
        self._shares_of_moves = [[exp(move) if move > _NEVER else 0.0 for move in row] for row in self._moves]
        self._first = [_NEVER if tag.startswith("I-") else 0.0 for tag in self.tags]
        self._seen: dict[str, list[tuple[int, float]]] = {
            name: [(tag, weight / SCALE) for tag, weight in zip(flat[::2], flat[1::2], strict=True)]
            for name, flat in content["seen"].items()
        }
        self.evidence: dict[str, float] = content["evidence"]
        self._sure: dict[str, float] = content["sure"]

    def _follows(self, other: int, tag: int) -> bool:
        name = self.tags[tag]
        return not name.startswith("I-") or self.tags[other][2:] == name[2:]

    def sure(self, segment: Segment) -> bool:
        """Tell whether a segment has so great a share that its value needs no label."""
        return segment.share >= self._sure.get(segment.field, self._sure[""])

    def scores(self, names: list[list[str]]) -> list[list[float]]:
        """Return each unit's score for each tag: the sum of the weights of what is seen of it."""
        rows, seen, size = [], self._seen, len(self.tags)
        for unit in names:
            row = [0.0] * size
            for name in unit:
                weights = seen.get(name)
                if weights is not None:
                    for tag, weight in weights:
                        row[tag] += weight
            rows.append(row)
        return rows

    def label(self, scores: list[list[float]]) -> Labelling:
        """Return the best labelling."""
        if not scores:
            return Labelling((), 0.0)
        alive = [self._alive(row) for row in scores]
        tags, best = self._best(scores, alive)
        shares, others = self._shares(scores, alive, tags)
        segments = self._segments(tags, shares)
        outside = self._outside
        empty = sum(row[outside] for row in scores) + self._moves[outside][outside] * (len(scores) - 1)
        return Labelling(tuple(segments), best - empty, _perhaps(others, {one.field for one in segments}))

    def _alive(self, row: list[float]) -> list[int]:
        """Return the tags worth following for a unit: those whose score is not hopeless, and none at all."""
        least = max(row) - _HOPELESS
        return [tag for tag, score in enumerate(row) if score >= least or tag == self._outside]

    def _best(self, scores: list[list[float]], alive: list[list[int]]) -> tuple[list[int], float]:
        """Return the tags of the best sequence and its score."""
        moves = self._moves
        column = {tag: self._first[tag] + scores[0][tag] for tag in alive[0]}
        back: list[dict[int, int]] = []
        for row, tags in zip(scores[1:], alive[1:], strict=True):
            came, following = {}, {}
            before = list(column.items())
            for tag in tags:
                top, source = max([(value + moves[other][tag], other) for other, value in before])
                came[tag] = source
                following[tag] = top + row[tag]
            back.append(came)
            column = following
        tag = max(column, key=lambda one: column[one])
        best, found = column[tag], [tag]
        for came in reversed(back):
            tag = came[tag]
            found.append(tag)
        found.reverse()
        return found, best

    def _shares(
        self, scores: list[list[float]], alive: list[list[int]], best: list[int]
    ) -> tuple[list[float], list[dict[str, float]]]:
        """Return the share of all labellings that give each unit the field of the best one, and those of the others."""
        found, others = [], []
        for tag, together in zip(best, self._together(scores, alive), strict=True):
            field, total = self.tags[tag][2:], sum(together.values()) or 1.0
            same = sum(share for one, share in together.items() if self.tags[one][2:] == field)
            found.append(same / total)
            other: dict[str, float] = {}
            if same < (1 - PERHAPS) * total:
                for one, share in together.items():
                    name = self.tags[one][2:]
                    other[name] = other.get(name, 0.0) + share / total
            others.append(other)
        return found, others

    def _together(self, scores: list[list[float]], alive: list[list[int]]) -> Iterator[dict[int, float]]:
        """Yield each unit's tags with what all labellings that give it that tag weigh, forward times backward."""
        rows = []
        for row, tags in zip(scores, alive, strict=True):
            top = max(row)
            rows.append({tag: exp(row[tag] - top) for tag in tags})
        ahead = _forward(rows, self._shares_of_moves, self._first)
        behind = _backward(rows, self._shares_of_moves)
        for forward, backward in zip(ahead, behind, strict=True):
            yield {tag: share * backward[tag] for tag, share in forward.items()}

    def rivals(self, scores: list[list[float]]) -> list[dict[str, float]]:
        """Return each unit's tags with their share of all labellings."""
        found = []
        for together in self._together(scores, [self._alive(row) for row in scores]):
            total = sum(together.values()) or 1.0
            found.append({self.tags[tag]: share / total for tag, share in together.items()})
        return found

    def deciding(self, names: list[str], tag: str, other: str) -> list[tuple[str, float]]:
        """Return what is seen of a unit with how much more it speaks for one tag than for another, most first."""
        one, two = self.tags.index(tag), self.tags.index(other)
        found = []
        for name in names:
            weights = dict(self._seen.get(name, ()))
            found.append((name, weights.get(one, 0.0) - weights.get(two, 0.0)))
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


def _forward(rows: list[dict[int, float]], moves: list[list[float]], first: list[float]) -> list[dict[int, float]]:
    found = [_scaled({tag: 0.0 if first[tag] < 0 else share for tag, share in rows[0].items()})]
    for row in rows[1:]:
        before = list(found[-1].items())
        found.append(
            _scaled(
                {tag: own * sum([share * moves[other][tag] for other, share in before]) for tag, own in row.items()}
            )
        )
    return found


def _backward(rows: list[dict[int, float]], moves: list[list[float]]) -> list[dict[int, float]]:
    found = [dict.fromkeys(rows[-1], 1.0)]
    for row, before in zip(reversed(rows[1:]), reversed(rows[:-1]), strict=True):
        behind = [(tag, own * found[-1][tag]) for tag, own in row.items()]
        found.append(_scaled({tag: sum([moves[tag][other] * share for other, share in behind]) for tag in before}))
    found.reverse()
    return found


def _scaled(column: dict[int, float]) -> dict[int, float]:
    total = sum(column.values()) or 1.0
    return {tag: value / total for tag, value in column.items()}
