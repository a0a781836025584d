"""What can be seen of each unit of a window, as names that weights are learned for.

The names are short since there are many of each: `t=` coarse type, `s=` shape, `c=` classes of the lexicon, `w=`
the word itself, `x=` its ending, `L=` the nearest cue before it and `R=` behind it, `S=` cues of its sentence, `d=` which
day of those that the window names, `D=` and `N=` how many cues stand around and before it. A cue is a label, a verb of making or paying, a fund, a role.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from compliance.extraction.assign.units import Unit
from compliance.extraction.leaves import Said
from compliance.extraction.window import Window
from compliance.model.fields import FUND
from compliance.text.folding import plain

_CUES = frozenset(("agent", "paid", "made", "active", "denied", "fund", "role", "stop"))
_ENDS = frozenset((".", ";", "nl", "nl2", "!", "?"))
_COLONS = frozenset(":—–-|=")
_STEPS = (1, 2, 3, 5, 9, 17)
_REACH = 12
_WITH_YEAR = 3  # digits of a day from which its year is among them
FIELDS = frozenset(
    ("executor.name", "executor.address", "customer.name", "payer.name", "payer.role", FUND,
     "publication_date", "print_run")
)  # fmt: skip
_NONE: tuple[str, ...] = ()
_AROUND = (-2, -1, 1, 2)  # the neighbours that are looked at
_NOTHING = ("#", "#", _NONE)  # where the window ends
_OPENS = ("ls",)
_UNTOLD = ("r", "r=-")  # labels take the unit for nothing

Sight: TypeAlias = tuple[Any, ...]  # one thing that is seen of a unit: what it is, and of what it is made up


class Seen(NamedTuple):
    """A unit as the features see it: shape, coarse type, plain word, cues, and the sentence it stands in."""

    shape: str
    type: str
    word: str
    cues: tuple[str, ...]
    sentence: int


_EDGE = Seen("#", "#", "", _NONE, 0)


def look(window: Window, units: list[Unit]) -> list[Seen]:
    """Return what is seen of each unit by itself and by its neighbours."""
    shapes = [_shape(window.text, unit) for unit in units]
    found, sentence = [], 0
    for index, unit in enumerate(units):
        before = shapes[index - 1] if index else "#"
        behind = shapes[index + 1] if index + 1 < len(units) else "#"
        particle = behind == "aa" and "particles" in units[index + 1].classes
        word = plain(window.text[unit.start : unit.end]) if unit.kind in ("word", "phrase") else ""
        kind = _type(unit, shapes[index], before, behind, particle)
        found.append(Seen(shapes[index], kind, word, _cues(unit), sentence))
        sentence += shapes[index] in _ENDS
    return found


def features(window: Window, units: list[Unit], said: Sequence[Said] = ()) -> list[list[Sight]]:
    """Return what is seen of each unit, in order, as sights; `said` is what labels alone make of the window."""
    seen = look(window, units)
    size = len(seen)
    looks = [(one.type, one.shape, unit.classes) for unit, one in zip(units, seen, strict=True)]
    before, behind = _cues_before(window, units, seen), _cues_behind(seen)
    sentences, counts = _sentences(units, seen)
    labelled = ("has", _labelled(window, units, seen))
    told = _told(units, seen, said)
    days = _days(window, units)
    found = []
    for index, (unit, one) in enumerate(zip(units, seen, strict=True)):
        kind = one.type
        previous, following = seen[index - 1] if index else _EDGE, seen[index + 1] if index + 1 < size else _EDGE
        family = "num" if one.shape.startswith("num") else one.shape
        near = counts[min(size, index + _REACH)] - counts[max(0, index - _REACH + 1)]
        sights: list[Sight] = [
            ("own", looks[index]),
            ("tt", previous.type, kind, following.type),
            ("L", before[index], kind, family, unit.classes),
            ("R", behind[index], kind),
            ("LR", before[index][0], behind[index][0], kind),
            ("S", sentences[one.sentence], kind),
            ("DN", min(near, 5), min(counts[index], 4), kind),
            labelled,
            told[index],
        ]
        sights += [(step, looks[index + step] if 0 <= index + step < size else _NOTHING) for step in _AROUND]
        if index in days:
            votes = "cue:polling" in sentences[one.sentence]
            sights.append(("d", days[index], votes, min(near, 4), previous.shape))
        if one.word:
            sights.append(("w", one.word))
        if previous.word:
            sights.append(("w-1", previous.word))
        if following.word:
            sights.append(("w+1", following.word))
        if index == 0 or previous.shape.startswith("nl"):
            sights.append(_OPENS)
        found.append(sights)
    return found


def names(sight: Sight) -> list[str]:
    """Return the names of what a sight shows, which weights are learned for."""
    return _NAMES.get(sight[0], _beside)(sight)


def _sentences(units: list[Unit], seen: list[Seen]) -> tuple[list[tuple[str, ...]], list[int]]:
    """Return the cues of each sentence, and how many units up to each one have any."""
    found: dict[int, set[str]] = {}
    counts = [0]
    for unit, one in zip(units, seen, strict=True):
        told_of = [name for name in unit.classes if name.startswith("cue:")]
        if one.cues or told_of:
            found.setdefault(one.sentence, set()).update(one.cues, told_of)
        counts.append(counts[-1] + bool(one.cues))
    last = seen[-1].sentence if seen else 0
    return [tuple(sorted(found[number])) if number in found else ("-",) for number in range(last + 1)], counts


# -------------------------------------------------------------------------------------------------- names of sights


def _of_itself(sight: Sight) -> list[str]:
    kind, shape, classes = sight[1]
    return ["b", f"t={kind}", f"s={shape}", *(f"c={name}" for name in classes or ("-",))]


def _of_its_word(sight: Sight) -> list[str]:
    word: str = sight[1]
    return [f"w={word}", f"x={word[-3:]}", f"p={word[:4]}"]


def _beside(sight: Sight) -> list[str]:
    step, (kind, shape, classes) = sight
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
    "own": _of_itself,
    "w": _of_its_word,
    "w-1": lambda sight: [f"w-1={sight[1]}"],
    "w+1": lambda sight: [f"w+1={sight[1]}"],
    "tt": lambda sight: [f"tt={sight[1]}/{sight[2]}/{sight[3]}"],
    "L": _of_the_cue_before,
    "R": _of_the_cue_behind,
    "LR": lambda sight: [f"LR={sight[1].rstrip(':')}/{sight[2]}/{sight[3]}"],
    "S": _of_its_sentence,
    "DN": _of_cues_counted,
    "d": _of_a_day,
    "has": lambda sight: [f"has={name}" for name in sight[1]],
    "ls": lambda sight: ["ls"],
    "r": _told_names,
}


# ------------------------------------------------------------------------------------------------------- single units


def _shape(text: str, unit: Unit) -> str:
    kind = unit.kind
    word = text[unit.start : unit.end]
    if kind == "word":
        if len(word) == 1:
            return "w1" if word.islower() else "W1"
        return "AA" if word.isupper() else "Aa" if word[0].isupper() else "aa"
    if kind == "num":
        if "/" in word:
            return "numh"
        return f"num{min(sum(character.isdigit() for character in word), 5)}"
    if kind == "punct":
        return word
    if kind == "nl":
        return "nl2" if len(word) > 1 else "nl"
    return kind


_BY_CLASS = (
    ("label", "lab"), ("legal_form", "lf"), ("role", "role"), ("fund", "fund"), ("agent", "verb"), ("paid", "verb"),
    ("made", "verb"), ("active", "verb"), ("address", "addr"),
)  # fmt: skip
_BY_KIND = {"date": "date", "num": "num", "quoted": "quo", "blank": "blank", "punct": "p", "nl": "p"}


def _type(unit: Unit, shape: str, before: str, behind: str, particle: bool) -> str:
    """Return the coarse type of a unit: what it is, or what it looks like beside its neighbours."""
    if unit.kind in _BY_KIND:
        return _BY_KIND[unit.kind]
    classes = {name.partition(":")[0] for name in unit.classes}
    for name, kind in _BY_CLASS:
        if name in classes:
            return kind
    if unit.kind == "init":
        return "ini"
    if "customer_kind" in classes or "status" in classes:
        return "kind"
    if "month" in classes:
        return "mon"
    if "unit" in classes or "multiplier" in classes:
        return "unit"
    if shape == "Aa" and (behind in ("init", "W1") or before == "init"):
        return "per"
    if shape == "Aa" and (behind == "Aa" or before == "Aa" or particle):
        return "Cap2"
    return shape if shape in ("Aa", "AA") else "w"


def _cues(unit: Unit) -> tuple[str, ...]:
    """Return what of a unit steers its neighbours, labels first as the lexicon orders them."""
    found = []
    for name in unit.classes:
        head, _, rest = name.partition(":")
        if head == "label":
            found.append("L." + rest.partition(":")[0])
        elif head in _CUES:
            found.append(head)
    return tuple(found) if found else _NONE


# ------------------------------------------------------------------------------------------------------ cues about it


def _far(distance: int) -> str:
    return str(bisect_right(_STEPS, distance))


def _cues_before(window: Window, units: list[Unit], seen: list[Seen]) -> list[tuple[str, str, str, str]]:
    """Return for each unit the nearest cue before it, how far, what parts the two, and the cue before that."""
    found: list[tuple[str, str, str, str]] = []
    cue, second, place, mark = "", "-", 0, ""
    for index, one in enumerate(seen):
        found.append((cue, _far(index - place), mark, second) if cue else ("-", "0", mark, "-"))
        if one.cues:
            behind = window.text[units[index + 1].start] if index + 1 < len(units) else ""
            second = cue or "-"
            cue, place, mark = one.cues[0] + (":" if behind in _COLONS else ""), index, ""
        elif one.shape == ",":
            mark = mark or ","
        elif one.shape == ".":
            mark = mark if mark == "n" else "."
        elif one.shape == ";":
            mark = mark if mark == "n" else ";"
        elif one.shape.startswith("nl"):
            mark = "n"
    return found


def _cues_behind(seen: list[Seen]) -> list[tuple[str, str, str]]:
    """Return for each unit the nearest cue behind it, how far, and what parts the two."""
    found: list[tuple[str, str, str]] = []
    cue, place, mark = "", 0, ""
    for index in range(len(seen) - 1, -1, -1):
        one = seen[index]
        found.append((cue, _far(min(place - index, 9)), mark) if cue else ("-", "0", mark))
        if one.cues:
            cue, place, mark = one.cues[0], index, ""
        elif one.shape.startswith("nl"):
            mark = "n"
        elif one.shape in (".", ";"):
            mark = mark or one.shape
    found.reverse()
    return found


def _labelled(window: Window, units: list[Unit], seen: list[Seen]) -> tuple[str, ...]:
    """Return which fields have a label with a mark behind it anywhere in the window."""
    found = set()
    for index, one in enumerate(seen[:-1]):
        if window.text[units[index + 1].start] in _COLONS:
            found |= {cue for cue in one.cues if cue.startswith("L.")}
    return tuple(sorted(found))


def _days(window: Window, units: list[Unit]) -> dict[int, str]:
    """Return for each day of the window whether its year is said, and whether it is the only such day, or the last."""
    found = {index: "part" for index, unit in enumerate(units) if unit.kind == "date"}
    whole = []
    for index in found:
        unit = units[index]
        if sum(map(str.isdigit, window.text[unit.start : unit.end])) >= _WITH_YEAR:
            whole.append(index)
    for index in whole:
        found[index] = "only" if len(whole) == 1 else "last" if index == whole[-1] else "one"
    return found


def _told(units: list[Unit], seen: list[Seen], said: Sequence[Said]) -> list[Sight]:
    """Return for each unit what labels alone take it for, and the units beside it."""
    found: list[list[str]] = [[] for _ in units]
    starts, ends = [unit.start for unit in units], [unit.end for unit in units]
    for field, start, end, sure in said:
        if field not in FIELDS:
            continue
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        for index in range(first, last):
            part = "B" if index == first else "I"
            found[index] += (f"r={part}-{field}", f"r={part}-{field}/{sure}", f"r={field}/{seen[index].type}")
        if first > 0:
            found[first - 1].append(f"r+1={field}")
        if last < len(units):
            found[last].append(f"r-1={field}")
    return [("r", *told) if told else _UNTOLD for told in found]
