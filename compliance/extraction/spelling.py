"""Labels with a slip or two, found by edit distance: only in the words before a colon, and only near other labels."""

from __future__ import annotations

from compliance.extraction.anchor import Anchor
from compliance.extraction.find.lexicon import Entry
from compliance.extraction.window import Window


def misspelt_labels(window: Window, anchors: list[Anchor]) -> list[Anchor]:
    """Find labels with a slip or two by edit distance, only in the words before a colon and only near other labels."""
    if not anchors:
        return []
    text, found = window.text, []
    taken = [(anchor.start, anchor.value) for anchor in anchors]
    place = -1
    while (place := text.find(":", place + 1)) >= 0:
        if any(start <= place <= end for start, end in taken):
            continue
        start = place
        while (
            start > 0
            and place - start < 40
            and (text[start - 1].isalnum() or text[start - 1] in " -'")
            and text[start - 1] != "\n"
        ):
            start -= 1
        entry, begin = _nearest(window, start, place)
        if entry is not None:
            end = len(text[:place].rstrip())
            slip = entry._replace(misspelt=True)
            found.append(Anchor(entry.key, begin, end, place + 1, "colon", slip, ("misspelt_label",), entry.also))
    return found


def _nearest(window: Window, start: int, end: int) -> tuple[Entry | None, int]:
    """Return the label nearest to the words before a colon (at most one slip in five letters), and where it begins."""
    while start < end and window.text[start] in " -'":
        start += 1
    folded = window.folded[start:end].rstrip()
    words = folded.split(" ")
    for count in range(min(4, len(words)), 0, -1):
        candidate = " ".join(words[-count:])
        if len(candidate) < 5:
            continue
        allowed = 1 if len(candidate) < 8 else 2 if len(candidate) < 16 else 3
        best: tuple[int, Entry] | None = None
        letters = frozenset(candidate)
        for label, known, entry in window.lexicon.labels:
            if abs(len(label) - len(candidate)) <= allowed and len(letters ^ known) <= 2 * allowed:
                distance = edit_distance(candidate, label, allowed)
                if distance <= allowed and (best is None or distance < best[0]):
                    best = (distance, entry)
        if best is not None:
            return best[1], start + len(folded) - len(candidate)
    return None, start


def edit_distance(left: str, right: str, limit: int) -> int:
    """Return the number of inserted, dropped, changed or swapped letters between two short words, or `limit + 1`.

    >>> edit_distance("буйрутмачы", "буюртмачы", 3)
    2
    """
    previous: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, previous, row = previous, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(row[-1] + 1, previous[j] + 1, previous[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
