"""Print runs: «1», «5 000 экз.», «10 миң», «2,5 тыс.», «1 (один)»; in words too: «две тысячи»."""

from __future__ import annotations

import re
from typing import NamedTuple

from compliance.extraction.window import PLACEHOLDER, Window
from compliance.text.folding import LOOK_ALIKE_DIGITS
from compliance.text.late import late

_LETTERS = "".join(LOOK_ALIKE_DIGITS)
DIGIT = f"[0-9{_LETTERS}]"
_NUMBER = late(
    r"(?<![\w№])(?P<sign>[-−–](?=[0-9]))?"
    r"(?P<digits>[0-9]{1,3}(?:(?:[ .,'’]| \. )[0-9]{3})+(?![0-9])"  # thousands set apart
    rf"|[0-9]{{1,3}}(?:[ .,'’]{DIGIT}{{3}})+(?!\w)"
    rf"|[0-9](?:[0-9]|[{_LETTERS}](?!\w*[^\W\d{_LETTERS}]))*|[{_LETTERS}][0-9]+)"
    r"(?P<fraction>[.,][0-9]+)?(?![0-9])"
)
# A second number right behind the first, or a letter whose meaning nobody knows: «2к».
_MORE = late(rf"\s*[-–—/+]\s*\d|[ ]\d|[^\W\d_](?:\d|(?!\w))|[ ]{DIGIT}{{3}}(?!\w)")
_CUT = late(rf" ?\n{DIGIT}{{3}}(?!\w)")  # thousands parted by the end of a line
_REST = late(r"\.? (?P<rest>[0-9]{1,3})(?![0-9.,:/%]*[0-9]|[.,]?\w)")  # «2 миң 500»
_PHONE = late(r"(?<=[ 0-9][^\W\d])\.? ?[0-9]")  # «300 т. 0555»: a letter before a number is no thousand
_ORDINAL = late(r"-[^\W\d_]")
_LONE_LETTER = late(rf"(?<!\w)[{_LETTERS}] $")
_THOUSAND, _HUNDRED = 1000, 100


class Number(NamedTuple):
    """A print run as read: the value (None: unreadable), its clean places and what was odd."""

    value: int | None
    start: int
    end: int
    notes: tuple[str, ...] = ()


def read_number(window: Window, start: int, end: int) -> Number | None:
    """Return the first number in `start`–`end` with its multiplier resolved; None where there is none at all."""
    text = window.text
    for match in _NUMBER.finditer(text, start, end):
        if _is_reference(text, match.start()) or _ORDINAL.match(text, match.end()):
            continue
        return _resolve(window, match, end)
    words = number_words(window, start, end)
    if words:
        return words
    blank = PLACEHOLDER.search(text, start, end) if window.has_blanks else None
    if blank:
        return Number(None, blank.start(), blank.end(), ("placeholder",))
    return None


def number_words(window: Window, start: int, end: int) -> Number | None:
    """Return the first number said in words in `start`–`end`: «две тысячи пятьсот», «эки миң беш жүз»."""
    words = window.within(start, end, "number_word")
    total = part = 0
    stop = start
    for index, term in enumerate(words):
        if index and window.text[stop : term.start].strip(" -\n"):
            words = words[:index]
            break
        number, stop = int(term.entry.key), term.end
        if number == _THOUSAND or (number == _HUNDRED and 0 < part < number):  # «эки жүз»
            part = max(part, 1) * number
        else:
            part += number
        if number == _THOUSAND:
            total, part = total + part, 0
    if not words:
        return None
    lone = all(term.entry.form == "behind" for term in words)  # «тысячи экз.»: how many of them is not said
    return Number(total + part or None, words[0].start, stop, ("in_words", *(("vague",) if lone else ())))


def number_before(window: Window, start: int, unit: int) -> Number | None:
    """Return the number that stands right before a unit at `unit`, if any."""
    last = None
    for match in _NUMBER.finditer(window.text, start, unit):
        last = match
    if last is None or _is_reference(window.text, last.start()):
        return None
    number = _resolve(window, last, unit)
    return number if number.value is not None and not window.text[number.end : unit].strip() else None


def placeholder(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of a blank or slot that stands for a value in `start`–`end`: «____», «[имя]», «(ФИО)», «???»."""
    match = PLACEHOLDER.search(window.text, start, end) if window.has_blanks else None
    if match and not any(character.isalnum() for character in window.text[start : match.start()]):
        return match.span()
    slots = window.within(start, end, "slots")
    query = window.text.find("??", start, end)
    if not slots and query < 0:
        return None
    letters = sum(map(str.isalnum, window.text[start:end]))
    if slots and letters == sum(map(str.isalnum, "".join(window.text[term.start : term.end] for term in slots))):
        return slots[0].start, slots[-1].end
    return None if letters or query < 0 else (query, query + 2)


def _is_reference(text: str, start: int) -> bool:
    """Tell whether a number sign stands before the number: an order or ballot number is no print run."""
    return text[:start].rstrip(" ").endswith(("№", "N", "#"))


def _resolve(window: Window, match: re.Match[str], end: int) -> Number:
    text = window.text
    notes: tuple[str, ...] = ()
    digits, fraction = match["digits"], match["fraction"] or ""
    if any(character in LOOK_ALIKE_DIGITS for character in digits):
        notes = ("ocr",)
        digits = "".join(LOOK_ALIKE_DIGITS.get(character, character) for character in digits)
    digits = "".join(character for character in digits if character.isdigit())
    stop = match.end()
    tail = window.within(stop, min(end, stop + 14), "multiplier")
    factor = 1
    if tail and not text[stop : tail[0].start].strip(" .-") and not _PHONE.match(text, tail[0].end):
        factor, stop = int(tail[0].entry.key), tail[0].end
    rest = _REST.match(text, stop, end) if factor > 1 and not fraction else None
    if rest is not None and not window.within(rest.end(), rest.end() + 16, "month"):
        digits, stop, factor = str(int(digits) * factor + int(rest["rest"])), rest.end(), 1
    misread = len(digits) > 1 and digits[0] == "0" and (digits.strip("0") or "ocr" in notes)  # «S 000»
    if len(digits) > 12 or misread:
        return Number(None, match.start(), stop, (*notes, "not_a_number"))
    if fraction and not fraction.strip(".,0"):  # «9 000,00 экз.»
        fraction = ""
    if fraction and factor == 1:
        return Number(None, match.start(), stop, (*notes, "fraction"))
    places = len(fraction) - 1 if fraction else 0
    scaled, left = divmod(int(digits + fraction[1:]) * factor, 10**places)
    value = -scaled if match["sign"] else scaled
    if _MORE.match(text, stop, end) or _CUT.match(text, stop):
        notes = (*notes, "range")
    if _LONE_LETTER.search(text, max(0, match.start() - 3), match.start()):
        notes = (*notes, "ocr")
    return Number(None if left else value, match.start(), stop, notes)


def unit_end(window: Window, number_end: int, limit: int) -> int:
    """Return the end of the unit («экз.», «даана») behind a number, or the number's own end."""
    units = window.within(number_end, min(limit, number_end + 24), "unit")
    if units and not any(character.isalnum() for character in window.text[number_end : units[0].start]):
        return units[0].end
    return number_end
