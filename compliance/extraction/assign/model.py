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

    __slots__ = ("_before", "_first", "_moves", "_outside", "_seen", "evidence", "sure", "tags")

    def __init__(self, content: dict[str, Any]) -> None:
        self.tags: tuple[str, ...] = tuple(content["tags"])
        self._outside = self.tags.index(OUTSIDE)
        moves = content["moves"]
        size = len(self.tags)
        # For each tag, the tags that may stand before it with the weight of that step: a field goes on or begins.
        self._before = [
            [(other, float(moves[other][tag])) for other in range(size) if self._follows(other, tag)]
            for tag in range(size)
        ]
        self._moves = float(moves[self._outside][self._outside])
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
        tags, best = self._best(scores)
        shares = self._shares(scores, tags)
        empty = sum(row[self._outside] for row in scores) + self._moves * (len(scores) - 1)
        return Labelling(tuple(self._segments(tags, shares)), best - empty)

    def _best(self, scores: list[list[float]]) -> tuple[list[int], float]:
        """Return the tags of the best sequence and its score."""
        column = [start + score for start, score in zip(self._first, scores[0], strict=True)]
        back: list[list[int]] = []
        for row in scores[1:]:
            came, following = [], []
            for tag, before in enumerate(self._before):
                top, source = _NEVER * 10, 0
                for other, move in before:
                    value = column[other] + move
                    if value > top:
                        top, source = value, other
                came.append(source)
                following.append(top + row[tag])
            back.append(came)
            column = following
        best = max(column)
        tag = column.index(best)
        tags = [tag]
        for came in reversed(back):
            tag = came[tag]
            tags.append(tag)
        tags.reverse()
        return tags, best

    def _shares(self, scores: list[list[float]], tags: list[int]) -> list[float]:
        """Return, for each unit, the share of all labellings that give it the field it has in the best one."""
        rows = []
        for row in scores:
            top = max(row)
            rows.append([exp(score - top) for score in row])
        moves = [[(other, exp(move)) for other, move in before] for before in self._before]
        ahead = _forward(rows, moves, self._first)
        behind = _backward(rows, moves)
        found = []
        for tag, forward, backward in zip(tags, ahead, behind, strict=True):
            together = [one * other for one, other in zip(forward, backward, strict=True)]
            total = sum(together) or 1.0
            name = self.tags[tag]
            field = name[2:]
            same = sum(part for part, other in zip(together, self.tags, strict=True) if other[2:] == field)
            found.append(same / total if field else together[tag] / total)
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


def _forward(rows: list[list[float]], moves: list[list[tuple[int, float]]], first: list[float]) -> list[list[float]]:
    column = [0.0 if start < 0 else value for start, value in zip(first, rows[0], strict=True)]
    found = [_scaled(column)]
    for row in rows[1:]:
        last = found[-1]
        column = [row[tag] * sum([last[other] * move for other, move in before]) for tag, before in enumerate(moves)]
        found.append(_scaled(column))
    return found


def _backward(rows: list[list[float]], moves: list[list[tuple[int, float]]]) -> list[list[float]]:
    size = len(moves)
    found = [[1.0] * size]
    for row in reversed(rows[1:]):
        last = found[-1]
        column = [0.0] * size
        for tag, before in enumerate(moves):
            amount = row[tag] * last[tag]
            for other, move in before:
                column[other] += move * amount
        found.append(_scaled(column))
    found.reverse()
    return found


def _scaled(column: list[float]) -> list[float]:
    total = sum(column) or 1.0
    return [value / total for value in column]
