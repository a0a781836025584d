"""Names and addresses that nobody filled in: a slot, a word of a form, nothing but dots, in place of a value."""

from __future__ import annotations

from compliance.extraction.window import PLACEHOLDER, Window
from compliance.model.imprint import Imprint, Leaf
from compliance.text.late import late

_NAMED = (".name", ".address", ".role", "funding_source")
_WORD = late(r"[^\W\d_]+")


def without_blanks(window: Window, imprint: Imprint) -> Imprint:
    """Return an imprint in which a name that is a slot, or an address with one, is a label without a value."""
    leaves = {
        path: leaf._replace(value=None, notes=(*leaf.notes, "placeholder"))
        if leaf.value is not None and path.endswith(_NAMED) and _is_blank(window, leaf, path)
        else leaf
        for path, leaf in imprint.leaves.items()
    }
    return imprint._replace(leaves=leaves)


def _is_blank(window: Window, leaf: Leaf, path: str) -> bool:
    start, end = map(window.clean.locate, leaf.place)
    if window.has_blanks and PLACEHOLDER.search(window.text, start, end):
        return True
    if path.endswith(".address"):
        return False
    words = list(_WORD.finditer(window.text, start, end))
    slots = [(term.start, term.end) for term in window.within(start, end, "slots", "nothing")]
    return all(any(begin <= word.start() and word.end() <= stop for begin, stop in slots) for word in words)
