"""All labellings of a window worth following: the best of them, and what share of all gives each unit each tag.

One pass forward finds the best labelling and sums up all; one pass backward completes the sums. What is hopeless is
not followed: a tag that scores far below the best one of its unit, and one that hardly any labelling so far leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

SCALE = 20  # scores are whole numbers of twentieths
_HOPELESS = 7 * SCALE  # how far below the best tag of a unit a tag may score and still be followed
_RARE = 1e-3  # the share of all labellings so far below which a tag is not followed
_NEVER = -1e9
_FACTORS = [exp(-below / SCALE) for below in range(40 * SCALE)]  # of a score so far below the best one


class Steps:
    """The weights of the steps from tag to tag, by the tag that is reached; immutable.

    `begins` has for a tag that goes on with a field the one that begins it, -1 for all others: a field goes on only
    where it has begun.
    """

    __slots__ = ("factors", "goes_on", "heads", "moves", "outside", "starts")

    def __init__(self, moves: list[list[float]], begins: list[int], outside: int) -> None:
        size = len(moves)
        self.outside = outside
        self.moves = [[row[tag] * SCALE for row in moves] for tag in range(size)]
        self.factors = [[exp(row[tag]) for row in moves] for tag in range(size)]
        self.heads = [tag for tag in range(size) if begins[tag] < 0]
        self.starts = begins
        # Of a tag in a field, the one that goes on with it; -1 for the one outside.
        self.goes_on = [-1] * size
        for tag, start in enumerate(begins):
            if start >= 0:
                self.goes_on[tag] = self.goes_on[start] = tag


class Lattice:
    """The tags followed at each unit, with the sums of all labellings that lead to them and on from them."""

    __slots__ = ("_ahead", "_came", "_own", "_steps", "_values", "alive")

    def __init__(self, scores: Sequence[Sequence[int]], steps: Steps) -> None:
        self._steps = steps
        self.alive: list[list[int]] = []
        self._own: list[list[float]] = []  # what each tag's unit gives it, as a factor
        self._ahead: list[list[float]] = []  # all labellings that lead to it, scaled to one at each unit
        self._came: list[list[int]] = []  # where the best of them comes from, as a place in the unit before
        self._values: list[float] = []  # what the best ones up to the last unit come to, in twentieths
        for row in scores:
            self._follow(row)

    def _follow(self, row: Sequence[int]) -> None:
        """Add a unit."""
        steps, top = self._steps, max(row)
        least, outside = top - _HOPELESS, steps.outside
        before = self.alive[-1] if self.alive else []
        tags = [tag for tag in steps.heads if row[tag] >= least or tag == outside]
        for other in before:
            tag = steps.goes_on[other]
            if tag >= 0 and row[tag] >= least and tag not in tags:
                tags.append(tag)
        values, came, ahead = self._reached(tags, before)
        total = 0.0
        own = []
        for place, tag in enumerate(tags):
            below = top - row[tag]
            factor = _FACTORS[below] if below < len(_FACTORS) else 0.0
            own.append(factor)
            values[place] -= below
            ahead[place] *= factor
            total += ahead[place]
        rare = total * _RARE
        kept = [place for place, share in enumerate(ahead) if share >= rare or tags[place] == outside]
        self.alive.append([tags[place] for place in kept])
        self._values = [values[place] for place in kept]
        self._came.append([came[place] for place in kept])
        self._ahead.append([ahead[place] / total for place in kept])
        self._own.append([own[place] for place in kept])

    def _reached(self, tags: list[int], before: list[int]) -> tuple[list[float], list[int], list[float]]:
        """Return for each tag what the best labelling up to it comes to, its place before, and the sum of all."""
        if not before:
            return [0.0] * len(tags), [0] * len(tags), [1.0] * len(tags)
        steps, values, shares = self._steps, self._values, self._ahead[-1]
        found, came, ahead = [], [], []
        everywhere = list(enumerate(before))
        for tag in tags:
            moves, factors, start = steps.moves[tag], steps.factors[tag], steps.starts[tag]
            best, source, total = _NEVER, 0, 0.0
            for place, other in everywhere if start < 0 else _within(everywhere, tag, start):
                value = values[place] + moves[other]
                if value >= best:
                    best, source = value, place
                total += shares[place] * factors[other]
            found.append(best)
            came.append(source)
            ahead.append(total)
        return found, came, ahead

    def best(self) -> list[int]:
        """Return the tags of the best labelling."""
        place, found = self._values.index(max(self._values)), []
        for tags, came in zip(reversed(self.alive), reversed(self._came), strict=True):
            found.append(tags[place])
            place = came[place]
        found.reverse()
        return found

    def gain(self) -> float:
        """Return what the best labelling comes to, below the sum of the best scores of all units."""
        return max(self._values) / SCALE

    def shares(self) -> list[list[float]]:
        """Return for each unit the share of all labellings that each of its tags has."""
        behind = [1.0] * len(self.alive[-1])
        found: list[list[float]] = []
        for unit in range(len(self.alive) - 1, -1, -1):
            together = [share * after for share, after in zip(self._ahead[unit], behind, strict=True)]
            total = sum(together) or 1.0
            found.append([one / total for one in together])
            if unit:
                behind = self._behind(unit, behind)
        found.reverse()
        return found

    def _behind(self, unit: int, behind: list[float]) -> list[float]:
        """Return the sums of all labellings that go on from each tag of the unit before, scaled to one."""
        steps, before = self._steps, self.alive[unit - 1]
        if len(before) == 1:
            return [1.0]
        found = [0.0] * len(before)
        everywhere = list(enumerate(before))
        for tag, own, after in zip(self.alive[unit], self._own[unit], behind, strict=True):
            weight, start, factors = own * after, steps.starts[tag], steps.factors[tag]
            for place, other in everywhere if start < 0 else _within(everywhere, tag, start):
                found[place] += factors[other] * weight
        total = sum(found) or 1.0
        return [one / total for one in found]


def _within(tags: list[tuple[int, int]], tag: int, start: int) -> list[tuple[int, int]]:
    """Return those of the tags that a tag within a field may follow: itself, and the one that begins the field."""
    return [(place, other) for place, other in tags if other in (tag, start)]
