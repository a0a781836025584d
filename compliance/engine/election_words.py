"""What a text says of the election it is about: days near election words, councils and other levels, places.

Only stretches around such words are looked at, so a long text costs a search and no more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from compliance.model.tuples import NamedTuple
from compliance.text.folding import fold, fold_all
from compliance.text.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from compliance.model.election import Election
    from compliance.model.imprint import Imprint
    from compliance.rulebook.book import Rulebook

# Characters around an election word in which a day or a place counts as named together with it.
REACH, MOST_WINDOWS, MOST_HITS = 60, 400, 4_000
_BESIDE = 32  # characters from a word of voting to the level that it is about: «выборы в … городской кенеш»
_CHUNK = 1 << 20  # characters searched at a time

# A day is a number of one or two digits with a month behind it; its year stands behind the month, or before the day
# («2021-жылдын 11-июлу»). Every repetition is bounded: hostile text costs no more than its length.
_NUMBER = late(r"\d+")
_DATED = 20_000  # characters of a text in which a polling day is looked for without a word of voting
_WHOLE_YEAR = late(r"(?<!\d)20\d\d(?!\d)")
_MONTH = late(
    r"[\s\-–—‑]{1,3}(?P<word>[^\W\d_]{3,14})(?:[\s,]{1,3}(?P<after>(?:19|20)\d\d)(?!\d))?"
    r"|[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}|\d\d))?(?![\d./]?\d)"
)
_NAME_BEFORE = late(r"(?<![\w-])(?:[^\W\d_]-?){3,30}[ \t]{1,3}\Z")
_YEAR_GAP = late(r"[^\W\d_]{0,10}[\s\-–—‑]{0,2}[^\W\d_]{0,10}\s{1,3}")


class Mention(NamedTuple):
    """A day named near an election word."""

    day: int
    month: int
    year: int | None
    start: int
    end: int


class Stems:
    """Folded stems, each with the name it stands for, searched in one pass."""

    __slots__ = ("_automaton", "_names")

    def __init__(self, stems: Iterable[tuple[bytes, str]]) -> None:
        from ahocorasick_rs import BytesAhoCorasick

        named = dict(stems)
        self._names = list(named.values())
        self._automaton = BytesAhoCorasick(list(named))

    def hits(self, folded: bytes) -> list[tuple[int, str]]:
        """Return place and name of the stems in order of place, a bounded number of them."""
        found: list[tuple[int, str]] = []
        for offset in range(0, len(folded), _CHUNK):
            piece = folded[max(0, offset - REACH) : offset + _CHUNK] if len(folded) > _CHUNK else folded
            base = max(0, offset - REACH) if len(folded) > _CHUNK else 0
            matches = self._automaton.find_matches_as_indexes(piece, overlapping=True)
            found += [(base + start, self._names[index]) for index, start, _ in matches]
            if len(found) >= MOST_HITS:
                break
        return sorted(set(found))[:MOST_HITS] if len(folded) > _CHUNK else sorted(found)[:MOST_HITS]


class ElectionWords:
    """The words by which texts name elections, folded once; safe to share between threads.

    `akin` maps a level to those it takes in and those that take it in (local elections are those of cities and of
    villages), `only_named` are the levels that count only where a text names them.
    """

    __slots__ = ("akin", "levels", "months", "only_named", "places", "polling")

    def __init__(self, labels: Mapping[str, Any], words: Mapping[str, Any], elections: Iterable[Election]) -> None:
        months = words.get("months") or labels.get("months") or {}
        self.months: dict[bytes, list[tuple[bytes, bool, int]]] = {}
        for number, forms in months.items():
            for form in forms:
                folded = fold(form.rstrip("*"))
                self.months.setdefault(folded[:2], []).append((folded, form.endswith("*"), int(number)))
        self.polling = Stems((fold(stem), "") for stem in words.get("polling", ()))
        self.levels = Stems((fold(stem), level) for level, stems in words.get("levels", {}).items() for stem in stems)
        within = words.get("within", {}).items()
        pairs = {pair for level, parts in within for part in parts for pair in ((level, part), (part, level))}
        self.akin = {level: frozenset(other for one, other in pairs if one == level) for level, _ in pairs}
        self.only_named = frozenset(words.get("only_named", ()))
        named = {election.id: [form for place in election.places for form in place.forms] for election in elections}
        forms = iter(fold_all(form for found in named.values() for form in found))  # a thousand, folded at once
        self.places: dict[str, tuple[bytes, ...]] = {
            name: tuple(islice(forms, len(found))) for name, found in named.items()
        }

    def month(self, word: str) -> int | None:
        """Return the number of the month that `word` names in any of its endings, or None."""
        folded = fold(word)
        for form, is_stem, number in self.months.get(folded[:2], ()):
            if folded == form or (is_stem and folded.startswith(form)):
                return number
        return None


def words_of(rulebook: Rulebook) -> ElectionWords:
    """Return the words by which ads of a jurisdiction name their election, compiled once and kept with the rulebook."""
    found = rulebook.derived.get("election")
    if not isinstance(found, ElectionWords):
        found = ElectionWords(rulebook.labels, rulebook.election_words, rulebook.elections)
        rulebook.derived["election"] = found
    return found


class Hints:
    """What a text says of its election outside its imprints; looked for when it is asked for."""

    __slots__ = (
        "_blocks",
        "_dated",
        "_folded",
        "_levels",
        "_lexicon",
        "_named",
        "_spots",
        "_text",
        "_voted",
        "_windows",
        "mentions",
    )

    def __init__(self, text: str, imprints: Sequence[Imprint], lexicon: ElectionWords) -> None:
        self._text, self._folded, self._lexicon = text, fold(text), lexicon
        self._levels: set[str] | None = None
        self._voted: list[tuple[int, int]] | None = None  # places of levels, each with how near a word of voting is
        self._named: dict[str, tuple[int, int] | None] = {}
        self._spots: list[tuple[int, int]] = []
        self._blocks = blocks = sorted(place for reading in imprints for place in reading.occurrences)
        self._dated: list[Mention] | None = None
        self._windows = _windows([place for place, _ in lexicon.polling.hits(self._folded)], len(text))
        self.mentions: list[Mention] = []
        for start, end in self._windows:
            self.mentions += (found for found in _mentions(text, start, end, lexicon) if not _inside(found, blocks))

    @property
    def dated(self) -> list[Mention]:
        """The whole days named anywhere outside the imprints, as far as texts are searched for them."""
        if self._dated is None:
            end = min(len(self._text), _DATED)
            found = _mentions(self._text, 0, end, self._lexicon)
            self._dated = [one for one in found if one.year is not None and not _inside(one, self._blocks)]
        return self._dated

    def later_year(self, day: date) -> bool:
        """Tell whether a word of voting stands beside a year after that of `day`: «Выборы-2025» in an ad of 2021."""
        return any(
            int(year[0]) > day.year
            for start, end in self._windows
            for year in _WHOLE_YEAR.finditer(self._text, max(0, start - REACH), end + REACH)
            if not _inside(Mention(0, 0, None, year.start(), year.end()), self._blocks)
        )

    @property
    def levels(self) -> set[str]:
        """The levels named anywhere (city council, parliament, …)."""
        if self._levels is None:
            hits = self._lexicon.levels.hits(self._folded)
            self._levels = {level for _, level in hits}
            self._spots = _windows([place for place, _ in hits], len(self._text))
        return self._levels

    def fits_level(self, election: Election) -> bool:
        """Tell whether the election's level is named, or one that takes it in, or one that it takes in."""
        level = election.level
        return level in self.levels or not self.levels.isdisjoint(self._lexicon.akin.get(level, ()))

    def may_be_meant(self, election: Election) -> bool:
        """Tell whether the election counts without being named, or is named."""
        return election.level not in self._lexicon.only_named or election.level in self.levels

    def place(self, election: Election) -> tuple[int, int] | None:
        """Return where a place of this election is named beside a level of its kind, or None."""
        if election.id not in self._named:
            self._named[election.id] = self._place(election) if self.fits_level(election) else None
        return self._named[election.id]

    def contradicted(self, election: Election) -> bool:
        """Tell whether a word of voting stands beside a level, or a level beside a place, that are not its own."""
        lexicon = self._lexicon
        if self._voted is None:
            voting = [place for place, _ in lexicon.polling.hits(self._folded)]
            self._voted = [
                (place, gap) for place, _ in lexicon.levels.hits(self._folded) for gap in [_gap(voting, place)]
            ]
        if any(gap <= _BESIDE for _, gap in self._voted) and not self.fits_level(election):
            return True
        own = lexicon.places.get(election.id, ())
        if not own or election.kind == "regular" or self.place(election) is not None:
            return False
        elsewhere = {form for forms in lexicon.places.values() for form in forms} - set(own)
        return any(self._named_at(form) for form in elsewhere) or self._of_another_place(own, self._voted)

    def _of_another_place(self, own: tuple[bytes, ...], voted: Iterable[tuple[int, int]]) -> bool:
        """Tell whether a name stands right before a level that is voted for, and is none of these places'."""
        for place, gap in voted:
            before = _NAME_BEFORE.search(self._text, max(0, place - _BESIDE), place) if gap <= 2 * _BESIDE else None
            if before and before[0][:1].isupper() and not self._folded.startswith(own, before.start()):
                return True
        return False

    def _named_at(self, form: bytes) -> bool:
        return any(
            (at := self._folded.find(form, start, end)) >= 0 and (at == 0 or not self._text[at - 1].isalpha())
            for start, end in self._spots
        )

    def _place(self, election: Election) -> tuple[int, int] | None:
        for start, end in self._spots:
            for form in self._lexicon.places.get(election.id, ()):
                at = self._folded.find(form, start, end)
                if at >= 0 and (at == 0 or not self._text[at - 1].isalpha()):
                    return at, at + len(form)
        return None


