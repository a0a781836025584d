"""Print runs: «1», «5 000 экз.», «10 миң», «2,5 тыс.», «1 (один)»; in words too: «две тысячи»."""

from __future__ import annotations

import re

from compliance.extraction.find.lexicon import Term
from compliance.extraction.window import PLACEHOLDER, Window
from compliance.model.tuples import NamedTuple
from compliance.text.folding import LOOK_ALIKE_DIGITS
from compliance.text.late import late

_LETTERS = "".join(LOOK_ALIKE_DIGITS)
DIGIT = f"[0-9{_LETTERS}]"
_NUMBER = late(
    r"(?<![\w№])(?<![0-9]:)(?P<sign>[-−–](?=[0-9]))?"
    r"(?P<digits>[0-9]{1,3}(?:(?:[ .,'’]| \. )[0-9]{3})+(?![0-9])"  # thousands set apart
    rf"|[0-9]{{1,3}}(?:[ .,'’]{DIGIT}{{3}})+(?!\w)"
    rf"|[0-9](?:[0-9]|[{_LETTERS}](?!\w*[^\W\d{_LETTERS}]))*|[{_LETTERS}][0-9]+)"
    r"(?P<fraction>[.,][0-9]+)?(?![0-9]|:[0-9]{2}(?![0-9:]))"  # «18:00» is an hour
)
# A second number right behind the first, or a letter whose meaning nobody knows: «2к».
_MORE = late(rf"\s*[-–—/+]\s*\d|[ ]\d|[^\W\d_](?:\d|(?!\w))|[ ]{DIGIT}{{3}}(?!\w)")
_CUT = late(rf" ?\n{DIGIT}{{3}}(?!\w)")  # thousands parted by the end of a line
_REST = late(r"\.? (?P<rest>[0-9]{1,3})(?![0-9.,:/%]*[0-9]|[.,]?\w)")  # «2 миң 500»
_PHONE = late(r"(?<=[ 0-9][^\W\d])\.? ?[0-9]")  # «300 т. 0555»: a letter before a number is no thousand
_ORDINAL = late(r"-[^\W\d_]")
_LONE_LETTER = late(rf"(?<!\w)[{_LETTERS}] $")
_IN_BRACKETS = late(r"[ \n]?\((?P<words>[^()\d\n]{2,80})\)")  # «5 000 (пять тысяч)»
_NEAR = 14  # characters behind a number in which its thousands are said
_THOUSAND, _HUNDRED = 1000, 100
_SPOKEN = 60  # characters of a number said in words


class Number(NamedTuple):
    """A print run as read: the value (None: unreadable), its clean places and what was odd."""

    value: int | None
    start: int
    end: int
    notes: tuple[str, ...] = ()


def before_cut(text: str, start: int, end: int) -> int:
    """Return where a stretch ends that takes in no number by half: a year, a run that is cut is another one."""
    if text[end : end + 1].isdigit():
        while end > start and text[end - 1].isdigit():
            end -= 1
    return end


def read_number(window: Window, start: int, end: int) -> Number | None:
    """Return the first number in `start`–`end` with its multiplier resolved; None where there is none at all."""
    text = window.text
    end = before_cut(text, start, end)
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
    for index, term in enumerate(words):
        if index and window.text[words[index - 1].end : term.start].strip(" -\n"):
            words = words[:index]
            break
    return _in_words(words) if words else None


def _in_words(words: list[Term]) -> Number:
    # How many is not said: «тысячи экз.», «тысячи две».
    alone = [term.entry.form == "behind" for term in words]
    vague = all(alone) or (alone[0] and len(words) == 2 and int(words[1].entry.key) < _HUNDRED)
    return Number(summed(words) or None, words[0].start, words[-1].end, ("in_words", *(("vague",) if vague else ())))


def words_before(window: Window, start: int, end: int, *categories: str) -> list[Term]:
    """Return the words of a number that stand one after another right before `end`: «эки миң эки жүз | нуска»."""
    found: list[Term] = []
    for term in reversed(window.within(start, end, *categories)):
        if term.end > end or window.text[term.end : end].strip(" \n"):
            if term.end <= end:
                break
            continue
        found.append(term)
        end = term.start
    return found[::-1]


def summed(words: list[Term]) -> int:
    """Return the number that words come to: «две | тысячи | пятьсот», «эки | миң | жыйырма | бешинчи»."""
    total = part = 0
    for term in words:
        number = int(term.entry.key)
        if number == _THOUSAND or (number == _HUNDRED and 0 < part < number):  # «эки жүз»
            part = max(part, 1) * number
        else:
            part += number
        if number == _THOUSAND:
            total, part = total + part, 0
    return total + part


def number_before(window: Window, start: int, unit: int) -> Number | None:
    """Return the number that stands right before a unit at `unit`, if any, in digits or in words."""
    last = None
    for match in _NUMBER.finditer(window.text, start, unit):
        last = match
    if last is not None and not _is_reference(window.text, last.start()):
        number = _resolve(window, last, unit)
        if not window.text[behind_words(window, number.end) : unit].strip():
            return number if number.value is not None else None
    words = words_before(window, max(0, unit - _SPOKEN), unit, "number_word")
    if not words or window.text[: words[0].start].rstrip()[-1:].isdigit():  # «2 миң» is read above
        return None
    return _in_words(words)


def behind_words(window: Window, end: int) -> int:
    """Return the end of a bracket behind a number that ends at `end`, where it says nothing but the number in words.

    «5 000 (пять тысяч) экземпляров»; without such a bracket, `end` itself.
    """
    match = _IN_BRACKETS.match(window.text, end)
    if match is None:
        return end
    words = window.within(*match.span("words"), "number_word")
    said = "".join(window.text[term.start : term.end] for term in words)
    return match.end() if said and said == "".join(filter(str.isalpha, match["words"])) else end


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
    words = behind_words(window, stop)  # «3 (три) тысячи»
    stop = words if window.within(words, min(end, words + _NEAR), "multiplier") else stop
    tail = window.within(stop, min(end, stop + _NEAR), "multiplier")
    factor = 1
    if tail and not text[stop : tail[0].start].strip(" .-") and not _PHONE.match(text, tail[0].end):
        factor, stop = int(tail[0].entry.key), tail[0].end
    rest = _REST.match(text, stop, end) if factor > 1 and not fraction else None
    if rest is not None and not window.within(rest.end(), rest.end() + 16, "month"):
        again = window.within(rest.end(), min(end, rest.end() + _NEAR), "multiplier")  # «2 миң 5 жүз»
        smaller = again[0] if again and not text[rest.end() : again[0].start].strip(" .-") else None
        size = int(smaller.entry.key) if smaller and int(smaller.entry.key) < factor else 1
        stop = smaller.end if smaller and size > 1 else rest.end()
        digits, factor = str(int(digits) * factor + int(rest["rest"]) * size), 1
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
    number_end = behind_words(window, number_end)
    units = window.within(number_end, min(limit, number_end + 24), "unit")
    if units and not any(character.isalnum() for character in window.text[number_end : units[0].start]):
        return units[0].end
    return number_end
