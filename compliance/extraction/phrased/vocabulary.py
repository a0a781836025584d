"""phrases.toml compiled: one pattern for each kind of word, all of them plain alternatives without backtracking."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from compliance.extraction.phrased.series import Series
from compliance.extraction.phrased.words import Head, plain, whole
from compliance.text.language import Identifier

_NEVER = re.compile(r"(?!)")
_LOST = re.compile(r"\w*\ufffd[\w\ufffd]*")


class Vocabulary:
    """The words of one jurisdiction's phrases, built once, safe to share between threads."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.heads: dict[str, Head] = {}
        self.linked, self.occasioned = (table.get("cues", {}).get(name, "") for name in ("linked", "occasioned"))
        self.occasions = pattern(table.get("cues", {}).get("occasions", ()))
        self._phrases(table)
        address, party, cues = (table.get(name, {}) for name in ("address", "party", "cues"))
        for form in ("shared", "pair"):
            for word in address.get(form, ()):
                self.heads[plain(word)] = Head(shared=True, pair=form == "pair")
        self.series = [Series(row) for row in table.get("series", ())]
        self.head = pattern(self.heads, rows=[one.pattern for one in self.series])
        self.bodies, self.roles = pattern(party.get("bodies", ())), pattern(party.get("roles", ()))
        self.agents_of: str = party.get("agents_of", "")
        self.acting = pattern(party.get("acting", ()))
        self.ids = pattern(party.get("ids", ()))
        self.numbers = postcodes(party.get("numbers", ()))
        self.articles = pattern(party.get("articles", ()))
        self.asides, self.ends = pattern(party.get("asides", ())), pattern(party.get("ends", ()))
        self.works, self.between = pattern(party.get("works", ())), party.get("between", False)
        joints = "|".join(["&", *map(re.escape, sorted(party.get("joints", ()), key=len, reverse=True))])
        self.joint = re.compile(rf"(?:^|\s)(?:{joints})\s(?=[^\W\d_a-z])")
        shouted = "|".join(one.upper() for one in joints.split("|") if len(one) > 1)  # «AND», but no «Block A»
        self.joining = re.compile(rf"(?:^|[\s,;]{{1,3}})(?:{joints}{'|' if shouted else ''}{shouted})[\s,]{{0,3}}$")
        self.inserts = pattern(party.get("inserts", ()))
        self.halves, self.tails = pattern(party.get("halves", ())), pattern(party.get("tails", ()))
        self.lead, self.address = pattern(address.get("lead", ())), pattern(address.get("words", ()))
        self.places = pattern(address.get("places", ()), cased=True)
        self.postcode = postcodes(address.get("postcodes", ()))
        self.contact, self.same = pattern(address.get("contact", ())), pattern(address.get("same", ()))
        self.form = pattern(word for row in table.get("legal_form", ()) for word in row["words"])
        self.election, self.guidance = pattern(cues.get("election", ())), pattern(cues.get("guidance", ()))
        self.titles, self.campaigns = pattern(cues.get("titles", ())), pattern(cues.get("campaigns", ()))
        self.lines: bool = cues.get("lines", False)
        self.trade, self.subjects = pattern(cues.get("trade", ())), pattern(cues.get("subjects", ()))
        self.months = pattern(month for names in table.get("months", {}).values() for month in names)
        self.identifier = Identifier(table.get("language", {}))
        self.losses = Losses()
        self.abbreviations = frozenset(word.rstrip(".").lower() for word in cues.get("abbreviations", ()))

    def introduced(self, words: str) -> Head | None:
        """Return what words introduce, known as they stand or as a row of participles."""
        known = self.heads.get(plain(words))
        return known or next((head for one in self.series if (head := one.head(words))), None)

    def _phrases(self, table: dict[str, Any]) -> None:
        """Keep every phrase and statement by its words; of words given twice, the first hold."""
        for row in table.get("phrase", ()):
            flags = {name: row.get(name, False) for name in ("adjacent", "person", "weak", "political", "named")}
            joined = row.get("joined", False) or flags["adjacent"] or flags["person"]
            common = Head(
                tuple(row["fields"]), row["language"], joined, statement=row.get("states", ""),
                code=row.get("code", ""), guess=tuple(row.get("guess", ())), **flags,
            )  # fmt: skip
            for form in ("words", "label"):
                for word in row.get(form, ()):
                    self.heads.setdefault(plain(word), common._replace(label=form == "label"))
        for row in table.get("statement", ()):
            said = Head(
                language=row["language"], statement=row["field"], code=row.get("code", ""),
                reach=row.get("reach", "words"), alone=row.get("alone", False), ends=row.get("ends", False),
            )  # fmt: skip
            for word in row["words"]:
                self.heads.setdefault(plain(word), said)


class Losses:
    """Finds words that lost letters: those with the sign that stands for a character nobody could read."""

    def places(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the places of damaged words."""
        return tuple(match.span() for match in _LOST.finditer(text)) if "\ufffd" in text else ()


def pattern(words: Iterable[str], cased: bool = False, rows: Iterable[str] = ()) -> re.Pattern[str]:
    """Return what finds any of the words as whole words, the longest first, after `rows` that go before them."""
    known = sorted({" ".join(word.split()) for word in words}, key=lambda word: (-len(word), word))
    if not known:
        return _NEVER
    return re.compile(r"(?<!\w)(?:" + "|".join([*rows, *map(whole, known)]) + ")", 0 if cased else re.IGNORECASE)


def postcodes(shapes: Iterable[str]) -> re.Pattern[str]:
    """Return what finds a postcode of one of the shapes."""
    if not shapes:
        return _NEVER
    signs = {"A": "[A-Za-z]", "9": r"\d", " ": " ?", "-": "-"}
    broken = {**signs, " ": r"[ \n]?"}  # with letters it is a code on two lines as well: «HG1», «4AT»
    bodies = [
        "".join((broken if "A" in shape else signs)[sign] for sign in shape)
        for shape in sorted(shapes, key=lambda one: (-len(one), one))
    ]
    return re.compile(r"(?<!\w)(?:" + "|".join(bodies) + r")(?!\w)")
