"""Whether a block of phrases can be an imprint: what speaks for it and what against."""

from __future__ import annotations

import re
from bisect import bisect

from compliance.extraction.phrased.addresses import Place
from compliance.extraction.phrased.heads import Found
from compliance.extraction.phrased.vocabulary import Vocabulary
from compliance.model.fields import part_of

_NEAR = 90  # characters around a block in which words of trade count
_ABOUT = 3  # different words about imprints that make a text one about them
_SPOKEN = 1_500  # characters of a text in which words of elections are looked for, before and behind
_QUOTES = '"“„«‘'
_LEADING = ":,("  # marks behind which what they lead to may stand on the next line


class Judged:
    """The judgment on a block, by its text and what it states."""

    text: str
    words: Vocabulary
    values: dict[str, tuple[Place, str | int | None, tuple[str, ...]]]
    told: bool
    firm: bool
    alone: bool
    spoken: bool
    labels: list[Found]
    start: int
    end: int

    def judged(self) -> tuple[bool, str]:
        """Return whether the block can be an imprint, or a part of one, and why."""
        if not self.values:
            return False, "words of an imprint, and nothing stated"
        if self._quoted():
            return False, "a form of words is quoted"
        if not self.told and self._guided():
            return False, "a text about imprints"
        if self.alone and (self._spoken() or len(self.values) > 1):
            return True, "a statement that an ad of an election makes"
        names = [path for path in self.values if path.endswith(".name")]
        if not names:
            return self.alone, "a statement without a party"
        several = len({part_of(path) for path in names}) > 2  # no paper of trade names three
        if not several and self._traded() and not (self._spoken() or self._political()):
            return False, "words of trade, and none of an election"
        campaigning = self.words.campaigns.search(self.text, self.start, self.end) is not None
        sure = campaigning or self._spoken() or self._political() or self._complete() or self._alone_on_line()
        if not (sure or self._closing()):
            return False, "nothing speaks of an election"
        return True, f"{len({part_of(path) for path in self.values})} parts stated"

    def slight(self) -> bool:
        """Tell whether all that is left after joining is one who printed something: any printed thing says that."""
        return not (self.firm or self.alone or self._political() or self._spoken() or self._complete())

    def _quoted(self) -> bool:
        """Tell whether all words of the block stand in quotations: what a candidate says in a spot alone may do so."""
        return all(self._quoted_at(found.start) for found in self.labels)

    def _quoted_at(self, place: int) -> bool:
        line = self.text.rfind("\n", 0, place) + 1
        before = self.text[max(line, place - 300) : place]
        stripped = before.rstrip()
        if stripped[-1:] in _QUOTES or stripped[-1:] == "'":
            return bool(stripped[:-1].strip())
        plain, curly = before.count('"') % 2, before.count("“") - before.count("”")
        return (plain == 1 or curly > 0) and len(stripped) > 1

    def _guided(self) -> bool:
        """Tell whether the sentence of the block, or the whole text, is about imprints."""
        words = self.words
        start = max(0, self.start - 160)
        before = self.text[start : self.start]
        cut = max(before.rfind(". "), before.rfind("\n\n"), before.rfind("! "), before.rfind("? "))
        before = (
            before[cut + 1 :]
            if before.rstrip()[-1:] in _LEADING or not before.rstrip().endswith((".", "!", "?"))
            else ""
        )
        titled = words.titles.fullmatch(before.strip(" \t\n:-–—*_>#").rpartition("\n")[2].strip()) is not None
        leads = (
            "\n" not in before or before.rstrip()[-1:] in _LEADING
        )  # «should vote» on the line above leads to nothing
        if leads and words.guidance.search(before) and "\n" not in before.strip() and not titled:
            return True
        behind = re.split(r"[\n.!?]", self.text[self.end : self.end + 120], maxsplit=1)[0]
        if behind[:2].strip()[:1] in (",", "”", '"') and words.guidance.search(behind):
            return True
        around = self.text[max(0, self.start - _SPOKEN) : self.start] + self.text[self.end : self.end + _SPOKEN]
        most = 2 * _ABOUT if self.firm and self.alone else _ABOUT
        return len({match[0].lower() for match in words.guidance.finditer(around)}) >= most

    def _traded(self) -> bool:
        places = sorted({place for path, (place, _, _) in self.values.items() if path.endswith(".address")})
        for one in self.words.trade.finditer(self.text, max(0, self.start - _NEAR), self.end + _NEAR):
            before = bisect(places, (one.start(), len(self.text))) - 1
            if before < 0 or one.start() >= places[before][1]:  # «Shop 3, …» is no word of trade
                return True
        return False

    def _spoken(self) -> bool:
        if self.spoken:
            return True
        if any(path.endswith(".id") for path in self.values):
            return True
        around = self.text[max(0, self.start - _SPOKEN) : self.start] + "\n" + self.text[self.end : self.end + _SPOKEN]
        return self.words.election.search(around) is not None

    def _political(self) -> bool:
        """Tell whether somebody named is of politics: a party, a campaign, a candidate."""
        names = [place for path, (place, _, _) in self.values.items() if path.endswith((".name", ".role"))]
        return any(self.words.election.search(self.text[slice(*place)]) for place in names)

    def _complete(self) -> bool:
        """Tell whether two different parties are named, one of them reachable, as nothing but an imprint does it."""
        parts = {part_of(path) for path in self.values if path.endswith(".name")}
        reachable = any(path.partition(".")[2].startswith(("address", "contacts", "role")) for path in self.values)
        if not self.firm:
            return reachable and len(parts) > 1 and self._whole_text()
        whole = self._whole_text() and (reachable or self.words.lines)
        return whole or (reachable and (len(parts) > 1 or self.alone))

    def _alone_on_line(self) -> bool:
        """Tell whether the block fills its line, or its column of one, where imprints are known to do so."""
        before, behind = self.text[: self.start].rstrip(" \t"), self.text[self.end :].lstrip(" \t)]")
        opens, closes = before[-1:] in ("", "\n", "|", "·", "•"), behind[:1] in ("", "\n", ".", "|", "·", "•", "©")
        return self.words.lines and self.firm and opens and closes and not behind.startswith("...")

    def _closing(self) -> bool:
        """Tell whether the block is a sentence at the end of its paragraph that names two, or says how to reach one."""
        reachable = any(path.partition(".")[2].startswith(("address", "contacts")) for path in self.values)
        reachable = reachable or len({part_of(path) for path in self.values if path.endswith(".name")}) > 1
        behind = self.text[self.end :].lstrip(" \t.)]")
        clause = re.split(r"[\n.!?|·•…]", self.text[max(0, self.start - 80) : self.start])[-1]
        opens = not self.words.subjects.sub("", clause).strip()  # «This message has been …»
        return self.firm and reachable and opens and behind[:1] in ("", "\n") and not self._traded()

    def _whole_text(self) -> bool:
        return self.end - self.start > 0.7 * len(self.text.strip()) and not self._traded()
