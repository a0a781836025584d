"""Dates as campaign print writes them: day first, month words with any ending, never a guessed year."""

from __future__ import annotations

import re
from datetime import date

from compliance.extraction.find.lexicon import Term
from compliance.extraction.pieces.numbers import DIGIT, before_cut, summed, words_before
from compliance.extraction.window import Window
from compliance.model.tuples import NamedTuple
from compliance.text.folding import LOOK_ALIKE_DIGITS, ROMAN_LETTERS
from compliance.text.late import late

_NUMERIC = late(
    rf"(?<!\w)(?<!\d[.,/])(?P<day>{DIGIT}{{1,2}})(?P<lead>\s?)(?P<mark>[./,-])(?P<gap>\s?)(?P<month>{DIGIT}{{1,2}})(?P=lead)(?P=mark)(?P=gap)['’]?(?P<year>{DIGIT}{{4}}|{DIGIT}{{2}})(?!\d)"
)
_SPACED = late(r"(?<![\w.,/])(?P<day>\d{2}) (?P<month>\d{2}) (?P<year>(?:19|20)\d{2})(?!\d)")
_ROMAN_LETTER = "[IVX" + "".join(ROMAN_LETTERS) + "]"
# Marks that differ, or a blank behind the second: «19/11-2025», «18.11. 25 г.».
_UNEVEN = late(
    r"(?<![\w.,/])(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})[.-]\s?(?P<year>20\d{2}|\d{2}(?=\s?-?(?:г|ж)\b))(?!\d)"
)
_ISO = late(r"(?<![\w.,/-])(?P<year>(?:19|20)\d{2})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
_ROMAN = late(
    rf"(?<![\w.])(?P<day>\d{{1,2}})(?:[./ ]| / )(?P<month>{_ROMAN_LETTER}{{1,4}})(?:[./ -]| / )"
    r"(?P<year>\d{4}|\d{2})(?!\d)"
)
_NO_YEAR = late(r"(?<![\w.,/])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.?(?!\d|\.\d)")
_DAY_BEFORE = late(
    r"(?<![\w.,])(?P<quote>[«\"“„(]?)\s?(?P<day>\d{1,2})\s?[»\"”“)]?(?P<suffix>\s?-?\s?(?:[^\W\d_]{1,3}))?[\s.-]{0,3}$"
)
_DAY_BEHIND = late(  # with an ending: «ноябрынын 7синде», «7-күнү»
    r"[\s,.-]{1,3}(?P<day>\d{1,2})(?P<suffix>-[^\W\d_]{1,6}|[^\W\d_]{2,6})?(?![\w:/]|[.,]\d)"
)
_DAY_AND_YEAR = late(r"[\s,.-]{1,3}(?P<day>\d{1,2})[\s,.-]{1,3}(?P<year>(?:19|20)\d{2})(?![\d.]\d)")
_YEAR_BEHIND = late(
    r"[\s,.(•-]{0,4}(?P<year>(?:19|20)\d{2})(?!\d)|[\s.]{1,2}'?(?P<short>[12]\d)(?=\s?-?(?:г|ж)[^\W\d_]{0,5}\b|\s?[.,;\n)]|\s*$)(?![.,]\d)"
)
_GARBLED_YEAR = late(rf"[\s,]{{1,2}}(?P<year>2{DIGIT}{{3}})(?!\w)")  # «2O34»
_YEAR_BEFORE = late(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<rest>[\s,.-]{0,3}[^\W\d_]{0,8}[\s,.-]{0,3})$")
_DOCUMENT_BEHIND = late(r"[\s-]{0,2}(?:[^\W\d_]{1,8}\.?\s?)?№\s?\w")  # «31.10.2025 № 3 келишим», «2025-жылдагы № 14 …»
_DOCUMENT_BEFORE = late(r"№\s?[\w/.-]{1,24}\s{1,2}(?P<of>[^\W\d_]{2,3})\s?$")  # «договор № 17/ИК от 28.10.2025»
_DATELIKE = late(r"\w\s?[./, -]\s?\w{1,4}\s?[./, -]\s?['’]?\w?\d")  # what every numeric date looks like
_ROMAN_MONTHS = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
}  # fmt: skip
_SPOKEN = 60  # characters of a day or a year said in words
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


_BEFORE = 40  # characters before a day in which the number of a paper or a label stands
_LONGEST_DAY = 18  # characters of a day in words or of a weekday
_LED = 3  # characters between a label and its day


