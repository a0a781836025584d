"""What can be seen of each unit of a window, as names that weights are learned for.

The names are short since there are many of each: `t=` coarse type, `s=` shape, `c=` classes of the lexicon, `w=`
the word itself, `x=` its ending, `L=` the nearest cue before it and `R=` behind it, `S=` cues of its sentence, `D=`
and `N=` how many cues stand around and before it. A cue is a label, a verb of making or paying, a fund, a role.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

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
FIELDS = frozenset(
    ("executor.name", "executor.address", "customer.name", "payer.name", "payer.role", FUND,
     "publication_date", "print_run")
)  # fmt: skip
_NONE: tuple[str, ...] = ()


class Seen(NamedTuple):
    """A unit as the features see it: shape, coarse type, plain word, cues, and the sentence it stands in."""

    shape: str
    type: str
    word: str
    cues: tuple[str, ...]
    sentence: int


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


def features(window: Window, units: list[Unit], said: Sequence[Said] = ()) -> list[list[str]]:
    """Return the names of what is seen of each unit, in order; `said` is what labels alone make of the window."""
    seen = look(window, units)
    size = len(seen)
    before, behind = _cues_before(window, units, seen), _cues_behind(seen)
    sentences: dict[int, set[str]] = {}
    counts = [0]
    for one in seen:
        told_of = [name for name in units[len(counts) - 1].classes if name.startswith("cue:")]
        if one.cues or told_of:
            sentences.setdefault(one.sentence, set()).update(one.cues, told_of)
        counts.append(counts[-1] + bool(one.cues))
    labelled = _labelled(window, units, seen)
    told = _told(units, seen, said)
    found = []
    for index, (unit, one) in enumerate(zip(units, seen, strict=True)):
        names = _own(unit, one)
        names += _around(units, seen, index)
        names += _cued(one, unit, before[index], behind[index])
        cues = sentences.get(one.sentence)
        for cue in sorted(cues) if cues else ("-",):
            names += (f"S={cue}", f"S={cue}/{one.type}")
        near = counts[min(size, index + _REACH)] - counts[max(0, index - _REACH + 1)]
        names += (f"D={min(near, 5)}", f"D={min(near, 4)}/{one.type}")
        names += (f"N={min(counts[index], 4)}", f"N={min(counts[index], 3)}/{one.type}")
        names += labelled
        if index == 0 or seen[index - 1].shape.startswith("nl"):
            names.append("ls")
        names += told[index]
        found.append(names)
    return found


def _own(unit: Unit, one: Seen) -> list[str]:
    names = ["b", f"t={one.type}", f"s={one.shape}"]
    if one.word:
        names += (f"w={one.word}", f"x={one.word[-3:]}", f"p={one.word[:4]}")
    names += [f"c={name}" for name in unit.classes or ("-",)]
    return names


def _around(units: list[Unit], seen: list[Seen], index: int) -> list[str]:
    names: list[str] = []
    size = len(seen)
    for step in (-2, -1, 1, 2):
        place = index + step
        if 0 <= place < size:
            other = seen[place]
            names += (f"t{step}={other.type}", f"s{step}={other.shape}")
            names += [f"c{step}={name}" for name in units[place].classes]
        else:
            names += (f"t{step}=#", f"s{step}=#")
    previous, following = seen[index - 1] if index else None, seen[index + 1] if index + 1 < size else None
    names.append(f"tt={previous.type if previous else '#'}/{seen[index].type}/{following.type if following else '#'}")
    if previous and previous.word:
        names.append(f"w-1={previous.word}")
    if following and following.word:
        names.append(f"w+1={following.word}")
    return names


def _cued(one: Seen, unit: Unit, before: tuple[str, str, str, str], behind: tuple[str, str, str]) -> list[str]:
    cue, far, mark, second = before
    bare, kind = cue.rstrip(":"), one.type
    next_cue, next_far, next_mark = behind
    family = "num" if one.shape.startswith("num") else one.shape
    names = [
        f"L={bare}", f"L={bare}/{far}", f"L={bare}/{mark}/{family}", f"L={bare}/{far}/{family}", f"L={bare}/{family}",
        f"L={bare}/t={kind}", f"L={bare}/{mark}/t={kind}", f"l={cue}/{far}/{mark}",
        f"R={next_cue}/{next_far}", f"R={next_cue}/{next_mark}", f"R={next_cue}/t={kind}",
        f"LR={bare}/{next_cue}/{kind}",
    ]  # fmt: skip
    if second != "-":
        names.append(f"L2={bare}/{second.rstrip(':')}")
    names += [f"lc={bare}/{name}" for name in unit.classes]
    return names


# ------------------------------------------------------------------------------------------------------- single units


def _shape(text: str, unit: Unit) -> str:
    kind = unit.kind
    word = text[unit.start : unit.end]
    if kind == "word":
        if len(word) == 1:
            return "w1" if word.islower() else "W1"
        return "AA" if word.isupper() else "Aa" if word[0].isupper() else "aa"
    if kind == "num":
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


def _labelled(window: Window, units: list[Unit], seen: list[Seen]) -> list[str]:
    """Return which fields have a label with a mark behind it anywhere in the window."""
    found = set()
    for index, one in enumerate(seen[:-1]):
        if window.text[units[index + 1].start] in _COLONS:
            found |= {cue for cue in one.cues if cue.startswith("L.")}
    return [f"has={name}" for name in sorted(found)]


def _told(units: list[Unit], seen: list[Seen], said: Sequence[Said]) -> list[list[str]]:
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
    for names in found:
        if not names:
            names.append("r=-")
    return found
