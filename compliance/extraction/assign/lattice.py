"""All labellings of a window worth following: the best of them, and what share of all gives each unit each tag.

One pass forward finds the best labelling and sums up all; one pass backward completes the sums. What is hopeless is
not followed: a tag that scores far below the best one of its unit, and one that hardly any labelling so far leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from compliance.model.tuples import NamedTuple

SCALE = 20  # scores are whole numbers of twentieths
_HOPELESS = 7 * SCALE  # how far below the best tag of a unit a tag may score and still be followed
_RARE = 1e-3  # the share of all labellings so far below which a tag is not followed
_NEVER = -1e9
_FARTHEST = 40 * SCALE
_FACTORS = [exp(-below / SCALE) for below in range(_FARTHEST)] + [0.0]  # of a score so far below the best one


class Way(NamedTuple):
    """A tag, and what the step to it weighs from each tag, and from the start: in twentieths, and as factors.

    `begin` is the tag that begins the field which this one goes on with: it may follow only that and itself. It is -1
    where the tag goes on with nothing: such a one may follow any.
    """

    tag: int
    begin: int
    moves: list[float]
    factors: list[float]


class Steps:
    """The weights of the steps from tag to tag; immutable. `start` stands for what is before the first unit.

    `opening` are the tags that may follow the one outside, with what the step from it weighs; that one itself is
    apart, as `stays`.
    """

    __slots__ = ("goes_on", "heads", "opening", "outside", "start", "stays", "ways")

    def __init__(self, moves: list[list[float]], begins: list[int], outside: int) -> None:
        self.start = len(moves)
        self.outside = outside
        self.ways = [
            Way(tag, begin, [*(row[tag] * SCALE for row in moves), 0.0], [*(exp(row[tag]) for row in moves), 1.0])
            for tag, begin in enumerate(begins)
        ]
        self.heads = [way for way in self.ways if way.begin < 0]
        out = [(way.tag, way.moves[outside], way.factors[outside]) for way in self.heads]
        self.stays = next(step for step in out if step[0] == outside)
        self.opening = [step for step in out if step[0] != outside]
        # Of a tag in a field, the way on in it; none of the one outside, and at the start.
        self.goes_on: list[Way | None] = [None] * (self.start + 1)
        for way in self.ways:
            if way.begin >= 0:
                self.goes_on[way.tag] = self.goes_on[way.begin] = way


class _Column:
    """What is known of each tag at one unit, in lists by tag; `alive` are those that are followed, in order.

    `values`: what the best labelling up to it comes to, in twentieths. `ahead`: the share of all labellings so far.
    `own`: what the unit gives it, as a factor. `came`: the tag before it in the best labelling.
    """

    __slots__ = ("ahead", "alive", "came", "own", "values")

    def __init__(self, size: int, came: int = 0) -> None:
        self.alive: list[int] = []
        self.values = [_NEVER] * size
        self.ahead = [0.0] * size
        self.own = [0.0] * size
        self.came = [came] * size

    def keep(self, tags: list[int], total: float, outside: int) -> None:
        """Take those of the tags that more than hardly any labelling leads to, and scale their shares to one."""
        rare = total * _RARE
        ahead = self.ahead
        for tag in tags:
            share = ahead[tag]
            if share >= rare or tag == outside:
                ahead[tag] = share / total
                self.alive.append(tag)
            else:
                ahead[tag], self.values[tag] = 0.0, _NEVER


class Lattice:
    """The tags followed at each unit, with the sums of all labellings that lead to them and on from them.

    `empty` is what the scores of the labelling without any field come to, below the best of all units, in twentieths.
    """

    __slots__ = ("_apart", "_columns", "_steps", "_value", "empty")

    def __init__(self, scores: Sequence[Sequence[int]], steps: Steps) -> None:
        self._steps = steps
        self._columns: list[_Column] = []
        self.empty = 0
        # All labellings followed stand outside at such a unit and at the one before: one column serves for all of
        # these, as half of the units of a window are, and what they come to is kept beside it.
        self._apart = _Column(steps.start + 1, steps.outside)
        self._apart.alive, self._apart.ahead[steps.outside] = [steps.outside], 1.0
        self._value = 0.0
        last = _Column(steps.start + 1)
        last.alive, last.values[steps.start], last.ahead[steps.start] = [steps.start], 0.0, 1.0
        for row in scores:
            last = self._follow(row, last)
            self._columns.append(last)

    def _follow(self, row: Sequence[int], last: _Column) -> _Column:
        """Return the column of a unit, reached from the one before it."""
        outside, top = self._steps.outside, max(row)
        self.empty += row[outside] - top
        before, values, shares = last.alive, last.values, last.ahead
        if len(before) == 1 and before[0] == outside:
            return self._open(row, top, self._value if last is self._apart else values[outside], shares[outside])
        least = top - _HOPELESS
        found = _Column(self._steps.start + 1)
        tags, total = [], 0.0
        for tag, _, moves, factors in self._steps.heads:  # the innermost loop of all reading
            if row[tag] < least and tag != outside:
                continue
            best, source, share = _NEVER, 0, 0.0
            for other in before:
                value = values[other] + moves[other]
                if value >= best:
                    best, source = value, other
                share += shares[other] * factors[other]
            below = top - row[tag]
            own = found.own[tag] = _FACTORS[below if below < _FARTHEST else _FARTHEST]
            share *= own
            found.values[tag], found.came[tag], found.ahead[tag] = best - below, source, share
            total += share
            tags.append(tag)
        if len(before) > 1:
            total = self._go_on(row, top, last, found, tags, total)
        found.keep(tags, total, outside)
        return found

    def _open(self, row: Sequence[int], top: int, value: float, so_far: float) -> _Column:
        """Return the column of a unit before which all labellings followed stand outside; the best comes to `value`.

        Nothing goes on there, and each tag has one way to it. Where no field can begin, nothing is left to sum up.
        """
        outside, least = self._steps.outside, top - _HOPELESS
        steps = [step for step in self._steps.opening if row[step[0]] >= least]
        if not steps:
            self._value = value + self._steps.stays[1] - (top - row[outside])
            return self._apart
        found = _Column(self._steps.start + 1, outside)
        tags, total = [], 0.0
        for tag, move, factor in (*steps, self._steps.stays):
            below = top - row[tag]
            own = found.own[tag] = _FACTORS[below if below < _FARTHEST else _FARTHEST]
            share = found.ahead[tag] = so_far * factor * own
            found.values[tag] = value + move - below
            total += share
            tags.append(tag)
        found.keep(tags, total, outside)
        return found

    def _go_on(
        self, row: Sequence[int], top: int, last: _Column, found: _Column, tags: list[int], total: float
    ) -> float:
        """Reach the tags that go on with the fields of the unit before, and return the sum with theirs added."""
        values, shares, goes_on = last.values, last.ahead, self._steps.goes_on
        least = top - _HOPELESS
        for other in last.alive:
            way = goes_on[other]
            if way is None or row[way.tag] < least or found.own[way.tag]:
                continue
            tag, source, moves, factors = way
            best, value = values[source] + moves[source], values[tag] + moves[tag]
            share = shares[source] * factors[source] + shares[tag] * factors[tag]
            if value >= best:
                best, source = value, tag
            below = top - row[tag]
            own = found.own[tag] = _FACTORS[below]
            share *= own
            found.values[tag], found.came[tag], found.ahead[tag] = best - below, source, share
            total += share
            tags.append(tag)
        return total

    @property
    def alive(self) -> list[list[int]]:
        """The tags followed at each unit."""
        return [column.alive for column in self._columns]

    def best(self) -> list[int]:
        """Return the tags of the best labelling."""
        last = self._columns[-1]
        tag, found = max(last.alive, key=last.values.__getitem__), []
        for column in reversed(self._columns):
            found.append(tag)
            tag = column.came[tag]
        found.reverse()
        return found

    def gain(self) -> float:
        """Return what the best labelling comes to, below the sum of the best scores of all units."""
        last = self._columns[-1]
        return (self._value if last is self._apart else max(last.values)) / SCALE

    def shares(self) -> list[list[float]]:
        """Return for each unit the share of all labellings that each of its followed tags has."""
        columns = self._columns
        behind = [1.0] * self._steps.start
        found: list[list[float]] = []
        for unit in range(len(columns) - 1, -1, -1):
            alive, ahead = columns[unit].alive, columns[unit].ahead
            if len(alive) == 1:
                found.append([1.0])
            else:
                together = [ahead[tag] * behind[tag] for tag in alive]
                total = sum(together) or 1.0
                found.append([one / total for one in together])
            if unit and columns[unit] is not self._apart:  # what is behind such a one leads to it alone
                behind = self._behind(columns[unit - 1].alive, columns[unit], behind)
        found.reverse()
        return found

    def _behind(self, before: list[int], column: _Column, behind: list[float]) -> list[float]:
        """Return the sums of all labellings that go on from each tag of the unit before, scaled to one."""
        found = [0.0] * self._steps.start
        if len(before) == 1:
            found[before[0]] = 1.0
            return found
        own, ways = column.own, self._steps.ways
        for tag in column.alive:
            weight = own[tag] * behind[tag]
            _, begin, _, factors = ways[tag]
            for other in before if begin < 0 else (begin, tag):
                found[other] += factors[other] * weight
        total = sum([found[other] for other in before]) or 1.0
        return [one / total for one in found]
