"""Labels in a window: the words that introduce a field, each with the mark behind it and the place its value begins."""

from __future__ import annotations

from compliance.extraction.anchor import Anchor
from compliance.extraction.find.lexicon import Term
from compliance.extraction.marks import (
    LONGEST_FILLER,
    looks_like_value,
    mark_behind,
    number_follows,
    opens_clause,
    opens_line,
    skip,
)  # fmt: skip
from compliance.extraction.pieces.numbers import number_before
from compliance.extraction.spelling import correct, misspelt_labels
from compliance.extraction.window import Window
from compliance.model.fields import FUND

_AT_ONCE = 2  # characters from a label to what stands behind its colon
_OTHER_THING = 16  # characters beside a run's label in which a word says what is counted
_COUNT = 60  # characters of a number, in figures and words, before its unit


def find_anchors(window: Window) -> list[Anchor]:
    """Return the labels of a window in order of place, without overlaps."""
    found: list[Anchor] = []
    end = 0
    funds = [(term.start, term.end) for term in window.every("fund")]
    for term in window.every("label"):
        if term.start < end or any(
            start < term.start < stop or (start <= term.start and term.end < stop) for start, stop in funds
        ):
            continue
        anchor = _anchor(window, term)
        if anchor is None or (found and _is_value(window, found[-1], anchor)):
            continue
        found.append(anchor)
        end = anchor.end
    found += _shared(window, found)
    correct(window, found)
    found += misspelt_labels(window, found)
    found.sort(key=lambda anchor: anchor.start)
    return _merge_bilingual(window, found)


def _is_value(window: Window, before: Anchor, anchor: Anchor) -> bool:
    """Tell whether a label word without a mark is the value of the label before it («Изготовитель: типография …»)."""
    same = (
        before.field == anchor.field
        and anchor.mark == "none"
        and before.mark in ("colon", "dash", "bar", "tab", "newline")
    )
    return same and not window.text[before.value : anchor.start].strip()


_OPENING = ("«", "„", "“", '"')
_LONGEST_NAME, _FAR = 60, 240  # characters of a name in quotation marks; of a line, before it


def _in_a_name(window: Window, term: Term) -> bool:
    """Tell whether a label word stands between quotation marks of one line."""
    text = window.text
    first = max(0, term.start - _FAR)
    line = max(first, text.rfind("\n", first, term.start) + 1)
    behind = text[term.end : term.end + _LONGEST_NAME].partition("\n")[0]
    return any(mark in behind for mark in '"»”') and window.open_quote(line, term.start)


def _anchor(window: Window, term: Term) -> Anchor | None:
    entry = term.entry
    if entry.key == "publication_date" and _polling_before(window, term):
        return None
    if entry.key == "print_run" and _counts_no_copies(window, term):
        return None
    either = entry.form in ("after", "prose") and _stands_either_way(window, term)
    if either and _leads(window, term) == (entry.form == "after"):
        return None
    mark, value = mark_behind(window, term.end)
    if entry.form == "after" and not (mark == "colon" and value <= term.end + _AT_ONCE):  # «Баракчаны басты: …»
        return Anchor(entry.key, term.start, term.end, term.start, "after", entry, also=entry.also)
    words = window.text[term.start : term.end]
    if entry.key == "executor.address" and _amid_a_clause(window, term, mark, value):
        return None
    unit = entry.key == "print_run" and mark != "colon" and (words[0].islower() or words.isupper())
    if unit and _counted(window, term.start):  # «300 даана», «5 000 (пять тысяч) экземпляров»
        return None
    if entry.key == "publication_date" and mark == "none" and _behind_a_day(window, term.start):
        return None
    opens = opens_clause(window, term.start)
    if mark == "none":
        if window.text[max(0, term.start - 1) : term.start] in _OPENING and term.start:
            return None  # «Тираж» is a name
        if _in_a_name(window, term):
            return None  # "Нур Басма"
        prose = entry.form == "prose"
        stands = (opens or (words[0].isupper() and len(words) > 4)) and (entry.key != FUND or " " in words)
        if not prose and not (stands and looks_like_value(window, entry.key, value)):
            return None
        if prose and entry.key == "print_run" and not number_follows(window, value):
            return None
    if mark in ("dash", "semicolon") and not opens:  # «… «Нур» ЖЧК типографиясы; …»
        return None
    if mark in ("tab", "newline", "bar") and not opens_line(window, term.start, mark):
        return None
    notes = ("misspelt_label",) if entry.misspelt else ()
    return Anchor(entry.key, term.start, term.end, value, mark, entry, notes, also=entry.also)


def _counted(window: Window, start: int) -> bool:
    """Tell whether a number stands right before a unit, on its line: it is no label then."""
    line = window.text.rfind("\n", 0, start) + 1
    if window.text[line:start].rstrip()[-1:].isdigit():
        return True
    return number_before(window, max(line, start - _COUNT), start) is not None


