"""What is seen of the units of a window, as names that weights are learned for.

The names are short since there are many of each: `t=` coarse type, `s=` shape, `c=` classes of the lexicon, `w=`
the word itself, `x=` its ending, `L=` the nearest cue before it and `R=` behind it, `S=` cues of its sentence, `d=`
which of the days named it is, `D=` and `N=` how many cues stand around and before it. They are spelled out when
something new is seen, and to learn and to explain: what is seen again is known by what it is made up of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from compliance.model.tuples import NamedTuple

Sight: TypeAlias = tuple[Any, ...]  # one thing that is seen of a unit: what it is, and of what it is made up
Look: TypeAlias = tuple[str, str, tuple[str, ...]]  # of a unit: its coarse type, its shape, its classes

Of = TypeVar("Of")

EDGE: Look = ("#", "#", ())  # where the window ends
AROUND = (-2, -1, 1, 2)  # the neighbours that are looked at
OPENS = "ls"  # the name of what opens a line


class Sights(NamedTuple):
    """What is seen of the units of a window, in order: `looks`, plain `words` (or none), `others`, what `opens` a line.

    Each look and word is also seen of the units beside its own; `everywhere` is seen of all units.
    """

    looks: list[Look]
    words: list[str]
    others: list[list[Sight]]
    opens: list[bool]
    everywhere: Sight

    def names(self, unit: int) -> list[str]:
        """Return the names of all that is seen of a unit, which weights are learned for."""
        *others, told = self.others[unit]
        groups = [_of_itself(self.looks[unit])]
        groups += [alone(sight) for sight in (*others, self.everywhere, told)]
        groups += [_beside(step, self._at(self.looks, unit + step, EDGE)) for step in AROUND]
        words = [self._at(self.words, place, "") for place in (unit, unit - 1, unit + 1)]
        groups += [spoken(word)[place] for place, word in enumerate(words)]
        return [name for group in groups for name in group] + [OPENS] * self.opens[unit]

    @staticmethod
    def _at(listed: list[Of], place: int, otherwise: Of) -> Of:
        return listed[place] if 0 <= place < len(listed) else otherwise


def alone(sight: Sight) -> list[str]:
    """Return the names of a sight for its unit."""
    return _NAMES[sight[0]](sight)


def around(look: Look) -> list[list[str]]:
    """Return the names of a look for its own unit, and for those that see it two before, before, behind, two behind."""
    return [_of_itself(look), *(_beside(step, look) for step in AROUND)]


def spoken(word: str) -> list[list[str]]:
    """Return the names of a word for its own unit, for the one that sees it before it, and for the one behind it."""
    return [_of_its_word(word), [f"w-1={word}"], [f"w+1={word}"]] if word else [[], [], []]


def _of_itself(look: Look) -> list[str]:
    kind, shape, classes = look
    return ["b", f"t={kind}", f"s={shape}", *(f"c={name}" for name in classes or ("-",))]


def _of_its_word(word: str) -> list[str]:
    return [f"w={word}", f"x={word[-3:]}", f"p={word[:4]}"]


def _beside(step: int, look: Look) -> list[str]:
    kind, shape, classes = look
    return [f"t{step}={kind}", f"s{step}={shape}", *(f"c{step}={name}" for name in classes)]


def _of_the_cue_before(sight: Sight) -> list[str]:
    _, (cue, far, mark, second), kind, family, classes = sight
    bare = cue.rstrip(":")
    names = [
        f"L={bare}", f"L={bare}/{far}", f"L={bare}/{mark}/{family}", f"L={bare}/{far}/{family}", f"L={bare}/{family}",
        f"L={bare}/t={kind}", f"L={bare}/{mark}/t={kind}", f"l={cue}/{far}/{mark}",
    ]  # fmt: skip
    if second != "-":
        names.append(f"L2={bare}/{second.rstrip(':')}")
    return names + [f"lc={bare}/{name}" for name in classes]


def _of_the_cue_behind(sight: Sight) -> list[str]:
    _, (cue, far, mark), kind = sight
    return [f"R={cue}/{far}", f"R={cue}/{mark}", f"R={cue}/t={kind}"]


def _of_its_sentence(sight: Sight) -> list[str]:
    _, cues, kind = sight
    return [name for cue in cues for name in (f"S={cue}", f"S={cue}/{kind}")]


def _of_cues_counted(sight: Sight) -> list[str]:
    _, near, before, kind = sight
    return [f"D={near}", f"D={min(near, 4)}/{kind}", f"N={before}", f"N={min(before, 3)}/{kind}"]


def _of_a_day(sight: Sight) -> list[str]:
    _, which, votes, near, before = sight
    told = "vote" if votes else "-"
    return [f"d={which}", f"d={which}/{told}", f"d={which}/{told}/{near}", f"d={which}/{before}"]


def _told_names(sight: Sight) -> list[str]:
    return list(sight[1:])


_NAMES: dict[object, Callable[[Sight], list[str]]] = {
    "tt": lambda sight: [f"tt={sight[1]}/{sight[2]}/{sight[3]}"],
    "L": _of_the_cue_before,
    "R": _of_the_cue_behind,
    "LR": lambda sight: [f"LR={sight[1].rstrip(':')}/{sight[2]}/{sight[3]}"],
    "S": _of_its_sentence,
    "DN": _of_cues_counted,
    "d": _of_a_day,
    "has": lambda sight: [f"has={name}" for name in sight[1]],
    "r": _told_names,
}
