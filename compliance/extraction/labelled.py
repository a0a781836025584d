"""What labels and payment sentences tell by themselves: what states which field, and whether that is an imprint."""

from __future__ import annotations

from compliance.extraction.anchor import Anchor
from compliance.extraction.decide import decide
from compliance.extraction.fields import Fields
from compliance.extraction.leaves import Said
from compliance.extraction.split import split_blocks
from compliance.extraction.unlabelled import read_unlabelled
from compliance.extraction.window import Window
from compliance.model.fields import PAYMENT, part_of
from compliance.model.imprint import Imprint
from compliance.model.tuples import NamedTuple


class Step(NamedTuple):
    """One step of a trace: its kind (`window`, `label`, `accepted`, `rejected`, `weighed`), where, and why."""

    kind: str
    start: int
    end: int
    reason: str


class Labelled(NamedTuple):
    """What labels and payment sentences tell by themselves: imprints, what they come to, the parts blank or denied.

    `said` are the values that they give, also where they come to no imprint.
    """

    imprints: list[Imprint]
    verdict: str
    vacant: frozenset[str]
    said: tuple[Said, ...]


def by_labels(window: Window, anchors: list[Anchor], trace: list[Step] | None = None) -> Labelled:
    """Return the imprints of a window as far as labels and payment sentences tell what is what."""
    found = []
    verdict = "none"
    vacant: set[str] = set()
    said: list[Said] = []
    for block in split_blocks(window, anchors):
        fields = Fields(window, block, anchors)
        read_unlabelled(fields, anchors)
        vacant |= {part_of(field) for field in fields.blank} | (PAYMENT if fields.denied else set())
        decision = decide(fields)
        said += fields.said()
        begin, stop = window.clean.begin(fields.start), window.clean.end(fields.end)
        if trace is not None:
            trace.append(Step("accepted" if decision.accepted else "rejected", begin, stop, decision.reason))
        if decision.accepted:
            found.append(_reading(fields, begin, stop, decision.sure))
        elif verdict != "doubted":
            verdict = "refused" if decision.sure else "doubted"
    if found:
        verdict = "sure" if any(imprint.confidence == "high" for imprint in found) else "unsure"
    return Labelled(found, verdict, frozenset(vacant), tuple(said))


def _reading(fields: Fields, start: int, end: int, sure: bool) -> Imprint:
    languages = [label.language for label in fields.labels if label.language]
    language = max(sorted(set(languages)), key=languages.count) if languages else "und"
    return Imprint(
        fields.leaves, tuple(fields.labels), start, end, ((start, end),), language, "high" if sure else "low"
    )