def _amid_a_clause(window: Window, term: Term, mark: str, value: int) -> bool:
    """Tell whether a label is a small word of a clause that a colon ends: «знаете, где меня найти: …»."""
    filled = mark == "colon" and any(map(str.isalpha, window.text[term.end : value]))
    small = window.text[term.start : term.end].islower()
    return filled and small and window.text[: term.start].rstrip(" ").endswith(",")


def _stands_either_way(window: Window, term: Term) -> bool:
    """Tell whether a label may stand before its value and behind it: «заказал и оплатил»."""
    forms = {other.entry.form for other in window.within(term.start, term.end, "label") if other.end == term.end}
    return forms >= {"after", "prose"}


def _leads(window: Window, term: Term) -> bool:
    """Tell whether such a label stands before its value: somebody is named right behind it, or it opens a clause."""
    text = window.text
    end = len(text[: term.start].rstrip(" "))
    for lead in window.within(max(0, end - LONGEST_FILLER), end, "lead"):  # «Публикацию заказал и оплатил …»
        end = len(text[: lead.start].rstrip(" ")) if lead.end == end else end
    opens = not end or text[end - 1] in ";:(|\n" or (text[end - 1] == "." and not window.initial_before(end - 1))
    return opens or looks_like_value(window, term.entry.key, skip(text, term.end, " "))


def _behind_a_day(window: Window, start: int) -> bool:
    """Tell whether a day stands right before a label word, which then belongs to it: «12.11.2025 күнү басылды»."""
    before = window.text[max(0, start - 12) : start]
    return before.endswith(" ") and before.rstrip(" ")[-1:].isdigit()


def _polling_before(window: Window, term: Term) -> bool:
    """Tell whether words before a date's label make it polling day: «Добуш берүү күнү: …»."""
    near = window.within(max(0, term.start - 30), term.end, "cue")
    return any(
        cue.entry.key == "polling" and (cue.end >= term.start - 1) and (cue.end <= term.end) and cue.start <= term.start
        for cue in near
    )


def _counts_no_copies(window: Window, term: Term) -> bool:
    """Tell whether the word beside a run's label makes it the number of something else: «Количество показов: 30»."""
    text = window.text
    for other in window.within(max(0, term.start - _OTHER_THING), term.end + _OTHER_THING, "doubt"):
        if other.entry.key != "other_unit":
            continue
        counted = text[max(0, other.start - 2) : other.start].rstrip()[-1:].isdigit()  # «40 выходов тираж 1»
        if text[term.end : other.start].isspace() or (text[other.end : term.start].isspace() and not counted):
            return True
    return False


def _shared(window: Window, anchors: list[Anchor]) -> list[Anchor]:
    """Find labels that share a value with the label behind them: «Изготовитель и заказчик: …»."""
    found = []
    for anchor in anchors:
        if anchor.mark not in ("colon", "dash", "bar", "tab"):
            continue
        for term in window.within(max(0, anchor.start - 40), anchor.start, "label"):
            between = window.text[term.end : anchor.start]
            joined = [
                cue
                for cue in window.within(term.end, anchor.start, "conjunctions")
                if cue.end - cue.start == len(between.strip())
            ]
            if (
                "\n" in between
                or not (joined or between.strip() in ("/", ",", "–", "-"))
                or not opens_clause(window, term.start)
            ):
                continue
            if any(other.start == term.start for other in anchors):
                continue
            if term.entry.key == anchor.field:  # «Аткаруучу / Исполнитель: …»
                anchor.start = min(anchor.start, term.start)
            else:
                found.append(Anchor(term.entry.key, term.start, term.end, anchor.value, anchor.mark, term.entry))
    return found


def _merge_bilingual(window: Window, anchors: list[Anchor]) -> list[Anchor]:
    """Join labels of one field that stand side by side («Аткаруучу / Исполнитель:») into one."""
    merged: list[Anchor] = []
    for anchor in anchors:
        previous = merged[-1] if merged else None
        if previous and previous.field == anchor.field and previous.mark != "after":
            between = window.text[previous.end : anchor.start]
            if len(between) <= 4 and between.strip(" /|(–-\\,") == "" and between != "":
                merged[-1] = Anchor(
                    anchor.field,
                    previous.start,
                    anchor.end,
                    _behind_bracket(window, anchor),
                    anchor.mark,
                    previous.entry,
                    previous.notes,
                )
                if anchor.mark == "none":
                    merged[-1].mark, merged[-1].value = mark_behind(window, _behind_bracket(window, anchor))
                continue
        merged.append(anchor)
    return merged


def _behind_bracket(window: Window, anchor: Anchor) -> int:
    place = anchor.end if anchor.mark == "none" else anchor.value
    return place + 1 if anchor.mark == "none" and window.text[place : place + 1] == ")" else place
