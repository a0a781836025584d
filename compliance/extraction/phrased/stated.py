"""What an imprint states by words alone, and what stands in or behind it without words of its own."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from compliance.extraction.phrased.addresses import LED, Place, trimmed
from compliance.extraction.phrased.heads import Found, sentence_end
from compliance.extraction.phrased.judged import Judged
from compliance.extraction.phrased.parts import LINK, contacts_of
from compliance.extraction.phrased.party import numbered
from compliance.extraction.phrased.unsaid import BEHIND, link_of_nobody, occasion, stretch

_BORDER = re.compile(r"[\n|•·]|\s[–—/-]\s")
_NUMBER = re.compile(r"\d{1,3}(?:[,. \u00a0']\d{2,3}){1,3}(?!\d)|\d{1,9}(?!\d)")


class Stated(Judged, ABC):
    """The statements of a block, and what belongs to it unsaid."""

    @abstractmethod
    def _address(self, part: str, place: Place, notes: tuple[str, ...] = ()) -> None:
        """Store an address and what it is made of."""

    def _statement(self, found: Found) -> None:
        head = found.head
        place = trimmed(self.text, found.start, found.end)
        if head.reach == "sentence":
            place = trimmed(self.text, self._clause_start(found), self._clause_end(found))
        elif head.reach == "behind":
            place = trimmed(self.text, found.end, self._clause_end(found))
            while (article := self.words.articles.match(self.text, *place)) and not article[0].istitle():
                place = trimmed(self.text, article.end(), place[1])
        elif head.reach == "lines":
            place = trimmed(self.text, found.end, self._lines_end(found))
        elif head.reach == "number":
            number = _NUMBER.match(self.text, found.end)
            if number is None:
                return
            place = number.span()
            self.values.setdefault(head.statement, (place, int(re.sub(r"\D", "", number[0])), ()))
        elif head.reach == "link":
            link = LINK.search(self.text, found.end, min(len(self.text), found.end + 300))
            if link is None or link.start() - found.end > 30:
                return
            place = (link.start(), link.start() + len(link[0].rstrip(".,;:!?'’")))
        if place[0] >= place[1]:
            return
        self.alone = self.alone or head.alone
        self.labels.append(found)
        if head.alone:  # said in so many words, which «authorized by X» does not
            self.values[head.statement] = (place, head.code or None, ())
        self.values.setdefault(head.statement, (place, head.code or None, ()))
        self.end = max(self.end, place[1])
        if head.reach == "words":
            self._contact_behind(place[1])

    def _contact_behind(self, place: int) -> None:
        """Take what stands right behind a statement as the way to reach who was named before it."""
        part = next((path[:-5] for path in self.values if path.endswith(".name")), None)
        if part is None or f"{part}.contacts" in self.values:
            return
        text, limit = self.text, place + 4
        while place < min(limit, len(text)) and text[place] in " .,;|•·()\n":
            place += 1
        while lead := self.words.contact.match(text, place):
            place = lead.end() + len(text[lead.end() :]) - len(text[lead.end() :].lstrip(" :."))
        stop = sentence_end(text, place, min(len(text), place + 160), self.words)
        if LED.match(text, place, stop) and self.words.postcode.search(text, place, stop):
            self._address(part, trimmed(text, place, stop))
            self.end = max(self.end, stop)
            return
        found = contacts_of(text, place, min(len(text), place + 120), self.words)
        if found and found[0][0] == place:
            self.values[f"{part}.contacts"] = (found[0], None, ())
            self.end = max(self.end, found[0][1])

    def _number_behind(self) -> None:
        """Take a number in a register that stands behind what was read as that of whoever was named last."""
        named = [path[:-5] for path in self.values if path.endswith(".name")]
        if not named or any(path.endswith(".id") for path in self.values):
            return
        last = max((part for part in named), key=lambda part: self.values[f"{part}.name"][0])
        if number := numbered(self.text, self.start, self.end + BEHIND, self.words):
            self.values[f"{last}.id"] = (number[1], None, ())
            self.end = max(self.end, number[1][1])

    def _unsaid(self) -> None:
        """Take what a label has without words in front of it: an occasion, and a link that is no party's, in doubt."""
        if not self.alone:
            return
        place = stretch(self.text, self.start, self.end)
        taken = [*(one for one, _, _ in self.values.values()), *((one.start, one.end) for one in self.labels)]
        occasioned, linked = self.words.occasioned, self.words.linked
        if occasioned and occasioned not in self.values and (found := occasion(self.text, place, taken, self.words)):
            self.values[occasioned] = (found, None, ())
            self.end = max(self.end, found[1])
        page = next((path for path, (one, _, _) in self.values.items() if self._leads(path, one)), None)
        if linked and linked not in self.values and page:
            self.values[linked] = self.values.pop(page)
        if linked and linked not in self.values and (found := link_of_nobody(self.text, place, taken)):
            self.values[linked] = (found, None, ("vague",))
            self.end = max(self.end, found[1])

    def _leads(self, path: str, place: Place) -> bool:
        """Tell whether a contact is a link to a page, not to a whole site: in a label that is what it leads to."""
        letters = self.text[slice(*place)].partition("://")[2] or self.text[slice(*place)]
        return ".contacts" in path and "@" not in letters and "/" in letters.rstrip("/")

    def _clause_start(self, found: Found) -> int:
        """Return where the clause begins whose words say something: «This advertisement was subject to …»."""
        before = self.text[max(0, found.start - 60) : found.start]
        words = re.search(r"(?:^|[\n.!?|•])([^\n.!?|•:]*)$", before)
        opened = words is not None and self.words.subjects.sub("", words[1]).strip() == ""
        return found.start - len(words[1]) if words is not None and opened else found.start

    def _clause_end(self, found: Found) -> int:
        """Return where what a statement says ends: the sentence, the line, a border between columns."""
        cut = _BORDER.search(self.text, found.end, max(found.end, found.stop))
        return cut.start() if cut else max(found.end, found.stop)

    def _lines_end(self, found: Found) -> int:
        """Return where a list ends whose items may stand on lines of their own: a line about the election is none."""
        end = self._clause_end(found)
        while end < found.stop and self.text[end] == "\n":
            line = self.text.find("\n", end + 1, found.stop)
            line = found.stop if line < 0 else line
            barred = (self.words.election, self.words.ids, LINK)
            if not self.text[end + 1 : line].strip() or any(word.search(self.text, end, line) for word in barred):
                break
            end = line
        return end
