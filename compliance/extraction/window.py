"""One window of clean text with the words found in it, and the small questions that every parser asks of it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from compliance.extraction.find.clean import Clean
from compliance.extraction.find.lexicon import Lexicon
from compliance.extraction.terms import Terms
from compliance.text.folding import QUOTES
from compliance.text.late import late

if TYPE_CHECKING:
    from compliance.extraction.pieces.dates import Stated

SEPARATORS = " \t\n:;,.-–—‐‑−|=•*/\\·●_…"
PLACEHOLDER = late(
    r"_{2,}|\.{4,}|…{2,}|\[[^\]]{0,60}\]|\{\{?[^}]{0,60}\}?\}|<[^>]{1,60}>|\$[^\W\d]\w{1,40}|%[A-Z_]{2,40}%|[xX\u0445\u0425]{3,}"
)
# None of the above stands without one of these.
_BLANKS = ("__", "....", "……", "[", "{", "<", "$", "%", "xxx", "XXX", "\u0445\u0445\u0445", "\u0425\u0425\u0425")
_CLOSING = frozenset("»\"”“’'‘›″)]>%")
_SYMBOLS = "\u2190"  # arrows, signs and pictures stand above it, letters of our alphabets do not
_STOP = late(r"[.!?…\n]")
_OPENING = frozenset('«"„“')
_PARTING = late(r"[«»„“”\"()\[\],;\n\t|:]")
_QUOTING = late(r'[«„»”“"]')
_LEADING = ("particles", "agent", "tails", "prepositions", "modifiers", "customer_kind", "role", "status", "role_tail")
_FULL_NAME = late(r"[^\W\d_]+ (?:[^\W\d_]\.|\w{3,})|[^\W\d_]\. ?[^\W\d_]")
_DAY = late(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)")
_LONE_NAME = late(r"[^\W\d_]{2,}(?=[.,;\n]|$)")
_UNIT = 12  # characters of a unit: «экз.»
_PHRASE = 80  # characters of a phrase that ends before initials
_CONTINUING = ("agent", "tails", "particles", "conjunctions")  # words that never open a sentence of an imprint


def _is_picture(character: str) -> bool:
    return character > _SYMBOLS and unicodedata.category(character) in ("So", "Sk", "Cn")


class Window(Terms):
    """Clean text (`text`), its folded form (`folded`, same length) and its terms in order of place."""

    def __init__(self, clean: Clean, lexicon: Lexicon) -> None:
        self.clean = clean
        self.text = clean.text
        self.folded = clean.folded
        self.lexicon = lexicon
        super().__init__(lexicon.terms(clean.text, clean.folded))
        self.has_blanks = any(map(clean.text.__contains__, _BLANKS)) and PLACEHOLDER.search(clean.text) is not None
        self._stops: dict[int, bool] = {}  # places of stops already judged
        self._trimmed: dict[tuple[int, int], tuple[int, int]] = {}  # what was asked of places already
        self._shortened: dict[int, bool] = {}
        self.dates: list[Stated] | None = None  # all of them, once somebody asked

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Return `start`–`end` without separators at its ends; the stop of an initial or an abbreviation stays."""
        place = start, end
        found = self._trimmed.get(place)
        if found is None:
            found = self._trimmed[place] = self._trim(start, end)
        return found

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        text = self.text
        while (
            start < end
            and (text[start] in SEPARATORS or _is_picture(text[start]))
            and not (text[start] == "-" and text[start + 1 : start + 2].isdigit())
        ):
            start += 1
        while end > start and not (text[end - 1].isalnum() or (text[end - 1] in _CLOSING and self._opened(start, end))):
            if text[end - 1] == "." and (self.initial_before(end - 1) or self.abbreviation_before(end - 1)):
                break
            end -= 1
        return start, end

    def _opened(self, start: int, end: int) -> bool:
        """Tell whether a bracket that closes a stretch was opened in it: one around «юр. адрес: …, д. 11» was not."""
        return self.text[end - 1] != ")" or self.text.count(")", start, end) <= self.text.count("(", start, end)

    def word_before(self, place: int) -> tuple[int, int]:
        """Return the run of letters that ends at `place`."""
        start = place
        while start > 0 and (self.text[start - 1].isalpha() or (self.text[start - 1] == "-" and start - 1 > 0)):
            start -= 1
        return start, place

    def initial_before(self, stop: int) -> bool:
        """Tell whether the stop at `stop` belongs to a single capital letter, as in «М.»."""
        return stop > 0 and self.text[stop - 1].isupper() and (stop < 2 or not self.text[stop - 2].isalnum())

    def abbreviation_before(self, stop: int) -> bool:
        """Tell whether the stop at `stop` belongs to an abbreviation of the rulebook, as in «ул.»."""
        found = self._shortened.get(stop)
        if found is None:
            found = self._shortened[stop] = self._abbreviation_before(stop)
        return found

    def _abbreviation_before(self, stop: int) -> bool:
        start, end = self.word_before(stop)
        if start >= end or (start and self.text[start - 1].isdigit()):  # «90а.» ends a sentence
            return False
        if self.folded[start:end].strip("-") in self.lexicon.abbreviations:
            return True
        return self.ends_cut_short(stop)

    def ends_cut_short(self, stop: int) -> bool:
        """Tell whether a fund or a capacity that is cut short ends with the stop at `stop`: «ш.ф.», «фин. пр.»."""
        return any(term.end == stop + 1 for kind in ("role", "fund") for term in self.every(kind))

    def sentence_end(self, start: int, limit: int) -> int:
        """Return where the sentence that runs from `start` ends (the place of its stop), at most `limit`."""
        text = self.text
        for match in _STOP.finditer(text, start, limit):
            place = match.start()
            if text[place] != "\n":
                ends = self._stops.get(place)
                if ends is None:
                    ends = self._stops[place] = self._ends_sentence(place)
                if ends:
                    return place
            elif text[start:place].strip() and not self._runs_on(start, place, limit):
                return place
        return limit

    def _ends_sentence(self, stop: int) -> bool:
        text = self.text
        if text[stop] != ".":
            return True
        if self._inside_quotes(stop):
            return False
        after = stop + 1
        size = len(text)
        while after < size and text[after] in " \t":
            after += 1
        if after >= size or text[after] == "\n":
            return after >= size or not self.abbreviation_before(stop)
        following = text[after]
        if following == ")" and text[after + 1 : after + 3].strip()[:1].isupper():  # «(Акы төлөнгөн жарыя.) Аткаруучу»
            return True
        if following.islower() or following in ",;:)(-–—.№":
            return False
        if following.isdigit() and self.initial_before(stop) and _DAY.match(text, after):  # «Асанова Т.Т. 28.09.2017»
            return True
        if following.isdigit() and (self.abbreviation_before(stop) or text[stop - 1 : stop].isdigit()):
            return False
        if text[after : after + 2].isupper() and any(
            term.start == after for term in self.within(after, after + 24, *_CONTINUING)
        ):
            return False
        if self.initial_before(stop):
            if following in _OPENING and self._owner_at(after):
                return False
            return self._surname_before_initials(stop) and not self.initial_at(after)
        if following.isupper() and any(term.end == stop for term in self.within(stop - _UNIT, stop, "unit")):
            return True  # «Тираж 500 экз. Листовка …»
        return not self.abbreviation_before(stop)

    def _owner_at(self, place: int) -> bool:
        """Tell whether a quoted name at `place` is that of a party: «Асанова Г.Т. «Тоо» партиясынын …»."""
        closing = next((at for mark in '»"”' if (at := self.text.find(mark, place + 1, place + 60)) >= 0), -1)
        kinds = self.within(closing, closing + 20, "customer_kind") if closing >= 0 else ()
        return any(not self.text[closing + 1 : term.start].strip() for term in kinds)

    def _inside_quotes(self, place: int) -> bool:
        """Tell whether a short quotation that opened before `place` closes behind it on the same line."""
        opening = self.text.rfind("«", max(0, place - 60), place)
        if opening < 0 or self.text.find("»", opening, place) >= 0:
            return False
        closing = self.text.find("»", place, place + 60)
        return closing >= 0 and "\n" not in self.text[opening:closing]

    def initial_at(self, place: int) -> bool:
        """Tell whether a capital letter with a stop stands at `place`, or right behind one by itself: «М.З»."""
        behind, glued = self.text[place + 1 : place + 2], self.text[place - 1 : place] == "."
        return self.text[place : place + 1].isupper() and (behind == "." or (glued and not behind.isalnum()))

    def _surname_before_initials(self, stop: int) -> bool:
        """Tell whether the initials that end at `stop` follow a surname («Асанов Т.М.»), so that a name is complete."""
        place = stop
        while place >= 1 and self.text[place] == "." and self.initial_before(place):
            place -= 2
            while place > 0 and self.text[place] in " \n":
                place -= 1
        begin, end = self.word_before(place + 1)
        if end - begin < 2 or not self.text[begin].isupper():
            return False
        kinds = ("status", "role", "label", "legal_form")
        return not any(term.end == end for term in self.within(max(0, end - _PHRASE), end, *kinds))

    def _runs_on(self, start: int, newline: int, limit: int) -> bool:
        """Tell whether a value goes on behind a line end: after a comma, an open quote, before a small letter."""
        text = self.text
        after = newline + 1
        while after < limit and text[after] in " \t":
            after += 1
        if after >= limit or text[after] == "\n":
            return False
        before = text[start:newline].rstrip()
        stop = start + len(before) - 1
        if before.endswith(".") and self.initial_before(stop) and not self._surname_before_initials(stop):
            return text[after].isupper()
        if before.endswith(".") and self.abbreviation_before(stop) and not self.initial_before(stop):
            counted = text[start : self.word_before(stop)[0]].rstrip(" ")[-1:].isdigit()  # «2025 г.», «500 экз.»
            return not counted or text[after].islower()
        if (
            before.endswith((",", "-", "–", "№"))
            or text[after].islower()
            or text[after] == "("
            or self.initial_at(after)
        ):
            return True
        if self._leads_on(newline, after) or any(
            term.start == after and text[after : after + 2].isupper()
            for term in self.within(after, after + 24, "legal_form")
        ):
            return True
        if self.open_quote(start, newline):
            return True
        return text[after] in QUOTES and before[-1:].isalpha() and not any(mark in before for mark in '«“"„.')

    def _leads_on(self, newline: int, after: int) -> bool:
        """Tell whether the last word of a line asks for what the next line begins with: «… өкүлү⏎Асанова Г.Т.»."""
        end = len(self.text[:newline].rstrip())
        last = {term.entry.category for term in self.within(max(0, end - 60), end, *_LEADING) if term.end == end}
        if last & {"agent", "prepositions", "particles"} or ("modifiers" in last and "tails" not in last):
            return True
        if "customer_kind" in last and self.text[after] in QUOTES:
            return True
        named = self.text[after].isupper() and _FULL_NAME.match(self.text, after) is not None
        return (named and bool(last & {"role", "status", "role_tail"})) or self.given_name_at(after, end)

    def given_name_at(self, place: int, end: int) -> bool:
        """Tell whether a lone name follows a surname behind a status that ends the line: «кандидат Асанов⏎Нур.»."""
        surname = self.word_before(end)
        lone = _LONE_NAME.match(self.text, place)
        if lone is None or surname[0] == end or not (self.text[surname[0]].isupper() and lone[0][0].isupper()):
            return False
        before = len(self.text[: surname[0]].rstrip())
        status = any(term.end == before for term in self.within(max(0, before - _PHRASE), before, "status"))
        kinds = ("label", "legal_form", "status", "customer_kind", "made", "paid", "month", "address", "lead")
        return status and not any(term.start == place for term in self.within(place, place + _PHRASE, *kinds))

    def open_quote(self, start: int, end: int) -> bool:
        """Tell whether a quotation that opens in `start`–`end` is still open at `end`."""
        depth, plain = 0, 0
        for match in _QUOTING.finditer(self.text, start, end):
            character = match[0]
            if character in "«„":
                depth += 1
            elif character in "»”" or (character == "“" and depth):
                depth = max(0, depth - 1)
            elif character == "“":
                depth += 1
            elif character == '"':
                plain += 1
        return depth > 0 or plain % 2 == 1

    def parts(self, start: int, end: int, marks: str = ",;\n") -> list[tuple[int, int]]:
        """Split `start`–`end` at commas and the like that stand outside quotation marks and brackets."""
        found, begin, depth, plain = [], start, 0, False
        text = self.text
        for match in _PARTING.finditer(text, start, end):
            place, character = match.start(), match[0]
            if character in "«„([":
                depth += 1
            elif character in "»”)]" or (character == "“" and depth):
                depth = max(0, depth - 1)
            elif character == "“":
                depth += 1
            elif character == '"':
                plain = not plain
            elif character in marks and not depth and not plain:
                found.append((begin, place))
                begin = place + 1
        found.append((begin, end))
        if (depth or plain) and len(found) == 1 and any(mark in text[start:end] for mark in marks):
            return self._parts_of_unclosed(start, end, marks)
        return found

    def _parts_of_unclosed(self, start: int, end: int, marks: str) -> list[tuple[int, int]]:
        """Split text whose quotation never closes: every comma counts."""
        cuts = [place for place in range(start, end) if self.text[place] in marks]
        return list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))
