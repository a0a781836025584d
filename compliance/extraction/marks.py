"""What stands around a label: the mark behind it, whether it opens a clause or a line, and whether a value follows."""

from __future__ import annotations

from compliance.extraction.pieces.persons import person
from compliance.extraction.window import Window
from compliance.model.fields import FUND
from compliance.text.folding import COLONS, DASHES
from compliance.text.late import late

LONGEST_FILLER = 34  # characters between a label and its colon: «Тираж (экз.):», «Дата выхода материала:»
_LEADERS = late(r"[. ]{0,2}\.{3,}[. ]*(?=[\w«\"„“])")  # «Тираж ....... 500», a table without lines
_COUNT = 60  # characters behind a row of dots in which another label opens


def mark_behind(window: Window, end: int) -> tuple[str, int]:
    """Return the mark that follows a label which ends at `end`, and where the value begins."""
    text = window.text
    size = len(text)
    place = skip(text, end, " ")
    if place < size and text[place] == "." and not text[place + 1 : place + 2].isdigit():
        after = skip(text, place + 1, " ")
        if after < size and (text[after] in COLONS or text[after] in DASHES):
            place = after
        elif place == end and window.abbreviation_before(end):
            return ("none", after)
    led = _LEADERS.match(text, place)
    if led and not any(
        term.start == led.end() for term in window.within(led.end(), led.end() + _COUNT, "label", "unit")
    ):
        return "colon", led.end()
    if place < size and text[place] in "([":  # «Тираж (экз.): 500»
        close = text.find(")" if text[place] == "(" else "]", place, place + LONGEST_FILLER)
        after = skip(text, close + 1, " ") if close > 0 else place
        if close > 0 and after < size and text[after] in COLONS:
            return "colon", after + 1
    if place >= size:
        return "none", size
    character = text[place]
    if character in COLONS:
        return "colon", place + 1
    if character in "|=;\t":
        return {"|": "bar", "=": "equals", ";": "semicolon", "\t": "tab"}[character], place + 1
    if character == "\n":
        return "newline", place + 1
    if character in DASHES and (place > end or text[place + 1 : place + 2] == " "):
        return "dash", place + 1
    if character in DASHES and character != "-":
        return "dash", place + 1
    return _filler(window, place)


def _filler(window: Window, place: int) -> tuple[str, int]:
    """Look over one or two further words for a colon: «Дата выхода материала: …»."""
    text = window.text
    for offset in range(place, min(len(text), place + LONGEST_FILLER)):
        character = text[offset]
        if character in COLONS:
            filler = text[place:offset].count(" ") <= 2 and not window.within(place, offset, "label")
            return ("colon", offset + 1) if filler else ("none", place)
        if not (character.isalpha() or character in " -/()"):
            break
    return "none", place


def skip(text: str, place: int, characters: str) -> int:
    """Return the first place from `place` on where none of `characters` stands."""
    while place < len(text) and text[place] in characters:
        place += 1
    return place


def opens_clause(window: Window, start: int) -> bool:
    """Tell whether a label at `start` opens a sentence, a line, a list item or a clause."""
    before = window.text[:start].rstrip(" \t")
    return not before or not before[-1].isalpha()


def opens_line(window: Window, start: int, mark: str) -> bool:
    """Tell whether only a list mark or a number stands before the label on its line."""
    line = window.text[window.text.rfind("\n", 0, start) + 1 : start]
    if "\t" in line or "|" in line:
        line = line[max(line.rfind("\t"), line.rfind("|")) + 1 :]
    return not any(character.isalpha() for character in line)


def number_follows(window: Window, value: int) -> bool:
    """Tell whether a number stands where a value would begin, in figures or words."""
    tail = window.text[value : value + 14].lstrip(" -–—:.\n")
    return tail[:1].isdigit() or bool(window.within(value, value + 20, "number_word", "multiplier"))


def looks_like_value(window: Window, key: str, value: int) -> bool:
    """Tell whether what follows a label without any mark can be its value."""
    text = window.text
    if value >= len(text):
        return False
    if key == "print_run":
        return number_follows(window, value)
    if key == "publication_date":
        return text[value].isdigit() or text[value] in '«"'
    if text[value] in '«„“"_':
        return True
    if key == FUND:
        return bool(window.within(value, min(len(text), value + 40), "fund"))
    near = window.within(value, min(len(text), value + 40), "legal_form", "status", "customer_kind", "role", "fund")
    if near and near[0].start <= value + 1:
        return True
    named = person(window, value, min(len(text), value + 60))
    return named is not None and named[0] <= value + 1
