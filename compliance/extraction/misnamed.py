"""A name of the imprint that the ad's own story has with a letter more, less or other: «Осмнова» for «Осмонова»."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extraction.find.spellings import edit_distance
from compliance.extraction.laid import REACH, Laid
from compliance.extraction.pieces.persons import Place
from compliance.model.fields import FUND, part_of
from compliance.text.late import late
from compliance.text.names import is_person

_NAME = late(r"(?<![^\W\d_-])[^\W\d_]{3,30}(?![^\W\d_-])")
_STEM = 5  # letters by which a name is known in any case
_SHORTEST = 5  # letters of a name in which one may be wrong


def misnamed(laid: Laid) -> Iterator[Place]:
    """Yield such a name, where the bearer's other name stands right beside it, as it is in the imprint."""
    window = laid.window
    known = {
        window.folded[word.start() : word.end()]
        for value in laid.near
        if value.path.endswith((".name", ".owner")) and part_of(value.path) in ("customer", FUND)
        if is_person(value.leaf.raw)
        for word in _NAME.finditer(window.text, value.start, value.end)
        if word[0][0].isupper() and not window.within(*word.span(), "status", "customer_kind")
    }
    if len(known) < 2:
        return
    before: tuple[Place, bool] | None = None  # the word before, and whether it is one of the names
    for word in _NAME.finditer(window.text, max(0, laid.first - REACH), laid.last):
        if laid.covered(*word.span()) or not word[0][0].isupper():
            before = None
            continue
        letters = window.folded[slice(*word.span())]
        same = any(letters.startswith(one[:_STEM]) for one in known)
        beside = before is not None and word.start() - before[0][1] == 1
        if before is not None and beside and same != before[1]:
            place = before[0] if same else word.span()
            if _is_nearly(window.folded[slice(*place)], known):
                yield place
        before = word.span(), same


def _is_nearly(word: str, known: set[str]) -> bool:
    """Tell whether one letter parts a word, whatever its ending, from a name."""
    return any(
        edit_distance(word[:size], one, 1) == 1
        for one in known
        if len(one) >= _SHORTEST
        for size in range(len(one) - 1, len(one) + 2)
        if size <= len(word)
    )
