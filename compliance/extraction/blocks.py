"""From labels and payment sentences to imprints: which of them belong together, and what each of them states."""

from __future__ import annotations

from itertools import pairwise

from compliance.extraction.anchor import Anchor
from compliance.extraction.anchors import find_anchors
from compliance.extraction.find.lexicon import Term
from compliance.extraction.find.vocabulary import Entry
from compliance.extraction.pieces.addresses import is_address
from compliance.extraction.pieces.persons import Place
from compliance.extraction.window import Window
from compliance.model.fields import PAYMENT
from compliance.text.folding import QUOTES
from compliance.text.late import late

_NAME = 60  # characters behind a verb of making in which the maker's name opens
_OPENS = 24  # characters before a label in which the bracket it stands in opens
_BRACKET = late(r"[()]")
FAR = 260  # characters between the end of one value and the next label of the same imprint at most
_SENTENCE = Entry("label", "payer")
_MADE = Entry("label", "executor", form="after")


def anchors_of(window: Window) -> list[Anchor]:
    """Return labels and payment sentences of a window in order of place, each with the limit of its value."""
    anchors = find_anchors(window)
    if not _header_table(window, anchors):
        _set_limits(window, anchors)
        anchors += _agents(window, anchors)
        anchors.sort(key=lambda anchor: anchor.start)
        anchors += _sentences(window, anchors)
        anchors.sort(key=lambda anchor: (anchor.start, anchor.mark == "after"))
        _set_limits(window, anchors)
    return anchors


def _set_limits(window: Window, anchors: list[Anchor]) -> None:
    for index, anchor in enumerate(anchors):
        following = next(
            (other for other in anchors[index + 1 :] if other.start >= anchor.value or other.mark == "after"), None
        )
        anchor.limit = following.start if following else len(window.text)
        if following is not None and following.mark == "after":
            anchor.limit = max(_clause_start(window, following, anchors), anchor.value)


def _clause_start(window: Window, anchor: Anchor, anchors: list[Anchor]) -> int:
    """Return where the value of a label that stands behind it begins: the sentence, or the label before it."""
    before = [other.end for other in anchors if other.start < anchor.start]
    return sentence_start(window, max(before, default=0), anchor.start)


def sentence_start(window: Window, start: int, place: int) -> int:
    """Return the start of the sentence that holds `place`, looking no further back than `start`."""
    line = window.text.rfind("\n\n", start, place)
    start = line + 2 if line >= 0 else start
    while True:
        end = window.sentence_end(start, place + 1)  # with the letter at `place`, which tells whether a line runs on
        if end >= place:
            return window.trim(start, place)[0]
        start = end + 1


def _agents(window: Window, anchors: list[Anchor]) -> list[Anchor]:
    """Find «… тарабынан … басылды»: an executor marked only by the word behind its name."""
    found = []
    for term in window.every("agent"):
        if any(anchor.start <= term.start < anchor.end for anchor in anchors):
            continue
        stop = window.sentence_end(term.end, len(window.text))
        verb = next(iter(window.within(term.end, stop, "made", "paid")), None)
        if verb is not None and verb.entry.category == "made":
            found.append(Anchor("executor", term.start, term.end, term.start, "after", _MADE))
    return found


def _sentences(window: Window, anchors: list[Anchor]) -> list[Anchor]:
    """Find payment statements that no label opens: sentences with a fund or a verb of payment."""
    found: list[Anchor] = []
    for term in window.within(0, len(window.text), "fund", "paid", "active"):
        owner = next((anchor for anchor in reversed(anchors) if anchor.start <= term.start), None)
        if owner and owner.field in PAYMENT and term.start < _own_end(window, owner):
            continue
        if owner and owner.also == "payer":
            continue
        if owner and owner.start <= term.start < owner.end:
            continue
        start = sentence_start(window, owner.end if owner else 0, term.start)
        if owner and owner.mark != "after" and start <= window.trim(owner.value, len(window.text))[0]:
            start = _clause_of(window, owner.value, term)
        if any(anchor.start == start for anchor in found):
            continue
        stop = window.sentence_end(term.end, len(window.text))
        if term.entry.category != "fund" and not window.within(
            start, stop, "fund", *(["agent"] if term.entry.category == "paid" else [])
        ):
            continue
        found.append(Anchor("payer", start, start, start, "sentence", _SENTENCE))
    return found


def _own_end(window: Window, anchor: Anchor) -> int:
    value = window.trim(anchor.value, len(window.text))[0]
    return window.sentence_end(value, len(window.text))


def _clause_of(window: Window, start: int, term: Term) -> int:
    """Return where a payment clause begins inside the value of another label: behind the last comma or line end."""
    cuts = window.parts(start, term.start, ",;\n")
    if len(cuts) > 1:
        return window.trim(cuts[-1][0], term.end)[0]
    place = term.start
    for modifier in reversed(window.within(start, place, "modifiers", "prepositions")):
        if not window.text[modifier.end : place].strip():
            place = modifier.start
    return place


