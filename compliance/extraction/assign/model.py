"""The best labelling of a window's units under learned weights, and how sure each part of it is.

A linear chain: every unit gets a tag (`O`, or `B-` and `I-` of a field), scored by the weights of what is seen of it
and of the tag before it. The best sequence is found by dynamic programming; the forward and backward sums give each
tag's share of all labellings, which is how sure the reader may be.
"""

from __future__ import annotations

from math import exp
from typing import Any, NamedTuple

OUTSIDE = "O"
_NEVER = -1e9
_HOPELESS = 9.0  # how far below the best tag of a unit a tag may score and still be followed


class Segment(NamedTuple):
    """Units `first` to `last` (exclusive) that state a field, and the share of all labellings that agree."""

    field: str
    first: int
    last: int
    share: float


class Labelling(NamedTuple):
    """The best labelling of a window: its segments in order, and by how much it beats the empty one."""

    segments: tuple[Segment, ...]
    gain: float


class Model:
    """Learned weights, ready to label; immutable, safe to share between threads."""

    __slots__ = ("_first", "_moves", "_outside", "_seen", "_shares_of_moves", "evidence", "sure", "tags")

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
            name: list(zip(flat[::2], flat[1::2], strict=True)) for name, flat in content["seen"].items()
        }
        self.evidence: dict[str, float] = content["evidence"]
        self.sure: float = content["sure"]

    def _follows(self, other: int, tag: int) -> bool:
        name = self.tags[tag]
        return not name.startswith("I-") or self.tags[other][2:] == name[2:]

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
        shares = self._shares(scores, alive, tags)
        outside = self._outside
        empty = sum(row[outside] for row in scores) + self._moves[outside][outside] * (len(scores) - 1)
        return Labelling(tuple(self._segments(tags, shares)), best - empty)

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

    def _shares(self, scores: list[list[float]], alive: list[list[int]], best: list[int]) -> list[float]:
        """Return, for each unit, the share of all labellings that give it the field it has in the best one."""
        rows = []
        for row, tags in zip(scores, alive, strict=True):
            top = max(row)
            rows.append({tag: exp(row[tag] - top) for tag in tags})
        ahead = _forward(rows, self._shares_of_moves, self._first)
        behind = _backward(rows, self._shares_of_moves)
        found = []
        for tag, forward, backward in zip(best, ahead, behind, strict=True):
            together = {one: share * backward[one] for one, share in forward.items()}
            field = self.tags[tag][2:]
            same = sum(share for one, share in together.items() if self.tags[one][2:] == field)
            found.append(same / (sum(together.values()) or 1.0))
        return found

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
