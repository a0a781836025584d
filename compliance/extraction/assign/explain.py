"""Why a window was labelled as it was: each value, the runner-up, and what decided between the two, in words."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extraction.assign.model import OUTSIDE, Labelling, Model, Segment
from compliance.extraction.assign.sights import Sights
from compliance.extraction.assign.units import Unit
from compliance.extraction.window import Window

_TOLD = 3  # features told of each value
_SMALL = 0.01  # a share of all labellings not worth telling
_OWN, _LOOKS, _BESIDE = "its word", "what it is, or looks like", "what stands beside it"
_NEIGHBOUR = "what labels take its neighbour for"
_WORDS = {
    "w": _OWN, "p": _OWN, "x": _OWN, "c": _LOOKS, "t": _LOOKS, "s": _LOOKS, "tt": _BESIDE,
    "r": "what labels take it for", "r-1": _NEIGHBOUR, "r+1": _NEIGHBOUR, "ls": "it opens a line",
    "L": "the cue before it", "l": "the cue before it", "L2": "the cue before it", "lc": "the cue before it",
    "LR": "the cues on both sides", "R": "the cue behind it", "S": "a cue in its sentence",
    "D": "the cues around it, counted", "N": "the cues before it, counted", "d": "which of the days named it is",
    "has": "a label elsewhere",
}  # fmt: skip


def explained(
    window: Window, units: list[Unit], seen: Sights, labelling: Labelling, model: Model
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end in clean text and the reason of each value, and of each that might be one."""
    rivals = model.rivals(model.scores(seen))
    for segment in sorted((*labelling.segments, *labelling.perhaps), key=lambda one: one.first):
        start, end = window.trim(units[segment.first].start, units[segment.last - 1].end)
        if start >= end:
            continue
        tag, other, share = _rival(segment, rivals[segment.first], model)
        decided = model.deciding(seen.names(segment.first), tag, other)[:_TOLD]
        told = "; ".join(f"{in_words(name)} ({weight:+.1f})" for name, weight in decided)
        chosen = "weighed as" if segment in labelling.segments else "perhaps"
        against = f"; otherwise {_field(other)}, with {share:.0%}" if share >= _SMALL else ""
        yield start, end, f"{chosen} {segment.field}, with {segment.share:.0%}{against}; {told}"


def _rival(segment: Segment, shares: dict[str, float], model: Model) -> tuple[str, str, float]:
    others = {tag: share for tag, share in shares.items() if _field(tag) != segment.field}
    begun = f"B-{segment.field}"
    if not others:
        return begun, OUTSIDE, 0.0
    other = max(sorted(others), key=lambda tag: others[tag])
    return begun, other, others[other]


def _field(tag: str) -> str:
    return "nothing" if tag == OUTSIDE else tag[2:]


def in_words(name: str) -> str:
    """Return what the name of a feature says, with its code.

    >>> in_words("w=тираж"), in_words("t-1=lab"), in_words("ls")
    ('its word «тираж»', 'what stands beside it «t-1=lab»', 'it opens a line')
    """
    key, _, rest = name.partition("=")
    if key not in _WORDS:
        return f"{_BESIDE} «{name}»"
    return f"{_WORDS[key]} «{rest}»" if rest else _WORDS[key]
