"""What stands in a block without any label: a bare date, a number of copies, a maker known by its legal form."""

from __future__ import annotations

from compliance.extraction.anchor import Anchor
from compliance.extraction.blocks import sentence_start
from compliance.extraction.fields import Fields
from compliance.extraction.parties import read_party
from compliance.extraction.pieces.dates import Stated, of_document, read_dates
from compliance.extraction.pieces.names import before_foreign
from compliance.extraction.pieces.numbers import number_before
from compliance.extraction.window import Window

_REACH = 70  # characters behind the last value in which an unlabelled date or run may still stand


def read_unlabelled(fields: Fields, anchors: list[Anchor]) -> None:
    """Add to a block what stands in or right behind it without a label; all of it with low confidence."""
    if "executor.name" not in fields.leaves:
        _executor(fields, anchors)
    stop = _reach(fields, anchors)
    if "publication_date" not in fields.leaves and "publication_date" not in fields.blank:
        _date(fields, stop)
    if "print_run" not in fields.leaves and "print_run" not in fields.blank:
        _run(fields, stop)


def _reach(fields: Fields, anchors: list[Anchor]) -> int:
    """Return how far behind the block a value may stand: not beyond its paragraph or the next label."""
    text = fields.window.text
    later = [anchor.start for anchor in anchors if anchor.start > fields.end and anchor not in fields.block]
    stop = min([fields.end + _REACH, len(text), *later])
    paragraph = text.find("\n\n", fields.end, stop)
    return paragraph if paragraph >= 0 else stop


def _date(fields: Fields, stop: int) -> None:
    window = fields.window
    for stated in read_dates(window, _date_right_before(fields), stop):
        if stated.value and fields.free(stated.start, stated.end) and not _of_another_day(window, stated):
            place = (stated.start, stated.end)
            fields.store("publication_date", place, stated.value, (*stated.notes, "no_label"), unread=True)
            fields.start, fields.end = min(fields.start, stated.start), max(fields.end, stated.end)
            return


def _run(fields: Fields, stop: int) -> None:
    window = fields.window
    start = sentence_start(window, max(0, fields.start - _REACH), fields.start)  # «ОсОО «Лист» отпечатало 20 тысяч …»
    for unit in window.within(start, stop, "unit"):
        number = number_before(window, max(start, unit.start - 16), unit.start)
        if number and fields.free(number.start, unit.end):
            fields.state_run(number, ("no_label",))
            fields.end = max(fields.end, unit.end)
            return


def _executor(fields: Fields, anchors: list[Anchor]) -> None:
    """Read a maker known only by its legal form and a verb of making: «… «Нур» ЖЧКда басылып чыкты»."""
    window = fields.window
    for term in window.within(fields.start, fields.end, "legal_form"):
        ends = [end for _, end in fields.used if end <= term.start]
        ends += [anchor.end for anchor in fields.block if anchor.end <= term.start]
        begin = max(ends, default=fields.start)
        labels = [anchor.start for anchor in anchors if anchor.start > term.end and anchor.mark != "after"]
        verbs = window.within(term.end, window.sentence_end(term.end, min([len(window.text), *labels])), "made")
        if not verbs or not fields.free(term.start, term.end):
            continue
        quotes = [place for mark in '«"„' if (place := window.text.find(mark, begin, term.start)) >= 0]
        party = read_party(window, min(quotes, default=term.start), before_foreign(window, term.end, verbs[0].start))
        for path, found in (("executor.name", party.name), ("executor.address", party.address)):
            if found and path not in fields.leaves:
                fields.store(path, found, None, ("no_label",))
        if party.legal_form:
            fields.store("executor.legal_form", (term.start, term.end), term.entry.key, ("no_label",))
        return


def _date_right_before(fields: Fields) -> int:
    """Return where to begin looking for a date: at one that stands right before the block, else at the block."""
    for stated in read_dates(fields.window, max(0, fields.start - 24), fields.start):
        if stated.value and not fields.window.text[stated.end : fields.start].strip(" \n\t.|-"):
            return stated.start
    return fields.start


def _of_another_day(window: Window, stated: Stated) -> bool:
    """Tell whether a day is that of a contract or the polling day."""
    return of_document(window, stated) or _polling(window, stated)


def _polling(window: Window, stated: Stated) -> bool:
    """Tell whether words beside a date make it polling day."""
    start = max(0, stated.start - 45)
    before = window.text[start : stated.start]
    cut = max(before.rfind("."), before.rfind("\n"), before.rfind(";"))
    begin = start + cut + 1
    end = window.sentence_end(stated.end, min(len(window.text), stated.end + 45))
    funds = window.within(begin, end, "fund")  # «шайлоо фонду» is no voting
    return any(
        term.entry.key == "polling" and not any(fund.start <= term.start < fund.end for fund in funds)
        for term in window.within(begin, end, "cue")
    )