class Stated(NamedTuple):
    """A date as read: the value (None: unreadable), its clean places and what was odd (`no_year`, …)."""

    value: date | None
    start: int
    end: int
    notes: tuple[str, ...] = ()
    day: int = 0
    month: int = 0


def read_dates(window: Window, start: int, end: int) -> list[Stated]:
    """Return every date in `start`–`end`, in order of place."""
    found: list[Stated] = []
    end = before_cut(window.text, start, end)
    if _DATELIKE.search(window.text, start, end):
        for pattern in (_ISO, _NUMERIC, _SPACED, _ROMAN, _UNEVEN):
            for match in pattern.finditer(window.text, start, end):
                _add(found, _numeric(match))
    for term in window.within(start, end, "month"):
        _add(found, _worded(window, term, start, end))
    if len(found) > 1:
        found.sort(key=lambda stated: stated.start)
    return found


def dates_of(window: Window) -> list[Stated]:
    """Return every date of a window, found once: its units are cut by them, and they are weighed beside an imprint."""
    if window.dates is None:
        window.dates = read_dates(window, 0, len(window.text))
    return window.dates


def read_date(window: Window, start: int, end: int) -> Stated | None:
    """Return the first date in `start`–`end`; a day and month without a year only if there is nothing better."""
    found = read_dates(window, start, end)
    for stated in found:
        if stated.value is not None or "impossible_date" in stated.notes:
            return stated
    if found:
        return found[0]
    match = _NO_YEAR.search(window.text, start, end)
    if match and _possible(2000, int(match["month"]), int(match["day"])):
        return Stated(None, match.start(), match.end(), ("no_year",), int(match["day"]), int(match["month"]))
    return None


def of_document(window: Window, stated: Stated) -> bool:
    """Tell whether a day is that of a numbered paper: «договор № 17 от 28.10.2025», «31.10.2025 № 3 келишим»."""
    if _DOCUMENT_BEHIND.match(window.text, stated.end):
        return not any(
            term.entry.key == "publication_date" and stated.start - term.end <= _LED
            for term in window.within(max(0, stated.start - _BEFORE), stated.start, "label")
        )
    before = _DOCUMENT_BEFORE.search(window.text, max(0, stated.start - _BEFORE), stated.start)
    return before is not None and bool(window.within(before.start("of") - 1, before.end("of"), "prepositions"))


def _add(found: list[Stated], stated: Stated | None) -> None:
    if stated and not any(stated.start < other.end and other.start < stated.end for other in found):
        found.append(stated)


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(match: re.Match[str]) -> Stated | None:
    parts, notes = [], ()  # type: list[int], tuple[str, ...]
    for name in ("year", "month", "day"):
        digits = match[name]
        if name == "month" and match.re.pattern == _ROMAN.pattern:
            parts.append(_ROMAN_MONTHS.get("".join(ROMAN_LETTERS.get(letter, letter) for letter in digits), 0))
            continue
        mended = "".join(LOOK_ALIKE_DIGITS.get(character, character) for character in digits)
        if mended != digits:
            notes = ("ocr",)
        parts.append(int(mended))
    if notes and sum(character.isdigit() for character in match[0]) < 4:
        return None
    year, month, day = parts
    if len(match["year"]) == 2:
        year += 2000
        if match.re.pattern != _ROMAN.pattern and match["mark"] == ",":
            return None
    value = _possible(year, month, day)
    return Stated(value, match.start(), match.end(), notes if value else (*notes, "impossible_date"), day, month)


