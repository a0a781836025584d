"""Words that call for a second look (`content_words.toml`), found in one pass for all the checks that ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ahocorasick_rs import BytesAhoCorasick

from compliance.model.case import Case
from compliance.model.imprint import Leaf
from compliance.model.tuples import NamedTuple
from compliance.rulebook.book import Rulebook
from compliance.text.folding import HiddenMap, fold, fold_all, has_hidden, without_hidden
from compliance.text.late import late

Place = tuple[int, int]
Found = Mapping[str, list[Place]]

_CHUNK, _OVERLAP, _MOST = 1 << 20, 96, 2_000  # characters at a time, longest phrase, places kept of one text
_NEXT = late(r"[\s-]{1,2}([^\W\d_]{1,24})")
_BEFORE = late(r"([^\W\d_]{1,24})[\s.-]{1,3}\Z")
_NONE: list[Place] = []


class _Entry(NamedTuple):
    group: str
    is_stem: bool
    not_before: frozenset[bytes]
    not_behind: frozenset[bytes]


class WordIndex:
    """The word groups of a rulebook, compiled once; safe to share between threads.

    Words are met whole, in any case and with look-alike letters; one that ends in `*` takes any ending. `not_before`
    and `not_behind` are neighbours beside which a word means something else («Москва көчөсү» is a street in Bishkek).
    """

    __slots__ = ("_automaton", "_entries", "_in_texts", "_last")

    def __init__(self, groups: Mapping[str, Mapping[str, Any]], in_texts: bool = True) -> None:
        self._in_texts = in_texts
        entries: dict[bytes, list[_Entry]] = {}
        for group, table in groups.items():
            before, behind = _folded(table.get("not_before", ())), _folded(table.get("not_behind", ()))
            words: list[str] = table["words"]
            for word, folded in zip(words, fold_all(word.rstrip("*") for word in words), strict=True):
                entries.setdefault(folded, []).append(_Entry(group, word.endswith("*"), before, behind))
        self._entries = list(entries.values())
        self._automaton = BytesAhoCorasick(list(entries)) if entries else None
        self._last: tuple[str, Found] = ("", {})

    def find(self, text: str) -> Found:
        """Return the places of each group in the text, in order; the last text asked for is remembered."""
        last = self._last
        if last[0] is text:
            return last[1]
        found = self.search(text)
        self._last = (text, found)
        return found

    def search(self, text: str) -> Found:
        """Return the places of each group in the text, in order, a bounded number of them."""
        found: dict[str, list[Place]] = {}
        for index, start, end in self._hits(text):
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            inside = end < len(text) and text[end].isalnum()
            for entry in self._entries[index]:
                stop = _word_end(text, end) if inside and entry.is_stem else end
                if (not inside or entry.is_stem) and not _means_other(text, start, stop, entry):
                    _add(found.setdefault(entry.group, []), start, stop)
        return found

    def in_leaf(self, case: Case, leaf: Leaf, group: str) -> Place | None:
        """Return the first place of a group in a field's words, None if there is none.

        Of a field that has no place in a text, the place is one in its own words.
        """
        start, end = leaf.start, leaf.end
        if isinstance(start, str) or isinstance(end, str):
            return next(iter(self.search(leaf.raw).get(group, _NONE)), None)
        if self._in_texts and end <= len(case.text):
            places = self.find(case.text).get(group)
            if places is None:
                return None
            return next((place for place in places if _inside(place, start, end)), None)
        own = next(iter(self.search(leaf.raw).get(group, _NONE)), None)
        return None if own is None else (own[0] + start, own[1] + start)

    def _hits(self, text: str) -> Iterator[tuple[int, int, int]]:
        if self._automaton is None or not text:
            return
        folded = fold(text)
        hidden = has_hidden(folded)
        hay = without_hidden(folded) if hidden else folded
        way: HiddenMap | None = None  # made when the first word is found: most texts hold none
        count = 0
        for offset in range(0, len(hay), _CHUNK):
            base = max(0, offset - _OVERLAP)
            piece = hay if len(hay) <= _CHUNK else hay[base : offset + _CHUNK]
            for index, start, end in self._automaton.find_matches_as_indexes(piece, overlapping=True):
                begin, stop = base + start, base + end
                count += 1
                if count > _MOST:
                    return
                if hidden and way is None:
                    way = HiddenMap(folded)
                yield (index, begin, stop) if way is None else (index, way.source(begin), way.source(stop - 1) + 1)


def index_of(rulebook: Rulebook, group: str) -> WordIndex:
    """Return the index that holds a group, compiled when it is first asked for.

    Groups marked `often` have one of their own, so that the pass over every text does not meet their common words.
    """
    often = bool(rulebook.content_words[group].get("often"))
    name = "words often met" if often else "words seldom met"
    found = rulebook.derived.get(name)
    if not isinstance(found, WordIndex):
        groups = rulebook.content_words.items()
        found = WordIndex({key: table for key, table in groups if bool(table.get("often")) == often}, not often)
        rulebook.derived[name] = found
    return found


def body_place(index: WordIndex, case: Case, group: str) -> Place | None:
    """Return the first place of a group in the ad's text outside its imprints: names in those are no content."""
    for place in index.find(case.text).get(group, _NONE):
        if not any(_inside(place, start, end) for reading in case.imprints for start, end in reading.occurrences):
            return place
    return None


def _add(places: list[Place], start: int, end: int) -> None:
    """Add a place; where it overlaps others (a phrase and a word in it), they become one."""
    while places and start < places[-1][1]:
        last = places.pop()
        start, end = min(start, last[0]), max(end, last[1])
    places.append((start, end))


def _inside(place: Place, start: int, end: int) -> bool:
    return start <= place[0] and place[1] <= end


def _folded(words: Iterable[str]) -> frozenset[bytes]:
    return frozenset(map(fold, words))


def _word_end(text: str, end: int) -> int:
    while end < len(text) and text[end].isalpha():
        end += 1
    return end


def _means_other(text: str, start: int, end: int, entry: _Entry) -> bool:
    if entry.not_before and (match := _NEXT.match(text, end)) and fold(match[1]) in entry.not_before:
        return True
    if not entry.not_behind:
        return False
    match = _BEFORE.search(text, max(0, start - 30), start)
    return match is not None and fold(match[1]) in entry.not_behind
