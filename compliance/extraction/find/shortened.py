"""Phrases whose words are cut short: «упол. предст. по фин. вопр.», «ыйг. ук. өкүлү», «изб. фонд», «полит. партия».

No list can have them all. A run of words is one where each begins a word of a known phrase, in its order, the first of
them the first, and one at least is cut short by a stop or a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compliance.model.tuples import NamedTuple
from compliance.text.late import late

_WORD = late(r"(?P<word>[^\W\d_]{1,16})(?:-(?P<ending>[^\W\d_]{1,4})(?![^\W\d_]))?(?P<stop>\.?)[ \u00a0]?")
_KNOWN = 5  # letters by which a word is known whatever its ending
_STEM = 4  # letters of a word of a phrase to which an ending may be put
_SHORTEST = 2  # letters of the first word
_MOST_WORDS = 8


class Short(NamedTuple):
    """A phrase cut short: its place, the number of the known phrase it begins, and whether it ends with a stop."""

    start: int
    end: int
    phrase: int
    stopped: bool


class Word(NamedTuple):
    """One word as it stands: folded letters, the letters behind a hyphen, whether a stop follows, and its end."""

    letters: str
    ending: str = ""
    stopped: bool = True
    end: int = 0

    def fits(self, one: str) -> bool:
        """Tell whether it is a word of a phrase, cut short or with another ending."""
        if not one.startswith(self.letters[:_KNOWN]):
            return len(one) >= _STEM and self.letters.startswith(one)
        return len(self.letters) >= _KNOWN or one == self.letters or self.cuts(one)

    def cuts(self, one: str) -> bool:
        """Tell whether a word is this one, with letters left out at its end or before its ending."""
        left_out = one[len(self.letters) :] if one.startswith(self.letters) else ""
        return (self.stopped or bool(self.ending)) and len(left_out) > 1 and self.ending[:1] in left_out


class Shortened:
    """Finds phrases, folded word by word, where they are cut short."""

    __slots__ = ("_by_first", "_phrases")

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._phrases = tuple(phrases)
        self._by_first: dict[str, dict[str, list[int]]] = {}  # by how the first word begins, and the whole of it
        for number, phrase in enumerate(self._phrases):
            if len(phrase) > 1:
                alike = self._by_first.setdefault(phrase[0][:_SHORTEST], {})
                alike.setdefault(phrase[0], []).append(number)

    def find(self, text: str, folded: str) -> Iterator[Short]:
        """Yield the phrases that are cut short, in order of place, without overlaps."""
        end = 0
        for match in _WORD.finditer(text):
            start = match.start()
            if start < end or len(match["word"]) < _SHORTEST or text[max(0, start - 1) : start].isalnum():
                continue
            alike = self._by_first.get(folded[start : start + _SHORTEST])
            if not alike:
                continue
            first = _word(match, folded)
            numbers = sorted(number for one, group in alike.items() if first.fits(one) for number in group)
            words = list(_words(text, folded, start)) if numbers else []
            if any(word.stopped or word.ending for word in words) and (found := self._longest(words, start, numbers)):
                yield found
                end = found.end

    def _longest(self, words: list[Word], start: int, numbers: list[int]) -> Short | None:
        found = None
        for count, word in enumerate(words, 1):
            numbers = [number for number in numbers if begins(words[:count], self._phrases[number])]
            whole = [number for number in numbers if count > 1 and word.fits(self._phrases[number][-1])]
            if whole:
                phrase = min(
                    whole, key=lambda number: (len(self._phrases[number]), sum(map(len, self._phrases[number])))
                )
                cut = [any(map(one.cuts, self._phrases[phrase])) for one in words[:count]]
                if any(cut):
                    found = Short(start, word.end + (stop := cut[-1] and word.stopped), phrase, stop)
        return found


def _words(text: str, folded: str, start: int) -> Iterator[Word]:
    """Yield the words from `start` on that blanks, stops and hyphens join, up to somebody's initial."""
    place, capitals = start, text[start + 1 : start + 2].isupper()
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, place)
        if match is None or (match.end("word") - place == 1 and text[place].isupper() and not capitals):
            return
        yield _word(match, folded)
        if match.end() in (match.end("word"), match.end("ending")):
            return
        place = match.end()


def _word(match: re.Match[str], folded: str) -> Word:
    ending = folded[slice(*match.span("ending"))] if match["ending"] else ""
    return Word(folded[slice(*match.span("word"))], ending, bool(match["stop"]), match.start("stop"))


def begins(words: list[Word], phrase: tuple[str, ...]) -> bool:
    """Tell whether words are those of a phrase, cut short, in their order, the first of the first."""
    rest = iter(phrase)
    return words[0].fits(phrase[0]) and all(any(map(word.fits, rest)) for word in words)
