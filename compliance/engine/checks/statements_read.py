"""Was everything that the imprint states read?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from compliance.engine.words import WordIndex, index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Imprint
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param

_NO_TEXT = Answer("not_applicable", "no_text")
_ALL = Answer("pass", "all_read")
_LONGEST_LABEL, _LONGEST_VALUE, _MOST_WORDS, _MOST_SHOWN = 60, 200, 5, 5
_BEFORE_LABEL, _AFTER_VALUE = '\n.;!?|,()«»":', "\n;|"  # what a label begins behind, and a value ends at
Place = tuple[int, int]


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where words with a colon and a value stand in the imprint and neither is part of anything that was read.

    Labels of the group `words` are known to be no statement that the law asks for: a telephone, a site.
    """
    group: str | None = params.get("words")
    index = None if group is None else index_of(rulebook, group)

    def ask(case: Case) -> Answer:
        reading = case.imprint
        if reading is None or isinstance(reading.start, str) or not case.text:
            return _NO_TEXT
        left = [place for place in _unread(case.text, reading) if not _known(case.text, place, index, group)]
        if not left:
            return _ALL
        shown = "; ".join(case.text[start:end] for start, end in left[:_MOST_SHOWN])
        return Answer("fail", "not_read", {"value": shown, "count": len(left)}, *left[0])

    return ask


def _unread(text: str, reading: Imprint) -> Iterator[Place]:
    """Yield each label with its value that meets nothing that was read, in one pass over the block.

    A label that the law's words know is no stranger: what it leaves open is the business of other rules.
    """
    first, last = reading.place
    read = [leaf.place for leaf in reading.leaves.values() if isinstance(leaf.start, int)]  # the rest was declared
    taken = sorted(read + [(one.start, one.end) for one in reading.labels])
    colon, number = text.find(":", first, last), 0
    while colon >= 0:
        begin, end = _label(text, first, colon), _value(text, colon + 1, last)
        while number < len(taken) and taken[number][1] <= begin:
            number += 1
        if begin < colon and end > colon + 1 and not _met(taken, number, begin, end):
            yield begin, end
        first, colon = colon + 1, text.find(":", max(end, colon + 1), last)


def _met(taken: list[Place], number: int, begin: int, end: int) -> bool:
    """Tell whether a stretch meets any of the places from that one on, which ascend."""
    for start, stop in islice(taken, number, None):
        if start >= end:
            return False
        if begin < stop:
            return True
    return False


def _label(text: str, first: int, colon: int) -> int:
    """Return where the words before a colon begin, and the colon itself where they are no label."""
    begin = colon
    while begin > max(first, colon - _LONGEST_LABEL) and text[begin - 1] not in _BEFORE_LABEL:
        begin -= 1
    words = text[begin:colon].split()
    fits = 0 < len(words) <= _MOST_WORDS and begin > colon - _LONGEST_LABEL
    if not fits or not all(letter.isalpha() or letter in " -–—\t" for letter in text[begin:colon]):
        return colon
    return begin + len(text[begin:colon]) - len(text[begin:colon].lstrip(" -–—\t"))


def _value(text: str, start: int, last: int) -> int:
    """Return where the value behind a colon ends; `start` for none, or for the address of a site."""
    if text.startswith("//", start):
        return start
    last = end = min(last, start + _LONGEST_VALUE)
    for at in range(start, last):
        if text[at] in _AFTER_VALUE or (text[at] == "." and text[at + 1 : at + 3].strip()[:1].isupper()):
            end = at
            break
    stripped = text[start:end].rstrip()
    return start + len(stripped) if any(map(str.isalnum, stripped)) else start


def _known(text: str, place: Place, index: WordIndex | None, group: str | None) -> bool:
    label = text[place[0] : text.index(":", *place)]
    return index is not None and group in index.search(label)


CHECK = Check(
    "imprint", build,
    params={"words": Param("group", "Labels that state nothing the law asks for.", optional=True)},
    reasons={"no_text": (), "all_read": (), "not_read": ("value", "count")},
    fails=("not_read",),
)  # fmt: skip
