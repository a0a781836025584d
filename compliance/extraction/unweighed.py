"""What stands in or beside an imprint and speaks of money, makers, days or copies, and was read as none of its values.

A verdict weighs every statement or says that it did not: what is found here makes it `unclear`, with the place to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from compliance.extraction.beside_ad import beside_ad
from compliance.extraction.bodies import bodies
from compliance.extraction.find.lexicon import Term
from compliance.extraction.laid import Value
from compliance.extraction.misnamed import misnamed
from compliance.extraction.of_payments import QUOTED, OfPayments
from compliance.extraction.pieces.dates import Stated
from compliance.extraction.pieces.numbers import number_before, number_words, read_number
from compliance.extraction.pieces.persons import Place
from compliance.extraction.praised import praised
from compliance.extraction.questioned import questioned
from compliance.extraction.said_of_ad import issued, said_of_ad, takes_back, unread_labels
from compliance.extraction.same_person import another_person
from compliance.extraction.shown import perhaps_unseen
from compliance.extraction.window import PLACEHOLDER, Window
from compliance.model.fields import PAYMENT, part_of
from compliance.model.imprint import Imprint, Unweighed
from compliance.text.folding import DASHES, QUOTES
from compliance.text.late import late
from compliance.text.names import is_person

_GARBLED = late(
    r"[\u00a1-\u00a6\u00a8\u00aa\u00ac\u00af\u00b1-\u00b6\u00b8-\u00ba\u00bc-\u00d5\u00d8-\u00f5\u00f8-\u00ff]{1,60}"
)
# labels that other things than ads have as well
_OF_A_THING = ("publication_date", "print_run", "executor", "customer")
_MARKS = frozenset((":", *DASHES))
_QUOTES = frozenset(QUOTES)
_TIMES = frozenset("×xX*\u0445\u0425")  # between the sides of a sheet: «3×6 м»
_TO_VALUE = 40  # characters from a label to its value
_LINE_TO_FILL = late(r"_{3,80}")
_NAMED = late(r"(?<![\w-])[^\W\d_]{3,}")
_PLACED = 3  # words of a bare statement of where something was made: «Кытайда басылган»
_REFUSAL = 12  # characters before a value in which a word refuses it
_TO_BLANK = 16  # characters from a label to a slot that nobody filled
_LINE = 240  # characters of a line before and behind a word of doubt
_NEAR = 24  # characters beside a number or a day in which a word of doubt belongs to it


class Search(OfPayments):
    """What of these sentences no value covers."""

    def __init__(self, window: Window, imprint: Imprint, values: list[Value], dates: list[Stated]) -> None:
        super().__init__(window, imprint, values)
        leaves = [value.leaf for value in self.near]
        self._ranges = [value.start for value in self.near if "range" in value.leaf.notes]
        self._days_known = {leaf.value for leaf in leaves if isinstance(leaf.value, date)}
        self._runs = {value.leaf.value for value in self.near if part_of(value.path) == "print_run"}
        self._dates = [one for one in dates if self.first <= one.start < self.last]

    def found(self) -> Iterator[tuple[Unweighed, tuple[str, ...]]]:
        """Yield what no value covers, with whether it says that a body pays, and the fields that it may state."""
        yield from ((Unweighed(*place), ()) for place in perhaps_unseen(self))
        for search in (questioned, unread_labels, praised, misnamed, another_person, beside_ad):
            yield from ((Unweighed(*self.source(*place)), ()) for place in search(self))
        finds: tuple[tuple[Callable[[int, int], Iterable[Place]], tuple[str, ...]], ...] = (
            (self.strange, ()),
            (self._of_labels, ()),
            (self.asked, ()),
            (self._garbled, ()),
            (partial(bodies, self), ("executor.name", "customer.name")),
            (self._days, ("publication_date",)),
            (self._copies, ("print_run",)),
            (self._made, ("executor.name",)),
            (self._spread, ()),
            (self._doubts, ()),
        )
        for start, end in self.sentences:
            before = end <= self.start
            for begin, stop in self.money(start, end):
                others = self.window.within(begin, stop, "legal_form", "doubt")
                pays = any(term.entry.category == "legal_form" or term.entry.key == "money" for term in others)
                if before:  # the ad's own story: «мэрия не оплатила вывоз», «деньги не из бюджета»
                    pays = pays and self.is_paid(begin, stop)
                if pays or not before:
                    yield Unweighed(*self.source(begin, stop), pays=pays), ()
            yield from (
                (Unweighed(*self.source(term.start, term.end)), ())
                for term in self.window.within(start, end, "doubt")
                if takes_back(self.window, term, start, end)
            )
            for begin, stop in said_of_ad(self, start, end, self._dates, self._days_known):
                yield Unweighed(*self.source(begin, stop)), ()
            if before:
                if end + 1 >= self.start:  # the line above the first value: «Изготовитель рамы⏎ОсОО «Лист»»
                    yield from ((Unweighed(*self.source(*place)), ()) for place in self._of_labels(start, end))
                yield from (
                    (Unweighed(*self.source(*place)), ())
                    for place in issued(self, start, end, self._dates, self._days_known)
                )
                continue  # the ad's own words: its days and numbers are none of the imprint
            for find, fields in finds:
                for begin, stop in find(start, end):
                    yield Unweighed(*self.source(begin, stop)), () if self._refused(begin) else fields

    def _refused(self, start: int) -> bool:
        """Tell whether a word right before a place says that it is not so: «Тираж: не 3000 экз.»."""
        before = self.window.within(max(0, start - _REFUSAL), start, "nothing")
        return any(self.window.text[term.end : start].isspace() for term in before)

    def _of_labels(self, start: int, end: int) -> Iterator[Place]:
        """Yield what a label of a day, a run or a maker is put to: «Дата выпуска из школы:», «Сүттүн чыккан күнү:»."""
        text = self.window.text
        for label in self.window.within(start, end, "label"):
            value = self.mask.find(1, label.end, min(end, label.end + _TO_VALUE))
            if value < 0 and self.mask.find(1, end, end + 2) >= 0:  # «Изготовитель рамы⏎ОсОО «Лист»»
                value = end
            blank = PLACEHOLDER.search(text, label.end, label.end + _TO_BLANK) if self.window.has_blanks else None
            if blank and self._is_slot(label, *blank.span()):
                yield blank.span()  # another value of the kind was read, this slot nobody filled
            if label.entry.key not in _OF_A_THING or value < 0:
                continue
            yield from self.unknown(label.end, value, self.mask)
            between = self.window.within(label.end, value, "doubt")  # «Заказчик концерта — партия «Нур»»
            yield from ((term.start, term.end) for term in between if term.entry.key in ("payment", "party"))
            if any(mark in _MARKS for mark in text[label.end : value]):
                before = max(start, *(text.rfind(mark, start, label.start) + 1 for mark in ",;|/\n])—–·•"))
                colon = text.rfind(":", before, label.start) + 1  # «Экран асты: Заказчик — …», not «пишут: «Заказчик …»
                if colon and not _QUOTES.intersection(text[colon : label.start]):
                    before = colon
                yield from self.unknown(before, label.start, self.mask, capitals=True)
            if label.entry.key == "print_run":
                stop = next((place for place in range(value, end) if text[place].isupper() or text[place] == "\n"), end)
                yield from self.unknown(value, stop, self.mask)

    def _is_slot(self, label: Term, start: int, end: int) -> bool:
        """Tell whether a blank behind a label stands for a value, unlike dots that lead to one: «Тираж ..... 500»."""
        text = self.window.text
        if self.covered(start, end) or any(map(str.isalnum, text[label.end : start])):
            return False
        if text[start:end].strip(".…"):
            return True
        dots = text[start : start + _LINE]
        behind = start + len(dots) - len(dots.lstrip(".… "))
        return self.mask.find(1, behind, behind + 1) < 0

    def _garbled(self, start: int, end: int) -> Iterator[Place]:
        """Yield letters of a value that no plain text has («Ð¡Ð°Ñ€», «Сар¤»), and lines that nobody filled in."""
        for match in _GARBLED.finditer(self.window.text, start, end):
            if self.covered(*match.span()):
                yield match.span()
        if self.mask.find(1, start, end) >= 0:
            for match in _LINE_TO_FILL.finditer(self.window.text, start, end):
                if not self._is_rule(*match.span()):
                    yield match.span()

    def _is_rule(self, start: int, end: int) -> bool:
        """Tell whether a line is drawn across, to part what stands above it from what stands below."""
        text = self.window.text
        first = max(0, start - _TO_VALUE)
        before, behind = text[first:start].rstrip(" "), text[end : end + 2].lstrip(" ")
        above = before.rstrip()
        asked = above.endswith((":", "-", "–", "—")) or any(
            term.end == first + len(above) for term in self.window.within(first, start, "label")
        )
        return before.endswith("\n") and behind.startswith("\n") and not asked

    def _days(self, start: int, end: int) -> Iterator[Place]:
        """Yield whole dates that are no value, no polling day and no date of a paper."""
        left = [
            one
            for one in self._dates
            if start <= one.start < end
            and (one.value or "impossible" in " ".join(one.notes))
            and one.value not in self._days_known
            and not self.covered(one.start, one.end)
        ]
        if not left:
            return
        funds = self.window.within(start, end, "fund")  # «шайлоо фонду» is no voting
        cues = [
            term
            for term in self.window.within(start, end, "stop", "cue")
            if not any(fund.start <= term.start < fund.end for fund in funds)
        ]
        if any(term.entry.key == "polling" for term in cues):
            return
        unstated = "publication_date" not in {path for _, _, path, _ in self.near}  # then it is the best there is
        papers = [] if unstated else [term for term in cues if term.entry.key != "election"]
        for stated in left:  # «по договору № 3 от 11.11.2025», «11.11.2025-ж. № 12 төлөм тапшырмасы менен»
            if not any(term.end <= stated.start or 0 <= term.start - stated.end < _REFUSAL for term in papers):
                yield stated.start, stated.end

    def _copies(self, start: int, end: int) -> Iterator[Place]:
        """Yield counted copies that are not the print run, and a run of which two numbers are given."""
        if any(start <= place < end for place in self._ranges):
            yield self.window.trim(start, end)
        said = number_words(self.window, start, end)
        bracketed = said and self.window.text[start : said.start].rstrip().endswith("(")
        if said and bracketed and said.value not in self._runs and "print_run" in self.parts(start, end):
            yield said.start, said.end
        for label in self.window.within(start, end, "label"):
            if label.entry.key != "print_run":
                continue
            number = read_number(self.window, label.end, min(end, label.end + _TO_VALUE))
            if number is None or number.value is None or number.value in self._runs:
                continue
            if any(self.unknown(label.end, number.start, self.mask)):
                continue  # «сколько вырубили за пять лет»
            if self.window.text[number.end : number.end + 2].lstrip()[:1] in _TIMES:
                continue
            if not self.covered(number.start, number.end):  # «Тираж: 200 … (Реальный тираж — 900)»
                yield number.start, number.end
        for unit in self.window.within(start, end, "unit"):
            number = number_before(self.window, max(start, unit.start - 16), unit.start)
            if number and not self.covered(number.start, number.end):
                yield number.start, unit.end

    def _of_a_book(self, start: int, end: int) -> bool:
        """Tell whether a word of making is part of one of a colophon: «Печать офсетная»."""
        return any(
            term.start == start and term.entry.key == "colophon" for term in self.window.within(start, end, "cue")
        )

    def _made(self, start: int, end: int) -> Iterator[Place]:
        """Yield a statement of where or by whom something is made that is none of the maker: «Отпечатано в Китае»."""
        window = self.window
        verbs = [(term.start, term.end) for term in window.within(start, end, "made")]
        verbs += [(term.start, term.end) for term in window.within(start, end, "label") if term.entry.key == "executor"]
        for begin, stop in verbs:
            value = self.mask.find(1, stop, end)
            labelled = value >= 0 and not any(map(str.isalpha, window.text[stop:value]))
            if labelled or self.covered(begin, stop) or self._of_a_book(begin, end):
                continue
            parts = window.parts(start, end, ",;\n()")
            clause = next((part for part in parts if part[0] <= begin < part[1]), (start, end))
            if self.covered(*clause):
                continue
            clause = window.trim(*clause)
            words = list(_NAMED.finditer(window.text, *clause))
            if len(words) <= _PLACED or any(window.text[word.start()].isupper() for word in words[1:]):
                yield clause

    def _spread(self, start: int, end: int) -> Iterator[Place]:
        """Yield a day on which the ad is handed out or put up, said beside the imprint."""
        window = self.window
        if not any(term.entry.key == "spread" for term in window.within(start, end, "doubt")):
            return
        for stated in self._dates:
            if start <= stated.start < end and not self.covered(stated.start, stated.end):
                yield stated.start, stated.end

    def _given_name(self, start: int) -> bool:
        """Tell whether a capitalised word stands inside a person's name, behind its first word."""
        return self.window.text[start].isupper() and any(
            value.start < start < value.end and value.path.endswith(".name") and is_person(value.leaf.raw)
            for value in self.near
        )

    def _in_person(self, term: Term) -> bool:
        near = self.window.within(max(0, term.start - _NEAR), term.end + _NEAR, "in_person")
        return any(one.start <= term.start and term.end <= one.end for one in near)

    def _on_another_line(self, term: Term, begin: int, stop: int) -> bool:
        """Tell whether a word stands in a line of its own words, above or below a value: «…⏎Работаем до девяти»."""
        text = self.window.text
        if "\n" not in (text[stop : term.start] if stop <= term.start else text[term.end : begin]):
            return False
        first = text.rfind("\n", max(0, term.start - _LINE), term.start) + 1
        last = text.find("\n", term.end, term.end + _LINE)
        return sum(1 for _ in _NAMED.finditer(text, first, last if last >= 0 else len(text))) > _PLACED

    def _doubts(self, start: int, end: int) -> Iterator[Place]:
        """Yield words that leave open what a value beside them states: «менее», «до», «частично»."""
        text = self.window.text
        quoted = [match.span() for match in QUOTED.finditer(text, start, end)]
        for term in self.window.within(start, end, "doubt"):
            field = "party" if term.entry.key == "abroad" else term.entry.key
            if self.covered(term.start, term.end) and any(a <= term.start and term.end <= b for a, b in quoted):
                continue  # part of a name: блок «Жакшы Кошуна»
            if any(map(str.isdigit, text[term.start : term.end])):
                continue  # «А3» is no «аз»
            if self._in_person(term):
                continue  # «платёж произвёл он же»
            if field == "payment" and self._given_name(term.start):
                continue  # «Асанова Майрам» is no holiday
            for begin, stop, part in self.used:
                within = begin <= term.start and term.end <= stop
                beside = not within and begin - _NEAR <= term.end and term.start <= stop + _NEAR
                beside = beside and not self._on_another_line(term, begin, stop)
                payment = field == "payment" and part in PAYMENT
                named = field == "party" and (
                    (within and self.named.find(1, term.start, term.end) >= 0)
                    or text[stop : term.start].strip() in ("(", ",")
                )
                if (field == part and beside) or (payment and (within or beside)) or named:
                    yield term.start, term.end
                    break