def _header_table(window: Window, anchors: list[Anchor]) -> bool:
    """Give each label the cell below it where labels form the head of a table; tell whether they did."""
    if len(anchors) < 3:
        return False
    text = window.text
    first, last = anchors[0], anchors[-1]
    head_end = text.find("\n", first.start)
    if head_end < 0 or last.start > head_end:
        return False
    if any(text[a.end : b.start].strip(" \t|*") for a, b in pairwise(anchors)):
        return False
    mark = "|" if "|" in text[first.end : last.start] else "\t"
    row_start = head_end + 1
    while row_start < len(text) and not any(
        character.isalnum() for character in text[row_start : text.find("\n", row_start)]
    ):
        following = text.find("\n", row_start)
        if following < 0:
            return False
        row_start = following + 1
    row_end = text.find("\n", row_start)
    row_end = len(text) if row_end < 0 else row_end
    cells = window.parts(row_start, row_end, mark)
    lead = 1 if mark == "|" and text[row_start:row_end].lstrip().startswith("|") else 0
    if len(cells) - lead < len(anchors):
        return False
    for anchor, (start, end) in zip(anchors, cells[lead:], strict=False):
        anchor.value, anchor.limit, anchor.mark = start, end, "cell"
    return True


def value_place(window: Window, anchor: Anchor, anchors: list[Anchor]) -> Place:
    """Return where the value of a label stands: up to the sentence's end, the next label, or the end of the line."""
    if anchor.place is None:
        anchor.place = _value_place(window, anchor, anchors)
    return anchor.place


def _value_place(window: Window, anchor: Anchor, anchors: list[Anchor]) -> Place:
    if anchor.mark == "cell":
        return anchor.value, anchor.limit
    if anchor.mark == "after":
        return _clause_start(window, anchor, anchors), anchor.start
    text, limit = window.text, anchor.limit
    start = anchor.value
    while start < limit and text[start] in " \t\n|:;":
        start += 1
    paragraph = text.find("\n\n", start, limit)
    limit = paragraph if paragraph >= 0 else limit
    end = window.sentence_end(start, limit)
    end = _in_its_bracket(window, anchor, start, end)
    if anchor.field == "executor":
        end = _with_address_lines(window, start, end, limit)
    if text[end : end + 1] == "." and window.initial_before(end):
        end += 1
    return start, _without_conjunction(window, start, end)


def _in_its_bracket(window: Window, anchor: Anchor, start: int, end: int) -> int:
    """Return where the bracket closes that a label opens, or the end of its value: «(адрес: г. Ош, ул. Навои, 3)»."""
    before = window.text[max(0, anchor.start - _OPENS) : anchor.start]
    if before.rfind("(") <= before.rfind(")"):
        return end
    depth = 0
    for match in _BRACKET.finditer(window.text, start, end):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return match.start()
    return end


def _with_address_lines(window: Window, start: int, end: int, limit: int) -> int:
    """Take in the lines behind an executor's name as long as they are addresses."""
    text = window.text
    while end < limit and text[end] == "\n":
        following = window.sentence_end(end + 1, limit)
        first = window.trim(*window.parts(end + 1, following, ",;")[0])
        if first[0] >= first[1] or not is_address(window, *first):
            break
        end = following
    return end


def _without_conjunction(window: Window, start: int, end: int) -> int:
    """Leave out an «and» at the end of a value, which joins it to what follows."""
    stop = window.trim(start, end)[1]
    for term in window.within(max(start, stop - 8), stop, "conjunctions"):
        if term.end == stop and window.text[term.start - 1].isspace():
            return term.start
    return end


def split_blocks(window: Window, anchors: list[Anchor]) -> list[list[Anchor]]:
    """Group labels into imprints: a far gap, or labels that begin anew, start another."""
    blocks: list[list[Anchor]] = []
    for index, anchor in enumerate(anchors):
        block = blocks[-1] if blocks else None
        if block is None or _far(window, block[-1], anchor, anchors) or _begins_anew(window, block, anchors[index:]):
            blocks.append([anchor])
        else:
            block.append(anchor)
    return [_explicit_first(window, block) for block in blocks]


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


def _begins_anew(window: Window, block: list[Anchor], rest: list[Anchor]) -> bool:
    """Tell whether a label repeats one of the block and further repeats follow, so that a second imprint begins."""
    seen = {anchor.field for anchor in block}
    anchor = rest[0]
    if anchor.field not in seen:
        return False
    parted = "\n\n" in window.text[block[-1].end : anchor.start]
    if not parted and anchor.field in PAYMENT and block[-1].field in PAYMENT:  # «Оплачено из фонда. Плательщик: …»
        return False
    if anchor.field == "executor.address" or (anchor.field == "publication_date" and not parted):
        return False
    if len(block) < 2:  # one label far above, such as a playbill's, is no part of the imprint
        return anchor.explicit and "\n\n" in window.text[block[0].end : anchor.start]
    ahead: list[str] = []
    for other in rest:
        if other.field in ahead:
            break
        ahead.append(other.field)
    return len(set(ahead) & seen) >= 2
