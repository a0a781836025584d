"""From labels and payment sentences to imprints: which of them belong together."""

from __future__ import annotations

from compliance.extraction.anchor import Anchor
from compliance.extraction.blocks import value_place
from compliance.extraction.window import Window
from compliance.model.fields import PAYMENT
from compliance.text.folding import QUOTES

_NAME = 60  # characters behind a verb of making in which the maker's name opens
FAR = 260  # characters between the end of one value and the next label of the same imprint at most
_LINED = 3  # fields labelled at the start of their lines from which labels are a list


def split_blocks(window: Window, anchors: list[Anchor]) -> list[list[Anchor]]:
    """Group labels into imprints: a far gap, or labels that begin anew, start another."""
    blocks: list[list[Anchor]] = []
    listed = _listed(window, anchors)
    for index, anchor in enumerate(anchors):
        block = blocks[-1] if blocks else None
        if (
            block is None
            or (index in listed and _told_above(window, block, listed[index]))
            or _far(window, block[-1], anchor, anchors)
            or _begins_anew(window, block, anchors[index:])
        ):
            blocks.append([anchor])
        else:
            block.append(anchor)
    return [_explicit_first(window, block) for block in blocks]


def _listed(window: Window, anchors: list[Anchor]) -> dict[int, frozenset[str]]:
    """Return where lists of labels begin, each label opening a line of its own, and the fields that each list has.

    A list has three different fields or more; the one that it began with begins another list.
    """
    found: dict[int, frozenset[str]] = {}
    run: list[Anchor] = []
    first = 0
    for index, anchor in enumerate(anchors):
        if anchor.mark != "colon" or not _opens_line(window, anchor.start):
            continue
        if not run or anchor.field == run[0].field or _far(window, run[-1], anchor, anchors):
            run, first = [], index
        run.append(anchor)
        fields = frozenset(one.field for one in run)
        if len(fields) >= _LINED:
            found[first] = fields | (PAYMENT if fields & PAYMENT else frozenset())
    return found


def _told_above(window: Window, block: list[Anchor], fields: frozenset[str]) -> bool:
    """Tell whether a block is a story whose fields the list below it has as well: a customer, a run, money."""
    lined = any(anchor.mark == "colon" and _opens_line(window, anchor.start) for anchor in block)
    return len(block) > 1 and not lined and all(anchor.field in fields for anchor in block)


def _opens_line(window: Window, start: int) -> bool:
    """Tell whether a label opens a line, or has but a word for the ad before it: «Буклет изготовлен: …»."""
    line = window.text.rfind("\n", 0, start) + 1
    begin, end = window.trim(line, start)
    return not any(map(str.isalpha, window.text[begin:end])) or any(
        (term.start, term.end) == (begin, end) for term in window.within(begin, end, "lead", "doubt")
    )


def _explicit_first(window: Window, block: list[Anchor]) -> list[Anchor]:
    """Leave out label words of running text where the same field also has a label with a mark behind it."""
    marked = {anchor.field for anchor in block if anchor.explicit and anchor.mark != "after"}
    return [
        anchor
        for anchor in block
        if anchor.mark != "none"
        or anchor.field not in marked
        or anchor.field == "payer"
        or _dated(window, anchor)
        or _printed_by(window, anchor)
    ]


def _printed_by(window: Window, anchor: Anchor) -> bool:
    """Tell whether a verb of making is followed by a firm with its form or in quotation marks: another printer."""
    if anchor.field != "executor" or anchor.entry.form != "prose":
        return False
    end = window.sentence_end(anchor.value, min(len(window.text), anchor.value + _NAME))
    return any(mark in window.text[anchor.value : end] for mark in QUOTES)


def _dated(window: Window, anchor: Anchor) -> bool:
    """Tell whether a date follows the label word at once: «Отпечатано 28.08.2023»."""
    return anchor.field == "executor" and window.text[anchor.value : anchor.value + 1].isdigit()


def _far(window: Window, previous: Anchor, anchor: Anchor, anchors: list[Anchor]) -> bool:
    end = max(previous.end, value_place(window, previous, anchors)[1])
    return anchor.start - end > FAR


def _goes_on(block: list[Anchor], rest: list[Anchor]) -> bool:
    """Tell whether parts that the block lacks stand before the label that it began with comes again.

    «… төлөгөн (өкүл). Нускасы: …⏎Изготовитель: …»: the second imprint begins where the first one began.
    """
    seen = {"executor.address", *(anchor.field for anchor in block)}  # an address may stand without its label
    opening = block[0].field
    if rest[0].field == opening or all(anchor.field != opening for anchor in rest):
        return False
    until = next(index for index, anchor in enumerate(rest) if anchor.field == opening)
    return any(anchor.field not in seen for anchor in rest[:until])


def _begins_anew(window: Window, block: list[Anchor], rest: list[Anchor]) -> bool:
    """Tell whether a label repeats one of the block and further repeats follow, so that a second imprint begins."""
    seen = {anchor.field for anchor in block}
    anchor = rest[0]
    if anchor.field not in seen:
        return False
    parted = "\n\n" in window.text[block[-1].end : anchor.start]
    if {anchor.field, block[-1].field} <= PAYMENT and not parted:  # «Оплачено из фонда … Плательщик: …»
        return False
    if anchor.field == "executor.address" or (anchor.field == "publication_date" and not parted):
        return False
    if _goes_on(block, rest):
        return False
    if len(block) < 2:  # one label far above, such as a playbill's, is no part of the imprint
        return anchor.explicit and "\n\n" in window.text[block[0].end : anchor.start]
    ahead: list[str] = []
    for other in rest:
        if other.field in ahead:
            break
        ahead.append(other.field)
    return len(set(ahead) & seen) >= 2
