"""Labels and payment sentences of a window, and where the value of each of them stands."""

from __future__ import annotations

from compliance.extraction.anchor import Anchor
from compliance.extraction.anchors import find_anchors
from compliance.extraction.find.lexicon import Term
from compliance.extraction.find.vocabulary import Entry
from compliance.extraction.pieces.addresses import is_address
from compliance.extraction.pieces.persons import Place
from compliance.extraction.window import Window
from compliance.model.fields import PAYMENT
from compliance.text.late import late

_OPENS = 24  # characters before a label in which the bracket it stands in opens
_BRACKET = late(r"[()]")
_LIST_MARK = late(r"[.,;]?\n[ \t]*(?:\d{1,2}[).]|[^\W\d_]\))[ \t]*$")  # of the next item: «…, 8/1;⏎б) заказчик»
_PARTED = late(r"(?<=\S)[ \t]+(?:#(?=[^\W\d_])|[\u25a0-\u2bff\U0001f300-\U0001faff])")  # a tag, a picture: «Кут ▫️ Где»
_LONGEST_MARK = 12
RULE = late(r"\n[ \t]*[-=*_~•·—–]{3}")  # a line drawn below a value
_FEWEST_HEADS = 3  # labels that make a row the head of a table
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
    fund = 0  # where the last fund ends: «избирательного фонда кандидата» is one, though two are known in it
    for term in window.within(0, len(window.text), "fund", "paid", "active"):
        if term.entry.category == "fund":
            if term.start < fund:
                continue
            fund = term.end
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
    if len(anchors) < _FEWEST_HEADS:
        return False
    text = window.text
    first, last = anchors[0], anchors[-1]
    head_end = text.find("\n", first.start)
    if head_end < 0 or last.start > head_end:
        return False
    mark = "|" if "|" in text[first.end : last.start] else "\t"
    head = _cells(window, text.rfind("\n", 0, first.start) + 1, head_end, mark)
    columns = [_column_of(window, head, anchor) for anchor in anchors]
    if None in columns or len(set(columns)) < len(columns):
        return False
    row_start = head_end + 1
    while row_start < len(text) and not any(
        character.isalnum() for character in text[row_start : text.find("\n", row_start)]
    ):
        following = text.find("\n", row_start)
        if following < 0:
            return False
        row_start = following + 1
    row_end = text.find("\n", row_start)
    row = _cells(window, row_start, len(text) if row_end < 0 else row_end, mark)
    if len(row) < len(head):
        return False
    for anchor, column in zip(anchors, columns, strict=True):
        assert column is not None
        (anchor.value, anchor.limit), anchor.mark = row[column], "cell"
    return True


def _cells(window: Window, start: int, end: int, mark: str) -> list[Place]:
    """Return the cells of a row, without the empty ones that a mark at its ends makes."""
    cells = window.parts(start, end, mark)
    if mark == "|":
        cells = cells[not window.text[slice(*cells[0])].strip() :]
        cells = cells[: len(cells) - (len(cells) > 1 and not window.text[slice(*cells[-1])].strip())]
    return cells


def _column_of(window: Window, head: list[Place], anchor: Anchor) -> int | None:
    """Return the number of the cell that a label is all of; None where other words stand in it."""
    for number, (start, end) in enumerate(head):
        if start <= anchor.start and anchor.end <= end:
            rest = window.text[start : anchor.start] + window.text[anchor.end : end]
            return None if any(map(str.isalnum, rest)) else number
    return None


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
    if text[end : end + 1] == "." and (window.initial_before(end) or window.ends_cut_short(end)):
        end += 1
    parted = None if anchor.field in PAYMENT or anchor.also else _PARTED.search(text, start, end)
    end = parted.start() if parted else end
    listed = _LIST_MARK.search(text, max(start, end - _LONGEST_MARK), end)
    end = listed.start() if listed else end
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
    while end < limit and text[end] == "\n" and not RULE.match(text, end):
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