def _worded(window: Window, term: Term, start: int, end: int) -> Stated | None:
    """Read a date around a month word: «6-июль, 2021-жыл», «2021-жылдын 6-июлу», «6 июля 2021 г.»."""
    text = window.text
    before = _DAY_BEFORE.search(text, max(start, term.start - 12), term.start)
    if before is None:
        return _spoken(window, term, start, end) or _year_first(window, term, start, end)
    said = _day_in_words(window, start, before.start())
    day, month, stop = int(before["day"]), int(term.entry.key), term.end
    begin, suffix = said[1] if said else before.start(), before["suffix"] or ""  # «жыйырманчы (20) июнь»
    misread: tuple[str, ...] = ()
    if suffix in LOOK_ALIKE_DIGITS:  # «1l-марты»
        day, misread = day * 10 + int(LOOK_ALIKE_DIGITS[suffix]), ("ocr",)
    behind = _YEAR_BEHIND.match(text, stop, end) or _YEAR_BEHIND.match(text, _behind_weekday(window, stop, end), end)
    ahead = _YEAR_BEFORE.search(text, max(start, begin - 24), begin)
    if ahead and behind and "," in behind[0]:  # «2025-жылдын 14-ноябры, 2025-жылдын 16-ноябры»: two days
        behind = None
    if behind:
        stop, year = behind.end(), int(behind["year"] or f"20{behind['short']}")
    elif ahead:
        begin, year = ahead.start(), int(ahead["year"])
    elif garbled := _GARBLED_YEAR.match(text, stop, end):
        stop, misread = garbled.end(), ("ocr",)
        year = int("".join(LOOK_ALIKE_DIGITS.get(character, character) for character in garbled["year"]))
    else:
        return Stated(None, begin + text[begin].isspace(), stop, ("no_year",), day, month)
    begin += window.text[begin] == " "
    value = _possible(year, month, day)
    return Stated(value, begin, stop, misread if value else (*misread, "impossible_date"), day, month)


def _day_in_words(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """Return the day said in words right before `end`, and where it begins: «он экинчи», «двадцать первого»."""
    if not window.every("ordinal"):
        return None
    words = words_before(window, max(start, end - _SPOKEN), end, "number_word", "ordinal")
    if not words or words[-1].entry.category != "ordinal":
        return None
    return summed(words), words[0].start


def _spoken(window: Window, month: Term, start: int, end: int) -> Stated | None:
    """Read a day said in words: «шестнадцатое ноября две тысячи двадцать пятого года», «он жетинчи ноябрь 2025-жыл»."""
    said = _day_in_words(window, start, month.start)
    if said is None:
        return None
    text, (day, begin), stop, year = window.text, said, month.end, 0
    behind, ahead = _YEAR_BEHIND.match(text, stop, end), _YEAR_BEFORE.search(text, max(start, begin - 24), begin)
    if behind:
        stop, year = behind.end(), int(behind["year"] or f"20{behind['short']}")
    elif ahead:
        begin, year = ahead.start(), int(ahead["year"])
    elif said := _spoken_year(window, stop, end):
        stop, year = said
    if not year:
        return Stated(None, begin, stop, ("no_year",), day, int(month.entry.key))
    value = _possible(year, int(month.entry.key), day)
    return Stated(value, begin, stop, () if value else ("impossible_date",), day, int(month.entry.key))


def _spoken_year(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """Return where a year said in words at `start` ends, and which it is."""
    words: list[Term] = []
    place = start
    for term in window.within(start, min(end, start + _SPOKEN), "number_word", "ordinal"):
        if window.text[place : term.start].strip(" ,\n"):
            break
        words.append(term)
        place = term.end
        if term.entry.category == "ordinal":
            year = summed(words)
            return (place, year) if _FIRST_YEAR < year < _LAST_YEAR else None
    return None


def _behind_weekday(window: Window, stop: int, end: int) -> int:
    """Return the end of one word that opens a sentence behind a month, such as a weekday: «16-сентябрь, шейшемби»."""
    leads = window.within(stop, min(end, stop + _LONGEST_DAY), "lead")
    return leads[0].end if leads and not window.text[stop : leads[0].start].strip(" ,(") else stop


def _year_first(window: Window, term: Term, start: int, end: int) -> Stated | None:
    """Read «2024, ноябрь, 05», «2024-жылдын ноябрынын 5инде» and «ноябрь, 5, 2024»."""
    text = window.text
    whole = _DAY_AND_YEAR.match(text, term.end, end)
    if whole is not None:
        month, day = int(term.entry.key), int(whole["day"])
        value = _possible(int(whole["year"]), month, day)
        return Stated(value, term.start, whole.end(), () if value else ("impossible_date",), day, month)
    ahead = _YEAR_BEFORE.search(text, max(start, term.start - 24), term.start)
    behind = _DAY_BEHIND.match(text, term.end, end) if ahead else None
    if ahead is None or behind is None or window.within(behind.end("day"), behind.end() + 1, "multiplier", "unit"):
        return None
    year, month, day = int(ahead["year"]), int(term.entry.key), int(behind["day"])
    value = _possible(year, month, day)
    return Stated(value, ahead.start(), behind.end(), () if value else ("impossible_date",), day, month)
