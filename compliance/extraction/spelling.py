"""Labels with a slip or two: only in the words before a colon or a line's first dash, and only near other labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from compliance.extraction.anchor import Anchor
from compliance.extraction.find.vocabulary import Meant
from compliance.extraction.window import Window
from compliance.text.late import late

_MARK = late(r"(:)|(?:^|\n)[^\w\n]{0,3}[^\W\d_]{5,16}(?: [^\W\d_]{2,16})?[ \t]([-–—])(?=[ \t])")
_NEIGHBOURS = 3  # labels whose language is taken for that of the words between them
_AROUND = 300  # characters whose language is taken where no label tells
_LONGEST = 40  # characters before a colon that are looked at
_MOST_WORDS = 4


def misspelt_labels(window: Window, anchors: list[Anchor]) -> list[Anchor]:
    """Find labels that are spelt otherwise than the rulebook has them: slips of the pen, plurals, feminine forms."""
    if not anchors:
        return []
    found: list[Anchor] = []
    for place, mark in _marks(window.text):
        known = next((anchor for anchor in anchors if anchor.start <= place <= anchor.value), None)
        if known is not None and known.value != place + 1:
            continue
        meant, begin = _meant(window, anchors, place, known)
        if meant is None:
            continue
        end = len(window.text[:place].rstrip())
        entry = meant.entry._replace(misspelt=meant.slip, standard=meant.standard)
        notes = ("misspelt_label",) if meant.slip else ()
        if known is None:
            found.append(Anchor(entry.key, begin, end, place + 1, mark, entry, notes, entry.also))
        else:  # the words of which a shorter label is part: «Дата изготовлення:»
            known.start, known.end, known.entry, known.notes = begin, end, entry, (*known.notes, *notes)
    return found


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the places of colons, and of dashes behind a word or two that open a line, which labels may be."""
    for match in _MARK.finditer(text):
        yield match.end() - 1, "colon" if match[1] else "dash"


def correct(window: Window, anchors: list[Anchor]) -> None:
    """Give labels with a slip that the rulebook lists the right spelling of the same word, in the language around."""
    for anchor in anchors:
        if anchor.entry.misspelt:
            words = window.folded[anchor.start : anchor.end]
            meant = window.lexicon.spellings.corrected(words, anchor.entry, _language(window, anchors, anchor.start))
            anchor.entry = anchor.entry._replace(standard=meant.standard, misspelt=meant.slip)
            if not meant.slip:
                anchor.notes = tuple(note for note in anchor.notes if note != "misspelt_label")


def _meant(window: Window, anchors: list[Anchor], end: int, known: Anchor | None) -> tuple[Meant | None, int]:
    """Return the label that the words before a colon were meant to be, and where they begin.

    Where a label stands there already (`known`), only a slip in more words than it has is of interest.
    """
    text, start = window.text, end
    while start > 0 and end - start < _LONGEST and (text[start - 1].isalnum() or text[start - 1] in " -'"):
        start -= 1
    while start < end and text[start] in " -'":
        start += 1
    folded = window.folded[start:end].rstrip()
    words = folded.split(" ")
    language = ""
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        candidate = " ".join(words[-count:])
        begin = start + len(folded) - len(candidate)
        if len(candidate) < 5 or (count < len(words) and not _opens(text, begin)):
            continue
        if known is not None and (begin > known.start or len(candidate) <= known.end - known.start):
            break
        language = language or _language(window, anchors, end)
        meant = window.lexicon.spellings.meant(candidate, language)
        if meant is not None and (known is None or (meant.slip and meant.entry.key == known.field)):
            return meant, begin
    return None, start


def _opens(text: str, place: int) -> bool:
    """Tell whether a word with others before it may be the first of a label: it has a capital, or follows a number."""
    return text[place].isupper() or text[:place].rstrip()[-1:].isdigit()


def _language(window: Window, anchors: list[Anchor], place: int) -> str:
    """Return the language of the labels nearest to a place, or of the text around where these do not tell."""
    plain = [anchor for anchor in anchors if anchor.entry.language and not anchor.entry.misspelt]
    plain.sort(key=lambda anchor: abs(anchor.start - place))
    counted = Counter(anchor.entry.language for anchor in plain[:_NEIGHBOURS]).most_common()
    if counted and (len(counted) == 1 or counted[0][1] > counted[1][1]):
        return counted[0][0]
    return window.lexicon.identifier.identify(window.text[max(0, place - _AROUND) : place + _AROUND]).code