def _gap(places: Sequence[int], place: int) -> int:
    """Return how far from `place` the nearest of ascending `places` is; very far where there is none."""
    index = bisect_right(places, place)
    return min((abs(place - near) for near in places[max(0, index - 1) : index + 1]), default=1 << 30)


def _windows(hits: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Return the stretches around the hits, overlapping ones joined, so that no character is looked at twice."""
    windows: list[tuple[int, int]] = []
    for hit in hits:
        start, end = max(0, hit - REACH), min(size, hit + REACH)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        elif len(windows) == MOST_WINDOWS:
            break
        else:
            windows.append((start, end))
    return windows


def _mentions(text: str, start: int, end: int, lexicon: ElectionWords) -> Iterator[Mention]:
    """Yield the days named in a stretch of text; one that its ends may have cut short is left out."""
    year_before: re.Match[str] | None = None
    for number in _NUMBER.finditer(text, start, end):
        if number.start() == start and text[start - 1 : start].isdigit():
            continue
        if number.end() - number.start() > 2:
            year_before = number if len(number[0]) == 4 and number[0][:2] in ("19", "20") else None
            continue
        match = _MONTH.match(text, number.end(), end)
        if match is None or match.end() == end < len(text):
            continue
        word = match["word"]
        month = lexicon.month(word) if word else int(match["month"])
        if month is None or not 1 <= month <= 12:
            continue
        year = match["after"] or match["year"]
        if year is None and year_before and _YEAR_GAP.fullmatch(text, year_before.end(), number.start()):
            year = year_before[0]
        full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
        yield Mention(int(number[0]), month, full, number.start(), match.end())


def _inside(mention: Mention, blocks: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(blocks, mention.start, key=itemgetter(0)) - 1
    return index >= 0 and mention.start < blocks[index][1]
