"""Values that are none: a slot or a word of a form for a name, and a name behind the label of another party."""

from __future__ import annotations

from compliance.extraction.window import PLACEHOLDER, Window
from compliance.model.fields import FUND, PARTIES, part_of
from compliance.model.imprint import Imprint, Leaf
from compliance.text.late import late

_NAMED = (".name", ".address", ".role", FUND)
_REACH = 40  # characters before a name in which its label stands
_EMPTY = late(r"«[ \t]*»|„[ \t]*“|\"[ \t]*\"")
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
    text = window.text
    if path.endswith(".name") and _EMPTY.search(text, start, end):
        return True
    forms = [
        (term.start, term.end)
        for term in window.within(start, end, "legal_form")
        if path.endswith(".name") and not window.open_quote(start, term.start)
    ]
    found = list(_WORD.finditer(text, start, end))
    words = [word for word in found if not any(a <= word.start() and word.end() <= b for a, b in forms)] or found
    slots = [(term.start, term.end) for term in window.within(start, end, "slots", "nothing")]
    return all(any(begin <= word.start() and word.end() <= stop for begin, stop in slots) for word in words)


def without_misplaced(window: Window, imprint: Imprint) -> Imprint:
    """Return an imprint without doubtful names that stand right behind the label of another party."""
    wrong = set()
    for path, leaf in imprint.leaves.items():
        if leaf.confidence == "low" and path.endswith(".name"):
            start = window.clean.locate(leaf.place[0])
            labels = window.within(max(0, start - _REACH), start, "label")
            own = {part_of(field) for term in labels for field in (term.entry.key, term.entry.also)}
            behind = any(window.text[term.end : start].strip(" \n\t") == ":" for term in labels)
            if behind and part_of(path) not in own and not own.isdisjoint(PARTIES):
                wrong.add(path.rpartition(".")[0])
    if not wrong:
        return imprint
    leaves = {path: leaf for path, leaf in imprint.leaves.items() if path.split(".")[0] not in wrong}
    return imprint._replace(leaves=leaves)
