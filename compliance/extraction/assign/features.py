"""What can be seen of each unit of a window: what it is, how it looks, and the cues around it.

A cue is a label, a verb of making or paying, a fund, a role.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from compliance.extraction.assign.sights import Look, Sight, Sights
from compliance.extraction.assign.units import Unit
from compliance.extraction.leaves import Said
from compliance.extraction.window import Window
from compliance.model.fields import FUND
from compliance.model.tuples import NamedTuple
from compliance.text.folding import plain

_CUES = frozenset(("agent", "paid", "made", "active", "denied", "fund", "role", "stop"))
_ENDS = frozenset((".", ";", "nl", "nl2", "!", "?"))
_COLONS = frozenset(":—–-|=")
_STEPS = (1, 2, 3, 5, 9, 17)
_FAR = [str(bisect_right(_STEPS, distance)) for distance in range(_STEPS[-1] + 1)]
_REACH = 12
_WITH_YEAR = 3  # digits of a day from which its year is among them
FIELDS = frozenset(
    ("executor.name", "executor.address", "customer.name", "payer.name", "payer.role", FUND,
     "publication_date", "print_run")
)  # fmt: skip
_UNTOLD = ("r", "r=-")  # labels take the unit for nothing


_plainly = lru_cache(maxsize=4_096)(plain)  # the same words come again and again


class Seen(NamedTuple):
    """A unit as the features see it: shape, coarse type, plain word, cues, cues of its sentence alone, the sentence."""

    shape: str
    type: str
    word: str
    cues: tuple[str, ...]
    near: tuple[str, ...]
    sentence: int


def look(window: Window, units: list[Unit]) -> list[Seen]:
    """Return what is seen of each unit by itself and by its neighbours."""
    text = window.text
    shapes = ["#", *[_shape(text[unit.start : unit.end], unit.kind) for unit in units], "#"]
    found, sentence = [], 0
    for index, unit in enumerate(units):
        before, shape, behind = shapes[index], shapes[index + 1], shapes[index + 2]
        told = _told_by(unit.classes)
        particle = behind == "aa" and "particles" in units[index + 1].classes
        word = _plainly(text[unit.start : unit.end]) if unit.kind in ("word", "phrase") else ""
        kind = _type(unit.kind, told.heads, shape, before, behind, particle)
        found.append(Seen(shape, kind, word, told.cues, told.near, sentence))
        sentence += shape in _ENDS
    return found


def features(window: Window, units: list[Unit], said: Sequence[Said] = ()) -> Sights:
    """Return what is seen of the units of a window; `said` is what labels alone make of it."""
    seen = look(window, units)
    size = len(seen)
    looks: list[Look] = [(one.type, one.shape, unit.classes) for unit, one in zip(units, seen, strict=True)]
    before, behind = _cues_before(window, units, seen), _cues_behind(seen)
    sentences, counts = _sentences(seen)
    told = _told(units, seen, said)
    days = _days(window, units)
    types = ["#", *(one.type for one in seen), "#"]
    found: list[list[Sight]] = []
    for index, one in enumerate(seen):
        kind, shape, classes = looks[index]
        family = "num" if shape.startswith("num") else shape
        near = counts[min(size, index + _REACH)] - counts[max(0, index - _REACH + 1)]
        found.append([
            ("tt", types[index], kind, types[index + 2]),
            ("L", before[index], kind, family, classes),
            ("R", behind[index], kind),
            ("LR", before[index][0], behind[index][0], kind),
            ("S", sentences[one.sentence], kind),
            ("DN", min(near, 5), min(counts[index], 4), kind),
            told[index],
        ])  # fmt: skip
        if index in days:
            votes = "cue:polling" in sentences[one.sentence]
            found[-1].insert(0, ("d", days[index], votes, min(near, 4), seen[index - 1].shape if index else "#"))
    opens = [not index or seen[index - 1].shape.startswith("nl") for index in range(size)]
    return Sights(looks, [one.word for one in seen], found, opens, ("has", _labelled(window, units, seen)))


def _sentences(seen: list[Seen]) -> tuple[list[tuple[str, ...]], list[int]]:
    """Return the cues of each sentence, and how many units up to each one have any."""
    found: dict[int, set[str]] = {}
    counts = [0]
    for one in seen:
        if one.cues or one.near:
            found.setdefault(one.sentence, set()).update(one.cues, one.near)
        counts.append(counts[-1] + bool(one.cues))
    last = seen[-1].sentence if seen else 0
    return [tuple(sorted(found[number])) if number in found else ("-",) for number in range(last + 1)], counts


# ------------------------------------------------------------------------------------------------------- single units


def _shape(word: str, kind: str) -> str:
    if kind == "word":
        if len(word) == 1:
            return "w1" if word.islower() else "W1"
        return "AA" if word.isupper() else "Aa" if word[0].isupper() else "aa"
    if kind == "num":
        if "/" in word or "–" in word or "-" in word[1:]:
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


def _type(kind: str, heads: frozenset[str], shape: str, before: str, behind: str, particle: bool) -> str:
    """Return the coarse type of a unit: what it is, or what it looks like beside its neighbours."""
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    for name, found in _BY_CLASS:
        if name in heads:
            return found
    if kind == "init":
        return "ini"
    if "customer_kind" in heads or "status" in heads:
        return "kind"
    if "month" in heads:
        return "mon"
    if "unit" in heads or "multiplier" in heads:
        return "unit"
    if shape == "Aa" and (behind in ("init", "W1") or before == "init"):
        return "per"
    if shape == "Aa" and (behind == "Aa" or before == "Aa" or particle):
        return "Cap2"
    return shape if shape in ("Aa", "AA") else "w"


class _Told(NamedTuple):
    """What classes tell: their heads, what of them steers the neighbours of a unit, and what its whole sentence."""

    heads: frozenset[str]
    cues: tuple[str, ...]
    near: tuple[str, ...]


@lru_cache(maxsize=4_096)
def _told_by(classes: tuple[str, ...]) -> _Told:
    """Return what the classes of a unit tell; cues in their order, labels first as the lexicon orders them."""
    cues = []
    for name in classes:
        head, _, rest = name.partition(":")
        if head == "label":
            cues.append("L." + rest.partition(":")[0])
        elif head in _CUES:
            cues.append(head)
    heads = frozenset([name.partition(":")[0] for name in classes])
    return _Told(heads, tuple(cues), tuple([name for name in classes if name.startswith("cue:")]))


# ------------------------------------------------------------------------------------------------------ cues about it


def _far(distance: int) -> str:
    return _FAR[distance if distance < len(_FAR) else -1]


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
