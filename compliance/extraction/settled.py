"""Whether a window needs to be weighed: not where labels alone tell all, nor where nothing speaks of an election."""

from __future__ import annotations

from compliance.extraction.payers import payer_perhaps
from compliance.extraction.window import Window
from compliance.model.fields import FUND, PAYMENT, part_of
from compliance.model.imprint import Imprint

_ALIKE = frozenset(("look_alike", "look_alike_label"))  # letters of another script: odd, and read all the same
_NEAR = 100  # characters beside an imprint in which a word misleads
_MISLEADING = frozenset(("contract", "guidance", "colophon"))
_STATED = frozenset(("executor.name", "customer.name", "publication_date", "print_run"))  # and a part of payment


def settled(imprint: Imprint, window: Window) -> bool:
    """Tell whether labels alone gave the parts of an imprint, none is in doubt, and no word beside it misleads."""
    if _misled_beside(imprint, window):
        return False
    leaves = imprint.leaves
    parts = {part_of(path) for path in leaves}
    return (
        imprint.confidence == "high"
        and leaves.keys() >= _STATED
        and not parts.isdisjoint(PAYMENT)
        and ("payer.name" in leaves or ("payer" not in parts and payer_perhaps(window, imprint) is None))
        and (FUND in parts or not window.every("fund"))
        and all(
            leaf.value is not None and (leaf.confidence == "high" or _ALIKE.issuperset(leaf.notes))
            for leaf in leaves.values()
        )
    )


def misleads(window: Window) -> bool:
    """Tell whether a window speaks of contracts, guidance or a colophon, where labels often stand for other things."""
    return any(term.entry.key in _MISLEADING for term in window.every("cue"))


def _misled_beside(imprint: Imprint, window: Window) -> bool:
    """Tell whether such words stand in or beside an imprint."""
    start, end = imprint.place
    return any(
        term.entry.key in _MISLEADING and start - _NEAR <= window.clean.begin(term.start) < end + _NEAR
        for term in window.every("cue")
    )


def political(window: Window) -> bool:
    """Tell whether a window speaks of an election at all: of a party, a candidate, a fund, a vote."""
    cues = (term.entry.key for term in window.every("cue"))
    kinds = ("fund", "customer_kind", "status")
    return any(window.every(kind) for kind in kinds) or any(key in ("election", "polling") for key in cues)


def named(window: Window) -> int:
    """Return how many parts of an imprint the words of a window speak of."""
    labels = {term.entry.key.partition(".")[0] for term in window.every("label")}
    return len(labels | {kind for kind in ("fund", "paid", "made", "role") if window.every(kind)})
